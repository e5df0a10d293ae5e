"""Exercises that ask about clauses: the clauses exist, and still say what they said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.policy.compare import compare
from handbook.policy.versions import Policy

Loc = tuple[str | int, ...]
_PARTS = ("questions", "scenes", "items", "fields")


def clauses_of(exercise: Any) -> Iterator[tuple[Loc, str]]:
    """(place, clause id) of every clause that an exercise, or one of its questions, names."""
    yield from _named((), exercise)
    for key in _PARTS:
        for number, part in enumerate(getattr(exercise, key, ())):
            yield from _named((key, number), part)


def _named(prefix: Loc, part: Any) -> Iterator[tuple[Loc, str]]:
    for number, ident in enumerate(getattr(part, "clauses", ())):
        yield (*prefix, "clauses", number), ident


def changed_clauses(policy: Policy, since: str | None = None) -> frozenset[str]:
    """Clauses whose words, or what stands below them, differ between a version and the newest.

    Without a version that exists, it is the one before the newest.
    """
    before = policy.get(since) if since else None
    before = before or policy.before(policy.newest.version)
    if before is None:
        return frozenset()
    text = policy.newest.text
    found: set[str] = set()
    for change in compare(before.text, text).clauses:
        if change.kind in ("same", "renumbered"):
            continue
        at: str | None = change.clause.id if change.new else change.clause.parent
        while at is not None and at in text.by_id and text.by_id[at].kind != "chapter":
            found.add(at)
            at = text.by_id[at].parent
    return frozenset(found)
