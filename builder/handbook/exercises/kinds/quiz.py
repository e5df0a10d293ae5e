"""The definition of a quiz. Keys travel only where the author lets learners have them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.ask import ask, labels, renamed
from handbook.exercises.contract import (
    Ask,
    AskParts,
    OutlineParts,
    QuestionKey,
    QuestionParts,
    QuestionType,
    QuizDetails,
    Shape,
    compact,
)
from handbook.exercises.contract import Question as Scored
from handbook.exercises.marking.text import normal
from handbook.exercises.plain import Plain
from handbook.exercises.shuffle import scrambled
from handbook.exercises.signature import signature
from handbook.model.exercises.quiz import ChoiceQuestion, MatchQuestion, OrderQuestion, Question, Quiz, SortQuestion
from handbook.text.catalogue import lookup, words

CONFIDENCE = (1, 3)


def questions(quiz: Quiz, plain: Plain) -> Iterator[tuple[str, Ask]]:
    """The questions, each with its confidence where that is asked for."""
    for question in quiz.questions:
        found = _ask(question, plain)
        yield question.id, found
        if quiz.confidence:
            was = [f"{old}.confidence" for old in question.was]
            yield f"{question.id}.confidence", ask(found["label"], found["sig"], "number", was, range=CONFIDENCE)


def _ask(question: Question, plain: Plain) -> Ask:
    parts = _asked_parts(question, plain)
    # What is empty counts as absent: signatures that learners' records hold were made so.
    options, items = parts.get("options") or None, parts.get("items") or None
    found: Ask = {
        "label": plain(question.ask),
        "shape": _SHAPES[question.type],
        "was": question.was,
        **parts,
        "sig": signature(question.ask, options, items, getattr(question, "unit", None)),
    }
    return compact(Ask, found)


def needs(_: Quiz) -> list[str]:
    """Nothing: a quiz is done when it was handed in."""
    return []


def details(quiz: Quiz, handbook: Handbook) -> QuizDetails:
    """The quiz's own part of the definition."""
    word = partial(lookup, words(handbook.settings.language))
    parallel = handbook.exercises.get(quiz.parallel or "")
    return {
        "questions": [question_details(q, quiz) for q in quiz.questions],
        "outcomes": {o: handbook.outcomes[o].text for o in dict.fromkeys(_all_outcomes(quiz))},
        "pools": [{"draw": pool.draw, "of": list(pool.questions)} for pool in quiz.pools],
        "pass": quiz.pass_percent,
        "feedback": quiz.feedback,
        "shuffle": quiz.shuffle,
        "confidence": quiz.confidence,
        "open": quiz.keyed == "learner",
        "role": quiz.role,
        "outputs": {name: {"label": word(f"quiz.{name}")} for name in ("score", "percent", "passed", "marks")},
        "parallel": {"id": parallel.id, "title": parallel.title} if parallel else None,
    }


def outline(quiz: Quiz, _: Handbook) -> OutlineParts:
    """Return whether the page can mark it, and whether it belongs before or after the training."""
    return {"open": quiz.keyed == "learner", "role": quiz.role}


def _all_outcomes(quiz: Quiz) -> list[str]:
    return [o for q in quiz.questions for o in _outcomes(q, quiz)]


def _outcomes(question: Question, quiz: Quiz) -> list[str]:
    return [question.outcome] if question.outcome else list(quiz.outcomes)


def question_details(question: Question, quiz: Quiz) -> Scored:
    """Data for scoring a question; where trainers keep the key, all but the key."""
    key: QuestionKey = _KEYS[question.type](question) if quiz.keyed == "learner" else {}
    return {
        "id": question.id,
        "type": question.type,
        "points": question.points,
        "outcomes": _outcomes(question, quiz),
        "shuffle": not isinstance(question, ChoiceQuestion) or question.shuffle,
        **_PARTS[question.type](question),
        **key,
    }


def _order(question: OrderQuestion) -> QuestionParts:
    return {"parts": scrambled([item.id for item in question.items], question.id)}


def _match(question: MatchQuestion) -> QuestionParts:
    rights = list(dict.fromkeys([*(pair.right for pair in question.pairs), *question.extra]))
    return {"parts": [pair.id for pair in question.pairs], "choices": scrambled(rights, question.id)}


_PARTS: Mapping[QuestionType, Callable[[Any], QuestionParts]] = {
    "single": lambda q: {"parts": [option.id for option in q.options]},
    "multiple": lambda q: {"parts": [option.id for option in q.options]},
    "truefalse": lambda _: {},
    "blank": lambda q: {"parts": [blank.id for blank in q.blanks]},
    "numeric": lambda q: {"unit": q.unit},
    "order": _order,
    "match": _match,
    "sort": lambda q: {"parts": [item.id for item in q.items]},
}
"""The parts of a question in the order of the page, which says nothing about what is right."""

_KEYS: Mapping[QuestionType, Callable[[Any], QuestionKey]] = {
    "single": lambda q: {"key": [option.id for option in q.options if option.right]},
    "multiple": lambda q: {"key": [option.id for option in q.options if option.right]},
    "truefalse": lambda q: {"key": q.answer},
    "blank": lambda q: {"key": {b.id: list(dict.fromkeys(map(normal, b.accept))) for b in q.blanks}},
    "numeric": lambda q: {"key": q.answer, "tolerance": q.tolerance},
    "order": lambda q: {"key": [item.id for item in q.items]},
    "match": lambda q: {"key": {pair.id: pair.right for pair in q.pairs}},
    "sort": lambda q: {"key": {item.id: item.bucket for item in q.items}},
}

_SHAPES: Mapping[QuestionType, Shape] = {
    "single": "one",
    "multiple": "many",
    "truefalse": "bool",
    "blank": "texts",
    "numeric": "number",
    "order": "order",
    "match": "map",
    "sort": "map",
}
"""The shape of an answer, by the type of its question."""


def _asked_parts(question: Question, plain: Plain) -> AskParts:
    """The parts of an answer, sorted, so that nothing tells which is right."""
    make = _ASKED_PARTS.get(question.type)
    return make(question, plain) if make else {}


def _asked_options(question: ChoiceQuestion, plain: Plain) -> AskParts:
    options = sorted((option.id, plain(option.text)) for option in question.options)
    return {"options": options, "ids": renamed(question.options)}


def _asked_match(question: MatchQuestion, _: Plain) -> AskParts:
    rights = sorted({*(pair.right for pair in question.pairs), *question.extra})
    items = sorted((pair.id, pair.left) for pair in question.pairs)
    return {"items": items, "options": [(text, text) for text in rights]}


def _asked_sort(question: SortQuestion, _: Plain) -> AskParts:
    items = sorted((item.id, item.label) for item in question.items)
    return {"items": items, "options": labels(question.buckets), "ids": renamed(question.buckets)}


_ASKED_PARTS: Mapping[str, Callable[[Any, Plain], AskParts]] = {
    "single": _asked_options,
    "multiple": _asked_options,
    "order": lambda q, _: {"items": sorted(labels(q.items)), "ids": renamed(q.items)},
    "match": _asked_match,
    "sort": _asked_sort,
    "blank": lambda q, _: {"items": [(blank.id, blank.label or blank.id) for blank in q.blanks]},
}
