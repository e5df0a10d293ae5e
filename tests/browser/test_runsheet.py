"""The run sheet: times from a start, following the clock, running late; handouts and both views."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.handbooks import BASE, write

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser
SITES = Path(__file__).parents[1] / "sites"
ADDRESS = "https://handbook.example/sales"
NINE = "2026-03-04T09:00:00+08:00"
TITLES = ["先猜一个数", "讲成交率", "茶歇", "三人演练", "写一句话"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kinds = SITES / "kinds"
    files: dict[str, str | bytes | None] = {
        path.relative_to(kinds).as_posix(): path.read_bytes() for path in kinds.rglob("*.yml")
    }
    settings = textwrap.dedent(BASE["content/handbook.yml"])
    files["content/handbook.yml"] = settings.replace("organisation:", f"address: {ADDRESS}/\norganisation:", 1)
    session = (SITES / "session.yml").read_text("utf-8")
    files["content/sessions/talk.yml"] = session.replace("materials: [投影,", 'materials: [投影, "exercise:rate",', 1)
    return write(tmp_path_factory.mktemp("runsheet"), files)


@pytest.fixture(scope="module")
def site(root: Path, serve: Serve) -> str:
    sink = Diagnostics()
    made = build_site(root, sink, edition="trainer")
    assert made, as_text(sink)
    return serve(made.parent)


def times(page: Page) -> list[str]:
    return page.locator("[data-begins]").all_inner_texts()


def lengths(page: Page) -> list[int]:
    return [int(text) for text in page.locator("[data-len]").all_inner_texts()]


def follow(page: Page, site: str, now: str = NINE) -> None:
    page.clock.install(time=now)
    page.goto(f"{site}sessions/talk/")
    page.get_by_role("button", name="跟着时间走").click()


def late(page: Page, minutes: int) -> None:
    page.get_by_label("晚了").fill(str(minutes))
    page.get_by_role("button", name="重排").click()


def test_times_follow_from_the_start(page: Page, site: str) -> None:
    page.goto(f"{site}sessions/talk/")
    assert times(page) == ["09:00", "09:10", "09:25", "09:30", "09:50"]
    page.get_by_label("几点开始").fill("23:30")
    assert times(page) == ["23:30", "23:40", "23:55", "00:00", "00:20"]
    assert page.locator("[data-ends]").last.inner_text() == "00:30"
    page.get_by_label("几点开始").fill("")
    assert times(page)[0] == "23:30", "half a time changes nothing"


def test_live_shows_now_next_and_what_is_left(page: Page, site: str) -> None:
    follow(page, site, "2026-03-04T08:55:00+08:00")
    expect(page.locator("[data-now]")).to_have_text("开始以前")
    expect(page.locator("[data-left]")).to_have_text("还有 5 分钟开始")
    expect(page.locator("[data-next]")).to_contain_text("09:00　先猜一个数")
    page.clock.run_for(18 * 60_000)
    expect(page.locator("[data-now]")).to_have_text("讲成交率")
    expect(page.locator("[data-left]")).to_have_text("还剩 12 分钟")
    expect(page.locator("[data-next]")).to_have_text("09:25　茶歇（5 分钟）")
    expect(page.locator("[data-end]")).to_have_text("照这样走，10:00 准时结束。")
    expect(page.locator("[aria-current=step]")).to_contain_text("讲成交率")
    page.clock.run_for(60 * 60_000)
    expect(page.locator("[data-now]")).to_have_text("讲完了")
    expect(page.get_by_role("button", name="下一段")).to_be_disabled()


def test_late_cuts_by_the_authors_rules_and_undo_takes_it_back(page: Page, site: str) -> None:
    follow(page, site)
    late(page, 10)
    assert lengths(page) == [20, 9, 5, 16, 10], "order 1 whole, then order 3; what is under way is not cut"
    assert times(page) == ["09:00", "09:20", "09:29", "09:34", "09:50"]
    expect(page.locator("[data-cuts]")).to_contain_text("《讲成交率》15 分钟缩到 9 分钟。 只讲公式。")
    expect(page.locator("[data-said]")).to_have_text("记下了：晚 10 分钟。")
    assert page.locator("tr.is-cut").count() == 2
    late(page, 30)
    assert lengths(page) == [50, 9, 5, 12, 10], "breaks and what has no cut stay"
    expect(page.locator("[data-end]")).to_have_text("能砍的都砍了，还是要晚 26 分钟，10:26 结束。")
    page.get_by_role("button", name="撤销").click()
    page.get_by_role("button", name="撤销").click()
    assert lengths(page) == [10, 15, 5, 20, 10]
    expect(page.get_by_role("button", name="撤销")).to_be_disabled()
    page.get_by_label("晚了").fill("-5")
    page.get_by_role("button", name="重排").click()
    assert lengths(page) == [10, 15, 5, 20, 10]


def test_going_on_early_and_late(page: Page, site: str) -> None:
    follow(page, site)
    page.clock.run_for(4 * 60_000 + 5_000)
    page.get_by_role("button", name="下一段").click()
    expect(page.locator("[data-now]")).to_have_text("讲成交率")
    assert times(page) == ["09:00", "09:04", "09:19", "09:24", "09:44"]
    page.clock.run_for(60_000)
    late(page, 8)
    assert lengths(page) == [4, 23, 5, 18, 10], "six minutes won before are spent first"


def test_a_late_start(page: Page, site: str) -> None:
    follow(page, site, "2026-03-04T08:58:00+08:00")
    late(page, 7)
    assert times(page)[0] == "09:07"
    assert lengths(page) == [9, 9, 5, 20, 10]
    expect(page.locator("[data-left]")).to_have_text("还有 9 分钟开始")


def test_it_outlives_a_reload_and_can_be_stopped(page: Page, site: str) -> None:
    follow(page, site)
    late(page, 10)
    page.reload()
    expect(page.locator("[data-now]")).to_have_text("先猜一个数")
    assert lengths(page) == [20, 9, 5, 16, 10]
    page.get_by_role("button", name="停", exact=True).click()
    expect(page.locator("[data-live]")).to_be_hidden()
    assert lengths(page) == [10, 15, 5, 20, 10]
    page.reload()
    expect(page.locator("[data-live]")).to_be_hidden()
    for spoilt in ("{", '{"began": "x"}', f'{{"began": {1772586000000}, "spent": [-1, "a"], "before": 3}}'):
        page.evaluate("text => localStorage.setItem('handbook-session:test-handbook:talk', text)", spoilt)
        page.reload()
        expect(page.locator("[data-live]")).to_be_hidden()


def test_start_now(page: Page, site: str) -> None:
    page.clock.install(time="2026-03-04T13:37:20+08:00")
    page.goto(f"{site}sessions/talk/")
    page.get_by_role("button", name="从现在开始").click()
    assert times(page)[:2] == ["13:37", "13:47"]
    expect(page.locator("[data-now]")).to_have_text("先猜一个数")


def test_keys_only_while_the_box_has_the_focus(page: Page, site: str) -> None:
    follow(page, site)
    expect(page.locator("[data-live]")).to_be_focused()
    page.keyboard.press("l")
    assert lengths(page)[0] == 15
    page.keyboard.press("u")
    assert lengths(page)[0] == 10
    page.clock.run_for(3 * 60_000)
    page.keyboard.press("n")
    expect(page.locator("[data-now]")).to_have_text("讲成交率")
    page.get_by_label("晚了").focus()
    page.keyboard.press("n")
    page.get_by_label("几点开始").focus()
    page.keyboard.press("n")
    expect(page.locator("[data-now]")).to_have_text("讲成交率")


def test_on_a_phone(phone: Page, site: str) -> None:
    phone.clock.install(time=NINE)
    phone.goto(f"{site}sessions/talk/")
    phone.get_by_role("button", name="跟着时间走").tap()
    phone.get_by_label("晚了").fill("8")
    phone.get_by_role("button", name="重排").tap()
    assert lengths(phone) == [18, 9, 5, 18, 10]
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    buttons = "hb-runsheet :is(button, input)"
    heights = phone.eval_on_selector_all(buttons, "all => all.filter(e => e.offsetParent).map(e => e.offsetHeight)")
    assert min(heights) >= 44
    box = phone.locator("[data-live]").bounding_box()
    assert box
    assert box["height"] < 844 / 2, "the sheet can be read beside it"


def test_without_a_script(open_page: OpenPage, site: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}sessions/talk/")
    assert times(page) == ["09:00", "09:10", "09:25", "09:30", "09:50"]
    expect(page.get_by_text("时间按 09:00 开始算")).to_be_visible()
    expect(page.get_by_text("从现在开始")).to_be_hidden()
    for title in TITLES:
        expect(page.locator(".hb-run strong", has_text=title)).to_be_visible()


def test_on_paper(page: Page, site: str) -> None:
    page.goto(f"{site}sessions/talk/")
    page.get_by_label("几点开始").fill("10:00")
    page.emulate_media(media="print")
    expect(page.locator(".hb-clockbar")).to_be_hidden()
    expect(page.locator(".md-banner")).to_be_hidden()
    assert times(page)[0] == "10:00"
    page.set_viewport_size({"width": 680, "height": 900})
    assert page.evaluate(
        "document.querySelector('.hb-run').scrollWidth <= document.querySelector('.hb-run').clientWidth"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["", "talk/", "talk-workbook/", "talk-key/", "talk-roles/", "talk-forms/", "talk-sign-in/"]
)
def test_accessible(open_page: OpenPage, site: str, axe: Axe, scheme: str, path: str) -> None:
    page = open_page(color_scheme=scheme)
    page.clock.install(time=NINE)
    page.goto(f"{site}sessions/{path}")
    if path == "talk/":
        page.get_by_role("button", name="跟着时间走").click()
        page.clock.run_for(12 * 60_000)
        late(page, 5)
    assert axe(page, ".hb-page") == []
    assert axe(page, ".md-banner") == []


def test_the_workbook_has_every_sheet_in_order_and_shows_its_address(page: Page, site: str) -> None:
    page.goto(f"{site}sessions/talk-workbook/")
    heads = page.locator(".hb-sheet > h2").all_inner_texts()
    assert len(heads) == 8
    assert page.locator(".hb-sheet > h2").first.get_attribute("id") == "sheet-quiz-each"
    picture = page.locator(".hb-address", has_text=f"{ADDRESS}/exercises/quiz-each/").locator("img")
    assert picture.evaluate("async one => { await one.decode(); return one.naturalWidth > 0; }")
    expect(picture).to_have_attribute("alt", "这一页的二维码")
    expect(page.get_by_text(f"{ADDRESS}/exercises/rate/")).to_be_visible()
    assert "机密" not in page.locator(".hb-page").inner_text()
    assert page.locator(".hb-page :is(input, select, textarea)").count() == 0
    page.goto(f"{site}sessions/talk-key/")
    assert page.locator(".hb-page").inner_text().count("机密解释") >= 5
    page.goto(f"{site}sessions/talk-roles/")
    assert page.locator(".hb-cutout").count() == 3


def test_both_views(page: Page, site: str) -> None:
    page.goto(f"{site}exercises/quiz-keyed/")
    key = page.locator("aside.hb-trainer")
    expect(key).to_be_visible()
    expect(page.get_by_text("学员版的这一页没有答案")).to_be_visible()
    page.get_by_role("button", name="学员看到的").click()
    expect(key).to_be_hidden()
    page.goto(f"{site}exercises/case-keyed/")
    expect(page.locator("aside.hb-trainer")).to_be_hidden()
    expect(page.get_by_role("button", name="学员看到的")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="培训师看到的").click()
    expect(page.locator("aside.hb-trainer")).to_be_visible()
    page.goto(f"{site}sessions/talk/")
    expect(page.get_by_text("这一页学员版里没有。")).to_be_visible()


def test_a_kit_stands_alone(page: Page, root: Path, tmp_path: Path, requests: list[str]) -> None:
    done = CliRunner().invoke(
        main, ["session", "basics", "--minutes", "60", "--out", str(tmp_path / "kit"), "--root", str(root)]
    )
    assert done.exit_code == 0, done.output
    made = [Path(line) for line in done.stdout.splitlines()]
    assert [path.stem for path in made] == [
        "run-sheet",
        "workbook",
        "key",
        "roles",
        "forms",
        "sign-in",
        "slides",
        "kit",
    ]
    page.clock.install(time=NINE)
    page.goto(made[0].as_uri())
    page.get_by_role("button", name="跟着时间走").click()
    late(page, 10)
    assert lengths(page) == [20, 9, 5, 16, 10]
    assert page.get_by_role("link", name="第一课").first.get_attribute("href") == f"{ADDRESS}/modules/basics/first/"
    for path in made[1:-1]:
        page.goto(path.as_uri())
    page.goto(made[1].as_uri())
    expect(page.locator(".hb-address img").first).to_be_visible()
    assert page.locator("script").count() == 0, "paper needs none"
    assert {url for url in requests if not url.startswith(("file:", "data:"))} == set()
    (tmp_path / "kit" / "mine.txt").write_text("x")
    again = CliRunner().invoke(main, ["session", "basics", "--out", str(tmp_path / "kit"), "--root", str(root)])
    assert again.exit_code == 1
    assert (tmp_path / "kit" / "mine.txt").read_text() == "x"
    assert CliRunner().invoke(main, ["session", "nothing", "--root", str(root)]).exit_code == 2
