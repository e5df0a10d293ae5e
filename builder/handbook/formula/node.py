"""The checker's result for each part of a formula."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from handbook.diagnostics.names import RuleName
from handbook.formula.ranges import ALL, Range
from handbook.formula.types import Data, Key, Kind, Scope
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


class Checker(Protocol):
    """The walk over one formula, as the rules for calls see it (`check.FormulaChecker`)."""

    scope: Scope
    row_as_column: bool

    def visit(self, tree: ast.expr) -> Node:
        """Check one part and what is in it."""

    def report(self, tree: ast.expr, rule: RuleName, /, **args: object) -> None:
        """Note a problem at a part."""

    def wrong(self, tree: ast.expr, rule: RuleName, /, **args: object) -> Node:
        """Note a problem and go on with a node that agrees with everything."""

    def want(self, tree: ast.expr, node: Node, *kinds: Kind) -> Node:
        """The node if it is of one of the kinds."""

    def unknown(self, tree: ast.expr, name: str, known: Iterable[str], what: str = "") -> Node:
        """Note an unknown name, with the nearest known one."""

    def table_id(self, name: str | None) -> str:
        """The id in the answers of the table with this name."""

    def table(self, tree: ast.expr, *nodes: Node) -> str | None:
        """The table whose column the parts together are."""

    def is_column(self, tree: ast.AST) -> bool:
        """Tell if an expression, not yet checked, stands for a whole column."""

    def given(self, condition: Data, truth: bool = True) -> AbstractContextManager[None]:
        """Inside, the condition is known to be true (or false)."""

    def note(self, key: Key, tree: ast.expr) -> None:
        """Remember that the formula depends on something."""

    def same_unit(self, tree: ast.expr, *nodes: Node) -> Unit | None:
        """The unit of parts that are added or compared."""
