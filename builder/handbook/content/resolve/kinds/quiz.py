"""Check a quiz: keys, explanations, pools."""

import re
from collections.abc import Iterator
from typing import Any

from handbook.content.resolve.findings import Finding
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises.quiz import BlankQuestion, ChoiceQuestion, Quiz, SortQuestion, TrueFalseQuestion
from handbook.source import Loc


def findings(quiz: Quiz) -> Iterator[Finding]:
    """Contradictions in questions and pools."""
    for number, question in enumerate(quiz.questions):
        yield from _question(("questions", number), question)
    yield from _pools(quiz)


def _question(loc: Loc, question: Any) -> Iterator[Finding]:
    if isinstance(question, ChoiceQuestion):
        yield from _options(loc, question)
    elif isinstance(question, TrueFalseQuestion):
        for key in ("why_true", "why_false"):
            if not getattr(question, key):
                yield "missing-explanation", loc, {"key": key}
    elif isinstance(question, SortQuestion):
        yield from _sort(loc, question)
    elif not question.explain:
        yield "missing-explanation", loc, {"key": "explain"}
    if isinstance(question, BlankQuestion):
        yield from _blanks(loc, question)


def _options(loc: Loc, question: ChoiceQuestion) -> Iterator[Finding]:
    right = sum(option.right for option in question.options)
    if right == 0 or (question.type == "single" and right > 1):
        yield "quiz-key", (*loc, "options"), {"case": "none" if right == 0 else "several"}
    for number, option in enumerate(question.options):
        if not option.why:
            yield "missing-explanation", (*loc, "options", number), {"key": "why"}


def _sort(loc: Loc, question: SortQuestion) -> Iterator[Finding]:
    buckets = [bucket.id for bucket in question.buckets]
    for number, item in enumerate(question.items):
        if item.bucket not in buckets:
            yield "unknown-field", (*loc, "items", number, "bucket"), unknown(item.bucket, buckets)
        if not item.why and not question.explain:
            yield "missing-explanation", (*loc, "items", number), {"key": "why"}


def _blanks(loc: Loc, question: BlankQuestion) -> Iterator[Finding]:
    marked = re.findall(r"\[\[([^\]]*)\]\]", question.ask)
    known = [blank.id for blank in question.blanks]
    for number, blank in enumerate(known):
        if marked.count(blank) != 1:
            yield "quiz-key", (*loc, "blanks", number, "id"), {"case": "blank", "id": blank}
    for ident in marked:
        if ident not in known:
            yield "unknown-field", (*loc, "ask"), unknown(ident, known)


def _pools(quiz: Quiz) -> Iterator[Finding]:
    known = [question.id for question in quiz.questions]
    for number, pool in enumerate(quiz.pools):
        for at, ident in enumerate(pool.questions):
            if ident not in known:
                loc = ("pools", number, "questions", at)
                yield "unknown-field", loc, unknown(ident, known)
        if pool.draw > len(pool.questions):
            yield (
                "quiz-key",
                ("pools", number, "draw"),
                {"case": "draw", "draw": pool.draw, "of": len(pool.questions)},
            )
