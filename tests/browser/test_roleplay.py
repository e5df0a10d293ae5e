"""Role plays on the page: cards, clock, the observer's sheet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.acts import export, import_into
from tests.support.saving import until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage

pytestmark = pytest.mark.browser

KEY = "handbook:test-handbook:exercise:play-price"
BEHAVIOURS = ("repeat", "ask", "trade", "next")


def saved(page: Page) -> dict[str, Any]:
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}")


def open_play(page: Page, kinds: str, name: str = "play-price") -> None:
    page.goto(f"{kinds}{name}/")
    page.wait_for_selector(".hb-play.is-on")


def give(page: Page, round_: int, *points: int) -> None:
    for behaviour, point in zip(BEHAVIOURS, points, strict=False):
        page.select_option(f"[name='{behaviour}.{round_}']", str(point))


def value_of(page: Page, round_: int) -> str | None:
    return page.locator(f"output[name=round-{round_}]").get_attribute("data-value")


def test_totals_per_round(page: Page, kinds: str) -> None:
    open_play(page, kinds)
    give(page, 1, 0, 1, 2)
    assert value_of(page, 1) == ""
    expect(page.locator("[data-left='1']")).to_have_text("还差 1 项")
    give(page, 1, 0, 1, 2, 2)
    assert value_of(page, 1) == "63"
    give(page, 3, 2, 2, 2, 2)
    assert (value_of(page, 2), value_of(page, 3)) == ("", "100")
    page.fill("[name='debrief.q1']", "让步那句")
    record = saved(page)
    assert record["outputs"] == {"round-1": 63, "round-2": None, "round-3": 100}
    assert record["answers"]["repeat"] == {"1": "0", "3": "2"}
    assert record["answers"]["debrief.q1"] == "让步那句"
    assert record["done"] is True


def test_reload_keeps(page: Page, kinds: str) -> None:
    open_play(page, kinds)
    give(page, 2, 1, 1, 1, 1)
    page.fill("[name='debrief.q2']", "第二问")
    page.fill("[name=keep]", "一句")
    saved(page)
    page.reload()
    page.wait_for_selector(".hb-play.is-on")
    assert page.input_value("[name='next.2']") == "1"
    assert page.input_value("[name='debrief.q2']") == "第二问"
    assert page.input_value("[name=keep]") == "一句"
    assert value_of(page, 2) == "50"


def test_only_ones_own_card_is_open(page: Page, kinds: str) -> None:
    open_play(page, kinds)
    secret = page.get_by_text("老板只给了你一周时间。")
    expect(secret).to_be_hidden()
    page.get_by_role("button", name="客户", exact=True).click()
    expect(secret).to_be_visible()
    expect(page.get_by_text("自己只能定 5% 以内的折扣。")).to_be_hidden()
    assert page.get_by_text("这是别人的卡，别偷看。").locator("visible=true").count() == 2
    page.get_by_role("button", name="销售", exact=True).click()
    expect(secret).to_be_hidden()
    expect(page.get_by_text("自己只能定 5% 以内的折扣。")).to_be_visible()


def test_the_clock_counts_a_round_and_passes_on(page: Page, kinds: str) -> None:
    page.clock.install(time="2026-03-04T09:00:00+08:00")
    open_play(page, kinds)
    expect(page.locator("[data-face]")).to_have_text("04:00")
    page.get_by_role("button", name="开始").click()
    page.clock.run_for(61_000)
    expect(page.locator("[data-face]")).to_have_text("02:59")
    page.get_by_role("button", name="停", exact=True).click()
    page.clock.run_for(10_000)
    expect(page.locator("[data-face]")).to_have_text("02:59")
    page.get_by_role("button", name="开始").click()
    page.clock.run_for(180_000)
    expect(page.locator("[data-said]")).to_have_text("第 1 轮时间到。换位，准备下一轮。")
    expect(page.get_by_role("radio", name="第 2 轮")).to_be_checked()
    expect(page.locator("[data-face]")).to_have_text("04:00")
    page.get_by_role("radio", name="第 3 轮").check()
    page.get_by_role("button", name="开始").click()
    page.clock.run_for(241_000)
    expect(page.locator("[data-said]")).to_have_text("三轮都演完了，开始复盘。")
    page.clock.run_for(1_000)
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None, "the clock is no answer"


def test_keyboard_alone(page: Page, kinds: str) -> None:
    open_play(page, kinds)
    page.get_by_role("button", name="观察员", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("只看、只记，不说话。")).to_be_visible()
    page.locator("[name='repeat.1']").focus()
    page.keyboard.press("2")
    page.keyboard.press("Tab")
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    assert saved(page)["answers"]["repeat"] == {"1": "2", "2": "1"}


def test_changed_wording_shows_the_old_answer(page: Page, kinds: str) -> None:
    open_play(page, kinds)
    give(page, 1, 2, 1, 1, 1)
    record = saved(page)
    record["asked"]["repeat"] = record["revision"] = "00000000"
    page.goto(kinds)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    open_play(page, kinds)
    assert page.input_value("[name='repeat.1']") == ""
    expect(page.locator("tr[data-field=repeat] .hb-stale")).to_contain_text("2")
    page.get_by_role("button", name="沿用").click()
    assert page.input_value("[name='repeat.1']") == "2"


def test_export_and_import(open_page: OpenPage, kinds: str, tmp_path) -> None:
    page = open_page()
    open_play(page, kinds)
    give(page, 1, 1, 1, 1, 1)
    page.fill("[name='debrief.q1']", "=1+1")
    table = export(page, tmp_path / "answers.json")
    assert '"先复述客户的话再回答","1","1","repeat"' in table
    assert '"第 1 轮得分率","","50","round-1"' in table
    assert '"\'=1+1"' in table
    other = open_page()
    import_into(other, kinds, tmp_path / "answers.json")
    open_play(other, kinds)
    assert value_of(other, 1) == "50"
    assert other.input_value("[name='debrief.q1']") == "=1+1"


def test_without_a_script_and_on_paper(open_page: OpenPage, kinds: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(kinds + "play-price/")
    expect(page.get_by_text("老板只给了你一周时间。")).to_be_visible()
    expect(page.get_by_text("自己只能定 5% 以内的折扣。")).to_be_visible()
    expect(page.locator(".hb-clockbox")).to_be_hidden()
    page.select_option("[name='ask.2']", "1")
    page.emulate_media(media="print")
    assert page.locator(".hb-role__open:visible").count() == 3


def test_paper_shows_every_card_and_the_sheet(page: Page, kinds: str) -> None:
    open_play(page, kinds)
    page.get_by_role("button", name="客户", exact=True).click()
    give(page, 1, 2)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".hb-role__open:visible").count() == 3
    expect(page.locator(".hb-watch .hb-mirror")).to_have_text("2 做到了")
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="打印空白表").click()
    page.emulate_media(media="print")
    blank = page.locator(".hb-blank")
    assert blank.locator(".hb-role__open:visible").count() == 3
    assert blank.locator(".hb-watch tbody td:visible").count() == 12
    assert blank.locator("textarea").first.evaluate("e => getComputedStyle(e).borderTopWidth") == "0px", (
        "lines to write on"
    )
    expect(blank.locator(".hb-explain")).to_be_hidden()


def test_on_a_phone(phone: Page, kinds: str) -> None:
    open_play(phone, kinds)
    phone.get_by_role("button", name="客户", exact=True).tap()
    expect(phone.get_by_text("老板只给了你一周时间。")).to_be_visible()
    phone.select_option("[name='repeat.3']", "2")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    heights = phone.eval_on_selector_all(
        ".hb-play :is(button, select, label.hb-chip)", "all => all.filter(e => e.offsetParent).map(e => e.offsetHeight)"
    )
    assert min(heights) >= 44


def test_hostile_words_are_text(page: Page, kinds: str) -> None:
    open_play(page, kinds, "play-hostile")
    for behaviour in ("constructor", "debrief", "role"):
        page.select_option(f"[name='{behaviour}.1']", "2")
    page.fill("[name='debrief.q1']", "<img src=x onerror=window.hacked=1>")
    page.get_by_role("button", name="客户", exact=True).click()
    assert value_of(page, 1) == "100"
    until_saved(page)
    page.reload()
    page.wait_for_selector(".hb-play.is-on")
    assert page.input_value("[name='debrief.1']") == "2"
    assert page.input_value("[name='debrief.q1']").startswith("<img")
    assert page.evaluate("window.hacked") is None
    assert page.locator("hb-exercise :is(img, [onload], [onclick], [onfocus])").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(open_page: OpenPage, kinds: str, axe: Axe, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    open_play(page, kinds)
    give(page, 1, 1, 1)
    page.get_by_role("button", name="客户", exact=True).click()
    assert axe(page, "hb-exercise") == []
