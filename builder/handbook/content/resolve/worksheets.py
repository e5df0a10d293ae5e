"""Check a worksheet, apart from its formulas."""

from collections.abc import Iterator
from typing import Any

from handbook.content.resolve.ids import Loc
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises.worksheet import (
    Chart,
    ChoiceField,
    Column,
    NumberField,
    RatingField,
    SortField,
    TableField,
    Worksheet,
)

QUADRANTS = 4

Finding = tuple[str, Loc, dict[str, object]]


def check_worksheet(sheet: Worksheet) -> Iterator[Finding]:
    """Contradictions in fields, charts, worked example and calendar."""
    for number, field in enumerate(sheet.fields):
        yield from _field(("fields", number), field)
    for number, chart in enumerate(sheet.charts):
        yield from _chart(("charts", number), chart, sheet)
    yield from _given(sheet)
    yield from _calendar(sheet)


def _field(loc: Loc, field: Any) -> Iterator[Finding]:
    if isinstance(field, NumberField | RatingField):
        yield from _range(loc, field)
    elif isinstance(field, ChoiceField):
        yield from _defaults(loc, field)
    elif isinstance(field, TableField):
        for number, column in enumerate(field.columns):
            yield from _column((*loc, "columns", number), column)
        yield from _rows(loc, field)
    elif isinstance(field, SortField):
        if field.quadrants and len(field.buckets) != QUADRANTS:
            yield "HB507", (*loc, "quadrants"), {"case": "quadrants", "buckets": len(field.buckets)}
        if not field.items and not field.items_from:
            yield "HB202", loc, {"key": "items"}


def _range(loc: Loc, field: NumberField | RatingField) -> Iterator[Finding]:
    low, high = field.min, field.max
    if low is not None and high is not None and low > high:
        yield "HB507", (*loc, "min"), {"case": "range", "min": low, "max": high}
    if field.default is not None and ((low is not None and field.default < low) or _over(field.default, high)):
        yield "HB507", (*loc, "default"), {"case": "default", "value": field.default}


def _over(value: float, high: float | None) -> bool:
    return high is not None and value > high


def _defaults(loc: Loc, field: ChoiceField) -> Iterator[Finding]:
    known = [option.id for option in field.options]
    chosen = (field.default,) if isinstance(field.default, str) else field.default or ()
    for ident in chosen:
        if ident not in known:
            yield "HB304", (*loc, "default"), unknown(ident, known)


def _column(loc: Loc, column: Column) -> Iterator[Finding]:
    if (column.type is None) == (column.formula is None):
        yield "HB507", loc, {"case": "column", "id": column.id}
    if column.type == "choice" and not column.options:
        yield "HB202", loc, {"key": "options"}


def _rows(loc: Loc, field: TableField) -> Iterator[Finding]:
    known = [column.id for column in field.columns if column.type]
    for number, row in enumerate(field.defaults):
        for key in row:
            if key not in known:
                yield "HB304", (*loc, "defaults", number, key), unknown(key, known)
    if field.row_count > field.max_rows:
        yield "HB507", (*loc, "rows"), {"case": "range", "min": field.row_count, "max": field.max_rows}


def _chart(loc: Loc, chart: Chart, sheet: Worksheet) -> Iterator[Finding]:
    known = chart_names(sheet)
    for key in ("x", "y", "label", "items"):
        value = getattr(chart, key)
        for number, name in enumerate((value,) if isinstance(value, str) else value or ()):
            if name not in known:
                at = (*loc, key) if isinstance(value, str) else (*loc, key, number)
                yield "HB506", at, unknown(name, known)
    if not chart.items and not chart.y:
        yield "HB202", loc, {"key": "y"}


def chart_names(sheet: Worksheet) -> list[str]:
    """Everything a chart may draw: fields, outputs, tables, `table.column`, and bare columns of a single table."""
    tables = [field for field in sheet.fields if isinstance(field, TableField)]
    names = [field.id for field in sheet.fields] + [output.id for output in sheet.outputs]
    names += [f"{table.id}.{column.id}" for table in tables for column in table.columns]
    names += [f"{f.id}.{b.id}" for f in sheet.fields if isinstance(f, SortField) for b in f.buckets]
    if len(tables) == 1:
        names += [column.id for column in tables[0].columns]
    return names


def _given(sheet: Worksheet) -> Iterator[Finding]:
    known = ["today", *(field.id for field in sheet.fields)]
    for key in ("worked_example", "half_filled"):
        for name in getattr(getattr(sheet, key), "given", ()):
            if name not in known:
                yield "HB304", (key, "given", name), unknown(name, known)
    outputs = [output.id for output in sheet.outputs]
    for name in sheet.worked_example.expect if sheet.worked_example else ():
        if name not in outputs:
            loc = ("worked_example", "expect", name)
            yield "HB304", loc, unknown(name, outputs)


def _calendar(sheet: Worksheet) -> Iterator[Finding]:
    if sheet.calendar is None:
        return
    tables = {f.id: f for f in sheet.fields if isinstance(f, TableField)}
    table = tables.get(sheet.calendar.table)
    if table is None:
        yield "HB304", ("calendar", "table"), unknown(sheet.calendar.table, tables)
        return
    known = [column.id for column in table.columns]
    for key in ("title", "date", "start", "minutes"):
        name = getattr(sheet.calendar, key)
        if name is not None and name not in known:
            yield "HB304", ("calendar", key), unknown(name, known)
