"""References, defined terms and ids of one version: all lead somewhere, none leads in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from handbook.diagnostics.suggest import unknown
from handbook.policy.findings import Finding
from handbook.policy.text import REFERENCE, TERM
from handbook.policy.texts import VersionText, version_texts
from handbook.policy.versions import Policy, Release

_DEFERS = re.compile(
    r"^[^。；，]{0,12}(?:依照|按照|参照|适用|依据|按|见)[^。；，]{0,6}\[\[([a-z][\w-]*)\]\][^。；，]{0,12}[。；]?$"
)
"""A clause that says nothing but that another one applies."""


def check_references(policy: Policy, release: Release) -> Iterator[Finding]:
    """Return findings about references in a version's words and data."""
    repealed = gone(policy, release)
    for wording in version_texts(release):
        yield from _references(wording, release, repealed)
        yield from _terms(wording, release)
    yield from _data(policy, release, repealed)
    yield from _unused(release)
    yield from _circles(release)
    yield from _reused(policy, release)


def gone(policy: Policy, release: Release) -> Mapping[str, str]:
    """Id → version that repealed it, for all that this version does not have and an earlier one had."""
    found: dict[str, str] = {}
    versions = policy.versions[: policy.versions.index(release) + 1]
    for old, new in pairwise(versions):
        found.update(dict.fromkeys(old.ids - new.ids - set(new.text.former), new.version))
    return {ident: version for ident, version in found.items() if ident not in release.ids}


def _references(wording: VersionText, release: Release, repealed: Mapping[str, str]) -> Iterator[Finding]:
    for match in REFERENCE.finditer(wording.text):
        span = (match.start(), len(match[0]))
        yield from _leads(
            match[1], release, repealed, Finding("unknown-policy-reference", wording.ident, wording.key, {}, span)
        )


def _leads(ident: str, release: Release, repealed: Mapping[str, str], at: Finding) -> Iterator[Finding]:
    """Report at `at` that an id names no clause of this version."""
    if ident in release.text.by_id:
        return
    if ident in repealed:
        told = {"id": ident, "version": repealed[ident], "by": _label(release, at.ident)}
        yield Finding("repealed-clause", at.ident, at.key, told, at.span)
        return
    present = release.text.former.get(ident)
    args = unknown(ident, release.text.by_id) | ({"near": present} if present else {})
    args.pop("known", None)
    yield Finding("unknown-policy-reference", at.ident, at.key, {**args, **at.args}, at.span)


def _label(release: Release, ident: str) -> str:
    clause = release.text.by_id.get(ident)
    return clause.label if clause else ident


def _data(policy: Policy, release: Release, repealed: Mapping[str, str]) -> Iterator[Finding]:
    """Clauses, tiers, roles and cities that are named outside the text."""
    for row in release.matrix.rows:
        yield from _leads(
            row.clause, release, repealed, Finding("unknown-policy-reference", row.id, ("clause",), {"case": "row"})
        )
    for exemption in release.scheme.exemptions:
        at = Finding("unknown-policy-reference", f"exemption:{exemption.id}", ("clause",), {"case": "exemption"})
        yield from _leads(exemption.clause, release, repealed, at)
    yield from _named(policy, release)


def _named(policy: Policy, release: Release) -> Iterator[Finding]:
    tiers = [tier.id for tier in release.matrix.tiers]
    roles = [role.id for role in release.scheme.roles]
    for row in release.matrix.rows:
        if row.tier not in tiers:
            yield Finding("unknown-policy-reference", row.id, ("tier",), {**unknown(row.tier, tiers), "case": "tier"})
    for ident, given in _roles(release):
        for number, role in enumerate(given):
            if role not in roles:
                yield Finding(
                    "unknown-policy-reference", ident, ("roles", number), {**unknown(role, roles), "case": "role"}
                )
    if release.scheme.city not in policy.cities:
        yield Finding(
            "unknown-policy-reference", "", ("city",), {**unknown(release.scheme.city, policy.cities), "case": "city"}
        )


def _roles(release: Release) -> Iterator[tuple[str, tuple[str, ...]]]:
    for chapter in release.scheme.chapters:
        for article in chapter.articles:
            yield article.id, article.roles
    for exemption in release.scheme.exemptions:
        yield f"exemption:{exemption.id}", exemption.roles


def _terms(wording: VersionText, release: Release) -> Iterator[Finding]:
    known = {term.term for term in release.scheme.definitions}
    for match in TERM.finditer(wording.text):
        if match[1] not in known:
            args = {**unknown(match[1], known), "known": sorted(known)}
            yield Finding("undefined-term", wording.ident, wording.key, args, (match.start(), len(match[0])))


def _unused(release: Release) -> Iterator[Finding]:
    own = {term.id: term.term for term in release.scheme.definitions}
    used = {
        match for word in version_texts(release) for match in TERM.findall(word.text) if match != own.get(word.ident)
    }
    for ident, term in own.items():
        if term not in used:
            yield Finding("unused-definition", ident, ("term",), {"term": term})


def _circles(release: Release) -> Iterator[Finding]:
    """Clauses that refer to themselves or only to each other, and terms that define each other."""
    text = release.text
    for clause in text.clauses:
        written = getattr(clause.source, "text", "")
        for match in REFERENCE.finditer(written):
            if match[1] == clause.id:
                span = (match.start(), len(match[0]))
                yield Finding("circular-clause", clause.id, (), {"case": "self", "label": clause.label}, span)
    defers = {c.id: m[1] for c in text.clauses if (m := _DEFERS.match(getattr(c.source, "text", ""))) and m[1] != c.id}
    labels = {clause.id: clause.label for clause in text.clauses}
    yield from _rounds({ident: (target,) for ident, target in _settled(release, defers).items()}, labels, "defer")
    names = {term.term: term.id for term in release.scheme.definitions}
    uses = {t.id: tuple(names[w] for w in TERM.findall(t.define) if w in names) for t in release.scheme.definitions}
    yield from _rounds(uses, {term.id: term.term for term in release.scheme.definitions}, "term")


def _settled(release: Release, defers: Mapping[str, str]) -> dict[str, str]:
    """Resolve a reference to an article that has one paragraph to that paragraph."""
    text = release.text
    found = {}
    for ident, target in defers.items():
        below = text.children(target) if target in text.by_id and text.by_id[target].kind == "article" else ()
        found[ident] = below[0].id if len(below) == 1 else target
    return found


def _rounds(leads: Mapping[str, tuple[str, ...]], labels: Mapping[str, str], case: str) -> Iterator[Finding]:
    """Each circle once, at its first member."""
    done: set[str] = set()
    for start in leads:
        way: list[str] = []
        if circle := _circle(start, leads, way, done):
            yield Finding(
                "circular-clause", circle[0], (), {"case": case, "circle": [labels[ident] for ident in circle]}
            )


def _circle(at: str, leads: Mapping[str, tuple[str, ...]], way: list[str], done: set[str]) -> list[str]:
    """The circle that a depth-first search from `at` runs into; empty if there is none."""
    if at in way:
        return [*way[way.index(at) :], at]
    if at in done or at not in leads:
        return []
    done.add(at)
    for target in leads[at]:
        if circle := _circle(target, leads, [*way, at], done):
            return circle
    return []


def _reused(policy: Policy, release: Release) -> Iterator[Finding]:
    """Ids that once meant something else: old links would lead to the wrong place."""
    seen: dict[str, str] = {}
    for clause in release.text.clauses:
        for number, former in enumerate(clause.source.was):
            if former in release.ids or former in seen:
                first = former if former in release.ids else seen[former]
                yield Finding(
                    "reused-clause-id", clause.id, ("was", number), {"case": "former", "id": former, "first": first}
                )
            seen.setdefault(former, clause.id)
    earlier = policy.versions[: policy.versions.index(release)]
    if earlier:
        before = gone(policy, earlier[-1])
        for ident in sorted(release.ids & set(before)):
            yield Finding("reused-clause-id", ident, ("id",), {"id": ident, "version": before[ident]})
