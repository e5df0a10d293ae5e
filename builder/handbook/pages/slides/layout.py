"""How much room text takes on a slide. Lengths are in em of a slide's own type, of which a slide is 40 wide."""

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from handbook.text.markdown_text import strip_markdown
from handbook.text.measure import width, wrap

WIDE = 36.0
"""Width of a slide's text: 40 less its margins."""
LINE = 1.5
"""Height of a line of text, in its own size."""
HIGH = 17.7
"""Height of what stands between the head and the foot of a slide that has no title."""
TITLE = 1.95
"""Height of one line of a title; `titled` is what a title leaves."""
SIZES = (1.375, 1.25, 1.125, 1.0, 0.875)
"""Sizes of type, largest first. At 1280 × 720 one em is 32 px, and the smallest of these 28 px."""
_Item = TypeVar("_Item")


def titled(title: str) -> float:
    """The height that a title leaves to what is below it; a word that stands for one is given as any text."""
    return HIGH - (0.6 + TITLE * lines(title, WIDE / 1.5) if title else 0)


def em(text: str) -> float:
    """The width of a line of an author's text, its Markdown not counted."""
    return width(strip_markdown(text), 1)


def lines(text: str, room: float) -> int:
    """How many lines an author's text breaks into where a line has `room` em."""
    return sum(max(1, len(wrap(part, room, 1))) for part in strip_markdown(text).splitlines() or [""])


def largest(height: Callable[[float], float], room: float, sizes: Sequence[float] = SIZES) -> float | None:
    """The largest of `sizes` at which the content is not higher than `room`; None where it is at none of them."""
    return next((size for size in sizes if height(size) <= room), None)


def pack(items: Sequence[_Item], height: Callable[[_Item], float], room: float) -> list[list[_Item]]:
    """Return the items in order on as few pages as hold them, all about as full; a too high one has a page of its own.

    >>> pack([4, 4, 4, 4], float, 12)  # two pages are needed: two and two, not three and one
    [[4, 4], [4, 4]]
    >>> pack([3, 12, 3], float, 10)
    [[3], [12], [3]]
    """
    if not items:
        return []
    heights = [height(item) for item in items]
    count = len(_fill(heights, room))
    least = max(sum(heights) / count, 0.0)
    tries = (least + (room - least) * step / 20 for step in range(21))
    ends = next((ends for limit in tries if len(ends := _fill(heights, limit)) <= count), _fill(heights, room))
    starts = [0, *ends[:-1]]
    return [list(items[start:end]) for start, end in zip(starts, ends, strict=True)]


def _fill(heights: Sequence[float], room: float) -> list[int]:
    """Where each page ends when every page takes what it can."""
    ends: list[int] = []
    used = math.inf
    for at, height in enumerate(heights):
        if used + height > room:
            ends.append(at)
            used = 0.0
        used += height
    return [*ends[1:], len(heights)]
