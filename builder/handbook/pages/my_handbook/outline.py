"""The handbook's outline for the learner's own page.

Small enough to stand in the page. What is long (questions, cards, what sheets ask) is shipped apart: `items`, `sheets`.
"""

from handbook.content.handbook import Course, Handbook
from handbook.exercises.contract import compact
from handbook.exercises.kinds import kind_of
from handbook.model.exercises import Exercise
from handbook.pages.contract import Outline, OutlineExercise, OutlineModule


def outline(handbook: Handbook) -> Outline:
    """Modules with lessons and exercises in the order of learning, and what counts as done, due or promised."""
    settings = handbook.settings
    return {
        "handbook": {"title": settings.title, "organisation": settings.organisation},
        "modules": [_module(course) for course in handbook.courses],
        "exercises": {x.id: _exercise(x, handbook) for x in handbook.exercises.values()},
    }


def in_order(course: Course) -> list[str]:
    """A module's exercises as a learner meets them: opening, lesson by lesson, what no lesson names, closing."""
    ends = (*course.module.opening, *course.module.closing)
    practised = [id_ for lesson in course.lessons for id_ in lesson.practice]
    others = [x.id for x in course.exercises if x.id not in practised]
    middle = [id_ for id_ in (*practised, *others) if id_ not in ends]
    own = {x.id for x in course.exercises}
    found = dict.fromkeys((*course.module.opening, *middle, *course.module.closing))
    return [id_ for id_ in found if id_ in own]


def _module(course: Course) -> OutlineModule:
    module = course.module
    return {
        "id": module.id,
        "title": module.title,
        "lessons": [{"id": x.id, "title": x.title, "practice": list(x.practice)} for x in course.lessons],
        "exercises": in_order(course),
        "opening": list(module.opening),
        "closing": list(module.closing),
    }


def _exercise(exercise: Exercise, handbook: Handbook) -> OutlineExercise:
    kind = kind_of(exercise)
    found: OutlineExercise = {
        "kind": exercise.kind,
        "title": exercise.title,
        "was": exercise.was,
        "needs": kind.needs(exercise),
        **kind.outline(exercise, handbook),
    }
    return compact(OutlineExercise, found)
