"""Worked examples: the build computes them and compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.formula import CompiledWorksheet, SheetProblem
from handbook.formula.compile import Loc
from handbook.formula.evaluate import Missing, Result
from handbook.formula.numbers import clock, day, display, rounded
from handbook.formula.placed import PLACED
from handbook.formula.run import Results, evaluate_worksheet
from handbook.formula.values import date, read, time
from handbook.model.exercises.worksheet import Worksheet
from handbook.model.settings import Settings

NONE = "—"
"""Stands where there is no value."""


def with_defaults(worksheet: Worksheet, given: Mapping[str, object]) -> dict[str, object]:
    """The answers of a sheet that starts with its defaults and has `given` written over them.

    Rows of a table are written over one by one; columns that a row does not mention keep their default. An order may
    be given as the list of its items.
    """
    return {field.id: field.started(given.get(field.id)) for field in worksheet.fields}


def example_results(
    worksheet: Worksheet, compiled: CompiledWorksheet, given: Mapping[str, object], today: float
) -> Results:
    """Compute a sheet filled with `given`, on the day that `given` names as `today`, or else on `today`."""
    named = date(given.get("today"))
    return evaluate_worksheet(compiled.definition, with_defaults(worksheet, given), today if named is None else named)


def check_worked_example(worksheet: Worksheet, compiled: CompiledWorksheet, today: float) -> list[SheetProblem]:
    """`worked-example-mismatch` where an example expects or gives what does not come out; none for wrong formulas."""
    example, half = worksheet.worked_example, worksheet.half_filled
    if not compiled.definition:
        return []
    found = [*_unusable(compiled.definition, half.given, "half_filled")] if half else []
    if example is None:
        return found
    results = example_results(worksheet, compiled, example.given, today)
    found += _unusable(compiled.definition, example.given, "worked_example")
    outputs = {output.id: output for output in worksheet.outputs}
    for name, expected in example.expect.items():
        if name in outputs and not agrees(results.values[name], expected, outputs[name].digits):
            shown = message_args(results.values[name], _kind(compiled, name), outputs[name].digits)
            loc = ("worked_example", "expect", name)
            found.append(_mismatch(loc, id=name, expected=expected, **shown))
    return found


def agrees(result: Result, expected: object, digits: int) -> bool:
    """Return whether a result, rounded, is what was expected; days and times are written as on the page."""
    if isinstance(result, bool) or isinstance(expected, bool):
        return result is expected
    if isinstance(result, str):
        return result == expected
    if isinstance(result, float) and isinstance(expected, (int, float)):
        return rounded(result, digits) == expected
    return isinstance(expected, str) and result in (date(expected), time(expected))


def message_args(result: Result, kind: str, digits: int) -> dict[str, object]:
    """Return message arguments for a result: the value, or the case `missing` with names, or `none` with the reason."""
    if isinstance(result, Missing):
        if result.names:
            return {"case": "missing", "found": list(result.names)}
        return {"case": "none", "found": result.reason}
    if isinstance(result, float):
        return {
            "found": day(result) if kind == "date" else clock(result) if kind == "time" else display(result, digits)
        }
    return {"found": result}


def _unusable(definition: Mapping[str, Any], given: Mapping[str, object], key: str) -> Iterator[SheetProblem]:
    """Answers given under `key` that mean nothing: of the wrong kind, out of range, no option, no row, no item."""
    for name, value in given.items():
        loc = (key, "given", name)
        if value is None:
            continue
        if table := definition["tables"].get(name):
            yield from _unusable_rows(table, loc, value)
        elif known := definition["fields"].get(name):
            yield from (
                _unusable_items(known, loc, value) if "parts" in known else _unusable_value(known, loc, name, value)
            )


def _unusable_value(known: Mapping[str, Any], loc: Loc, name: str, value: object) -> Iterator[SheetProblem]:
    if value is not None and read(known, value) is None:
        yield _mismatch(loc, case="given", id=name, found=value)


def _unusable_rows(table: Mapping[str, Any], loc: Loc, rows: object) -> Iterator[SheetProblem]:
    if not isinstance(rows, list):
        yield _mismatch(loc, case="given", id=loc[-1], found=rows)
        return
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            yield _mismatch((*loc, number), case="given", id=loc[-1], found=row)
            continue
        for column, cell in row.items():
            at, name = (*loc, number, column), f"{loc[-1]}.{column}"
            if column in table["columns"]:
                yield from _unusable_value(table["columns"][column], at, name, cell)
            else:
                yield _mismatch(at, case="column", id=name, found=cell)


def _unusable_items(known: Mapping[str, Any], loc: Loc, value: object) -> Iterator[SheetProblem]:
    """Check a sorted or ranked field: item → bucket, item → place, or the items in their order."""
    for found in PLACED[known["kind"]].wrong(known, value):
        yield _mismatch(loc, case="given", id=loc[-1], found=found)


def _mismatch(loc: Loc, **args: object) -> SheetProblem:
    return SheetProblem("worked-example-mismatch", loc, 0, 1, args)


def _kind(compiled: CompiledWorksheet, name: str) -> str:
    return compiled.formulas[name].kind


def normalised(worksheet: Worksheet, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return authors' answers as an answers file has them; a ranking may be a list, an impossible shape is left out."""
    found = {field.id: field.entered(given[field.id]) for field in worksheet.fields if field.id in given}
    return {key: value for key, value in found.items() if value is not None}


def filled_in(worksheet: Worksheet, given: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet as it starts, with `given` written over it; the empty rows at a table's end are left out."""
    written = normalised(worksheet, given)
    found: dict[str, Any] = {
        key: value for key, value in with_defaults(worksheet, written).items() if value is not None
    }
    for table in worksheet.tables:
        found[table] = _used(found[table], len(written.get(table, ())))
    return found


def _used(rows: list[Mapping[str, Any]], least: int) -> list[Mapping[str, Any]]:
    """The first `least` rows, and more up to the last one that holds anything."""
    holding = (number for number, row in enumerate(rows, 1) if any(cell is not None for cell in row.values()))
    return rows[: max(least, *holding, 0)]


def compute(worksheet: Worksheet, sheet: Mapping[str, Any], given: Mapping[str, Any], settings: Settings) -> Results:
    """The results of a sheet filled with `given`; today is its `today`, or else the day of this version."""
    today = date(given.get("today")) or date(settings.date) or 0.0
    return evaluate_worksheet(sheet, filled_in(worksheet, given), today)


def texts(outputs: Mapping[str, Mapping[str, Any]], results: Results) -> dict[str, str]:
    """Output → its value as shown; outputs without a value are left out."""
    found = {ident: shown(results.values.get(ident), known) for ident, known in outputs.items()}
    return {ident: text for ident, text in found.items() if text != NONE}


def shown(value: Result | None, known: Mapping[str, Any]) -> str:
    """A result as a reader sees it, by the kind and digits that `known` names; `NONE` where there is no value."""
    if value is None or isinstance(value, (Missing, bool, frozenset)):
        return NONE if not isinstance(value, bool) else str(value).lower()
    if isinstance(value, str):
        return value
    kind = known.get("kind")
    return day(value) if kind == "date" else clock(value) if kind == "time" else display(value, known["digits"])
