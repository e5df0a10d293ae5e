"""The learner's own page: empty, half-way, finished, brought over, after an update; review, calendar, paper."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.handbooks import write
from tests.support.saving import until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser

KINDS = Path(__file__).parent.parent / "sites" / "kinds"
PREFIX = "handbook:test-handbook:"
TODAY = "2026-03-04"
NOON = f"{TODAY}T12:00:00+08:00"
HOSTILE = '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>'
PLAN = """
    id: plan
    kind: worksheet
    title: 我的打算
    outcome: basics.rate
    minutes: 5
    review_after: 3
    fields:
      - {id: hours, label: 几小时, type: number, unit: 小时}
      - {id: if_scene, label: 如果……, type: text, promise: true}
      - {id: then_do, label: 我就……, type: text, promise: true}
      - id: rows
        label: 一周
        type: table
        rows: [周一, 周二]
        columns: [{id: what, label: 做什么, type: text}, {id: n, label: 几次, type: number, unit: 次}]
    outputs:
      - {id: double, label: 两倍, formula: hours * 2, unit: 小时, digits: 1}
    charts: [{type: bar, title: 一周几次, x: rows, y: rows.n}]
    worked_example: {given: {hours: 2}, expect: {double: 4}}
    reflections:
      - {id: why, ask: 为什么这样打算？, model_answer: 因为。}
"""
VOWS = 9
"""Sheets with a promise in the edition that has many."""
MODULE = (KINDS / "content/modules/basics/module.yml").read_text("utf-8")
ENDS = "opening: [check-open]\nclosing: [check-close]\n"


def build(folder: Path, name: str, changes: dict[str, Any]) -> None:
    files = {path.relative_to(KINDS).as_posix(): path.read_bytes() for path in KINDS.rglob("*.yml")}
    own = {
        "exercises/basics/rate.yml": None,
        "exercises/basics/plan.yml": PLAN,
        "content/modules/basics/module.yml": (MODULE + ENDS).encode(),
    }
    sink = Diagnostics()
    made = build_site(write(folder / f"source-{name}", {**files, **own, **changes}), sink)
    assert made, [diagnostic.message() for diagnostic in sink]
    made.parent.rename(folder / name)


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """``first/``, and ``second/`` with a question reworded and an exercise gone, under one address."""
    folder = tmp_path_factory.mktemp("mine")
    build(folder, "first", {})
    lesson = (KINDS / "content/modules/basics/01-first.yml").read_text("utf-8")
    quiz = (KINDS / "exercises/basics/quiz-each.yml").read_text("utf-8")
    assert "先处理恒源的停水" in quiz
    build(
        folder,
        "second",
        {
            "exercises/basics/list-daily.yml": None,
            "content/modules/basics/01-first.yml": lesson.replace(
                "  - {type: practice, exercise: list-daily}\n", ""
            ).encode(),
            "exercises/basics/quiz-each.yml": quiz.replace("先处理恒源的停水", "先去处理恒源的停水").encode(),
        },
    )
    vows = {f"exercises/basics/vow-{n}.yml": PLAN.replace("id: plan", f"id: vow-{n}") for n in range(VOWS)}
    build(folder, "many", dict(vows))
    return serve(folder)


@pytest.fixture
def mine(editions: str) -> str:
    return editions + "first/my-handbook/"


def moment(days: float) -> str:
    """So many days ago, as saved."""
    return (datetime.fromisoformat(NOON) - timedelta(days=days)).isoformat()


def rec(days: float, answers: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    answers = answers or {}
    at = int(datetime.fromisoformat(moment(days)).timestamp() * 1000)
    base = {"revision": "r", "updated": moment(days), "answers": answers, "outputs": {}, "history": [], "asked": {}}
    return base | {"times": dict.fromkeys(answers, at), "done": False} | more


WRONG = {"first-thing": "mail", "first-thing.confidence": 3, "urgent-first": True, "urgent-first.confidence": 2}


def attempt(days: float, answers: dict[str, Any], **outputs: Any) -> dict[str, Any]:
    asked = " ".join(key for key in answers if "." not in key)
    base = {"asked": asked, "retried": False, "percent": 40, "passed": False}
    return {"at": moment(days), "answers": answers, "outputs": base | outputs}


def means(days: float, plan: float) -> dict[str, Any]:
    outputs = {"plan": plan, "focus": 2.5, "calm": 3, "total": 2.8}
    return rec(days, {"p1": 2}, history=[{"at": moment(days), "answers": {"p1": 2}, "outputs": outputs}])


def half_way() -> dict[str, Any]:
    return {
        "lesson:first": rec(3, {"page.read": True}),
        "exercise:quiz-each": rec(2, WRONG, history=[attempt(2, WRONG)]),
        "exercise:plan": rec(
            5,
            {"hours": 3, "if_scene": "客户群里有人叫我", "then_do": "十一点一起看", "rows": [{"what": "回访", "n": 4}]},
            outputs={"double": 6},
        ),
        "exercise:check-open": means(3, 2),
        "exercise:list-daily": rec(1, {"moved": {"2026-03-03": {"done": True}}}),
    }


def put(page: Page, records: dict[str, Any]) -> None:
    texts = {PREFIX + key: json.dumps(value, ensure_ascii=False) for key, value in records.items()}
    page.evaluate("all => { for (const key in all) localStorage.setItem(key, all[key]); }", texts)


def go(page: Page, address: str, records: dict[str, Any] | None = None, when: str = NOON) -> None:
    page.clock.set_fixed_time(when)
    page.goto(address)
    if records:
        put(page, records)
        page.reload()
    page.wait_for_selector("hb-mine[data-ready]")
    page.wait_for_load_state("networkidle")


def stored(page: Page, key: str = "exercise:review") -> dict[str, Any]:
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", PREFIX + key) or "{}")


def next_step(page: Page) -> str:
    return page.locator("[data-part=next]").inner_text()


# ---------------------------------------------------------------- how the page stands


def test_empty_it_says_what_will_come_and_where_to_begin(page: Page, mine: str) -> None:
    go(page, mine)
    assert next_step(page) == "从这里开始：开始时的自查。"
    expect(page.locator("[data-part=next] a")).to_have_attribute("href", "../exercises/check-open/")
    expect(page.locator("[data-part=empty] li")).to_have_count(5)
    for part in ("today", "review", "promises", "folio", "sure", "scales"):
        expect(page.locator(f"#{part}")).to_be_hidden()
    expect(page.get_by_text("还没有开始。")).to_be_visible()
    expect(page.get_by_text("不向任何地方发送什么")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('handbook:'))") == []


def test_half_way(page: Page, mine: str) -> None:
    go(page, mine, half_way())
    assert next_step(page) == "先花五分钟，复习到期的 2 个。"
    tasks = page.locator("[data-part=today] li")
    expect(tasks).to_have_text([
        "复习 2 个到期的题和卡", "承诺到期（2026-03-02）：我的打算", "今天的清单还差 3 项：每日复盘",
    ])  # fmt: skip
    expect(page.locator("#promise-plan")).to_contain_text("如果……客户群里有人叫我 我就……十一点一起看")
    expect(page.locator("#promises")).to_contain_text("这一周完成 0 次，目标 5 次")
    expect(page.locator("[data-of=read]")).to_contain_text("1 / 1")
    expect(page.locator("[data-of=kept_tests]")).to_contain_text("0 / 3")
    expect(page.locator("#sure li")).to_have_count(1)
    expect(page.locator("#sure a")).to_have_attribute("href", "../exercises/quiz-each/#q-first-thing")
    expect(page.locator("#scales")).to_contain_text("再做一次，就能看到变化")
    page.locator(".hb-course summary").click()
    expect(page.locator("[data-link='lesson:first'] [data-state]")).to_have_text("读完")
    expect(page.locator("[data-link=quiz-each] [data-state]")).to_have_text("做完")


def test_finished(page: Page, mine: str) -> None:
    known = {"first-thing": "water", "first-thing.confidence": 3}
    passed = [attempt(days, known, passed=True, percent=90) for days in (3, 1)]
    records = half_way() | {
        "exercise:quiz-each": rec(1, {}, history=passed),
        "exercise:check-close": means(0.1, 4),
        "exercise:plan": rec(0.1, {"hours": 3, "if_scene": "甲", "rows": [{"what": "乙"}]}, done=True),
    }
    go(page, mine, records)
    expect(page.locator("[data-of=kept_tests]")).to_contain_text("1 / 3")
    expect(page.locator("#scales")).to_contain_text("2 → 4（+2）")
    expect(page.locator("#scales article")).to_have_count(1)
    expect(page.locator("#sure")).to_be_hidden()
    expect(page.locator("[data-part=due]")).to_contain_text("还没有要复习的")
    assert next_step(page) == "课都读完了，还有没做过的练习：一起核对。"
    page.locator(".hb-course summary").click()
    expect(page.locator("[data-link=quiz-each] [data-state]")).to_have_text("隔天两次及格")


def test_after_an_import(open_page: OpenPage, mine: str, tmp_path: Path) -> None:
    page, other = open_page(), open_page()
    records = half_way() | {"exercise:review": rec(1, {"promise:plan": "due 2026-03-09"})}
    go(page, mine, records)
    page.goto(mine.replace("my-handbook", "my-data"))
    expect(page.locator("[data-part=list]")).to_contain_text("复习进度与承诺")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答案文件").click()
    download.value.save_as(tmp_path / "answers.json")
    go(other, mine)
    other.goto(mine.replace("my-handbook", "my-data"))
    other.get_by_label("选答案文件").set_input_files(tmp_path / "answers.json")
    other.get_by_role("button", name="导入", exact=True).click()
    expect(other.get_by_text("已导入")).to_be_visible()
    go(other, mine)
    assert next_step(other) == "先花五分钟，复习到期的 2 个。"
    expect(other.locator("#promise-plan")).to_contain_text("2026-03-09 回看")


def test_after_an_update_of_the_handbook(page: Page, editions: str) -> None:
    go(page, editions + "first/my-handbook/", half_way())
    keys = page.evaluate("HB.items.quizzes['quiz-each'].asked['first-thing'].sig")
    far = {"quiz-each.first-thing": "3 2026-04-01", "quiz-each.urgent-first": "3 2026-04-01"}
    same = page.evaluate("HB.items.quizzes['quiz-each'].asked['urgent-first'].sig")
    asked = {"quiz-each.first-thing": keys, "quiz-each.urgent-first": same}
    put(page, {"exercise:review": rec(1, far, asked=asked)})
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-part=due]")).to_contain_text("下一次是 2026-04-01，2 个")
    go(page, editions + "second/my-handbook/")
    expect(page.locator("[data-part=due]")).to_contain_text("到期 1 个")
    expect(page.locator("hb-mine")).not_to_contain_text("每日复盘")
    assert stored(page, "exercise:list-daily")["answers"], "what was answered stays"


def test_a_lesson_is_read_once_its_end_was_seen(page: Page, editions: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(editions + "first/modules/basics/first/")
    page.wait_for_selector("html.hb-ready")
    assert stored(page, "lesson:first") == {}
    page.locator("[data-read]").scroll_into_view_if_needed()
    assert stored(page, "lesson:first")["answers"] == {"page.read": True}


# ---------------------------------------------------------------- review


def begin(page: Page, address: str, records: dict[str, Any], when: str = NOON) -> None:
    go(page, address, records, when)
    page.get_by_role("button", name="开始复习").click()
    page.wait_for_selector(".hb-turn")


def test_a_session_of_questions(page: Page, mine: str) -> None:
    begin(page, mine, half_way())
    turn = page.locator(".hb-turn")
    expect(turn).to_contain_text("还有 2 个")
    expect(turn).to_contain_text("第 1 格，共 5 格")
    turn.get_by_role("button", name="先处理恒源的停水").click()
    expect(turn.locator(".hb-verdict")).to_have_text("对了。")
    expect(turn.locator(".hb-reason")).to_have_count(3), "every option is explained"
    expect(turn).to_contain_text("邮件只是看上去急。")
    turn.get_by_role("button", name="记得，下一个").click()
    turn.get_by_role("button", name="对", exact=False).first.click()
    expect(turn.locator(".hb-verdict")).to_contain_text("不对，明天再来一次")
    turn.get_by_role("button", name="知道了").click()
    expect(turn).to_contain_text("还有 1 个"), "what was missed comes once more"
    turn.locator(".hb-choice").nth(1).click()
    turn.get_by_role("button", name="记得，下一个").click()
    expect(turn).to_contain_text("今天的都过完了，一共 2 个")
    expect(turn).to_contain_text("有 1 个没记住")
    kept = stored(page)
    assert kept["answers"] == {"quiz-each.first-thing": "1 2026-03-07", "quiz-each.urgent-first": "0 2026-03-05"}
    assert set(kept["asked"]) == set(kept["answers"])
    page.get_by_role("button", name="收起").click()
    expect(page.locator("[data-part=due]")).to_contain_text("下一次是 2026-03-05，1 个")
    expect(page.locator("#sure")).to_be_hidden()


def test_guessed_right_stays_in_its_box(page: Page, mine: str) -> None:
    begin(page, mine, half_way())
    page.get_by_role("button", name="先处理恒源的停水").click()
    page.get_by_role("button", name="刚才是猜的").click()
    assert stored(page)["answers"] == {"quiz-each.first-thing": "0 2026-03-05"}


ALL_WRONG = {
    "second-quadrant": ["chat"], "fill": {"count": "3"}, "price": 1, "steps": {"list": 4, "split": 3, "block": 2, "review": 1},
    "pairs": {"lin": "发工资"}, "buckets": {"quote": "minor"},
}  # fmt: skip


def test_every_type_of_question_by_keyboard_alone(page: Page, mine: str) -> None:
    begin(page, mine, {"exercise:quiz-each": rec(2, ALL_WRONG, history=[attempt(2, ALL_WRONG)])})
    turn = page.locator(".hb-turn")
    answers: dict[str, Any] = {"十二": 0}
    for _ in range(6):
        text = turn.locator(".hb-turn__ask").inner_text()
        page.keyboard.press("Enter")
        expect(turn.locator(".hb-turn__said")).to_have_text("先作答，再核对。")
        if turn.locator("[aria-pressed]").count():
            for i, label in enumerate(turn.locator(".hb-choice > span").all_inner_texts()):
                if label in ("给老客户做季度回访", "学新设备的选型"):
                    page.keyboard.press(str(i + 1))
        elif "每天的拜访清单" in text:
            page.keyboard.press("Tab"), page.keyboard.press("Tab")
            page.keyboard.type("12")
            page.keyboard.press("Tab")
            page.keyboard.type("重要不紧急")
        elif "每天应签约" in text:
            page.keyboard.press("Tab"), page.keyboard.press("Tab")
            page.keyboard.type("2.016")
        else:
            choose_right(page, turn)
        page.keyboard.press("Enter")
        expect(turn.locator(".hb-verdict")).to_have_text("对了。")
        expect(turn.locator(".hb-verdict")).to_be_focused()
        answers[text] = 1
        page.keyboard.press("Enter")
    expect(turn).to_contain_text("一共 6 个")
    assert set(stored(page)["answers"].values()) == {"1 2026-03-07"}


RIGHT = {
    "写下所有的事": "1", "按重要和紧急分开": "2", "给重要的事留时段": "3", "晚上复盘": "4", "林悦": "报价单和合同",
    "郑航": "现场勘查和方案", "孟岚": "新人班", "给明达电子的报价": "重要", "整理桌面图标": "不重要",
}  # fmt: skip


def choose_right(page: Page, turn: Any) -> None:
    for row in turn.locator(".hb-typed").all():
        row.locator("select").focus()
        row.locator("select").select_option(label=RIGHT[row.locator("span").inner_text()])


def test_cards_of_the_whole_handbook_look_alikes_side_by_side(page: Page, mine: str) -> None:
    deck = {"exercise:cards-words": rec(9, {"hour": "1 2026-03-01", "price": "0 2026-02-01", "wait": "4 2026-03-03"})}
    go(page, mine, deck)
    asked = page.evaluate("HB.items.decks['cards-words'].asked")
    deck["exercise:cards-words"]["asked"] = {key: ask["sig"] for key, ask in asked.items()}
    begin(page, mine, deck)
    turn = page.locator(".hb-turn")
    fronts = []
    for key in "3312":
        fronts.append(turn.locator(".hb-turn__ask").inner_text()[:6])
        page.keyboard.press("1")
        expect(turn.locator(".hb-grades")).to_have_count(0), "nobody judges before turning"
        page.keyboard.press("Enter")
        page.keyboard.press(key)
    assert fronts == ["客户说：“你", "客户说：“等", "什么叫面客小", "重要不紧急的"]
    saved = stored(page, "exercise:cards-words")["answers"]
    assert saved == {
        "price": "1 2026-03-07", "wait": "4 2026-05-03", "hour": "0 2026-03-05", "matrix": "0 2026-03-05",
    }  # fmt: skip
    expect(turn).to_contain_text("还有 1 个"), "the missed card once more"


def test_five_minutes_are_enough(page: Page, mine: str) -> None:
    begin(page, mine, half_way())
    page.clock.set_fixed_time(f"{TODAY}T12:06:00+08:00")
    page.get_by_role("button", name="先处理恒源的停水").click()
    page.get_by_role("button", name="记得，下一个").click()
    expect(page.locator(".hb-turn")).to_contain_text("五分钟到了，过了 1 个。")
    expect(page.locator(".hb-turn")).to_contain_text("还剩 1 个")
    page.get_by_role("button", name="再来五分钟").click()
    expect(page.locator(".hb-turn")).to_contain_text("还有 1 个")


def test_without_a_network(page: Page, mine: str) -> None:
    go(page, mine, half_way())
    page.get_by_role("button", name="开始复习").click()
    page.wait_for_selector(".hb-turn")
    page.context.set_offline(True)
    page.get_by_role("button", name="先处理恒源的停水").click()
    page.get_by_role("button", name="记得，下一个").click()
    expect(page.locator(".hb-turn")).to_contain_text("还有 1 个")
    assert stored(page)["answers"]


def test_questions_that_do_not_come_leave_the_rest_of_the_page(page: Page, mine: str) -> None:
    page.route("**/handbook-items.js*", lambda route: route.abort())
    go(page, mine, half_way())
    expect(page.locator("[data-part=due]")).to_contain_text("没有取到")
    expect(page.locator("#promise-plan")).to_be_visible()


def test_what_was_never_practised_asks_for_no_questions(page: Page, mine: str, requests: list[str]) -> None:
    go(page, mine, {"lesson:first": rec(1, {"page.read": True})})
    assert not [one for one in requests if "handbook-items" in one or "handbook-sheets" in one]


# ---------------------------------------------------------------- promises


def test_a_promise_is_kept_moved_and_opened_again(page: Page, mine: str) -> None:
    go(page, mine, half_way())
    card = page.locator("#promise-plan")
    expect(card).to_have_attribute("data-late", "true")
    card.get_by_label("改到").fill("2026-03-20")
    expect(card).to_contain_text("2026-03-20 回看")
    expect(card).to_be_focused()
    expect(page.locator("[data-part=today]")).not_to_contain_text("承诺到期")
    assert stored(page)["answers"] == {"promise:plan": "due 2026-03-20"}
    card.get_by_role("button", name="做到了").click()
    expect(page.get_by_text("做到了的（1）")).to_be_visible()
    page.get_by_text("做到了的（1）").click()
    card.get_by_role("button", name="重新打开").click()
    expect(card).to_contain_text("今天回看")


def test_promises_of_later_wait_behind_a_line(page: Page, editions: str) -> None:
    made = {f"exercise:vow-{n}": rec(0, {"if_scene": "停机了", "then_do": "先打电话"}) for n in range(VOWS)}
    state = {f"promise:vow-{n}": f"due 2026-03-{10 + n}" for n in range(VOWS)}
    go(page, editions + "many/my-handbook/", made | {"exercise:review": rec(0, state)})
    shown = page.locator("#promises .hb-pledge:visible")
    expect(shown).to_have_count(6)
    page.get_by_text("后面还有 3 条，最早 2026-03-16 回看").click()
    expect(shown).to_have_count(VOWS)
    last = page.locator("#promise-vow-8")
    last.get_by_label("改到").fill("2026-03-17")
    expect(last).to_contain_text("2026-03-17 回看")
    expect(shown).to_have_count(VOWS)


def test_every_promise_that_is_due_is_shown(page: Page, editions: str) -> None:
    made = {f"exercise:vow-{n}": rec(9, {"if_scene": "停机了", "then_do": "先打电话"}) for n in range(VOWS)}
    go(page, editions + "many/my-handbook/", made)
    expect(page.locator("#promises .hb-pledge:visible")).to_have_count(VOWS)


def test_a_calendar_file(page: Page, mine: str) -> None:
    go(page, mine, half_way() | {"exercise:review": rec(1, {"promise:plan": "due 2026-03-09"})})
    with page.expect_download() as download:
        page.get_by_role("button", name="存成日历文件").click()
    assert download.value.suggested_filename == "test-handbook-2026-03-04.ics"
    text = download.value.path().read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART;VALUE=DATE:20260309" in lines
    assert any(line.startswith("SUMMARY:承诺回看：《我的打算》") and "十一点一起看" in line for line in lines)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


# ---------------------------------------------------------------- paper


def paper(page: Page) -> None:
    page.evaluate("window.print = () => {}")


def test_a_portfolio_on_paper(page: Page, mine: str) -> None:
    go(page, mine, half_way())
    paper(page)
    page.get_by_label("封面上的姓名").fill("周宁")
    page.get_by_role("button", name="打印作品集").click()
    page.wait_for_selector(".hb-folio", state="attached")
    expect(page.locator(".hb-folio")).to_be_hidden()
    page.emulate_media(media="print")
    cover = page.locator(".hb-cover")
    for text in ("测试手册", "基础", "周宁", TODAY, "1.0", "测试公司"):
        expect(cover).to_contain_text(text)
    titles = page.locator(".hb-sheet h2").all_inner_texts()
    assert titles == ["1　开始时的自查", "2　四象限测验", "3　每日复盘", "4　我的打算"]
    sheet = page.locator(".hb-sheet").nth(3)
    expect(sheet.locator("tr").filter(has_text="几小时")).to_contain_text("3 小时")
    expect(sheet.locator("table").nth(1)).to_contain_text("周一回访4", use_inner_text=False)
    expect(sheet.locator(".hb-sheet__results")).to_contain_text("6 小时")
    drawn = sheet.locator(".hb-drawn")
    expect(drawn.locator("svg")).to_be_visible()
    expect(drawn.locator("figcaption")).to_have_text("一周几次")
    assert drawn.locator("table tr").all_inner_texts() == ["一周\t几次", "周一\t4"]
    for other in ("h1#top", "#today", "#promises", ".hb-courses", ".md-header"):
        expect(page.locator(other).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".hb-folio")).to_have_count(0)
    expect(page.locator("#today")).to_be_visible()


def test_a_commitment_on_paper_and_back_on_its_day(page: Page, mine: str) -> None:
    records = {"exercise:plan": rec(0, {"if_scene": "有人叫我", "then_do": "十一点再看"})}
    go(page, mine, records)
    paper(page)
    expect(page.locator("[data-part=today]")).to_contain_text("最近的是 2026-03-07")
    page.get_by_role("button", name="打印承诺书").click()
    page.wait_for_selector(".hb-commit", state="attached")
    page.emulate_media(media="print")
    sheet = page.locator(".hb-commit")
    for text in ("我的承诺", "有人叫我", "十一点再看", TODAY, "2026-03-07", "见证人", "不是合同"):
        expect(sheet).to_contain_text(text)
    assert sheet.bounding_box()["height"] < 1000, "one page"  # type: ignore[index]
    page.emulate_media(media="screen")
    go(page, mine, when="2026-03-07T08:00:00+08:00")
    expect(page.locator("[data-part=today]")).to_contain_text("承诺到期（2026-03-07）：我的打算")


# ---------------------------------------------------------------- for everybody


def test_hostile_words_stay_text(page: Page, mine: str) -> None:
    rows = [{"what": HOSTILE, "n": HOSTILE}]
    quiz = {"single": "b", "single.confidence": 3}
    go(
        page,
        mine,
        {
            "exercise:plan": rec(5, {"if_scene": HOSTILE, "then_do": HOSTILE, "rows": rows}, outputs={"double": HOSTILE}),
            "exercise:quiz-hostile": rec(2, quiz, history=[attempt(2, quiz, percent=HOSTILE)]),
            "exercise:review": rec(1, {"promise:plan": HOSTILE, "quiz-hostile.single": HOSTILE, "__proto__": HOSTILE}),
            "exercise:cards-hostile": rec(2, {"constructor": HOSTILE}),
            "exercise:check-open": rec(1, {"p1": HOSTILE}, history=[{"at": HOSTILE, "answers": {}, "outputs": {"plan": HOSTILE}}]),
            "lesson:first": rec(1, {"page.read": HOSTILE}),
        },
    )  # fmt: skip
    expect(page.locator("#promise-plan")).to_contain_text(HOSTILE)
    paper(page)
    page.get_by_role("button", name="打印作品集").click()
    page.wait_for_selector(".hb-folio", state="attached")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name="开始复习").click()
    for _ in range(5):
        page.locator(".hb-choice, .hb-turn .hb-button--main").first.click()
        page.locator(".hb-turn .hb-acts .hb-button, .hb-turn .hb-grades .hb-button").last.click()
        if page.locator(".hb-turn--end").count():
            break
    assert page.evaluate("window.hacked") is None
    assert (
        page.locator("hb-mine :is(img, script:not(.hb-definition), svg, [onload], [onclick], [onfocus])").count() == 0
    )


def test_without_a_script(open_page: OpenPage, mine: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(mine)
    expect(page.locator(".hb-nojs")).to_contain_text("现在脚本没有开")
    for part in ("today", "review", "folio"):
        expect(page.locator(f"#{part}")).to_be_hidden()
    page.locator(".hb-course summary").click()
    expect(page.get_by_role("link", name="四象限测验")).to_be_visible()


def test_no_request_to_another_host(page: Page, mine: str, requests: list[str]) -> None:
    begin(page, mine, half_way())
    paper(page)
    page.get_by_role("button", name="打印作品集").click()
    page.wait_for_selector(".hb-folio", state="attached")
    assert [
        one for one in requests if not one.startswith((mine.split("first/", maxsplit=1)[0], "data:", "blob:"))
    ] == []


def test_search_finds_nothing_of_it_but_what_the_page_is_for(page: Page, mine: str) -> None:
    index = page.request.get(mine.replace("my-handbook/", "search/search_index.json")).json()
    own = [one["text"] for one in index["docs"] if one["location"].startswith("my-handbook/")]
    assert own
    assert not [text for text in own if "quiz-each" in text or "四象限测验" in text.replace("\u200b", "")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(open_page: OpenPage, mine: str, axe: Axe, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    go(page, mine)
    assert axe(page, ".hb-mine") == []
    go(page, mine, half_way())
    page.locator(".hb-course summary").click()
    assert axe(page, ".hb-mine") == []
    page.get_by_role("button", name="开始复习").click()
    page.wait_for_selector(".hb-turn")
    assert axe(page, ".hb-mine") == []
    page.locator(".hb-choice").first.click()
    assert axe(page, ".hb-mine") == []


def test_on_a_phone(open_page: OpenPage, mine: str) -> None:
    page = open_page(**PHONE)
    go(page, mine, half_way())
    page.locator(".hb-course summary").tap()
    page.get_by_role("button", name="开始复习").tap()
    page.locator(".hb-choice").first.tap()
    small = "all => all.filter(e => e.offsetParent && e.offsetHeight < 44).map(e => e.textContent)"
    assert page.eval_on_selector_all("hb-mine :is(button, summary, input, select)", small) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]  # type: ignore[index]
