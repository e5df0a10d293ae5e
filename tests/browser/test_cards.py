"""Decks of cards on the page: recall, turn, judge, come back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.acts import import_into
from tests.support.saving import until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage

pytestmark = pytest.mark.browser

KEY = "handbook:test-handbook:exercise:cards-words"
FIRST_DAY = "2026-03-04T09:00:00+08:00"


def saved(page: Page) -> dict[str, Any]:
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}")


def open_deck(page: Page, kinds: str, name: str = "cards-words", moment: str = FIRST_DAY) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(f"{kinds}{name}/")
    page.wait_for_selector(".hb-deck.is-on")


def current(page: Page) -> str | None:
    cards = page.locator(".hb-flash:visible")
    return cards.get_attribute("data-field") if cards.count() else None


def judge(page: Page, grade: str) -> None:
    page.locator(".hb-flash:visible .hb-flash__back summary").click()
    page.get_by_role("button", name=grade).click()


def test_a_session_and_when_the_cards_come_back(page: Page, kinds: str) -> None:
    open_deck(page, kinds)
    assert current(page) == "hour"
    expect(page.locator("[data-left]")).to_have_text("还有 4 张")
    expect(page.locator(".hb-grades")).to_be_hidden()
    judge(page, "想起来了")
    assert current(page) == "price"
    judge(page, "没想起来")
    assert current(page) == "wait", "look-alikes stand together"
    judge(page, "有点模糊")
    judge(page, "想起来了")
    assert current(page) == "price", "what was missed comes once more"
    judge(page, "想起来了")
    expect(page.locator("[data-done]")).to_have_text("今天的都过完了。")
    expect(page.locator("[data-end]")).to_be_focused()
    expect(page.locator("[data-next]")).to_have_text("下一次是 2026-03-05，4 张。")
    assert saved(page)["answers"] == dict.fromkeys(("hour", "price", "matrix", "wait"), "0 2026-03-05")
    assert saved(page)["done"] is True


def test_only_what_is_due_comes_and_boxes_grow(page: Page, kinds: str) -> None:
    open_deck(page, kinds)
    for _ in range(4):
        judge(page, "想起来了")
    saved(page)
    open_deck(page, kinds, moment="2026-03-05T09:00:00+08:00")
    expect(page.locator("[data-box]")).to_have_text("第 1 格，共 5 格")
    judge(page, "想起来了")
    judge(page, "没想起来")
    assert saved(page)["answers"]["hour"] == "1 2026-03-08"
    page.reload()
    page.wait_for_selector(".hb-deck.is-on")
    expect(page.locator("[data-left]")).to_have_text("还有 2 张")
    open_deck(page, kinds, moment="2026-03-07T09:00:00+08:00")
    expect(page.locator("[data-left]")).to_have_text("还有 3 张")


def test_going_through_all_early_moves_only_what_was_missed(page: Page, kinds: str) -> None:
    open_deck(page, kinds)
    for _ in range(4):
        judge(page, "想起来了")
    page.get_by_role("button", name="全部再过一遍").click()
    before = saved(page)["answers"]
    for _ in range(4):
        judge(page, "想起来了")
    expect(page.locator("[data-end]")).to_be_visible()
    assert saved(page)["answers"] == before


def test_keyboard_alone(page: Page, kinds: str) -> None:
    open_deck(page, kinds)
    page.keyboard.press("1")
    assert saved(page) == {}, "keys count only inside the deck"
    page.locator(".hb-flash:visible").focus()
    page.keyboard.press("3")
    assert current(page) == "hour", "nobody judges before turning"
    page.keyboard.press("Space")
    expect(page.locator(".hb-flash:visible .hb-flash__answer")).to_be_visible()
    page.keyboard.press("3")
    assert current(page) == "price"
    expect(page.locator(".hb-flash:visible")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".hb-grades")).to_be_visible()
    page.keyboard.press("2")
    assert saved(page)["answers"] == {"hour": "0 2026-03-05", "price": "0 2026-03-05"}


def test_a_hint_waits_behind_a_click(page: Page, kinds: str) -> None:
    open_deck(page, kinds)
    hint = page.locator(".hb-flash:visible .hb-flash__hint")
    expect(hint.get_by_text("想想哪些时间不算。")).to_be_hidden()
    hint.locator("summary").click()
    expect(hint.get_by_text("想想哪些时间不算。")).to_be_visible()
    expect(page.locator(".hb-grades")).to_be_hidden()


def test_changed_wording_makes_a_card_new(page: Page, kinds: str) -> None:
    open_deck(page, kinds)
    judge(page, "想起来了")
    record = saved(page)
    record |= {"revision": "00000000", "asked": {"hour": "00000000"}}
    page.goto(kinds)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    open_deck(page, kinds)
    assert current(page) == "hour"
    expect(page.locator("[data-box]")).to_have_text("新卡")
    expect(page.locator(".hb-flash:visible .hb-stale")).to_be_visible()


def test_export_import_and_clearing(open_page: OpenPage, kinds: str, tmp_path) -> None:
    page = open_page()
    open_deck(page, kinds)
    judge(page, "想起来了")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答案文件").click()
    download.value.save_as(tmp_path / "answers.json")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出表格（CSV）").click()
    assert '"什么叫面客小时？","","0 2026-03-05","hour"' in download.value.path().read_text("utf-8-sig")
    page.get_by_role("button", name="清除这份练习").click()
    expect(page.locator("[data-left]")).to_have_text("还有 4 张")
    other = open_page()
    import_into(other, kinds, tmp_path / "answers.json")
    open_deck(other, kinds)
    expect(other.locator("[data-left]")).to_have_text("还有 3 张")


def test_what_an_import_says_is_checked(page: Page, kinds: str) -> None:
    page.goto(kinds)
    answers = {"hour": "9 <img src=x onerror=window.hacked=1>", "price": {"a": 1}, "wait": "4 2999-01-01"}
    record = {"revision": "x", "updated": "2026-03-01T00:00:00Z", "answers": answers}
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    open_deck(page, kinds)
    expect(page.locator(".hb-flash:visible")).to_have_count(1)
    assert page.evaluate("window.hacked") is None


def test_without_a_script_and_on_paper(open_page: OpenPage, kinds: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(kinds + "cards-words/")
    assert page.locator(".hb-flash:visible").count() == 4
    page.locator(".hb-flash__back summary").first.click()
    expect(page.get_by_text("与客户同在一场对话里的小时，不含路程和等候。").first).to_be_visible()
    expect(page.locator(".hb-cut")).to_be_hidden()
    page.emulate_media(media="print")
    assert page.locator(".hb-cut__card:visible").count() == 4
    assert page.locator(".hb-flash:visible").count() == 0


def test_on_a_phone(phone: Page, kinds: str) -> None:
    open_deck(phone, kinds)
    phone.locator(".hb-flash:visible .hb-flash__back summary").tap()
    heights = phone.eval_on_selector_all(
        ".hb-deck :is(button, summary)", "all => all.filter(e => e.offsetParent).map(e => e.offsetHeight)"
    )
    assert min(heights) >= 44
    phone.get_by_role("button", name="想起来了").tap()
    assert current(phone) == "price"
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


def test_keyed_for_trainers(page: Page, kinds: str) -> None:
    open_deck(page, kinds, "cards-keyed")
    assert "机密" not in page.content()
    judge(page, "想起来了")
    assert current(page) == "b"


def test_hostile_words_are_text(page: Page, kinds: str) -> None:
    open_deck(page, kinds, "cards-hostile")
    for _ in range(3):
        judge(page, "想起来了")
    expect(page.locator("[data-end]")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("hb-exercise :is(img, [onload], [onclick], [onfocus])").count() == 0


def test_search_knows_fronts_only(page: Page, kinds: str) -> None:
    index = json.dumps(
        page.request.get(kinds.replace("exercises/", "search/search_index.json")).json(), ensure_ascii=False
    )
    index = index.replace("\u200b", "")
    assert "贵两成" in index
    assert "再谈总成本" not in index


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(open_page: OpenPage, kinds: str, axe: Axe, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    open_deck(page, kinds)
    assert axe(page, "hb-exercise") == []
    page.locator(".hb-flash:visible .hb-flash__back summary").click()
    assert axe(page, "hb-exercise") == []
    page.get_by_role("button", name="想起来了").click()
    for _ in range(3):
        judge(page, "想起来了")
    assert axe(page, "hb-exercise") == []
