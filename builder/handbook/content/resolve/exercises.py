"""Check a single exercise or lesson: bands, explanations, keys, charts, formulas, worked examples."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from handbook.content.load import Loaded
from handbook.content.resolve.cases import case_flow
from handbook.content.resolve.example_sums import check_example_sums
from handbook.content.resolve.ids import Loc
from handbook.content.resolve.sentences import check_sentences
from handbook.content.resolve.worksheets import check_worksheet
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.suggest import unknown
from handbook.formula.compile import compile_worksheet
from handbook.formula.examples import check_worked_example
from handbook.formula.values import date
from handbook.model.exercises.base import Band
from handbook.model.exercises.case import Case
from handbook.model.exercises.quiz import BlankQuestion, ChoiceQuestion, Quiz, SortQuestion, TrueFalseQuestion
from handbook.model.exercises.scale import Scale
from handbook.model.exercises.worksheet import Worksheet

Finding = tuple[str, Loc, dict[str, object]]
"""A code, the place inside the file, and the message's arguments."""


def check_exercises(loaded: Loaded, sink: Diagnostics) -> None:
    """Report what is wrong within each exercise and each retrieval check."""
    today = (date(loaded.settings.model.date) if loaded.settings else None) or 0.0
    for entry in loaded.exercises:
        sink.subject = entry.doc.path
        for code, loc, args in _findings(entry.model):
            sink.add(code, entry.doc.where(loc), **args)
        if isinstance(entry.model, Worksheet):
            _check_formulas(entry, today, sink)
            for code, loc, offset, length, args in check_sentences(entry.model):
                sink.add(code, entry.doc.inside(loc, offset, length), **args)
    for lesson in loaded.lessons:
        sink.subject = lesson.doc.path
        for code, loc, args in _lesson_findings(lesson.model.blocks):
            sink.add(code, lesson.doc.where(loc), **args)
    sink.subject = "content"
    _check_comparisons(loaded, sink)


def _findings(model: Any) -> Iterator[Finding]:
    if isinstance(model, Worksheet):
        for number, output in enumerate(model.outputs):
            yield from _bands(("outputs", number, "bands"), output.bands)
        yield from check_worksheet(model)
    elif isinstance(model, Quiz):
        for number, question in enumerate(model.questions):
            yield from _question(("questions", number), question)
        yield from _pools(model)
    elif isinstance(model, Scale):
        yield from _scale(model)
    elif isinstance(model, Case):
        yield from case_flow(model)


def _check_formulas(entry: Any, today: float, sink: Diagnostics) -> None:
    compiled = compile_worksheet(entry.model)
    for problem in compiled.problems:
        sink.add(problem.code, entry.doc.inside(problem.loc, problem.offset, problem.length), **problem.args)
    for problem in check_worked_example(entry.model, compiled, today):
        sink.add(problem.code, entry.doc.where(problem.loc), **problem.args)


def _bands(loc: Loc, bands: Sequence[Band]) -> Iterator[Finding]:
    last = len(bands) - 1
    previous: float | None = None
    for number, band in enumerate(bands):
        if number == last and band.below is not None:
            yield "HB501", (*loc, number, "below"), {"above": band.below}
        elif number < last and band.below is None:
            yield "HB502", (*loc, number), {"case": "open"}
        elif band.below is not None and previous is not None and band.below <= previous:
            yield "HB502", (*loc, number, "below"), {"below": band.below, "previous": previous}
        previous = band.below if band.below is not None else previous


def _question(loc: Loc, question: Any) -> Iterator[Finding]:
    if isinstance(question, ChoiceQuestion):
        yield from _options(loc, question)
    elif isinstance(question, TrueFalseQuestion):
        for key in ("why_true", "why_false"):
            if not getattr(question, key):
                yield "HB503", loc, {"key": key}
    elif isinstance(question, SortQuestion):
        yield from _sort(loc, question)
    elif not question.explain:
        yield "HB503", loc, {"key": "explain"}
    if isinstance(question, BlankQuestion):
        yield from _blanks(loc, question)


def _options(loc: Loc, question: ChoiceQuestion) -> Iterator[Finding]:
    right = sum(option.right for option in question.options)
    if right == 0 or (question.type == "single" and right > 1):
        yield "HB504", (*loc, "options"), {"case": "none" if right == 0 else "several"}
    for number, option in enumerate(question.options):
        if not option.why:
            yield "HB503", (*loc, "options", number), {"key": "why"}


def _sort(loc: Loc, question: SortQuestion) -> Iterator[Finding]:
    buckets = [bucket.id for bucket in question.buckets]
    for number, item in enumerate(question.items):
        if item.bucket not in buckets:
            yield "HB304", (*loc, "items", number, "bucket"), unknown(item.bucket, buckets)
        if not item.why and not question.explain:
            yield "HB503", (*loc, "items", number), {"key": "why"}


def _blanks(loc: Loc, question: BlankQuestion) -> Iterator[Finding]:
    marked = re.findall(r"\[\[([^\]]*)\]\]", question.ask)
    known = [blank.id for blank in question.blanks]
    for number, blank in enumerate(known):
        if marked.count(blank) != 1:
            yield "HB504", (*loc, "blanks", number, "id"), {"case": "blank", "id": blank}
    for ident in marked:
        if ident not in known:
            yield "HB304", (*loc, "ask"), unknown(ident, known)


def _pools(quiz: Quiz) -> Iterator[Finding]:
    known = [question.id for question in quiz.questions]
    for number, pool in enumerate(quiz.pools):
        for at, ident in enumerate(pool.questions):
            if ident not in known:
                loc = ("pools", number, "questions", at)
                yield "HB304", loc, unknown(ident, known)
        if pool.draw > len(pool.questions):
            yield (
                "HB504",
                ("pools", number, "draw"),
                {"case": "draw", "draw": pool.draw, "of": len(pool.questions)},
            )


def _scale(scale: Scale) -> Iterator[Finding]:
    yield from _bands(("bands",), scale.bands)
    known = [subscale.id for subscale in scale.subscales]
    for number, item in enumerate(scale.items):
        if item.subscale not in known:
            yield "HB304", ("items", number, "subscale"), unknown(item.subscale, known)
    for number, subscale in enumerate(scale.subscales):
        yield from _bands(("subscales", number, "bands"), subscale.bands)
        if not any(item.subscale == subscale.id for item in scale.items):
            yield "HB505", ("subscales", number, "id"), {"case": "empty", "id": subscale.id}


def _check_comparisons(loaded: Loaded, sink: Diagnostics) -> None:
    """A scale compared with another asks the same items on the same points."""
    models = {entry.model.id: entry.model for entry in loaded.exercises}
    for entry in loaded.exercises:
        if not isinstance(entry.model, Scale) or entry.model.compare_with not in models:
            continue
        other = models[entry.model.compare_with]
        if not isinstance(other, Scale) or _asked(other) != _asked(entry.model):
            sink.add("HB505", entry.doc.where(("compare_with",)), case="differs", id=entry.model.compare_with)


def _asked(scale: Scale) -> tuple[object, ...]:
    return len(scale.points), sorted((i.id, i.subscale, i.reversed, i.weight) for i in scale.items)


def _lesson_findings(blocks: Sequence[Any]) -> Iterator[Finding]:
    for number, block in enumerate(blocks):
        loc: Loc = ("blocks", number)
        if block.type in ("check", "reflect") and block.id is None:
            yield "HB202", loc, {"key": "id"}
        if block.type in _BLOCKS:
            yield from _BLOCKS[block.type](loc, block)


def _table(loc: Loc, block: Any) -> Iterator[Finding]:
    if block.align and len(block.align) != len(block.columns):
        yield "HB507", (*loc, "align"), {"case": "row", "cells": len(block.align), "columns": len(block.columns)}
    for at, row in enumerate(block.rows):
        if len(row) != len(block.columns):
            yield "HB507", (*loc, "rows", at), {"case": "row", "cells": len(row), "columns": len(block.columns)}


def _figure(loc: Loc, block: Any) -> Iterator[Finding]:
    for at, node in enumerate(block.figure.nodes if block.figure.kind == "funnel" else ()):
        if node.value is None:
            yield "HB202", (*loc, "figure", "nodes", at), {"key": "value"}


def _retrieval(loc: Loc, block: Any) -> Iterator[Finding]:
    if not block.options and not block.answer:
        yield "HB503", loc, {"key": "answer"}
    if block.options and not any(option.right for option in block.options):
        yield "HB504", (*loc, "options"), {"case": "none"}
    for number, option in enumerate(block.options):
        if not option.why:
            yield "HB503", (*loc, "options", number), {"key": "why"}


_BLOCKS: dict[str, Callable[[Loc, Any], Iterator[Finding]]] = {
    "check": _retrieval,
    "table": _table,
    "figure": _figure,
    "example": check_example_sums,
}
