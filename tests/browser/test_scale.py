"""Scales on the page: means while answering, kept, then beside now."""

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

ITEMS = ("p1", "p2", "p3", "f1", "f2", "f3", "c1", "c2", "c3")
KEY = "handbook:test-handbook:exercise:"


def saved(page: Page, exercise: str) -> dict[str, Any]:
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY + exercise) or "{}")


def answer(page: Page, values: str) -> None:
    for item, value in zip(ITEMS, values, strict=True):
        page.check(f"[name={item}][value='{value}']")


def value_of(page: Page, name: str) -> str | None:
    return page.locator(f"output[name={name}]").get_attribute("data-value")


def test_means_follow_the_answers(page: Page, kinds: str) -> None:
    page.goto(kinds + "check-open/")
    expect(page.locator(".hb-scale__note")).to_contain_text("自查，不是测验")
    page.check("[name=p1][value='4']")
    assert value_of(page, "plan") == ""
    expect(page.locator("[data-sub=plan]")).to_contain_text("还不能算")
    expect(page.locator("[data-sub=plan]")).to_contain_text("还差 2 题")
    page.check("[name=p2][value='2']")
    assert value_of(page, "plan") == "4"
    page.check("[name=p3][value='1']")
    assert value_of(page, "plan") == str((4 + 4 + 2 * 1) / 4)
    expect(page.locator("[data-sub=plan] [data-band=warn]")).to_contain_text("先从每天写三件事开始")
    expect(page.locator("[data-left]")).to_have_text("还有 6 题没选。")
    until_saved(page)
    page.reload()
    assert value_of(page, "plan") == "2.5"
    assert saved(page, "check-open")["outputs"]["plan"] == 2.5


def test_taken_again_it_shows_then_and_now(page: Page, kinds: str) -> None:
    page.clock.set_fixed_time("2026-03-02T09:00:00+08:00")
    page.goto(kinds + "check-open/")
    answer(page, "333333333")
    page.get_by_role("button", name="记下这一次").click()
    expect(page.get_by_role("button", name="记下这一次")).to_be_hidden()
    expect(page.get_by_role("table", name="那时与现在")).to_have_count(0)
    page.clock.set_fixed_time("2026-03-30T09:00:00+08:00")
    page.get_by_role("button", name="清空，重新做一次").click()
    assert page.locator("hb-exercise :checked").count() == 0
    answer(page, "525444244")
    table = page.get_by_role("table", name="那时与现在")
    heads = ["项目", "2026-03-02", "现在", "变化"]
    assert table.locator("thead th").all_inner_texts() == heads
    assert table.locator("tbody tr").first.locator("th, td").all_inner_texts() == ["计划", "3", "4.75", "+1.75"]
    assert table.locator("tbody tr").nth(2).locator("td").last.inner_text() == "+0.33"
    picture = page.locator("[data-radar] svg")
    expect(picture).to_have_attribute("role", "img")
    assert "计划" in (picture.get_attribute("aria-label") or "")
    assert len(saved(page, "check-open")["history"]) == 1


def test_clearing_keeps_what_was_not_kept(page: Page, kinds: str) -> None:
    page.goto(kinds + "check-open/")
    page.check("[name=p1][value='4']")
    page.get_by_role("button", name="清空，重新做一次").click()
    record = saved(page, "check-open")
    assert record["answers"] == {}
    assert record["history"][0]["answers"] == {"p1": 4}


def test_the_closing_scale_is_held_against_the_opening_one(page: Page, kinds: str) -> None:
    page.goto(kinds + "check-open/")
    answer(page, "242424242")
    until_saved(page)
    page.goto(kinds + "check-close/")
    answer(page, "424242424")
    table = page.get_by_role("table", name="那时与现在")
    expect(table.locator("thead th").nth(1)).to_contain_text("开始时的自查")
    assert table.locator("tbody tr").first.locator("td").all_inner_texts() == ["2", "4", "+2"]


def test_keyboard_alone(page: Page, kinds: str) -> None:
    page.goto(kinds + "check-open/")
    page.locator("[name=p1]").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.locator("[name=p1]:checked").input_value() == "4"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[name=p2]:checked").input_value() == "1"


def test_without_a_script(open_page: OpenPage, kinds: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(kinds + "check-open/")
    page.check("[name=p1][value='4']")
    expect(page.locator(".hb-result")).to_be_hidden()
    page.locator(".hb-explain summary").first.click()
    expect(page.locator(".hb-explain").first).to_contain_text("用 6 减去你选的分")
    expect(page.locator(".hb-explain").first).to_contain_text("先从每天写三件事开始")
    page.emulate_media(media="print")
    expect(page.locator(".hb-item").last).to_be_visible()


def test_on_paper(page: Page, kinds: str) -> None:
    page.goto(kinds + "check-open/")
    answer(page, "333333333")
    page.emulate_media(media="print")
    expect(page.locator("[data-sub=plan]")).to_be_visible()
    expect(page.get_by_role("button", name="记下这一次")).to_be_hidden()


def test_on_a_phone(phone: Page, kinds: str) -> None:
    phone.goto(kinds + "check-open/")
    phone.locator(".hb-item").first.get_by_text("经常").tap()
    assert phone.locator("[name=p1]:checked").input_value() == "4"
    answer(phone, "333333333")
    phone.get_by_role("button", name="记下这一次").tap()
    answer(phone, "443333333")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    heights = phone.eval_on_selector_all(".hb-point", "all => all.map(e => e.offsetHeight)")
    assert min(heights) >= 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(open_page: OpenPage, kinds: str, axe: Axe, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(kinds + "check-open/")
    assert axe(page, "hb-exercise") == []
    answer(page, "333333333")
    page.get_by_role("button", name="记下这一次").click()
    answer(page, "525444244")
    expect(page.locator("[data-radar] svg")).to_be_visible()
    assert axe(page, "hb-exercise") == []
