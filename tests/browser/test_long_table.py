"""A table of many rows: what is in sight answers at once, what is not is right by the time anybody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site
from playwright.sync_api import Page, expect

from tests.bench import corpus

if TYPE_CHECKING:
    from tests.conftest import Serve

pytestmark = pytest.mark.browser
ROWS = 90
AT_ONCE = """(value) => {
  const field = document.querySelector("[name=year_target]");
  field.value = value;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return [...document.querySelectorAll("tbody output[name$='.target']")].map((one) => Number(one.dataset.value));
}"""
TARGETS = (
    "() => [...document.querySelectorAll(\"tbody output[name$='.target']\")].map((one) => Number(one.textContent))"
)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    root = corpus.large_sheet(tmp_path_factory.mktemp("long"), ROWS)
    made = build_site(root, Diagnostics())
    assert made
    return serve(made.parent) + "exercises/sheet/"


def opened(page: Page, sheet: str) -> None:
    page.goto(sheet)
    page.wait_for_selector(".hb-grid--long")


def test_rows_in_sight_answer_at_once_and_the_others_follow(page: Page, sheet: str) -> None:
    opened(page, sheet)
    before = page.evaluate(TARGETS)
    now = page.evaluate(AT_ONCE, "9000")
    assert len(now) == ROWS
    assert now[0] == 100
    assert now[-1] == pytest.approx(500 / ROWS), "a row far below waits"
    assert before[-1] == pytest.approx(500 / ROWS, abs=0.01)
    expect(page.locator("output[name='plan.89.target']")).to_have_text("100")
    assert page.evaluate(TARGETS) == [100] * ROWS


def test_rows_scrolled_to_are_the_ones_in_sight(page: Page, sheet: str) -> None:
    opened(page, sheet)
    page.evaluate(AT_ONCE, "4500")
    expect(page.locator("output[name='plan.89.target']")).to_have_text("50")
    page.locator("[name='plan.89.weight']").scroll_into_view_if_needed()
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )  # it is told by then
    now = page.evaluate(AT_ONCE, "9000")
    assert now[-1] == 100
    assert now[0] == 50
    expect(page.locator("output[name='plan.0.target']")).to_have_text("100")


def test_a_print_in_the_middle_of_typing_has_every_row(page: Page, sheet: str) -> None:
    opened(page, sheet)
    page.evaluate(AT_ONCE, "9000")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(TARGETS) == [100] * ROWS


def test_a_second_stroke_overtakes_the_first(page: Page, sheet: str) -> None:
    opened(page, sheet)
    for value in ("900", "1800", "9000"):
        page.evaluate(AT_ONCE, value)
    expect(page.locator("output[name='plan.89.target']")).to_have_text("100")
    assert page.evaluate(TARGETS) == [100] * ROWS


def test_results_stand_inside_their_cells(page: Page, sheet: str) -> None:
    opened(page, sheet)
    page.evaluate(AT_ONCE, "123456789")
    outside = page.evaluate(
        """() => [...document.querySelectorAll("tbody td output")].slice(0, 20).filter((one) => {
          const cell = one.closest("td").getBoundingClientRect();
          const text = document.createRange();
          text.selectNodeContents(one);
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return left < cell.left || right > cell.right + 1 || top < cell.top || bottom > cell.bottom;
        }).length"""
    )
    assert outside == 0
