"""Evaluate compiled formulas. The browser's twin is frontend/src/formula.ts; both agree to the last bit.

A formula gives a value, or Missing with the inputs that are needed or the reason why there is none.
Operands are computed from left to right and all of them, so that every missing input is named; `if`,
`and` and `or` compute only what they need.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from handbook.formula import operations as f
from handbook.formula.numbers import rounded
from handbook.formula.operations import NoValue, Reason
from handbook.formula.values import Value


@dataclass(frozen=True, slots=True)
class Missing:
    """No value: inputs to fill in (fields, `table.column`, or tables without rows), or the reason."""

    names: tuple[str, ...] = ()
    reason: Reason = ""


Result = Value | Missing


class Environment(Protocol):
    """Where formulas find what names stand for."""

    @property
    def today(self) -> float:
        """The day, counted from 1970-01-01."""

    def scalar(self, name: str) -> Result:
        """A field's or result's value."""

    def cell(self, table: str, row: int, column: str) -> Result:
        """A cell's value."""

    def rows(self, table: str) -> Sequence[int]:
        """The rows in which something is filled in."""


@dataclass(slots=True)
class _Trouble:
    """The inputs and reasons that have prevented a value so far."""

    names: dict[str, None] = field(default_factory=dict)
    reason: Reason = ""

    def add(self, names: Sequence[str], reason: Reason) -> None:
        self.names |= dict.fromkeys(names)
        self.reason = self.reason or reason


class Evaluator:
    """Evaluates formulas in one pass over a sheet, in which no input changes."""

    def __init__(self, environment: Environment) -> None:
        self._env = environment
        self._trouble = _Trouble()
        self._table, self._row, self._inner = "", 0, 0
        self._kept: dict[tuple[int, int], Any] = {}

    def result(self, data: Any, table: str = "", row: int = 0) -> Result:
        """The value of a formula; of a computed column, in a row of its table."""
        self._table, self._row = table, row
        value, trouble = self._attempt(data)
        if value is None:
            return Missing(tuple(trouble.names), trouble.reason)
        return value + 0.0 if isinstance(value, float) else value

    def _attempt(self, data: Any) -> tuple[Any, _Trouble]:
        """The value, or None with the trouble that it met."""
        before, self._trouble = self._trouble, _Trouble()
        value = self._value(data)
        found, self._trouble = self._trouble, before
        return value, found

    def _value(self, data: Any) -> Any:
        """The value, or None; then the trouble is noted."""
        if not isinstance(data, list):
            return data if isinstance(data, bool) else float(data)
        special = getattr(self, f"_do_{_WORDS.get(data[0], data[0])}", None)
        if special:
            return special(*data[1:])
        if data[0] in AGGREGATES:
            return self._aggregate(*data)
        values = [self._value(part) for part in data[1:]]
        return None if None in values else self._apply(OPERATIONS[data[0]], *values)

    def _apply(self, operation: Callable[..., Any], *values: Any) -> Any:
        try:
            found = operation(*values)
            return f.finite(found) if isinstance(found, float) else found
        except NoValue as none:
            self._trouble.add((), none.reason)
            return None

    def _known(self, result: Result) -> Any:
        if isinstance(result, Missing):
            self._trouble.add(result.names, result.reason)
            return None
        return result

    # Leaves

    def _do_text(self, text: str) -> str:
        return text

    def _do_name(self, name: str) -> Any:
        return self._known(self._env.scalar(name))

    def _do_row(self, column: str) -> Any:
        return self._known(self._env.cell(self._table, self._row, column))

    def _do_column(self, table: str, column: str) -> Any:
        return self._known(self._env.cell(table, self._inner, column))

    def _do_today(self) -> float:
        return float(self._env.today)

    def _do_height(self, table: str) -> float:
        return float(len(self._env.rows(table)))

    # What computes only what it needs

    def _do_if(self, test: Any, then: Any, other: Any) -> Any:
        holds = self._value(test)
        return None if holds is None else self._value(then if holds else other)

    def _do_and(self, left: Any, right: Any) -> Any:
        return self._value(right) if (holds := self._value(left)) else holds

    def _do_or(self, left: Any, right: Any) -> Any:
        return self._value(right) if (holds := self._value(left)) is False else holds

    def _do_given(self, part: Any) -> bool:
        return self._attempt(part)[0] is not None

    def _do_size(self, part: Any) -> float:
        return float(len(self._attempt(part)[0] or ()))

    # What is computed once

    def _do_once(self, part: Any) -> Any:
        return self._kept_value(part, -1)

    def _do_once_per_row(self, part: Any) -> Any:
        return self._kept_value(part, self._row)

    def _kept_value(self, part: Any, row: int) -> Any:
        key = (id(part), row)
        if key not in self._kept:
            self._kept[key] = self._attempt(part)
        value, trouble = self._kept[key]
        if value is None:
            self._trouble.add(tuple(trouble.names), trouble.reason)
        return value

    # Functions of many values

    def _aggregate(self, name: str, source: list[Any], *extra: Any) -> Any:
        values = self._gather(source, lenient=name == "count")
        params = [self._value(part) for part in extra]
        return None if values is None or None in params else self._apply(AGGREGATES[name], *values, *params)

    def _gather(self, source: list[Any], *, lenient: bool) -> list[list[Any]] | None:
        match source:
            case ["list", *parts]:
                values = [self._value(part) for part in parts]
                return None if None in values else [values]
            case ["filled", *parts]:
                return self._filled(parts, lenient)
        return self._gather_rows(*source[1:], lenient=lenient)

    def _filled(self, parts: list[Any], lenient: bool) -> list[list[Any]] | None:
        before, self._trouble = self._trouble, _Trouble()
        values = [value for part in parts if (value := self._value(part)) is not None]
        found, self._trouble = self._trouble, before
        if values or lenient:
            return [values]
        self._trouble.add(tuple(found.names), found.reason)
        return None

    def _gather_rows(self, table: str, where: Any, *parts: Any, lenient: bool) -> list[list[Any]] | None:
        """The values of the rows that have all of them and fulfil `where`.

        Cells that are missing are passed over; something missing that is no cell of this table is not.
        """
        columns: list[list[Any]] = [[] for _ in parts]
        seen = seen_where = False
        (before, self._trouble), inner = (self._trouble, _Trouble()), self._inner
        rows = self._env.rows(table)
        for row in rows:
            self._inner = row
            holds, values = self._value(where), [self._value(part) for part in parts]
            seen_where |= holds is not None
            if None not in values:
                seen = True
                if holds:
                    _append(columns, values)
        (found, self._trouble), self._inner = (self._trouble, before), inner
        foreign = [name for name in found.names if not name.startswith(f"{table}.")]
        if foreign:
            self._trouble.add(foreign, "")
            return None
        if lenient or (seen and seen_where):
            return columns
        self._trouble.add(tuple(found.names) if rows else (table,), found.reason)
        return None

    def _do_rank(self, table: str, part: Any) -> Any:
        return self._row_wise(f.ranks, table, part)

    def _do_cumshare(self, table: str, part: Any) -> Any:
        return self._row_wise(f.cumulative_shares, table, part)

    def _row_wise(self, operation: Callable[[Sequence[float]], list[float]], table: str, part: Any) -> Any:
        key = (id(part), -1)
        if key not in self._kept:
            self._kept[key] = self._of_all_rows(operation, table, part)
        found: dict[int, float] | None
        found, trouble = self._kept[key]
        if found is None:
            self._trouble.add(tuple(trouble.names), trouble.reason)
            return None
        if self._row in found:
            return found[self._row]
        inner, self._inner = self._inner, self._row
        self._value(part)
        self._inner = inner
        return None

    def _of_all_rows(
        self, operation: Callable[[Sequence[float]], list[float]], table: str, part: Any
    ) -> tuple[dict[int, float] | None, _Trouble]:
        (before, self._trouble), inner = (self._trouble, _Trouble()), self._inner
        values: dict[int, float] = {}
        for row in self._env.rows(table):
            self._inner = row
            if (value := self._value(part)) is not None:
                values[row] = value
        self._trouble = _Trouble()
        found = self._apply(operation, list(values.values()))
        (trouble, self._trouble), self._inner = (self._trouble, before), inner
        return (None if found is None else dict(zip(values, found, strict=True))), trouble


def _append(columns: list[list[Any]], values: list[Any]) -> None:
    for column, value in zip(columns, values, strict=True):
        column.append(value)


_WORDS = {
    "'": "text",
    "n": "name",
    "r": "row",
    "c": "column",
    "h": "once",
    "k": "once_per_row",
}
"""Short operations by the word their method is named after."""

OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": f.divide,
    "//": f.floor_divide,
    "%": f.modulo,
    "**": f.power,
    "neg": operator.neg,
    "not": operator.not_,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "&": f.join,
    "date+": f.shift_day,
    "time+": f.shift_time,
    "in": lambda item, many: item in many,
    "has": lambda part, text: part in text,
    "one": lambda value, *many: value in many,
    "abs": abs,
    "floor": f.floor,
    "ceil": f.ceil,
    "round": lambda value, places: rounded(value, int(places)),
    "sqrt": f.root,
    "date": f.date,
    "time": f.time,
    "year": f.calendar("year"),
    "month": f.calendar("month"),
    "day": f.calendar("day"),
    "weekday": f.weekday,
    "workdays": f.workdays,
    "length": lambda text: float(len(text)),
    "digits": f.digits,
}

AGGREGATES: Mapping[str, Callable[..., Any]] = {
    "sum": f.total,
    "mean": f.mean,
    "median": f.median,
    "min": f.least,
    "max": f.greatest,
    "count": f.count,
    "stdev": f.deviation,
    "quantile": f.quantile,
    "gini": f.gini,
    "top_share": f.top_share,
    "slope": f.slope,
    "nth": f.nth,
    "streak": f.streak,
}
