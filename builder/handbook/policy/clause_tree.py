"""A text as a tree, and what of older texts is no longer in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from handbook.policy.text import Clause, Text
from handbook.policy.versions import Policy, Release


@dataclass(frozen=True, slots=True)
class Node:
    """A clause with all that stands below it."""

    clause: Clause
    below: tuple[Node, ...]

    @property
    def articles(self) -> int:
        """How many articles a chapter has."""
        return len(self.below)


@dataclass(frozen=True, slots=True)
class RemovedClause:
    """A clause of an older version that a version does not have."""

    id: str
    label: str
    last: str
    """The last version that has it."""
    repealed_by: str


def outline(text: Text) -> tuple[Node, ...]:
    """The chapters with their articles, paragraphs, items and points."""
    below: dict[str | None, list[Node]] = {}
    for clause in reversed(text.clauses):  # what stands below a clause comes after it
        node = Node(clause, tuple(reversed(below.pop(clause.id, []))))
        below.setdefault(clause.parent, []).append(node)
    return tuple(reversed(below.get(None, [])))


def inside(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in node.below:
        yield from inside(child)


def removed_clauses(policy: Policy, release: Release) -> tuple[RemovedClause, ...]:
    """Return clauses of older versions that this one has under no id, for readers who follow an old link."""
    found: dict[str, RemovedClause] = {}
    text = release.text
    upto = policy.versions[: policy.versions.index(release) + 1]
    for old, new in pairwise(upto):
        lost = old.ids - new.ids - set(new.text.former)  # few ids change from version to version
        for clause in old.text.clauses if lost else ():
            if clause.id in lost:
                found[clause.id] = RemovedClause(clause.id, clause.label, old.version, new.version)
    return tuple(item for ident, item in found.items() if ident not in text.by_id and ident not in text.former)
