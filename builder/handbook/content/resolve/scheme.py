"""The discipline scheme's files → Policy; what is wrong with them is reported at its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain as chained
from typing import Any

from handbook.content.loaded import Entry, Loaded
from handbook.content.resolve.scheme_locations import SchemeLocations, amended_places, source_places
from handbook.diagnostics import Diagnostics
from handbook.model.scheme import Amendment, Frozen
from handbook.policy import amend, chain
from handbook.policy.checks.matrix import check_matrix
from handbook.policy.checks.records import check_dates, check_order, check_record, late
from handbook.policy.checks.references import check_references
from handbook.policy.checks.wording import check_wording
from handbook.policy.findings import Finding
from handbook.policy.versions import Policy, Release, build_policy, version_key


def resolve_policy(loaded: Loaded, sink: Diagnostics) -> Policy | None:
    """The scheme with its versions; None without one, or when one of its files could not be read."""
    if "unknown-clause" in loaded.blind or not (loaded.scheme and loaded.matrix and loaded.cities):
        return None
    if not _unique(loaded, sink):
        return None
    policy = build_policy(
        loaded.scheme.model,
        loaded.matrix.model,
        [entry.model for entry in loaded.releases],
        [entry.model for entry in loaded.amendments],
        [entry.model for entry in loaded.records],
        loaded.cities.model.cities,
    )
    policy = replace(policy, reporting=loaded.reporting.model if loaded.reporting else None)
    _check_chain(loaded, sink)
    places = _places(loaded, policy)
    for release in policy.drafts:
        _check_amendment(release, places[release.version], sink)
        _report(_text_findings(policy, release), places[release.version], sink)
    _check_life(loaded, policy, places, sink)
    return policy


def _text_findings(policy: Policy, release: Release) -> Iterator[Finding]:
    """Return findings about the words of a version; frozen ones cannot be corrected, so only drafts are checked."""
    return chained(check_references(policy, release), check_matrix(release), check_wording(release))


def _report(findings: Iterable[Finding], places: SchemeLocations, sink: Diagnostics) -> None:
    for found in findings:
        sink.add(found.name, places.where(found), **found.args)


def _unique(loaded: Loaded, sink: Diagnostics) -> bool:
    """Check that each clause, definition, row, tier, role, exemption and city has an id of its own."""
    before = sink.error_count
    if loaded.scheme and loaded.matrix and loaded.cities:
        scheme, matrix = loaded.scheme, loaded.matrix
        spots = amend.places(scheme.model.model_dump(mode="json"), matrix.model.model_dump(mode="json"))
        _once([(matrix if s.part == "row" else scheme, loc, s.node["id"]) for loc, s in spots], sink)
        for entry, key in ((scheme, "roles"), (scheme, "exemptions"), (matrix, "tiers"), (loaded.cities, "cities")):
            _once([(entry, (key, n), item.id) for n, item in enumerate(getattr(entry.model, key))], sink)
    return sink.error_count == before


def _once(given: Iterable[tuple[Entry[Any], amend.Loc, str]], sink: Diagnostics) -> None:
    seen: dict[str, tuple[Entry[Any], amend.Loc]] = {}
    for entry, loc, ident in given:
        if ident in seen:
            first = seen[ident][0].doc.where((*seen[ident][1], "id"))
            sink.add("duplicate-id", entry.doc.where((*loc, "id")), id=ident, first=f"{first.file}:{first.line}")
        seen.setdefault(ident, (entry, loc))


def _places(loaded: Loaded, policy: Policy) -> Mapping[str, SchemeLocations]:
    """Version → where what it says can be mended. A tampered file may bear another version than its text does."""
    found = {entry.model.scheme.version: SchemeLocations(entry.doc, ("scheme",)) for entry in loaded.releases}
    amendments = {entry.model.version: entry.doc for entry in loaded.amendments}
    last: SchemeLocations | None = None
    for release in policy.drafts:
        if release.amendment is None and loaded.scheme and loaded.matrix:
            last = source_places(loaded.scheme.doc, loaded.matrix.doc)
        else:
            last = amended_places(last, release, amendments[release.version])
        found[release.version] = last
    return found


def _check_amendment(release: Release, places: SchemeLocations, sink: Diagnostics) -> None:
    for fault in release.applied.faults if release.applied else ():
        sink.add("amendment-change", places.doc.where(fault.loc), case=fault.case, **fault.args)


def _check_life(loaded: Loaded, policy: Policy, places: Mapping[str, SchemeLocations], sink: Diagnostics) -> None:
    """Records, the order of versions, and what is overdue on the handbook's day."""
    for entry in loaded.records:
        _report(check_record(policy, entry.model), SchemeLocations(entry.doc), sink)
    for release, found in check_order(policy):
        _report([found], places[release.version], sink)
    for amendment in loaded.amendments:
        if late(policy, amendment.model.version):
            args = {"case": "late", "version": amendment.model.version, "last": policy.releases[-1].version}
            sink.add("version-order", amendment.doc.where(("version",)), **args)
    if loaded.settings:
        _report(check_dates(policy.newest, loaded.settings.model.date), places[policy.newest.version], sink)


def _check_chain(loaded: Loaded, sink: Diagnostics) -> None:
    entries = {entry.model.version: entry for entry in loaded.releases}
    releases = sorted((entry.model for entry in entries.values()), key=lambda item: version_key(item.version))
    texts = {version: entry.doc.text for version, entry in entries.items()}
    for frozen, found in chain.broken(releases, texts):
        sink.add(found.name, entries[frozen.version].doc.where(found.key), **found.args)
    if releases:
        _check_sources(loaded, releases[0], {item.version: item for item in releases}, sink)


def _check_sources(loaded: Loaded, first: Frozen, frozen: Mapping[str, Frozen], sink: Diagnostics) -> None:
    """Check that the files a frozen release was made from are unchanged."""
    if not (loaded.scheme and loaded.matrix):
        return
    docs = {"scheme": loaded.scheme.doc, "matrix": loaded.matrix.doc}
    for kind, loc, name in chain.differs(loaded.scheme.model, loaded.matrix.model, first):
        sink.add("edited-after-release", docs[kind].where(loc), id=name, version=first.version)
    for entry in loaded.amendments:
        _check_frozen_amendment(entry, frozen, sink)


def _check_frozen_amendment(entry: Entry[Amendment], frozen: Mapping[str, Frozen], sink: Diagnostics) -> None:
    version = entry.model.version
    if version in frozen and chain.amended_later(entry.model, frozen[version]):
        sink.add("edited-after-release", entry.doc.where(("version",)), case="amendment", version=version)
