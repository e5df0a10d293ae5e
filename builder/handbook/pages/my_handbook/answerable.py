"""Data of the learner's own pages about everything that can be answered."""

from collections.abc import Iterator, Mapping

from handbook.content.handbook import Handbook
from handbook.exercises.contract import Ask, Definition, Known
from handbook.exercises.plain import Plain, plain_for
from handbook.exercises.signature import block_wording
from handbook.model.module import Lesson
from handbook.model.settings import REVIEW
from handbook.text.catalogue import lookup, words

READ = "page.read"
"""No block has this id: there is a dot in it."""


def catalogue(handbook: Handbook, definitions: Mapping[str, Definition]) -> tuple[Known, ...]:
    """Every exercise, every lesson (``lesson:<id>``), the learner's own page (``review``).

    `definitions` are those of the exercises' pages, by id.
    """
    plain = plain_for(handbook)
    exercises = [_known(definitions[id_]) for id_ in handbook.exercises]
    return (*exercises, *_lessons(handbook, plain), _review(handbook))


def _known(definition: Definition) -> Known:
    return {
        "id": definition["id"],
        "kind": definition["kind"],
        "title": definition["title"],
        "was": definition["was"],
        "asked": definition["asked"],
        "needs": definition["needs"],
        "from": definition["from"],
        "layout": definition["layout"],
    }


def _review(handbook: Handbook) -> Known:
    """Return the review data of the learner's page: when questions come back, and what became of promises."""
    title = lookup(words(handbook.settings.language), "mine.record")
    return {"id": REVIEW, "kind": REVIEW, "title": title, "asked": {}, "needs": [], "layout": ""}


def _lessons(handbook: Handbook, plain: Plain) -> Iterator[Known]:
    read: Ask = {"label": lookup(words(handbook.settings.language), "mine.read_to_end"), "sig": "", "shape": "bool"}
    for course in handbook.courses:
        for lesson in course.lessons:
            yield _lesson(lesson, _asked(lesson, plain), read)


def _lesson(lesson: Lesson, asked: dict[str, Ask], read: Ask) -> Known:
    """A lesson's questions, and whether it was read to its end (set by frontend/src/exercises/lesson_check.ts)."""
    return {
        "id": f"lesson:{lesson.id}",
        "kind": "lesson",
        "title": lesson.title,
        "asked": {**asked, READ: read},
        "needs": list(asked) or [READ],
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
