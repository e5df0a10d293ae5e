"""Data of worksheets that a portfolio prints beside their questions and answers.

`Sheets` in frontend/src/learner/my_handbook/portfolio.ts, `Plots` in frontend/src/learner/my_handbook/drawn.ts.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.definition import Definition
from handbook.model.exercises.fields import NumberField
from handbook.model.exercises.worksheet import Worksheet

Sheets = dict[str, Any]
_PLOTTED = ("sheet", "charts")


def sheets(handbook: Handbook) -> Sheets:
    """Worksheet id → units and names of rows by field, and its results."""
    return {x.id: {"fields": dict(_fields(x)), "outputs": _outputs(x)} for x in _worksheets(handbook)}


def plots(handbook: Handbook, definitions: Mapping[str, Definition]) -> Sheets:
    """Worksheet id → its charts and the formulas that they draw; only of those that have one."""
    found = ((x.id, definitions[x.id]) for x in _worksheets(handbook) if x.charts)
    return {id_: {key: known[key] for key in _PLOTTED} for id_, known in found}


def _worksheets(handbook: Handbook) -> Iterator[Worksheet]:
    return (x for x in handbook.exercises.values() if isinstance(x, Worksheet))


def _fields(worksheet: Worksheet) -> Iterator[tuple[str, Sheets]]:
    """Return the details of each field that its question does not show; fields without any are left out."""
    for field in worksheet.fields:
        if isinstance(field, NumberField) and field.unit:
            yield field.id, {"unit": field.unit}
        if table := worksheet.tables.get(field.id):
            units = {column.id: column.unit for column in table.columns if column.unit}
            rows = list(table.rows) if isinstance(table.rows, tuple) else None
            if found := {key: value for key, value in (("units", units), ("rows", rows)) if value}:
                yield field.id, found


def _outputs(worksheet: Worksheet) -> Sheets:
    shown = (output for output in worksheet.outputs if not output.hidden)
    return {o.id: {"label": o.label, "digits": o.digits} | ({"unit": o.unit} if o.unit else {}) for o in shown}
