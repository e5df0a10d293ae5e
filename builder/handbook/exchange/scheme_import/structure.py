"""Lines → a draft: chapters, articles, paragraphs, items and points; what has no place among them is noted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from handbook.exchange.scheme_import import preamble
from handbook.exchange.scheme_import.draft import Draft, Node
from handbook.exchange.scheme_import.lines import Line, Note, Source
from handbook.exchange.scheme_import.markers import marker
from handbook.exchange.scheme_import.numbering_scheme import (
    EVERY,
    HEADED,
    MarkedLine,
    NumberingScheme,
    is_head,
    is_short,
    leads,
    mark,
    numbering_scheme_of,
)
from handbook.text.catalogue import words

MOST_TEXT = 2_000
MOST_TITLE = 20
_TITLED = re.compile(r"\s*(?:【(?P<a>[^】]{1,20})】|（(?P<b>[^（）]{1,20})）|\((?P<c>[^()]{1,20})\))\s*(?P<rest>.*)")
_CUT = re.compile(r"[。；！？;!?]")
_POINTS = 2
"""Levels of numbers below a paragraph: items and points."""


def structure(source: Source) -> Draft:
    """Return the draft of a document. Every line of the source is in it: as a clause, in the preamble, or as a note.

    >>> texts = ["第一章 总则", "第一条 为规范销售行为，制定本规则。", "第二条 销售人员不得："]
    >>> texts += ["（一）虚报拜访；", "（二）截留货款。"]
    >>> draft = structure(Source("rules.txt", "line", [Line(at, text) for at, text in enumerate(texts, 1)]))
    >>> for node in draft.nodes():
    ...     print(node.kind, node.number or "-", node.title or node.text or "-")
    chapter 1 总则
    article 1 -
    paragraph - 为规范销售行为，制定本规则。
    article 2 -
    paragraph - 销售人员不得：
    item 1 虚报拜访；
    item 2 截留货款。
    """
    draft = Draft(unplaced=list(source.unplaced), remarks=list(source.remarks))
    marked = preamble.without_contents(mark(_with_title(source.lines)), draft.unplaced)
    marked = preamble.without_end(marked, draft.unplaced)
    shape = numbering_scheme_of(marked)
    draft.front, marked = preamble.split_front(marked, preamble.begins(marked, shape), draft.unplaced)
    builder = _Builder(draft, numbering_scheme_of(marked) if shape.article in (EVERY, HEADED) else shape)
    for at, one in enumerate(marked):
        builder.feed(one, marked[at + 1] if at + 1 < len(marked) else None)
    builder.finish()
    draft.remarks += _tables(marked)
    return draft


def _tables(marked: Sequence[MarkedLine]) -> list[Note]:
    """A note for each table among the clauses."""
    groups: dict[int, list[Line]] = {}
    for one in marked:
        if one.line.group:
            groups.setdefault(one.line.group, []).append(one.line)
    return [Note("table", rows[0].number, rows[0].text, len(rows)) for rows in groups.values()]


def _with_title(lines: Sequence[Line]) -> list[Line]:
    """A single first-level heading on top is the title, whatever its style is called."""
    found = list(lines)
    top = [at for at, line in enumerate(found) if line.heading == 1]
    titled = any(line.heading == 0 for line in found)
    if top == [0] and not titled and marker(found[0].text, found[0].label) is None:
        found[0] = replace(found[0], heading=0)
    return found


@dataclass
class _Builder:
    draft: Draft
    shape: NumberingScheme
    chapter: Node | None = None
    article: Node | None = None
    pending: list[MarkedLine] = field(default_factory=list)
    """Lines of a chapter, or before all chapters, that no article stands above."""
    stack: list[tuple[str, Node]] = field(default_factory=list)
    """The kinds of number open below the present paragraph, outermost first."""
    lead: str = ""
    """The kind of number that stands for paragraphs in an article without words of its own."""
    hungry: Node | None = None
    """A clause whose number stands on a line of its own, waiting for its words."""

    newest: Node | None = None
    """The outermost clause that the present line began."""

    def feed(self, one: MarkedLine, after: MarkedLine | None) -> None:
        """Place one line; `after` is the next."""
        self.newest = None
        self._place(one, after)
        if self.newest is not None:
            self.newest.id = one.line.ident

    def _place(self, one: MarkedLine, after: MarkedLine | None) -> None:
        key = one.key
        if key and key == self.shape.chapter:
            self._open_chapter(one)
        elif self._is_article(one, after):
            self._open_article(one, after)
        elif key in ("chapter", "part", "section"):
            self._note("section", one)
        elif one.marker:
            self._number(one)
        else:
            self._plain(one)

    def finish(self) -> None:
        """Close what is open."""
        self._close_chapter()
        if not self.draft.chapters and self.pending:
            self._make_articles()
        self._tidy()

    def _is_article(self, one: MarkedLine, after: MarkedLine | None) -> bool:
        if self.shape.article == EVERY:
            return not one.key and one.line.place == "body" and self.hungry is None and not self._untitled()
        if self.shape.article == HEADED:
            return is_head(one, after)
        return one.key == self.shape.article

    def _untitled(self) -> bool:
        return self.chapter is not None and not self.chapter.title

    def _note(self, reason: str, one: MarkedLine) -> None:
        self.draft.unplaced.append(Note(reason, one.line.number, one.whole))

    def _remark(self, reason: str, line: int, text: str = "") -> None:
        self.draft.remarks.append(Note(reason, line, text))

    # Chapters

    def _open_chapter(self, one: MarkedLine) -> None:
        self._close_chapter()
        number = one.marker.number if one.marker else ""
        title, rest = _chapter_title(one.text)
        self.chapter = self.newest = Node("chapter", one.line.number, number, title)
        self.draft.chapters.append(self.chapter)
        if rest:
            self._plain(MarkedLine(Line(one.line.number, rest), None, rest))

    def _close_chapter(self) -> None:
        self.article, self.stack, self.hungry = None, [], None
        if self.chapter is None:
            if self.draft.chapters or self.shape.chapter:
                self._drop_pending()
            return
        if self.pending and not self.chapter.children:
            self._make_articles()
        self._drop_pending()
        if not self.chapter.children:
            self.draft.chapters.remove(self.chapter)
            self.draft.unplaced.append(Note("empty", self.chapter.line, self.chapter.title or self.chapter.number))
        self.chapter = None

    def _drop_pending(self) -> None:
        for one in self.pending:
            self._note("preface", one)
        self.pending = []

    def _make_articles(self) -> None:
        """Give lines that stand under no article articles of their own."""
        lines, self.pending = self.pending, []
        self._remark("made", lines[0].line.number, lines[0].whole)
        for one in lines:
            article = self._new_article(one, "")
            article.id = one.line.ident
            article.title, words_left = _bracketed(one.whole)
            if words_left:
                self._paragraph(article, one.line.number, words_left)
        self.newest = None

    # Articles

    def _open_article(self, one: MarkedLine, after: MarkedLine | None) -> None:
        if self.pending and not self.shape.counted and (self.chapter or not self.shape.chapter):
            self._make_articles()
        if self.pending:
            self._drop_pending()
        article = self._new_article(one, one.marker.number if one.marker else "")
        title, text = self._article_title(one, after)
        article.title = title
        self.lead = ""
        inner = marker(text) if text and one.marker else None
        if inner and inner.kind not in ("bullet", "article", "chapter", self.shape.article):
            self._number(MarkedLine(Line(one.line.number, text), inner, inner.rest))
        elif text:
            self._paragraph(article, one.line.number, text)

    def _new_article(self, one: MarkedLine, number: str) -> Node:
        if self.chapter is None:
            self.chapter = Node("chapter", one.line.number, title=words("zh")["policy_import.chapter"])
            self.draft.chapters.append(self.chapter)
            self._remark("chapter", one.line.number, self.chapter.title)
        self.article = self.newest = Node("article", one.line.number, number)
        self.chapter.children.append(self.article)
        self.stack, self.hungry = [], None
        return self.article

    def _article_title(self, one: MarkedLine, after: MarkedLine | None) -> tuple[str, str]:
        """The title of an article and the words that follow it on the same line."""
        if self.shape.article == HEADED or not (one.marker or self.shape.article == EVERY):
            return one.text, ""
        title, rest = _bracketed(one.text)
        if title or self.shape.article == EVERY:
            return title, rest
        plain_after = after is not None and not after.key and after.line.place == "body"
        if plain_after and _is_title(one.text):
            return one.text, ""
        return "", one.text

    # Within articles

    def _paragraph(self, article: Node, line: int, text: str) -> Node:
        found = Node("paragraph", line, text=text)
        self.newest = self.newest or found
        article.children.append(found)
        self.stack = []
        return found

    def _plain(self, one: MarkedLine) -> None:
        """A line without a number: the words or the title still missing, or a new paragraph."""
        if one.line.number and marker(one.line.text) is not None and one.marker is None:
            self._remark("loose", one.line.number, one.line.text)
        if self.hungry is not None:
            self.hungry.text, self.hungry = one.text, None
        elif self.chapter is not None and self._untitled() and is_short(one.text):
            self.chapter.title = preamble.unspaced(one.text)
        elif self.article is None:
            self.pending.append(one)
        else:
            self._paragraph(self.article, one.line.number, one.whole)

    def _number(self, one: MarkedLine) -> None:
        """A line with a number below the articles."""
        kind = one.marker.kind if one.marker else ""
        if self.article is None:
            self.pending.append(one)
            return
        if not self.article.children or kind == self.lead:
            self._lead(self.article, one, kind)
            return
        kinds = [open_kind for open_kind, _ in self.stack]
        depth = kinds.index(kind) if kind in kinds else len(kinds)
        del self.stack[depth:]
        above = self.stack[-1][1] if self.stack else self.article.children[-1]
        if depth >= _POINTS:
            self._deep(above, one, kind)
            return
        node = Node("item" if depth == 0 else "point", one.line.number, one.marker.number if one.marker else "")
        node.text = one.text
        self.newest = self.newest or node
        above.children.append(node)
        self.stack.append((kind, node))
        self.hungry = None if one.text else node

    def _lead(self, article: Node, one: MarkedLine, kind: str) -> None:
        """The first number of an article that has said nothing yet."""
        if article.title and not self.lead:
            self._paragraph(article, article.line, article.title)
            article.title = ""
            self._number(one)
            return
        if not self.lead:
            self._remark("lead", one.line.number, one.whole)
        self.lead = kind
        self._paragraph(article, one.line.number, one.whole)

    def _deep(self, point: Node, one: MarkedLine, kind: str) -> None:
        """A level below points: its words go on in the point."""
        self._remark("deep", one.line.number, one.whole)
        point.text += f"{one.label}{one.text}"
        self.stack.append((kind, point))

    # At the end

    def _tidy(self) -> None:
        for chapter in list(self.draft.chapters):
            chapter.children = [article for article in chapter.children if self._has_text(article)]
            if not chapter.children:
                self.draft.chapters.remove(chapter)
                self.draft.unplaced.append(Note("empty", chapter.line, chapter.title))
            elif not chapter.title:
                chapter.title = words("zh")["policy_import.untitled"]
                self._remark("untitled", chapter.line)
            for article in chapter.children:
                _fill(article)
                _split(article, self.draft.remarks)
        if not self.shape.counted and self.draft.chapters:
            self._remark("counted", self.draft.chapters[0].line)
        _note_numbers(self.draft, counted=self.shape.counted)

    def _has_text(self, article: Node) -> bool:
        if article.children:
            return True
        if article.title:
            self._paragraph(article, article.line, article.title)
            article.title = ""
            return True
        self.draft.unplaced.append(Note("empty", article.line, f"第{article.number}条"))
        return False


def _is_title(text: str) -> bool:
    return is_short(text) and len(text) <= MOST_TITLE and not leads(text) and marker(text) is None


def _bracketed(text: str) -> tuple[str, str]:
    """A title in brackets, and what follows it; no title where the brackets hold a number or a sentence."""
    found = _TITLED.fullmatch(text)
    title = next(filter(None, found.groups()[:3]), "").strip() if found else ""
    if found is None or not title or marker(text) or _CUT.search(title):
        return "", text
    return title, found["rest"]


def _chapter_title(text: str) -> tuple[str, str]:
    """A chapter's title, and what the line says beyond it."""
    if is_short(text):
        return preamble.unspaced(text), ""
    first, _, rest = text.partition(" ")
    if rest and is_short(first):
        return first, rest
    return ("", text) if _CUT.search(text) or len(text) > MOST_TITLE * 3 else (text, "")


def _fill(article: Node) -> None:
    """A number without words keeps its number as its words."""
    for node in article.walk():
        if node.kind != "article" and not node.text:
            node.text = node.number or "•"


def _split(node: Node, remarks: list[Note]) -> None:
    """Cut texts that are longer than a clause may be; the pieces follow each other."""
    found: list[Node] = []
    for below in node.children:
        _split(below, remarks)
        parts = cut(below.text)
        if len(parts) > 1:
            remarks.append(Note("long", below.line, below.text[:MOST_TITLE], len(parts)))
        found += [Node(below.kind, below.line, text=part) for part in parts[:-1]]
        below.text = parts[-1] if parts else ""
        found.append(below)
    node.children = found


def cut(text: str) -> list[str]:
    """A text in pieces that a clause can hold, cut behind sentences where it can be."""
    found = []
    while len(text) > MOST_TEXT:
        ends = [match.end() for match in _CUT.finditer(text, 0, MOST_TEXT)]
        at = ends[-1] if ends else MOST_TEXT
        found.append(text[:at].strip())
        text = text[at:].strip()
    return [*found, text]


def _note_numbers(draft: Draft, *, counted: bool) -> None:
    """Note articles and items whose number is another than in the source."""
    at = 0
    for node in draft.nodes():
        at += node.kind == "article"
        if node.kind == "article" and counted and node.number and node.number != str(at):
            draft.remarks.append(Note("renumbered", node.line, node.number, at))
        if node.kind in ("paragraph", "item"):
            _note_items(node, draft)


def _note_items(node: Node, draft: Draft) -> None:
    for at, below in enumerate(node.children, 1):
        if below.number.isdecimal() and below.number != str(at):
            draft.remarks.append(Note("item", below.line, below.number, at))
