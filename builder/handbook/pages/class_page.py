"""The class page of the trainer's edition."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from handbook.content import addresses
from handbook.content.handbook import Handbook
from handbook.exercises.answer_key import Facts, facts
from handbook.exercises.contract import ClassFacts, Question
from handbook.exercises.definition import Definitions
from handbook.pages.page import Page

MOST_COLUMNS = 8
"""Questions in the example."""


@dataclass(frozen=True, slots=True)
class ClassView:
    """Context of the class page: what reading answers takes, keys included."""

    facts: ClassFacts
    example: str
    """A table from paper, for the first quiz that there is."""
    quizzes: tuple[tuple[str, str], ...]
    """Id and title of every quiz: what the first cell of a table says."""


def class_pages(handbook: Handbook, edition: str, definitions: Definitions) -> tuple[Page, ...]:
    """The page where a trainer sees the class's results; no other edition has one, for it holds every key."""
    if edition != "trainer":
        return ()
    known = facts(handbook, definitions=definitions)
    quizzes = tuple((one["id"], one["title"]) for one in known.data["exercises"] if one["kind"] == "quiz")
    return (Page(addresses.CLASS, "class", "", "", ClassView(known.data, _example(known), quizzes)),)


def _example(known: Facts) -> str:
    quiz = next((one for one in known.data["exercises"] if one["kind"] == "quiz"), None)
    if quiz is None:
        return ""
    questions = quiz["questions"][:MOST_COLUMNS]
    head = [quiz["id"], *(str(number) for number in range(1, len(questions) + 1))]
    return "\n".join([",".join(head), ",".join(["A07", *map(_typed, questions)])])


def _typed(question: Question) -> str:
    """Return an example of an answer, as it is typed."""
    count = len(question.get("parts", ()))
    return {
        "single": "B",
        "multiple": "AB",
        "truefalse": "对",
        "blank": "|".join(["…"] * count),
        "numeric": "12",
        "order": " ".join(map(str, [*range(2, count + 1), 1])),
        "match": " ".join(ascii_uppercase[(place + 1) % count] for place in range(count)),
        "sort": " ".join("AB"[place % 2] for place in range(count)),
    }[question["type"]]
