"""Data of worksheets that a portfolio prints beside their questions and answers."""

from collections.abc import Iterator, Mapping
from typing import cast

from handbook.content.handbook import Handbook
from handbook.exercises.contract import Definition, WorksheetDefinition, compact
from handbook.model.exercises.fields import NumberField
from handbook.model.exercises.worksheet import Output, Worksheet
from handbook.pages.contract import Plot, PrintedField, PrintedOutput, PrintedSheet


def sheets(handbook: Handbook) -> dict[str, PrintedSheet]:
    """Worksheet id → units and names of rows by field, and its results."""
    return {x.id: {"fields": dict(_fields(x)), "outputs": _outputs(x)} for x in _worksheets(handbook)}


def plots(handbook: Handbook, definitions: Mapping[str, Definition]) -> dict[str, Plot]:
    """Worksheet id → its charts and the formulas that they draw; only of those that have one."""
    drawn = (x.id for x in _worksheets(handbook) if x.charts)
    return {id_: _plot(cast(WorksheetDefinition, definitions[id_])) for id_ in drawn}


def _plot(definition: WorksheetDefinition) -> Plot:
    return {"sheet": definition["sheet"], "charts": definition["charts"]}


def _worksheets(handbook: Handbook) -> Iterator[Worksheet]:
    return (x for x in handbook.exercises.values() if isinstance(x, Worksheet))


def _fields(worksheet: Worksheet) -> Iterator[tuple[str, PrintedField]]:
    """Return the details of each field that its question does not show; fields without any are left out."""
    for field in worksheet.fields:
        if isinstance(field, NumberField) and field.unit:
            yield field.id, {"unit": field.unit}
        if table := worksheet.tables.get(field.id):
            found: PrintedField = {
                "units": {column.id: column.unit for column in table.columns if column.unit},
                "rows": list(table.rows) if isinstance(table.rows, tuple) else [],
            }
            if shown := compact(PrintedField, found):
                yield field.id, shown


def _outputs(worksheet: Worksheet) -> dict[str, PrintedOutput]:
    return {output.id: _output(output) for output in worksheet.outputs if not output.hidden}


def _output(output: Output) -> PrintedOutput:
    found: PrintedOutput = {"label": output.label, "digits": output.digits, "unit": output.unit or ""}
    return compact(PrintedOutput, found)
