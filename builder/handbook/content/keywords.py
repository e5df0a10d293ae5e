"""By which words a page is found beside those that stand on it: other names of the terms it is about."""

from collections.abc import Iterable, Iterator

from handbook.content.handbook import Handbook
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson
from handbook.model.reference import Term


def lesson_keywords(handbook: Handbook, lesson: Lesson) -> tuple[str, ...]:
    """Words for a lesson: its own, and those of the terms in its title, headings and concepts."""
    blocks = (text for block in lesson.blocks for text in (block.heading, getattr(block, "term", None)))
    return _keywords(handbook, lesson.search, (lesson.title, *filter(None, blocks)))


def exercise_keywords(handbook: Handbook, exercise: Exercise) -> tuple[str, ...]:
    """Words for an exercise: its own, and those of the terms in its title."""
    return _keywords(handbook, exercise.search, (exercise.title,))


def known_words(handbook: Handbook) -> tuple[str, ...]:
    """Every word that search should keep whole: terms, their other names, and what pages are searched by."""
    lessons = (word for _, lesson in handbook.lessons.values() for word in lesson.search)
    exercises = (word for exercise in handbook.exercises.values() for word in exercise.search)
    words = {*lessons, *exercises, *(word for term in handbook.terms.values() for word in _names(term))}
    return tuple(sorted(word for word in words if len(word) > 1))


def _keywords(handbook: Handbook, own: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    shown = "\n".join(texts)
    about = (term for term in handbook.terms.values() if any(name in shown for name in (term.term, *term.aliases)))
    words = (*own, *(word for term in about for word in _names(term)))
    return tuple(dict.fromkeys(word for word in words if word not in shown))


def _names(term: Term) -> Iterator[str]:
    yield from (term.term, *term.aliases, *term.search)
