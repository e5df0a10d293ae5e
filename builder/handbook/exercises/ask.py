"""Facts about one question that a page ships: wording, shape of the answer, former ids, labels."""

from collections.abc import Iterable, Sequence
from typing import Any, Unpack

from handbook.exercises.contract import Ask, AskParts, Shape, compact
from handbook.model.exercises.fields import Choice


def ask(label: str, sig: str, shape: Shape, was: Sequence[str] = (), **more: Unpack[AskParts]) -> Ask:
    """A question; entries that are false or empty are left out."""
    found: Ask = {"label": label, "sig": sig, "shape": shape, "was": was, **more}
    return compact(Ask, found)


def labels(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """(id, label) of each."""
    return [(choice.id, choice.label) for choice in choices]


def renamed(choices: Iterable[Any]) -> dict[str, str]:
    """Former id → present id."""
    return {old: choice.id for choice in choices for old in choice.was}
