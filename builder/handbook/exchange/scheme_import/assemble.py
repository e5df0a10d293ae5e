"""A draft with ids → the scheme model; what the document does not say is filled with marks that say so."""

from __future__ import annotations

from handbook.exchange.scheme_import import preamble
from handbook.exchange.scheme_import.derive_ids import slug
from handbook.exchange.scheme_import.draft import Draft, Node
from handbook.exchange.scheme_import.lines import Note
from handbook.model.scheme import Article, Chapter, Item, Paragraph, Point, Role, Scheme
from handbook.text.catalogue import words

EVERYBODY = "all-staff"
NO_CITY = "to-fill"
NO_DAY = "2099-12-31"
FIRST = "1.0"
_MOST_LINE = 300


def scheme_id(draft: Draft) -> str:
    """The scheme's id, from its title."""
    return slug(draft.front.title) if draft.front.title else "scheme"


def scheme_of(draft: Draft) -> Scheme:
    """The scheme; notes in the draft say which of its fields were not in the document."""
    given, say = draft.front.fields, words("zh")
    to_fill = say["policy_import.to_fill"]
    effective = given.get("effective") or _effective(draft)
    known = {**given, "effective": effective, "title": draft.front.title}
    fields = ("title", "number", "version", "owner", "approver", "effective", "review", "city", "roles")
    draft.remarks += [Note(f"fill_{name}") for name in fields if not known.get(name)]
    return Scheme(
        id=scheme_id(draft),
        title=draft.front.title or say["policy_import.untitled"],
        version=given.get("version", FIRST),
        number=given.get("number", to_fill)[:_MOST_LINE],
        owner=given.get("owner", to_fill)[:_MOST_LINE],
        approver=given.get("approver", to_fill)[:_MOST_LINE],
        city=NO_CITY,
        effective=effective or NO_DAY,
        review=given.get("review", NO_DAY),
        roles=(Role(id=EVERYBODY, name=say["policy_import.everybody"]),),
        chapters=tuple(map(_chapter, draft.chapters)),
    )


def _effective(draft: Draft) -> str:
    days = (preamble.effective(node.text) for node in draft.nodes())
    return next((day for day in days if day), "")


def _chapter(node: Node) -> Chapter:
    return Chapter(id=node.id, title=node.title, articles=tuple(map(_article, node.children)))


def _article(node: Node) -> Article:
    return Article(id=node.id, title=node.title or None, paragraphs=tuple(map(_paragraph, node.children)))


def _paragraph(node: Node) -> Paragraph:
    return Paragraph(id=node.id, text=node.text, items=tuple(map(_item, node.children)))


def _item(node: Node) -> Item:
    return Item(id=node.id, text=node.text, points=tuple(Point(id=one.id, text=one.text) for one in node.children))
