"""Which lessons, cases, questions and lists exercise a clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from handbook.content import addresses
from handbook.content.handbook import Handbook
from handbook.model.exercises import Exercise
from handbook.model.exercises.quiz import Quiz
from handbook.model.module import Lesson
from handbook.policy.text import Text

Kind = Literal["lesson", "case", "question", "checklist", "exercise"]
ORDER: tuple[Kind, ...] = ("lesson", "case", "question", "checklist", "exercise")


@dataclass(frozen=True, slots=True)
class ClauseExercise:
    """A way to where a clause is exercised."""

    kind: Kind
    path: str
    title: str
    ask: str = ""
    """For a question of a quiz: what it asks, as its author wrote it."""


def exercises_by_clause(handbook: Handbook, text: Text) -> Mapping[str, tuple[ClauseExercise, ...]]:
    """Article or chapter id → what exercises it or a clause below it, lessons first."""
    found: dict[str, dict[ClauseExercise, None]] = {}
    for ident, where in _named(handbook):
        present = text.former.get(ident, ident)
        if present in text.by_id:
            article = text.article_of(present)
            found.setdefault(article.id if article else present, {})[where] = None
    return {ident: tuple(sorted(ways, key=lambda way: ORDER.index(way.kind))) for ident, ways in found.items()}


def _named(handbook: Handbook) -> Iterator[tuple[str, ClauseExercise]]:
    lessons = {
        lesson.id: ClauseExercise("lesson", addresses.lesson_path(course.module.id, lesson.id), lesson.title)
        for course in handbook.courses
        for lesson in course.lessons
    }
    for exercise in handbook.exercises.values():
        taught = handbook.taught_in.get(exercise.id, ())
        for ident, where in _of_exercise(exercise):
            yield ident, where
            yield from ((ident, way) for way in _lessons(taught, lessons))


def _lessons(taught: tuple[Lesson, ...], lessons: Mapping[str, ClauseExercise]) -> Iterator[ClauseExercise]:
    yield from (lessons[lesson.id] for lesson in taught)


def _of_exercise(exercise: Exercise) -> Iterator[tuple[str, ClauseExercise]]:
    path = addresses.exercise_path(exercise.id)
    kind: Kind = "exercise"
    if exercise.kind in ("case", "checklist"):
        kind = "case" if exercise.kind == "case" else "checklist"
    for ident in exercise.clauses:
        yield ident, ClauseExercise(kind, path, exercise.title)
    for question in exercise.questions if isinstance(exercise, Quiz) else ():
        for ident in question.clauses:
            yield ident, ClauseExercise("question", f"{path}#q-{question.id}", exercise.title, question.ask)
