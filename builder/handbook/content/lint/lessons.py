"""Check a lesson's demands on its reader, and that research claims carry an evidence grade."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.content.loaded import Entry, Loaded
from handbook.content.reading_time import CHARACTERS_PER_MINUTE, reading_minutes
from handbook.diagnostics import Diagnostics
from handbook.model.module import Lesson
from handbook.source import Loc

LONGEST_READING = 15
"""Minutes of reading in one lesson: with its questions and one exercise it fills half an hour."""

_RESEARCH = re.compile(
    r"(?:有|大量|多项|许多|最新)?(?:研究|实验|调查|数据|统计|科学)(?:表明|证明|证实|发现|显示)|据(?:统计|调查|研究)"
)


def check_lessons(loaded: Loaded, sink: Diagnostics) -> None:
    """Report lessons that are too long or end without practice, and findings that no claim grades."""
    for entry in loaded.lessons:
        minutes = reading_minutes(entry.model)
        if minutes > LONGEST_READING:
            args = {"minutes": minutes, "limit": LONGEST_READING, "speed": CHARACTERS_PER_MINUTE}
            sink.add("long-lesson", entry.doc.where(("title",)), **args)
        if not entry.model.practice:
            sink.add("lesson-without-practice", entry.doc.where(("id",)), id=entry.model.id)
        _check_findings(entry, sink)


def _check_findings(entry: Entry[Lesson], sink: Diagnostics) -> None:
    """A block that appeals to research has claims, whose grade and sources the reader can see."""
    value: Any = entry.doc.value
    for number, block in enumerate(value["blocks"]):
        if block.get("claims"):
            continue
        for loc, text in _texts(block, ("blocks", number)):
            for found in _RESEARCH.finditer(text):
                sink.add("ungraded-finding", entry.doc.inside(loc, found.start(), len(found[0])), text=found[0])


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*loc, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*loc, number))
