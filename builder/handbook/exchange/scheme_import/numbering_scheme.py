"""Which of a document's numbers are its chapters and which its articles: every company writes them another way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handbook.exchange.scheme_import.lines import Line
from handbook.exchange.scheme_import.markers import Marker, marker, narrow

SHORT = 25
_PUNCTUATION = re.compile(r"[。；，！？,;!?｜]")
_LOW = {"bullet", "circle", "letter", "roman", "section"}
"""Numbers that no chapter or article has."""
_DIVISIONS = ("chapter", "part")
EVERY = "every"
"""The articles' key where each paragraph is an article."""
HEADED = "short"
"""The articles' key where short lines without a number are the titles of articles."""
_FEWEST_HEADS = 2
_GAP = 3
"""How many numbers may be missing before a 第X条 that nothing separates from its words."""


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line and the number it begins with; `text` is what follows the number."""

    line: Line
    marker: Marker | None
    text: str

    @property
    def key(self) -> str:
        """Return the property that distinguishes chapters, articles and items: kind of number, or heading style."""
        if self.marker:
            return self.marker.kind
        return f"h{self.line.heading}" if self.line.heading and is_short(self.line.text) else ""

    @property
    def label(self) -> str:
        """The number as written."""
        if self.marker is None:
            return ""
        return self.line.label or self.line.text[: len(self.line.text) - len(self.text)].strip()

    @property
    def whole(self) -> str:
        """All words of the line, the number of an automatic list included."""
        return f"{self.line.label}{self.line.text}"


@dataclass(frozen=True, slots=True)
class NumberingScheme:
    """The keys of chapters and articles; no chapters where the key is empty."""

    chapter: str
    article: str

    @property
    def counted(self) -> bool:
        """Return whether the articles have numbers of their own that must stay: 第X条."""
        return self.article == "article"


def is_short(text: str) -> bool:
    """Return whether a line reads like a heading: short and without the punctuation of a sentence."""
    return 0 < len(text) <= SHORT and not _PUNCTUATION.search(text)


def leads(text: str) -> bool:
    """Return whether a line announces a list."""
    return text.endswith(("：", ":"))


def mark(lines: Iterable[Line]) -> list[MarkedLine]:
    """Lines with their numbers; a 第X条 that may be a reference counts only where it goes on counting."""
    found = [_marked(line) for line in lines]
    doubled = _doubled(found)
    expected, result = 1, []
    for one in found:
        if one.marker and one.marker.kind == "article":
            at = int(one.marker.number.split("-")[0])
            if not one.marker.sure and at != 1 and not 0 <= at - expected <= _GAP:
                result.append(MarkedLine(one.line, None, one.line.text))
                continue
            expected = at + 1
        elif one.marker and one.line.label and one.marker.kind in doubled:
            result.append(replace(one, marker=replace(one.marker, kind=f"{one.marker.kind}@{one.line.level}")))
            continue
        result.append(one)
    return result


def _marked(line: Line) -> MarkedLine:
    found = marker(line.text, line.label)
    if found is None and line.label:
        line = replace(line, text=f"{line.label} {line.text}", label="", level=None)
        found = marker(line.text)
    return MarkedLine(line, found, found.rest if found else line.text)


def _doubled(found: list[MarkedLine]) -> set[str]:
    """Kinds of number that automatic lists use on several levels, bullets mostly: the level tells them apart."""
    levels: dict[str, set[int | None]] = {}
    for one in found:
        if one.marker and one.line.label:
            levels.setdefault(one.marker.kind, set()).add(one.line.level)
    return {kind for kind, used in levels.items() if len(used) > 1 and kind not in ("chapter", "article")}


def numbering_scheme_of(marked: Sequence[MarkedLine]) -> NumberingScheme:
    """How the document is built."""
    body = [one for one in marked if one.line.place == "body"]
    keys = list(dict.fromkeys(one.key for one in body if one.key))
    chapter = next((key for key in _DIVISIONS if key in keys), "")
    if "article" in keys:
        return NumberingScheme(chapter or _before_articles(body), "article")
    chapter = chapter or _divisions(body, keys)
    return NumberingScheme(chapter, _articles(body, chapter))


def _before_articles(body: Sequence[MarkedLine]) -> str:
    """The kind of heading that stands above 第X条 where no 第X章 does."""
    first = next(at for at, one in enumerate(body) if one.key == "article")
    keys = (one.key for one in body[:first] if one.key and one.key.split("@")[0] not in _LOW)
    return next((key for key in keys if _all_short(body, key)), "")


def _divisions(body: Sequence[MarkedLine], keys: Sequence[str]) -> str:
    """The chapters of a text without 第X章 and 第X条: the highest headings with something below them."""
    styled = sorted(key for key in keys if key.startswith("h"))
    if styled:
        return styled[0]
    first = next((key for key in keys if key.split("@")[0] not in _LOW), "")
    return first if first and _all_short(body, first) and _stand_above(body, first) else ""


def _stand_above(body: Sequence[MarkedLine], key: str) -> bool:
    """Return whether lines of a kind head what follows, and are not just the items of a list."""
    start = _first(body, key)
    announced = start > 0 and not body[start - 1].key and leads(body[start - 1].text)
    of_kind = [one.key == key for one in body[start:]]
    alone = sum(one and after for one, after in pairwise([*of_kind, True]))
    return not announced and alone * 2 <= sum(of_kind)


def _first(body: Sequence[MarkedLine], key: str) -> int:
    return next((at for at, one in enumerate(body) if one.key == key), len(body))


def _all_short(body: Sequence[MarkedLine], key: str) -> bool:
    return all(is_short(one.text) for one in body if one.key == key)


def _articles(body: Sequence[MarkedLine], chapter: str) -> str:
    """The kind of number that articles have: the first that does not belong to a list within a paragraph."""
    start = _first(body, chapter) if chapter else 0
    styled = sorted({one.key for one in body[start:] if one.key.startswith("h") and one.key != chapter})
    if styled:
        return styled[0]
    for before, one in pairwise([MarkedLine(Line(0, ""), None, ""), *body[start:]]):
        if not one.key or one.key == chapter:
            continue
        announced = not before.key and leads(before.text)
        return HEADED if announced and _heads(body[start:]) else EVERY if _is_low(one, announced) else one.key
    return HEADED if _heads(body[start:]) else EVERY


def _is_low(one: MarkedLine, announced: bool) -> bool:
    return announced or one.key.split("@")[0] in _LOW


def _heads(body: Sequence[MarkedLine]) -> bool:
    return sum(1 for _ in heads(body)) >= _FEWEST_HEADS


def heads(marked: Sequence[MarkedLine]) -> Iterator[MarkedLine]:
    """Short lines without a number, each before a whole sentence."""
    for one, after in pairwise(marked):
        if is_head(one, after):
            yield one


def is_head(one: MarkedLine, after: MarkedLine | None) -> bool:
    """Return whether a line is the title of what follows."""
    plain = not one.key and one.line.place == "body" and is_short(one.text) and not leads(narrow(one.text))
    return plain and after is not None and bool(after.key or not is_short(after.text))
