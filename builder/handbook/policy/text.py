"""The numbered text: one release (or draft) as everything that shows, prints or compares it sees it.

Clauses are told apart by their permanent id; the number is only how this text prints them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from handbook.model.scheme import Article, Chapter, Item, Matrix, Paragraph, Point, Scheme
from handbook.policy import numbering

Kind = Literal["chapter", "article", "paragraph", "item", "point"]
REFERENCE = re.compile(r"\[\[([a-z][\w-]*)\]\]")
TERM = re.compile(r"「([^「」]+)」")
_MARK = re.compile(rf"{REFERENCE.pattern}|{TERM.pattern}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a clause's plain text that leads somewhere: to a clause or a definition, by id."""

    start: int
    end: int
    kind: Literal["clause", "term"]
    target: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One chapter, article, paragraph, item or point of a text."""

    id: str
    kind: Kind
    label: str
    """How others cite it: 第三条第二款第（一）项."""
    printed: str
    """What is printed before it: 第三条, （一）, 1., or nothing for a paragraph."""
    title: str
    text: str
    """Plain text: references are labels, defined terms bare. Empty for chapters and articles."""
    spans: tuple[Span, ...]
    parent: str | None
    roles: tuple[str, ...]
    hash: str
    """SHA-256 of what the author wrote in it, children left out; a new number alone is no new clause."""
    source: Chapter | Article | Paragraph | Item | Point = field(repr=False)


@dataclass(frozen=True)
class Text:
    """A whole text in order, chapters first."""

    scheme: Scheme
    matrix: Matrix
    clauses: tuple[Clause, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Clause]:
        """Every clause by its permanent id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def former(self) -> Mapping[str, str]:
        """Former id → present id."""
        return {old: clause.id for clause in self.clauses for old in clause.source.was}

    def children(self, ident: str | None) -> tuple[Clause, ...]:
        """The clauses directly below one, in order; the chapters for None."""
        return tuple(clause for clause in self.clauses if clause.parent == ident)

    def article_of(self, ident: str) -> Clause | None:
        """The article that a clause stands in; None for a chapter."""
        clause = self.by_id[ident]
        while clause.kind not in ("article", "chapter"):
            clause = self.by_id[clause.parent or ""]
        return clause if clause.kind == "article" else None


@dataclass(frozen=True, slots=True)
class _Place:
    """A clause that has its number but not yet its text: references need all numbers first."""

    source: Any
    kind: Kind
    label: str
    printed: str
    parent: str | None
    roles: tuple[str, ...]


def text_of(scheme: Scheme, matrix: Matrix) -> Text:
    """The numbered text of a scheme. References that lead nowhere stay as they were written."""
    places = list(_places(scheme))
    labels = {place.source.id: place.label for place in places}
    terms = {definition.term: definition.id for definition in scheme.definitions}
    return Text(scheme, matrix, tuple(_clause(place, labels, terms) for place in places))


def _places(scheme: Scheme) -> Iterator[_Place]:
    counted = 0
    for number, chapter in enumerate(scheme.chapters, 1):
        name = numbering.chapter(number)
        yield _Place(chapter, "chapter", name, name, None, ())
        for article in chapter.articles:
            counted += 1
            yield from _article(article, numbering.article(counted), chapter.id)


def _article(article: Article, label: str, parent: str) -> Iterator[_Place]:
    yield _Place(article, "article", label, label, parent, article.roles)
    alone = len(article.paragraphs) == 1
    for number, paragraph in enumerate(article.paragraphs, 1):
        own = label if alone else label + numbering.paragraph(number)
        yield _Place(paragraph, "paragraph", own, "", article.id, article.roles)
        for at, item in enumerate(paragraph.items, 1):
            sign = numbering.item(at)
            below = f"{own}第{sign}项"
            yield _Place(item, "item", below, sign, paragraph.id, article.roles)
            for place, point in enumerate(item.points, 1):
                yield _Place(point, "point", f"{below}第{place}目", numbering.point(place), item.id, article.roles)


def _clause(place: _Place, labels: Mapping[str, str], terms: Mapping[str, str]) -> Clause:
    source = place.source
    text, spans = plain(getattr(source, "text", ""), labels, terms)
    return Clause(
        id=source.id,
        kind=place.kind,
        label=place.label,
        printed=place.printed,
        title=getattr(source, "title", None) or "",
        text=text,
        spans=spans,
        parent=place.parent,
        roles=place.roles,
        hash=clause_hash(source),
        source=source,
    )


def plain(text: str, labels: Mapping[str, str], terms: Mapping[str, str]) -> tuple[str, tuple[Span, ...]]:
    """A clause's text as it is read, and where its references and defined terms lead."""
    found, spans, at, done = [], [], 0, 0
    for match in _MARK.finditer(text):
        before = text[done : match.start()]
        shown, kind, target = _shown(match, labels, terms)
        found += [before, shown]
        at += len(before)
        if target:
            spans.append(Span(at, at + len(shown), kind, target))
        at += len(shown)
        done = match.end()
    return "".join([*found, text[done:]]), tuple(spans)


def _shown(
    match: re.Match[str], labels: Mapping[str, str], terms: Mapping[str, str]
) -> tuple[str, Literal["clause", "term"], str | None]:
    reference, term = match.groups()
    if reference is not None:
        return labels.get(reference, match[0]), "clause", reference if reference in labels else None
    return term, "term", terms.get(term)


def clause_hash(source: Any) -> str:
    """SHA-256 of a clause's own words: its text, or its title; what stands below it has hashes of its own."""
    own = {"text": getattr(source, "text", None), "title": getattr(source, "title", None)}
    return digest(own)


def digest(value: object) -> str:
    """SHA-256 of canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
