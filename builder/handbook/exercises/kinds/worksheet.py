"""The definition of a worksheet: `Details` in frontend/src/exercises/worksheet/details.ts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from handbook.content.handbook import Handbook
from handbook.exercises.ask import ask, labels
from handbook.exercises.contract import (
    Ask,
    AskColumn,
    CalendarDetails,
    ChartDetails,
    ChartParts,
    ComputedKind,
    Controls,
    Half,
    Limits,
    OutlineParts,
    OutputDetails,
    PromiseField,
    SheetDefinition,
    TableDetails,
    WorksheetDetails,
    compact,
    if_any,
)
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature, with_parts
from handbook.formula import Formula
from handbook.formula.examples import compute, filled_in, normalised, texts
from handbook.model.exercises.fields import Column, Field_, TableField
from handbook.model.exercises.worksheet import Calendar, Chart, Output, Worksheet


def questions(worksheet: Worksheet, _: Plain) -> Iterator[tuple[str, Ask]]:
    """The fields."""
    return ((field.id, _ask(field)) for field in worksheet.fields)


def needs(worksheet: Worksheet) -> list[str]:
    """The required fields; without any, all that are always there."""
    required = [field.id for field in worksheet.fields if field.required]
    return required or [field.id for field in worksheet.fields if not field.visible_if]


def details(worksheet: Worksheet, handbook: Handbook) -> WorksheetDetails:
    """The worksheet's own part of the definition; entries that say nothing are left out."""
    compiled = handbook.sheets[worksheet.id]
    sheet = cast(SheetDefinition, compiled.definition)
    outputs = {output.id: _output(output, compiled.formulas) for output in worksheet.outputs}
    example = worksheet.worked_example
    found: WorksheetDetails = {
        "sheet": sheet,
        "rules": dict(_rules(worksheet)),
        "tables": {f.id: _table(f, compiled.formulas) for f in worksheet.tables.values()},
        **_controls(worksheet),
        "itemsFrom": dict(_items_from(worksheet)),
        "outputs": outputs,
        "charts": [_chart(chart, worksheet) for chart in worksheet.charts],
        "example": filled_in(worksheet, example.given) if example and worksheet.charts else {},
        "half": if_any(_half(worksheet, sheet, outputs, handbook)),
        "calendar": if_any(_calendar(worksheet.calendar)),
        "review": if_any(worksheet.review_after),
        "lends": sorted(handbook.fields_used_elsewhere.get(worksheet.id, ())),
    }
    return compact(WorksheetDetails, found)


def outline(worksheet: Worksheet, _: Handbook) -> OutlineParts:
    """When to look back, and what holds promises or their day."""
    return {"review": if_any(worksheet.review_after), "promises": list(_promises(worksheet))}


def _promises(worksheet: Worksheet) -> Iterator[PromiseField]:
    """Fields that hold promises or their day, and of tables the columns that do."""
    for field in worksheet.fields:
        columns = [column for column in getattr(field, "columns", ()) if column.promise]
        if columns:
            dates = [column.id for column in columns if column.answer.kind == "date"]
            texts_ = [(column.id, column.label) for column in columns if column.id not in dates]
            yield _promise({"id": field.id, "was": list(field.was), "columns": texts_, "dates": dates})
        elif getattr(field, "promise", False):
            known: PromiseField = {"id": field.id, "was": list(field.was)}
            is_text = field.answer.kind == "text"
            yield _promise({**known, "label": field.label} if is_text else {**known, "date": True})


def _promise(found: PromiseField) -> PromiseField:
    """Leave out what is empty, but for the columns of a table that holds nothing but days: they make it a table."""
    return compact(PromiseField, found, keep=("columns",))


def _calendar(calendar: Calendar | None) -> CalendarDetails | None:
    if calendar is None:
        return None
    found: CalendarDetails = {
        "table": calendar.table,
        "title": calendar.title,
        "date": calendar.date,
        "start": if_any(calendar.start),
        "minutes": if_any(calendar.minutes),
    }
    return compact(CalendarDetails, found)


def _ask(field: Field_) -> Ask:
    parts = {part: signature(*wording) for part, wording in field.part_wordings.items()}
    return ask(
        field.label,
        with_parts(signature(*field.wording), parts),
        field.answer.shape,
        field.was,
        private=field.private,
        range=if_any(field.points),
        items=labels(field.movable),
        options=labels(field.choices),
        columns={column.id: _ask_column(column) for column in getattr(field, "typed_columns", ())},
        ids=field.former_ids,
    )


def _ask_column(column: Column) -> AskColumn:
    known: AskColumn = {"label": column.label, "shape": column.answer.shape, "options": labels(column.options)}
    return compact(AskColumn, known)


def _controls(worksheet: Worksheet) -> Controls:
    """``<type>s`` → field → what the script of its control must know."""
    found: dict[str, dict[str, object]] = {}
    for field in worksheet.fields:
        if field.control:
            found.setdefault(f"{field.type}s", {})[field.id] = field.control
    return cast(Controls, found)


def _items_from(worksheet: Worksheet) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for field in worksheet.fields:
        yield from ((field.id, _place(source, worksheet)) for loc, source in field.sources if loc == ("items_from",))


def _place(reference: str, worksheet: Worksheet) -> tuple[str, str, str]:
    """``exercise.table.column`` as three parts; the exercise is empty where it is this one."""
    parts = reference.split(".")
    own = len(parts) == 2 and parts[0] in worksheet.tables  # noqa: PLR2004 - a column
    return cast(tuple[str, str, str], ("", *parts) if own else tuple(parts))


def _rules(worksheet: Worksheet) -> Iterator[tuple[str, Limits]]:
    """Number field, or ``table.column`` → least, most, step; of texts the most characters, of choices how many."""
    for field in worksheet.fields:
        columns = getattr(field, "columns", ())
        yield from ((f"{field.id}.{c.id}", (c.min, c.max, c.step)) for c in columns if c.type == "number")
        if field.limits:
            least, most, step = field.limits
            yield field.id, (least, most, step)


def _table(field: TableField, formulas: Mapping[str, Formula]) -> TableDetails:
    computed = {column.id: formulas.get(f"{field.id}.{column.id}") for column in field.columns if column.formula}
    found: TableDetails = {
        "rows": field.row_count,
        "most": field.max_rows if field.grow else 0,
        "digits": {column.id: column.digits for column in field.columns if column.formula or column.total},
        "kinds": {ident: kind for ident, formula in computed.items() if formula and (kind := _kind(formula))},
        "names": list(field.rows) if isinstance(field.rows, tuple) else [],
    }
    return compact(TableDetails, found)


def _kind(formula: Formula) -> ComputedKind | None:
    """None for a number."""
    return None if formula.kind == "number" else cast(ComputedKind, formula.kind)


def _output(output: Output, formulas: Mapping[str, Formula]) -> OutputDetails:
    found: OutputDetails = {
        "label": output.label,
        "digits": output.digits,
        "kind": if_any(_kind(formulas[output.id]) if output.id in formulas else None),
        "say": if_any(output.say),
        "bands": [band.below for band in output.bands],
        "hidden": output.hidden,
    }
    return compact(OutputDetails, found)


def _chart(chart: Chart, worksheet: Worksheet) -> ChartDetails:
    """A chart of columns (`table`, and columns by id), or of fields and results (`items`)."""
    tables = worksheet.tables
    drawn = (chart.y,) if isinstance(chart.y, str) else chart.y or ()
    table = next((n.split(".")[0] for n in (chart.x, *drawn, chart.label) if n and n.split(".")[0] in tables), None)
    if table is None and not chart.items and len(tables) == 1 and not _parts(worksheet).keys() & set(drawn):
        table = next(iter(tables))
    found: ChartDetails = {
        "type": chart.type,
        "title": if_any(chart.title),
        "unit": if_any(chart.unit),
        "max": if_any(chart.max),
        "quadrants": if_any(chart.quadrants),
        **(_of_columns(chart, tables[table], drawn) if table else _of_parts(chart.items or drawn, worksheet)),
    }
    return compact(ChartDetails, found)


def _of_columns(chart: Chart, table: TableField, drawn: Iterable[str]) -> ChartParts:
    """`x` is empty where the rows themselves, by name or number, are meant."""
    return {
        "table": table.id,
        "x": _column(chart.x, table),
        "label": _column(chart.label, table),
        "y": [_column(name, table) for name in drawn],
        "names": {column.id: column.label for column in table.columns},
    }


def _column(name: str | None, table: TableField) -> str:
    return "" if name is None or name == table.id else name.split(".")[-1]


def _of_parts(items: Iterable[str], worksheet: Worksheet) -> ChartParts:
    known = _parts(worksheet)
    return {"items": [(item, known.get(item, item)) for item in items]}


def _parts(worksheet: Worksheet) -> dict[str, str]:
    """The parts a chart can draw one by one, with labels: fields, results, the buckets of a sort field."""
    found = {part.id: part.label for part in (*worksheet.fields, *worksheet.outputs)}
    for field in worksheet.fields:
        found |= field.drawable
    return found


def _half(
    worksheet: Worksheet, sheet: SheetDefinition, outputs: Mapping[str, OutputDetails], handbook: Handbook
) -> Half | None:
    """The half-filled answers, and, where the case is that of the worked example, the expected results."""
    half, example = worksheet.half_filled, worksheet.worked_example
    if half is None:
        return None
    given = normalised(worksheet, half.given)
    if example is None or not _within(given, normalised(worksheet, example.given)):
        return {"given": given}
    return {"given": given, "expect": texts(outputs, compute(worksheet, sheet, example.given, handbook.settings))}


def _within(part: object, whole: object) -> bool:
    """Return whether everything that `part` says, `whole` says too."""
    if isinstance(part, Mapping) and isinstance(whole, Mapping):
        return all(key in whole and _within(value, whole[key]) for key, value in part.items())
    if isinstance(part, (list, tuple)) and isinstance(whole, (list, tuple)):
        return len(part) <= len(whole) and all(map(_within, part, whole))
    return part == whole
