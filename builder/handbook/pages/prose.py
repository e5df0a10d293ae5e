"""Authors' Markdown → HTML: raw HTML stays text, links name lessons and exercises, terms lead to the glossary."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from markupsafe import Markup

from handbook.content import addresses as links
from handbook.content.addresses import Links
from handbook.content.handbook import Handbook
from handbook.content.key_figures import KeyFigures

_PLAIN = re.compile(r"[^\\`*_\[\]<>&!~{}|\n\"']*")
_BLOCK_START = re.compile(r"\s|[-+#>=]|\d+[.)]")
_OUR_LINK = re.compile(r"^(lesson|exercise|source|term):([a-z][a-z0-9_-]*)$")
_WEB_LINK = re.compile(r"^(https?://|mailto:|#)", re.IGNORECASE)
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")


class Prose:
    """Renders the prose of one page; a term is linked to the glossary where it first appears."""

    def __init__(self, index: "ProseIndex", addresses: Links, here: str) -> None:
        self._addresses = addresses
        self._here = here
        self._index = index
        self._linked: set[str] = set()

    def block(self, text: str, *, terms: bool = False) -> Markup:
        """Paragraphs, lists and tables."""
        text = self._index.fill(text)
        if _PLAIN.fullmatch(text) and not _BLOCK_START.match(text):
            return Markup(f"<p>{self._text(text, terms)}</p>")  # noqa: S704 - escaped by _text
        return Markup(self._html(_engine().parse(text), terms).strip())  # noqa: S704 - html=False escapes

    def inline(self, text: str, *, terms: bool = False) -> Markup:
        """Emphasis, code and links within a line."""
        text = self._index.fill(text)
        if _PLAIN.fullmatch(text):
            return Markup(self._text(text, terms))  # noqa: S704 - escaped by _text
        return Markup(self._html(_engine().parseInline(text), terms))  # noqa: S704 - html=False escapes

    def plain(self, text: str) -> str:
        """The text without Markdown, for attributes and titles."""
        text = self._index.fill(text)
        if _PLAIN.fullmatch(text):
            return text
        tokens = (child for token in _engine().parse(text) for child in token.children or ())
        return "".join(t.content if t.type in ("text", "code_inline") else " " for t in tokens).strip()

    def _html(self, tokens: list[Token], terms: bool) -> str:
        for token in tokens:
            if token.children:
                token.children = list(self._inline_tokens(token.children, terms))
        return str(_engine().renderer.render(tokens, _engine().options, {}))

    def _inline_tokens(self, children: list[Token], terms: bool) -> Iterator[Token]:
        in_link = 0
        for token in children:
            if token.type == "link_open":
                in_link += 1
                token.attrs["href"] = self._address(str(token.attrs.get("href", "")))
                if str(token.attrs["href"]).startswith("http"):
                    token.attrs["rel"] = "noopener"
            in_link -= token.type == "link_close"
            if terms and not in_link and token.type == "text":
                yield Token("html_inline", "", 0, content=self._text(token.content, terms))
            else:
                yield token

    def _address(self, href: str) -> str:
        ours = _OUR_LINK.match(href)
        path = self._index.pages.get((ours[1], ours[2])) if ours else None
        if path:
            return self._addresses.to(self._here, path)
        return href if _WEB_LINK.match(href) else "#"

    def _text(self, text: str, terms: bool) -> str:
        if not terms or not self._index.pattern:
            return escape(text, quote=False)
        parts, last = [], 0
        for match in self._index.pattern.finditer(text):
            term = self._index.terms[match[0]]
            if term in self._linked:
                continue
            self._linked.add(term)
            href = self._addresses.to(self._here, f"{links.GLOSSARY}#term-{term}")
            parts += [escape(text[last : match.start()], quote=False), f'<a class="hb-term" href="{href}">']
            parts += [escape(match[0], quote=False), "</a>"]
            last = match.end()
        return "".join([*parts, escape(text[last:], quote=False)])


class ProseIndex:
    """The targets that prose may refer to: pages by scheme and id, key figures, terms by spelling."""

    def __init__(self, handbook: Handbook) -> None:
        self.pages: Mapping[tuple[str, str], str] = dict(_pages(handbook))
        self.fill = KeyFigures(handbook).fill
        self.terms = {name: t.id for t in handbook.terms.values() for name in (t.term, *t.aliases)}
        names = sorted(self.terms, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, names))) if names else None


def _pages(handbook: Handbook) -> Iterator[tuple[tuple[str, str], str]]:
    for course in handbook.courses:
        for lesson in course.lessons:
            yield ("lesson", lesson.id), links.lesson_path(course.module.id, lesson.id)
    for exercise in handbook.exercises:
        yield ("exercise", exercise), links.exercise_path(exercise)
    for source in handbook.sources:
        yield ("source", source), f"{links.SOURCES}#source-{source}"
    for term in handbook.terms:
        yield ("term", term), f"{links.GLOSSARY}#term-{term}"


class _State(StateInline):
    """Beside a Chinese character, ** opens and closes whatever mark stands at its other side: **先问。**再答。"""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - the engine's names
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before, after = self.src[max(start - 1, 0) : start], self.src[end : end + 1]
        if not canSplitWord or not (_CHINESE.match(before) or _CHINESE.match(after)):
            return scanned
        return Scanned(bool(after.strip()), bool(before.strip()), scanned.length)


class _Inline(ParserInline):
    """The engine's inline parser, with our reading of emphasis."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@lru_cache(maxsize=1)
def _engine() -> MarkdownIt:
    engine = MarkdownIt()
    engine.inline = _Inline()
    engine.configure("commonmark", {"html": False}).enable(["table", "strikethrough"])
    engine.core.ruler.push("join_chinese_lines", _join_lines)
    engine.validateLink = lambda url: bool(_OUR_LINK.match(url) or _WEB_LINK.match(url))  # type: ignore[method-assign]
    return engine


def _join_lines(state: StateCore) -> None:
    """Drop line ends between Chinese characters: a browser would show them as spaces."""
    for token in state.tokens:
        if token.children:
            parts = token.children
            token.children = [part for at, part in enumerate(parts) if not _is_chinese_wrap(parts, at)]


def _is_chinese_wrap(tokens: list[Token], at: int) -> bool:
    if tokens[at].type != "softbreak":
        return False
    before = next((t.content[-1] for t in reversed(tokens[:at]) if t.content), "")
    after = next((t.content[0] for t in tokens[at + 1 :] if t.content), "")
    return bool(_CHINESE.match(before) and _CHINESE.match(after))
