"""How long reading takes: Chinese prose, counted in characters."""

import math
from functools import cache

from handbook.model.module import Lesson

CHARACTERS_PER_MINUTE = 350
"""Silent reading of Chinese prose on a screen, the middle of the usual 300–400."""


@cache
def reading_minutes(lesson: Lesson) -> int:
    """Minutes to read a lesson, from the characters a learner sees, at least one."""
    return max(1, math.ceil(sum(characters(block) for block in lesson.blocks) / CHARACTERS_PER_MINUTE))


def characters(value: object) -> int:
    """Characters of all text in a model."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(characters(part) for part in value)
    if hasattr(value, "__pydantic_fields__"):
        return sum(characters(part) for part in value.__dict__.values())
    return 0
