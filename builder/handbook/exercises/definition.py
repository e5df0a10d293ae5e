"""Definitions of exercises: the data beside a form that the browser needs.

Common to all kinds are the entries of `Known`, and the ``revision``, which is the signature of the whole.
Each kind adds its own in the module of its name, in kinds/. The types of all are in contract.py.
"""

from typing import cast

from handbook.content.handbook import Handbook
from handbook.exercises.contract import Definition, Known
from handbook.exercises.kinds import kind_of
from handbook.exercises.plain import Plain, plain_for
from handbook.exercises.questions import asked, layout, needs
from handbook.exercises.signature import signature
from handbook.model.exercises import Exercise


class Definitions:
    """The definitions of one handbook's exercises; each is made once, when it is first asked for."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._plain = plain_for(handbook)
        self._made: dict[str, Definition] = {}
        self._opened: dict[str, Definition] = {}

    def __getitem__(self, ident: str) -> Definition:
        """The definition that the exercise's page ships; KeyError for an unknown id."""
        if ident not in self._made:
            self._made[ident] = self._make(self._handbook.exercises[ident])
        return self._made[ident]

    def opened(self, ident: str) -> Definition:
        """The definition of a quiz with its key, whoever it is keyed for; only for pages that trainers see."""
        exercise = self._handbook.exercises[ident]
        if getattr(exercise, "keyed", "learner") == "learner":
            return self[ident]
        if ident not in self._opened:
            self._opened[ident] = self._make(exercise.model_copy(update={"keyed": "learner"}))
        return self._opened[ident]

    def _make(self, exercise: Exercise) -> Definition:
        details = kind_of(exercise).details(exercise, self._handbook)
        known: dict[str, object] = {**common(exercise, self._plain), **details}
        return cast(Definition, {**known, "revision": signature(known)})


def common(exercise: Exercise, plain: Plain) -> Known:
    """The part that saving, exporting and importing answers needs."""
    questions = asked(exercise, plain)
    return {
        "id": exercise.id,
        "kind": exercise.kind,
        "title": exercise.title,
        "was": list(exercise.was),
        "asked": questions,
        "needs": needs(exercise),
        "from": exercise.first_values,
        "layout": layout(exercise.id, questions),
    }
