"""What the browser knows of a worksheet: `Details` in frontend/src/worksheet/details.ts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handbook.content.handbook import Handbook
from handbook.formula import Formula
from handbook.formula.compile import compile_worksheet
from handbook.formula.examples import compute, filled_in, normalised, texts
from handbook.model.exercises.worksheet import (
    Chart,
    ChoiceField,
    Field_,
    NumberField,
    Output,
    SortField,
    TableField,
    TextField,
    TimerField,
    Worksheet,
)

Details = dict[str, Any]


def details(worksheet: Worksheet, handbook: Handbook) -> Details:
    """The worksheet's own part of the definition; entries that say nothing are left out."""
    compiled = compile_worksheet(worksheet)
    outputs = {output.id: _output(output, compiled.formulas) for output in worksheet.outputs}
    example = worksheet.worked_example
    found = {
        "sheet": compiled.definition,
        "rules": dict(_rules(worksheet)),
        "tables": {f.id: _table(f, compiled.formulas) for f in worksheet.fields if isinstance(f, TableField)},
        "timers": {f.id: _timer(f) for f in worksheet.fields if isinstance(f, TimerField)},
        "itemsFrom": {f.id: _place(f.items_from, worksheet) for f in _sorts(worksheet) if f.items_from},
        "outputs": outputs,
        "charts": [_chart(chart, worksheet) for chart in worksheet.charts],
        "example": filled_in(worksheet, example.given) if example and worksheet.charts else None,
        "half": _half(worksheet, compiled.definition, outputs, handbook),
        "calendar": worksheet.calendar.model_dump(exclude_none=True) if worksheet.calendar else None,
        "review": worksheet.review_after,
        "lends": sorted(handbook.fields_used_elsewhere.get(worksheet.id, ())),
    }
    return {key: value for key, value in found.items() if value}


def _sorts(worksheet: Worksheet) -> Iterator[SortField]:
    return (field for field in worksheet.fields if isinstance(field, SortField))


def _place(reference: str, worksheet: Worksheet) -> list[str]:
    """``exercise.table.column`` as three parts; the exercise is empty where it is this one."""
    parts = reference.split(".")
    return ["", *parts] if len(parts) == 2 and parts[0] in _tables(worksheet) else parts  # noqa: PLR2004 - a column


def _tables(worksheet: Worksheet) -> dict[str, TableField]:
    return {field.id: field for field in worksheet.fields if isinstance(field, TableField)}


def _rules(worksheet: Worksheet) -> Iterator[tuple[str, list[float | None]]]:
    """Number field, or ``table.column`` → least, most, step; of texts the most characters, of choices how many."""
    for field in worksheet.fields:
        if isinstance(field, TableField):
            yield from ((f"{field.id}.{c.id}", [c.min, c.max, c.step]) for c in field.columns if c.type == "number")
        elif rule := _rule(field):
            yield field.id, rule


def _rule(field: Field_) -> list[float | None] | None:
    if isinstance(field, NumberField):
        return [field.min, field.max, field.step]
    if isinstance(field, TimerField):
        return [0, None, None]
    if isinstance(field, TextField) and field.max_length:
        return [None, field.max_length, None]
    return [field.min, field.max, None] if isinstance(field, ChoiceField) and (field.min or field.max) else None


def _table(field: TableField, formulas: Mapping[str, Formula]) -> Details:
    computed = {column.id: formulas.get(f"{field.id}.{column.id}") for column in field.columns if column.formula}
    found = {
        "rows": field.row_count,
        "most": field.max_rows if field.grow else 0,
        "digits": {column.id: column.digits for column in field.columns if column.formula or column.total},
        "kinds": {ident: formula.kind for ident, formula in computed.items() if formula and formula.kind != "number"},
        "names": list(field.rows) if isinstance(field.rows, tuple) else None,
    }
    return {key: value for key, value in found.items() if value}


def _timer(field: TimerField) -> Details:
    return {"seconds": 60 if field.unit == "分钟" else 1, "countdown": field.countdown}


def _output(output: Output, formulas: Mapping[str, Formula]) -> Details:
    kind = formulas[output.id].kind if output.id in formulas else "number"
    found = {
        "label": output.label,
        "digits": output.digits,
        "kind": kind if kind != "number" else None,
        "say": output.say,
        "bands": [band.below for band in output.bands],
        "hidden": output.hidden,
    }
    return {key: value for key, value in found.items() if value or key == "digits"}


def _chart(chart: Chart, worksheet: Worksheet) -> Details:
    """A chart of columns (`table`, and columns by id), or of fields and results (`items`)."""
    tables = _tables(worksheet)
    drawn = (chart.y,) if isinstance(chart.y, str) else chart.y or ()
    table = next((n.split(".")[0] for n in (chart.x, *drawn, chart.label) if n and n.split(".")[0] in tables), None)
    if table is None and not chart.items and len(tables) == 1 and not _parts(worksheet).keys() & set(drawn):
        table = next(iter(tables))
    found = {
        "type": chart.type,
        "title": chart.title,
        "unit": chart.unit,
        "max": chart.max,
        "quadrants": chart.quadrants,
        **(_of_columns(chart, tables[table], drawn) if table else _of_parts(chart.items or drawn, worksheet)),
    }
    return {key: value for key, value in found.items() if value}


def _of_columns(chart: Chart, table: TableField, drawn: Iterable[str]) -> Details:
    """`x` is empty where the rows themselves, by name or number, are meant."""
    return {
        "table": table.id,
        "x": _column(chart.x, table),
        "label": _column(chart.label, table),
        "y": [_column(name, table) for name in drawn],
        "names": {column.id: column.label for column in table.columns},
    }


def _column(name: str | None, table: TableField) -> str | None:
    return None if name is None or name == table.id else name.split(".")[-1]


def _of_parts(items: Iterable[str], worksheet: Worksheet) -> Details:
    labels = _parts(worksheet)
    return {"items": [[item, labels.get(item, item)] for item in items]}


def _parts(worksheet: Worksheet) -> dict[str, str]:
    """What a chart can draw one by one, with its label: fields, results, the buckets of a sort field."""
    found = {part.id: part.label for part in (*worksheet.fields, *worksheet.outputs)}
    buckets = {f"{field.id}.{bucket.id}": bucket.label for field in _sorts(worksheet) for bucket in field.buckets}
    return found | buckets


def _half(worksheet: Worksheet, sheet: Details, outputs: Details, handbook: Handbook) -> Details | None:
    """What is filled in already, and, where the case is that of the worked example, what should come out."""
    half, example = worksheet.half_filled, worksheet.worked_example
    if half is None:
        return None
    given = normalised(worksheet, half.given)
    if example is None or not _within(given, normalised(worksheet, example.given)):
        return {"given": given}
    return {"given": given, "expect": texts(outputs, compute(worksheet, sheet, example.given, handbook.settings))}


def _within(part: object, whole: object) -> bool:
    """Whether everything that `part` says, `whole` says too."""
    if isinstance(part, Mapping) and isinstance(whole, Mapping):
        return all(key in whole and _within(value, whole[key]) for key, value in part.items())
    if isinstance(part, (list, tuple)) and isinstance(whole, (list, tuple)):
        return len(part) <= len(whole) and all(map(_within, part, whole))
    return part == whole
