"""Quizzes on the page: checked, locked, explained, tried again, kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.saving import until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.conftest import Axe, OpenPage

pytestmark = pytest.mark.browser

KEY = "handbook:test-handbook:exercise:"
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


def saved(page: Page, exercise: str) -> dict[str, Any]:
    """The record as it stands in the storage, once it is written."""
    until_saved(page)
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY + exercise) or "{}")


def question(page: Page, name: str) -> Locator:
    return page.locator(f"#q-{name}")


def check(page: Page, name: str) -> None:
    question(page, name).get_by_role("button", name="核对").click()


def locked(page: Page, name: str) -> bool:
    return bool(question(page, name).locator("> fieldset").evaluate("e => e.disabled"))


def order(page: Page) -> list[str]:
    return page.eval_on_selector_all(".hb-q:not([hidden])", "all => all.map(q => q.dataset.field)")


def answer_all(page: Page) -> None:
    """Two right, four partly, two wrong: 2 + 1 + 0 + ½ + 1 + ⅓ + ⅓ + 0 of 9 points."""
    page.check("[name='first-thing'][value=water]")
    page.check("[name='second-quadrant'][value=visit]")
    page.check("[name='second-quadrant'][value=call]")
    page.check("[name='urgent-first'][value=true]")
    page.fill("[name='fill.count']", "１２ 家")
    page.fill("[name='fill.kind']", "重要不紧急。")
    page.fill("[name='price']", "２.02 万元")
    for item, place in zip(("list", "split", "review", "block"), "1234", strict=True):
        page.select_option(f"[name='steps.{item}']", place)
    page.select_option("[name='pairs.lin']", "报价单和合同")
    page.select_option("[name='pairs.zheng']", "发工资")
    page.select_option("[name='buckets.quote']", "minor")
    page.select_option("[name='buckets.tidy']", "important")


def check_all(page: Page) -> None:
    for name in order(page):
        check(page, name)


def test_a_right_answer_locks_and_stays_so(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    before = order(page)
    assert before != ["first-thing", "second-quadrant", "urgent-first", "fill", "price", "steps", "pairs", "buckets"]
    options = question(page, "first-thing").locator(".hb-option").all_inner_texts()
    page.check("[name='first-thing'][value=water]")
    check(page, "first-thing")
    box = question(page, "first-thing")
    expect(box.locator(".hb-verdict")).to_have_text("对，得 2 分。")
    expect(box.locator(".hb-q__said")).to_be_focused()
    expect(box.locator(".hb-q__said")).to_contain_text("每小时都在亏")
    expect(box.get_by_role("button", name="再试这题")).to_be_hidden()
    assert locked(page, "first-thing")
    saved(page, "quiz-each")
    page.reload()
    assert locked(page, "first-thing")
    expect(box.locator(".hb-verdict")).to_have_text("对，得 2 分。")
    assert order(page) == before
    marks = [text.split("\n")[0] for text in box.locator(".hb-option").all_inner_texts()]
    assert marks == [text.split("\n")[0] for text in options]


def test_a_wrong_answer_is_explained_and_can_be_tried_again(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    box = question(page, "first-thing")
    expect(box.locator(".hb-explain")).to_be_hidden()
    page.check("[name='first-thing'][value=mail]")
    check(page, "first-thing")
    said = box.locator(".hb-q__said")
    expect(said).to_contain_text("不对，这题没得分。")
    expect(said).to_contain_text("邮件只是看上去急")
    expect(said).to_contain_text("每小时都在亏")
    expect(said).not_to_contain_text("离截止还有四天")
    box.locator(".hb-explain summary").click()
    expect(box.locator(".hb-explain")).to_contain_text("离截止还有四天")
    box.get_by_role("button", name="再试这题").click()
    assert not locked(page, "first-thing")
    expect(page.locator("[name='first-thing'][value=mail]")).to_be_checked()
    expect(said).to_be_empty()
    page.check("[name='first-thing'][value=water]")
    check(page, "first-thing")
    expect(said).to_contain_text("对，得 2 分。")


def test_checking_without_an_answer_asks_for_one(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    check(page, "price")
    expect(question(page, "price").locator(".hb-q__said")).to_have_text("先作答，再核对。")
    expect(page.locator("[name=price]")).to_be_focused()
    assert not locked(page, "price")


def test_arrow_keys_choose_and_never_submit(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    page.locator("[name='first-thing']").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator("[name='first-thing']:checked").count() == 1
    assert not locked(page, "first-thing")
    page.keyboard.press("Enter")
    assert not locked(page, "first-thing")


@pytest.mark.parametrize("event", [{"isComposing": True}, {"keyCode": 229}])
def test_enter_inside_an_input_method_does_not_check(page: Page, kinds: str, event: dict[str, object]) -> None:
    page.goto(kinds + "quiz-each/")
    page.fill("[name=price]", "2.02")
    page.locator("[name=price]").dispatch_event("keydown", {"key": "Enter", **event})
    assert not locked(page, "price")
    page.locator("[name=price]").press("Enter")
    assert locked(page, "price")


def test_keyboard_alone(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    row = question(page, "steps").locator("[data-part=list]")
    while row.evaluate("e => e.previousElementSibling !== null"):
        row.get_by_role("button", name="往前移").focus()
        page.keyboard.press("Enter")
        expect(row.get_by_role("button", name="往前移")).to_be_focused()
    assert page.locator("[name='steps.list']").input_value() == "1"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowDown")
    assert page.locator("[name='steps.list']").input_value() == "2"
    question(page, "steps").get_by_role("button", name="核对").focus()
    page.keyboard.press("Space")
    assert locked(page, "steps")


def test_the_result_says_it_in_words(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    answer_all(page)
    page.check("[name='urgent-first.confidence'][value='3']")
    page.check("[name='first-thing.confidence'][value='2']")
    expect(page.locator("[data-result]")).to_be_hidden()
    check_all(page)
    result = page.locator("[data-result]")
    expect(result).to_contain_text("还没及格。")
    points = 2 + 0 + 0 + 0.5 + 1 + 1 / 3 + 1 / 3 + 0
    expect(result.locator("output[name=score]")).to_have_attribute("data-value", str(points))
    expect(result.locator("output[name=most]")).to_have_text("9")
    expect(result).to_contain_text("及格线 80%")
    expect(result).to_contain_text("把握度计分 -4，最多 6")
    expect(result.locator(".hb-sure li")).to_have_count(1)
    expect(result.locator(".hb-sure")).to_contain_text("做完所有急事")
    expect(result.get_by_role("table", name="按学习目标看")).to_contain_text("把一周的事分进四格")
    record = saved(page, "quiz-each")
    assert len(record["history"]) == 1
    assert record["history"][0]["outputs"]["passed"] is False
    assert record["answers"]["fill"] == {"count": "１２ 家", "kind": "重要不紧急。"}


def test_redoing_only_what_was_wrong(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    answer_all(page)
    check_all(page)
    page.get_by_role("button", name="只重做没全对的").click()
    free = [name for name in order(page) if not locked(page, name)]
    assert sorted(free) == ["buckets", "fill", "pairs", "second-quadrant", "steps", "urgent-first"]
    expect(page.locator("[data-result]")).to_be_hidden()
    page.check("[name='urgent-first'][value=false]")
    for name in free:
        check(page, name)
    expect(page.locator("[data-result]")).to_contain_text("第一次核对时得 4.17 / 9")
    expect(page.get_by_role("table", name="做过的几次")).to_contain_text("（再试后）")
    assert [one["outputs"]["retried"] for one in saved(page, "quiz-each")["history"]] == [False, True]


def test_starting_over_keeps_the_attempt(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    first = order(page)
    answer_all(page)
    check_all(page)
    page.get_by_role("button", name="从头再做一遍").click()
    assert page.locator(".hb-q :checked:not(option)").count() == 0
    assert page.input_value("[name=price]") == ""
    assert order(page) != first
    record = saved(page, "quiz-each")
    assert record["answers"] == {}
    assert record["history"][0]["answers"]["price"] == "２.02 万元"


def pass_end_quiz(page: Page) -> None:
    for name in order(page):
        page.check(f"[name={name}][value={'true' if name == 'fixed' else 'a'}]")
    page.get_by_role("button", name="交卷").click()


def test_a_pool_draws_others_for_the_next_attempt(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-end/")
    first = order(page)
    assert len(first) == 3
    page.reload()
    assert order(page) == first
    pass_end_quiz(page)
    page.get_by_role("button", name="从头再做一遍").click()
    second = order(page)
    assert set(first) & set(second) == {"fixed"}
    until_saved(page)
    page.reload()
    assert order(page) == second


def test_handing_in_with_gaps_asks_once(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-end/")
    page.check("[name=fixed][value=true]")
    assert page.get_by_role("button", name="核对").count() == 0
    page.get_by_role("button", name="交卷").click()
    expect(page.locator("[data-left]")).to_contain_text("还有 2 题没答：第 1、2 题")
    assert not locked(page, "fixed")
    page.get_by_role("button", name="交卷").click()
    expect(page.locator("[data-result]")).to_contain_text("还没及格。")
    expect(page.locator("[data-result]")).to_be_focused()
    expect(question(page, order(page)[0]).locator(".hb-verdict")).to_have_text("这题没答。")


def test_passed_on_two_days(page: Page, kinds: str) -> None:
    page.clock.set_fixed_time("2026-03-02T09:00:00+08:00")
    page.goto(kinds + "quiz-end/")
    pass_end_quiz(page)
    expect(page.locator("[data-result]")).to_contain_text("及格了。")
    expect(page.locator("[data-result]")).to_contain_text("隔天再做一次")
    page.clock.set_fixed_time("2026-03-04T09:00:00+08:00")
    page.get_by_role("button", name="从头再做一遍").click()
    pass_end_quiz(page)
    expect(page.locator("[data-result]")).to_contain_text("在两个不同的日子都及格了")
    expect(page.get_by_role("table", name="做过的几次").locator("tbody tr")).to_have_count(2)


def test_a_quiz_keyed_for_trainers_knows_nothing(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-keyed/")
    source = page.content()
    assert "机密" not in source
    assert '"key"' not in source
    assert page.get_by_role("button", name="核对").count() == 0
    page.check("[name=secret][value=b]")
    page.fill("[name='gap.unit']", "百分比")
    page.get_by_role("button", name="交卷").click()
    expect(page.locator("[data-result]")).to_contain_text("对错由培训师讲")
    assert saved(page, "quiz-keyed")["history"][0]["answers"] == {"secret": "b", "gap": {"unit": "百分比"}}


def test_what_is_typed_is_only_ever_text(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    page.fill("[name='fill.kind']", HOSTILE)
    page.fill("[name=price]", HOSTILE)
    check(page, "fill")
    check(page, "price")
    saved(page, "quiz-each")
    page.reload()
    assert page.input_value("[name='fill.kind']") == HOSTILE
    assert page.evaluate("window.hacked") is None


def test_without_a_script(open_page: OpenPage, kinds: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(kinds + "quiz-each/")
    assert page.locator(".hb-q").count() == 8
    assert page.locator(".hb-q button:visible").count() == 0
    page.check("[name='first-thing'][value=mail]")
    page.select_option("[name='steps.list']", "1")
    expect(question(page, "first-thing").locator(".hb-explain__body")).to_be_hidden()
    question(page, "first-thing").locator(".hb-explain summary").click()
    expect(question(page, "first-thing").locator(".hb-explain__body")).to_contain_text("邮件只是看上去急")
    page.emulate_media(media="print")
    expect(question(page, "pairs")).to_be_visible()


def test_on_paper(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    answer_all(page)
    check(page, "first-thing")
    page.emulate_media(media="print")
    expect(question(page, "first-thing").locator(".hb-verdict")).to_be_visible()
    expect(question(page, "second-quadrant").locator(".hb-explain")).to_be_hidden()
    assert page.locator(".hb-q button:visible").count() == 0


def test_on_a_phone(phone: Page, kinds: str) -> None:
    phone.goto(kinds + "quiz-each/")
    phone.locator("[name='first-thing'][value=water]").tap()
    row = question(phone, "steps").locator("[data-part]").first
    part = row.get_attribute("data-part")
    row.get_by_role("button", name="往后移").tap()
    assert phone.input_value(f"[name='steps.{part}']") == "2"
    question(phone, "first-thing").get_by_role("button", name="核对").tap()
    assert locked(phone, "first-thing")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    small = phone.eval_on_selector_all(
        ".hb-q :is(.hb-option, .hb-chip, button, select, input[type=text], summary)",
        "all => all.filter(e => e.offsetParent && e.offsetHeight < 44).map(e => e.outerHTML)",
    )
    assert small == []


def test_a_reworded_question_is_not_marked_with_its_old_answer(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    page.check("[name='first-thing'][value=mail]")
    check(page, "first-thing")
    record = saved(page, "quiz-each")
    record["asked"]["first-thing"] = "00000000"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY + "quiz-each", json.dumps(record)])
    page.reload()
    expect(question(page, "first-thing").locator(".hb-stale")).to_contain_text("先把邮件回完")
    assert not locked(page, "first-thing")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(open_page: OpenPage, kinds: str, axe: Axe, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(kinds + "quiz-each/")
    assert axe(page, "hb-exercise") == []
    answer_all(page)
    page.check("[name='urgent-first.confidence'][value='3']")
    check_all(page)
    assert axe(page, "hb-exercise") == []


def test_what_another_tab_checked(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-each/")
    page.check("[name='first-thing'][value=water]")
    until_saved(page)
    other = page.context.new_page()
    other.goto(kinds + "quiz-each/")
    check(other, "first-thing")
    other.fill("[name=price]", "3")
    saved(other, "quiz-each")
    page.bring_to_front()
    expect(page.locator("[name=price]")).to_have_value("3")
    assert locked(page, "first-thing")
    page.check("[name='urgent-first'][value=false]")
    check(page, "urgent-first")
    record = saved(page, "quiz-each")
    assert record["outputs"]["checked"] == "first-thing urgent-first"
    assert record["answers"]["price"] == 3
