"""The handbook's outline for the learner's own page: `Outline` in frontend/src/mine/outline.ts.

Small enough to stand in the page. What is long (questions, cards, what sheets ask) is shipped apart: `items`, `sheets`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from handbook.content.handbook import Course, Handbook
from handbook.exercises.questions import needs
from handbook.model.exercises import Exercise
from handbook.model.exercises.cards import Cards
from handbook.model.exercises.checklist import Checklist
from handbook.model.exercises.quiz import Quiz
from handbook.model.exercises.scale import Scale
from handbook.model.exercises.worksheet import DateField, TableField, TextField, Worksheet
from handbook.model.module import Lesson
from handbook.text.catalogue import lookup, words

Outline = dict[str, Any]


def outline(handbook: Handbook) -> Outline:
    """Modules with lessons and exercises in the order of learning, and what counts as done, due or promised."""
    total = lookup(words(handbook.settings.language), "js.scale.scale_total")
    settings = handbook.settings
    return {
        "handbook": {"title": settings.title, "organisation": settings.organisation},
        "modules": [_module(course) for course in handbook.courses],
        "exercises": {x.id: _exercise(x, total) for x in handbook.exercises.values()},
    }


def in_order(course: Course) -> list[str]:
    """A module's exercises as a learner meets them: opening, lesson by lesson, what no lesson names, closing."""
    ends = (*course.module.opening, *course.module.closing)
    practised = [id_ for lesson in course.lessons for id_ in _practice(lesson)]
    others = [x.id for x in course.exercises if x.id not in practised]
    middle = [id_ for id_ in (*practised, *others) if id_ not in ends]
    own = {x.id for x in course.exercises}
    found = dict.fromkeys((*course.module.opening, *middle, *course.module.closing))
    return [id_ for id_ in found if id_ in own]


def _module(course: Course) -> Outline:
    module = course.module
    return {
        "id": module.id,
        "title": module.title,
        "lessons": [{"id": x.id, "title": x.title, "practice": _practice(x)} for x in course.lessons],
        "exercises": in_order(course),
        "opening": list(module.opening),
        "closing": list(module.closing),
    }


def _practice(lesson: Lesson) -> list[str]:
    return [block.exercise for block in lesson.blocks if block.type == "practice"]


def _exercise(exercise: Exercise, total: str) -> Outline:
    found = {
        "kind": exercise.kind,
        "title": exercise.title,
        "was": list(exercise.was),
        "needs": needs(exercise),
        **_of_kind(exercise, total),
    }
    return {key: value for key, value in found.items() if value}


def _of_kind(exercise: Exercise, total: str) -> Outline:
    if isinstance(exercise, Worksheet):
        return {"review": exercise.review_after, "promises": list(_promises(exercise))}
    if isinstance(exercise, Quiz):
        return {"open": exercise.keyed == "learner", "role": exercise.role}
    if isinstance(exercise, Scale):
        parts = [(s.id, s.label) for s in exercise.subscales]
        return {"points": len(exercise.points), "parts": [*parts, ("total", total)], "compare": exercise.compare_with}
    if isinstance(exercise, Checklist):
        return {"repeat": exercise.repeat, "items": [item.id for item in exercise.items], "goal": exercise.goal}
    return {"open": exercise.keyed == "learner"} if isinstance(exercise, Cards) else {}


def _promises(worksheet: Worksheet) -> Iterator[Outline]:
    """Fields that hold promises or their day, and of tables the columns that do."""
    for field in worksheet.fields:
        if isinstance(field, TextField) and field.promise:
            yield _field(field.id, field.was, label=field.label)
        elif isinstance(field, DateField) and field.promise:
            yield _field(field.id, field.was, date=True)
        elif isinstance(field, TableField) and any(column.promise for column in field.columns):
            marked = [column for column in field.columns if column.promise]
            dates = [column.id for column in marked if column.type == "date"]
            columns = [(column.id, column.label) for column in marked if column.id not in dates]
            yield _field(field.id, field.was, columns=columns, dates=dates)


def _field(id_: str, was: Iterable[str], **more: object) -> Outline:
    """Return a field without empty entries, except columns of a table of days: they make it a table."""
    found = {"id": id_, "was": list(was), **more}
    return {key: value for key, value in found.items() if value or key == "columns"}
