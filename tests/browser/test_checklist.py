"""Checklists on the page: once, and again every day or week."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.saving import until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage

pytestmark = pytest.mark.browser

KEY = "handbook:test-handbook:exercise:"
DAILY = ("moved", "stuck", "next")
WEDNESDAY = "2026-03-04T09:00:00+08:00"


def saved(page: Page, exercise: str) -> dict[str, Any]:
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY + exercise) or "{}")


def open_on(page: Page, address: str, moment: str = WEDNESDAY) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(address)


def tick_all(page: Page) -> None:
    for item in DAILY:
        page.check(f"[name={item}]")


def value_of(page: Page, name: str) -> str | None:
    return page.locator(f"output[name={name}]").get_attribute("data-value")


def test_once_with_evidence_and_date(page: Page, kinds: str) -> None:
    open_on(page, kinds + "list-once/")
    page.check("[name=meet]")
    assert page.input_value("[name='meet.date']") == "2026-03-04"
    page.fill("[name='meet.date']", "2026-03-02")
    page.fill("[name='meet.evidence']", "见到工程部")
    assert value_of(page, "done") == "1"
    expect(page.locator("[data-done]")).to_be_hidden()
    page.check("[name=card]")
    expect(page.locator("[data-done]")).to_contain_text("都做到了")
    until_saved(page)
    page.reload()
    expect(page.locator("[name=meet]")).to_be_checked()
    assert page.input_value("[name='meet.date']") == "2026-03-02"
    expected = {"done": True, "evidence": "见到工程部", "date": "2026-03-02"}
    assert saved(page, "list-once")["answers"]["meet"] == expected


def test_each_day_has_its_own_ticks(page: Page, kinds: str) -> None:
    open_on(page, kinds + "list-daily/")
    tick_all(page)
    page.fill("[name='moved.evidence']", "签了恒源")
    assert value_of(page, "streak") == "1"
    page.get_by_role("button", name="前一次").click()
    expect(page.locator("[data-named]")).to_have_text("2026-03-03 星期二")
    assert page.locator("hb-exercise :checked").count() == 0
    assert page.input_value("[name='moved.evidence']") == ""
    tick_all(page)
    assert value_of(page, "streak") == "2"
    expect(page.locator("[data-goal]")).to_have_text("这一周完成 2 次，目标 5 次。")
    page.get_by_role("button", name="后一次").click()
    assert page.input_value("[name='moved.evidence']") == "签了恒源"
    expect(page.get_by_role("button", name="后一次")).to_be_disabled()
    moved = saved(page, "list-daily")["answers"]["moved"]
    assert sorted(moved) == ["2026-03-03", "2026-03-04"]
    assert moved["2026-03-04"]["evidence"] == "签了恒源"


def test_a_past_day_can_be_corrected_from_the_calendar(page: Page, kinds: str) -> None:
    open_on(page, kinds + "list-daily/")
    month = page.get_by_role("table", name="2026-03 月历")
    cell = month.get_by_role("button", name="2026-03-02 星期一，3 项里做到 0 项")
    cell.click()
    assert page.input_value("[data-when]") == "2026-03-02"
    expect(page.locator("[data-go='2026-03-02']")).to_be_focused()
    tick_all(page)
    expect(month.get_by_role("button", name="2026-03-02 星期一，3 项里做到 3 项")).to_have_class("hb-cell is-done")
    page.uncheck("[name=stuck]")
    expect(month.get_by_role("button", name="2026-03-02 星期一，3 项里做到 2 项")).to_have_class("hb-cell is-begun")
    page.fill("[data-when]", "2026-02-27")
    expect(page.get_by_role("table", name="2026-02 月历")).to_be_visible()
    week = page.get_by_role("table", name="这一周（2026-W09）")
    assert week.locator("thead th").last.inner_text() == "日 1"
    page.get_by_role("button", name="上个月").click()
    expect(page.get_by_role("table", name="2026-01 月历")).to_be_visible()
    expect(page.get_by_role("button", name="上个月")).to_be_focused()


def test_the_streak_lives_until_the_day_is_over(page: Page, kinds: str) -> None:
    open_on(page, kinds + "list-daily/", "2026-03-03T22:00:00+08:00")
    tick_all(page)
    until_saved(page)
    open_on(page, kinds + "list-daily/")
    assert page.locator("hb-exercise :checked").count() == 0
    assert value_of(page, "streak") == "1"
    open_on(page, kinds + "list-daily/", "2026-03-05T09:00:00+08:00")
    assert value_of(page, "streak") == "0"


def test_a_week_is_one_occasion(page: Page, kinds: str) -> None:
    open_on(page, kinds + "list-weekly/")
    page.check("[name=count]")
    page.check("[name=plan]")
    expect(page.locator("[data-named]")).to_have_text("2026-W10（03-02 至 03-08）")
    expect(page.locator("[data-goal]")).to_have_text("这个月完成 1 次，目标 3 次。")
    page.fill("[data-when]", "2026-03-01")
    expect(page.locator("[data-named]")).to_have_text("2026-W09（02-23 至 03-01）")
    assert page.locator("hb-exercise :checked").count() == 0
    assert list(saved(page, "list-weekly")["answers"]["count"]) == ["2026-W10"]


def test_keyboard_alone(page: Page, kinds: str) -> None:
    open_on(page, kinds + "list-daily/")
    page.locator("[name=moved]").focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=moved]")).to_be_checked()
    page.locator("[data-go='2026-03-03']").focus()
    page.keyboard.press("Enter")
    assert page.input_value("[data-when]") == "2026-03-03"
    expect(page.locator("[data-go='2026-03-03']")).to_be_focused()


def test_without_a_script_and_on_paper(open_page: OpenPage, kinds: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(kinds + "list-daily/")
    page.check("[name=moved]")
    page.fill("[name='moved.evidence']", "手写")
    expect(page.locator(".hb-result")).to_be_hidden()
    expect(page.locator(".hb-sheet")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".hb-sheet")).to_be_visible()
    assert page.locator(".hb-sheet thead th").count() == 8


def test_on_a_phone(phone: Page, kinds: str) -> None:
    open_on(phone, kinds + "list-daily/")
    phone.locator(".hb-task__tick").first.tap()
    expect(phone.locator("[name=moved]")).to_be_checked()
    phone.locator("[data-go='2026-03-03']").tap()
    assert phone.locator("hb-exercise :checked").count() == 0
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    heights = phone.eval_on_selector_all(
        ".hb-checklist :is(button, .hb-task__tick, input:not([type=checkbox]))", "all => all.map(e => e.offsetHeight)"
    )
    assert min(heights) >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["list-once", "list-daily", "list-weekly"])
def test_accessible(open_page: OpenPage, kinds: str, axe: Axe, scheme: str, name: str) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(kinds + name + "/")
    page.locator("hb-exercise [type=checkbox]").first.check()
    assert axe(page, "hb-exercise") == []
