"""Questions for a whole room: the question with its options, and the answer on a slide of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from handbook.content.reading_time import CHARACTERS_PER_MINUTE, characters
from handbook.exercises.contract import Question as Scored
from handbook.model.blocks import CheckBlock
from handbook.model.exercises.quiz import ChoiceQuestion, Question, TrueFalseQuestion
from handbook.pages.slides.layout import HIGH, LINE, SIZES, WIDE, largest, lines
from handbook.pages.slides.slide import Note, Slide, numbered
from handbook.pages.slides.text_chunks import BIG, TextChunk, pages, split_chunks

_TALLY = 8.6
"""Width of the count beside an option."""
_LETTER = 2.2
_BUTTON, _FRAME = 1.375, 0.65
"""Height of a button, and of what is around an option and between two."""
_FOOT = 2.0
"""Height of the line below the options: what is right, and how many hands were counted."""
_THINK, _WORK = 20, 60
"""Seconds to choose, and to work something out."""
_STEP = 15
_LEAST, _MOST = 30, 180
_MOSTLY = 0.7
"""Part of a slide that what is right may fill with its explanation still below it."""
_ONE_COLUMN = 6
"""Answers that stand below each other; more stand in two columns."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as a room sees it."""

    letter: str
    text: str
    right: bool
    why: str
    word: str = ""
    """Key of the word that stands for the text, where there is none."""


@dataclass(frozen=True, slots=True)
class SlideQuestion:
    """A question: of options, or of what is written down by hand."""

    id: str
    ask: str
    choices: tuple[Choice, ...] = ()
    many: bool = False
    given: tuple[str, ...] = ()
    """What is to be put in order, matched or sorted."""
    into: tuple[str, ...] = ()
    """What it is matched with or sorted into."""
    answers: tuple[tuple[str, str], ...] = ()
    """(what, what is right of it) where there are no options."""
    explain: str = ""
    number: tuple[int, int] | None = None
    """Which of how many."""


def slides_of(
    asked: SlideQuestion, title: str = "", seconds: int | None = None, extra: tuple[Note, ...] = ()
) -> list[Slide]:
    """The slide that asks and those that answer. Seconds follow from the length where nobody says them."""
    time = seconds or seconds_for(asked)
    size = largest(lambda size: _height(asked, size), HIGH) or SIZES[-1]
    whys = tuple(Note("slides.option", f"{one.letter}　{one.why}") for one in asked.choices if one.why)
    first = Slide("question", title, data={"asked": asked}, size=size, notes=(*extra, *whys), seconds=time)
    answers = _answers(asked)
    return [first, *answers]


def _answers(asked: SlideQuestion) -> list[Slide]:
    if not (asked.answers or asked.explain or any(one.right for one in asked.choices)):
        return []
    right = [one for one in asked.choices if one.right]
    because = [f"**{one.letter}**　{one.why}" if len(right) > 1 else one.why for one in right if one.why]
    text = "\n\n".join(part for part in (*because, asked.explain) if part)
    rooms = _rooms(asked, text)
    return numbered(
        [
            Slide("answer", data={"asked": asked, "right": right, "text": page, "first": not at}, size=size)
            for at, (page, size) in enumerate(rooms)
        ]
    )


def _rooms(asked: SlideQuestion, text: str) -> list[tuple[str, float]]:
    """(explanation, size) of each slide; where what is right is long, the explanation follows it."""
    above = partial(_above, asked)
    if text and above(BIG[-1]) <= HIGH * _MOSTLY:
        return pages(text, HIGH, above)
    return [("", largest(above, HIGH) or SIZES[-1]), *(pages(text, HIGH) if text else [])]


def _above(asked: SlideQuestion, size: float) -> float:
    """The height of what is right, above its explanation."""
    right = [one.text for one in asked.choices if one.right]
    if right:
        return sum(lines(text, (WIDE - _LETTER * size) / size) * 1.5 * size for text in right) + 3.2 * size
    columns = 1 if len(asked.answers) <= _ONE_COLUMN else 2
    rows = [lines(f"{what} → {right}", (WIDE / columns - 2.6) / size) for what, right in asked.answers]
    return ((sum(rows) + (max(rows, default=0) if columns > 1 else 0)) / columns * LINE + 2.6) * size


def _height(asked: SlideQuestion, size: float) -> float:
    ask = sum(part.height(1.125 * size) for part in split_chunks(asked.ask)) + (
        1.2 if asked.number or asked.many else 0
    )
    if asked.choices:
        room = (WIDE - _LETTER - _TALLY) / size
        rows = (max(_BUTTON, lines(one.text, room) * 1.4 * size) for one in asked.choices)
        return ask + sum(row + _FRAME * size + 0.125 for row in rows) + 0.5 * size + _FOOT
    return ask + _given(asked, size)


def _given(asked: SlideQuestion, size: float) -> float:
    """Return the height of the items to order, match or sort, in two columns below their targets."""
    items = [TextChunk(text).height(size, WIDE / 2 - 2.4) for text in asked.given]
    into = lines("　　".join(asked.into), WIDE / size) * 1.9 * size if asked.into else 0
    return (sum(items) + max(items, default=0)) / 2 + into + 1.2 * size


def seconds_for(asked: SlideQuestion) -> int:
    """Reading it once at the pace of `reading`, and a while to think: between half a minute and three."""
    letters = characters((asked.ask, *(one.text for one in asked.choices), *asked.given, *asked.into))
    time = letters / CHARACTERS_PER_MINUTE * 60 + (_THINK if asked.choices else _WORK)
    return min(_MOST, max(_LEAST, -(-int(time) // _STEP) * _STEP))


def of_check(block: CheckBlock) -> SlideQuestion:
    """A retrieval check of a lesson."""
    choices = tuple(
        Choice(_letter(at), option.text, option.right, option.why or "") for at, option in enumerate(block.options)
    )
    many = sum(one.right for one in choices) > 1
    return SlideQuestion(block.id or "check", block.ask, choices, many, explain=block.answer or "")


def of_question(question: Question, known: Scored, number: tuple[int, int]) -> SlideQuestion:
    """A quiz's question; `known` is its part of the definition, which has shuffled what is to be shuffled."""
    asked = SlideQuestion(question.id, question.ask, explain=question.explain or "", number=number)
    if isinstance(question, ChoiceQuestion):
        order = sorted(question.options, key=lambda one: one.id) if question.shuffle else question.options
        choices = (Choice(_letter(at), one.text, one.right, one.why or "") for at, one in enumerate(order))
        return replace(asked, choices=tuple(choices), many=question.type == "multiple")
    if isinstance(question, TrueFalseQuestion):
        return replace(asked, choices=_both(question))
    return replace(asked, **_written(question, known))


def _both(question: TrueFalseQuestion) -> tuple[Choice, ...]:
    return (
        Choice("A", "", question.answer, question.why_true or "", "quiz.true"),
        Choice("B", "", not question.answer, question.why_false or "", "quiz.false"),
    )


def _written(question: Any, known: Scored) -> dict[str, Any]:
    """Return the items and the answer of a question that has no options."""
    match question.type:
        case "blank":
            ask = question.ask
            for blank in question.blanks:
                ask = ask.replace(f"[[{blank.id}]]", "＿＿＿＿", 1)
            found = [(blank.label or "", " / ".join(blank.accept)) for blank in question.blanks]
            return {"ask": ask, "answers": tuple(found)}
        case "numeric":
            number = f"{question.answer:.15g}{' ' + question.unit if question.unit else ''}"
            return {"answers": (("", number),)}
        case "order":
            labels = {item.id: item.label for item in question.items}
            answers = tuple((f"{at}.", item.label) for at, item in enumerate(question.items, 1))
            return {"given": tuple(labels[part] for part in known["parts"]), "answers": answers}
        case "match":
            pairs = tuple((pair.left, pair.right) for pair in question.pairs)
            return {"given": tuple(left for left, _ in pairs), "into": tuple(known["choices"]), "answers": pairs}
        case _:
            buckets = {bucket.id: bucket.label for bucket in question.buckets}
            answers = tuple((item.label, buckets[item.bucket]) for item in question.items)
            return {
                "given": tuple(item.label for item in question.items),
                "into": tuple(buckets.values()),
                "answers": answers,
            }


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def lettered(texts: Sequence[str]) -> tuple[Choice, ...]:
    """Options of which none is right: what somebody can do in a scene."""
    return tuple(Choice(_letter(at), text, False, "") for at, text in enumerate(texts))
