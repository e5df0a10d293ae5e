"""A lesson's table on slides: widths of columns that are told to the browser, so that heights are known here."""

from handbook.model.blocks import TableBlock
from handbook.pages.slides.layout import WIDE, em, largest, lines, pack, titled
from handbook.pages.slides.slide import Slide, notes, numbered

_SIZES = (1.125, 1.0, 0.875)
_PADDING = 0.9
"""Of a cell, left and right together, in its own size."""
_LEAST = 4.0
"""Letters that a column holds at least."""
_LINE = 1.35
_GAP = 0.55
_CAPTION = 1.7


def of_table(block: TableBlock) -> list[Slide]:
    """The table on one slide in the largest size that holds it, or its rows on several.

    A caption below a heading stands in the notes where the table fits only without it.
    """
    title = block.heading or block.caption
    caption = block.caption if block.heading else ""
    above = _CAPTION * lines(caption, WIDE / 0.875) if caption else 0.0
    size = _fitting(block, titled(title) - above)
    spared = size is None and _fitting(block, titled(title)) is not None
    size = size or _SIZES[-1]
    room = titled(title) - (0 if spared else above)
    head, *heights = _heights(block, size)
    rows = pack(list(zip(block.rows, heights, strict=True)), lambda row: row[1], room - head)
    data = {"block": block, "caption": "" if spared else caption, "widths": _widths(block, size)}
    beside = notes(slides__caption=caption) if spared else ()
    return numbered(
        [
            Slide("table", title, data={**data, "rows": [row for row, _ in page]}, size=size, notes=beside)
            for page in rows
        ]
    )


def _fitting(block: TableBlock, room: float) -> float | None:
    return largest(lambda size: sum(_heights(block, size)), room, _SIZES)


def _heights(block: TableBlock, size: float) -> list[float]:
    """The heights of the head and of each row, in em of a slide."""
    rooms = [share * WIDE / size / 100 - _PADDING for share in _widths(block, size)]
    return [
        (max(lines(cell, room) for cell, room in zip(row, rooms, strict=False)) * _LINE + _GAP) * size
        for row in (block.columns, *block.rows)
    ]


def _widths(block: TableBlock, size: float) -> list[float]:
    """Per cent of each column: what it asks for, or less for those that ask most."""
    asked = [
        max(_LEAST, *(em(row[at]) for row in (block.columns, *block.rows) if at < len(row))) + _PADDING
        for at in range(len(block.columns))
    ]
    room = WIDE / size
    if sum(asked) > room:
        asked = _shared(asked, room)
    return [round(100 * width / sum(asked), 2) for width in asked]


def _shared(asked: list[float], room: float) -> list[float]:
    """Narrow columns keep what they ask for; the rest is shared by the wide ones, the wider the more."""
    wide = set(range(len(asked)))
    while True:
        left = room - sum(width for at, width in enumerate(asked) if at not in wide)
        narrow = {at for at in wide if asked[at] <= left / len(wide)}
        if not narrow or narrow == wide:
            break
        wide -= narrow
    total = sum(asked[at] ** 0.5 for at in wide)
    return [left * width**0.5 / total if at in wide else width for at, width in enumerate(asked)]
