"""Data for reading and marking a class: facts for the class page, and the models beside it.

It holds the keys of exercises that are keyed for trainers: it belongs to the trainer edition and to commands only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from handbook.content.handbook import Handbook
from handbook.exercises.contract import ClassExercise, ClassFacts
from handbook.exercises.definition import Definitions
from handbook.model.exercises import Exercise
from handbook.model.exercises.quiz import Quiz
from handbook.model.exercises.scale import Scale

Known = Mapping[str, Any]
"""A `ClassExercise`, or a part of one, for those who look into entries of some kinds only."""
_COMMON = ("id", "kind", "title", "was", "asked", "layout", "revision")
_KEPT = (*_COMMON, "module", "points", "items", "subscales", "bands", "questions", "pools", "pass", "role", "parallel",
         "compare")  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """Data ready for JSON, and the handbook that it is of."""

    handbook: Handbook
    data: ClassFacts

    @cached_property
    def exercises(self) -> Mapping[str, ClassExercise]:
        """Every exercise by its id, in the handbook's order."""
        return {one["id"]: one for one in self.data["exercises"]}

    @cached_property
    def now(self) -> Mapping[str, str]:
        """Present and former ids of exercises → the present ones."""
        former = {old: one["id"] for one in self.data["exercises"] for old in one.get("was", ())}
        return former | {ident: ident for ident in self.exercises}

    def quiz(self, ident: str) -> Quiz:
        """A quiz's model."""
        found = self.handbook.exercises[ident]
        assert isinstance(found, Quiz)  # noqa: S101 - only quizzes' ids are asked for
        return found


def facts(handbook: Handbook, module: str | None = None, definitions: Definitions | None = None) -> Facts:
    """The facts of a handbook, or of one of its modules; `definitions` are those of the build, if there is one."""
    known = list(_known(handbook, module, definitions or Definitions(handbook)))
    outcomes = {o for one in known for q in one.get("questions", ()) for o in q["outcomes"]}
    return Facts(handbook, {
        "handbook": {"id": handbook.settings.id, "version": handbook.settings.version},
        "title": handbook.settings.title,
        "modules": [(c.module.id, c.module.title) for c in handbook.courses if module in (None, c.module.id)],
        "outcomes": {ident: one.text for ident, one in handbook.outcomes.items() if ident in outcomes},
        "exercises": known,
    })  # fmt: skip


def _known(handbook: Handbook, module: str | None, definitions: Definitions) -> Iterator[ClassExercise]:
    for course in handbook.courses:
        if module in (None, course.module.id):
            for exercise in sorted(course.exercises, key=_turn):
                known = {**_open(exercise, definitions), "module": course.module.id}
                yield cast(ClassExercise, {key: known[key] for key in _KEPT if key in known})


def _turn(exercise: Exercise) -> int:
    """Order of exercises: before training, then all else, then those compared with the first."""
    if isinstance(exercise, Quiz):
        return {"pretest": 0, "posttest": 2}.get(exercise.role, 1)
    return 2 if isinstance(exercise, Scale) and exercise.compare_with else 1


def _open(exercise: Exercise, definitions: Definitions) -> Mapping[str, object]:
    """The definition with its key; the revision is that of the learner's page."""
    known = definitions[exercise.id]
    if isinstance(exercise, Quiz):
        return {**definitions.opened(exercise.id), "revision": known["revision"]}
    if isinstance(exercise, Scale):
        return known
    return {
        key: value
        for key, value in known.items()
        if key in ("id", "kind", "title", "was", "asked", "layout", "revision")
    }


def closed(ask: Mapping[str, Any]) -> bool:
    """Return whether an answer is one of a few, and not private: what a class can be counted by."""
    return not ask.get("private") and (ask["shape"] in ("one", "many", "bool") or bool(ask.get("range")))
