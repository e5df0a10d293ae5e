"""What the page of the learner's data knows of everything that can be answered."""

from collections.abc import Iterator

from builder import links
from builder.definition import Definition, common
from builder.definition.asked import Ask
from builder.definition.plain import Plain, plain_for
from builder.definition.wording import block_wording
from builder.model.handbook import Handbook
from builder.model.module import Lesson


def catalogue(handbook: Handbook) -> tuple[Definition, ...]:
    """Every exercise, then every lesson with questions (``lesson:<id>``): their common definition and page."""
    plain = plain_for(handbook)
    exercises = [common(x, plain) | {"path": links.exercise_path(x.id)} for x in handbook.exercises.values()]
    return (*exercises, *_lessons(handbook, plain))


def _lessons(handbook: Handbook, plain: Plain) -> Iterator[Definition]:
    for course in handbook.courses:
        for lesson in course.lessons:
            asked = _asked(lesson, plain)
            if asked:
                path = links.lesson_path(course.module.id, lesson.id)
                yield _lesson(lesson, asked) | {"path": path}


def _lesson(lesson: Lesson, asked: dict[str, Ask]) -> Definition:
    return {
        "id": f"lesson:{lesson.id}",
        "kind": "lesson",
        "title": lesson.title,
        "asked": asked,
        "needs": list(asked),
        "layout": "",
    }


def _asked(lesson: Lesson, plain: Plain) -> dict[str, Ask]:
    found: dict[str, Ask] = {}
    for block in lesson.blocks:
        if block.type in ("check", "reflect") and block.id:
            options = [(str(n), plain(option.text)) for n, option in enumerate(getattr(block, "options", ()), 1)]
            found[block.id] = {"label": plain(block.ask), "sig": block_wording(block), "shape": "text"}
            if options:
                found[block.id] |= {"shape": "one", "options": options}
    return found
