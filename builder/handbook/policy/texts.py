"""Every stretch of text of a version, with the id it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from handbook.policy.versions import Release


class VersionText(NamedTuple):
    """A text as its author wrote it. `ident` is a permanent id, or tier:… or exemption:… for those."""

    ident: str
    text: str
    label: str
    key: tuple[str, ...] = ()
    """Which part of it; empty for its words."""


def version_texts(release: Release) -> Iterator[VersionText]:
    """Clauses, definitions, rows, tiers and exemptions, in this order."""
    for clause in release.text.clauses:
        if text := getattr(clause.source, "text", ""):
            yield VersionText(clause.id, text, clause.label)
        if clause.title:
            yield VersionText(clause.id, clause.title, clause.label, ("title",))
    for term in release.scheme.definitions:
        yield VersionText(term.id, term.define, term.term)
    for row in release.matrix.rows:
        yield VersionText(row.id, row.behaviour, row.id)
    for tier in release.matrix.tiers:
        yield VersionText(f"tier:{tier.id}", tier.text, tier.name)
    for exemption in release.scheme.exemptions:
        yield VersionText(f"exemption:{exemption.id}", exemption.text, exemption.id)
