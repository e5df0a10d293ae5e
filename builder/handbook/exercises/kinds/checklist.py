"""The definition of a checklist."""

from collections.abc import Iterator
from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.ask import Ask, ask
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature
from handbook.model.exercises.checklist import Checklist


def questions(checklist: Checklist, _: Plain) -> Iterator[tuple[str, Ask]]:
    """The items."""
    for item in checklist.items:
        yield item.id, ask(item.text, signature(item.text), "check", item.was, repeat=checklist.repeat != "once")


def needs(checklist: Checklist) -> list[str]:
    """All items; a repeated checklist is never done."""
    return [item.id for item in checklist.items] if checklist.repeat == "once" else []


def details(checklist: Checklist, _: Handbook) -> dict[str, Any]:
    """The checklist's own part of the definition: `Details` in frontend/src/checklist.ts."""
    return {
        "repeat": checklist.repeat,
        "items": [item.id for item in checklist.items],
        "goal": checklist.goal,
    }


def outline(checklist: Checklist, handbook: Handbook) -> dict[str, Any]:
    """The same."""
    return details(checklist, handbook)
