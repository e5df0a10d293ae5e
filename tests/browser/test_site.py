"""The site as a reader meets it: found by search, closed to the outside, readable on a phone and from a disk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.support.handbooks import write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser

HIDDEN = "独门解释"
PAGES = {
    "content/modules/basics/02-people.yml": f"""
        id: people
        title: 主管怎么看动机
        outcomes: [basics.rate]
        can_do: 说出需求层次和双因素的差别。
        blocks:
          - type: concept
            heading: 需求层次
            term: 需求层次
            text: 马斯洛把需求排成五层，**证据不多**，*慎用*。
            claims:
              - {{text: 层次的先后没有得到验证。, grade: X, limits: 多为西方样本。}}
          - type: steps
            heading: 建客户档案
            steps:
              - {{do: 写下客户档案的五项, why: 下次拜访不用重问}}
              - {{do: 每次拜访后补一行}}
          - type: table
            heading: 双因素
            caption: 保健因素和激励因素
            columns: [因素, 例子]
            rows:
              - [保健, 工资、制度]
              - [激励, 成就、认可]
          - type: check
            heading: 先试一题
            id: two-factors
            ask: 工资属于哪一类？
            options:
              - {{text: 保健因素, right: true, why: {HIDDEN}甲。}}
              - {{text: 激励因素, why: {HIDDEN}乙。}}
          - type: practice
            exercise: rate
        """,
}
KINDS_OF_PAGE = (
    "",
    "modules/basics/",
    "modules/basics/people/",
    "exercises/",
    "exercises/rate/",
    "glossary/",
    "sources/",
    "my-data/",
    "404.html",
)
QUERIES = {"需求层次": "需求层次", "主管": "主管怎么看动机", "双因素": "双因素", "客户档案": "客户档案"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The handbook's folder, with the site and the offline site built."""
    root = write(tmp_path_factory.mktemp("site"), dict(PAGES))
    for offline in (False, True):
        sink = Diagnostics()
        assert build_site(root, sink, offline=offline), [found.message() for found in sink]
    return root / "build"


@pytest.fixture(scope="module")
def address(folder: Path, serve: Serve) -> str:
    return serve(folder / "site")


def search(page: Page, words: str) -> str:
    """What the result list says for a query, typed as a keyboard types it."""
    box = page.locator(".md-search__input")
    box.click()
    box.fill(words)
    box.dispatch_event("keyup")
    expect(page.locator(".md-search-result__meta")).to_contain_text(re.compile(r"\d|没有"), timeout=15_000)
    return str(page.locator(".md-search-result__list").text_content()).replace("\u200b", "")


def violations(page: Page) -> None:
    """Note what the security policy of every page to come refuses."""
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation',"
        " (event) => refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"
    )


@pytest.mark.parametrize(("words", "found"), QUERIES.items())
def test_chinese_words_are_found(page: Page, address: str, words: str, found: str) -> None:
    page.goto(address)
    assert found in search(page, words)


def test_explanations_are_not_found(page: Page, address: str) -> None:
    page.goto(address + "modules/basics/people/")
    assert HIDDEN in str(page.locator("article").text_content())
    assert HIDDEN not in search(page, HIDDEN)


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_a_page_asks_no_other_host_and_its_policy_refuses_nothing(
    page: Page, address: str, requests: list[str], path: str
) -> None:
    violations(page)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("refused") == []
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []


def test_the_policy_refuses_scripts_that_are_not_the_sites_own(page: Page, address: str) -> None:
    violations(page)
    page.goto(address)
    page.evaluate(
        "const script = document.createElement('script'); script.textContent = 'window.ran = 1';"
        " document.body.append(script);"
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("refused.length") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_a_page_has_no_violation_of_accessibility(
    open_page: OpenPage, axe: Axe, address: str, path: str, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


def test_search_results_have_no_violation_of_accessibility(page: Page, axe: Axe, address: str) -> None:
    page.goto(address)
    search(page, "需求层次")
    assert axe(page, within="[data-md-component=search]") == []


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
def test_a_page_fits_a_phone(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phone_reader_gets_around_by_the_menu(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.locator("label.md-header__button[for=__drawer]").tap()
    phone.locator(".md-nav--primary").get_by_role("link", name="术语表").tap()
    phone.wait_for_url("**/glossary/")


def test_what_is_tapped_on_a_phone_is_large_enough(phone: Page, address: str) -> None:
    phone.goto(address)
    small = phone.evaluate(
        "[...document.querySelectorAll('.md-header__button:not([hidden]), a.hb-button')]"
        ".filter((e) => e.offsetParent && Math.min(e.offsetWidth, e.offsetHeight) < 44).map((e) => e.outerHTML)"
    )
    assert small == []


def test_each_reader_is_led_from_the_first_screen(page: Page, address: str) -> None:
    page.goto(address)
    doors = page.locator(".hb-door")
    assert [who.strip() for who in doors.locator(".hb-door__who").all_text_contents()] == [
        "新员工",
        "培训师",
        "HR 与管理者",
    ]
    for i in range(3):
        box = doors.nth(i).locator("a.hb-button").bounding_box()
        assert box
        assert box["y"] + box["height"] < 800
    doors.nth(0).locator("a.hb-button").click()
    page.wait_for_url("**/modules/basics/first/")


def test_the_colours_can_be_chosen(page: Page, address: str) -> None:
    page.goto(address)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    for _ in range(2):  # system → light → dark
        page.locator("form[data-md-component=palette] label:not([hidden])").click()
    assert page.evaluate(ground) != before
    page.goto(address + "glossary/")
    assert page.evaluate(ground) != before


def test_a_term_leads_to_its_entry(page: Page, address: str) -> None:
    page.goto(address + "modules/basics/first/")
    page.locator("a.hb-term").first.click()
    page.wait_for_url("**/glossary/#term-face-hour")
    assert page.locator("#term-face-hour").is_visible()


def test_paper_shows_the_text_and_nothing_for_the_screen(page: Page, address: str) -> None:
    page.goto(address + "modules/basics/people/")
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-sidebar--primary", ".md-footer", ".headerlink", ".md-path"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("h1").is_visible()


# ---------------------------------------------------------------- from a disk


@pytest.mark.parametrize("path", ["index.html", "modules/basics/people.html", "exercises/rate.html"])
def test_an_offline_page_works_from_a_disk(page: Page, folder: Path, requests: list[str], path: str) -> None:
    violations(page)
    page.goto((folder / "offline" / path).as_uri())
    assert "需求层次" in search(page, "需求层次")
    assert page.evaluate("refused") == []
    assert page.evaluate("document.documentElement.classList.contains('hb-ready')")
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_offline_results_lead_to_files(page: Page, folder: Path) -> None:
    page.goto((folder / "offline" / "index.html").as_uri())
    search(page, "客户档案")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/offline/modules/basics/people.html*")
