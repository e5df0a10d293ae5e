"""A page of a kit → the nodes that its typesetting shows: elements by tag and class, with text between them.

The page is our own (`templates/kit.html.j2`), so its HTML is well-formed; authors' words are text in it. What only a
screen shows is left out. Every node holds either blocks or a line of text, never both: that is all a typesetter needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

BLOCKS = frozenset({
    "main", "section", "div", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "lines", "hb-runsheet",
})  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link"})
_SCREEN = frozenset({"button", "input", "script", "style", "head"})
_SCREEN_CLASSES = frozenset({"hb-noprint", "hb-js", "hb-sr"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_KEPT = ("href", "src", "alt", "start", "data-type")


@dataclass(slots=True)
class Node:
    """An element; `kids` are nodes and texts."""

    tag: str
    classes: tuple[str, ...] = ()
    kids: list[Node | str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    """The attributes that paper needs: where a link leads, a picture's data and words, a list's first number."""

    def nodes(self) -> Iterator[Node]:
        """Its kids that are elements."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def all(self, tag: str) -> Iterator[Node]:
        """Every element of this tag below it, in order."""
        for kid in self.nodes():
            if kid.tag == tag:
                yield kid
            yield from kid.all(tag)

    def text(self) -> str:
        """All its text."""
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)


def read_page(html: str) -> Node:
    """The page's ``<main>``. Raises ValueError for a page without one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    main = next(reader.root.all("main"), None)
    if main is None:
        raise ValueError("no <main>")
    return _settled(main)


class _Reader(HTMLParser):
    """Elements as a tree; below what paper does not show nothing is kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("page")
        self._open = [self.root]
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        facts = {name: value or "" for name, value in attrs}
        classes = tuple(facts.get("class", "").split())
        if self._left_out or tag in _SCREEN or "hidden" in facts or _SCREEN_CLASSES.intersection(classes):
            self._left_out += tag not in _VOID
            return
        if "hb-lines" in classes:
            tag = "lines"
        node = Node(tag, classes, [], {name: facts[name] for name in _KEPT if name in facts})
        if "id" in facts and tag == "h2":
            node.facts["id"] = facts["id"]
        self._open[-1].kids.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close it."""
        if self._left_out:
            self._left_out -= tag not in _VOID
        elif tag not in _VOID and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep a text as it is."""
        if not self._left_out:
            self._open[-1].kids.append(data)


def _settled(node: Node, kept: bool = False) -> Node:
    """The node with its white space as a browser shows it, and lines of text among blocks as paragraphs."""
    kept = kept or node.tag == "pre"
    kids = [
        _settled(kid, kept) if isinstance(kid, Node) else kid if kept else _SPACE.sub(" ", kid) for kid in node.kids
    ]
    if any(map(_is_block, kids)):
        kids = _run_in(list(_paragraphs(kids)))
    elif node.tag in BLOCKS and not kept:
        kids = _trimmed(kids)
    return Node(node.tag, node.classes, kids, node.facts)


def _paragraphs(kids: list[Node | str]) -> Iterator[Node | str]:
    """Blocks as they are, and each stretch of text between them as a paragraph."""
    for is_block, group in groupby(kids, _is_block):
        if is_block:
            yield from group
        elif words := _trimmed(list(group)):
            yield Node("p", (), words)


def _run_in(kids: list[Node | str]) -> list[Node | str]:
    """A label that stands alone before a paragraph opens it."""
    joined: list[Node | str] = []
    for kid in kids:
        match [*joined[-1:], kid]:
            case [Node("p", (), [Node(classes=("hb-label",))]) as label, Node("p", ()) as line]:
                joined[-1] = Node("p", (), [*label.kids, *line.kids])
            case _:
                joined.append(kid)
    return joined


def _is_block(kid: Node | str) -> bool:
    return isinstance(kid, Node) and kid.tag in BLOCKS


def _trimmed(kids: list[Node | str]) -> list[Node | str]:
    """A line without the white space at its ends."""
    line = [kid for kid in kids if kid != ""]
    while line and line[0] == " ":
        line = line[1:]
    while line and line[-1] == " ":
        line = line[:-1]
    if line and isinstance(line[0], str):
        line[0] = line[0].lstrip(" ")
    if line and isinstance(line[-1], str):
        line[-1] = line[-1].rstrip(" ")
    return line
