"""Definitions by kind of exercise: one module a kind, of its name, with the functions of `Kind`."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast

from handbook.content.handbook import Handbook
from handbook.exercises.contract import Ask, OutlineParts
from handbook.exercises.plain import Plain
from handbook.model.exercises import Exercise, kind_module


class Kind(Protocol):
    """A module of this package. `exercise` is the model of its kind."""

    def questions(self, exercise: Any, plain: Plain, /) -> Iterable[tuple[str, Ask]]:
        """Field, question or item id → what the page knows of it, in the order of the page, without reflections."""

    def needs(self, exercise: Any, /) -> list[str]:
        """The questions that must be answered for the exercise to count as done; none where answering is not enough."""

    def details(self, exercise: Any, handbook: Handbook, /) -> Mapping[str, object]:
        """The kind's own part of the definition: `<Kind>Details` of the contract."""

    def outline(self, exercise: Any, handbook: Handbook, /) -> OutlineParts:
        """Facts for the learner's own page; false and empty values are left out."""


def kind_of(exercise: Exercise) -> Kind:
    """The module of an exercise's kind."""
    return cast(Kind, kind_module(__name__, exercise.kind))
