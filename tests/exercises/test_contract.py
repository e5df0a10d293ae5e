"""What is shipped to the browser is what the contract says, and contract.ts says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.exercises.answer_key import facts
from handbook.exercises.contract import Ask, PromiseField, compact
from handbook.exercises.definition import Definitions
from handbook.pages.my_handbook.bundle import my_handbook_data
from handbook.pages.my_handbook.outline import outline
from handbook.pages.policy import acknowledge, browser_data
from handbook.policy.acknowledge import parts_of
from handbook.render.environment import Options, Renderer
from pydantic import ValidationError

from tests.tools.contract import CONTRACT, adapters, contract

if TYPE_CHECKING:
    from handbook.content.handbook import Handbook

ROOT = Path(__file__).parents[2]
CHECKERS = adapters()


@pytest.fixture(scope="module")
def ours() -> Handbook:
    found = check(ROOT, Diagnostics())
    assert found
    return found


def conforms(name: str, data: object) -> None:
    """As the browser gets it, entry by entry, with none that the contract does not know."""
    CHECKERS[name].validate_json(json.dumps(data), strict=True)


def test_module_of_types_is_fresh() -> None:
    assert CONTRACT.read_text("utf-8") == contract(), "run: python3 dev.py contract"


def test_definitions_are_as_the_contract_says(ours: Handbook) -> None:
    made = Definitions(ours)
    for ident, exercise in ours.exercises.items():
        conforms(f"{exercise.kind.capitalize()}Definition", made[ident])
        conforms(f"{exercise.kind.capitalize()}Definition", made.opened(ident))
    assert {one.kind for one in ours.exercises.values()} == {
        "cards", "case", "checklist", "quiz", "roleplay", "scale", "worksheet"
    }  # fmt: skip


def test_data_of_the_class_is_as_the_contract_says(ours: Handbook) -> None:
    conforms("ClassFacts", facts(ours).data)


def test_data_of_the_learners_own_page_is_as_the_contract_says(ours: Handbook) -> None:
    definitions = Definitions(ours)
    known = {ident: definitions[ident] for ident in ours.exercises}
    conforms("Outline", outline(ours))
    conforms("MyHandbook", my_handbook_data(ours, Renderer(ours, Options()).prose("mine.md"), known))


def test_data_of_the_scheme_is_as_the_contract_says(ours: Handbook) -> None:
    policy = ours.policy
    assert policy
    conforms("Texts", browser_data.texts(policy.versions))
    conforms("Matrices", browser_data.matrices(policy.versions))
    for release in policy.versions:
        asked = acknowledge.comprehension_items(ours, release)
        conforms("ReceiptFacts", acknowledge.facts(release, parts_of(release), asked))


def test_an_entry_that_the_contract_does_not_know_is_refused(ours: Handbook) -> None:
    data = outline(ours)
    with pytest.raises(ValidationError, match="organization"):
        conforms("Outline", {**data, "handbook": {**data["handbook"], "organization": ""}})


def test_what_is_empty_is_left_out_but_for_what_is_required() -> None:
    asked: Ask = {"label": "", "sig": "s", "shape": "text", "was": (), "private": False, "range": (1, 5)}
    assert compact(Ask, asked) == {"label": "", "sig": "s", "shape": "text", "range": (1, 5)}


def test_what_is_to_be_kept_stays_though_it_is_empty() -> None:
    days: PromiseField = {"id": "rows", "columns": [], "dates": ["back"], "was": ()}
    assert compact(PromiseField, days, keep=("columns",)) == {"id": "rows", "columns": [], "dates": ["back"]}
