"""Worksheets on the page: filled, computed, kept, sorted, carried on to the next, printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.acts import shown
from tests.support.handbooks import write

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser

SITE = Path(__file__).parent.parent / "sites" / "worksheet"
KEY = "handbook:test-handbook:exercise:"
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
A4: ViewportSize = {"width": 680, "height": 990}
"""What an A4 sheet leaves between its margins, in CSS pixels."""
REWORDED = {"成交次数": "签约次数", "label: 重要,": "label: 有多重要,"}


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Two versions of the sheets under one address: ``first/``, then ``second/`` with two labels reworded."""
    folder = tmp_path_factory.mktemp("sheets")
    for name, changes in (("first", {}), ("second", REWORDED)):
        files: dict[str, str | bytes | None] = {"exercises/basics/rate.yml": None}
        for path in SITE.rglob("*.yml"):
            text = path.read_text(encoding="utf-8")
            for old, new in changes.items():
                text = text.replace(old, new)
            files[path.relative_to(SITE).as_posix()] = text
        sink = Diagnostics()
        made = build_site(write(folder / f"source-{name}", files), sink)
        assert made, [diagnostic.message() for diagnostic in sink]
        made.parent.rename(folder / name)
    return serve(folder)


@pytest.fixture
def sheets(editions: str) -> str:
    return editions + "first/exercises/"


def go(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)


def ready(page: Page) -> None:
    """Wait until the scripts have started. Parts that only some sheets need come when they are used or in sight."""
    page.wait_for_selector("hb-exercise > .hb-sr", state="attached")


def on_board(page: Page, name: str) -> None:
    """Bring the board of a field into sight, and wait until it shows its items."""
    field(page, name).locator(".hb-picks").scroll_into_view_if_needed()
    expect(field(page, name).locator(".hb-board .hb-chip")).not_to_have_count(0)


def in_use(page: Page) -> None:
    """Wait until what a sheet does once somebody goes into it has come."""
    page.evaluate("async () => { while (!window.HB?.parts?.extras) await new Promise(requestAnimationFrame); }")


def written(page: Page) -> None:
    """Wait until what was typed is in the storage."""
    expect(page.locator("[data-saved]").first).to_have_text("已保存在这台设备上。")


def saved(page: Page, exercise: str) -> dict[str, Any]:
    """The record as it stands in the storage, once it is written."""
    written(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY + exercise) or "{}")


def field(page: Page, name: str) -> Locator:
    return page.locator(f"hb-exercise:visible [data-field='{name}']")


def out(page: Page, name: str) -> Locator:
    """One result with its sentence, its number and its advice."""
    return page.locator(f"hb-exercise:visible [data-output='{name}']")


def value(page: Page, name: str) -> str | None:
    """The exact value of a result or of a computed cell."""
    return page.locator(f"hb-exercise:visible output[name='{name}']").get_attribute("data-value")


def expect_value(page: Page, name: str, exact: str) -> None:
    expect(page.locator(f"hb-exercise:visible output[name='{name}']")).to_have_attribute("data-value", exact)


def results(page: Page) -> dict[str, str]:
    return page.eval_on_selector_all(
        "hb-exercise output[name]", "all => Object.fromEntries(all.map(one => [one.name, one.dataset.value]))"
    )


def fill_fields(page: Page) -> None:
    """One entry in every kind of field."""
    page.fill("[name=name]", "小周")
    page.fill("[name=notes]", "周一跑了东城。\n周二下雨。")
    page.fill("[name=visits]", "８")
    page.fill("[name=deals]", "2")
    page.check("[name=district][value=west]")
    page.select_option("[name=customer]", "yunshu")
    for one in ("face", "chat"):
        page.check(f"[name=channels][value={one}]")
    page.check("[name=energy][value='4']")
    page.fill("[name=confidence]", "70")
    page.check("[name=has_team][value=true]")
    page.fill("[name=team]", "4")
    page.fill("[name=start]", "2026-03-02")
    page.fill("[name=call_at]", "16:30")
    page.fill("[name=lookup]", "95.5")
    page.fill("[name=focus]", "1")
    for item, place in (("look", "1"), ("cut", "2"), ("plan", "3"), ("keep", "4")):
        page.select_option(f"[name='order.{item}']", place)
    page.select_option("[name='rings.habit']", "mine")
    page.select_option("[name='rings.price']", "reach")


FIELDS = {
    "name": "小周", "notes": "周一跑了东城。\n周二下雨。", "visits": "８", "deals": "2", "weeks": "50",
    "district": "west", "customer": "yunshu", "channels": ["face", "chat"], "energy": "4", "confidence": "70",
    "has_team": "true", "team": "4", "start": "2026-03-02", "call_at": "16:30", "lookup": "95.5", "focus": "1",
    "order.look": "1", "order.cut": "2", "order.plan": "3", "order.keep": "4",
    "rings.habit": "mine", "rings.price": "reach",
}  # fmt: skip
COMPUTED = {
    "rate": "25", "visits_text": "8", "per_head": "2", "yearly": "400", "due": "2026-03-09", "sure": "70",
    "first_place": "1", "mine_count": "1",
}  # fmt: skip
TASKS = [
    {"what": "给恒源纺织报价", "minutes": "60", "weight": "3", "days": "1", "day": "2026-03-02", "at": "09:30",
     "kind": "desk", "done": "false"},
    {"what": "约博远机械", "minutes": "20", "weight": "3", "days": "20", "day": "2026-03-03", "kind": "face"},
    {"what": "贴发票", "minutes": "40", "weight": "1", "days": "2"},
]  # fmt: skip


def fill_tasks(page: Page) -> None:
    for row, cells in enumerate(TASKS):
        for column, text in cells.items():
            cell = page.locator(f"[name='list.{row}.{column}']")
            if column in ("kind", "done"):
                cell.select_option(text)
            else:
                cell.fill(text)


# ------------------------------------------------------------------ fields


def test_every_kind_of_field_computes_and_is_kept(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    fill_fields(page)
    assert results(page) == COMPUTED
    record = saved(page, "fields")
    assert record["answers"]["order"] == {"look": 1, "cut": 2, "plan": 3, "keep": 4}
    assert record["answers"]["has_team"] is True
    assert record["outputs"]["due"] == "2026-03-09"
    page.reload()
    ready(page)
    assert shown(page) == FIELDS
    assert results(page) == COMPUTED
    expect(page.locator(".hb-problem:not(:empty)")).to_have_count(0)


@pytest.mark.parametrize(
    ("deals", "tone", "label"),
    [("1", "warn", "偏低"), ("1.6", "info", "平常"), ("2", "info", "平常"), ("8", "good", "很高")],
)
def test_a_result_is_a_sentence_a_number_and_advice(page: Page, sheets: str, deals: str, tone: str, label: str) -> None:
    go(page, sheets + "fields/")
    expect(out(page, "rate").locator(".hb-band")).to_be_hidden()
    page.fill("[name=visits]", "8")
    page.fill("[name=deals]", deals)
    percent = f"{float(deals) / 8 * 100:g}"
    expect(out(page, "rate").locator(".hb-out__say")).to_have_text(f"你每见 8 次，成交率是 {percent}%。")
    expect(page.locator("output[name=rate]")).to_have_text(percent)
    band = out(page, "rate").locator(".hb-band")
    expect(band).to_be_visible()
    expect(band).to_contain_text(label)
    expect(band).to_have_attribute("data-band", tone)
    out(page, "rate").locator(".hb-how summary").click()
    expect(out(page, "rate").locator(".hb-how")).to_contain_text("再乘 100")


@pytest.mark.parametrize("name", ["fields", "cascade", "tasks", "flow", "big"])
def test_an_empty_sheet_shows_no_number_that_is_none(page: Page, sheets: str, name: str) -> None:
    go(page, f"{sheets}{name}/")
    text = page.locator("hb-exercise").inner_text()
    for bad in ("NaN", "undefined", "null", "Infinity", "[object"):
        assert bad not in text
    assert not {v for v in results(page).values() if v in {"NaN", "Infinity", "undefined", "null"}}


def test_what_is_missing_is_named(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    missing = out(page, "rate").locator(".hb-out__missing")
    expect(missing).to_contain_text("还差")
    expect(missing).to_contain_text("拜访次数")
    expect(missing).to_contain_text("成交次数")
    page.fill("[name=visits]", "8")
    expect(missing).to_have_text("还差：成交次数")
    page.fill("[name=deals]", "0")
    expect(missing).to_be_empty()
    expect_value(page, "rate", "0")
    page.fill("[name=visits]", "")
    expect(missing).to_have_text("还差：拜访次数")
    assert value(page, "rate") == ""


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("八次", "这里要填数字"),
        ("0", "要在 1 到 100 之间"),
        ("101", "要在 1 到 100 之间"),
        ("7.5", "一般填整数"),
        ("-3", "要在 1"),
    ],
)
def test_an_entry_that_cannot_count_is_explained_and_kept(page: Page, sheets: str, typed: str, says: str) -> None:
    go(page, sheets + "fields/")
    page.fill("[name=deals]", "2")
    page.fill("[name=visits]", typed)
    expect(field(page, "visits").locator(".hb-problem")).to_be_empty()
    page.locator("[name=visits]").blur()
    expect(field(page, "visits").locator(".hb-problem")).to_contain_text(says)
    expect(page.locator("[name=visits]")).to_have_attribute("aria-invalid", "true")
    assert page.input_value("[name=visits]") == typed
    assert "NaN" not in page.locator("hb-exercise").inner_text()
    page.fill("[name=visits]", "8")
    expect(field(page, "visits").locator(".hb-problem")).to_be_empty()
    expect(page.locator("[name=visits]")).not_to_have_attribute("aria-invalid", "true")
    expect_value(page, "rate", "25")


def test_too_few_too_many_too_long(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    problem = field(page, "channels").locator(".hb-problem")
    page.check("[name=channels][value=face]")
    expect(problem).to_have_text("至少选 2 个，现在选了 1 个。")
    page.check("[name=channels][value=call]")
    expect(problem).to_be_empty()
    for one in ("chat", "mail"):
        page.check(f"[name=channels][value={one}]")
    expect(problem).to_have_text("最多选 3 个，现在选了 4 个。")
    page.fill("[name=name]", "欧阳小周同志好")
    page.locator("[name=name]").blur()
    expect(field(page, "name").locator(".hb-problem")).to_contain_text("最多 6 字，现在 7 字")
    assert saved(page, "fields")["answers"]["name"] == "欧阳小周同志好"


def test_a_field_that_does_not_apply_stays_away(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    expect(field(page, "team")).to_be_hidden()
    expect(out(page, "per_head")).to_be_hidden()
    page.check("[name=has_team][value=true]")
    page.fill("[name=visits]", "8")
    page.fill("[name=team]", "4")
    expect(out(page, "per_head")).to_be_visible()
    expect_value(page, "per_head", "2")
    page.check("[name=has_team][value=false]")
    expect(field(page, "team")).to_be_hidden()
    expect(out(page, "per_head")).to_be_hidden()
    written(page)
    page.reload()
    ready(page)
    expect(field(page, "team")).to_be_hidden()
    page.check("[name=has_team][value=true]")
    expect(page.locator("[name=team]")).to_have_value("4")


def test_defaults_count_until_they_are_changed_or_emptied(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    page.fill("[name=visits]", "2")
    expect_value(page, "yearly", "100")
    page.fill("[name=weeks]", "")
    expect(out(page, "yearly").locator(".hb-out__missing")).to_have_text("还差：一年几周")
    written(page)
    page.reload()
    ready(page)
    expect(page.locator("[name=weeks]")).to_have_value("")
    expect(out(page, "yearly").locator(".hb-out__missing")).to_have_text("还差：一年几周")


def test_a_slider_says_nothing_until_it_is_moved(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    expect(field(page, "confidence").locator(".hb-slider")).to_have_text("–")
    assert value(page, "sure") == ""
    slider = page.locator("[name=confidence]")
    slider.focus()
    slider.press("ArrowRight")
    expect(field(page, "confidence").locator(".hb-slider")).to_have_text("60")
    expect_value(page, "sure", "60")
    assert saved(page, "fields")["answers"]["confidence"] == 60
    page.reload()
    ready(page)
    expect(field(page, "confidence").locator(".hb-slider")).to_have_text("60")


def test_a_slider_may_stay_in_the_middle(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    page.locator("[name=confidence]").click()
    expect(field(page, "confidence").locator(".hb-slider")).to_have_text("50")
    expect_value(page, "sure", "50")
    assert saved(page, "fields")["answers"] == {"confidence": 50}


@pytest.mark.parametrize("name", ["fields", "cascade"])
def test_clearing_brings_the_defaults_back(page: Page, sheets: str, name: str) -> None:
    go(page, f"{sheets}{name}/")
    before, computed = shown(page), results(page)
    if name == "fields":
        fill_fields(page)
        page.fill("[name=weeks]", "40")
    else:
        page.fill("[name=year_target]", "500")
        page.fill("[name='months.1.days']", "15")
        page.fill("[name='months.2.days']", "")
    written(page)
    page.get_by_role("button", name="清除这份练习").click()
    expect(page.locator(".hb-undo")).to_be_visible()
    assert shown(page) == before
    assert results(page) == computed
    expect(page.locator(".hb-slider")).to_have_text(["–"] if name == "fields" else [])


def test_required_fields_decide_when_a_sheet_is_done(page: Page, sheets: str, editions: str) -> None:
    card = page.locator("[data-progress=fields]").first
    lesson = editions + "first/modules/basics/first/"
    go(page, sheets + "fields/")
    assert page.eval_on_selector_all("[aria-required=true]", "all => all.map(one => one.name)") == ["visits", "deals"]
    expect(field(page, "visits").locator(".hb-need")).to_have_text("必填")
    page.fill("[name=visits]", "8")
    written(page)
    page.goto(lesson)
    expect(card).to_have_text("已填 1 项")
    go(page, sheets + "fields/")
    page.fill("[name=deals]", "2")
    written(page)
    page.goto(lesson)
    expect(card).to_have_text("完成")


def test_a_stopwatch_fills_in_seconds(page: Page, sheets: str) -> None:
    page.clock.install(time="2026-03-02T09:00:00+08:00")
    go(page, sheets + "fields/")
    timer = page.locator("[data-timer=lookup]")
    page.clock.pause_at("2026-03-02T09:10:00+08:00")
    timer.get_by_role("button", name="开始").click()
    page.clock.run_for(75_400)
    expect(timer.locator(".hb-clock")).to_have_text("01:15")
    timer.get_by_role("button", name="停").click()
    expect(page.locator("[name=lookup]")).to_have_value("75.4")
    timer.get_by_role("button", name="开始").click()
    page.clock.run_for(10_000)
    timer.get_by_role("button", name="停").click()
    expect(page.locator("[name=lookup]")).to_have_value("85.4")
    timer.get_by_role("button", name="清零").click()
    expect(timer.locator(".hb-clock")).to_have_text("00:00")
    expect(page.locator("[name=lookup]")).to_have_value("85.4")
    page.clock.run_for(1000)
    assert saved(page, "fields")["answers"]["lookup"] == 85.4


def test_a_countdown_stops_by_itself(page: Page, sheets: str) -> None:
    page.clock.install(time="2026-03-02T09:00:00+08:00")
    go(page, sheets + "fields/")
    timer = page.locator("[data-timer=focus]")
    expect(timer.locator(".hb-clock")).to_have_text("01:00")
    page.clock.pause_at("2026-03-02T09:10:00+08:00")
    timer.get_by_role("button", name="开始").click()
    page.clock.run_for(20_000)
    expect(timer.locator(".hb-clock")).to_have_text("00:40")
    # A page that slept wakes up late; the round is one minute long all the same.
    page.clock.fast_forward(300_000)
    expect(timer.locator(".hb-clock")).to_have_text("时间到")
    expect(page.locator("[name=focus]")).to_have_value("1")


# ------------------------------------------------------------------ tables


def test_a_table_of_named_rows_computes_each_row_and_its_totals(page: Page, sheets: str) -> None:
    go(page, sheets + "cascade/")
    heads = page.locator("[data-table=months] tbody th").all_inner_texts()
    assert heads == [f"{month} 月" for month in range(1, 13)]
    expect(page.locator("output[name='months.total.days']")).to_have_text("252")
    assert value(page, "months.1.target") == ""
    page.fill("[name=year_target]", "500")
    page.fill("[name='months.1.weight']", "0.5")
    expect_value(page, "months.1.target", str(500 * 0.5 / 11.5))
    expect(page.locator("output[name='months.1.target']")).to_have_text("21.74")
    expect(page.locator("output[name='months.total.target']")).to_have_text("500")
    expect(page.locator("output[name=day_target]")).to_have_text("1.98")
    page.fill("[name='months.1.days']", "")
    expect(page.locator("output[name='months.total.days']")).to_have_text("231")
    written(page)
    page.reload()
    ready(page)
    expect(page.locator("[name='months.1.days']")).to_have_value("")
    expect(page.locator("[name='months.2.days']")).to_have_value("21")
    expect(page.locator("output[name='months.total.days']")).to_have_text("231")


def test_a_problem_in_a_cell_says_where(page: Page, sheets: str) -> None:
    go(page, sheets + "cascade/")
    page.fill("[name='months.3.days']", "40")
    page.locator("[name='months.3.days']").blur()
    problem = field(page, "months").locator(".hb-problem")
    expect(problem).to_contain_text("第 4 行“工作日”：要在 1 到 31 之间，现在是 40。")
    page.fill("[name='months.3.days']", "20")
    expect(problem).to_be_empty()


def test_rows_come_go_and_come_back(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    fill_tasks(page)
    page.select_option("[name='matrix.0']", "q1")
    page.select_option("[name='matrix.1']", "q2")
    expect_value(page, "list.total.minutes", "120")
    expect_value(page, "second", "1")
    page.get_by_role("button", name="加一行").click()
    expect(page.locator("[name='list.3.what']")).to_be_focused()
    page.keyboard.type("整理名片")
    page.fill("[name='list.3.minutes']", "30")
    expect(page.locator("output[name='list.3.hours']")).to_have_text("0.5")
    expect_value(page, "total", "150")
    row = page.locator("[data-table=list] tbody tr").first
    row.get_by_role("button", name="删掉这一行").click()
    expect(page.locator("[name='list.0.what']")).to_have_value("约博远机械")
    expect(page.locator("[name='matrix.0']")).to_have_value("q2")
    expect(page.locator("[name='matrix.1']")).to_have_value("")
    expect_value(page, "total", "90")
    written(page)
    page.reload()
    ready(page)
    expect(page.locator("[name='list.2.what']")).to_have_value("整理名片")
    expect(page.locator("[name='list.3.what']")).to_have_count(0)
    expect(page.locator("[name='matrix.0']")).to_have_value("q2")
    page.locator("[data-table=list] tbody tr").nth(1).get_by_role("button", name="删掉这一行").click()
    page.get_by_role("button", name="放回刚删的一行").click()
    assert [page.input_value(f"[name='list.{i}.what']") for i in range(3)] == ["约博远机械", "贴发票", "整理名片"]
    expect_value(page, "total", "90")


def test_a_table_grows_to_its_limit(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    add = page.get_by_role("button", name="加一行")
    for _ in range(4):
        add.click()
    rows = page.locator("[data-table=list] tbody tr:visible")
    expect(rows).to_have_count(6)
    expect(page.locator("hb-exercise > .hb-sr")).to_have_text("最多 6 行。")
    for _ in range(6):
        rows.last.get_by_role("button", name="删掉这一行").click()
    # The rows that the author gave stay; they are emptied.
    expect(rows).to_have_count(3)
    add.click()
    expect(rows).to_have_count(4)


def test_five_hundred_rows(page: Page, sheets: str) -> None:
    go(page, sheets + "big/")
    page.fill("[name='lines.0.amount']", "300")
    page.fill("[name='lines.499.who']", "最后一家")
    page.fill("[name='lines.499.amount']", "100")
    expect_value(page, "total", "400")
    expect_value(page, "lines.499.share", "25")
    expect_value(page, "lines.499.place", "2")
    assert saved(page, "big")["answers"]["lines"][499] == {"who": "最后一家", "amount": 100}
    page.reload()
    ready(page)
    expect(page.locator("[name='lines.499.amount']")).to_have_value("100")
    expect_value(page, "total", "400")
    # The picture waits until the page has nothing else to do.
    expect(page.locator("figure svg")).to_contain_text("最后一家", timeout=20_000)


# --------------------------------------------------------- sorting, ranking


def bucket(page: Page, name: str, one: str) -> Locator:
    return field(page, name).locator(f"[data-bucket='{one}']")


def test_the_board_shows_what_the_selects_say(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    on_board(page, "rings")
    expect(bucket(page, "rings", "").locator(".hb-chip")).to_have_count(3)
    page.select_option("[name='rings.habit']", "mine")
    expect(bucket(page, "rings", "mine").locator(".hb-chip")).to_have_text("⠿我的习惯")
    expect(field(page, "rings").locator(".hb-bucket").first.locator("[data-count]")).to_have_text("1")
    expect_value(page, "mine_count", "1")
    page.select_option("[name='rings.habit']", "out")
    expect(bucket(page, "rings", "out").locator(".hb-chip")).to_have_count(1)
    expect_value(page, "mine_count", "0")
    page.select_option("[name='rings.habit']", "")
    expect(bucket(page, "rings", "").locator(".hb-chip")).to_have_count(3)


def test_dragging_a_chip_is_the_same_as_choosing(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    on_board(page, "rings")
    chip = field(page, "rings").locator(".hb-chip", has_text="天气")
    chip.drag_to(field(page, "rings").get_by_role("region", name="管不了"))
    expect(page.locator("[name='rings.rain']")).to_have_value("out")
    expect(page.locator("hb-exercise > .hb-sr")).to_have_text("“天气”放到了“管不了”")
    assert saved(page, "fields")["answers"]["rings"] == {"rain": "out"}
    chip.drag_to(field(page, "rings").get_by_role("region", name="能控制"))
    expect(page.locator("[name='rings.rain']")).to_have_value("mine")
    chip.locator("span").last.click()
    expect(page.locator("[name='rings.rain']")).to_be_focused()


def test_four_quadrants_name_the_rows_of_the_table(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    expect(field(page, "matrix").locator("[data-empty]")).to_be_visible()
    page.fill("[name='list.0.what']", "报价")
    expect(field(page, "matrix").locator("[data-empty]")).to_be_hidden()
    expect(page.get_by_label("报价", exact=True)).to_be_visible()
    page.get_by_label("报价", exact=True).select_option("q2")
    expect(bucket(page, "matrix", "q2")).to_contain_text("报价")
    page.fill("[name='list.0.what']", "给恒源报价")
    expect(bucket(page, "matrix", "q2")).to_contain_text("给恒源报价")
    expect_value(page, "second", "1")
    board = field(page, "matrix").locator(".hb-board")
    assert board.locator("h3").all_inner_texts()[0].startswith("重要又急")
    expect(board).to_contain_text("不急")


def ranked(page: Page) -> list[str]:
    return field(page, "order").locator(".hb-card__label").all_inner_texts()


def test_ranking_by_buttons_and_by_numbers(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    on_board(page, "rings")
    assert ranked(page) == ["排计划", "先记账", "再清除", "守住"]
    assert value(page, "first_place") == ""
    page.get_by_role("button", name="把“先记账”往上移").click()
    assert ranked(page) == ["先记账", "排计划", "再清除", "守住"]
    expect_value(page, "first_place", "1")
    page.select_option("[name='order.keep']", "2")
    assert ranked(page) == ["先记账", "守住", "排计划", "再清除"]
    assert saved(page, "fields")["answers"]["order"] == {"look": 1, "keep": 2, "plan": 3, "cut": 4}
    page.reload()
    ready(page)
    on_board(page, "rings")
    expect(field(page, "order").locator(".hb-card__label").nth(1)).to_have_text("守住")
    assert ranked(page) == ["先记账", "守住", "排计划", "再清除"]


# ------------------------------------------------------------ keyboard, tap


def test_numbers_step_and_enter_goes_down_a_column(page: Page, sheets: str) -> None:
    go(page, sheets + "cascade/")
    weight = page.locator("[name='months.0.weight']")
    weight.focus()
    in_use(page)
    page.keyboard.press("ArrowUp")
    expect(weight).to_have_value("1.1")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(weight).to_have_value("0.8")
    page.keyboard.press("Enter")
    expect(page.locator("[name='months.1.weight']")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[name='months.1.days']")).to_be_focused()
    page.locator("[name='months.11.days']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name='months.11.days']")).to_be_focused()
    assert page.url.endswith("/cascade/")


def test_enter_inside_an_input_method_stays_in_its_cell(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    page.locator("[name='list.0.what']").focus()
    page.locator("[name='list.0.what']").dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(page.locator("[name='list.0.what']")).to_be_focused()


def test_keyboard_alone(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    on_board(page, "rings")
    page.locator("[name=visits]").focus()
    page.keyboard.type("8")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    expect_value(page, "rate", "25")
    page.locator("[name=energy]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[name=energy][value='2']")).to_be_checked()
    page.locator("[name=channels]").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=channels][value=face]")).to_be_checked()
    page.locator("[name='rings.price']").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name='rings.price']")).to_have_value("mine")
    expect(bucket(page, "rings", "mine")).to_contain_text("公司的价格")
    up = page.get_by_role("button", name="把“守住”往上移")
    up.focus()
    for _ in range(5):
        page.keyboard.press("Enter")
        expect(up).to_be_focused()
    assert ranked(page)[0] == "守住"
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="把“守住”往下移")).to_be_focused()


SMALL = """all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5)
  .map(one => one.outerHTML.slice(0, 120))"""
TARGETS = (
    ".hb-ws :is(button, select, summary, .hb-option, .hb-chip, input:not([type=radio], [type=checkbox]), textarea)"
)


@pytest.mark.parametrize("name", ["fields", "cascade", "tasks", "flow"])
def test_a_phone_has_targets_to_hit_and_nothing_to_scroll_sideways(phone: Page, sheets: str, name: str) -> None:
    go(phone, f"{sheets}{name}/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    assert phone.eval_on_selector_all(TARGETS, SMALL) == []
    assert (
        phone.eval_on_selector_all(
            ".hb-ws input:not([type=radio], [type=checkbox])",
            """all =>
      all.filter(one => parseFloat(getComputedStyle(one).fontSize) < 16).map(one => one.name)""",
        )
        == []
    )
    assert (
        phone.eval_on_selector_all(
            ".hb-field .hb-scroll", "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
        )
        == 0
    )


def test_a_wide_table_is_a_card_for_each_row_on_a_phone(phone: Page, sheets: str) -> None:
    go(phone, sheets + "tasks/")
    cells = phone.locator("[data-table=list] tbody tr").first.locator("td")
    box = phone.locator("[data-table=list] tbody tr").first.bounding_box()
    assert box
    assert box["width"] <= PHONE["viewport"]["width"]
    assert box["height"] > 200
    heads = cells.evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    assert '"估时（分钟）"' in heads
    phone.locator("[name='list.0.what']").tap()
    phone.keyboard.type("报价")
    phone.get_by_role("button", name="加一行").tap()
    expect(phone.locator("[name='list.3.what']")).to_be_focused()


def test_sorting_and_ranking_by_tap(phone: Page, sheets: str) -> None:
    go(phone, sheets + "fields/")
    on_board(phone, "rings")
    phone.get_by_role("button", name="把“先记账”往上移").tap()
    assert ranked(phone)[0] == "先记账"
    phone.get_by_label("天气").select_option("out")
    expect(bucket(phone, "rings", "out")).to_contain_text("天气")
    phone.locator("label", has_text="充沛").first.tap()
    expect(phone.locator("[name=energy][value='5']")).to_be_checked()
    field(phone, "has_team").locator("label", has_text="是").tap()
    expect(field(phone, "team")).to_be_visible()


def test_a_finger_drags_a_chip_by_its_grip_and_scrolls_elsewhere(phone: Page, sheets: str) -> None:
    go(phone, sheets + "fields/")
    on_board(phone, "rings")
    chip = field(phone, "rings").locator(".hb-chip", has_text="天气")
    chip.scroll_into_view_if_needed()
    home = bucket(phone, "rings", "mine").locator("xpath=..")
    grip, target = chip.locator(".hb-grip").bounding_box(), home.bounding_box()
    assert grip
    assert target
    drag_finger(phone, middle(grip), middle(target))
    expect(phone.locator("[name='rings.rain']")).to_have_value("mine")
    label = chip.locator("span").last.bounding_box()
    assert label
    x, y = middle(label)
    drag_finger(phone, (x, y), (x, y + 120))
    expect(phone.locator("[name='rings.rain']")).to_have_value("mine")


def middle(box: Any) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag_finger(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", start)
    for step in range(1, 11):
        touch("touchMove", (start[0] + (end[0] - start[0]) * step / 10, start[1] + (end[1] - start[1]) * step / 10))
    touch("touchEnd")


# ------------------------------------------------------------------- flow


def fill_cascade(page: Page, sheets: str) -> None:
    go(page, sheets + "cascade/")
    page.fill("[name=year_target]", "504")
    page.fill("[name='months.1.weight']", "0.5")
    written(page)


def test_values_come_from_another_sheet_and_say_so(page: Page, sheets: str) -> None:
    go(page, sheets + "flow/")
    note = page.locator("[data-from=target]")
    expect(note).to_contain_text("可取自")
    expect(note.get_by_role("link")).to_have_text("《目标分解：从年到月》")
    fill_cascade(page, sheets)
    go(page, sheets + "flow/")
    expect(page.locator("[name=target]")).to_have_value("2")
    expect(page.locator("[name=year]")).to_have_value("504")
    expect(page.locator("[name='plan.1.target']")).to_have_value("21.913")
    expect(note).to_contain_text("取自")
    expect(note).to_have_class("hb-from hb-noprint is-taken")
    expect_value(page, "week", "10")
    go(page, sheets + "cascade/")
    page.fill("[name=year_target]", "252")
    written(page)
    go(page, sheets + "flow/")
    expect(page.locator("[name=target]")).to_have_value("1")
    expect(page.locator("[name='plan.1.target']")).to_have_value("10.9565")


def test_what_the_learner_changed_no_longer_follows(page: Page, sheets: str) -> None:
    fill_cascade(page, sheets)
    go(page, sheets + "flow/")
    page.fill("[name=target]", "3")
    page.fill("[name='plan.0.target']", "40")
    note = page.locator("[data-from=target]")
    expect(note).to_contain_text("你改过了")
    expect(page.locator("[data-from='plan.target']")).to_contain_text("你改过了")
    written(page)
    go(page, sheets + "cascade/")
    page.fill("[name=year_target]", "252")
    written(page)
    go(page, sheets + "flow/")
    expect(page.locator("[name=target]")).to_have_value("3")
    expect(page.locator("[name='plan.0.target']")).to_have_value("40")
    expect(page.locator("[name=year]")).to_have_value("252")
    note.get_by_role("button", name="恢复").click()
    expect(page.locator("[name=target]")).to_have_value("1")
    expect(note).not_to_contain_text("你改过了")
    expect_value(page, "week", "5")


def test_items_to_sort_come_from_another_sheet(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    fill_tasks(page)
    written(page)
    go(page, sheets + "flow/")
    on_board(page, "again")
    page.get_by_label("贴发票").select_option("drop")
    expect(bucket(page, "again", "drop")).to_contain_text("贴发票")
    written(page)
    go(page, sheets + "tasks/")
    page.locator("[data-table=list] tbody tr").first.get_by_role("button", name="删掉这一行").click()
    written(page)
    go(page, sheets + "flow/")
    on_board(page, "again")
    expect(bucket(page, "again", "drop")).to_contain_text("贴发票")
    expect(bucket(page, "again", "")).to_contain_text("约博远机械")
    expect(page.get_by_label("贴发票")).to_have_value("drop")


# ----------------------------------------------- example, half filled, own


def test_from_a_worked_example_over_a_half_filled_sheet_to_ones_own(page: Page, sheets: str) -> None:
    go(page, sheets + "cascade/")
    sample = page.locator("[data-sample]")
    expect(sample.get_by_text("平均每个工作日要签 2.03 万元。")).to_be_hidden()
    sample.locator("summary").first.click()
    expect(sample).to_contain_text("周宁的年目标是 500 万元")
    expect(sample.get_by_text("平均每个工作日要签 2.03 万元。")).to_be_visible()
    expect(sample).to_contain_text("二月只占全年的 5%")
    expect(sample.locator("svg[role=img]")).to_have_count(2)
    page.fill("[name=year_target]", "300")
    page.locator("[data-half] summary").click()
    page.get_by_role("button", name="开始练").click()
    half = page.locator("hb-exercise[data-exercise='cascade~half']")
    expect(half.locator("[name=year_target]")).to_have_value("500")
    expect(half.locator("[name='months.0.days']")).to_have_value("21")
    expect(half.locator("[name='months.1.days']")).to_have_value("")
    expect(page.locator("hb-exercise[data-exercise=cascade]")).to_be_hidden()
    half.locator("[name='months.1.weight']").fill("1")
    half.locator("[name='months.1.days']").fill("20")
    expect(half.locator(".hb-half__said")).to_contain_text("还对不上：日均目标")
    half.locator("[name='months.1.weight']").fill("0.6")
    half.locator("[name='months.1.days']").fill("15")
    expect(half.locator(".hb-half__said")).to_have_text("结果和样例一致。")
    half.get_by_role("button", name="回到我自己的表").click()
    expect(page.get_by_role("button", name="开始练")).to_be_focused()
    expect(page.locator("[name=year_target]:visible")).to_have_value("300")
    assert saved(page, "cascade")["answers"] == {"year_target": 300}
    assert saved(page, "cascade~half")["answers"]["months"][1] == {"weight": 0.6, "days": 15}
    page.reload()
    ready(page)
    page.locator("[data-half] summary").click()
    page.get_by_role("button", name="开始练").click()
    expect(half.locator("[name='months.1.days']")).to_have_value("15")


def test_the_model_answer_waits_for_ones_own(page: Page, sheets: str) -> None:
    go(page, sheets + "fields/")
    part = page.locator(".hb-reflect")
    part.locator("summary").click()
    expect(part.locator("details")).not_to_have_attribute("open", "")
    page.fill("[name=why_rate]", "因为分母是全部拜访")
    part.locator("summary").click()
    expect(part.locator("details")).to_have_attribute("open", "")
    expect(part).to_contain_text("该多跑还是该跑对")
    assert saved(page, "fields")["answers"]["why_rate"] == "因为分母是全部拜访"


def test_a_day_to_look_back(page: Page, sheets: str) -> None:
    page.clock.set_fixed_time("2026-03-02T09:00:00+08:00")
    go(page, sheets + "fields/")
    expect(page.locator("[data-review]")).to_have_text("建议 7 天后回来看一次。")
    page.fill("[name=visits]", "8")
    expect(page.locator("[data-review]")).to_have_text("建议 2026-03-09 回来看一次。")
    with page.expect_download() as download:
        page.get_by_role("button", name="加到日历").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20260309" in text
    assert "SUMMARY:回看：各种字段" in text


def test_rows_become_calendar_entries(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    page.get_by_role("button", name="下载日历文件").click()
    expect(page.locator("[data-said]")).to_contain_text("还没有可以导出的行")
    fill_tasks(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载日历文件").click()
    expect(page.locator("[data-said]")).to_contain_text("已生成 2 条")
    assert download.value.suggested_filename == "tasks.ics"
    text = Path(download.value.path()).read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART:20260302T093000\r\nDTEND:20260302T103000\r\nSUMMARY:给恒源纺织报价\r\n" in text
    assert "DTSTART;VALUE=DATE:20260303\r\nDTEND;VALUE=DATE:20260304\r\nSUMMARY:约博远机械\r\n" in text
    assert "贴发票" not in text


# ------------------------------------------------------------------ charts


def chart(page: Page, number: int) -> Locator:
    return page.locator(f".hb-ws > [data-chart='{number}']")


def rows_of(figure: Locator) -> list[list[str]]:
    """The table that says in text what a chart shows."""
    figure.locator("summary").click()
    return figure.locator("table tr").evaluate_all("all => all.map(row => [...row.cells].map(one => one.textContent))")


def test_bars_and_lines_with_their_text(page: Page, sheets: str) -> None:
    go(page, sheets + "cascade/")
    expect(chart(page, 0)).to_be_hidden()
    page.fill("[name=year_target]", "240")
    page.fill("[name='months.1.weight']", "0.5")
    bars, line = chart(page, 0), chart(page, 1)
    expect(bars.locator("svg[role=img]")).to_be_visible()
    expect(bars.locator(".hb-chart__say")).to_have_text("月目标：最高是“1 月”，20.87 万元；最低是“2 月”，10.43 万元。")
    expect(bars.get_by_role("img", name="各月目标。月目标：最高是")).to_be_visible()
    expect(bars.locator(".hb-target")).to_have_count(1)
    table = rows_of(bars)
    assert table[0] == ["各月权重与工作日", "月目标（万元）"]
    assert table[2] == ["2 月", "10.43"]
    assert len(table) == 13
    expect(line.get_by_role("img", name="权重。权重：最高是")).to_be_visible()
    assert rows_of(line)[2] == ["2 月", "0.5"]
    expect(line.locator("svg .hb-line")).to_have_count(1)


def test_quadrants_pareto_stacks_and_radar_with_their_text(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    fill_tasks(page)
    scatter, pareto, stacked, radar = (chart(page, number) for number in range(4))
    expect(scatter.locator(".hb-chart__say")).to_have_text("共 3 个点。")
    assert scatter.locator("svg .hb-corner").all_text_contents() == ["重要又急", "重要不急", "不重要却急", "不重要不急"]
    expect(scatter.locator("svg .hb-split")).to_have_count(2)
    assert rows_of(scatter)[1:] == [["1 给恒源纺织报价", "1", "3"], ["2 约博远机械", "20", "3"], ["3 贴发票", "2", "1"]]
    expect(pareto.locator(".hb-chart__say")).to_have_text("前 2 项（共 3 项）合起来占 83%。")
    assert rows_of(pareto)[1:] == [
        ["给恒源纺织报价", "60", "50%"],
        ["贴发票", "40", "83%"],
        ["约博远机械", "20", "100%"],
    ]
    expect(stacked.get_by_role("img", name="各件。估时：最高是“给恒源纺织报价”")).to_be_visible()
    assert rows_of(stacked)[2] == ["约博远机械", "20", "20"]
    expect(radar.locator(".hb-chart__say")).to_contain_text("最低是“贴发票”，1")
    expect(radar.locator("svg .hb-area")).to_have_count(1)
    assert rows_of(radar)[3] == ["贴发票", "1"]


# ----------------------------------------------- versions, files, other tabs


def test_an_answer_to_other_words_is_shown_and_not_used(page: Page, sheets: str, editions: str) -> None:
    go(page, sheets + "fields/")
    page.fill("[name=visits]", "8")
    page.fill("[name=deals]", "2")
    written(page)
    go(page, editions + "second/exercises/fields/")
    expect(page.locator("[name=visits]")).to_have_value("8")
    expect(page.locator("[name=deals]")).to_have_value("")
    expect(page.locator(".hb-stale")).to_have_count(1)
    expect(field(page, "deals").locator(".hb-stale")).to_contain_text("2")
    expect(out(page, "rate").locator(".hb-out__missing")).to_have_text("还差：签约次数")
    page.get_by_role("button", name="沿用").click()
    expect(page.locator("[name=deals]")).to_have_value("2")
    expect_value(page, "rate", "25")


def test_a_table_with_a_reworded_column_is_shown_and_not_used(page: Page, sheets: str, editions: str) -> None:
    go(page, sheets + "tasks/")
    fill_tasks(page)
    page.get_by_role("button", name="加一行").click()
    page.fill("[name='list.3.what']", "第四件")
    written(page)
    go(page, editions + "second/exercises/tasks/")
    expect(page.locator("[name='list.0.what']")).to_have_value("")
    expect(field(page, "list").locator(".hb-stale")).to_contain_text("给恒源纺织报价")
    assert value(page, "total") in ("", "0")
    page.get_by_role("button", name="沿用").click()
    expect(page.locator("[name='list.3.what']")).to_have_value("第四件")
    expect_value(page, "total", "120")


def taken(page: Page) -> dict[str, Any]:
    """The answers file. What comes late must have come: between press and release it could move the button away."""
    page.wait_for_load_state("networkidle")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答案文件").click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["fields", "tasks"])
def test_export_and_import_give_the_same_sheet(open_page: OpenPage, sheets: str, editions: str, name: str) -> None:
    page, other = open_page(), open_page()
    go(page, f"{sheets}{name}/")
    if name == "fields":
        fill_fields(page)
    else:
        fill_tasks(page)
        page.get_by_role("button", name="加一行").click()
        page.fill("[name='list.3.what']", "第四件")
        page.select_option("[name='matrix.3']", "q4")
    written(page)
    file = taken(page)
    other.goto(editions + "first/my-data/")
    other.set_input_files(
        "[data-part=file]",
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()},
    )
    other.get_by_role("button", name="导入", exact=True).click()
    expect(other.locator("[data-part=list]")).to_contain_text("各种字段" if name == "fields" else "一周的事")
    go(other, f"{sheets}{name}/")
    assert shown(other) == shown(page)
    assert results(other) == results(page)
    assert taken(other)["exercises"] == file["exercises"]


FULL = """Storage.prototype.setItem = function () { throw new DOMException("full", "QuotaExceededError"); };"""


def test_refused_storage_costs_nothing_that_was_typed(page: Page, sheets: str) -> None:
    page.add_init_script(FULL)
    go(page, sheets + "tasks/")
    fill_tasks(page)
    page.get_by_role("button", name="加一行").click()
    page.fill("[name='list.3.minutes']", "30")
    expect(page.locator("hb-exercise > .hb-banner")).to_contain_text("存储空间满了")
    expect_value(page, "total", "150")
    rows = taken(page)["exercises"]["tasks"]["answers"]["list"]
    assert [row.get("minutes") for row in rows] == [60, 20, 40, 30]
    page.on("dialog", lambda dialog: dialog.accept())


def test_two_tabs_fill_one_table(page: Page, sheets: str) -> None:
    other = page.context.new_page()
    for one in (page, other):
        go(one, sheets + "tasks/")
    page.fill("[name='list.0.what']", "甲")
    page.fill("[name='list.0.minutes']", "10")
    expect(other.locator("[name='list.0.minutes']")).to_have_value("10")
    other.get_by_role("button", name="加一行").click()
    other.fill("[name='list.3.what']", "丁")
    other.fill("[name='list.3.minutes']", "20")
    expect(page.locator("[name='list.3.what']")).to_have_value("丁")
    expect_value(page, "total", "30")
    page.get_by_label("丁", exact=True).select_option("q2")
    expect(other.get_by_label("丁", exact=True)).to_have_value("q2")
    expect_value(other, "second", "1")
    expect(bucket(other, "matrix", "q2")).to_contain_text("丁")
    assert shown(page) == shown(other)
    assert results(page) == results(other)


def test_what_is_typed_is_only_ever_text(page: Page, sheets: str) -> None:
    go(page, sheets + "tasks/")
    page.fill("[name='list.0.what']", HOSTILE)
    page.fill("[name='list.0.minutes']", "60")
    page.fill("[name='list.0.days']", "3")
    page.fill("[name='list.0.weight']", "2")
    page.fill("[name='list.1.minutes']", HOSTILE)
    page.locator("[name='list.1.minutes']").blur()
    page.select_option("[name='matrix.0']", "q1")
    expect(bucket(page, "matrix", "q1")).to_contain_text(HOSTILE)
    expect(chart(page, 1).locator("svg")).to_contain_text("<img")
    assert HOSTILE in rows_of(chart(page, 1))[1][0]
    expect(field(page, "list").locator(".hb-problem")).to_contain_text("<img")
    written(page)
    page.reload()
    ready(page)
    expect(page.locator("[name='list.0.what']")).to_have_value(HOSTILE)
    go(page, sheets + "flow/")
    on_board(page, "again")
    expect(bucket(page, "again", "")).to_contain_text(HOSTILE)
    go(page, sheets + "fields/")
    page.fill("[name=notes]", HOSTILE)
    page.fill("[name=visits]", HOSTILE)
    page.locator("[name=visits]").blur()
    expect(field(page, "visits").locator(".hb-problem")).to_contain_text("<img")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x]").count() == 0


# ----------------------------------------------------- without scripts, paper


def test_without_a_script(open_page: OpenPage, sheets: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(sheets + "fields/")
    expect(page.locator(".hb-nojs")).to_contain_text("填的不会保存")
    expect(page.locator(".hb-ws button:visible")).to_have_count(0)
    fill_fields(page)
    expect(field(page, "team")).to_contain_text("用得上时才填")
    expect(out(page, "rate")).to_contain_text("低于 20：")
    expect(out(page, "rate")).to_contain_text("先看拜访的是不是对的人")
    page.locator("[data-sample] summary").first.click()
    expect(page.locator("[data-sample]")).to_contain_text("周宁上周见了 8 次")
    page.locator(".hb-reflect summary").click()
    expect(page.get_by_text("该多跑还是该跑对")).to_be_visible()
    page.goto(sheets + "tasks/")
    page.fill("[name='list.2.what']", "第三件")
    page.get_by_label("第 3 行").select_option("q2")


def test_a_blank_sheet_has_room_to_write(page: Page, sheets: str) -> None:
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = ''; };")
    go(page, sheets + "tasks/")
    fill_tasks(page)
    page.get_by_role("button", name="打印空白表").click()
    expect(page.locator("html[data-printed]")).to_have_count(1)
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    blank = page.locator("form.hb-blank")
    expect(page.locator("form.hb-filled")).to_be_hidden()
    assert blank.locator("[data-table] tbody tr:visible").count() == 8
    assert blank.locator("[data-table] tbody th").all_inner_texts()[:3] == ["1", "2", "3"]
    expect(blank.get_by_text("面客／案头")).to_be_visible()
    expect(blank.get_by_text("A 重要又急")).to_be_visible()
    expect(blank.locator(".hb-board")).to_be_hidden()
    assert blank.locator("figure:visible, .hb-sample:visible, button:visible, .hb-problem:visible").count() == 0
    boxes = blank.locator("[data-table] tbody tr").first.locator("input, select")
    assert boxes.evaluate_all(
        "all => all.every(one => one.value === '' && one.offsetHeight >= 24 && one.offsetWidth >= 20)"
    )
    assert not page.evaluate(OVERFLOWING)


def test_a_blank_sheet_shows_what_can_be_chosen(page: Page, sheets: str) -> None:
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = ''; };")
    go(page, sheets + "fields/")
    fill_fields(page)
    page.get_by_role("button", name="打印空白表").click()
    expect(page.locator("html[data-printed]")).to_have_count(1)
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    blank = page.locator("form.hb-blank")
    assert blank.locator(":checked:not(option)").count() == 0
    expect(blank.get_by_text("□ 恒源纺织")).to_be_visible()
    expect(blank.locator("[data-field=team]")).to_be_visible()
    expect(blank.locator("[data-field=team]")).to_contain_text("用得上时才填")
    lines = blank.locator("[name=notes]")
    assert lines.evaluate("one => getComputedStyle(one).backgroundImage").startswith("linear-gradient")
    assert lines.evaluate("one => one.offsetHeight") >= 3 * 24
    expect(blank.locator(".hb-bands").first).to_be_visible()
    expect(blank.get_by_text("因为它告诉你")).to_be_hidden()
    assert "________" in blank.locator("output[name=rate]").evaluate("one => getComputedStyle(one, '::before').content")
    assert not page.evaluate(OVERFLOWING)
    page.emulate_media(media="screen")
    assert shown(page) == FIELDS


OVERFLOWING = """() => {
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) return [`page ${page.scrollWidth} > ${innerWidth}`];
  return [...document.querySelectorAll("hb-exercise form :is(table, td, th, .hb-mirror, .hb-field, .hb-out)")]
    .filter(one => one.offsetParent && !one.classList.contains("hb-sr"))
    .filter(one => one.scrollWidth > one.clientWidth + 2 || one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 160));
}"""


def test_a_filled_sheet_prints_long_chinese_whole(page: Page, sheets: str) -> None:
    long = "客户说价格要再谈，下周二带技术支持一起去，先把水质报告准备好。" * 12
    go(page, sheets + "tasks/")
    fill_tasks(page)
    page.fill("[name='list.1.what']", long)
    page.set_viewport_size(A4)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    cell = page.locator("td .hb-mirror", has_text="客户说价格")
    expect(cell).to_have_text(long)
    assert cell.evaluate("one => one.scrollHeight <= one.clientHeight + 1 && one.clientHeight > 60")
    expect(page.locator("[name='list.1.what']")).to_be_hidden()
    assert not page.evaluate(OVERFLOWING)
    for text in ("2026-03-02", "09:30", "案头"):
        line = page.locator("tbody .hb-mirror", has_text=text)
        assert line.evaluate("one => one.clientHeight < 1.9 * parseFloat(getComputedStyle(one).fontSize)"), text
    expect(page.locator("tfoot output[name='list.total.minutes']")).to_be_visible()
    expect(page.locator(".hb-ws > figure svg").first).to_be_visible()
    assert page.locator(".hb-ws button:visible").count() == 0


def test_named_rows_keep_to_their_column_on_paper(page: Page, sheets: str) -> None:
    fill_cascade(page, sheets)
    page.set_viewport_size(A4)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.evaluate(OVERFLOWING)
    assert len(page.pdf()) > 1000


# ----------------------------------------------------------------- everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["fields", "cascade", "tasks", "flow"])
def test_accessible(open_page: OpenPage, sheets: str, axe: Axe, scheme: str, name: str) -> None:
    page = open_page(color_scheme=scheme)
    go(page, f"{sheets}{name}/")
    assert axe(page, ".hb-page") == []
    if name == "fields":
        fill_fields(page)
        page.fill("[name=visits]", "八")
        page.locator("[name=visits]").blur()
        page.fill("[name=visits]", "8")
    elif name == "tasks":
        fill_tasks(page)
        page.select_option("[name='matrix.0']", "q1")
    elif name == "cascade":
        page.fill("[name=year_target]", "500")
    for summary in page.locator("hb-exercise .hb-sample > summary, hb-exercise .hb-how > summary").all():
        if summary.is_visible():
            summary.click()
    if page.locator(".hb-ws > figure").count():
        expect(page.locator(".hb-ws > figure svg").first).to_be_visible()
    assert axe(page, ".hb-page") == []


def test_a_table_that_is_too_wide_shows_that_it_goes_on(page: Page, sheets: str) -> None:
    page.set_viewport_size({"width": 740, "height": 800})
    go(page, sheets + "tasks/")
    fill_tasks(page)
    scroll = field(page, "list").locator(".hb-scroll")
    assert scroll.evaluate("one => one.scrollWidth > one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "gradient" in scroll.evaluate("one => getComputedStyle(one).backgroundImage")
    scroll.evaluate("one => one.scrollTo(one.scrollWidth, 0)")
    name, edge = page.locator("[name='list.0.what']").bounding_box(), scroll.bounding_box()
    assert name
    assert edge
    assert edge["x"] <= name["x"] < edge["x"] + 60, "the name of the row stays in sight"
    clipped = scroll.locator("select").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert clipped == 0
    heads = scroll.locator("thead th").evaluate_all("all => all.slice(1).map(one => one.offsetHeight)")
    assert max(heads) <= 4 * 24


# ------------------------------------------------------------------ lines and wide tables

LONG = "周宁在 2027 年 3 月 31 日前，把开发区的月签约额从 24 万元提到 36 万元，每周一看一次差多少"
CUT = """all => all.filter(one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
  .map(one => one.name)"""
SIDEWAYS = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
LANDSCAPE: ViewportSize = {"width": 1016, "height": 695}
"""What A4 across leaves between its margins, in CSS pixels."""


def fill_wide(page: Page) -> None:
    for name in ("goal", "customers.0.plan", "customers.0.proof"):
        page.fill(f"[name='{name}']", LONG)
    page.fill("[name='customers.0.amount']", "96")
    page.fill("[name='customers.0.rate']", "22")
    page.fill("[name='customers.0.late']", "45")


@pytest.mark.parametrize("width", [390, 740, 1280])
def test_a_long_line_is_read_whole(open_page: OpenPage, sheets: str, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    go(page, sheets + "wide/")
    fill_wide(page)
    assert page.locator(".hb-oneline").evaluate_all(CUT) == []
    assert page.locator("[name=goal]").evaluate("one => one.offsetHeight") >= 44


def test_a_line_stays_one_line(page: Page, sheets: str) -> None:
    go(page, sheets + "wide/")
    cell = page.locator("[name='customers.0.plan']")
    cell.click()
    in_use(page)
    cell.press_sequentially("先问")
    cell.press("Enter")
    expect(page.locator("[name='customers.1.plan']")).to_be_focused()
    cell.evaluate("""one => {
      one.value = "先问\\r\\n再报价";
      one.dispatchEvent(new InputEvent("input", {bubbles: true}));
    }""")
    page.locator("[name=goal]").press("Enter")
    assert page.input_value("[name=goal]") == ""
    written(page)
    assert saved(page, "wide")["answers"] == {"customers": [{"plan": "先问 再报价"}]}


def test_lines_grow_where_the_browser_does_not_help(page: Page, sheets: str) -> None:
    page.add_init_script("CSS.supports = () => false;")
    page.goto(sheets + "wide/")
    page.add_style_tag(content=".hb-oneline { field-sizing: fixed !important; }")
    ready(page)
    page.locator("[name=goal]").focus()
    in_use(page)
    fill_wide(page)
    assert page.locator("[name=goal], [name^='customers.0']").evaluate_all(CUT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rows_that_fit_no_screen_are_cards(open_page: OpenPage, sheets: str, axe: Axe, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    go(page, sheets + "wide/")
    fill_wide(page)
    assert page.locator(".hb-scroll").evaluate_all(SIDEWAYS) == 0
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    row = page.locator("[data-table] tbody tr").first
    for name in ("客户", "打算怎么做", "一年签约（万元）", "怎么说"):
        assert (
            row.locator(f"td[data-label='{name}']").evaluate("one => getComputedStyle(one, '::before').content")
            == f'"{name}"'
        )
    expect(row.locator("[name='customers.0.margin']")).to_have_text("21.12")
    expect(row.locator("[name='customers.0.word']")).to_have_text("先联系")
    assert page.locator("tfoot td:visible").count() == 1
    assert axe(page, ".hb-page") == []


@pytest.mark.parametrize("size", [LANDSCAPE, A4])
@pytest.mark.parametrize("what", ["打印已填的", "打印空白表"])
def test_nothing_of_a_wide_table_is_cut_off_on_paper(page: Page, sheets: str, size: ViewportSize, what: str) -> None:
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = ''; };")
    go(page, sheets + "wide/")
    fill_wide(page)
    page.get_by_role("button", name=what).click()
    expect(page.locator("html[data-printed]")).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size(size)
    page.emulate_media(media="print")
    form = page.locator("form:visible")
    cells = form.locator("[data-table] tbody tr:visible").first.locator("td:visible")
    assert cells.count() == 15
    assert cells.evaluate_all("all => Math.min(...all.map(one => one.clientWidth))") >= 80
    assert (
        form.locator("*:visible").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 1).length"
        )
        == 0
    )


def test_a_page_with_a_wide_table_prints_across(page: Page, sheets: str) -> None:
    for name, across in (("wide", True), ("tasks", True), ("fields", False)):
        go(page, f"{sheets}{name}/")
        style = page.locator("link[rel=stylesheet][href*='handbook-']").evaluate_all(
            "all => all.flatMap(one => [...one.sheet.cssRules].filter(rule => rule instanceof CSSPageRule).map(rule => rule.style.size))"
        )
        assert ("landscape" in style[-1]) == across, name
