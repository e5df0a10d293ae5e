"""What is shipped for the learner's own page: the outline in the page, questions, cards and sheets beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.pages.my_handbook.outline import outline
from handbook.render.environment import Options
from handbook.site.build import build_tree, check

from tests.support.handbooks import BASE, write

if TYPE_CHECKING:
    from handbook.render.tree import Tree

KINDS = Path(__file__).parent.parent / "sites" / "kinds"
PLAN = """
    id: plan
    kind: worksheet
    title: 打算
    outcome: basics.rate
    minutes: 5
    review_after: 3
    fields:
      - {id: why, label: 为什么, type: text}
      - {id: edge, label: 守的边界, type: longtext, promise: true, was: [limit]}
      - {id: day, label: 回看日, type: date, promise: true}
      - id: rows
        label: 三条
        type: table
        columns:
          - {id: if, label: 如果, type: text, promise: true}
          - {id: n, label: 几次, type: number}
          - {id: back, label: 回看日, type: date, promise: true}
      - id: looks
        label: 回看
        type: table
        columns:
          - {id: what, label: 看什么, type: text}
          - {id: when, label: 哪天, type: date, promise: true}
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    files = {path.relative_to(KINDS).as_posix(): path.read_bytes() for path in KINDS.rglob("*.yml")}
    root = write(tmp_path_factory.mktemp("kinds"), {**files, "exercises/basics/rate.yml": None})
    built = build_tree(root, Diagnostics(), Options())
    assert built
    return built.tree


def shipped(tree: Tree, name: str) -> dict[str, Any]:
    text = tree[f"assets/handbook-{name}.js"].decode()
    assert text.startswith(f"HB.{name}=")
    assert text.endswith(";\n")
    return json.loads(text[len(f"HB.{name}=") : -2])


def test_promises_and_their_days(tmp_path: Path) -> None:
    handbook = check(write(tmp_path, {"exercises/basics/plan.yml": PLAN}), Diagnostics())
    assert handbook
    known = outline(handbook)["exercises"]["plan"]
    assert known["review"] == 3
    assert known["promises"] == [
        {"id": "edge", "was": ["limit"], "label": "守的边界"},
        {"id": "day", "date": True},
        {"id": "rows", "columns": [("if", "如果")], "dates": ["back"]},
        {"id": "looks", "columns": [], "dates": ["when"]},
    ]


def test_exercises_come_in_the_order_of_learning(tmp_path: Path) -> None:
    module = BASE["content/modules/basics/module.yml"].rstrip() + "\n        opening: [plan]\n        closing: [late]\n"
    late = PLAN.replace("id: plan", "id: late")
    other = PLAN.replace("id: plan", "id: another")
    changes: dict[str, str | bytes | None] = {
        "content/modules/basics/module.yml": module,
        "exercises/basics/plan.yml": PLAN,
        "exercises/basics/late.yml": late,
        "exercises/basics/another.yml": other,
    }
    handbook = check(write(tmp_path, changes), Diagnostics())
    assert handbook
    assert outline(handbook)["modules"][0]["exercises"] == ["plan", "rate", "another", "late"]


@pytest.mark.parametrize("text", ["id: review", "id: plan\n    was: [review]"])
def test_no_exercise_takes_the_name_of_the_record(tmp_path: Path, text: str) -> None:
    sink = Diagnostics()
    changed = PLAN.replace("id: plan", text, 1)
    name = "review" if text == "id: review" else "plan"
    assert check(write(tmp_path, {f"exercises/basics/{name}.yml": changed}), sink) is None
    assert "duplicate-id" in [found.name for found in sink]


def test_what_trainers_keep_is_nowhere(tree: Tree) -> None:
    items, sheets = shipped(tree, "items"), shipped(tree, "sheets")
    assert "quiz-keyed" not in items["quizzes"]
    assert "cards-keyed" not in items["decks"]
    assert "机密" not in json.dumps([items, sheets], ensure_ascii=False)
    assert "机密" not in tree["my-handbook.md"].decode()


def test_a_question_is_shipped_with_every_explanation(tree: Tree) -> None:
    quiz = shipped(tree, "items")["quizzes"]["quiz-each"]
    found = {question["id"]: question for question in quiz["questions"]}
    first = found["first-thing"]
    assert first["key"] == ["water"]
    assert first["says"]["mail"] == "<p>邮件只是看上去急。</p>"
    assert set(first["labels"]) == set(first["parts"])
    assert "[[" not in found["fill"]["ask"]
    assert found["fill"]["right"] == {"count": "十二", "kind": "重要、不紧急 / 第二象限"}
    assert found["price"]["right"] == {"price": "2.016 万元"}
    assert found["buckets"]["buckets"] == [["important", "重要"], ["minor", "不重要"]]
    assert found["urgent-first"]["key"] is False
    assert len(quiz["asked"]["first-thing"]["sig"]) == 8


def test_markup_of_authors_is_text(tree: Tree) -> None:
    text = json.dumps(shipped(tree, "items"), ensure_ascii=False)
    assert "&lt;img" in text
    for quiz in shipped(tree, "items")["quizzes"].values():
        for question in quiz["questions"]:
            assert "<img" not in question["ask"] + question.get("explain", "") + "".join(
                question.get("says", {}).values()
            )


def test_sheets_know_units_and_rows(tree: Tree, tmp_path: Path) -> None:
    built = build_tree(write(tmp_path), Diagnostics(), Options())
    assert built
    sheet = shipped(built.tree, "sheets")["rate"]
    assert sheet["fields"]["visits"]["unit"] == "次"
    assert sheet["outputs"] == {"rate": {"label": "成交率", "digits": 1, "unit": "%"}}
    assert "quiz-each" not in shipped(tree, "sheets"), "only worksheets have units"


def test_charts_are_shipped_with_their_formulas(tmp_path: Path) -> None:
    chart = "    charts: [{type: bar, x: rows, y: rows.n}]\n"
    built = build_tree(write(tmp_path, {"exercises/basics/plan.yml": PLAN + chart}), Diagnostics(), Options())
    assert built
    plots = shipped(built.tree, "plots")
    assert set(plots) == {"plan"}, "the sheet without a chart is not there"
    assert plots["plan"]["charts"][0]["table"] == "rows"
    assert set(plots["plan"]["sheet"]["tables"]["rows"]["columns"]) == {"if", "n", "back"}


def test_what_can_be_answered_is_known_beside_the_page(tree: Tree) -> None:
    known = {one["id"]: one for one in shipped(tree, "known")}
    assert known["quiz-each"]["asked"]["first-thing"]["label"]
    assert {"lesson:first", "review"} <= set(known)
    assert "hb-definition" not in tree["my-data.md"].decode()
    assert "机密" not in json.dumps(list(known.values()), ensure_ascii=False).replace(known["quiz-keyed"]["title"], "")
