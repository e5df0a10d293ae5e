"""The class page: files, codes, tables from paper and hostile input, without a request; the command line's numbers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.exchange.results.codes import encode
from handbook.render.environment import Options
from handbook.site.build import build_tree
from handbook.site.engines import site
from playwright.sync_api import expect

from tests.conftest import PHONE
from tests.exchange.test_results_agreement import HOSTILE, a_class, reported, same
from tests.support.classes import HANDBOOK, answers_file, class_facts
from tests.support.handbooks import write
from tests.support.pauses import longest_pause, watch_pauses

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.conftest import Axe, OpenPage, Serve

pytestmark = pytest.mark.browser
FACTS = class_facts()


@pytest.fixture(scope="session")
def trainers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trainer's edition of the simulated classes' handbook."""
    root = write(tmp_path_factory.mktemp("trainers"), HANDBOOK)
    sink = Diagnostics()
    built = build_tree(root, sink, Options(edition="trainer"))
    assert built, [diagnostic.message() for diagnostic in sink]
    folder = root / "build" / "site"
    site._run(site._config(root, folder, offline=False, strict=True), built, offline=False)
    return folder


@pytest.fixture
def class_page(trainers: Path, serve: Serve) -> str:
    return serve(trainers) + "class/"


def go(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("hb-class[data-ready]")


def drop(page: Page, files: list[tuple[str, bytes]]) -> None:
    """Hand files over as a choice in the file box would."""
    page.set_input_files(
        "[data-part=files]", [{"name": n, "mimeType": "application/json", "buffer": data} for n, data in files]
    )


def settled(page: Page, count: int) -> None:
    expect(page.locator("[data-part=said]")).to_contain_text(f"读了 {count} 份", timeout=20_000)


def report(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("JSON.stringify(HB.parts.report)"))
    return found


def test_the_learners_edition_has_no_class_page(tmp_path: Path) -> None:
    built = build_tree(write(tmp_path, HANDBOOK), Diagnostics(), Options())
    assert built
    assert not [path for path in built.tree if path.startswith("class")]


def test_a_class_is_read_without_a_request_and_says_what_the_command_line_says(
    page: Page, class_page: str, requests: list[str]
) -> None:
    go(page, class_page)
    files = a_class(40)
    before = len(requests)
    drop(page, files)
    settled(page, len(files))
    assert len(requests) == before
    expect(page.locator("[data-part=requests]")).to_contain_text("没有发出任何请求")
    ours, theirs = reported(files), report(page)
    same(ours["report"], theirs["report"])
    assert sorted(p["why"] for p in ours["problems"]) == sorted(p["why"] for p in theirs["problems"])
    expect(page.locator("[data-section=again]")).to_contain_text("基础（看后测）")
    expect(page.locator("[data-section=changes]")).to_contain_text("d_z")
    expect(page.locator("[data-section=quiz-before] table tbody tr")).to_have_count(8)
    expect(page.locator("[data-section=scales] svg")).to_have_count(2)


def test_codes_and_rows_from_paper_are_pasted(page: Page, class_page: str) -> None:
    go(page, class_page)
    code = encode(FACTS.exercises["before"], {"one": "quarter", "yes": False})
    page.fill("[data-part=paste]", f"A07 {code}\nA08 {code.lower()}\nA09 HB1-AAAAA-AAAAA")
    page.click("[data-do=read]")
    settled(page, 1)
    page.fill("[data-part=paste]", "before,one,yes\nB01,A,错\n<img src=x onerror=alert(1)>,B,对\n")
    page.click("[data-do=read]")
    settled(page, 2)
    people = page.locator("[data-section=people] tbody th")
    expect(people).to_have_text(["A07", "A08", "B01", "<img src=x onerror=alert(1)>"])
    expect(page.locator("[data-section=problems]")).to_contain_text("短码抄错了字（A09）")
    page.click("[data-do=clear]")
    expect(page.locator("[data-part=report]")).to_be_empty()


def test_hostile_files_are_listed_and_the_rest_counts(page: Page, class_page: str) -> None:
    go(page, class_page)
    good = [(f"good-{n}.json", answers_file(FACTS, n + 100).encode()) for n in range(5)]
    deep = answers_file(FACTS, 1).replace('"answers": {', '"answers": ' + "[" * 200_000 + "]" * 200_000 + ', "x": {', 1)
    more = [("deep.json", deep.encode()), ("big.json", b" " * 5_000_001)]
    drop(page, [*HOSTILE, *good, *more])
    expect(page.locator("[data-part=said]")).to_contain_text("用时", timeout=20_000)
    listed = page.locator("[data-section=problems]")
    for text in ("内容损坏", "是另一本手册", "超过 5 MB", "来自手册 0.9 版", "是空的"):
        expect(listed).to_contain_text(text)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("'polluted' in {} || Object.keys(Object.prototype).length") == 0


def test_the_projector_hides_every_name(page: Page, class_page: str) -> None:
    go(page, class_page)
    drop(page, [(f"{n}.json", answers_file(FACTS, n, f"秘密{n}").encode()) for n in range(6)])
    settled(page, 6)
    expect(page.locator("[data-section=people]")).to_contain_text("秘密3")
    page.check("[data-part=hide]")
    expect(page.locator("[data-section=people]")).to_contain_text("第 4 人")
    assert "秘密" not in page.locator("hb-class").inner_html()


def test_two_thousand_files_and_the_page_stays_responsive(page: Page, class_page: str) -> None:
    files = [(f"{n:04}.json", answers_file(FACTS, n, f"学员{n}").encode()) for n in range(2000)]
    go(page, class_page)
    watch_pauses(page)
    drop(page, files)
    settled(page, 2000)
    text = page.locator("[data-part=said]").inner_text()
    print(text, "longest pause", longest_pause(page), "ms")
    found = report(page)
    assert [quiz["n"] for quiz in found["report"]["quizzes"]] == [2000, 2000]
    expect(page.locator("[data-section=people] tbody tr")).to_have_count(300)


@pytest.mark.parametrize("options", [{}, PHONE])
def test_the_page_is_accessible_and_fits(
    open_page: OpenPage, class_page: str, axe: Axe, options: dict[str, Any]
) -> None:
    page = open_page(**options)
    go(page, class_page)
    drop(page, a_class(12))
    expect(page.locator("[data-part=said]")).to_contain_text("用时", timeout=20_000)
    assert axe(page, ".hb-class") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
