"""Which blocks of a lesson an activity shows, where its author does not say.

A block is the nearer to an activity, the more of its rare pairs of characters the activity's own words hold; what it
says to show counts more. What an earlier activity of the session has shown is not shown again.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator

from handbook.model.blocks import Block
from handbook.model.module import Lesson
from handbook.model.session import Activity

_NEAR = 4.0
"""Below this nearness nothing is shown: better no slide than one that leads away."""
_LOUD = 3
"""How much more the words count that say what to show."""
_FEW = 20
"""Keeps short blocks from being near for a single pair."""
_PLAIN = ("id", "type", "claims", "exercise", "kind")


def select_blocks(activity: Activity, lesson: Lesson, shown: frozenset[int]) -> tuple[Block, ...]:
    """The blocks that the author names, or the nearest ones that nobody has shown, in the order of the lesson.

    `shown` holds the places in the lesson of blocks that were shown before.
    """
    if activity.blocks:
        named = {block.id: block for block in lesson.blocks}
        return tuple(named[ident] for ident in activity.blocks if ident in named)
    near = _nearness(activity, lesson)
    found = sorted((at for at, score in near.items() if score >= _NEAR and at not in shown), key=lambda at: -near[at])
    return tuple(lesson.blocks[at] for at in sorted(found[: _most(activity)]))


def _most(activity: Activity) -> int:
    """How many blocks an activity has time for."""
    if activity.kind == "talk":
        return min(4, max(2, activity.minutes // 4))
    return {"group": 2, "break": 0, "roleplay": 0}.get(activity.kind, 1)


def _nearness(activity: Activity, lesson: Lesson) -> dict[int, float]:
    pairs = {at: _pairs(_texts(block)) for at, block in enumerate(lesson.blocks) if block.own_slides}
    often = Counter(pair for found in pairs.values() for pair in found)
    rare = {pair: math.log(len(pairs) / count) + 0.1 for pair, count in often.items()}
    loud = _pairs([activity.show or ""])
    said = loud | _pairs([activity.title, activity.aim or "", activity.say or "", activity.do or ""])
    return {
        at: sum(rare[pair] * (_LOUD if pair in loud else 1) for pair in found & said) / math.sqrt(len(found) + _FEW)
        for at, found in pairs.items()
    }


def _texts(value: object) -> Iterator[str]:
    """All that a reader sees of a block."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif hasattr(value, "__pydantic_fields__"):
        for name, part in value.__dict__.items():
            if name not in _PLAIN:
                yield from _texts(part)


def _pairs(texts: Iterator[str] | list[str]) -> set[str]:
    """Neighbouring characters of Chinese runs, and words and numbers whole; summing them is independent of order."""
    found: set[str] = set()
    for run in re.findall(r"[^\W_]+", " ".join(texts)):
        found |= {run} if run.isascii() else {run[at : at + 2] for at in range(len(run) - 1)}
    return found
