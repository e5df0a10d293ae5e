"""A clause's words as HTML: references are links within the page, defined terms lead to their definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from markupsafe import Markup

from handbook.policy.text import Span


class Marker:
    """Marks the words of one page; a term shows its definition where it first stands after `fresh`."""

    def __init__(self, definitions: Mapping[str, str], page: str = "") -> None:
        """`definitions` by id; `page` is the address of the page that has the clauses, if it is another one."""
        self._definitions = definitions
        self._page = page
        self._told: set[str] = set()

    def fresh(self) -> str:
        """A new article begins."""
        self._told.clear()
        return ""

    def text(self, text: str, spans: Iterable[Span]) -> Markup:
        """The words, with nothing added to them but links."""
        return Markup("".join(self._parts(text, spans)))  # noqa: S704 - every part is escaped

    def _parts(self, text: str, spans: Iterable[Span]) -> Iterator[str]:
        done = 0
        for span in spans:
            yield escape(text[done : span.start], quote=False)
            shown = escape(text[span.start : span.end], quote=False)
            extra = self._term(span.target) if span.kind == "term" else ""
            yield f'<a{extra} href="{self._page}#{span.target}">{shown}</a>'
            done = span.end
        yield escape(text[done:], quote=False)

    def _term(self, ident: str) -> str:
        title = "" if ident in self._told else f' title="{escape(self._definitions.get(ident, ""))}"'
        self._told.add(ident)
        return f' class="hb-def"{title}'
