"""The definition of a checklist."""

from collections.abc import Iterator

from handbook.content.handbook import Handbook
from handbook.exercises.ask import ask
from handbook.exercises.contract import Ask, ChecklistDetails, OutlineParts, if_any
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


def details(checklist: Checklist, _: Handbook) -> ChecklistDetails:
    """The checklist's own part of the definition."""
    return {
        "repeat": checklist.repeat,
        "items": [item.id for item in checklist.items],
        "goal": checklist.goal,
    }


def outline(checklist: Checklist, _: Handbook) -> OutlineParts:
    """The same."""
    return {
        "repeat": checklist.repeat,
        "items": [item.id for item in checklist.items],
        "goal": if_any(checklist.goal),
    }
