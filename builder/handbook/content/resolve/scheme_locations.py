"""Where the words of a version stand: in scheme.yml and matrix.yml, or in the amendments on top of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.diagnostics import Location
from handbook.policy import amend
from handbook.policy.findings import Finding
from handbook.policy.versions import Release
from handbook.source import Document

Loc = tuple[str | int, ...]
_LISTS = (("tiers", "tier"), ("exemptions", "exemption"))
"""What is not a clause, and what its ids begin with in findings."""


@dataclass(frozen=True, slots=True)
class SchemeLocation:
    """A part of a file, and the key under which its words stand there."""

    doc: Document
    loc: Loc
    text: str = "text"


@dataclass
class SchemeLocations:
    """Id → where it was last written, up to one version."""

    doc: Document
    """The file that speaks for the whole version: scheme.yml, its amendment, or its frozen file."""
    head: Loc = ()
    """Where its version and dates stand in that file."""
    known: dict[str, SchemeLocation] = field(default_factory=dict)
    repealed: Mapping[str, Loc] = field(default_factory=dict)

    def where(self, found: Finding) -> Location:
        """Where a finding belongs: at its words; if nobody may mend them, at the version that has to."""
        place = self.known.get(found.ident)
        gone = self.repealed.get(str(found.args.get("id"))) if found.name == "repealed-clause" else None
        if gone and (place is None or place.doc is not self.doc):
            return self.doc.where((*gone, "clause"))
        if place is None:
            return self.doc.where((*self.head, *(found.key if not found.ident else ("version",))))
        loc = (*place.loc, *(found.key or (place.text,)))
        return place.doc.inside(loc, *found.span) if found.span else place.doc.where(loc)


def source_places(scheme: Document, matrix: Document) -> SchemeLocations:
    """The places of the first version, while it is a draft."""
    found = SchemeLocations(scheme)
    found.known.update(_written(scheme, matrix))
    for doc in (scheme, matrix):
        found.known.update(_listed(doc))
    return found


def amended_places(before: SchemeLocations | None, release: Release, doc: Document) -> SchemeLocations:
    """The places of a draft that amends the version before."""
    found = SchemeLocations(doc)
    if before:
        found.known.update(before.known)
    if release.applied:
        found.repealed = release.applied.repealed
        for ident, loc in release.applied.touched.items():
            part = str(loc[-2]) if len(loc) > _OF_CHANGE and isinstance(loc[-1], int) else str(loc[-1])
            found.known[ident] = SchemeLocation(doc, loc, amend.TEXT_KEY.get(part, "text"))
    found.known.update(_listed(doc))
    return found


_OF_CHANGE = 2
"""Parts of the way to a change itself: its text stands in ``text``, whatever it is the text of."""


def _written(scheme: Document, matrix: Document) -> Iterator[tuple[str, SchemeLocation]]:
    for loc, spot in amend.places(_mapping(scheme), _mapping(matrix)):
        doc = matrix if spot.part == "row" else scheme
        yield str(spot.node.get("id")), SchemeLocation(doc, loc, amend.TEXT_KEY.get(spot.part, "text"))


def _listed(doc: Document) -> Iterator[tuple[str, SchemeLocation]]:
    for key, name in _LISTS:
        for number, node in enumerate(_mapping(doc).get(key) or ()):
            yield f"{name}:{node['id']}", SchemeLocation(doc, (key, number))


def _mapping(doc: Document) -> Mapping[str, Any]:
    return doc.value if isinstance(doc.value, dict) else {}
