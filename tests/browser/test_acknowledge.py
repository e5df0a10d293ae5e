"""Reading and signing for a release: by tap and by key, on paper, as file and code, again at the next release."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.exchange.receipts.receipt import (
    Known,
    check_file,
    checksum,
    code_of,
    known_releases,
    read_code,
    read_file,
)
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.support.receipts import amend, body, handbook

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.hacked=1">\u202e=1+1'
TICK = "[data-read]"
LATER = "2999-01-01"


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> tuple[str, Path]:
    """The address under which ``first/`` has release 1.0 and ``second/`` 1.1, and the handbook's folder."""
    folder = tmp_path_factory.mktemp("releases")
    root = handbook(folder / "book", second=False)
    for name in ("first", "second"):
        sink = Diagnostics()
        made = build_site(root, sink)
        assert made, [diagnostic.message() for diagnostic in sink]
        made.parent.rename(folder / name)
        if name == "first":
            amend(root)
    return serve(folder), root


@pytest.fixture
def first(releases: tuple[str, Path]) -> str:
    return releases[0] + "first/policy/acknowledge/"


@pytest.fixture
def second(releases: tuple[str, Path]) -> str:
    return releases[0] + "second/policy/acknowledge/"


@pytest.fixture(scope="session")
def known(releases: tuple[str, Path]) -> dict[str, Known]:
    found = check(releases[1], Diagnostics())
    assert found
    assert found.policy
    return known_releases(found.policy.releases)


def go(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { window.printed = document.documentElement.className; }")
    page.goto(address)
    page.wait_for_function("document.querySelector('[data-count]')?.textContent")


def read_all(page: Page) -> None:
    for box in page.locator(f"{TICK}:visible").all():
        box.check()


def answer_all(page: Page, value: str = "may-not") -> None:
    for question in page.locator("[data-question]:visible").all():
        wanted = question.locator(f"input[value={value}]")
        (wanted if wanted.count() else question.locator("input[value=false]")).check()
        question.locator("[data-do=check]").click()


def who(page: Page, name: str = "周宁", number: str = "lq-0042") -> None:
    page.fill("[name=name]", name)
    page.fill("[name=number]", number)
    page.fill("[name=department]", "开发区组")


def make(page: Page) -> None:
    page.get_by_role("button", name="做回执", exact=True).click()


def taken(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="下载回执文件").click()
    assert re.fullmatch(r"receipt-[\d.]+-LQ-0042\.json", download.value.suggested_filename)
    return Path(download.value.path()).read_bytes()


def sign(page: Page) -> bytes:
    read_all(page)
    answer_all(page)
    who(page)
    make(page)
    return taken(page)


def test_signed_on_a_phone_by_tap(
    open_page: OpenPage, first: str, known: dict[str, Known], requests: list[str]
) -> None:
    page = open_page(**PHONE)
    go(page, first)
    expect(page.locator("[data-count]")).to_have_text("已读 0 / 5")
    for label in page.locator(".hb-part__tick").all():
        label.tap()
    expect(page.locator("[data-count]")).to_have_text("全部读完了")
    for question in page.locator("[data-question]:visible").all():
        question.locator(".hb-option").nth(1).tap()
        question.locator("[data-do=check]").tap()
        expect(question.locator("[data-said]")).to_have_text("对。")
        expect(question.locator("details")).to_have_attribute("open", "")
    who(page)
    page.get_by_role("button", name="做回执", exact=True).tap()
    expect(page.locator("[data-made-said]")).to_have_text("回执写着：已收到并读完 1.0 版。")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    data = taken(page)
    file, receipt = read_file(data, "x.json")
    check_file(file, known, LATER)
    assert (receipt.name, receipt.number, receipt.department) == ("周宁", "LQ-0042", "开发区组")
    assert (receipt.right, receipt.asked, receipt.read, receipt.of) == (2, 2, 5, 5)
    code = page.locator("[data-code]").inner_text()
    assert code == code_of(receipt)
    assert read_code(code, "x").check == receipt.check
    assert all(
        address.startswith(first.split("first/", maxsplit=1)[0])
        for address in requests
        if not address.startswith(("data:", "blob:"))
    )
    assert not any("LQ-0042" in address for address in requests)
    small = page.evaluate("""() => [...document.querySelectorAll('hb-receipt :is(button, .hb-option, summary, input[type=text])')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 80))""")
    assert small == []


def test_signed_by_keyboard_alone(page: Page, first: str) -> None:
    go(page, first)
    page.locator("[data-read]").first.focus()
    for _ in range(40):
        if page.evaluate("document.activeElement.matches('[data-read]')"):
            page.keyboard.press("Space")
        if page.locator("[data-count]").inner_text() == "全部读完了":
            break
        page.keyboard.press("Tab")
    expect(page.locator("[data-count]")).to_have_text("全部读完了")
    for number in range(page.locator("[data-question]:visible").count()):
        question = page.locator("[data-question]:visible").nth(number)
        question.locator("input").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(question.locator("[data-said]")).to_be_focused()
    page.locator("[name=name]").focus()
    page.keyboard.type("周宁")
    page.keyboard.press("Tab")
    page.keyboard.type("lq-0042")
    page.keyboard.press("Tab")
    page.keyboard.type("西城组")
    page.keyboard.press("Enter")
    expect(page.locator("#made")).to_be_focused()


def test_the_next_unread_part_takes_the_focus(page: Page, first: str) -> None:
    go(page, first)
    page.locator("[data-read]").first.check()
    page.get_by_role("button", name="下一处没读的").click()
    expect(page.locator("#head-purpose")).to_be_focused()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="下一处没读的").click()
    assert page.evaluate("document.activeElement.classList.contains('hb-part__head')")


def test_not_read_or_not_answered_makes_no_receipt(page: Page, first: str) -> None:
    go(page, first)
    trouble = page.locator("[data-trouble]")
    make(page)
    expect(trouble).to_have_text("请填姓名。")
    expect(page.locator("[name=name]")).to_be_focused()
    who(page, number="=1+1")
    make(page)
    expect(trouble).to_contain_text("请填工号")
    who(page)
    make(page)
    expect(trouble).to_have_text("还有 5 处没有读，先读完再做回执。")
    read_all(page)
    make(page)
    expect(trouble).to_have_text("还有 2 题没有核对，先答完再做回执。")
    expect(page.locator("[data-made]")).to_be_hidden()


def test_reading_goes_on_after_a_reload_and_the_first_answer_counts(page: Page, first: str) -> None:
    go(page, first)
    page.locator("[data-read]").first.check()
    question = page.locator("[data-question]:visible").first
    question.locator("input").first.check()
    question.locator("[data-do=check]").click()
    expect(question.locator("[data-said]")).to_contain_text("不对")
    expect(question.locator("input").first).to_be_disabled()
    page.reload()
    expect(page.locator("[data-count]")).to_have_text("已读 1 / 5")
    expect(question.locator("[data-said]")).to_contain_text("不对")
    expect(question.locator("input").first).to_be_disabled()


def test_the_next_release_asks_only_what_changed(page: Page, first: str, second: str, known: dict[str, Known]) -> None:
    go(page, first)
    old = sign(page)
    page.goto(second)
    expect(page.locator("[data-count]")).to_have_text("已读 0 / 1")
    expect(page.locator("[data-before]")).to_contain_text("跳过没有改过的 4 处，要读的还有 1 处")
    expect(page.locator("[data-part=gift-limit] [data-state]")).to_have_text("这一条改过，或者是新的，请读。")
    expect(page.locator("[data-part=purpose] [data-state]")).to_contain_text("和 1.0 版一样")
    assert [box.get_attribute("data-read") for box in page.locator(f"{TICK}:visible").all()] == ["gift-limit"]
    asked = [one.get_attribute("data-question") for one in page.locator("[data-question]:visible").all()]
    assert asked == ["lines.gift"]
    expect(page.locator("[name=name]")).to_have_value("周宁")
    file, receipt = read_file(sign(page), "x.json")
    check_file(file, known, LATER)
    assert (receipt.read, receipt.kept, receipt.asked) == (1, 4, 1)
    assert receipt.before == json.loads(old)["checksum"]


def test_a_receipt_from_another_device_is_imported(open_page: OpenPage, first: str, second: str) -> None:
    page, other = open_page(), open_page()
    go(page, first)
    old = sign(page)
    go(other, second)
    expect(other.locator("[data-count]")).to_have_text("已读 0 / 5")

    def give(data: bytes) -> None:
        other.set_input_files("[data-import]", {"name": "r.json", "mimeType": "application/json", "buffer": data})

    give(old.replace("周宁".encode(), "别人".encode()))
    expect(other.locator("[data-imported]")).to_have_text("这个文件不是回执，或者改动过，没有导入。")
    give(b"[" * 1000)
    expect(other.locator("[data-imported]")).to_contain_text("没有导入")
    give(b"x" * 400_000)
    expect(other.locator("[data-imported]")).to_contain_text("太大")
    expect(other.locator("[data-count]")).to_have_text("已读 0 / 5")
    give(old)
    expect(other.locator("[data-imported]")).to_have_text("已导入 1.0 版的回执。")
    expect(other.locator("[data-count]")).to_have_text("已读 0 / 1")


def test_a_refusal_says_delivered_not_agreed_and_has_witnesses(page: Page, first: str, known: dict[str, Known]) -> None:
    go(page, first)
    who(page)
    page.locator("[name=status][value=refused]").check()
    make(page)
    expect(page.locator("[data-trouble]")).to_have_text("请写一句理由。")
    page.fill("[name=reason]", f"太紧。\n{HOSTILE}")
    make(page)
    expect(page.locator("[data-made-said]")).to_contain_text("已送达，未表示同意")
    sheet = page.locator("[data-sheets] .hb-sheet").first
    expect(sheet.locator("[data-witness]")).to_contain_text("见证人一")
    expect(sheet.locator("[data-slot=reason]")).to_contain_text("太紧。")
    expect(sheet.locator("[data-choice=refused]")).to_have_class("is-chosen")
    file, receipt = read_file(taken(page), "x.json")
    check_file(file, known, LATER)
    assert receipt.status == "refused"
    assert receipt.reason == f"太紧。\n{HOSTILE}".replace("\u202e", "")
    assert page.evaluate("window.hacked") is None


def test_leave_is_delivered_later(page: Page, first: str, known: dict[str, Known]) -> None:
    go(page, first)
    who(page)
    page.locator("[name=status][value=leave]").check()
    make(page)
    expect(page.locator("[data-trouble]")).to_contain_text("返岗")
    page.fill("[name=until]", "2026-09-01")
    make(page)
    expect(page.locator("[data-made-said]")).to_contain_text("这不是签收")
    file, receipt = read_file(taken(page), "x.json")
    check_file(file, known, LATER)
    assert (receipt.until, receipt.how) == ("2026-09-01", "返岗当天当面交纸质版并讲解")


def test_hostile_names_are_text(page: Page, first: str, known: dict[str, Known]) -> None:
    go(page, first)
    read_all(page)
    answer_all(page)
    who(page, name=HOSTILE)
    page.fill("[name=department]", HOSTILE)
    make(page)
    clean = HOSTILE.replace("\u202e", "")
    expect(page.locator("[data-sheets] [data-slot=name]").first).to_have_text(clean)
    file, receipt = read_file(taken(page), "x.json")
    check_file(file, known, LATER)
    assert receipt.name == clean
    page.reload()
    expect(page.locator("[data-sheets] [data-slot=name]").first).to_have_text(clean)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize(
    "answers",
    [[{"id": 'x"] <img>', "chosen": ['"]'], "right": True}], [{"id": 1, "chosen": 2, "right": 3}], [None], "abc", 7],
)
def test_a_hostile_receipt_with_a_right_checksum_breaks_nothing(
    page: Page, first: str, known: dict[str, Known], answers: Any
) -> None:
    raw = body(known["1.0"], person={"name": HOSTILE, "number": "A", "department": HOSTILE})
    raw["questions"] = {"asked": 1, "right": 1, "answers": answers}
    data = json.dumps({**raw, "checksum": checksum(raw)}).encode()
    go(page, first)
    page.set_input_files("[data-import]", {"name": "r.json", "mimeType": "application/json", "buffer": data})
    expect(page.locator("[data-imported]")).not_to_be_empty()
    page.reload()
    page.locator("[data-read]").first.check()
    expect(page.locator("[data-count]")).to_have_text("已读 1 / 5")
    assert page.evaluate("window.hacked") is None


def test_two_copies_on_paper(page: Page, first: str, tmp_path: Path) -> None:
    go(page, first)
    sign(page)
    expect(page.locator("[data-sheets] img")).to_have_count(2)
    page.get_by_role("button", name="打印回执（两份）").click()
    assert "hb-paper-made" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    sheets = page.locator(".hb-sheet:visible")
    expect(sheets).to_have_count(2)
    for number, copy in enumerate(("公司留存", "本人留存")):
        sheet = sheets.nth(number)
        expect(sheet.locator(".hb-sheet__copy")).to_contain_text(copy)
        for text in (
            "周宁",
            "LQ-0042",
            "开发区组",
            "5 / 5 处",
            "2 / 2 题答对",
            "HBR1:1.0:",
            "本人签名",
            "不是可靠的电子签名",
        ):
            expect(sheet).to_contain_text(text)
        expect(sheet.locator("[data-witness]")).to_be_hidden()
    for gone in ("h1", ".hb-part", ".hb-ack__form", "[data-made]"):
        expect(page.locator(gone).first).to_be_hidden()
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 2


def test_the_qr_picture_says_the_code(page: Page, first: str) -> None:
    go(page, first)
    sign(page)
    code = page.locator("[data-code]").inner_text()
    drawn = page.evaluate("code => HB.parts.qr(code)", code)
    expect(page.locator("[data-sheets] img").first).to_have_attribute("src", drawn)


def test_an_empty_receipt_can_be_printed(page: Page, first: str) -> None:
    go(page, first)
    page.get_by_role("button", name="打印空白回执").click()
    page.emulate_media(media="print")
    expect(page.locator(".hb-sheet:visible")).to_have_count(2)
    expect(page.locator(".hb-part").first).to_be_hidden()
    expect(page.locator(".hb-sheet:visible [data-witness]").first).to_be_visible()


def test_without_scripts_it_is_read_and_signed_on_paper(open_page: OpenPage, first: str) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    page.goto(first)
    expect(page.locator("[data-part=gift-limit]")).to_contain_text("不得超过 200 元")
    expect(page.locator(".hb-nojs").first).to_contain_text("纸质回执")
    expect(page.locator(".hb-sheet:visible")).to_have_count(2)
    expect(page.locator(".hb-ack__form")).to_be_hidden()
    expect(page.locator(TICK).first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".hb-sheet:visible")).to_have_count(2)
    expect(page.locator("[data-part=gift-limit] .hb-part__rows li").first).to_contain_text("书面提醒")


def test_it_says_what_a_click_proves(page: Page, first: str) -> None:
    go(page, first)
    said = page.locator(".hb-ack__proves")
    for text in ("电子签名法第十三、十四条", "不是可靠的电子签名", "须律师复核", "不能单独说明", "不算违规"):
        expect(said).to_contain_text(text)


def test_everything_can_be_deleted_from_the_device(page: Page, first: str) -> None:
    go(page, first)
    sign(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="从这台设备上删掉").click()
    expect(page.locator("[data-forgotten]")).to_have_text("已经删掉。")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('receipt'))") == []
    expect(page.locator("[name=name]")).to_have_value("")
    expect(page.locator("[data-made]")).to_be_hidden()
    expect(page.locator("[data-sheets]")).to_be_empty()
    expect(page.locator("[data-count]")).to_have_text("已读 0 / 5")


def test_where_nothing_can_be_kept_it_says_so_and_still_works(page: Page, first: str) -> None:
    page.add_init_script(
        """Storage.prototype.setItem = function () { throw new DOMException("full", "QuotaExceededError"); };"""
    )
    go(page, first)
    page.locator("[data-read]").first.check()
    page.get_by_role("button", name="下一处没读的").click()
    expect(page.locator("[data-storage]")).to_be_visible()
    assert json.loads(sign(page))["status"] == "agreed"


def test_damaged_storage_is_as_good_as_none(page: Page, first: str) -> None:
    for text in ("{", "[1]", '{"read": 3, "answers": {"lines.gift": null}, "hash": 1}', "null", '"x"'):
        page.goto(first)
        page.evaluate(
            """text => { for (const key of ["receipt:way", "receipts"])
                localStorage.setItem(`handbook:test-handbook:${key}`, text); }""",
            text,
        )
        page.reload()
        expect(page.locator("[data-count]")).to_have_text("已读 0 / 5")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, {}])
def test_axe_finds_nothing(open_page: OpenPage, first: str, axe: Axe, scheme: str, size: dict[str, Any]) -> None:
    page = open_page(**size, color_scheme=scheme)
    go(page, first)
    assert axe(page, ".md-content") == []
    sign(page)
    page.locator("[name=status][value=refused]").check()
    assert axe(page, ".md-content") == []


def test_a_draft_can_be_read_and_not_signed(page: Page, tmp_path: Path, serve: Serve) -> None:
    from tests.support.handbooks import write
    from tests.support.receipts import FILES

    made = build_site(write(tmp_path, FILES), Diagnostics())
    assert made
    page.goto(serve(made.parent) + "policy/acknowledge/")
    expect(page.locator(".hb-banner")).to_contain_text("草案")
    expect(page.locator("[data-part=gift-limit]")).to_contain_text("不得超过 200 元")
    expect(page.locator("form.hb-ack__form")).to_have_count(0)


def test_a_handbook_without_a_scheme_has_no_page_and_no_link_of_one(tmp_path: Path) -> None:
    from tests.support.handbooks import write
    from tests.support.receipts import FILES

    pages = []
    for name, changes in (("with", FILES), ("without", {"exercises/basics/lines.yml": None})):
        files = {"exercises/basics/lines.yml": FILES["exercises/basics/lines.yml"].replace("clauses:", "# clauses:")}  # type: ignore[union-attr]
        made = build_site(write(tmp_path / name, {**changes, **files}), Diagnostics())
        assert made
        pages.append({p.relative_to(made.parent): p.read_bytes() for p in made.parent.rglob("*.html")})
    both, other = pages
    assert Path("policy/acknowledge/index.html") in both
    assert {path.parts[0] for path in set(both) - set(other)} == {"policy"}
    assert [path for path, page in other.items() if b"policy/" in page] == []
