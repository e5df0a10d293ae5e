"""Worked examples: the build computes them and compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.model.formula import CompiledWorksheet, SheetProblem
from builder.model.formula.sheet import Loc
from builder.model.worksheet import RankField, TableField, Worksheet
from builder.scoring.answers import date, read, time
from builder.scoring.answers import number as as_number
from builder.scoring.display import clock, day, display, rounded
from builder.scoring.formula import Missing, Result
from builder.scoring.sheet import Results, evaluate_worksheet


def filled(worksheet: Worksheet, given: Mapping[str, object]) -> dict[str, object]:
    """The answers of a sheet that starts with its defaults and has `given` written over them.

    Rows of a table are written over one by one; columns that a row does not mention keep their default. An order may
    be given as the list of its items.
    """
    answers: dict[str, object] = {}
    for asked in worksheet.fields:
        value = given.get(asked.id)
        if isinstance(asked, TableField):
            answers[asked.id] = _rows(asked, value if isinstance(value, (list, tuple)) else ())
        elif isinstance(asked, RankField) and isinstance(value, (list, tuple)):
            answers[asked.id] = {str(item): place for place, item in enumerate(value, 1)}
        else:
            default = getattr(asked, "default", None)
            answers[asked.id] = default if value is None else value
    return answers


def example_results(
    worksheet: Worksheet, compiled: CompiledWorksheet, given: Mapping[str, object], today: float
) -> Results:
    """What a sheet filled with `given` computes, on the day that `given` names as `today`, or else on `today`."""
    named = date(given.get("today"))
    return evaluate_worksheet(compiled.definition, filled(worksheet, given), today if named is None else named)


def check_worked_example(worksheet: Worksheet, compiled: CompiledWorksheet, today: float) -> list[SheetProblem]:
    """HB408 where what an example expects, or gives, is not what comes out; nothing if formulas are wrong."""
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
            shown = said(results.values[name], _kind(compiled, name), outputs[name].digits)
            loc = ("worked_example", "expect", name)
            found.append(_mismatch(loc, id=name, expected=expected, **shown))
    return found


def agrees(result: Result, expected: object, digits: int) -> bool:
    """Whether a result, rounded, is what was expected; days and times are written as on the page."""
    if isinstance(result, bool) or isinstance(expected, bool):
        return result is expected
    if isinstance(result, str):
        return result == expected
    if isinstance(result, float) and isinstance(expected, (int, float)):
        return rounded(result, digits) == expected
    return isinstance(expected, str) and result in (date(expected), time(expected))


def said(result: Result, kind: str, digits: int) -> dict[str, object]:
    """What came out, for a message: the value, or the case `missing` with the names, or `none` with the reason."""
    if isinstance(result, Missing):
        if result.names:
            return {"case": "missing", "found": list(result.names)}
        return {"case": "none", "found": result.reason}
    if isinstance(result, float):
        return {
            "found": day(result) if kind == "date" else clock(result) if kind == "time" else display(result, digits)
        }
    return {"found": result}


def _rows(table: TableField, given: Sequence[object]) -> list[dict[str, object]]:
    default = {column.id: column.default for column in table.columns if column.default is not None}
    rows: list[dict[str, object]] = []
    for number in range(max(table.row_count, len(given))):
        start = table.defaults[number] if number < len(table.defaults) else {}
        written = given[number] if number < len(given) else {}
        rows.append({**default, **start, **(written if isinstance(written, Mapping) else {})})
    return rows


def _unusable(definition: Mapping[str, Any], given: Mapping[str, object], key: str) -> Iterator[SheetProblem]:
    """Answers given under `key` that mean nothing: of the wrong kind, out of range, no option, no row, no item."""
    for name, value in given.items():
        loc = (key, "given", name)
        if value is None:
            continue
        if table := definition["tables"].get(name):
            yield from _unusable_rows(table, loc, value)
        elif known := definition["fields"].get(name):
            placed = known["kind"] in ("sort", "rank")
            yield from _unusable_items(known, loc, value) if placed else _unusable_value(known, loc, name, value)


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
    """What is sorted or ranked: item → bucket, item → place, or the items in their order."""
    if isinstance(value, list) and known["kind"] == "rank":
        wrong: list[object] = [item for item in value if item not in known["parts"]]
    elif not isinstance(value, Mapping):
        wrong = [value]
    elif known["kind"] == "rank":
        wrong = [item for item, place in value.items() if item not in known["parts"] or as_number(place) is None]
    else:
        items = known.get("items") or value
        wrong = [item for item, bucket in value.items() if item not in items or bucket not in known["parts"]]
    for found in wrong:
        yield _mismatch(loc, case="given", id=loc[-1], found=found)


def _mismatch(loc: Loc, **args: object) -> SheetProblem:
    return SheetProblem("HB408", loc, 0, 1, args)


def _kind(compiled: CompiledWorksheet, name: str) -> str:
    return compiled.formulas[name].kind
