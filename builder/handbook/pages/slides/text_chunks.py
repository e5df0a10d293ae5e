"""An author's Markdown cut where a slide may end: between paragraphs, list items and, at need, sentences."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from handbook.pages.slides.layout import LINE, WIDE, em, largest, lines, pack

_ITEM = re.compile(r"(?:[-*+]|\d+[.)])\s+")
_SENTENCE = re.compile(r"[^。！？；]*(?:[。！？；]+[”’）》*]*|$)")
_FENCE = "```"
_PAIRED = ("**", "`", "~~")
_GAP = 0.55
"""Between paragraphs, in their own size."""
BIG = (1.375, 1.25, 1.125)
"""Sizes that one slide's worth of text is set in; more text goes on more slides rather than smaller."""


@dataclass(frozen=True, slots=True)
class TextChunk:
    """A piece of Markdown that stays together."""

    text: str
    item: bool = False
    """Whether it is an item of a list."""

    def height(self, size: float, wide: float = WIDE) -> float:
        """Its height when set in `size`."""
        room = wide / size - (1.6 if self.item else 0)
        return (lines(_ITEM.sub("", self.text, count=1) if self.item else self.text, room) * LINE + _GAP) * size


def split_chunks(text: str) -> list[TextChunk]:
    """The pieces of a text in their order."""
    if _FENCE in text:  # what stands between fences has blank lines of its own
        return [TextChunk(text)]
    found: list[TextChunk] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        if _ITEM.match(block):
            found += [TextChunk(item, item=True) for item in re.split(r"\n(?=(?:[-*+]|\d+[.)])\s)", block)]
        else:
            found.append(TextChunk(block))
    return found


def whole(parts: list[TextChunk]) -> str:
    """The Markdown of pieces that stand on one slide."""
    text = ""
    for before, part in zip([None, *parts], parts, strict=False):
        joint = "" if before is None else "\n" if before.item and part.item else "\n\n"
        text += joint + part.text
    return text


def pages(text: str, room: float, above: Callable[[float], float] = lambda _: 0.0) -> list[tuple[str, float]]:
    """(Markdown, size) of each slide that a text fills: large on one, or at the least of the large sizes on several.

    `above` is the height of what stands above the text when all is set in a size.
    """
    parts = split_chunks(text)
    least = BIG[-1]
    size = largest(lambda size: above(size) + sum(part.height(size) for part in parts), room, BIG)
    if size is not None:
        return [(text, size)]
    left = max(room - above(least), room / 3)
    small = [piece for part in parts for piece in _sentences(part, left)]
    return [(whole(page), least) for page in pack(small, lambda part: part.height(least), left)]


def _sentences(part: TextChunk, room: float) -> list[TextChunk]:
    """The piece, or its sentences where it alone is too high; a mark that is open keeps sentences together."""
    if part.item or part.height(BIG[-1]) <= room:
        return [part]
    found, run = [], ""
    for sentence in _SENTENCE.findall(part.text):
        run += sentence
        if run.strip() and all(run.count(mark) % 2 == 0 for mark in _PAIRED):
            found.append(TextChunk(run.strip()))
            run = ""
    rest = [TextChunk(run.strip())] if run.strip() else []
    letters = (room / (LINE * BIG[-1]) - 1) * WIDE / BIG[-1]
    return [TextChunk("".join(one.text for one in page)) for page in pack([*found, *rest], _letters, letters)]


def _letters(part: TextChunk) -> float:
    return em(part.text)
