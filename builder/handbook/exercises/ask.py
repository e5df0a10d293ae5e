"""Facts about one question that a page ships: wording, shape of the answer, former ids, labels.

The twin of `Ask` in the front end's record.ts. Entries that are false or empty are left out.
"""

from collections.abc import Iterable
from typing import Any

from handbook.model.exercises.fields import Choice

Ask = dict[str, Any]
Labels = list[tuple[str, str]]


def ask(label: str, sig: str, shape: str, was: object = (), **more: object) -> Ask:
    """A question. `more` may have private, range, items, options, columns, ids and repeat."""
    known = {"label": label, "sig": sig, "shape": shape, "was": was, **more}
    return {key: value for key, value in known.items() if value}


def labels(choices: Iterable[Choice]) -> Labels:
    """(id, label) of each."""
    return [(choice.id, choice.label) for choice in choices]


def renamed(choices: Iterable[Any]) -> dict[str, str]:
    """Former id → present id."""
    return {old: choice.id for choice in choices for old in choice.was}
