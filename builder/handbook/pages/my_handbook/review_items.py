"""Every question and card that can come back for review.

What is keyed for trainers is no part of it.
"""

from collections.abc import Iterator

from handbook.content.handbook import Handbook
from handbook.exercises.contract import Ask, Labels, compact
from handbook.exercises.kinds.quiz import question_details
from handbook.exercises.plain import Plain, plain_for
from handbook.exercises.questions import asked
from handbook.formula.numbers import display
from handbook.model.exercises import Exercise
from handbook.model.exercises.cards import Card, Cards
from handbook.model.exercises.quiz import (
    BlankQuestion,
    ChoiceQuestion,
    MatchQuestion,
    NumericQuestion,
    OrderQuestion,
    Question,
    Quiz,
    SortQuestion,
    TrueFalseQuestion,
)
from handbook.pages.contract import Items, ReviewAsk, ReviewCard, ReviewQuestion
from handbook.pages.prose import Prose
from handbook.text.catalogue import lookup, words

_MOST_PLACES = 6


def items(handbook: Handbook, prose: Prose) -> Items:
    """``quizzes`` and ``decks`` by id. Prose is HTML in which the authors' own is text."""
    plain = plain_for(handbook)
    maker = _Maker(handbook, prose)
    found: Items = {"quizzes": {}, "decks": {}}
    for exercise in handbook.exercises.values():
        if exercise.keyed == "learner" and isinstance(exercise, Quiz):
            questions = [maker.question(q, exercise) for q in exercise.questions]
            found["quizzes"][exercise.id] = {"questions": questions, "asked": _asked(exercise, plain)}
        elif exercise.keyed == "learner" and isinstance(exercise, Cards):
            cards = [maker.card(card) for card in exercise.cards]
            found["decks"][exercise.id] = {"cards": cards, "asked": _asked(exercise, plain)}
    return found


def _asked(exercise: Exercise, plain: Plain) -> dict[str, ReviewAsk]:
    return {id_: _identified(ask, named=not id_.endswith(".confidence")) for id_, ask in asked(exercise, plain).items()}


def _identified(ask: Ask, *, named: bool) -> ReviewAsk:
    """Return the data that identify an answer's wording, and its former ids."""
    found: ReviewAsk = {
        "label": ask["label"] if named else "",
        "sig": ask["sig"],
        "shape": ask["shape"],
        "was": ask.get("was", ()),
        "ids": ask.get("ids", {}),
    }
    return compact(ReviewAsk, found)


class _Maker:
    def __init__(self, handbook: Handbook, prose: Prose) -> None:
        self._prose = prose
        self._catalogue = words(handbook.settings.language)

    def card(self, card: Card) -> ReviewCard:
        found: ReviewCard = {
            "id": card.id,
            "front": self._prose.block(card.front),
            "back": self._prose.block(card.back),
            "hint": self._prose.inline(card.hint) if card.hint else "",
            "alike": card.alike or "",
        }
        return compact(ReviewCard, found)

    def question(self, question: Question, quiz: Quiz) -> ReviewQuestion:
        """Its score's definition; ``ask``, ``says`` (why, by part), ``explain``: HTML; ``labels``, ``right``: text."""
        found: ReviewQuestion = {
            **question_details(question, quiz),
            "ask": self._prose.block(_open_gaps(question)),
            "labels": dict(self._labels(question)),
            "buckets": _buckets(question),
            "right": dict(self._right(question)),
            "says": dict(self._says(question)),
            "explain": self._prose.block(question.explain) if question.explain else "",
            "alike": question.alike or "",
        }
        return compact(ReviewQuestion, found, keep=("key", "tolerance"))

    def _labels(self, question: Question) -> Iterator[tuple[str, str]]:
        if isinstance(question, ChoiceQuestion):
            yield from ((option.id, self._prose.inline(option.text)) for option in question.options)
        elif isinstance(question, BlankQuestion):
            for number, blank in enumerate(question.blanks, 1):
                label = lookup(self._catalogue, "quiz.blank", n=number)
                yield blank.id, f"{label}（{blank.label}）" if blank.label else label
        elif isinstance(question, MatchQuestion):
            yield from ((pair.id, pair.left) for pair in question.pairs)
        elif isinstance(question, OrderQuestion | SortQuestion):
            yield from ((item.id, item.label) for item in question.items)

    def _right(self, question: Question) -> Iterator[tuple[str, str]]:
        """Part → what is right, where a script could not say it in words."""
        if isinstance(question, BlankQuestion):
            yield from ((blank.id, " / ".join(blank.accept)) for blank in question.blanks)
        elif isinstance(question, NumericQuestion):
            unit = f" {question.unit}" if question.unit else ""
            yield question.id, f"{display(question.answer, _MOST_PLACES)}{unit}"

    def _says(self, question: Question) -> Iterator[tuple[str, str]]:
        pairs: list[tuple[str, str | None]] = []
        if isinstance(question, ChoiceQuestion):
            pairs = [(option.id, option.why) for option in question.options]
        elif isinstance(question, TrueFalseQuestion):
            pairs = [("true", question.why_true), ("false", question.why_false)]
        elif isinstance(question, SortQuestion):
            pairs = [(item.id, item.why) for item in question.items]
        yield from ((part, self._prose.block(why)) for part, why in pairs if why)


def _open_gaps(question: Question) -> str:
    """The question's text; gaps as numbered blanks, because the boxes to type in stand below it."""
    text = question.ask
    for number, blank in enumerate(getattr(question, "blanks", ()), 1):
        text = text.replace(f"[[{blank.id}]]", f"＿＿（{number}）＿＿")
    return text


def _buckets(question: Question) -> Labels:
    """Return the buckets of a part: value and label."""
    if isinstance(question, SortQuestion):
        return [(bucket.id, bucket.label) for bucket in question.buckets]
    return []
