"""Slides in the browser: keys, notes in their own window, hands counted, countdowns, themes, paper, phones."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.pages.sessions import session_views
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support import decks
from tests.support.handbooks import OURS
from tests.support.same_text import needs_poppler

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser
WALL = {"viewport": {"width": 1280, "height": 720}}
TWO = "2026-03-04T14:00:00+08:00"
PRESENT = ".hb-slides > .hb-stack.present > .hb-slide.present"
SMALLEST = 27.9
"""Pixels of the smallest letters on a slide of 1280 × 720, in which a browser may round."""
FAULTS = """sizes => [...document.querySelectorAll('.hb-slides .hb-slide')].flatMap(slide => {
  const page = slide.querySelector('.hb-slide__page');
  const found = [];
  if (page.scrollHeight > page.clientHeight + 1) found.push(`${slide.id}: ${page.scrollHeight - page.clientHeight} too high`);
  if (page.scrollWidth > page.clientWidth + 1) found.push(`${slide.id}: ${page.scrollWidth - page.clientWidth} too wide`);
  const last = page.getBoundingClientRect().bottom - 40;
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const {parentElement: own} = texts.currentNode;
    if (!texts.currentNode.data.trim() || own.closest('svg, .hb-sr, [hidden]')) continue;
    if (parseFloat(getComputedStyle(own).fontSize) < sizes) found.push(`${slide.id}: ${own.outerHTML.slice(0, 80)} too small`);
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    if (range.getBoundingClientRect().bottom > last) found.push(`${slide.id}: ${own.outerHTML.slice(0, 80)} too low`);
  }
  return found;
})"""
LAID_OUT = (
    ".hb-stack, .hb-slide { display: block !important; position: static !important; visibility: visible !important; }"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return decks.handbook(tmp_path_factory.mktemp("slides"))


@pytest.fixture(scope="module")
def site(root: Path, serve: Serve) -> str:
    sink = Diagnostics()
    made = build_site(root, sink, edition="trainer")
    assert made, as_text(sink)
    return serve(made.parent)


@pytest.fixture(scope="module")
def kit(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit") / "talk"
    done = CliRunner().invoke(main, ["session", "basics", "--out", str(folder), "--root", str(root)])
    assert done.exit_code == 0, done.output
    assert f"{folder / 'slides.html'}" in done.stdout.splitlines()
    return folder / "slides.html"


@pytest.fixture
def wall(open_page: OpenPage) -> Page:
    return open_page(**WALL)


def begin(page: Page, address: str, slide: str = "") -> Page:
    page.goto(address + (f"#/{slide}" if slide else ""))
    page.wait_for_selector(".hb-show .reveal.ready")
    return page


def deck(site: str) -> str:
    return f"{site}sessions/talk-slides.html"


def now(page: Page) -> str:
    return str(page.locator(PRESENT).get_attribute("id"))


def notes_of(page: Page) -> Page:
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    return opened.value


# ---------------------------------------------------------------- moving


def test_keys_go_step_by_step_and_activity_by_activity(wall: Page, site: str) -> None:
    begin(wall, deck(site))
    assert now(wall) == "_start-1"
    wall.keyboard.press("ArrowDown")
    assert now(wall) == "open-1"
    wall.keyboard.press("ArrowRight")
    assert now(wall) == "open-2"
    wall.keyboard.press("PageUp")
    assert now(wall) == "open-1"
    wall.keyboard.press("ArrowUp")
    assert now(wall) == "_start-1"
    wall.keyboard.press("End")
    assert now(wall) == "_end-1"
    wall.keyboard.press(" ")
    assert now(wall) == "_end-1"
    wall.keyboard.press("Home")
    assert now(wall) == "_start-1"
    total = wall.locator(".hb-slides .hb-slide").count()
    seen = {now(wall)}
    for _ in range(4 * total):
        wall.keyboard.press("PageDown")
        seen.add(now(wall))
    assert len(seen) == total, "every slide comes in its turn"
    expect(wall.locator(".hb-tools__page")).to_have_text(f"{total} / {total}")


def test_steps_come_one_by_one(wall: Page, site: str) -> None:
    begin(wall, deck(site), "teach-6")
    shown = wall.locator("#teach-6 .fragment.visible")
    for count in range(4):
        expect(shown).to_have_count(count)
        wall.keyboard.press(" ")
    assert now(wall) == "teach-7"


def test_buttons_and_taps_do_the_same(open_page: OpenPage, site: str) -> None:
    page = begin(open_page(**WALL, has_touch=True), deck(site))
    page.get_by_role("button", name="下一页").tap()
    assert now(page) == "_start-2"
    page.get_by_role("button", name="上一页").tap()
    assert now(page) == "_start-1"
    page.get_by_role("button", name="全部页").tap()
    expect(page.locator(".reveal.overview")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".reveal.overview")).to_have_count(0)
    page.get_by_role("button", name="键盘").tap()
    expect(page.get_by_role("dialog", name="键盘")).to_be_visible()
    page.get_by_role("dialog").get_by_label("用单个字母键").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="关").tap()
    page.keyboard.press("d")
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "default", "letters are off"
    page.keyboard.press("PageDown")
    assert now(page) == "_start-2"


def test_everything_can_be_reached_and_seen_with_the_keyboard(wall: Page, site: str) -> None:
    begin(wall, deck(site), "open-5")
    reached = set()
    for _ in range(40):
        wall.keyboard.press("Tab")
        focus = wall.evaluate(
            "(e => [e.getAttribute('aria-label') || e.textContent, getComputedStyle(e).outlineStyle, !!e.closest('[hidden]')])(document.activeElement)"
        )
        if focus[0] and wall.evaluate("document.activeElement !== document.body"):
            assert not focus[2]
            reached.add(focus[0])
            assert focus[1] == "solid" or "BODY" in focus[0], focus
    assert {"A 加一位", "选 A 的有几位", "开始", "备注窗口", "全屏", "键盘"} <= reached
    assert wall.evaluate("scrollX + scrollY + document.querySelector('.reveal').scrollTop") == 0


# ---------------------------------------------------------------- questions


def test_hands_are_counted_spread_and_answered(wall: Page, site: str) -> None:
    begin(wall, deck(site), "open-5")
    options = wall.locator(f"{PRESENT} .hb-choice")
    assert options.locator(".hb-choice__text").all_inner_texts() == [
        "先把邮件回完",
        "先改青禾的附件",
        "先处理恒源的停水",
    ]
    for key in ["1", "2", "3", "3", "3", "3", "Shift+3"]:
        wall.keyboard.press(key)
    wall.locator(PRESENT).get_by_role("button", name="A 加一位").click()
    wall.locator(PRESENT).get_by_label("选 B 的有几位").fill("5")
    assert [wall.locator(PRESENT).get_by_label(f"选 {letter} 的有几位").input_value() for letter in "ABC"] == [
        "2",
        "5",
        "3",
    ]
    assert options.locator(".hb-choice__share").all_inner_texts() == ["20%", "50%", "30%"]
    widths = options.locator(".hb-choice__bar").evaluate_all("all => all.map(one => one.style.width)")
    assert widths == ["20%", "50%", "30%"]
    expect(wall.locator(f"{PRESENT} .hb-tally__total")).to_have_text("共 10 位")
    right = wall.locator(f"{PRESENT} .hb-question__right")
    expect(right).to_be_hidden()
    wall.locator(PRESENT).get_by_label("选 B 的有几位").blur()
    wall.keyboard.press("ArrowRight")
    expect(right).to_be_visible()
    expect(right).to_have_text("对的是 C")
    wall.keyboard.press("ArrowRight")
    expect(wall.locator(f"{PRESENT} .hb-answer")).to_contain_text("生产线停着")
    wall.keyboard.press("PageUp")
    wall.reload()
    wall.wait_for_selector(".reveal.ready")
    assert wall.locator(PRESENT).get_by_label("选 B 的有几位").input_value() == "5", (
        "what was counted outlives a reload"
    )
    wall.locator(PRESENT).get_by_role("button", name="清零").click()
    assert [wall.locator(PRESENT).get_by_label(f"选 {letter} 的有几位").input_value() for letter in "ABC"] == [
        "0",
        "0",
        "0",
    ]


def test_spoilt_counts_are_no_counts(wall: Page, site: str) -> None:
    begin(wall, deck(site), "open-5")
    field = wall.locator(PRESENT).get_by_label("选 A 的有几位")
    for typed, kept in (("-3", "0"), ("5000", "999"), ("2.6", "3")):
        field.fill(typed)
        assert field.input_value() == kept
    key = "handbook-tally:test-handbook:talk"
    for spoilt in ("{", "[1]", '{"open-5": {"A": "x", "B": -4}}', '{"open-5": null}'):
        wall.evaluate("([key, text]) => sessionStorage.setItem(key, text)", [key, spoilt])
        wall.reload()
        wall.wait_for_selector(".reveal.ready")
        assert wall.locator(PRESENT).get_by_label("选 A 的有几位").input_value() == "0"


def test_several_may_be_right(wall: Page, site: str) -> None:
    begin(wall, deck(site), "open-7")
    expect(wall.locator(f"{PRESENT} .hb-question__many")).to_be_visible()
    for key in ("1", "2", "2"):
        wall.keyboard.press(key)
    assert wall.locator(f"{PRESENT} .hb-choice__share").all_inner_texts() == ["", "", "", ""], "hands, not people"
    wall.keyboard.press(" ")
    assert wall.locator(f"{PRESENT} .hb-choice[data-right]").count() == 2


# ---------------------------------------------------------------- countdowns


def test_countdowns_run_by_the_clock(wall: Page, site: str) -> None:
    wall.clock.install(time=TWO)
    begin(wall, deck(site), "rest-1")
    time = wall.locator(f"{PRESENT} .hb-count__time")
    expect(time).to_have_text("5:00")
    wall.keyboard.press("s")
    wall.clock.run_for(61_000)
    expect(time).to_have_text("3:59")
    expect(wall.locator(f"{PRESENT} [data-back]")).to_have_text("14:05 回来")
    wall.locator(PRESENT).get_by_role("button", name="加一分钟").click()
    expect(time).to_have_text("4:59")
    expect(wall.locator(f"{PRESENT} [data-back]")).to_have_text("14:06 回来")
    wall.keyboard.press("s")
    wall.clock.run_for(60_000)
    expect(time).to_have_text("4:59")
    wall.keyboard.press("s")
    wall.clock.fast_forward(300_000)
    wall.clock.run_for(1000)
    expect(time).to_have_text("0:00")
    expect(wall.locator(f"{PRESENT} .hb-count [role=status]")).to_have_text("时间到")
    wall.keyboard.press("r")
    expect(time).to_have_text("5:00")


# ---------------------------------------------------------------- notes


@pytest.mark.parametrize("where", ["site", "kit"])
def test_notes_open_in_their_own_window(wall: Page, site: str, kit: Path, where: str, requests: list[str]) -> None:
    wall.clock.install(time=TWO)
    begin(wall, deck(site) if where == "site" else kit.as_uri())
    notes = notes_of(wall)
    expect(notes.locator(".hb-speaker__notes")).to_contain_text("试投影")
    assert notes.locator("body").evaluate("e => getComputedStyle(e).fontSize") == "16px", "its style has come"
    expect(notes.locator(".hb-speaker__pace")).to_have_text("还没开始计时。")
    notes.get_by_role("button", name="从现在开始计时").click()
    wall.keyboard.press("ArrowDown")
    expect(notes.locator(".hb-speaker__notes")).to_contain_text("折起来")
    expect(notes.locator(".hb-speaker__then")).to_contain_text("写两样")
    expect(notes.locator(".hb-speaker__pace")).to_have_text("正好")
    wall.clock.run_for(14 * 60_000)
    expect(notes.locator(".hb-speaker__part")).to_have_text("《先猜一个数》已过 14 分钟，打算 10 分钟")
    expect(notes.locator(".hb-speaker__pace")).to_have_text("晚 4 分钟")
    expect(notes.locator(".hb-speaker__cuts li")).to_contain_text("《讲成交率》15 分钟缩到 11 分钟。 只讲公式。")
    expect(notes.locator(".hb-speaker__end")).to_have_text("照这样走，15:00 结束")
    notes.keyboard.press("PageDown")
    assert now(wall) == "open-2", "keys work in both windows"
    notes.get_by_role("button", name="下一页").click()
    assert now(wall) == "open-3"
    assert [url for url in requests if not url.startswith(("file:", "data:", "about:", "blob:", site))] == []
    wall.close()
    expect(notes.locator("body")).to_contain_text("再按一次 N")


def test_notes_show_what_is_hidden_on_the_wall(wall: Page, site: str) -> None:
    begin(wall, deck(site), "open-5")
    notes = notes_of(wall)
    expect(notes.locator(".hb-speaker__notes")).to_contain_text("邮件只是看上去急")
    expect(notes.locator(".hb-speaker__count, .hb-speaker button", has_text="倒计时")).to_have_text(
        re.compile(r"倒计时 \d:\d\d")
    )
    notes.get_by_role("button", name=re.compile("倒计时")).click()
    expect(wall.locator(f"{PRESENT} .hb-count.is-running")).to_be_visible()
    before = notes.locator(".hb-speaker__notes").evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    notes.get_by_role("button", name="备注大一号").click()
    assert notes.locator(".hb-speaker__notes").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > before


def test_slides_and_run_sheet_keep_the_same_minutes(open_page: OpenPage, site: str) -> None:
    sheet = open_page()
    sheet.clock.install(time=TWO)
    sheet.goto(f"{site}sessions/talk/")
    with sheet.expect_popup() as opened:
        sheet.get_by_role("link", name="放幻灯片").click()
    wall = opened.value
    wall.set_viewport_size(WALL["viewport"])
    wall.wait_for_selector(".reveal.ready")
    notes = notes_of(wall)
    notes.get_by_role("button", name="从现在开始计时").click()
    expect(sheet.locator("[data-now]")).to_have_text("先猜一个数")
    wall.clock.run_for(6 * 60_000)
    wall.keyboard.press("ArrowDown")
    wall.keyboard.press("ArrowDown")
    expect(notes.locator(".hb-speaker__pace")).to_have_text("早 4 分钟")
    sheet.clock.run_for(1000)
    expect(sheet.locator("[data-now]")).to_have_text("讲成交率")
    assert sheet.locator("[data-len]").first.inner_text() == "6"


def test_a_blocked_window_is_told(wall: Page, site: str) -> None:
    wall.add_init_script("window.open = () => null")
    begin(wall, deck(site))
    wall.keyboard.press("n")
    expect(wall.locator(".hb-tools__said")).to_contain_text("没让开备注窗口")


# ---------------------------------------------------------------- looks


def test_the_theme_is_remembered(wall: Page, site: str) -> None:
    begin(wall, deck(site))
    light = wall.evaluate("getComputedStyle(document.body).backgroundColor")
    wall.keyboard.press("d")
    dark = wall.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light == "rgb(255, 255, 255)"
    assert dark != light
    wall.reload()
    wall.wait_for_selector(".reveal.ready")
    assert wall.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    wall.get_by_role("button", name="换成投影").click()
    assert wall.evaluate("getComputedStyle(document.body).backgroundColor") == light


@pytest.mark.parametrize("dark", [False, True])
def test_accessible(open_page: OpenPage, site: str, axe: Axe, dark: bool) -> None:
    page = begin(open_page(**WALL), deck(site))
    if dark:
        page.keyboard.press("d")
    notes = notes_of(page)
    for slide in (
        "_start-1",
        "_start-3",
        "open-1",
        "open-3",
        "open-4",
        "open-5",
        "open-7",
        "teach-2",
        "teach-3",
        "teach-6",
        "teach-7",
        "teach-9",
        "rest-1",
        "play-2",
        "_end-1",
    ):
        page.goto(f"{deck(site)}#/{slide}")
        if slide in ("open-5", "open-7"):
            for key in "1223":
                page.keyboard.press(key)
            page.keyboard.press("PageDown")
        assert axe(page) == [], slide
    assert axe(notes) == []
    page.keyboard.press("?")
    assert axe(page, "dialog") == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("p")
    expect(page.locator("dialog[open]")).to_be_visible()
    assert axe(page, "dialog[open]") == []


def test_read_from_top_to_bottom_on_a_phone(open_page: OpenPage, site: str, axe: Axe) -> None:
    page = open_page(**PHONE)
    page.goto(deck(site))
    page.wait_for_selector("html.hb-ready:not(.hb-show)")
    expect(page.get_by_role("heading", name="六十分钟：成交率")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    heights = page.eval_on_selector_all(
        "button, input", "all => all.filter(e => e.offsetParent).map(e => e.offsetHeight)"
    )
    assert min(heights) >= 44
    page.get_by_role("button", name="A 加一位").first.tap()
    assert page.get_by_label("选 A 的有几位").first.input_value() == "1"
    expect(page.locator(".hb-doit__qr img").first).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="放映").tap()
    page.wait_for_selector(".hb-show .reveal.ready")
    page.evaluate("sessionStorage.setItem('handbook-slides-mode', 'read')")


def test_without_a_script_it_is_a_text_in_order(open_page: OpenPage, site: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(deck(site))
    text = page.locator(".hb-stack").nth(1).inner_text()
    places = [text.index(words) for words in ("先猜一个数", "写两样", "答案一", "恒源纺织说三号线", "生产线停着")]
    assert places == sorted(places)
    expect(page.get_by_text("文件别发给学员")).to_be_visible()
    for hidden in (".hb-question__right", ".fragment"):
        expect(page.locator(hidden).first).to_be_visible()


# ---------------------------------------------------------------- paper


@needs_poppler
@pytest.mark.parametrize("how", ["一页一张", "一页一张，带备注", "一页两张"])
def test_printed(wall: Page, site: str, how: str) -> None:
    wall.add_init_script("window.print = () => { window.printed = true; }")
    begin(wall, deck(site), "open-3")
    count = wall.locator(".hb-slides .hb-slide").count()
    wall.keyboard.press("p")
    wall.get_by_role("button", name=how, exact=True).click()
    assert wall.evaluate("window.printed")
    pdf = wall.pdf(prefer_css_page_size=True, print_background=True)
    sheets = sheets_of(pdf)
    text = "".join(sheets)
    for words in ("先猜一个数", "写两样", "答案一", "恒源纺织说三号线停水", "生产线停着", "怎么算", "茶歇", "第30天"):
        assert words in text
    assert ("有人写整数" in text) == ("备注" in how)
    assert "备注窗口" not in text
    assert len(sheets) == (-(-count // 2) if "两张" in how else count)
    width, height = (float(side) for side in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)[0])
    assert (width > height) == ("两张" not in how)
    assert 594 < min(width, height) < 596
    if how == "一页一张":
        assert all(sheets), "no sheet is empty"


def sheets_of(pdf: bytes) -> list[str]:
    """The letters of each sheet."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)  # noqa: S607 - poppler's
    return ["".join(sheet.split()) for sheet in done.stdout.decode().split("\f")[:-1]]


# ---------------------------------------------------------------- what it may do


def test_it_asks_nobody_else_and_keeps_to_its_policy(wall: Page, site: str, kit: Path, requests: list[str]) -> None:
    told: list[str] = []
    wall.on("console", lambda message: told.append(message.text))
    begin(wall, deck(site), "open-4")
    expect(wall.locator(f"{PRESENT} .hb-doit__qr img")).to_be_visible()
    html = wall.content()
    assert "default-src 'none'; script-src 'self'; " in html
    begin(wall, kit.as_uri(), "open-4")
    expect(wall.locator(f"{PRESENT} .hb-doit__qr img")).to_be_visible()
    assert "script-src 'sha256-" in wall.content()
    assert {url for url in requests if not url.startswith((site, "file:", "data:"))} == set()
    assert told == []


def test_hostile_text_stays_text(wall: Page, site: str) -> None:
    begin(wall, deck(site), "close-1")
    notes = notes_of(wall)
    for _ in range(3):
        wall.keyboard.press("PageDown")
    begin(wall, deck(site), "teach-8")
    expect(wall.locator(f"{PRESENT} .hb-slide__title")).to_contain_text("<img src=x onerror=")
    assert wall.evaluate("window.hacked") is None
    assert notes.evaluate("window.hacked") is None


def test_the_offline_edition_shows_it_too(root: Path, wall: Page) -> None:
    made = build_site(root, Diagnostics(), edition="trainer", offline=True)
    assert made
    folder = root / "build" / "offline-trainer"
    begin(wall, (folder / "sessions/talk-slides.html").as_uri(), "open-4")
    expect(wall.locator(f"{PRESENT} .hb-doit__qr img")).to_be_visible()
    assert "script-src 'self' file:;" in wall.content()
    wall.goto((folder / "sessions/talk.html").as_uri())
    assert str(wall.get_by_role("link", name="放幻灯片").get_attribute("href")) == "talk-slides.html"


# ---------------------------------------------------------------- our own eight


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_slide_of_our_sessions_overflows(wall: Page, tmp_path: Path) -> None:
    handbook = check(OURS, Diagnostics())
    assert handbook
    views = session_views(handbook)
    assert len(views) >= 8
    for view in views:
        out = tmp_path / view.session.id
        done = CliRunner().invoke(main, ["session", view.session.id, "--out", str(out), "--root", str(OURS)])
        assert done.exit_code == 0, done.output
        begin(wall, (out / "slides.html").as_uri())
        wall.add_style_tag(content=LAID_OUT)
        faults: list[Any] = wall.evaluate(FAULTS, SMALLEST)
        assert faults == [], view.session.id
