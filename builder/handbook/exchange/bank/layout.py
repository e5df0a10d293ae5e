"""How questions lie in a sheet: one row for the question, one below it for each of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["prose", "line", "number", "level", "bool", "mark", "lines", "bucket", "verdict"]
"""How a value looks in a cell: `lines` one per line, `bucket` by its label, `mark` as a tick."""

COLUMNS = (
    "question", "row", "content", "answer", "explain", "hint", "outcome", "level", "points", "tolerance", "unit",
    "shuffle", "clauses", "alike", "part", "stamp",
)  # fmt: skip
"""The columns of a quiz's sheet, in their order; the first and the last two are the program's."""
QUIZ_COLUMNS = (
    "quiz", "title", "intro", "minutes", "pass_percent", "confidence", "shuffle_questions", "feedback", "trainer",
    "stamp",
)  # fmt: skip
"""The columns of the sheet that holds a row for each quiz."""
OWN = ("question", "row", "part", "stamp", "quiz")
"""Columns that say what a row is, and are no value of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value in a cell: its key in the YAML file, and how it looks."""

    key: str
    kind: Kind = "line"


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of row below a question: the list it is an item of, and its cells by column."""

    key: str
    cells: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Type:
    """A type of question: its own cells beside those of every question, and its kinds of parts."""

    parts: tuple[str, ...] = ()
    cells: Mapping[str, Field] = field(default_factory=dict)


PARTS: Mapping[str, Part] = {
    "option": Part("options", {"content": Field("text"), "answer": Field("right", "mark"),
                               "explain": Field("why", "prose")}),
    "verdict": Part("", {"content": Field("", "verdict"), "answer": Field("right", "mark"),
                         "explain": Field("why", "prose")}),
    "gap": Part("blanks", {"content": Field("label"), "answer": Field("accept", "lines")}),
    "step": Part("items", {"content": Field("label")}),
    "pair": Part("pairs", {"content": Field("left"), "answer": Field("right")}),
    "extra": Part("extra", {"answer": Field("")}),
    "bucket": Part("buckets", {"content": Field("label")}),
    "item": Part("items", {"content": Field("label"), "answer": Field("bucket", "bucket"),
                           "explain": Field("why", "prose")}),
}  # fmt: skip
"""`verdict` rows are the two answers of a true/false question; an `extra` row is a plain text without an id."""
_SHUFFLED = {"shuffle": Field("shuffle", "bool")}
TYPES: Mapping[str, Type] = {
    "single": Type(("option",), _SHUFFLED),
    "multiple": Type(("option",), _SHUFFLED),
    "truefalse": Type(("verdict",)),
    "blank": Type(("gap",)),
    "numeric": Type((), {"answer": Field("answer", "number"), "tolerance": Field("tolerance", "number"),
                         "unit": Field("unit")}),
    "order": Type(("step",)),
    "match": Type(("pair", "extra")),
    "sort": Type(("bucket", "item")),
}  # fmt: skip
QUESTION: Mapping[str, Field] = {
    "content": Field("ask", "prose"),
    "explain": Field("explain", "prose"),
    "hint": Field("hint", "prose"),
    "outcome": Field("outcome"),
    "level": Field("level", "level"),
    "points": Field("points", "number"),
    "clauses": Field("clauses", "lines"),
    "alike": Field("alike"),
}
"""The cells of every question."""
QUIZ: Mapping[str, Field] = {
    "title": Field("title"),
    "intro": Field("intro", "prose"),
    "minutes": Field("minutes", "number"),
    "pass_percent": Field("pass_percent", "number"),
    "confidence": Field("confidence", "bool"),
    "shuffle_questions": Field("shuffle", "bool"),
    "feedback": Field("feedback"),
    "trainer": Field("trainer", "prose"),
}
"""The cells of a quiz's own row."""
ORDER = (
    "id", "type", "outcome", "level", "points", "shuffle", "clauses", "alike", "ask", "text", "label", "left",
    "right", "accept", "bucket", "options", "blanks", "buckets", "items", "pairs", "extra", "answer", "tolerance",
    "unit", "why", "why_true", "why_false", "hint", "explain", "was",
)  # fmt: skip
"""The order in which keys are written."""
QUIZ_ORDER = (
    "id", "kind", "title", "outcome", "minutes", "checked_against", "intro", "role", "parallel", "pass_percent",
    "confidence", "shuffle", "feedback",
)  # fmt: skip
LEVELS = ("remember", "understand", "apply", "analyze", "evaluate", "create")
FEEDBACK = ("each", "end")


def cells_of(kind: str) -> Mapping[str, Field]:
    """The cells of a row: of a question's type, or of a part's kind."""
    return {**QUESTION, **TYPES[kind].cells} if kind in TYPES else PARTS[kind].cells


def kinds() -> tuple[str, ...]:
    """Return every kind of row: the types of questions, then the kinds of parts."""
    return (*TYPES, *PARTS)
