"""What a portfolio prints of an exercise beside the answers: `Sheets` in frontend/src/mine/folio.ts."""

from typing import Any

from builder.definition.asked import asked
from builder.definition.plain import Plain, plain_for
from builder.model.handbook import Handbook
from builder.model.kinds import Exercise
from builder.model.worksheet import NumberField, TableField, Worksheet

Sheets = dict[str, Any]


def sheets(handbook: Handbook) -> Sheets:
    """Exercise id → its questions in their order, with units; its results."""
    plain = plain_for(handbook)
    return {x.id: {"asked": _asked(x, plain), "outputs": _outputs(x)} for x in handbook.exercises.values()}


def _asked(exercise: Exercise, plain: Plain) -> Sheets:
    kept = ("label", "shape", "options", "items", "columns", "was", "ids", "repeat")
    known = {id_: {key: ask[key] for key in kept if key in ask} for id_, ask in asked(exercise, plain).items()}
    if isinstance(exercise, Worksheet):
        for field in exercise.fields:
            _add(known[field.id], field)
    return {id_: ask for id_, ask in known.items() if not id_.endswith(".confidence")}


def _add(ask: Sheets, field: object) -> None:
    """Units, and the names of a table's rows."""
    if isinstance(field, NumberField) and field.unit:
        ask["unit"] = field.unit
    if isinstance(field, TableField):
        units = {column.id: column.unit for column in field.columns if column.unit}
        ask["columns"] = {
            id_: column | ({"unit": units[id_]} if id_ in units else {}) for id_, column in ask["columns"].items()
        }
        if isinstance(field.rows, tuple):
            ask["rows"] = list(field.rows)


def _outputs(exercise: Exercise) -> Sheets:
    if not isinstance(exercise, Worksheet):
        return {}
    shown = (output for output in exercise.outputs if not output.hidden)
    return {o.id: {"label": o.label, "digits": o.digits} | ({"unit": o.unit} if o.unit else {}) for o in shown}
