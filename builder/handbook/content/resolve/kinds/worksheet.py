"""Check a worksheet, apart from its formulas."""

from collections.abc import Callable, Iterator
from typing import Any

from handbook.content.resolve.findings import Finding, check_bands
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises.fields import Column, Field_, SortField, TableField
from handbook.model.exercises.worksheet import Chart, Worksheet
from handbook.source import Loc

QUADRANTS = 4


def findings(sheet: Worksheet) -> Iterator[Finding]:
    """Contradictions in bands of results, fields, charts, worked example and calendar."""
    for number, output in enumerate(sheet.outputs):
        yield from check_bands(("outputs", number, "bands"), output.bands)
    for number, field in enumerate(sheet.fields):
        yield from _field(("fields", number), field)
    for number, chart in enumerate(sheet.charts):
        yield from _chart(("charts", number), chart, sheet)
    yield from _given(sheet)
    yield from _calendar(sheet)


def _field(loc: Loc, field: Field_) -> Iterator[Finding]:
    yield from _range(loc, field)
    if field.choices:
        yield from _defaults(loc, field)
    if field.type in _STRUCTURED:
        yield from _STRUCTURED[field.type](loc, field)


def _range(loc: Loc, field: Field_) -> Iterator[Finding]:
    (low, high), default = field.bounds, getattr(field, "default", None)
    if low is not None and high is not None and low > high:
        yield "contradiction", (*loc, "min"), {"case": "range", "min": low, "max": high}
    if default is not None and ((low is not None and default < low) or (high is not None and default > high)):
        yield "contradiction", (*loc, "default"), {"case": "default", "value": default}


def _defaults(loc: Loc, field: Field_) -> Iterator[Finding]:
    known = [option.id for option in field.choices]
    default = getattr(field, "default", None)
    chosen = (default,) if isinstance(default, str) else default or ()
    for ident in chosen:
        if ident not in known:
            yield "unknown-field", (*loc, "default"), unknown(ident, known)


def _column(loc: Loc, column: Column) -> Iterator[Finding]:
    if (column.type is None) == (column.formula is None):
        yield "contradiction", loc, {"case": "column", "id": column.id}
    if column.type == "choice" and not column.options:
        yield "missing-key", loc, {"key": "options"}


def _table(loc: Loc, field: TableField) -> Iterator[Finding]:
    for number, column in enumerate(field.columns):
        yield from _column((*loc, "columns", number), column)
    yield from _rows(loc, field)


def _sort(loc: Loc, field: SortField) -> Iterator[Finding]:
    if field.quadrants and len(field.buckets) != QUADRANTS:
        yield "contradiction", (*loc, "quadrants"), {"case": "quadrants", "buckets": len(field.buckets)}
    if not field.items and not field.items_from:
        yield "missing-key", loc, {"key": "items"}


def _rows(loc: Loc, field: TableField) -> Iterator[Finding]:
    known = [column.id for column in field.columns if column.type]
    for number, row in enumerate(field.defaults):
        for key in row:
            if key not in known:
                yield "unknown-field", (*loc, "defaults", number, key), unknown(key, known)
    if field.row_count > field.max_rows:
        yield "contradiction", (*loc, "rows"), {"case": "range", "min": field.row_count, "max": field.max_rows}


_STRUCTURED: dict[str, Callable[[Loc, Any], Iterator[Finding]]] = {"table": _table, "sort": _sort}


def _chart(loc: Loc, chart: Chart, sheet: Worksheet) -> Iterator[Finding]:
    known = chart_names(sheet)
    for key in ("x", "y", "label", "items"):
        value = getattr(chart, key)
        for number, name in enumerate((value,) if isinstance(value, str) else value or ()):
            if name not in known:
                at = (*loc, key) if isinstance(value, str) else (*loc, key, number)
                yield "chart-reference", at, unknown(name, known)
    if not chart.items and not chart.y:
        yield "missing-key", loc, {"key": "y"}


def chart_names(sheet: Worksheet) -> list[str]:
    """Everything a chart may draw: fields, outputs, tables, `table.column`, and bare columns of a single table."""
    tables = list(sheet.tables.values())
    names = [field.id for field in sheet.fields] + [output.id for output in sheet.outputs]
    names += [f"{table.id}.{column.id}" for table in tables for column in table.columns]
    names += [part for field in sheet.fields for part in field.drawable]
    if len(tables) == 1:
        names += [column.id for column in tables[0].columns]
    return names


def _given(sheet: Worksheet) -> Iterator[Finding]:
    known = ["today", *(field.id for field in sheet.fields)]
    for key in ("worked_example", "half_filled"):
        for name in getattr(getattr(sheet, key), "given", ()):
            if name not in known:
                yield "unknown-field", (key, "given", name), unknown(name, known)
    outputs = [output.id for output in sheet.outputs]
    for name in sheet.worked_example.expect if sheet.worked_example else ():
        if name not in outputs:
            loc = ("worked_example", "expect", name)
            yield "unknown-field", loc, unknown(name, outputs)


def _calendar(sheet: Worksheet) -> Iterator[Finding]:
    if sheet.calendar is None:
        return
    table = sheet.tables.get(sheet.calendar.table)
    if table is None:
        yield "unknown-field", ("calendar", "table"), unknown(sheet.calendar.table, sheet.tables)
        return
    known = [column.id for column in table.columns]
    for key in ("title", "date", "start", "minutes"):
        name = getattr(sheet.calendar, key)
        if name is not None and name not in known:
            yield "unknown-field", ("calendar", key), unknown(name, known)
