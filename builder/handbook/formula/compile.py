"""A worksheet's formulas as a whole: names, order of computation, and the data that the page computes with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from handbook.diagnostics.names import RuleName
from handbook.formula.check import compile_formula, dependencies
from handbook.formula.types import Formula, Key, Kind, Name, Scope, Table
from handbook.model.exercises.fields import TableField
from handbook.model.exercises.worksheet import Worksheet

Loc = tuple[str | int, ...]
ROW_LABEL = "row_label"
"""The column, in formulas, that has the names of named rows."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """A problem in one of the formulas; `loc` leads to it in the model, `offset` counts characters in it."""

    name: RuleName
    loc: Loc
    offset: int
    length: int
    args: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CompiledWorksheet:
    """`definition` is JSON that the page and handbook.formula.run compute with; empty if a formula is wrong."""

    definition: dict[str, Any]
    problems: tuple[SheetProblem, ...]
    formulas: Mapping[str, Formula]
    """By target: `output`, `table.column`, `visible_if:field`, `table.total.column`, `charts.0.target`."""


@dataclass(slots=True)
class _Task:
    """A formula to compile. `makes` is what others can use of it."""

    loc: Loc
    text: str
    step: list[Any]
    makes: Key | None = None
    unit: str | None = None
    expect: Kind | None = None
    row: str | None = None
    needs: Mapping[Key, tuple[int, int]] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """Return the formula's key in `CompiledWorksheet.formulas`."""
        match self.step:
            case ["show", name]:
                return f"visible_if:{name}"
            case ["total", table, column]:
                return f"{table}.total.{column}"
        return ".".join(self.step[1:])


def worksheet_scope(worksheet: Worksheet) -> Scope:
    """The names of a worksheet's fields, tables and parts; results and computed columns not yet known."""
    names: dict[str, Name] = {}
    parts: dict[str, dict[str, Name]] = {}
    for field_ in worksheet.fields:
        if field_.parts:
            found = {part: Name("number", None, lo, hi) for part, (lo, hi) in field_.parts.items()}
            parts[_word(field_.id)] = _part_names(field_.id, found)
        elif field_.id not in worksheet.tables:
            names[_word(field_.id)] = replace(_name(field_), id=field_.id)
    tables = {_word(table.id): _table(table) for table in worksheet.tables.values()}
    return Scope(names, tables, parts)


def compile_worksheet(worksheet: Worksheet) -> CompiledWorksheet:
    """Check and compile all formulas of a worksheet, in the order in which they must be computed."""
    return _Compiler(worksheet).run()


class _Visit:
    """A task on the way, with the tasks that it still needs and where it mentions them."""

    def __init__(self, task: _Task, makers: Mapping[Key, list[_Task]]) -> None:
        self.task = task
        self.needed = (
            (maker, span)
            for key, span in task.needs.items()
            for name in _read_of(key)
            for maker in makers.get(name, ())
        )


class _Compiler:
    """Compiles the tasks of one worksheet; what is found out of results widens the scope as it goes."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        asked = worksheet_scope(worksheet)
        self.names = dict(asked.names)
        self.columns = {name: dict(table.columns) for name, table in asked.tables.items()}
        tables = {name: Table(self.columns[name], table.id) for name, table in asked.tables.items()}
        self.scope = Scope(self.names, tables, asked.parts)
        self.tasks = list(_tasks(worksheet))
        self.problems: list[SheetProblem] = []
        self.steps: list[list[Any]] = []
        self.formulas: dict[str, Formula] = {}

    def run(self) -> CompiledWorksheet:
        self._declare()
        for task in self._ordered():
            self._compile(task)
        places = {task.loc: place for place, task in enumerate(self.tasks)}
        found = tuple(sorted(self.problems, key=lambda p: (places[p.loc], p.offset)))
        wrong = any(problem.name != "formula-division-by-zero" for problem in found) or not _is_plain(self.worksheet)
        return CompiledWorksheet({} if wrong else self._definition(), found, self.formulas)

    def _declare(self) -> None:
        """Make results and computed columns known, of a kind that is found out when they are compiled."""
        for task in self.tasks:
            if task.makes:
                self._learn(task.makes, Name("any"))
        for task in self.tasks:
            task.needs = dependencies(task.text, replace(self.scope, row=task.row))

    def _learn(self, key: Key, name: Name) -> None:
        *owner, last = key
        names = self.columns[_word(owner[0])] if owner else self.names
        names[_word(last)] = replace(name, id=last)

    def _ordered(self) -> list[_Task]:
        """Sort topologically; an edge that closes a circle is reported and passed over."""
        makers: dict[Key, list[_Task]] = {}
        for task in self.tasks:
            for key in _gives(task):
                makers.setdefault(key, []).append(task)
        order: list[_Task] = []
        begun: set[int] = set()
        for first in self.tasks:
            path = [_Visit(first, makers)] if id(first) not in begun else []
            while path:
                begun.add(id(path[-1].task))
                step = next(path[-1].needed, None)
                if step is None:
                    order.append(path.pop().task)
                elif any(visit.task is step[0] for visit in path):
                    self._circle([visit.task for visit in path], *step)
                elif id(step[0]) not in begun:
                    path.append(_Visit(step[0], makers))
        return order

    def _circle(self, path: list[_Task], back_to: _Task, span: tuple[int, int]) -> None:
        start = next(place for place, task in enumerate(path) if task is back_to)
        circle = [task.target for task in [*path[start:], back_to]]
        self.problems.append(SheetProblem("formula-circular", path[-1].loc, *span, {"circle": circle}))

    def _compile(self, task: _Task) -> None:
        scope = replace(self.scope, row=task.row)
        formula, problems = compile_formula(task.text, scope, unit=task.unit, expect=task.expect)
        for problem in problems:
            offset, length = (0, 1) if task.step[0] == "total" else (problem.offset, problem.length)
            self.problems.append(SheetProblem(problem.name, task.loc, offset, length, problem.args))
        if formula is None:
            return
        self.steps.append([*task.step, formula.data])
        self.formulas[task.target] = formula
        if task.makes:
            self._learn(task.makes, Name(formula.kind, task.unit, formula.lo, formula.hi, formula.options))

    def _definition(self) -> dict[str, Any]:
        asked, tables = self.worksheet.fields, self.worksheet.tables
        return {
            "fields": {f.id: _shipped(f) for f in asked if f.id not in tables},
            "tables": {ident: _shipped_table(table) for ident, table in tables.items()},
            "steps": self.steps,
        }


def _is_plain(worksheet: Worksheet) -> bool:
    """Return whether every id names one thing and every column is typed in or computed; else nothing is computed."""
    groups = [[part.id for part in (*worksheet.fields, *worksheet.outputs)]]
    for table in worksheet.tables.values():
        groups.append([column.id for column in table.columns])
        if any(column.type is None and column.formula is None for column in table.columns):
            return False
    return all(len(set(group)) == len(group) for group in groups)


# Names


def _word(ident: str) -> str:
    return ident.replace("-", "_")


def _part_names(owner: str, parts: Mapping[str, Name]) -> dict[str, Name]:
    return {_word(ident): replace(name, id=f"{owner}.{ident}") for ident, name in parts.items()}


def _name(asked: Any) -> Name:
    """Return the name that a field or typed column declares."""
    kind = asked.answer.kind
    options = tuple(option.id for option in asked.choices) or None
    lo, hi = asked.bounds if kind == "number" else (None, None)
    return Name(kind, getattr(asked, "unit", None), lo, hi, options)


def _table(table: TableField) -> Table:
    columns = {_word(c.id): replace(_name(c), id=c.id) for c in table.columns if c.formula is None}
    if not isinstance(table.rows, int):
        columns = {ROW_LABEL: Name("text"), **columns}
    return Table(columns, table.id)


# Formulas


def _tasks(worksheet: Worksheet) -> Iterator[_Task]:
    for number, asked in enumerate(worksheet.fields):
        loc: Loc = ("fields", number)
        if asked.visible_if:
            yield _Task((*loc, "visible_if"), asked.visible_if, ["show", asked.id], expect="bool")
        if table := worksheet.tables.get(asked.id):
            yield from _column_tasks((*loc, "columns"), table)
    yield from _output_tasks(worksheet)
    for number, chart in enumerate(worksheet.charts):
        for key in ("x_split", "y_split", "target"):
            if text := getattr(chart, key):
                step = ["value", f"charts.{number}.{key}"]
                yield _Task(("charts", number, key), text, step, unit=chart.unit, expect="number")


def _output_tasks(worksheet: Worksheet) -> Iterator[_Task]:
    for number, output in enumerate(worksheet.outputs):
        loc: Loc = ("outputs", number)
        yield _Task((*loc, "formula"), output.formula, ["value", output.id], (output.id,), output.unit)
        if output.visible_if:
            yield _Task((*loc, "visible_if"), output.visible_if, ["show", output.id], expect="bool")


def _column_tasks(loc: Loc, table: TableField) -> Iterator[_Task]:
    for number, column in enumerate(table.columns):
        if column.formula:
            step, makes = ["cell", table.id, column.id], (table.id, column.id)
            yield _Task((*loc, number, "formula"), column.formula, step, makes, column.unit, row=_word(table.id))
        if column.total:
            text = f"{column.total}({_word(table.id)}.{_word(column.id)})"
            yield _Task((*loc, number, "total"), text, ["total", table.id, column.id])


def _gives(task: _Task) -> list[Key]:
    """Return what others depend on: the value, or the visibility of a field or table."""
    if task.makes:
        return [task.makes]
    return [("show", task.step[1])] if task.loc[0] == "fields" and task.step[0] == "show" else []


def _read_of(key: Key) -> list[Key]:
    """Return the dependencies of a name: itself, and the visibility of its field or table."""
    return [key, ("show", key[0].split(".")[0])]


# What the page needs to know of fields


def _shipped(asked: Any) -> dict[str, Any]:
    if parts := getattr(asked, "parts", None):
        moved = [item.id for item in asked.movable] if asked.choices else []
        return {"kind": asked.answer.kind, "parts": list(parts), **({"items": moved} if moved else {})}
    name = _name(asked)
    known = {"lo": name.lo, "hi": name.hi, "options": list(name.options) if name.options else None}
    return {"kind": name.kind, **{key: value for key, value in known.items() if value is not None}}


def _shipped_table(table: TableField) -> dict[str, Any]:
    columns = {column.id: _shipped(column) for column in table.columns if column.formula is None}
    labels = {} if isinstance(table.rows, int) else {"labels": list(table.rows)}
    return {"columns": columns, **labels}
