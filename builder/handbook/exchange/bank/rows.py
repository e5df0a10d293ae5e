"""A question's YAML value → rows: what each cell says, before anybody's words for types and levels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.exchange.bank.layout import PARTS, QUIZ, TYPES, Field, cells_of

_BREAKS = re.compile("\r\n|\r|\u0085|\u2028|\u2029")
_EXCEL = re.compile("_x000D_|x005F_")
"""How Excel writes a carriage return and a literal `_x`; what reads it leaves both behind."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a type of question or a kind of part, its id, and what its cells say, empty ones left out."""

    kind: str
    id: str
    cells: Mapping[str, str]


def tidy(text: str) -> str:
    """A text as a cell can hold it: one kind of line ends, nothing invisible at its ends."""
    return _EXCEL.sub("", _BREAKS.sub("\n", text)).strip()


def number(value: float) -> str:
    """A number in its shortest form."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(value)


def show_question(question: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows of a question, its own first."""
    head = Row(question["type"], question["id"], _cells(question, question["type"]))
    return (head, *_parts(question))


def show_quiz(quiz: Mapping[str, Any]) -> Row:
    """The row of a quiz."""
    shown = {column: _show(quiz.get(field.key), field) for column, field in QUIZ.items()}
    return Row("quiz", quiz["id"], _filled(shown))


def stamp(rows: Sequence[Row]) -> str:
    """A short fingerprint of what rows say, by which is known who changed them since."""
    said = "\x1e".join(
        "\x1f".join((row.kind, row.id, *(f"{column}={text}" for column, text in sorted(row.cells.items()))))
        for row in rows
    )
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def bucket_names(question: Mapping[str, Any]) -> dict[str, str]:
    """Return the name of each bucket in cells: its label, or its id where the label is empty or not unique."""
    buckets = {one["id"]: tidy(str(one.get("label", one["id"]))) for one in question.get("buckets") or ()}
    labels = list(buckets.values())
    return {
        ident: label if label and labels.count(label) == 1 and label not in buckets else ident
        for ident, label in buckets.items()
    }  # fmt: skip


def _parts(question: Mapping[str, Any]) -> Iterator[Row]:
    if question["type"] == "truefalse":
        yield from _verdicts(question)
        return
    for kind in _kinds(question):
        for one in question.get(PARTS[kind].key) or ():
            if isinstance(one, dict):
                yield Row(kind, one["id"], _cells(one, kind, bucket_names(question)))
            else:
                yield Row(kind, "", _filled({"answer": tidy(plain_text(one))}))


def _kinds(question: Mapping[str, Any]) -> tuple[str, ...]:
    return TYPES[question["type"]].parts


def _verdicts(question: Mapping[str, Any]) -> Iterator[Row]:
    for word in ("true", "false"):
        right = "true" if question.get("answer") is (word == "true") else ""
        why = tidy(str(question.get(f"why_{word}") or ""))
        yield Row("verdict", word, _filled({"content": word, "answer": right, "explain": why}))


def _cells(value: Mapping[str, Any], kind: str, buckets: Mapping[str, str] | None = None) -> Mapping[str, str]:
    shown = {column: _show(value.get(field.key), field) for column, field in cells_of(kind).items()}
    if "bucket" in value and buckets is not None:
        shown["answer"] = buckets.get(value["bucket"], value["bucket"])
    return _filled(shown)


def _filled(cells: Mapping[str, str]) -> Mapping[str, str]:
    return {column: text for column, text in cells.items() if text}


def _show(value: Any, field: Field) -> str:
    if value is None:
        return ""
    if field.kind == "mark":
        return "true" if value else ""
    if isinstance(value, list):
        return tidy("\n".join(tidy(plain_text(one)) for one in value))
    return tidy(plain_text(value))


def plain_text(value: Any) -> str:
    """A scalar of YAML as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, int | float) else str(value)
