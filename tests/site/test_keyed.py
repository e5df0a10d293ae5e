"""A quiz keyed for trainers gives nothing away in the learner's edition."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.render.environment import Options
from handbook.site.build import build_tree

from tests.support import policysite
from tests.support.handbooks import write

KINDS = Path(__file__).parent.parent / "sites" / "kinds"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {path.relative_to(KINDS).as_posix(): path.read_bytes() for path in KINDS.rglob("*.yml")}
    return write(tmp_path_factory.mktemp("keyed"), {**files, "exercises/basics/rate.yml": None})


def page(root: Path, exercise: str, edition: str = "learner") -> str:
    built = build_tree(root, Diagnostics(), Options(edition=edition))  # type: ignore[arg-type]
    assert built
    return built.tree[f"exercises/{exercise}.md"].decode()


def definition(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" class="hb-definition"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_learner_gets_neither_key_nor_explanation(root):
    learner = page(root, "quiz-keyed")
    assert "机密" not in learner
    assert "hb-explain" not in learner
    questions = definition(learner)["questions"]
    assert not any({"key", "tolerance"} & set(question) for question in questions)


def test_the_trainer_reads_both_and_the_page_still_does_not_know(root):
    trainer = page(root, "quiz-keyed", "trainer")
    assert trainer.count("机密解释") == 3
    assert not any("key" in question for question in definition(trainer)["questions"])


def test_an_open_quiz_knows_its_key_and_shows_parts_in_no_telling_order(root):
    questions = {q["id"]: q for q in definition(page(root, "quiz-each"))["questions"]}
    assert questions["first-thing"]["key"] == ["water"]
    assert questions["fill"]["key"]["count"] == ["12"]
    steps = questions["steps"]
    assert sorted(steps["parts"]) == sorted(steps["key"])
    assert steps["parts"] != steps["key"]
    assert questions["pairs"]["choices"] != [*questions["pairs"]["key"].values(), "发工资"]


def test_a_keyed_case_keeps_tones_and_explanations_for_the_trainer(root):
    learner, trainer = page(root, "case-keyed"), page(root, "case-keyed", "trainer")
    assert "机密" not in learner
    assert "data-tone" not in learner
    assert "站得住" not in learner
    assert trainer.count("机密解释") == 2


def test_a_keyed_case_names_its_clauses_for_the_trainer_only(tmp_path):
    case = (KINDS / "exercises/basics/case-keyed.yml").read_text(encoding="utf-8").replace("机密条款", "gift-cap")
    root = policysite.small(tmp_path)
    (root / "exercises/basics/case-keyed.yml").write_text(case, encoding="utf-8")
    named = re.compile("依据的条款：.*礼品")
    assert not named.search(page(root, "case-keyed"))
    assert named.search(page(root, "case-keyed", "trainer"))


def test_a_keyed_deck_keeps_its_backs_for_the_trainer(root):
    assert "机密" not in page(root, "cards-keyed")
    assert "机密背面三" in page(root, "cards-keyed", "trainer")
