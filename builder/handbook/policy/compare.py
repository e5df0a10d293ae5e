"""Two versions side by side: each clause, definition and row paired by its permanent id, never by its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from handbook.model.scheme import Definition, Row, Tier
from handbook.policy.redline import Run, redline
from handbook.policy.text import Clause, Text

ChangeKind = Literal["same", "changed", "added", "repealed", "renumbered"]
"""renumbered: not one word of its own is new, only its number or the numbers that it cites."""
T = TypeVar("T")


@dataclass(frozen=True)
class ClauseChange:
    """The change of one clause."""

    kind: ChangeKind
    old: Clause | None
    new: Clause | None

    @property
    def clause(self) -> Clause:
        """The clause as it is, or as it was when it is gone."""
        found = self.new or self.old
        assert found is not None, "a change has at least one side"  # noqa: S101 - for the type checker
        return found

    @cached_property
    def title_runs(self) -> tuple[Run, ...]:
        """The redline of its title."""
        return redline(self.old.title if self.old else "", self.new.title if self.new else "")

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The redline of its text."""
        return redline(self.old.text if self.old else "", self.new.text if self.new else "")


@dataclass(frozen=True, slots=True)
class PartChange:
    """The change of a definition, a tier or a row of the matrix."""

    part: Literal["definition", "tier", "row"]
    kind: ChangeKind
    id: str
    old: Definition | Tier | Row | None
    new: Definition | Tier | Row | None
    fields: tuple[tuple[str, Any, Any], ...]
    """(name, before, after) of each field that is not as it was."""


@dataclass(frozen=True)
class Comparison:
    """Everything of two versions, in reading order; what is gone stands where it stood."""

    clauses: tuple[ClauseChange, ...]
    definitions: tuple[PartChange, ...]
    tiers: tuple[PartChange, ...]
    rows: tuple[PartChange, ...]

    @property
    def changed(self) -> tuple[ClauseChange, ...]:
        """The clauses that are not as they were, those of a new number included."""
        return tuple(change for change in self.clauses if change.kind != "same")

    @property
    def parts(self) -> tuple[PartChange, ...]:
        """The definitions, tiers and rows that are not as they were."""
        return tuple(part for part in (*self.definitions, *self.tiers, *self.rows) if part.kind != "same")

    @cached_property
    def kinds(self) -> Mapping[str, ChangeKind]:
        """Clause id, present or, where it is gone, former → what became of it."""
        return {change.clause.id: change.kind for change in self.clauses}


def compare(old: Text, new: Text) -> Comparison:
    """Compare two versions clause by clause, definition by definition, tier by tier and row by row."""
    return Comparison(
        clauses=_clauses(old, new),
        definitions=_parts("definition", old.scheme.definitions, new.scheme.definitions),
        tiers=_parts("tier", old.matrix.tiers, new.matrix.tiers),
        rows=_parts("row", old.matrix.rows, new.matrix.rows),
    )


def _clauses(old: Text, new: Text) -> tuple[ClauseChange, ...]:
    names = {ident: ident if ident in new.by_id else new.former.get(ident) for ident in old.by_id}
    before = {name: old.by_id[ident] for ident, name in names.items() if name}
    made = [_clause(before.get(clause.id), clause) for clause in new.clauses]
    gone = {ident for ident, name in names.items() if name is None}
    ordered = _with_gone([clause.id for clause in old.clauses], gone, [change.clause.id for change in made], names)
    by_id = {change.clause.id: change for change in made}
    return tuple(
        ClauseChange("repealed", old.by_id[ident], None) if ident in gone and ident not in by_id else by_id[ident]
        for ident in ordered
    )


def _clause(old: Clause | None, new: Clause) -> ClauseChange:
    if old is None:
        return ClauseChange("added", None, new)
    if old.hash != new.hash:
        return ClauseChange("changed", old, new)
    moved = (old.label, old.printed, old.text) != (new.label, new.printed, new.text)
    return ClauseChange("renumbered" if moved else "same", old, new)


def _with_gone(old: Sequence[str], gone: set[str], new: Sequence[str], names: Mapping[str, str | None]) -> list[str]:
    """Return the new order, with each id that is gone right after the one it followed. `names`: old id → present id.

    >>> _with_gone(["a", "b", "c"], {"b"}, ["c2", "new", "a"], {"a": "a", "b": None, "c": "c2"})
    ['c2', 'new', 'a', 'b']
    """
    behind: dict[str | None, list[str]] = {}
    last: str | None = None
    for ident in old:
        if ident in gone:
            behind.setdefault(last, []).append(ident)
        else:
            last = names[ident]
    found = list(behind.get(None, ()))
    for ident in new:
        found += [ident, *behind.get(ident, ())]
    return found


def _parts(
    part: Literal["definition", "tier", "row"],
    old: Iterable[Definition | Tier | Row],
    new: Iterable[Definition | Tier | Row],
) -> tuple[PartChange, ...]:
    before, after = {item.id: item for item in old}, {item.id: item for item in new}
    gone = set(before) - set(after)
    order = _with_gone(list(before), gone, list(after), {ident: ident for ident in before})
    return tuple(_part(part, ident, before.get(ident), after.get(ident)) for ident in order)


def _part(
    part: Literal["definition", "tier", "row"],
    ident: str,
    old: Definition | Tier | Row | None,
    new: Definition | Tier | Row | None,
) -> PartChange:
    if old is None or new is None:
        return PartChange(part, "added" if old is None else "repealed", ident, old, new, ())
    names = type(new).model_fields
    fields = tuple((name, getattr(old, name), getattr(new, name)) for name in names)
    differing = tuple(field for field in fields if field[1] != field[2])
    return PartChange(part, "changed" if differing else "same", ident, old, new, differing)
