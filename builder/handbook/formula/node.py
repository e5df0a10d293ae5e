"""The checker's result for each part of a formula."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.formula.ranges import ALL, Range
from handbook.formula.types import Data, Kind
from handbook.formula.units import Unit


@dataclass(frozen=True, slots=True)
class Node:
    """A checked expression.

    `unit` None is unknown and agrees with all; `const` is the value of an expression of literals;
    `table` is set while the expression stands for a whole column; `options` are all texts it can be.
    """

    kind: Kind
    data: Data
    unit: Unit | None = None
    range: Range = ALL
    const: float | None = None
    table: str | None = None
    options: tuple[str, ...] | None = None


WRONG = Node("any", 0)
"""Stands for a part that already has a problem."""
