"""Partial credit, confidence marks and the pass mark, with figures worked out by hand."""

from typing import Any

import pytest
from handbook.exercises.marking.quiz import result, share
from handbook.model.exercises.quiz import Question, Quiz
from pydantic import TypeAdapter

QUESTIONS: dict[str, dict[str, Any]] = {
    "single": {"options": [{"id": "a", "text": "a", "right": True}, {"id": "b", "text": "b"}]},
    "multiple": {"options": [{"id": i, "text": i, "right": i in "abc"} for i in "abcde"]},
    "truefalse": {"answer": False},
    "blank": {"blanks": [{"id": "x", "accept": ["三", "叁"]}, {"id": "y", "accept": ["重要"]}]},
    "numeric": {"answer": 0.3, "tolerance": 0.1, "unit": "万元"},
    "order": {"items": [{"id": i, "label": i} for i in "abcd"]},
    "match": {"pairs": [{"id": i, "left": i, "right": i.upper()} for i in "abcd"]},
    "sort": {
        "buckets": [{"id": "u", "label": "u"}, {"id": "v", "label": "v"}],
        "items": [{"id": "a", "label": "a", "bucket": "u"}, {"id": "b", "label": "b", "bucket": "v"}],
    },
}


def question(type_: str, id_: str = "q", points: float = 1) -> dict[str, Any]:
    return {"id": id_, "type": type_, "ask": "?", "points": points, **QUESTIONS[type_]}


@pytest.mark.parametrize(
    ("type_", "answer", "expected"),
    [
        ("single", "a", 1),
        ("single", "b", 0),
        ("single", "gone", None),
        ("multiple", ["a", "b", "c"], 1),
        ("multiple", ["a", "b"], 2 / 3),
        ("multiple", ["a", "b", "d"], 1 / 3),
        ("multiple", ["d", "e"], 0),
        ("multiple", [], None),
        ("multiple", ["gone"], None),
        ("truefalse", False, 1),
        ("truefalse", True, 0),
        ("truefalse", 0, None),
        ("blank", {"x": "３", "y": "重 要。"}, 1),
        ("blank", {"x": "叁"}, 1 / 2),
        ("blank", {"x": " "}, None),
        ("numeric", 0.4, 1),
        ("numeric", "0.20 万元", 1),
        ("numeric", 0.41, 0),
        ("numeric", "不知道", 0),
        ("numeric", "  ", None),
        ("order", {"a": 1, "b": 2, "c": 3, "d": 4}, 1),
        ("order", {"b": 1, "c": 2, "d": 3, "a": 4}, 2 / 3),
        ("order", {"a": 4, "b": 3, "c": 2, "d": 1}, 0),
        ("order", {"a": "1", "b": "2"}, 1 / 3),
        ("order", {"a": 0}, None),
        ("match", {"a": "A", "b": "B", "c": "A", "d": "D"}, 3 / 4),
        ("match", {"a": ""}, None),
        ("sort", {"a": "u", "b": "u"}, 1 / 2),
        ("sort", "u", None),
    ],
)
def test_share_of_the_points(type_, answer, expected):
    assert share(TypeAdapter(Question).validate_python(question(type_)), answer) == expected


def make(**more: Any) -> Quiz:
    asked = [question("single", "one", 2), question("multiple", "two"), question("truefalse", "three")]
    head = {"id": "x", "kind": "quiz", "title": "x", "outcome": "m.o", "minutes": 1, "questions": asked}
    return Quiz.model_validate(head | more)


def test_points_percent_and_pass_mark():
    answers = {"one": "a", "two": ["a", "b", "c"], "three": True}
    found = result(make(pass_percent=75), answers)
    assert (found.score, found.most, found.percent, found.passed) == (3, 4, 75, True)
    assert not result(make(pass_percent=75.1), answers).passed


def test_only_the_questions_drawn_count():
    found = result(make(), {"one": "a", "three": True}, asked=["one"])
    assert (found.score, found.most) == (2, 2)


def test_confidence_marks_stand_apart_from_the_score():
    answers = {
        "one": "b",
        "one.confidence": 3,
        "two": ["a"],
        "two.confidence": 2,
        "three": False,
        "three.confidence": 3,
    }
    found = result(make(), answers)
    assert found.marks == -6 - 2 + 3
    assert found.sure_but_wrong == ("one",)


@pytest.mark.parametrize("confidence", [None, 0, 4, True, "3", [3]])
def test_no_marks_without_a_confidence(confidence):
    assert result(make(), {"one": "b", "one.confidence": confidence}).marks is None


def test_an_unanswered_question_gives_no_marks():
    assert result(make(), {"one.confidence": 3}).marks is None
