"""What comes back by itself: look-alikes side by side in the spaced review, and promises on their day."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.model.exercises.cards import Cards
from handbook.model.exercises.fields import Column, DateField, TableField, TextField
from handbook.model.exercises.quiz import Quiz
from handbook.model.exercises.worksheet import Worksheet
from handbook.pages.my_handbook.outline import outline
from handbook.render.environment import Options
from handbook.site.build import Built, build_tree

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.content.handbook import Handbook

ROOT = Path(__file__).parents[2]
LONG = 6
"""A quiz with more questions than this has some that are easily confused."""
FEWEST_GROUPS = 4
USUAL, MONTH = 7, 30
"""Days until a promise without a day comes up again: where its sheet says nothing, and at the most."""
MISSED, TODAY = "2026-12-01", "2026-12-02"


@pytest.fixture(scope="module")
def built() -> Built:
    found = build_tree(ROOT, Diagnostics(), Options())
    assert found
    return found


@pytest.fixture(scope="module")
def handbook(built: Built) -> Handbook:
    return built.handbook


def parts(handbook: Handbook) -> Iterator[tuple[str, str, str, str | None]]:
    """Module, exercise, question or card, and its group of look-alikes."""
    for course in handbook.courses:
        for exercise in course.exercises:
            for part in exercise.questions if isinstance(exercise, Quiz) else ():
                yield course.module.id, exercise.id, part.id, part.alike
            for card in exercise.cards if isinstance(exercise, Cards) else ():
                yield course.module.id, exercise.id, card.id, card.alike


def test_every_long_quiz_holds_questions_that_are_easily_confused(handbook: Handbook) -> None:
    groups: dict[str, list[str | None]] = defaultdict(list)
    for _, exercise, _, group in parts(handbook):
        if isinstance(handbook.exercises[exercise], Quiz):
            groups[exercise].append(group)
    assert len(groups) == 13
    long = {name: [g for g in found if g] for name, found in groups.items() if len(found) > LONG}
    assert {name for name, found in long.items() if len(found) == len(set(found))} == set()


def test_nobody_is_alike_to_nobody(handbook: Handbook) -> None:
    members: dict[str, list[str]] = defaultdict(list)
    modules: dict[str, set[str]] = defaultdict(set)
    for module, exercise, part, group in parts(handbook):
        if group:
            members[group].append(f"{exercise}.{part}")
            modules[group].add(module)
    assert {name for name, found in members.items() if len(found) < 2} == set(), "a name that is misspelt, or left over"
    assert {name for name, found in modules.items() if len(found) > 1} == set(), "one name for two things"
    count = Counter(module for found in modules.values() for module in found)
    assert all(count[course.module.id] >= FEWEST_GROUPS for course in handbook.courses), count


def test_parallel_tests_confuse_the_same_questions(handbook: Handbook) -> None:
    for quiz in handbook.exercises.values():
        if isinstance(quiz, Quiz) and quiz.parallel:
            other = handbook.exercises[quiz.parallel]
            assert isinstance(other, Quiz)
            assert [(q.id, q.alike) for q in quiz.questions] == [(q.id, q.alike) for q in other.questions]


@pytest.fixture(scope="module")
def session(built: Built) -> list[dict[str, Any]]:
    """What comes back on the day after somebody missed every question of every quiz, and has begun no deck."""
    text = built.tree["assets/handbook-items.js"].decode()
    items = json.loads(text[text.index("=") + 1 :].rstrip(";\n"))
    records = {}
    for name, quiz in items["quizzes"].items():
        asked = " ".join(question["id"] for question in quiz["questions"])
        tried = {"at": f"{MISSED}T12:00:00Z", "answers": {}, "outputs": {"asked": asked, "retried": False}}
        nothing: dict[str, Any] = {key: {} for key in ("answers", "outputs", "asked", "times")}
        records[name] = {"updated": tried["at"], "history": [tried], **nothing}
    with Node("../../../tests/frontend/mine.ts") as node:
        all_of_it = node.call("comingBack", outline(built.handbook), items, records, TODAY)
        return node.call("session", all_of_it, TODAY)


def test_a_session_puts_them_side_by_side(handbook: Handbook, session: list[dict[str, Any]]) -> None:
    wanted = [f"{exercise}.{part}" for _, exercise, part, _ in parts(handbook)]
    quizzes = {name for name, exercise in handbook.exercises.items() if isinstance(exercise, Quiz)}
    got = [one["id"] for one in session]
    assert sorted(got) == sorted(one for one in wanted if one.split(".")[0] in quizzes)
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(session):
        if "alike" in one:
            places[one["alike"]].append(place)
    assert {name for name, found in places.items() if found[-1] - found[0] != len(found) - 1} == set()


def test_what_stood_apart_in_its_quiz_has_moved_together(session: list[dict[str, Any]]) -> None:
    got = [one["id"] for one in session]
    for pair in (
        ("motivation-pretest.amo", "motivation-pretest.expectancy"),
        ("customer-pretest.complaint", "customer-pretest.warning"),
        ("discipline-pretest.rule-parts", "discipline-pretest.due-process"),
        ("time-pretest.log", "time-pretest.day-plan"),
    ):
        group = {one.get("alike") for one in session if one["id"] in pair}
        assert len(group) == 1
        first, last = sorted(got.index(one) for one in pair)
        assert {one.get("alike") for one in session[first : last + 1]} == group


# ---------------------------------------------------------------- promises


def promised(sheet: Worksheet) -> list[TextField | DateField | Column]:
    """Fields of a sheet, and columns of its tables, that hold a promise or its day."""
    fields: list[TextField | DateField | Column] = []
    for field in sheet.fields:
        if isinstance(field, TableField):
            fields += field.columns
        elif isinstance(field, TextField | DateField):
            fields.append(field)
    return [field for field in fields if field.promise]


def worksheets(handbook: Handbook) -> list[Worksheet]:
    return [exercise for exercise in handbook.exercises.values() if isinstance(exercise, Worksheet)]


def test_every_promise_has_words_and_a_day(handbook: Handbook) -> None:
    sheets = {sheet.id: (sheet, promised(sheet)) for sheet in worksheets(handbook)}
    sheets = {name: found for name, found in sheets.items() if found[1]}
    assert len(sheets) > 40
    assert {name for name, (_, found) in sheets.items() if all(field.type == "date" for field in found)} == set()
    undated = [sheet for sheet, found in sheets.values() if not any(field.type == "date" for field in found)]
    assert {sheet.id for sheet in undated if (sheet.review_after or USUAL) > MONTH} == set()


def test_if_then_plans_are_promises_where_they_are_first_written(handbook: Handbook) -> None:
    """A plan that another sheet has sent is a promise there already."""
    missed = []
    for sheet in worksheets(handbook):
        tables = [field for field in sheet.fields if isinstance(field, TableField)]
        texts = [field for field in sheet.fields if isinstance(field, TextField)]
        all_of_them = [*texts, *(column for table in tables for column in table.columns)]
        plans = [one for one in all_of_them if one.label.startswith(("如果……", "我就……"))]
        missed += [f"{sheet.id}.{one.id}" for one in plans if not (one.promise or one.from_)]
    assert missed == []
