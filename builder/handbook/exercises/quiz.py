"""What the browser knows of a quiz. Keys travel only where the author lets learners have them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.marking.text import normal
from handbook.exercises.shuffle import scrambled
from handbook.model.exercises.quiz import ChoiceQuestion, MatchQuestion, OrderQuestion, Question, Quiz
from handbook.text.catalogue import lookup, words

Details = dict[str, Any]


def details(quiz: Quiz, handbook: Handbook) -> Details:
    """The quiz's own part of the definition: `Details` in frontend/src/exercises/quiz/quiz.ts."""
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


def _all_outcomes(quiz: Quiz) -> list[str]:
    return [o for q in quiz.questions for o in _outcomes(q, quiz)]


def _outcomes(question: Question, quiz: Quiz) -> list[str]:
    return [question.outcome] if question.outcome else list(quiz.outcomes)


def question_details(question: Question, quiz: Quiz) -> Details:
    """What scoring a question takes; where trainers keep the key, all but the key."""
    found = {
        "id": question.id,
        "type": question.type,
        "points": question.points,
        "outcomes": _outcomes(question, quiz),
        "shuffle": not isinstance(question, ChoiceQuestion) or question.shuffle,
    } | _PARTS[question.type](question)
    return found | _KEYS[question.type](question) if quiz.keyed == "learner" else found


def _order(question: OrderQuestion) -> Details:
    return {"parts": scrambled([item.id for item in question.items], question.id)}


def _match(question: MatchQuestion) -> Details:
    rights = list(dict.fromkeys([*(pair.right for pair in question.pairs), *question.extra]))
    return {"parts": [pair.id for pair in question.pairs], "choices": scrambled(rights, question.id)}


_PARTS: Mapping[str, Callable[[Any], Details]] = {
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

_KEYS: Mapping[str, Callable[[Any], Details]] = {
    "single": lambda q: {"key": [option.id for option in q.options if option.right]},
    "multiple": lambda q: {"key": [option.id for option in q.options if option.right]},
    "truefalse": lambda q: {"key": q.answer},
    "blank": lambda q: {"key": {b.id: list(dict.fromkeys(map(normal, b.accept))) for b in q.blanks}},
    "numeric": lambda q: {"key": q.answer, "tolerance": q.tolerance},
    "order": lambda q: {"key": [item.id for item in q.items]},
    "match": lambda q: {"key": {pair.id: pair.right for pair in q.pairs}},
    "sort": lambda q: {"key": {item.id: item.bucket for item in q.items}},
}
