"""One slide: what template shows it, in what size, and what the trainer reads beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """Something for the trainer alone."""

    label: str
    """Key of the word that heads it."""
    text: str
    """Markdown."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide before it is rendered by ``templates/slides/<kind>.html.j2``."""

    kind: str
    title: str = ""
    tag: str = ""
    """Key of the word that says what it is, where a title alone would not."""
    data: Mapping[str, Any] = field(default_factory=dict)
    size: float = 1.0
    """Size of its type; `measure.SIZES`."""
    notes: tuple[Note, ...] = ()
    seconds: int | None = None
    """What a countdown on it starts from."""
    page: tuple[int, int] = (1, 1)
    """Which of how many slides with the same title it is."""


def numbered(slides: Sequence[Slide]) -> list[Slide]:
    """Slides of one thing, which say which of how many they are; the notes stay with the first."""
    return [
        replace(slide, page=(at, len(slides)), notes=slide.notes if at == 1 else ())
        for at, slide in enumerate(slides, 1)
    ]


def notes(**texts: str | None) -> tuple[Note, ...]:
    """Notes of those texts that are there; ``session__say`` names the word ``session.say``."""
    return tuple(Note(label.replace("__", "."), text) for label, text in texts.items() if text)
