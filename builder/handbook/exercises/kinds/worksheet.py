"""The definition of a worksheet: `Details` in frontend/src/exercises/worksheet/details.ts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.ask import Ask, ask, labels
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature, with_parts
from handbook.formula import Formula
from handbook.formula.examples import compute, filled_in, normalised, texts
from handbook.model.exercises.fields import Column, Field_, TableField
from handbook.model.exercises.worksheet import Chart, Output, Worksheet

Details = dict[str, Any]


def questions(worksheet: Worksheet, _: Plain) -> Iterator[tuple[str, Ask]]:
    """The fields."""
    return ((field.id, _ask(field)) for field in worksheet.fields)


def needs(worksheet: Worksheet) -> list[str]:
    """The required fields; without any, all that are always there."""
    required = [field.id for field in worksheet.fields if field.required]
    return required or [field.id for field in worksheet.fields if not field.visible_if]


def details(worksheet: Worksheet, handbook: Handbook) -> Details:
    """The worksheet's own part of the definition; entries that say nothing are left out."""
    compiled = handbook.sheets[worksheet.id]
    outputs = {output.id: _output(output, compiled.formulas) for output in worksheet.outputs}
    example = worksheet.worked_example
    found = {
        "sheet": compiled.definition,
        "rules": dict(_rules(worksheet)),
        "tables": {f.id: _table(f, compiled.formulas) for f in worksheet.tables.values()},
        **_controls(worksheet),
        "itemsFrom": dict(_items_from(worksheet)),
        "outputs": outputs,
        "charts": [_chart(chart, worksheet) for chart in worksheet.charts],
        "example": filled_in(worksheet, example.given) if example and worksheet.charts else None,
        "half": _half(worksheet, compiled.definition, outputs, handbook),
        "calendar": worksheet.calendar.model_dump(exclude_none=True) if worksheet.calendar else None,
        "review": worksheet.review_after,
        "lends": sorted(handbook.fields_used_elsewhere.get(worksheet.id, ())),
    }
    return {key: value for key, value in found.items() if value}


def outline(worksheet: Worksheet, _: Handbook) -> Details:
    """When to look back, and what holds promises or their day."""
    return {"review": worksheet.review_after, "promises": list(_promises(worksheet))}


def _promises(worksheet: Worksheet) -> Iterator[Details]:
    """Fields that hold promises or their day, and of tables the columns that do."""
    for field in worksheet.fields:
        columns = [column for column in getattr(field, "columns", ()) if column.promise]
        if columns:
            dates = [column.id for column in columns if column.answer.kind == "date"]
            texts_ = [(column.id, column.label) for column in columns if column.id not in dates]
            yield _promise(field, columns=texts_, dates=dates)
        elif getattr(field, "promise", False):
            yield _promise(field, label=field.label) if field.answer.kind == "text" else _promise(field, date=True)


def _promise(field: Field_, **more: object) -> Details:
    """Leave out what is empty, but for the columns of a table that holds nothing but days: they make it a table."""
    found = {"id": field.id, "was": list(field.was), **more}
    return {key: value for key, value in found.items() if value or key == "columns"}


def _ask(field: Field_) -> Ask:
    parts = {part: signature(*wording) for part, wording in field.part_wordings.items()}
    return ask(
        field.label,
        with_parts(signature(*field.wording), parts),
        field.answer.shape,
        field.was,
        private=field.private,
        range=field.points,
        items=labels(field.movable),
        options=labels(field.choices),
        columns={column.id: _ask_column(column) for column in getattr(field, "typed_columns", ())},
        ids=field.former_ids,
    )


def _ask_column(column: Column) -> Ask:
    known = {"label": column.label, "shape": column.answer.shape, "options": labels(column.options)}
    return {key: value for key, value in known.items() if value}


def _controls(worksheet: Worksheet) -> dict[str, Details]:
    """``<type>s`` → field → what the script of its control must know."""
    found: dict[str, Details] = {}
    for field in worksheet.fields:
        if field.control:
            found.setdefault(f"{field.type}s", {})[field.id] = field.control
    return found


def _items_from(worksheet: Worksheet) -> Iterator[tuple[str, list[str]]]:
    for field in worksheet.fields:
        yield from ((field.id, _place(source, worksheet)) for loc, source in field.sources if loc == ("items_from",))


def _place(reference: str, worksheet: Worksheet) -> list[str]:
    """``exercise.table.column`` as three parts; the exercise is empty where it is this one."""
    parts = reference.split(".")
    return ["", *parts] if len(parts) == 2 and parts[0] in worksheet.tables else parts  # noqa: PLR2004 - a column


def _rules(worksheet: Worksheet) -> Iterator[tuple[str, list[float | None]]]:
    """Number field, or ``table.column`` → least, most, step; of texts the most characters, of choices how many."""
    for field in worksheet.fields:
        columns = getattr(field, "columns", ())
        yield from ((f"{field.id}.{c.id}", [c.min, c.max, c.step]) for c in columns if c.type == "number")
        if field.limits:
            yield field.id, field.limits


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
    tables = worksheet.tables
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
    """The parts a chart can draw one by one, with labels: fields, results, the buckets of a sort field."""
    found = {part.id: part.label for part in (*worksheet.fields, *worksheet.outputs)}
    for field in worksheet.fields:
        found |= field.drawable
    return found


def _half(worksheet: Worksheet, sheet: Details, outputs: Details, handbook: Handbook) -> Details | None:
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
