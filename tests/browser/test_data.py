"""The learner's data on the page: kept, shared by tabs, refused, damaged, taken away, brought back, printed."""

from __future__ import annotations

import csv
import io
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
from tests.support.saving import until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser

SITES = Path(__file__).parent.parent / "sites" / "data"
KEY = "handbook:test-handbook:exercise:sheet"
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\u202e'


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Two versions of one handbook under one address, as a learner meets them: ``first/``, then ``second/``."""
    folder = tmp_path_factory.mktemp("editions")
    for name in ("first", "second"):
        build(folder, name)
    return serve(folder)


def build(folder: Path, name: str) -> None:
    changes = {
        "content/modules/basics/01-first.yml": (SITES / name / "lesson.yml").read_bytes(),
        "exercises/basics/sheet.yml": (SITES / name / "sheet.yml").read_bytes(),
        "exercises/basics/rate.yml": None,
    }
    sink = Diagnostics()
    made = build_site(write(folder / f"source-{name}", changes), sink)
    assert made, [diagnostic.message() for diagnostic in sink]
    made.parent.rename(folder / name)


@pytest.fixture
def sheet(editions: str) -> str:
    return editions + "first/exercises/sheet/"


@pytest.fixture
def my_data(editions: str) -> str:
    return editions + "first/my-data/"


def go(page: Page, address: str) -> None:
    page.goto(address)
    ready(page)


def ready(page: Page) -> None:
    """Wait until the scripts of an exercise or of the data page have started."""
    page.wait_for_selector(
        "hb-exercise > .hb-sr, hb-data table.hb-data, hb-data [data-part=list] > p", state="attached"
    )


def stored(page: Page) -> dict[str, Any]:
    """The record as it stands in the storage, once it is written."""
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}")


def fill_all(page: Page) -> None:
    page.fill("[name=visits]", "8")
    page.fill("[name=deals]", "2")
    page.fill("[name=salary]", "9000")
    page.fill("[name=note]", HOSTILE)
    choose(page, "place", "west")
    for value in ("call", "fair"):
        page.check(f"[name=means][value={value}]")
    page.check("[name=mood][value='4']")
    page.check("[name=team][value=false]")
    page.fill("[name=day]", "2026-03-06")
    page.fill("[name='log.0.who']", "恒源纺织")
    page.fill("[name='log.0.minutes']", "45")
    page.fill("[name='log.1.who']", "=1+1")
    page.fill("[name=why]", "挑错了客户")


def choose(page: Page, name: str, value: str) -> None:
    control = page.locator(f"[name={name}]").first
    if control.evaluate("one => one.tagName") == "SELECT":
        control.select_option(value)
    else:
        page.check(f"[name={name}][value={value}]")


ALL = {
    "visits": 8, "deals": 2, "salary": 9000, "note": HOSTILE, "place": "west", "means": ["call", "fair"], "mood": 4,
    "team": False, "day": "2026-03-06", "why": "挑错了客户",
    "log": [{"who": "恒源纺织", "minutes": 45}, {"who": "=1+1"}],
}  # fmt: skip


SHOWN = {
    "visits": "8", "deals": "2", "salary": "9000", "note": HOSTILE, "place": "west", "means": ["call", "fair"],
    "mood": "4", "team": "false", "day": "2026-03-06", "why": "挑错了客户",
    "log.0.who": "恒源纺织", "log.0.minutes": "45", "log.1.who": "=1+1",
}  # fmt: skip


def banner(page: Page) -> Locator:
    return page.locator("hb-exercise > .hb-banner")


# ---------------------------------------------------------------- keeping


def test_saved_as_typed_and_there_after_reload(page: Page, sheet: str) -> None:
    go(page, sheet)
    expect(page.locator(".hb-local")).to_contain_text("只存在这台设备")
    fill_all(page)
    record = stored(page)
    assert record["answers"] == ALL
    assert record["outputs"]["rate"] == 25
    expect(page.locator("[data-saved]")).to_have_text("已保存在这台设备上。")
    page.reload()
    ready(page)
    assert shown(page) == SHOWN
    assert page.evaluate("window.hacked") is None


def test_a_crash_loses_at_most_three_tenths_of_a_second(page: Page, sheet: str) -> None:
    go(page, sheet)
    page.locator("[name=note]").press_sequentially("0123456789" * 4, delay=25)
    # Typing never paused, and nothing told the page that it would end.
    kept = page.evaluate("key => JSON.parse(localStorage.getItem(key)).answers.note", KEY)
    assert len(kept) >= 40 - 300 / 25 - 4


def test_leaving_the_page_at_once_loses_nothing(page: Page, sheet: str, my_data: str) -> None:
    go(page, sheet)
    page.fill("[name=visits]", "8")
    page.goto(my_data)
    assert stored(page)["answers"] == {"visits": 8}


def test_what_an_input_method_is_still_composing_waits(page: Page, sheet: str) -> None:
    go(page, sheet)
    page.locator("[name=note]").evaluate("""box => {
      box.value = "pinyin";
      box.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
    }""")
    assert stored(page) == {}
    page.locator("[name=note]").evaluate("""box => {
      box.value = "拼音";
      box.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
    }""")
    assert stored(page)["answers"] == {"note": "拼音"}


def test_an_emptied_answer_is_gone_after_reload(page: Page, sheet: str) -> None:
    go(page, sheet)
    page.fill("[name=visits]", "8")
    page.fill("[name=visits]", "")
    assert stored(page)["answers"] == {}
    page.reload()
    ready(page)
    assert shown(page) == {}


def test_two_tabs_keep_what_both_typed(page: Page, sheet: str) -> None:
    other = page.context.new_page()
    for one in (page, other):
        go(one, sheet)
    page.fill("[name=visits]", "8")
    other.fill("[name=deals]", "2")
    page.fill("[name='log.0.who']", "甲")
    other.fill("[name='log.1.who']", "乙")
    expect(page.locator("[name='log.1.who']")).to_have_value("乙")
    expect(other.locator("[name='log.0.who']")).to_have_value("甲")
    expected = {"visits": 8, "deals": 2, "log": [{"who": "甲"}, {"who": "乙"}]}
    assert stored(page)["answers"] == expected
    assert shown(page) == shown(other)
    expect(page.locator("output[name=rate]")).to_have_attribute("data-value", "25")


def test_a_tab_does_not_lose_the_cursor_to_another(page: Page, sheet: str) -> None:
    other = page.context.new_page()
    for one in (page, other):
        go(one, sheet)
    page.fill("[name=note]", "前后")
    page.locator("[name=note]").evaluate("box => box.setSelectionRange(1, 1)")
    other.fill("[name=visits]", "3")
    expect(page.locator("[name=visits]")).to_have_value("3")
    assert page.locator("[name=note]").evaluate("box => box.selectionStart") == 1


# ---------------------------------------------------------------- trouble

FULL = """Storage.prototype.setItem = function () { throw new DOMException("full", "QuotaExceededError"); };"""
# The theme's own scripts know nothing of blocked storage, so only ours meet it.
BLOCKED = """{
  const real = localStorage;
  Object.defineProperty(window, "localStorage", {get() {
    if (new Error().stack.includes("/assets/handbook")) throw new DOMException("no", "SecurityError");
    return real;
  }});
}"""


@pytest.mark.parametrize(("script", "says"), [(FULL, "存储空间满了"), (BLOCKED, "不让本页保存")])
def test_refused_storage_is_told_and_export_works(page: Page, sheet: str, script: str, says: str) -> None:
    page.add_init_script(script)
    go(page, sheet)
    fill_all(page)
    expect(banner(page)).to_contain_text(says)
    expect(page.locator("[data-saved]")).to_contain_text("没有保存")
    assert shown(page) == SHOWN
    assert taken(page)["exercises"]["sheet"]["answers"] == ALL
    told: list[str] = []
    page.on("dialog", lambda dialog: (told.append(dialog.type), dialog.accept()))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert told == ["beforeunload"]


def test_room_again_saves_all_that_was_typed(page: Page, sheet: str) -> None:
    go(page, sheet)
    page.evaluate("() => { window.real = Storage.prototype.setItem;" + FULL + "}")
    page.fill("[name=visits]", "8")
    expect(banner(page)).to_be_visible()
    page.evaluate("() => { Storage.prototype.setItem = window.real; }")
    page.fill("[name=deals]", "2")
    expect(banner(page)).to_have_count(0)
    assert stored(page)["answers"] == {"visits": 8, "deals": 2}


def test_a_damaged_record_is_put_aside_and_can_be_downloaded(page: Page, sheet: str, my_data: str) -> None:
    page.goto(my_data)
    page.evaluate("key => localStorage.setItem(key, '{\"broken')", KEY)
    go(page, sheet)
    expect(banner(page)).to_contain_text("读不出来")
    page.fill("[name=visits]", "8")
    assert stored(page)["answers"] == {"visits": 8}
    go(page, my_data)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载原文").click()
    assert Path(download.value.path()).read_text() == '{"broken'
    page.get_by_role("button", name="删掉它们").click()
    expect(page.get_by_role("button", name="下载原文")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('aside'))") == []


# ---------------------------------------------------- versions of the handbook


def test_the_next_version_keeps_answers_where_they_belong(page: Page, sheet: str, editions: str) -> None:
    go(page, sheet)
    fill_all(page)
    choose(page, "place", "east")
    stored(page)
    go(page, editions + "second/exercises/sheet/")
    values = shown(page)
    assert values["meetings"] == "8", "a renamed field"
    assert values["place"] == "old-town", "a renamed option"
    assert values["log.0.customer"] == "恒源纺织", "a renamed column"
    assert "deals" not in values, "a reworded question"
    assert stored(page)["answers"]["salary"] == 9000, "a field that is gone"
    expect(page.locator("hb-exercise")).not_to_contain_text("9000")
    note = page.locator(".hb-stale")
    expect(note).to_have_count(1)
    expect(note).to_contain_text("2")
    expect(page.locator("output[name=rate]")).to_have_attribute("data-value", "")


def test_a_stale_answer_is_used_again_or_thrown_away(page: Page, sheet: str, editions: str) -> None:
    second = editions + "second/exercises/sheet/"
    go(page, sheet)
    fill_all(page)
    stored(page)
    go(page, second)
    page.get_by_role("button", name="沿用").click()
    expect(page.locator(".hb-stale")).to_have_count(0)
    expect(page.locator("[name=deals]")).to_have_value("2")
    expect(page.locator("output[name=rate]")).to_have_attribute("data-value", "25")
    stored(page)
    page.reload()
    ready(page)
    expect(page.locator(".hb-stale")).to_have_count(0)
    expect(page.locator("[name=deals]")).to_have_value("2")
    go(page, sheet)
    page.get_by_role("button", name="清除", exact=True).first.click()
    expect(page.locator(".hb-stale")).to_have_count(0)
    assert "deals" not in stored(page)["answers"]


def test_a_new_answer_keeps_the_old_one_in_the_record(page: Page, sheet: str, editions: str) -> None:
    go(page, sheet)
    page.fill("[name=deals]", "2")
    stored(page)
    go(page, editions + "second/exercises/sheet/")
    page.fill("[name=deals]", "5")
    expect(page.locator(".hb-stale")).to_have_count(0)
    assert stored(page)["answers"] == {"deals": 5, "deals.old": 2}


# ------------------------------------------------------------ away and back


def taken(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答案文件").click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_export_and_import_on_another_device(open_page: OpenPage, sheet: str, my_data: str) -> None:
    page, other = open_page(), open_page()
    go(page, sheet)
    fill_all(page)
    go(page, my_data)
    page.fill("[data-part=name]", "周宁")
    file = taken(page)
    assert file["format"] == "handbook-answers"
    assert file["version"] == 1
    assert file["handbook"] == {"id": "test-handbook", "version": "1.0"}
    assert file["learner"] == {"name": "周宁"}
    assert file["exercises"]["sheet"]["answers"] == ALL
    go(other, my_data)
    give(other, file)
    expect(other.locator("[data-part=preview] table")).to_contain_text("新增")
    assert other.evaluate("key => localStorage.getItem(key)", KEY) is None
    other.get_by_role("button", name="导入", exact=True).click()
    expect(other.locator("[data-part=list]")).to_contain_text("一周记录")
    assert taken(other)["exercises"] == file["exercises"]
    go(other, sheet)
    assert shown(other) == SHOWN
    assert other.evaluate("window.hacked") is None


def test_what_is_known_of_questions_does_not_come(page: Page, sheet: str, my_data: str) -> None:
    go(page, sheet)
    fill_all(page)
    page.route("**/handbook-known.js*", lambda route: route.abort())
    go(page, my_data)
    expect(page.locator("[data-part=list]")).to_contain_text("一周记录")
    assert taken(page)["exercises"]["sheet"]["answers"] == ALL


def give(page: Page, file: Any) -> None:
    text = file if isinstance(file, str) else json.dumps(file)
    page.set_input_files(
        "[data-part=file]", {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def test_importing_merges_by_newest_and_can_be_undone(page: Page, sheet: str, my_data: str) -> None:
    go(page, sheet)
    page.fill("[name=visits]", "8")
    go(page, my_data)
    file = taken(page)
    record = file["exercises"]["sheet"]
    record["answers"] |= {"visits": 1, "deals": 7}
    record["times"] |= {"visits": 1, "deals": 1}
    give(page, file)
    expect(page.locator("[data-part=preview]")).to_contain_text("更新 1 项；另有 1 项本机的较新")
    page.get_by_role("button", name="导入", exact=True).click()
    assert stored(page)["answers"] == {"visits": 8, "deals": 7}
    page.get_by_role("button", name="撤销").click()
    assert stored(page)["answers"] == {"visits": 8}
    give(page, file)
    page.get_by_role("button", name="不导入").click()
    expect(page.locator("[data-part=preview]")).to_be_empty()
    assert stored(page)["answers"] == {"visits": 8}


def test_importing_reaches_an_exercise_that_is_open(page: Page, sheet: str, my_data: str) -> None:
    other = page.context.new_page()
    go(page, sheet)
    page.fill("[name=visits]", "8")
    stored(page)
    go(other, my_data)
    other.get_by_role("button", name="清除“一周记录”").click()
    expect(page.locator("[name=visits]")).to_have_value("")
    other.get_by_role("button", name="撤销").click()
    expect(page.locator("[name=visits]")).to_have_value("8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not json", "短码"),
        ("{not json", "读不出来"),
        ("{}", "不是答案文件"),
        (
            json.dumps({"format": "handbook-answers", "version": 1, "handbook": {"id": HOSTILE}, "exercises": {}}),
            "另一本",
        ),
    ],
)
def test_what_cannot_be_imported_is_said_plainly(page: Page, my_data: str, text: str, says: str) -> None:
    go(page, my_data)
    give(page, text)
    expect(page.locator("[data-part=preview]")).to_contain_text(says)
    assert page.evaluate("window.hacked") is None


def test_a_hostile_file_stays_text(page: Page, my_data: str, sheet: str) -> None:
    record = {"revision": HOSTILE, "updated": "2026-03-02T00:00:00Z", "outputs": {"rate": HOSTILE}, "history": [],
              "answers": dict.fromkeys(("visits", "note", "place", "day", "mood"), HOSTILE)}  # fmt: skip
    record["answers"] |= {"means": [HOSTILE], "log": [{"who": HOSTILE, "minutes": HOSTILE}], "team": {"a": HOSTILE}}
    bad = {"revision": "r", "updated": "2026-03-02T00:00:00Z", "answers": {"__proto__": {"x": 1}}}
    file = {
        "format": "handbook-answers", "version": 1, "handbook": {"id": "test-handbook", "version": HOSTILE},
        "learner": {"name": HOSTILE},
        "exercises": {"sheet": record, "gone": record, HOSTILE: record, "unsound": bad},
    }  # fmt: skip
    go(page, my_data)
    give(page, file)
    expect(page.locator("[data-part=preview]")).to_contain_text("有问题、不会导入的部分")
    expect(page.locator("[data-part=preview]")).to_contain_text("unsound")
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator("[data-part=list]")).to_contain_text("gone（本版手册里没有")
    go(page, sheet)
    go(page, my_data)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("({}).x") is None
    assert page.locator("img[src=x]").count() == 0


def test_clearing_everything_and_taking_it_back(page: Page, sheet: str, my_data: str) -> None:
    go(page, sheet)
    fill_all(page)
    go(page, my_data)
    page.get_by_role("button", name="清除全部答案").click()
    expect(page.locator("[data-part=list]")).to_have_text("还没有存过答案。")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('exercise'))") == []
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-part=list]")).to_contain_text("一周记录")
    assert stored(page)["answers"] == ALL


def test_clearing_an_exercise_on_its_page(page: Page, sheet: str) -> None:
    go(page, sheet)
    fill_all(page)
    page.get_by_role("button", name="清除这份练习").click()
    expect(page.locator("[name=visits]")).to_have_value("")
    assert shown(page) == {}
    expect(page.locator("output[name=rate]")).to_have_attribute("data-value", "")
    page.get_by_role("button", name="撤销").click()
    assert shown(page) == SHOWN
    assert stored(page)["answers"] == ALL


def test_the_table_for_spreadsheets(page: Page, sheet: str) -> None:
    go(page, sheet)
    fill_all(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出表格").click()
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["练习", "问题", "部分", "回答", "编号", "修改时间"]
    cells = {(row[1], row[2]): row[3] for row in rows[1:]}
    assert cells["主要跑哪个片区", ""] == "西城"
    assert cells["用过哪些办法", ""] == "电话；展会"
    assert cells["有没有同事陪访", ""] == "否"
    assert cells["拜访记录", "第 2 行 客户"] == "'=1+1"
    assert cells["成交率", ""] == "25"
    assert not [cell for row in rows for cell in row if cell[:1] in "=+@" and cell]


# ------------------------------------------------------------------- codes


def code_of(page: Page) -> str:
    if page.locator(".hb-code").get_attribute("open") is None:
        page.locator(".hb-code > summary").click()
    expect(page.locator(".hb-code__text")).to_contain_text("HB1-")
    return page.locator(".hb-code__text").inner_text()


def test_a_code_takes_choices_and_numbers_to_another_device(open_page: OpenPage, sheet: str, my_data: str) -> None:
    page, other = open_page(**PHONE), open_page()
    go(page, sheet)
    fill_all(page)
    code = code_of(page)
    picture = page.locator(".hb-code__picture img")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.src.startsWith('data:image/png') && one.naturalWidth > 80")
    go(other, my_data)
    other.fill("[data-part=paste]", code.lower().replace("-", " "))
    other.get_by_role("button", name="看看会改什么").click()
    expect(other.locator("[data-part=preview] table")).to_contain_text("一周记录")
    other.get_by_role("button", name="导入", exact=True).click()
    go(other, sheet)
    kept = {key: value for key, value in SHOWN.items() if key not in ("salary", "note", "day", "why")}
    assert shown(other) == {key: value for key, value in kept.items() if not key.endswith(".who")}
    expect(other.locator("output[name=rate]")).to_have_attribute("data-value", "25")


def test_the_code_follows_the_answers(page: Page, sheet: str) -> None:
    go(page, sheet)
    page.locator(".hb-code > summary").click()
    expect(page.locator(".hb-code__picture")).to_contain_text("还没有能放进短码的内容")
    page.fill("[name=visits]", "8")
    first = code_of(page)
    page.fill("[name=visits]", "9")
    expect(page.locator(".hb-code__text")).not_to_have_text(first)


def test_a_code_with_a_slip_is_refused(page: Page, sheet: str, my_data: str) -> None:
    go(page, sheet)
    page.fill("[name=visits]", "8")
    code = code_of(page)
    go(page, my_data)
    page.fill("[data-part=paste]", code[:-1] + ("2" if code[-1] != "2" else "3"))
    page.get_by_role("button", name="看看会改什么").click()
    expect(page.locator("[data-part=preview]")).to_contain_text("短码不完整或有错字")


def test_copying_says_so(open_page: OpenPage, sheet: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    go(page, sheet)
    page.fill("[name=visits]", "8")
    code = code_of(page)
    page.get_by_role("button", name="复制短码").click()
    expect(page.locator("hb-exercise > .hb-sr")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == code


# ------------------------------------------------------------------ backup


def test_a_week_without_backup_is_pointed_out(page: Page, sheet: str, my_data: str) -> None:
    go(page, sheet)
    page.fill("[name=visits]", "8")
    stored(page)
    page.reload()
    expect(page.locator("[data-nudge]")).to_be_hidden()
    page.evaluate("""localStorage.setItem("handbook:test-handbook:meta", '{"since":"2020-01-01T00:00:00Z"}')""")
    page.reload()
    ready(page)
    expect(page.locator("[data-nudge]")).to_be_visible()
    go(page, my_data)
    expect(page.locator("[data-nudge]")).to_be_visible()
    taken(page)
    page.reload()
    ready(page)
    expect(page.locator("[data-nudge]")).to_be_hidden()


# ----------------------------------------------------------------- lessons


def test_a_check_opens_after_an_answer_and_is_kept(page: Page, editions: str) -> None:
    lesson = editions + "first/modules/basics/first/"
    page.goto(lesson)
    choice = page.locator("hb-check[data-block=recall]")
    written = page.locator("hb-check[data-block=write]")
    for check in (choice, written):
        check.locator("summary").click()
        expect(check.locator("details")).not_to_have_attribute("open", "")
        expect(check.locator(".hb-hint")).to_have_text("先自己答，再看解释。")
    choice.get_by_text("拜访次数除以成交次数").first.click()
    expect(choice.locator("details")).to_have_attribute("open", "")
    expect(choice.locator(".hb-chosen")).to_contain_text("倒过来是每单要几次拜访")
    written.locator("textarea").fill("客户")
    written.locator("summary").click()
    expect(written.locator("details")).to_have_attribute("open", "")
    until_saved(page)
    page.reload()
    expect(choice.locator("[value='2']")).to_be_checked()
    expect(written.locator("textarea")).to_have_value("客户")
    page.goto(editions + "second/modules/basics/first/")
    expect(choice.locator("[value='2']")).to_be_checked()
    expect(written.locator("textarea")).to_have_value("")
    go(page, editions + "first/my-data/")
    expect(page.locator("[data-part=list]")).to_contain_text("第一课")
    assert taken(page)["exercises"]["lesson:first"]["answers"] == {"recall": "2", "write": "客户"}


def test_arrow_keys_choose_without_giving_the_answer_away(page: Page, editions: str) -> None:
    page.goto(editions + "first/modules/basics/first/")
    check = page.locator("hb-check[data-block=recall]")
    check.locator("[value='1']").focus()
    page.keyboard.press("ArrowDown")
    expect(check.locator("[value='2']")).to_be_checked()
    expect(check.locator("details")).not_to_have_attribute("open", "")


def test_the_model_answer_waits_for_ones_own(page: Page, sheet: str) -> None:
    go(page, sheet)
    part = page.locator(".hb-reflect")
    part.locator("summary").click()
    expect(part.locator("details")).not_to_have_attribute("open", "")
    page.fill("[name=why]", "因为")
    part.locator("summary").click()
    expect(part.locator("details")).to_have_attribute("open", "")


def test_cards_say_how_far_one_has_come(page: Page, sheet: str, editions: str) -> None:
    lesson = editions + "first/modules/basics/first/"
    card = page.locator("[data-progress=sheet]").first
    page.goto(lesson)
    expect(card).to_have_text("未开始")
    go(page, sheet)
    page.fill("[name=visits]", "8")
    stored(page)
    page.goto(lesson)
    expect(card).to_have_text("已填 1 项")
    go(page, sheet)
    fill_all(page)
    stored(page)
    page.goto(lesson)
    expect(card).to_have_text("完成")


# ------------------------------------------------------------------- paper


def test_a_blank_sheet_prints_blank_and_keeps_what_was_typed(page: Page, sheet: str) -> None:
    page.add_init_script("window.print = () => { window.printed = document.documentElement.className; };")
    go(page, sheet)
    fill_all(page)
    page.get_by_role("button", name="打印空白表").click()
    page.wait_for_function("window.printed !== undefined")
    assert "hb-print-blank" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator("form.hb-filled")).to_be_hidden()
    blank = page.locator("form.hb-blank")
    expect(blank).to_be_visible()
    assert blank.evaluate("form => [...form.elements].filter(one => one.value && one.type === 'text').length") == 0
    assert blank.locator(":checked:not(option)").count() == 0
    page.emulate_media(media="screen")
    expect(blank).to_be_hidden()
    assert shown(page) == SHOWN
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("form.hb-blank")).to_have_count(0)
    assert stored(page)["answers"] == ALL


def test_long_answers_print_whole(page: Page, sheet: str) -> None:
    go(page, sheet)
    text = "客户说价格要再谈，下周二带技术支持一起去，先把水质报告准备好。" * 30
    page.fill("[name=note]", text)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    mirror = page.locator(".hb-mirror", has_text="客户说价格")
    expect(mirror).to_have_text(text)
    assert mirror.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    expect(page.locator("[name=note]")).to_be_hidden()
    page.emulate_media(media="screen")
    expect(mirror).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".hb-mirror")).to_have_count(0)


# ---------------------------------------------------------- without scripts


def test_without_scripts_one_can_fill_in_and_is_told_the_truth(open_page: OpenPage, sheet: str, my_data: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(sheet)
    expect(page.locator(".hb-nojs")).to_contain_text("填的不会保存")
    expect(page.locator(".hb-panel")).to_be_hidden()
    page.fill("[name=visits]", "8")
    page.locator(".hb-reflect summary").click()
    expect(page.get_by_text("多半是挑客户的问题")).to_be_visible()
    page.goto(my_data)
    expect(page.get_by_role("heading", name="谁能看到我的答案")).to_be_visible()
    expect(page.get_by_role("button", name="清除全部答案")).to_be_hidden()


# ---------------------------------------------------------- for everybody


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_nothing_bars_anybody(page: Page, sheet: str, my_data: str, axe: Axe, scheme: str) -> None:
    for address, within in ((sheet, "hb-exercise"), (my_data, ".hb-data-page")):
        go(page, address)
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        page.wait_for_timeout(300)
        if within == "hb-exercise":
            page.fill("[name=visits]", "8")
            code_of(page)
        assert axe(page, within) == []


def test_everything_by_keyboard(page: Page, sheet: str, my_data: str) -> None:
    go(page, sheet)
    page.fill("[name=visits]", "8")
    page.locator(".hb-code > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-code__text")).to_contain_text("HB1-")
    page.get_by_role("button", name="清除这份练习").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="撤销").focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=visits]")).to_have_value("8")


SMALL = """[...document.querySelectorAll(".hb-panel button, .hb-panel summary, hb-data button")]
  .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).map(one => one.textContent)"""


def test_a_phone_has_targets_to_hit_and_nothing_to_scroll_sideways(phone: Page, sheet: str, my_data: str) -> None:
    for address in (sheet, my_data):
        go(phone, address)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert phone.evaluate(SMALL) == []


def test_all_of_it_asks_only_its_own_host(page: Page, sheet: str, my_data: str, requests: list[str]) -> None:
    go(page, sheet)
    page.fill("[name=visits]", "8")
    code_of(page)
    expect(page.locator(".hb-code__picture img")).to_be_visible()
    go(page, my_data)
    host = sheet.split("/")[2]
    assert [one for one in requests if not one.startswith((f"http://{host}/", "data:", "blob:"))] == []
