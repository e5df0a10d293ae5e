"""References in the text, 本制度第十四条 or 前款, → [[id]] where they lead to a clause of the same scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handbook.exchange.scheme_import.draft import Draft, Node
from handbook.exchange.scheme_import.lines import Note
from handbook.exchange.scheme_import.markers import NUMBER, narrow, value
from handbook.exchange.scheme_import.preamble import KINDS
from handbook.exchange.scheme_import.structure import MOST_TEXT

REFERENCE = re.compile(
    rf"(?=第|本条|前条|本款|前[一二两三]?款|前项)"
    rf"(?:第\s*(?P<chapter>{NUMBER})\s*章(?!节)"
    rf"|(?P<several>前[一二两三]款)"
    rf"|(?:第\s*(?P<article>{NUMBER})\s*条(?:\s*之\s*(?P<also>{NUMBER}))?|(?P<near>本条|前条|本款|前款|前项))?"
    rf"(?:第\s*(?P<paragraph>{NUMBER})\s*款)?"
    rf"(?:第\s*(?P<open>\(?)\s*(?P<item>{NUMBER})\s*\)?\s*项)?"
    rf"(?:第\s*\(?(?P<point>{NUMBER})\)?\s*目)?)"
)
_OWN = re.compile(rf"(?:本|我)(?:公司)?(?:{KINDS})$")
_FOREIGN = re.compile(
    rf"(?:法|解释|合同|协议|通知|决定|附件\s*[0-9一二三四五六七八九十]*|(?:{KINDS}))(?:\([^()]{{1,20}}\))?$"
)
_TITLE = re.compile(r"《([^《》]+)》(?:\([^()]{1,20}\))?$")
_JOIN = re.compile(r"[、,和及与或至到—~-]{1,2}|以及|或者|[,、]并")
_WORDS_AFTER = re.compile(r"规定|所列|所称|所述|的规定|情形|、|和|或|至|及|与|,|。|;|\)")
_LOOK_BACK = 60


@dataclass
class _Here:
    """Where the text stands that is being read."""

    chapter: Node
    article: Node
    paragraph: Node
    item: Node | None = None


@dataclass
class _Chain:
    """The reference before, which an enumeration goes on from."""

    end: int = -1
    foreign: bool = False
    article: Node | None = None
    paragraph: Node | None = None


@dataclass
class Resolver:
    """Turns references of a draft into ids."""

    draft: Draft
    made: int = 0
    before: dict[Node, Node] = field(default_factory=dict)
    articles: dict[str, list[tuple[Node, Node]]] = field(default_factory=dict)

    def run(self) -> int:
        """Change the texts of the draft; returns how many references it made."""
        last: Node | None = None
        for chapter in self.draft.chapters:
            for article in chapter.children:
                self.articles.setdefault(article.number, []).append((chapter, article))
                if last is not None:
                    self.before[article] = last
                last = article
        for here, node in self._texts():
            self._resolve(here, node)
        return self.made

    def _texts(self) -> Iterator[tuple[_Here, Node]]:
        for chapter in self.draft.chapters:
            for article in chapter.children:
                for paragraph in article.children:
                    yield _Here(chapter, article, paragraph), paragraph
                    for item in paragraph.children:
                        yield _Here(chapter, article, paragraph, item), item
                        yield from ((_Here(chapter, article, paragraph, item), point) for point in item.children)

    def _resolve(self, here: _Here, node: Node) -> None:
        plain, parts, done, made, chain = narrow(node.text), [], 0, 0, _Chain()
        for found in REFERENCE.finditer(plain):
            if not found[0].strip():
                continue
            target = self._target(found, plain, here, chain, node)
            parts.append(node.text[done : found.start()])
            parts.append(f"[[{target.id}]]" if target else node.text[found.start() : found.end()])
            done = found.end()
            made += target is not None
        changed = "".join([*parts, node.text[done:]])
        if made and len(changed) <= MOST_TEXT:
            node.text = changed
            self.made += made

    def _target(self, found: re.Match[str], plain: str, here: _Here, chain: _Chain, node: Node) -> Node | None:
        joined = chain.end >= 0 and _JOIN.fullmatch(plain[chain.end : found.start()].strip()) is not None
        if _is_only_words(found, plain, joined=joined):
            return None
        if self._is_foreign(found, plain, chain, joined=joined):
            chain.end, chain.foreign = found.end(), True
            self._note("foreign", node, found)
            return None
        article = self._article(found, here, chain, joined=joined)
        target = self._chapter(found) if found["chapter"] else self._within(found, article, here, chain, joined=joined)
        chain.end, chain.foreign, chain.article = found.end(), False, article
        if target is None:
            self._note("reference", node, found)
        return target

    def _note(self, reason: str, node: Node, found: re.Match[str]) -> None:
        written = node.text[max(0, found.start() - 10) : found.end() + 5]
        self.draft.remarks.append(Note(reason, node.line, written))

    def _is_foreign(self, found: re.Match[str], plain: str, chain: _Chain, *, joined: bool) -> bool:
        if joined and (chain.foreign or not found["near"]):
            return chain.foreign
        before = plain[max(0, found.start() - _LOOK_BACK) : found.start()].rstrip()
        if found["near"] or _OWN.search(before):
            return False
        titled = _TITLE.search(before)
        if titled:
            return titled[1] != narrow(self.draft.front.title)
        return _FOREIGN.search(before) is not None

    def _chapter(self, found: re.Match[str]) -> Node | None:
        number = str(value(found["chapter"]))
        able = [chapter for chapter in self.draft.chapters if chapter.number == number]
        return able[0] if len(able) == 1 else None

    def _article(self, found: re.Match[str], here: _Here, chain: _Chain, *, joined: bool) -> Node | None:
        if found["article"]:
            number = str(value(found["article"])) + (f"-{value(found['also'])}" if found["also"] else "")
            return self._numbered(number, here.chapter)
        if found["near"] == "前条":
            return self.before.get(here.article)
        if joined and not found["near"] and chain.article is not None:
            return chain.article
        return here.article

    def _numbered(self, number: str, chapter: Node) -> Node | None:
        able = self.articles.get(number, [])
        if len(able) > 1:
            able = [pair for pair in able if pair[0] is chapter]
        return able[0][1] if len(able) == 1 else None

    def _within(
        self, found: re.Match[str], article: Node | None, here: _Here, chain: _Chain, *, joined: bool
    ) -> Node | None:
        if found["several"] or article is None:
            return None
        if found["near"] == "前项":
            return _previous(here.paragraph.children, here.item)
        paragraph = _paragraph(found, article, here)
        if joined and not (found["article"] or found["near"] or found["paragraph"]):
            paragraph = chain.paragraph or paragraph
        chain.paragraph = paragraph
        if found["item"]:
            return _deeper(found, _holder(paragraph, article, found["item"]))
        named = found["paragraph"] or found["near"] == "前款"
        if not named:
            return article
        return article if paragraph is not None and len(article.children) == 1 else paragraph


def _is_only_words(found: re.Match[str], plain: str, *, joined: bool) -> bool:
    """本条 alone, or 第一款 and 第二项 that count something else, such as products and tasks."""
    if found["chapter"] or found["several"] or found["article"]:
        return False
    if found["near"]:
        more = found["paragraph"] or found["item"] or found["point"]
        return found["near"] in ("本条", "本款") and not more
    if joined or found["open"]:
        return False
    return not (found["paragraph"] and (found["item"] or _WORDS_AFTER.match(plain, found.end())))


def _paragraph(found: re.Match[str], article: Node, here: _Here) -> Node | None:
    if found["near"] == "前款":
        return _previous(article.children, here.paragraph)
    if found["paragraph"]:
        at = value(found["paragraph"])
        return article.children[at - 1] if 1 <= at <= len(article.children) else None
    if found["near"] == "本款" or (article is here.article and not found["article"] and not found["near"]):
        return here.paragraph
    return article.children[0] if len(article.children) == 1 else None


def _previous(nodes: list[Node], node: Node | None) -> Node | None:
    at = next((at for at, one in enumerate(nodes) if one is node), 0)
    return nodes[at - 1] if at else None


def _holder(paragraph: Node | None, article: Node, number: str) -> Node | None:
    """The item: of the paragraph that was named, else of the only one that has it."""
    able = article.children if paragraph is None else [paragraph]
    found = [item for one in able for item in [_numbered(one.children, number)] if item]
    if not found and paragraph is not None:
        return None
    return found[0] if len(found) == 1 else None


def _deeper(found: re.Match[str], item: Node | None) -> Node | None:
    if item is None or not found["point"]:
        return item
    return _numbered(item.children, found["point"])


def _numbered(nodes: list[Node], number: str) -> Node | None:
    """The item or point with a number: by what the source printed, else by its place."""
    at = value(number)
    printed = [node for node in nodes if node.number == str(at)]
    if len(printed) == 1:
        return printed[0]
    return nodes[at - 1] if 1 <= at <= len(nodes) else None
