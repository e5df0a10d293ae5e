"""The questions that go with the acknowledgement of a release, and what its page ships to the browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.content.handbook import Handbook
from handbook.model.exercises.quiz import ChoiceQuestion, Question, Quiz, TrueFalseQuestion
from handbook.pages.contract import ReceiptFacts
from handbook.policy.acknowledge import Part, article_of, parts_of
from handbook.policy.text import Text
from handbook.policy.versions import Release

MOST_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class ComprehensionItem:
    """A question that can be drawn for a part."""

    id: str
    """``<quiz>.<question>``."""
    part: str
    question: ChoiceQuestion | TrueFalseQuestion

    @property
    def right(self) -> tuple[str, ...]:
        """The options that are right."""
        if isinstance(self.question, TrueFalseQuestion):
            return ("true" if self.question.answer else "false",)
        return tuple(option.id for option in self.question.options if option.right)


def comprehension_items(handbook: Handbook, release: Release) -> tuple[ComprehensionItem, ...]:
    """Every question that may be drawn, in the order of the articles they belong to.

    Only questions with options whose answers the learner may see; tests before and after a module keep theirs.
    """
    order = {part.id: number for number, part in enumerate(parts_of(release))}
    found = [
        ComprehensionItem(f"{quiz.id}.{question.id}", part, question)
        for quiz in handbook.exercises.values()
        if isinstance(quiz, Quiz) and quiz.keyed == "learner" and quiz.role == "practice"
        for question in quiz.questions
        if isinstance(question, ChoiceQuestion | TrueFalseQuestion)
        if (part := _part_of(release.text, question, quiz.clauses))
    ]
    return tuple(sorted(found, key=lambda asked: order[asked.part]))


def _part_of(text: Text, question: Question, otherwise: tuple[str, ...]) -> str | None:
    """The article that a question is about: that of the first clause it names."""
    return next((article for ident in question.clauses or otherwise if (article := article_of(text, ident))), None)


def facts(release: Release, parts: Iterable[Part], asked: Iterable[ComprehensionItem]) -> ReceiptFacts:
    """Return the data of the page's script: the release that a receipt is bound to, and the key of each question."""
    scheme, frozen = release.scheme, release.frozen
    return {
        "policy": {
            "id": scheme.id,
            "version": scheme.version,
            "number": scheme.number,
            "hash": frozen.hash if frozen else "",
        },
        "parts": [{"id": part.id, "hash": part.hash} for part in parts],
        "questions": [{"id": one.id, "part": one.part, "right": list(one.right)} for one in asked],
        "most": MOST_QUESTIONS,
    }
