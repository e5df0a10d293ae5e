"""Types of the formula language: kinds of values, names, scopes, problems, compiled data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from handbook.diagnostics.names import RuleName

Kind = Literal["number", "text", "bool", "date", "time", "choices", "any"]
"""`choices` is a set of option ids; `any` is what is already known to be wrong, and agrees with all."""

Data = bool | int | float | str | list["Data"]
"""A compiled formula: JSON, shipped to the page as it is. docs/formulas.md lists the operations."""

Key = tuple[str, ...]
"""What a formula depends on: `(name,)` or `(table, column)`."""

_NONE: Mapping[str, Name] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a formula; `offset` and `length` count characters of its text."""

    name: RuleName
    offset: int
    length: int
    args: Mapping[str, object]


class FormulaError(Exception):
    """Carries one problem out of a formula that cannot be understood further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.name)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Name:
    """The meaning of a name. `lo` and `hi` bound a number; `options` are all the texts it can be."""

    kind: Kind
    unit: str | None = None
    lo: float | None = None
    hi: float | None = None
    options: tuple[str, ...] | None = None
    id: str | None = None
    """The id in the answers where it differs from the name (`deep-work` is written `deep_work`)."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns by name."""

    columns: Mapping[str, Name]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a formula may use.

    `parts` are the countable parts of a field: buckets of a sort field, items of a rank field.
    `row` names the table whose row a computed column belongs to.
    """

    names: Mapping[str, Name] = field(default_factory=lambda: _NONE)
    tables: Mapping[str, Table] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, Name]] = field(default_factory=dict)
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula. `unit` is the declared one; `lo` and `hi` bound a number it gives."""

    text: str
    kind: Kind
    unit: str | None
    data: Data
    names: frozenset[Key]
    lo: float
    hi: float
    options: tuple[str, ...] | None = None
    """All the texts it can give, where they are known."""
