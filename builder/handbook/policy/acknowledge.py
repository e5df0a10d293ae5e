"""The parts of a release that an employee reads and acknowledges one by one.

A part is an article with what follows from breaking it and who is exempt; the definitions and the measures are parts
of their own. A part's hash is over its words alone: a new number is no new part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from handbook.model.scheme import Definition, Exemption, Row, Tier
from handbook.policy.release import content
from handbook.policy.text import Clause, Text, digest, plain
from handbook.policy.versions import Release

DEFINITIONS = "definitions."
MEASURES = "measures."
"""Ids of the two parts that are no article; no clause's id has a full stop in it."""
SHORT_HASH = 12
"""How much of a release's fingerprint a code carries."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is ticked as read in one go."""

    id: str
    kind: Literal["definitions", "article", "measures"]
    label: str
    title: str
    chapter: str
    """The heading to print before it; empty when it is that of the part before."""
    clauses: tuple[Clause, ...]
    """An article's paragraphs, items and points, in order."""
    roles: tuple[str, ...]
    """Names of those to whom alone it applies."""
    rows: tuple[Row, ...]
    exemptions: tuple[Exemption, ...]
    definitions: tuple[Definition, ...]
    tiers: tuple[Tier, ...]
    hash: str


def parts_of(release: Release) -> tuple[Part, ...]:
    """Everything to read in a release, in order: definitions, articles, measures."""
    text, scheme, matrix = release.text, release.scheme, release.matrix
    found = []
    if scheme.definitions:
        found.append(_plain_part(DEFINITIONS, "definitions", scheme.definitions, content(scheme)["definitions"]))
    rows, exempt = _by_article(text, matrix.rows), _by_article(text, scheme.exemptions)
    names, below = {role.id: role.name for role in scheme.roles}, _contents(text)
    chapter = ""
    for clause in text.clauses:
        if clause.kind == "chapter":
            chapter = f"{clause.printed}　{clause.title}"
        elif clause.kind == "article":
            roles = tuple(names.get(role, role) for role in clause.roles)
            more = (rows.get(clause.id, ()), exempt.get(clause.id, ()))
            found.append(_article(clause, below.get(clause.id, ()), chapter, roles, more))
            chapter = ""
    found.append(_plain_part(MEASURES, "measures", matrix.tiers, content(matrix)["tiers"]))
    return tuple(found)


def _plain_part(ident: str, kind: Literal["definitions", "measures"], items: tuple[Any, ...], said: Any) -> Part:
    measures = kind == "measures"
    return Part(
        id=ident,
        kind=kind,
        label="",
        title="",
        chapter="",
        clauses=(),
        roles=(),
        rows=(),
        exemptions=(),
        definitions=() if measures else items,
        tiers=items if measures else (),
        hash=digest(said),
    )


def _article(
    article: Clause,
    below: tuple[Clause, ...],
    chapter: str,
    roles: tuple[str, ...],
    more: tuple[tuple[Row, ...], tuple[Exemption, ...]],
) -> Part:
    rows, exemptions = more
    said = {
        "clauses": [[clause.id, clause.hash] for clause in (article, *below)],
        "roles": list(article.roles),
        "rows": [content(row) for row in rows],
        "exemptions": [content(exemption) for exemption in exemptions],
    }
    return Part(
        id=article.id,
        kind="article",
        label=article.label,
        title=article.title,
        chapter=chapter,
        clauses=below,
        roles=roles,
        rows=rows,
        exemptions=exemptions,
        definitions=(),
        tiers=(),
        hash=digest(said),
    )


def _contents(text: Text) -> dict[str, tuple[Clause, ...]]:
    """Article id → every clause below it, in order, in one walk."""
    found: dict[str, list[Clause]] = {}
    article = ""
    for clause in text.clauses:
        if clause.kind == "article":
            article = clause.id
        elif clause.kind != "chapter":
            found.setdefault(article, []).append(clause)
    return {ident: tuple(clauses) for ident, clauses in found.items()}


def _by_article(text: Text, items: Iterable[Any]) -> Mapping[str, tuple[Any, ...]]:
    """Group rows and exemptions by the article that they, or a clause below it, belong to."""
    found: dict[str, tuple[Any, ...]] = {}
    for item in items:
        article = article_of(text, item.clause)
        if article:
            found[article] = (*found.get(article, ()), item)
    return found


def article_of(text: Text, ident: str) -> str | None:
    """The article that a clause of this name, present or former, stands in."""
    present = ident if ident in text.by_id else text.former.get(ident)
    article = text.article_of(present) if present else None
    return article.id if article else None


def plain_texts(release: Release) -> dict[str, str]:
    """``<kind>.<id>`` of a definition, tier, exemption or row → its text with references as they are cited."""
    scheme, matrix = release.scheme, release.matrix
    labels = {clause.id: clause.label for clause in release.text.clauses}
    written = {
        **{f"definition.{one.id}": one.define for one in scheme.definitions},
        **{f"exemption.{one.id}": one.text for one in scheme.exemptions},
        **{f"tier.{one.id}": one.text for one in matrix.tiers},
        **{f"row.{one.id}": one.behaviour for one in matrix.rows},
    }
    return {key: plain(text, labels, {})[0] for key, text in written.items()}
