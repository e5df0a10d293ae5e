"""Every question that offers options, from quizzes and from the checks of lessons, in one shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.content.loaded import Entry, Loaded
from handbook.model.blocks import CheckBlock, CheckOption
from handbook.model.exercises.quiz import ChoiceQuestion, Option, Quiz
from handbook.model.module import Lesson
from handbook.source import Document, Loc
from handbook.text.markdown_text import strip_markdown


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with options; `loc` is its place in `doc`, `texts` are its options as they are read."""

    doc: Document
    loc: Loc
    ask: str
    texts: tuple[str, ...]
    right: tuple[int, ...]
    whys: tuple[str, ...]
    shuffled: bool

    def option(self, number: int, key: str) -> Loc:
        """Where a key of an option stands."""
        return (*self.loc, "options", number, key)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that one learner meets together: those of an exercise, or those of a module's lessons."""

    case: str
    """Empty for an exercise, ``lessons`` for a module."""
    name: str
    choices: tuple[Choice, ...]


def groups(loaded: Loaded) -> Iterator[Group]:
    """The questions with options of each quiz, and of each module's lessons."""
    for entry in loaded.exercises_of(Quiz):
        yield Group("", entry.model.id, tuple(_questions(entry.doc, entry.model)))
    for folder in dict.fromkeys(lesson.folder for lesson in loaded.lessons):
        lessons = [lesson for lesson in loaded.lessons if lesson.folder == folder]
        yield Group("lessons", folder, tuple(check for lesson in lessons for check in _checks(lesson)))


def _questions(doc: Document, quiz: Quiz) -> Iterator[Choice]:
    for number, question in enumerate(quiz.questions):
        if isinstance(question, ChoiceQuestion):
            yield _choice(doc, ("questions", number), question, shuffled=question.shuffle)


def _checks(lesson: Entry[Lesson]) -> Iterator[Choice]:
    for number, block in enumerate(lesson.model.blocks):
        if isinstance(block, CheckBlock) and block.options:
            yield _choice(lesson.doc, ("blocks", number), block, shuffled=False)


def _choice(doc: Document, loc: Loc, asked: ChoiceQuestion | CheckBlock, *, shuffled: bool) -> Choice:
    options: Sequence[Option | CheckOption] = asked.options
    return Choice(
        doc,
        loc,
        asked.ask,
        tuple(strip_markdown(option.text) for option in options),
        tuple(number for number, option in enumerate(options) if option.right),
        tuple(option.why or "" for option in options),
        shuffled,
    )
