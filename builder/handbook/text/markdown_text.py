"""Markdown as a reader sees it: without its marks, and with the place of each character in what was written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

OPAQUE = "\ufffc"
"""Stands for what is no prose: code, addresses, gaps to fill in."""

_MARKS = re.compile(
    r"(?P<opaque>(?P<tick>`+).+?(?P=tick)|https?://[^\s（）“”，。；]+|\[\[[^\]]*\]\])"
    r"|(?P<figure>\{\{[^{}]*\}\})"
    r"|\[(?P<linked>[^\[\]]*)\]\([^)\s]*\)"
    r"|\*+",
    re.DOTALL,
)
_SIGN = re.compile(r"[`*{\[]|https?:")
_FIGURE = "0 元"
"""A figure of the handbook is a number and its unit."""


@dataclass(frozen=True, slots=True)
class VisibleText:
    """`text` as it is read; `places[n]` is where its character n stands in what was written."""

    text: str
    places: Sequence[int]


def visible_text(written: str) -> VisibleText:
    """Return the text that a reader sees of one line or paragraph of an author's Markdown."""
    if not _SIGN.search(written):  # as most lines are
        return VisibleText(written, range(len(written)))
    chars: list[tuple[str, int]] = []
    at = 0
    for mark in _MARKS.finditer(written):
        chars += zip(written[at : mark.start()], range(at, mark.start()), strict=True)
        chars += _shown(mark)
        at = mark.end()
    chars += zip(written[at:], range(at, len(written)), strict=True)
    return VisibleText("".join(char for char, _ in chars), tuple(place for _, place in chars))


def strip_markdown(written: str) -> str:
    """Only the text of `visible`."""
    return visible_text(written).text


def _shown(mark: re.Match[str]) -> list[tuple[str, int]]:
    if mark["opaque"]:
        return [(OPAQUE, mark.start())]
    if mark["figure"]:
        return [(char, mark.start()) for char in _FIGURE]
    if mark["linked"] is not None:
        inner = visible_text(mark["linked"])
        return [(char, mark.start("linked") + place) for char, place in zip(inner.text, inner.places, strict=True)]
    return []
