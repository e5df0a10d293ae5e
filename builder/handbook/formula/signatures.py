"""The functions of the formula language, as data: how they are written and what they mean.

docs/formulas.md lists them in the authors' words; a test keeps the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from handbook.formula import ranges
from handbook.formula.ranges import Range
from handbook.formula.types import Kind

UnitRule = Literal["same", "unknown", "none", "天"]
"""The unit of a result: that of the first argument, undeclared, dimensionless, or days."""


@dataclass(frozen=True, slots=True)
class Simple:
    """A function of single values (or, row by row, of columns)."""

    takes: tuple[Kind, ...]
    gives: Kind
    unit: UnitRule = "unknown"
    bounds: Callable[[Range], Range] = lambda _: ranges.ALL


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A function that makes one value of many.

    `columns`: how many columns it reads side by side; `extra`: what follows them, before `where`;
    `scalars`: whether it also takes several single values; `bounds` gets the bounds of the values and
    whether at least one is sure to take part.
    """

    takes: tuple[Kind, ...] = ("number",)
    unit: UnitRule = "same"
    bounds: Callable[[Range, bool], Range] = lambda of, _: ranges.middle(of)
    columns: int = 1
    extra: tuple[Range, ...] = ()
    scalars: bool = True
    gives: Kind | None = None


def _between(lo: float, hi: float) -> Callable[[Range], Range]:
    return lambda _: Range(lo, hi)


SIMPLE: dict[str, Simple] = {
    "abs": Simple(("number",), "number", "same", ranges.absolute),
    "floor": Simple(("number",), "number", "same", ranges.rounded),
    "ceil": Simple(("number",), "number", "same", ranges.rounded_up),
    "sqrt": Simple(("number",), "number", "unknown", ranges.root),
    "today": Simple((), "date"),
    "date": Simple(("number", "number", "number"), "date"),
    "time": Simple(("number", "number"), "time"),
    "year": Simple(("date",), "number", "unknown", _between(1000, 9999)),
    "month": Simple(("date",), "number", "unknown", _between(1, 12)),
    "day": Simple(("date",), "number", "unknown", _between(1, 31)),
    "weekday": Simple(("date",), "number", "unknown", _between(1, 7)),
    "workdays": Simple(("date", "date"), "number", "天"),
    "length": Simple(("text",), "number", "unknown", _between(0, ranges.INF)),
    "digits": Simple(("text",), "number", "unknown", _between(0, ranges.INF)),
}

_ONE_OF: tuple[Kind, ...] = ("number", "date", "time")
_ANYTHING: tuple[Kind, ...] = ("number", "text", "bool", "date", "time")

AGGREGATES: dict[str, Aggregate] = {
    "sum": Aggregate(bounds=ranges.total),
    "mean": Aggregate(),
    "median": Aggregate(),
    "min": Aggregate(_ONE_OF, bounds=lambda of, _: of),
    "max": Aggregate(_ONE_OF, bounds=lambda of, _: of),
    "count": Aggregate((*_ANYTHING, "choices"), "unknown", lambda *_: ranges.NOT_NEGATIVE, gives="number"),
    "stdev": Aggregate(bounds=lambda *_: ranges.NOT_NEGATIVE),
    "quantile": Aggregate(extra=(ranges.SHARE,), scalars=False),
    "gini": Aggregate(unit="none", bounds=lambda *_: ranges.SHARE),
    "top_share": Aggregate(unit="none", bounds=lambda *_: ranges.SHARE, extra=(ranges.SHARE,), scalars=False),
    "slope": Aggregate(unit="unknown", bounds=lambda *_: ranges.ALL, columns=2, scalars=False),
    "nth": Aggregate(_ANYTHING, bounds=lambda of, _: of, columns=2, extra=(Range(1, ranges.INF),), scalars=False),
    "streak": Aggregate(("bool",), "unknown", lambda *_: ranges.NOT_NEGATIVE, scalars=False, gives="number"),
}

ROW_WISE = ("rank", "cumshare")
"""Functions of a whole column that give a value for each of its rows; for computed columns."""

OTHERS = ("round", "given", "filled", *ROW_WISE)

ALL = (*SIMPLE, *AGGREGATES, *OTHERS)
