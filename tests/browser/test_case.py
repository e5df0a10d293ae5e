"""Cases on the page: one way at a time, then the map."""

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

KEY = "handbook:test-handbook:exercise:case-gift"


def saved(page: Page) -> dict[str, Any]:
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}")


def open_case(page: Page, kinds: str, name: str = "case-gift") -> None:
    page.goto(f"{kinds}{name}/")
    page.wait_for_selector(".hb-case.is-on")


def go(page: Page, scene: str, turn: str) -> None:
    page.check(f"[name={scene}][value={turn}]")
    page.locator(f"#scene-{scene}").get_by_role("button", name="就这么做").click()


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all("[data-scene]", "all => all.filter(e => e.offsetParent).map(e => e.dataset.scene)")


def value_of(page: Page, name: str) -> str | None:
    return page.locator(f"output[name={name}]").get_attribute("data-value")


def test_only_the_way_walked_is_shown(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    assert shown(page) == ["offer"]
    expect(page.locator("[data-map]")).to_be_hidden()
    page.check("[name=offer][value=refuse]")
    assert shown(page) == ["offer"]
    go(page, "offer", "refuse")
    assert shown(page) == ["offer", "again"]
    expect(page.locator("#scene-again")).to_be_focused()
    expect(page.locator("#scene-offer [data-turn=refuse]")).to_contain_text("别人都收的呀")
    expect(page.locator("#scene-offer [data-turn=keep]")).to_be_hidden()
    expect(page.locator(".hb-sr[role=status]")).to_contain_text("她有点尴尬")


def test_an_ending_shows_its_explanation_and_the_map(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    go(page, "offer", "keep")
    go(page, "office", "tell")
    assert shown(page) == ["offer", "office", "late"]
    expect(page.locator("#scene-late")).to_contain_text("补得及时")
    expect(page.locator("#scene-late")).to_contain_text("依据的条款：第 12 条、第 13 条第 2 款")
    assert (value_of(page, "ending"), value_of(page, "tone")) == ("late", "info")
    expect(page.locator("[data-found]")).to_have_text("走到过 1 个结局，共 4 个。")
    expect(page.locator("[data-way]")).to_have_text("你走的路：1 → 3 → 6。")
    assert page.locator("svg .is-walked[data-of='offer office'], svg .is-walked[data-of='office late']").count() == 2
    assert page.locator("svg g.is-walked").count() == 3
    expect(page.locator("li[data-of=over]")).to_contain_text("越线 还没走到")
    record = saved(page)
    assert record["outputs"] == {"ending": "late", "tone": "info"}
    assert record["done"] is True
    assert record["history"][0]["answers"] == {"offer": "keep", "office": "tell"}


def test_another_way_keeps_the_earlier_one(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    go(page, "offer", "keep")
    go(page, "office", "tell")
    page.get_by_role("button", name="换一条路再走").click()
    assert shown(page) == ["offer"]
    expect(page.locator("#scene-offer")).to_be_focused()
    assert saved(page)["answers"] == {}
    go(page, "offer", "dinner")
    page.get_by_role("button", name="从头再来").click()
    go(page, "offer", "dinner")
    go(page, "debt", "on")
    expect(page.locator("[data-found]")).to_have_text("走到过 2 个结局，共 4 个。")
    expect(page.get_by_role("table", name="走过的路")).to_contain_text("1 → 3 → 6")
    expect(page.locator("li[data-of=late]")).to_contain_text("走到过")
    assert [one["outputs"]["ending"] for one in saved(page)["history"]] == ["late", "mixed"]


def test_reload_keeps_the_way_and_the_choice_that_is_not_confirmed(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    page.check("[name=offer][value=refuse]")
    saved(page)
    page.reload()
    expect(page.locator("[name=offer][value=refuse]")).to_be_checked()
    assert shown(page) == ["offer"]
    go(page, "offer", "refuse")
    page.check("[name=again][value=thank]")
    assert saved(page)["outputs"] == {"at": "again"}
    page.reload()
    page.wait_for_selector(".hb-case.is-on")
    assert shown(page) == ["offer", "again"]
    expect(page.locator("[name=again][value=thank]")).to_be_checked()


def test_keyboard_alone(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    page.locator("[name=offer]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert shown(page) == ["offer"], "neither an arrow nor Enter on a choice goes on"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert shown(page) == ["offer", "office"]
    page.keyboard.press("Tab")
    expect(page.locator("[name=office]").first).to_be_focused()
    page.locator("#scene-office [data-act=go]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#scene-office [data-pick]")).to_have_text("先选一个做法。")
    expect(page.locator("[name=office]").first).to_be_focused()


def test_changed_wording_stops_the_way_there(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    go(page, "offer", "refuse")
    go(page, "again", "give-in")
    record = saved(page)
    record["asked"]["again"] = "00000000"
    record["revision"] = "00000000"
    page.goto("about:blank")
    page.goto(kinds)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])
    open_case(page, kinds)
    assert shown(page) == ["offer", "again"]
    expect(page.locator(".hb-stale")).to_contain_text("算了，收下，别伤了关系。")
    page.get_by_role("button", name="沿用").click()
    assert shown(page) == ["offer", "again", "office"]


def test_export_and_import(open_page: OpenPage, kinds: str, tmp_path) -> None:
    page = open_page()
    open_case(page, kinds)
    go(page, "offer", "refuse")
    go(page, "again", "thank")
    table = export(page, tmp_path / "answers.json")
    assert '"购物卡","这时候你怎么做？","","追上去当面退回，说公司有规定。","offer"' in table
    assert '"结局","","clean","ending"' in table
    other = open_page()
    import_into(other, kinds, tmp_path / "answers.json")
    open_case(other, kinds)
    assert shown(other) == ["offer", "again", "clean"]
    assert value_of(other, "ending") == "clean"


def test_a_short_code_carries_the_way(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    go(page, "offer", "keep")
    page.get_by_text("短码和二维码").click()
    expect(page.locator(".hb-code__text")).to_contain_text("HB1-")


def test_without_a_script_and_on_paper(open_page: OpenPage, kinds: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(kinds + "case-gift/")
    assert shown(page) == ["offer", "again", "office", "debt", "clean", "late", "mixed", "over"]
    expect(page.get_by_role("button", name="就这么做")).to_have_count(0)
    page.locator("#scene-offer").get_by_role("link", name="→ 看第 3 幕").click()
    assert page.url.endswith("#scene-office")
    expect(page.locator(".hb-ways")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#scene-offer").get_by_text("→ 看第 2 幕")).to_be_visible()


def test_blank_paper_shows_every_scene(page: Page, kinds: str) -> None:
    open_case(page, kinds)
    go(page, "offer", "refuse")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="打印空白表").click()
    page.emulate_media(media="print")
    blank = page.locator(".hb-blank")
    assert blank.locator("[data-scene]:visible").count() == 8
    assert blank.locator(":checked").count() == 0
    expect(blank.get_by_text("→ 看第 3 幕").first).to_be_visible()


def test_on_a_phone(phone: Page, kinds: str) -> None:
    open_case(phone, kinds)
    phone.locator("#scene-offer label").nth(1).tap()
    phone.locator("#scene-offer [data-act=go]").tap()
    phone.locator("#scene-office label").first.tap()
    phone.locator("#scene-office [data-act=go]").tap()
    expect(phone.locator("#scene-late")).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    heights = phone.eval_on_selector_all(
        ".hb-case :is(button, fieldset:not([disabled]) label, summary)",
        "all => all.filter(e => e.offsetParent).map(e => e.offsetHeight)",
    )
    assert min(heights) >= 44


def test_keyed_for_trainers(page: Page, kinds: str) -> None:
    open_case(page, kinds, "case-keyed")
    assert "机密" not in page.content()
    go(page, "start", "ask")
    expect(page.locator("#scene-good")).to_contain_text("由培训师讲")
    assert value_of(page, "ending") == "good"


def test_hostile_words_are_text(page: Page, kinds: str) -> None:
    open_case(page, kinds, "case-hostile")
    go(page, "constructor", "proto")
    page.get_by_role("button", name="换一条路再走").click()
    go(page, "constructor", "other")
    expect(page.get_by_role("table", name="走过的路")).to_contain_text("<img src=x")
    assert page.evaluate("window.hacked") is None
    assert page.locator("hb-exercise :is(img, [onload], [onclick], [onfocus])").count() == 0


def test_search_knows_no_ending(page: Page, kinds: str) -> None:
    index = json.dumps(
        page.request.get(kinds.replace("exercises/", "search/search_index.json")).json(), ensure_ascii=False
    )
    index = index.replace("\u200b", "")
    assert "中秋前一天" in index
    assert "当面说明" not in index
    assert "退得干净" not in index


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(open_page: OpenPage, kinds: str, axe: Axe, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    open_case(page, kinds)
    page.check("[name=offer][value=keep]")
    assert axe(page, "hb-exercise") == []
    go(page, "offer", "keep")
    go(page, "office", "hide")
    assert axe(page, "hb-exercise") == []
