"""The discipline scheme as it is read: linked to, cited, compared, filtered, looked up; on a phone, on paper, bare."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support import policysite

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser

PAGES = (
    "policy/",
    "policy/v1.1/",
    "policy/v1.2/",
    "policy/v1.1-changes/",
    "policy/roles/",
    "policy/reporting/",
    "policy/calculator/",
    "policy/history/",
    "policy/compare/",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = policysite.small(tmp_path_factory.mktemp("policy"))
    for offline in (False, True):
        sink = Diagnostics()
        assert build_site(root, sink, offline=offline), [found.message() for found in sink]
    return root / "build"


@pytest.fixture(scope="module")
def address(folder: Path, serve: Serve) -> str:
    return serve(folder / "site")


def on(page: Page, day: str) -> None:
    """Make it a day at noon."""
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T12:00:00+08:00"))


def colour(found: Locator) -> str:
    return str(found.evaluate("(element) => getComputedStyle(element).backgroundColor"))


# ---------------------------------------------------------------- links and banners


@pytest.mark.parametrize("ident", ["gifts", "visit-real", "visit-when"])
def test_an_article_a_paragraph_and_an_item_can_be_linked_to(page: Page, address: str, ident: str) -> None:
    page.goto(f"{address}policy/#{ident}")
    expect(page.locator(f"#{ident}")).to_be_in_viewport()


def test_an_old_id_leads_to_the_clause_after_it_was_renumbered_and_renamed(page: Page, address: str) -> None:
    page.goto(f"{address}policy/v1.1/#gift-cap")
    clause = page.locator("#gift-limit")
    expect(clause).to_be_in_viewport()
    assert clause.get_attribute("data-label") == "第五条"
    assert colour(clause) != colour(page.locator("#visit-real"))


def test_who_follows_a_link_to_a_repealed_clause_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}policy/v1.1/#old-rule")
    note = page.locator("#old-rule")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("第二条（V1.0）在 V1.1 删去")
    note.get_by_role("link").click()
    page.wait_for_url("**/policy/v1.0/#old-rule")
    expect(page.locator("#old-rule")).to_contain_text("过渡")


@pytest.mark.parametrize(
    ("day", "standing", "other"),
    [("2025-12-31", "pending", ""), ("2026-03-02", "current", ""), ("2026-07-01", "past", "V1.1")],
)
def test_the_banner_is_right_today(page: Page, address: str, day: str, standing: str, other: str) -> None:
    on(page, day)
    page.goto(address + "policy/")
    banner = page.locator(".hb-standing")
    assert banner.get_attribute("data-standing") == standing
    expect(banner).to_contain_text(f"按今天（{day}）算")
    assert ("今天有效的是 V1.1" in str(banner.text_content())) == bool(other)
    if other:
        banner.get_by_role("link").click()
        page.wait_for_url("**/policy/v1.1/")
        assert page.locator(".hb-standing").get_attribute("data-standing") == "current"


def test_a_draft_says_so_whatever_the_day(page: Page, address: str) -> None:
    on(page, "2028-01-01")
    page.goto(address + "policy/v1.2/")
    expect(page.locator(".hb-standing")).to_contain_text("草案")


def test_the_home_page_leads_to_the_scheme(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="看制度全文").click()
    page.wait_for_url("**/policy/")


# ---------------------------------------------------------------- reading


def test_a_citation_is_copied_with_version_number_and_words(open_page: OpenPage, address: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + "policy/")
    page.locator("#visit-how").hover()
    page.get_by_role("button", name="复制引用：第三条第二款", exact=True).click()
    expect(page.get_by_text("已复制：")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == "《小方案》V1.0 第三条第二款：“记录应当写明：（一）见了谁；（二）哪一天。”"
    assert page.url.endswith("#visit-how")


def test_a_citation_is_copied_by_keyboard_and_by_tap(open_page: OpenPage, address: str) -> None:
    page = open_page(**PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + "policy/")
    for ident, do in (("gift-cap", "tap"), ("visit-who", "press")):
        act = page.locator(f"#{ident} > .hb-cl__line .hb-cite")
        act.tap() if do == "tap" else act.press("Enter")
        expect(page.locator(".hb-copied")).to_contain_text(str(page.locator(f"#{ident}").get_attribute("data-label")))
    assert page.evaluate("navigator.clipboard.readText()") == "《小方案》V1.0 第三条第二款第（一）项：“见了谁；”"


def test_a_citation_that_cannot_be_copied_is_shown(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(address + "policy/")
    page.locator("#gift-cap .hb-cite").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-copied")).to_contain_text("请手工选取：《小方案》V1.0 第四条")


def test_a_term_shows_its_definition_on_hover_and_focus(page: Page, address: str) -> None:
    page.goto(address + "policy/")
    term = page.locator("#visit-real a.hb-def")
    tip = page.get_by_role("tooltip")
    term.hover()
    expect(tip).to_contain_text("当面见客户")
    tip.hover()  # it may be pointed at
    page.wait_for_timeout(300)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    term.focus()
    expect(tip).to_be_visible()
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Enter")
    assert page.url.endswith("#d-visit")


def test_a_clause_leads_to_its_questions_and_back(page: Page, address: str) -> None:
    page.goto(address + "policy/#gifts")
    page.locator("section.hb-article", has=page.locator("#gifts")).get_by_text("练一练").click()
    page.get_by_role("link", name="红线题").click()
    page.wait_for_url("**/exercises/quiz-lines/#q-q-gift")
    page.get_by_role("radio", name="不对").check()
    page.get_by_role("button", name="核对").click()
    page.get_by_role("link", name="第四条（礼品）").locator("visible=true").click()
    page.wait_for_url("**/policy/#gift-cap")


def test_the_text_is_found_once_by_search(page: Page, address: str) -> None:
    page.goto(address)
    box = page.locator(".md-search__input")
    box.click()
    box.fill("礼品")
    box.dispatch_event("keyup")
    results = page.locator(".md-search-result__link")
    expect(results.first).to_be_visible(timeout=15_000)
    paths = results.evaluate_all("(links) => links.map((link) => new URL(link.href).pathname)")
    assert [path for path in paths if path.startswith("/policy/")] == ["/policy/"] * len(
        [path for path in paths if path.startswith("/policy/")]
    )
    assert "/policy/" in paths


# ---------------------------------------------------------------- versions


@pytest.mark.parametrize(
    ("day", "version"), [("2025-12-31", ""), ("2026-01-01", "1.0"), ("2026-06-30", "1.0"), ("2026-07-01", "1.1")]
)
def test_the_text_in_force_on_a_day(page: Page, address: str, day: str, version: str) -> None:
    page.goto(address + "policy/history/")
    page.get_by_label("哪一天").fill(day)
    answer = page.locator("[data-day-answer]")
    if not version:
        expect(answer).to_contain_text("没有有效的版本")
        return
    answer.get_by_role("link", name=f"V{version}").click()
    page.wait_for_url(f"**/policy/v{version}/")


def test_a_redline_is_told_apart_by_line_and_words(page: Page, address: str) -> None:
    page.goto(address + "policy/v1.1-changes/")
    clause = page.locator("[data-clause=gift-limit]")
    assert clause.locator("del").first.evaluate("(e) => getComputedStyle(e).textDecorationLine") == "line-through"
    assert clause.locator("ins").first.evaluate("(e) => getComputedStyle(e).textDecorationLine") == "underline"
    expect(clause.locator(".hb-redline__text")).to_have_text(
        "每人每次不得超过 （删去：200）（增加：100 元，全年不得超过 300） 元。"
    )
    expect(page.locator(".hb-amendment")).to_contain_text("删去第二条。")


def test_any_two_versions_are_compared_as_the_builder_does(page: Page, address: str) -> None:
    page.goto(address + "policy/v1.1-changes/")
    expected = page.locator("[data-clause] .hb-redline__text").all_text_contents()
    page.goto(address + "policy/compare/")
    page.get_by_label("旧").select_option("1.0")
    page.get_by_label("新").select_option("1.1")
    assert page.locator("[data-clause] .hb-redline__text").all_text_contents() == expected
    page.get_by_label("新").select_option("1.2")
    expect(page.locator("[data-clause=visit-when] del")).to_have_count(1)
    page.get_by_label("也列出只改了序号的").check()
    expect(page.locator("[data-clause=visits]")).to_contain_text("第三条 → 第四条")
    page.get_by_label("旧").select_option("1.2")
    expect(page.locator("[data-compare-said]")).to_have_text("两版相同，一个字也没有改。")


def test_a_post_sees_what_applies_to_it(page: Page, address: str) -> None:
    page.goto(address + "policy/roles/")
    shown = page.locator("[data-role-list=apply] .hb-for:visible a")
    assert shown.count() == 5
    page.get_by_label("主管").check()
    assert [name.strip() for name in shown.all_text_contents()] == [
        "第一条　目的",
        "第二条　过渡",
        "第四条　礼品",
        "第五条　答复",
    ]
    expect(page.locator("[data-role-said]")).to_contain_text("“主管”要遵守 4 条；这次改动里和你有关的有 0 条")
    expect(page.locator("[data-role-none]")).to_be_visible()
    page.get_by_label("销售人员").check()
    assert page.locator("[data-role-list=changed] .hb-for:visible").count() == 1


# ---------------------------------------------------------------- the calculator


def fill(page: Page, **facts: str) -> None:
    for name, value in facts.items():
        page.locator(f"[data-calculator] [name={name}]").fill(value)


def test_the_calculator_finds_the_row_and_decides_nothing(page: Page, address: str) -> None:
    on(page, "2026-03-10")
    page.goto(address + "policy/calculator/")
    expect(page.get_by_text("它什么也不决定。")).to_be_visible()
    outcome = page.locator("[data-outcome]")
    fill(page, act="2026-03-02", found="2026-03-06")
    page.get_by_label("什么行为").select_option(label="录入没有发生的拜访，按条数")
    expect(outcome).to_contain_text("还要填门槛上的数")
    fill(page, amount="2", occurrence="2")
    page.get_by_label("故意").check()
    for text in (
        "用 V1.0",
        "相符的一行：解除劳动合同",
        "这不是决定",
        "从 2025-03-02",
        "选错类型后自己改正",
        "通知工会的凭据",
        "把理由书面通知工会",
        "最迟 2026-04-05（星期日）",
        "能不能顺延到 2026-04-06",
        "陈述申辩至少给 5 个工作日",
        "没有扣除法定节假日",
    ):
        expect(page.locator("main")).to_contain_text(text)
    fill(page, occurrence="1")
    expect(outcome).to_contain_text("相符的一行：警告")
    expect(outcome).not_to_contain_text("通知工会")
    page.get_by_text("已经告知或者送达了？").click()
    fill(page, delivered="2026-03-31")
    expect(outcome).to_contain_text("申诉到 2026-04-14 为止")
    expect(outcome).to_contain_text("2027-03-31 失效")
    fill(page, act="2025-06-01")
    expect(outcome).to_contain_text("2025-06-01 没有有效的版本")


def test_the_calculator_says_that_nothing_fits_and_what_is_milder_now(page: Page, address: str) -> None:
    on(page, "2026-08-03")
    page.goto(address + "policy/calculator/")
    outcome = page.locator("[data-outcome]")
    fill(page, act="2026-03-02")
    page.get_by_label("什么行为").select_option(label="送的礼品超过限额，按超出的金额")
    fill(page, amount="150")
    page.get_by_label("一般过失").check()
    expect(outcome).to_contain_text("相符的一行：书面提醒")
    expect(outcome).to_contain_text("今天有效的 V1.1 里，同样的事没有相符的一行")
    fill(page, act="2026-07-02")
    expect(outcome).to_contain_text("矩阵里没有相符的一行，不能给予措施")
    expect(outcome).to_contain_text("没有“一般过失”的行")
    page.get_by_role("button", name="清空", exact=True).click()
    expect(outcome).to_contain_text("先填行为发生的日子")


def test_the_calculator_works_by_keyboard(page: Page, address: str) -> None:
    on(page, "2026-03-10")
    page.goto(address + "policy/calculator/")
    page.locator("[name=act]").focus()
    page.keyboard.type("03022026" if page.evaluate("navigator.language") != "zh-CN" else "20260302")
    fill(page, act="2026-03-02")
    page.locator("[name=conduct]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.locator("[name=intent]").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-outcome]")).to_contain_text("相符的一行：警告")


def test_what_was_found_can_be_printed(page: Page, address: str) -> None:
    on(page, "2026-03-10")
    page.goto(address + "policy/calculator/")
    fill(page, act="2026-03-02")
    page.get_by_label("什么行为").select_option(index=1)
    fill(page, amount="2")
    page.get_by_label("故意").check()
    page.emulate_media(media="print")
    expect(page.locator("[data-outcome]")).to_be_visible()
    expect(page.get_by_text("它什么也不决定。")).to_be_visible()


# ---------------------------------------------------------------- everywhere


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_violation_of_accessibility(
    open_page: OpenPage, axe: Axe, address: str, path: str, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


def test_a_calculated_case_has_no_violation_of_accessibility(page: Page, axe: Axe, address: str) -> None:
    page.goto(address + "policy/calculator/")
    fill(page, act="2026-03-02", found="2026-03-06")
    page.get_by_label("什么行为").select_option(index=1)
    fill(page, amount="2")
    page.get_by_label("故意").check()
    assert axe(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_other_host(page: Page, address: str, requests: list[str], path: str) -> None:
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation', (event) => refused.push(event.blockedURI));"
    )
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("refused") == []
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []


def test_paper_shows_the_text_as_statutes_are_printed(page: Page, address: str) -> None:
    page.goto(address + "policy/")
    page.emulate_media(media="print")
    for gone in (".hb-ways", ".hb-cite", ".hb-cl__nr--soft", ".hb-practised", ".hb-toc", ".md-header"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in (".hb-standing", ".hb-note", "#visit-who", "#_matrix", ".hb-gloss"):
        assert page.locator(kept).first.is_visible(), kept


def test_everything_but_the_reckoning_is_there_without_scripts(open_page: OpenPage, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + "policy/#gift-cap")
    expect(page.locator("#gift-cap")).to_be_in_viewport()
    assert page.locator("#visit-real a.hb-def").get_attribute("title") == "拜访：当面见客户；打电话不算。"
    expect(page.locator(".hb-standing")).to_contain_text("按 2026-03-02 算")
    page.goto(address + "policy/roles/")
    assert page.locator(".hb-for:visible").count() == 6
    assert not page.locator("[data-role-filter]").is_visible()
    page.goto(address + "policy/history/")
    expect(page.get_by_role("row", name="V1.0")).to_contain_text("2026-07-01（不含）")
    page.goto(address + "policy/compare/")
    expect(page.get_by_text("脚本没有运行")).to_be_visible()
    expect(page.get_by_role("link", name="V1.1 → V1.2 改了什么")).to_be_visible()
    page.goto(address + "policy/calculator/")
    assert not page.locator("[data-calculator]").is_visible()
    page.get_by_role("link", name="违规处理矩阵").click()
    page.wait_for_url("**/policy/#_matrix")
    assert page.locator("#visit-1").is_visible()


@pytest.mark.parametrize("path", ["policy/index.html", "policy/compare.html", "policy/calculator.html"])
def test_an_offline_page_works_from_a_disk(page: Page, folder: Path, path: str) -> None:
    on(page, "2026-07-01")
    page.goto((folder / "offline" / path).as_uri())
    if path == "policy/index.html":
        expect(page.locator(".hb-standing")).to_contain_text("今天有效的是 V1.1")
        page.locator(".hb-standing").get_by_role("link").click()
        page.wait_for_url("**/offline/policy/v1.1.html")
    elif path == "policy/compare.html":
        expect(page.locator("[data-clause=visit-when]")).to_be_visible()
    else:
        assert page.locator("[name=conduct] option").count() == 3
