"""Worked examples: a worksheet filled in and computed, in words and numbers as a reader sees them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.exercises.marking.scale import band
from handbook.formula.evaluate import Result
from handbook.formula.examples import NONE, compute, filled_in, shown, texts
from handbook.formula.numbers import display
from handbook.formula.placed import PLACED
from handbook.formula.run import Results
from handbook.formula.sentence import fill
from handbook.model.exercises.base import Band
from handbook.model.exercises.fields import Choice, Column, Field_, TableField
from handbook.model.exercises.worksheet import Output, Worksheet
from handbook.model.settings import Settings

Words = Callable[..., str]
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A field with what was entered."""

    label: str
    text: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with what was entered and computed; `totals` is empty where there are none."""

    label: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    totals: Sequence[str]
    numeric: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Answer:
    """A result: the sentence, the number unless it only picks the band, and the band it falls in."""

    label: str
    text: str
    unit: str | None
    say: str | None
    band: Band | None
    verdict: bool


@dataclass(frozen=True, slots=True)
class Worked:
    """Everything a worked example shows."""

    filled: Sequence[Line | Grid]
    results: Sequence[Answer]


def worked(worksheet: Worksheet, given: Given, definition: Given, settings: Settings, words: Words) -> Worked:
    """A sheet filled in with `given`, and what comes out of it. `definition` is the one that the page ships."""
    results = compute(worksheet, definition["sheet"], given, settings)
    given = filled_in(worksheet, given)
    visible = [field for field in worksheet.fields if results.shown.get(field.id, True)]
    shown = (_filled(field, given, results, words) for field in visible)
    outputs = [o for o in worksheet.outputs if not o.hidden and results.shown.get(o.id, True)]
    found = texts(definition.get("outputs", {}), results)
    return Worked([part for part in shown if part], [_answer(o, results, found) for o in outputs if o.id in found])


def _filled(field: Field_, given: Given, results: Results, words: Words) -> Line | Grid | None:
    if isinstance(field, TableField):  # its answer is no line
        return _grid(field, given.get(field.id, ()), results, words)
    text = _text(field, given.get(field.id), given, words)
    return Line(field.label, text, getattr(field, "unit", None)) if text else None


def _text(field: Any, value: Any, given: Given, words: Words) -> str:
    """Return an answer in words; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words("worksheet.yes" if value else "worksheet.no")
    if field.answer.kind in PLACED:
        return PLACED[field.answer.kind].said(field, value, given)
    if field.answer.shape in ("one", "many"):
        return "、".join(_labels(field.options, value if isinstance(value, (list, tuple)) else [str(value)]))
    return display(float(value)) if isinstance(value, (int, float)) else str(value)


def _labels(options: Sequence[Choice], chosen: Sequence[str]) -> list[str]:
    return [option.label for option in options if option.id in chosen]


def _grid(field: TableField, rows: Sequence[Given], results: Results, words: Words) -> Grid | None:
    if not rows:
        return None
    names = field.rows if isinstance(field.rows, tuple) else ()
    heads = [names[number] if number < len(names) else str(number + 1) for number in range(len(rows))]
    body = [
        [head, *(_cell(field, column, row, number, results, words) for column in field.columns)]
        for number, (head, row) in enumerate(zip(heads, rows, strict=True))
    ]
    totals = [_total(field, column, results) for column in field.columns]
    return Grid(
        field.label,
        [words("worksheet.row"), *(_heading(column) for column in field.columns)],
        body,
        [words("worksheet.total"), *totals] if any(totals) else [],
        [False, *(bool(column.formula) or column.type == "number" for column in field.columns)],
    )


def _heading(column: Column) -> str:
    return column.label + (f"（{column.unit}）" if column.unit and column.unit not in column.label else "")


def _cell(field: TableField, column: Column, row: Given, number: int, results: Results, words: Words) -> str:
    if column.formula is None:
        return _text(column, row.get(column.id), row, words)
    cells = results.cells.get((field.id, column.id), ())
    return _plain(cells[number] if number < len(cells) else None, column.digits)


def _total(field: TableField, column: Column, results: Results) -> str:
    return _plain(results.totals.get((field.id, column.id)), column.digits) if column.total else ""


def _plain(value: Result | None, digits: int) -> str:
    """A computed cell; nothing where it has no value."""
    text = shown(value, {"digits": digits})
    return "" if text == NONE else text


def _answer(output: Output, results: Results, found: Mapping[str, str]) -> Answer:
    value = results.values[output.id]
    found_band = band(output.bands, value) if isinstance(value, float) else None
    say = fill(output.say, output.id, found) if output.say else None
    return Answer(output.label, found[output.id], output.unit, say, found_band, output.is_verdict)
