"""Python and the browser compute the same from the same formula and the same answers, to the last bit."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from handbook.formula import compile_worksheet
from handbook.formula import values as scoring_answers
from handbook.formula.evaluate import Missing
from handbook.formula.numbers import clock, day, display, rounded
from handbook.formula.run import evaluate_worksheet
from handbook.formula.values import FIRST_DAY, LAST_DAY
from handbook.model.exercises.worksheet import Worksheet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.support import formulas
from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
FEWER = settings(EXAMPLES, max_examples=100)
WORKSHEET: TypeAdapter[Worksheet] = TypeAdapter(Worksheet)


@pytest.fixture(scope="module")
def js() -> Iterator[Node]:
    with Node("../../../tests/frontend/agreement.ts") as node:
        yield node


def bits(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return struct.pack(">d", value).hex() if isinstance(value, float) else value


def told(result: object) -> object:
    if isinstance(result, Missing):
        return [list(result.names), result.reason]
    return {"value": bits(result)}


def computed(definition: dict[str, Any], answers: dict[str, object], today: float) -> dict[str, object]:
    """Every result of a sheet under the path by which the page knows it."""
    results = evaluate_worksheet(definition, answers, today)
    found = {name: told(result) for name, result in results.values.items()}
    found |= {f"{t}.total.{c}": told(result) for (t, c), result in results.totals.items()}
    for (table, column), cells in results.cells.items():
        found |= {f"{table}.{row}.{column}": told(cell) for row, cell in enumerate(cells)}
    return found


def compiled(sheet: dict[str, Any]) -> dict[str, Any]:
    """The definition of a sheet whose formulas are right but for their units, which are not the matter here."""
    with mock.patch("handbook.formula.units.agree", lambda unit, _: unit):
        found = compile_worksheet(WORKSHEET.validate_python(sheet))
    wrong = [problem for problem in found.problems if problem.name != "formula-division-by-zero"]
    assert not wrong
    return found.definition


@EXAMPLES
@given(sheet=formulas.sheets(), sets=st.lists(formulas.answers(), min_size=1, max_size=3), today=formulas.DAYS)
def test_sheets_agree(js: Node, sheet: dict[str, Any], sets: list[dict[str, object]], today: int) -> None:
    definition = compiled(sheet)
    state: dict[str, object] = {}
    for answers, (changed, shown) in zip(sets, js.call("fillSheet", definition, today, sets), strict=True):
        state |= changed
        expected = computed(definition, answers, today)
        assert {path: state[path] for path in expected} == expected
        assert shown.items() <= evaluate_worksheet(definition, answers, today).shown.items()


@FEWER
@given(sheet=formulas.sheets(), answers=formulas.answers(), today=formulas.DAYS)
def test_typing_field_by_field_comes_to_the_same(
    js: Node, sheet: dict[str, Any], answers: dict[str, object], today: int
) -> None:
    definition = compiled(sheet)
    expected = computed(definition, answers, today)
    seen = js.call("typeSheet", definition, today, list(formulas.paths(answers)))
    assert {path: seen.get(path, [[], ""]) for path in expected} == expected


@EXAMPLES
@given(known=formulas.KNOWN, raw=formulas.RAW)
def test_typed_answers_mean_the_same(js: Node, known: dict[str, Any], raw: object) -> None:
    assert js.call("read", known, raw) == bits(scoring_answers.read(known, raw))


@EXAMPLES
@given(value=formulas.DOUBLES, places=st.integers(0, 8))
def test_numbers_are_shown_alike(js: Node, value: float, places: int) -> None:
    assert js.call("display", value, places) == display(value, places)


@EXAMPLES
@given(value=formulas.DOUBLES, places=st.integers(-12, 12))
def test_rounding_agrees(js: Node, value: float, places: int) -> None:
    found = rounded(value, places)
    assert js.call("rounded", value, places) == bits(found)
    assert math.isinf(found) or display(found, 12) == display(rounded(found, places), 12)


@FEWER
@given(days=st.integers(FIRST_DAY, LAST_DAY), minutes=st.integers(0, 1439))
def test_days_and_times_are_shown_alike(js: Node, days: int, minutes: int) -> None:
    assert js.call("day", days) == day(days)
    assert js.call("clock", minutes) == clock(minutes)


def test_a_rank_inside_an_aggregate_leaves_the_row_alone(js: Node) -> None:
    columns = [
        {"id": "x", "label": "x", "type": "number"},
        {"id": "ca", "label": "ca", "formula": "mean(tab.x, tab.x < 10 * rank(tab.x))"},
    ]
    sheet = {
        "id": "sheet",
        "kind": "worksheet",
        "title": "sheet",
        "outcome": "time.log",
        "minutes": 5,
        "fields": [{"id": "tab", "label": "tab", "type": "table", "rows": 3, "columns": columns}],
    }
    definition = compiled(sheet)
    answers: dict[str, object] = {"tab": [{"x": 3}, {"x": 25}, {"x": 12}]}
    [[changed, _]] = js.call("fillSheet", definition, 0, [answers])
    assert changed == computed(definition, answers, 0)
