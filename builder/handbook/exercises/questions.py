"""Facts about every question that a page ships, whatever the kind of exercise."""

from collections.abc import Mapping

from handbook.exercises.ask import ask
from handbook.exercises.contract import Ask
from handbook.exercises.kinds import kind_of
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature
from handbook.model.exercises import Exercise
from handbook.model.exercises.base import Reflection


def asked(exercise: Exercise, plain: Plain) -> dict[str, Ask]:
    """Field, question or item id → what the page knows of it, in the order of the page."""
    found = dict(kind_of(exercise).questions(exercise, plain))
    return found | {one.id: _reflection(one, plain) for one in getattr(exercise, "reflections", ())}


def needs(exercise: Exercise) -> list[str]:
    """The questions that must be answered for the exercise to count as done; none where answering is not enough."""
    return kind_of(exercise).needs(exercise)


def layout(exercise_id: str, questions: Mapping[str, Ask]) -> str:
    """The signature of everything that the reading of a text code depends on."""
    parts = [
        [
            field,
            *(one.get(key) for key in ("sig", "shape", "options", "items", "range", "columns", "private", "repeat")),
        ]
        for field, one in questions.items()
    ]
    return signature(exercise_id, parts)


def _reflection(one: Reflection, plain: Plain) -> Ask:
    return ask(plain(one.ask), signature(one.ask), "text", one.was)
