"""Marks of a quiz's answers; the browser's twin is frontend/src/scoring/quiz.ts.

Partial credit, as a share of a question's points:

- multiple: (right options chosen − wrong options chosen) ÷ right options, never below 0;
- blank, match, sort: the share of blanks, pairs or items that are right;
- order: the share of neighbours that follow each other as they should. A block moved as a whole costs little,
  and chance gives less than with the longest increasing run.

Confidence marks are Gardner-Medwin's (1, 2, 3 when right; 0, −2, −6 when wrong), apart from the score.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from handbook.exercises.marking.text import normal, number
from handbook.model.exercises.quiz import (
    BlankQuestion,
    ChoiceQuestion,
    MatchQuestion,
    NumericQuestion,
    OrderQuestion,
    Question,
    Quiz,
    SortQuestion,
    TrueFalseQuestion,
)

MARKS_RIGHT = {1: 1, 2: 2, 3: 3}
MARKS_WRONG = {1: 0, 2: -2, 3: -6}
SURE = 3
"""The confidence from which a wrong answer is listed as sure but wrong."""
SLACK = 1e-9
"""What is forgiven between two doubles, as a share of their size."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One question's result: `share` of the points from 0 to 1, None when it was not answered."""

    question: Question
    share: float | None
    confidence: int | None

    @property
    def points(self) -> float:
        """The points earned."""
        return self.question.points * (self.share or 0.0)

    @property
    def right(self) -> bool:
        """Return whether the answer earns all the points."""
        return self.share == 1.0

    @property
    def marks(self) -> int | None:
        """The confidence marks; None without an answer or without a confidence."""
        if self.share is None or self.confidence is None:
            return None
        return (MARKS_RIGHT if self.right else MARKS_WRONG)[self.confidence]


@dataclass(frozen=True, slots=True)
class Result:
    """A whole attempt: points, the confidence marks apart from them, and what needs another look."""

    marked: tuple[Marked, ...]
    score: float
    most: float
    percent: float
    passed: bool
    marks: int | None
    sure_but_wrong: tuple[str, ...]


def result(quiz: Quiz, answers: Mapping[str, object], asked: Iterable[str] | None = None) -> Result:
    """Mark `answers` (question id → answer); `asked` are the questions drawn, all without it."""
    drawn = None if asked is None else frozenset(asked)
    marked = tuple(_mark(q, answers) for q in quiz.questions if drawn is None or q.id in drawn)
    score, most = total(m.points for m in marked), total(m.question.points for m in marked)
    percent = 100 * score / most if most else 0.0
    marks = [m.marks for m in marked if m.marks is not None]
    return Result(
        marked=marked,
        score=score,
        most=most,
        percent=percent,
        passed=percent >= quiz.pass_percent - SLACK,
        marks=sum(marks) if marks else None,
        sure_but_wrong=tuple(m.question.id for m in marked if _sure_but_wrong(m)),
    )


def total(values: Iterable[float]) -> float:
    """The sum, added in order: the built-in sum() rounds differently from Python 3.12 on."""
    amount = 0.0
    for value in values:
        amount += value
    return amount


def share(question: Question, answer: object) -> float | None:
    """The share of the points that an answer earns, 0 to 1; None when the question was not answered."""
    return _SHARES[question.type](question, answer)


def _mark(question: Question, answers: Mapping[str, object]) -> Marked:
    confidence = answers.get(f"{question.id}.confidence")
    level = _place(confidence) if isinstance(confidence, (int, float)) else 0
    return Marked(question, share(question, answers.get(question.id)), level if level in MARKS_RIGHT else None)


def _sure_but_wrong(marked: Marked) -> bool:
    return marked.confidence == SURE and marked.share is not None and not marked.right


def _single(question: ChoiceQuestion, answer: object) -> float | None:
    chosen = next((o for o in question.options if o.id == answer), None)
    return None if chosen is None else float(chosen.right)


def _multiple(question: ChoiceQuestion, answer: object) -> float | None:
    if not isinstance(answer, (list, tuple)):
        return None
    chosen = [o.right for o in question.options if o.id in answer]
    if not chosen:
        return None
    right = sum(o.right for o in question.options)
    hits = sum(chosen)
    return max(0, hits - (len(chosen) - hits)) / right if right else 0.0


def _truefalse(question: TrueFalseQuestion, answer: object) -> float | None:
    return float(answer == question.answer) if isinstance(answer, bool) else None


def _blank(question: BlankQuestion, answer: object) -> float | None:
    parts = _parts(answer)
    return _portion([_accepted(parts.get(blank.id), blank.accept) for blank in question.blanks])


def _numeric(question: NumericQuestion, answer: object) -> float | None:
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return None
    value = number(answer, question.unit)
    slack = SLACK * max(1.0, abs(question.answer))
    return float(value is not None and abs(value - question.answer) <= question.tolerance + slack)


def _order(question: OrderQuestion, answer: object) -> float | None:
    parts = _parts(answer)
    places = [_place(parts.get(item.id)) for item in question.items]
    if not any(places):
        return None
    return _portion([bool(a and b == a + 1) for a, b in pairwise(places)])


def _match(question: MatchQuestion, answer: object) -> float | None:
    parts = _parts(answer)
    return _portion([_same(parts.get(pair.id), pair.right) for pair in question.pairs])


def _sort(question: SortQuestion, answer: object) -> float | None:
    parts = _parts(answer)
    return _portion([_same(parts.get(item.id), item.bucket) for item in question.items])


_SHARES: Mapping[str, Callable[..., float | None]] = {
    "single": _single,
    "multiple": _multiple,
    "truefalse": _truefalse,
    "blank": _blank,
    "numeric": _numeric,
    "order": _order,
    "match": _match,
    "sort": _sort,
}


def _parts(answer: object) -> Mapping[str, object]:
    return answer if isinstance(answer, Mapping) else {}


def _place(value: object) -> int:
    """A position from 1; 0 for anything that is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:3])
    is_place = isinstance(value, (int, float)) and not isinstance(value, bool) and value in range(1, 100)
    return int(cast("float", value)) if is_place else 0


def _accepted(given: object, accept: Iterable[str]) -> bool | None:
    if not isinstance(given, str) or not given.strip():
        return None
    return normal(given) in map(normal, accept)


def _same(given: object, wanted: str) -> bool | None:
    return given == wanted if isinstance(given, str) and given else None


def _portion(parts: list[bool | None]) -> float | None:
    """The share of parts that are right; None when no part was answered."""
    return None if all(part is None for part in parts) else sum(part is True for part in parts) / len(parts)
