"""Makes the kept files anew with the program of the day: ``python -m tests.kept.make FOLDER``.

FOLDER/handbook must hold the handbook's YAML; all else is written. The files beside this one are not made again: a
later set has its own folder, so that both are read from then on.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import threading
from collections.abc import Mapping
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from playwright.sync_api import Browser, Page, sync_playwright

import dev
from tests.conftest import CHROMIUM_OPTIONS, DESK, QuietHandler
from tests.kept import kept
from tests.support import filling

SCALE = ("p1", "p2", "p3", "f1", "f2", "f3", "c1", "c2", "c3")
QUESTIONS = [
    {"id": "one", "type": "single"}, {"id": "many", "type": "multiple"}, {"id": "yes", "type": "truefalse"},
    {"id": "gap", "type": "blank"}, {"id": "sum", "type": "numeric"}, {"id": "line", "type": "order"},
    {"id": "pair", "type": "match"}, {"id": "box", "type": "sort"},
]  # fmt: skip
RIGHT: dict[str, Any] = {
    "one": "quarter", "many": ["talk", "call"], "yes": False, "gap": {"days": "七", "hours": "24"}, "sum": 6,
    "line": {"think": 1, "write": 2, "act": 3, "check": 4}, "pair": {"money": "元", "time": "小时"},
    "box": {"hour": "mine", "budget": "theirs", "offer": "mine"}, "one.confidence": 3, "yes.confidence": 2,
}  # fmt: skip
POOR: dict[str, Any] = {
    **RIGHT, "one": "four", "many": ["talk", "drive"], "yes": True, "gap": {"days": "七", "hours": "25"}, "sum": 2,
    "line": {"think": 1, "write": 2, "act": 4, "check": 3}, "yes.confidence": 3,
}  # fmt: skip
LEARNERS: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    ("甲学员", POOR, RIGHT, "323123342", "435334453"),
    ("乙学员", {**POOR, "one": "quarter"}, RIGHT, "222222222", "333333333"),
    ("丙学员", {**POOR, "sum": 6}, {**RIGHT, "many": ["talk"]}, "444444444", "445544554"),
    ("丁学员", RIGHT, RIGHT, "314151234", "414253234"),
    ("", {**POOR, "pair": {"money": "次"}}, {**RIGHT, "box": {"hour": "theirs"}}, "513524153", "523534153"),
]
"""Name, answers before and after, and the scale then and now."""


def main(folder: Path) -> None:
    """Freeze, build, fill in, sign, read, export."""
    with TemporaryDirectory() as work, sync_playwright() as playwright:
        sites = frozen_and_built(folder / "handbook", Path(work))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(sites)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        program = dev.find_chromium() or dev.playwright_chromium()
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        address = f"http://127.0.0.1:{server.server_port}/"
        learner(browser, address, folder)
        a_class(browser, address, folder)
        page = browser.new_context(**DESK).new_page()
        save(folder / "class/report.json", kept.class_page(page, f"{address}trainers/", folder / "class"))
        browser.close()
        server.shutdown()
        read_back(folder, Path(work))


def frozen_and_built(handbook: Path, work: Path) -> Path:
    """Freeze both releases; returns a folder with the site after each, ``first`` and ``second``, and ``trainers``."""
    root = shutil.copytree(handbook, work / "book", ignore=shutil.ignore_patterns("releases"))
    sites = work / "sites"
    for name, version, day in (("first", "1.0", "2023-12-05"), ("second", "1.1", "2024-04-13")):
        kept.run("policy", "release", version, "--day", day, "--root", root)
        shutil.copytree(kept.build(root), sites / name)
    shutil.copytree(kept.build(root, "--edition", "trainer"), sites / "trainers")
    shutil.copytree(root / "content/policy/releases", handbook / "content/policy/releases", dirs_exist_ok=True)
    return sites


def save(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = (
        content if isinstance(content, bytes) else (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    )
    path.write_bytes(data)


# ------------------------------------------------------------------ one learner, every kind


def learner(browser: Browser, address: str, folder: Path) -> None:
    """Sign 1.0, fill in everything with the timers' clock, then on three days, sign 1.1; take all of it away."""
    clocked = browser.new_context(**DESK).new_page()
    timers(clocked, f"{address}second/exercises/fields/")
    storage = kept.stored(clocked)
    page = browser.new_context(**DESK).new_page()
    page.clock.set_fixed_time("2024-01-10T09:00:00+08:00")
    save(folder / "policy/receipts/receipt-1.0.json", signed(page, f"{address}first/", "周样", "lq-0042"))
    kept.put_back(page, f"{address}second/", storage)
    site = f"{address}second/"
    for day, act in (("2024-06-27", first_day), ("2024-07-01", second_day), ("2024-07-02", third_day)):
        page.clock.set_fixed_time(f"{day}T09:00:00+08:00")
        act(page, site)
    save(folder / "policy/receipts/receipt-1.1.json", signed(page, site, "周样", "lq-0042"))
    code = page.locator("[data-code]").inner_text()
    page.goto(f"{site}my-data/")
    page.fill("[data-part=name]", "周样")
    page.wait_for_timeout(400)
    save(folder / "browser/answers.json", exported(page))
    save(folder / "browser/storage.json", kept.stored(page))
    page.clock.set_fixed_time(kept.NOON)
    shown = {name: kept.settled(page, site + path) for name, path in kept.pages().items()}
    save(folder / "browser/shown.json", shown)
    others(browser, site, folder, code)


def timers(page: Page, address: str) -> None:
    page.clock.install(time="2024-06-26T09:00:00+08:00")
    page.goto(address)
    page.wait_for_selector("hb-exercise > .hb-sr", state="attached")
    page.clock.pause_at("2024-06-26T09:10:00+08:00")
    watch = page.locator("[data-timer=lookup]")
    watch.get_by_role("button", name="开始").click()
    page.clock.run_for(75_400)
    watch.get_by_role("button", name="停").click()
    count = page.locator("[data-timer=focus]")
    count.get_by_role("button", name="开始").click()
    page.clock.fast_forward(61_000)
    page.clock.run_for(1_000)
    page.wait_for_timeout(300)


def go(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def fill(page: Page, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        page.fill(f"[name='{name}']", value)


def choose(page: Page, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        page.select_option(f"[name='{name}']", value)


def tick(page: Page, *boxes: str) -> None:
    for one in boxes:
        name, _, value = one.partition("=")
        page.locator(f"[name='{name}']" + (f"[value='{value}']" if value else "")).dispatch_event("click")


def left(page: Page) -> None:
    page.wait_for_timeout(500)


def scale(page: Page, site: str, name: str, values: str) -> None:
    go(page, f"{site}exercises/{name}/")
    for item, value in zip(SCALE, values, strict=True):
        page.check(f"[name={item}][value='{value}']")
    left(page)


def first_day(page: Page, site: str) -> None:
    sheets(page, site)
    go(page, f"{site}exercises/quiz-each/")
    quiz(page)
    page.get_by_role("button", name="从头再做一遍").click()
    left(page)
    scale(page, site, "check-open", "333323313")
    page.get_by_role("button", name="记下这一次").click()
    left(page)
    go(page, f"{site}exercises/list-daily/")
    tick(page, "moved", "stuck", "next")
    fill(page, {"moved.evidence": "签了一单"})
    left(page)
    go(page, f"{site}exercises/case-gift/")
    for scene, turn in (("offer", "keep"), ("office", "tell")):
        walk(page, scene, turn)
    page.get_by_role("button", name="换一条路再走").click()
    left(page)
    deck(page, site, ["想起来了"] * 4)


def walk(page: Page, scene: str, turn: str) -> None:
    page.check(f"[name={scene}][value={turn}]")
    page.locator(f"#scene-{scene}").get_by_role("button", name="就这么做").click()


def deck(page: Page, site: str, grades: list[str]) -> None:
    go(page, f"{site}exercises/cards-words/")
    for grade in grades:
        page.locator(".hb-flash:visible .hb-flash__back summary").click()
        page.get_by_role("button", name=grade).click()
    left(page)


def sheets(page: Page, site: str) -> None:
    go(page, f"{site}exercises/fields/")
    fill(
        page,
        {
            "name": "小周",
            "notes": "跑了三家，\n成了一家。",
            "visits": "8",
            "deals": "2",
            "start": "2024-07-08",
            "call_at": "09:30",
        },
    )
    tick(page, "district=west", "channels=face", "channels=chat", "energy=4", "has_team=true")
    choose(
        page,
        {"customer": "yunshu", "order.keep": "1", "rings.habit": "mine", "rings.price": "out", "rings.rain": "out"},
    )
    fill(page, {"team": "3", "confidence": "70"})
    left(page)
    go(page, f"{site}exercises/cascade/")
    fill(page, {"year_target": "520", "months.1.weight": "0.6", "months.1.days": "15", "months.9.days": "17"})
    page.locator("[data-half] summary").click()
    page.get_by_role("button", name="开始练").click()
    half = page.locator("hb-exercise[data-exercise='cascade~half']")
    half.locator("[name='months.1.weight']").fill("1")
    half.locator("[name='months.1.days']").fill("20")
    left(page)
    go(page, f"{site}exercises/tasks/")
    for row, (what, minutes, day) in enumerate([("报价", "60", "2024-07-02"), ("约见", "20", "2024-07-03")]):
        fill(
            page,
            {
                f"list.{row}.what": what,
                f"list.{row}.minutes": minutes,
                f"list.{row}.weight": "3",
                f"list.{row}.days": str(1 + row * 9),
            },
        )
        fill(page, {f"list.{row}.day": day, f"list.{row}.at": "09:00"})
    choose(page, {"list.0.done": "true", "list.0.kind": "desk"})
    page.get_by_label("报价", exact=True).select_option("q1")
    page.get_by_label("约见", exact=True).select_option("q2")
    left(page)
    go(page, f"{site}exercises/flow/")
    fill(page, {"plan.0.extra": "5"})
    page.get_by_label("约见", exact=True).select_option("keep")
    left(page)


def quiz(page: Page) -> None:
    tick(page, "first-thing=water", "second-quadrant=visit", "second-quadrant=call", "urgent-first=true")
    tick(page, "urgent-first.confidence=3", "first-thing.confidence=2")
    fill(page, {"fill.count": "１２ 家", "fill.kind": "重要不紧急。", "price": "２.02 万元"})
    choose(
        page, {f"steps.{item}": place for item, place in zip(("list", "split", "review", "block"), "1234", strict=True)}
    )
    choose(
        page,
        {"pairs.lin": "报价单和合同", "pairs.zheng": "发工资", "buckets.quote": "minor", "buckets.tidy": "important"},
    )
    for one in page.locator(".hb-q").all():
        one.get_by_role("button", name="核对").click()
    left(page)


def second_day(page: Page, site: str) -> None:
    go(page, f"{site}exercises/list-daily/")
    tick(page, "moved", "next")
    left(page)
    go(page, f"{site}exercises/list-weekly/")
    tick(page, "count", "plan")
    left(page)
    go(page, f"{site}exercises/list-once/")
    tick(page, "meet")
    fill(page, {"meet.evidence": "见到工程部", "meet.date": "2024-06-30"})
    left(page)
    go(page, f"{site}exercises/quiz-each/")
    quiz(page)
    deck(page, site, ["有点模糊", "没想起来"])
    for name, answers in (("before", POOR), ("after", RIGHT)):
        hand_in(page, site, name, answers)


def third_day(page: Page, site: str) -> None:
    go(page, f"{site}exercises/check-open/")
    page.get_by_role("button", name="清空，重新做一次").click()
    scale(page, site, "check-open", "525444244")
    scale(page, site, "check-close", "435354435")
    fill(page, {"why-low": "没留时段"})
    left(page)
    go(page, f"{site}exercises/case-gift/")
    for scene, turn in (("offer", "refuse"), ("again", "thank")):
        walk(page, scene, turn)
    fill(page, {"why": "第一次说不"})
    left(page)
    go(page, f"{site}exercises/play-price/")
    choose(
        page,
        {
            f"{name}.{n}": str((n + at) % 3)
            for n in (1, 2)
            for at, name in enumerate(("repeat", "ask", "trade", "next"))
        },
    )
    fill(page, {"debrief.q1": "让步那句", "keep": "如果……那么……"})
    left(page)
    go(page, f"{site}modules/basics/first/")
    page.locator("hb-check[data-block=recall]").get_by_text("拜访次数除以成交次数").first.click()
    page.locator("hb-check[data-block=write] textarea").fill("先看客户")
    page.locator("[data-block=think] textarea").fill("说出他的话")
    left(page)


def hand_in(page: Page, site: str, name: str, answers: Mapping[str, Any]) -> None:
    go(page, f"{site}exercises/{name}/")
    filling.answer(page, QUESTIONS, answers)
    for _ in range(2):
        if (button := page.get_by_role("button", name="交卷")).is_visible():
            button.click()
    left(page)


def exported(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答案文件").click()
    return Path(download.value.path()).read_bytes()


# ------------------------------------------------------------------ the discipline scheme


def signed(page: Page, site: str, name: str, number: str, status: str = "agreed") -> bytes:
    """The receipt of somebody who read and answered all, or refused, or is away."""
    go(page, f"{site}policy/acknowledge/")
    for box in page.locator("[data-read]:visible").all():
        box.check()
    for question in page.locator("[data-question]:visible").all():
        if (wrong := question.locator("input[value=false]")).is_enabled():
            wrong.check()
            question.locator("[data-do=check]").click()
    fill(page, {"name": name, "number": number, "department": "样例组"})
    if status != "agreed":
        page.locator(f"[name=status][value={status}]").check()
        fill(page, {"reason": "限额太低。"} if status == "refused" else {"until": "2024-09-01"})
    page.get_by_role("button", name="做回执", exact=True).click()
    page.wait_for_selector("[data-code]:visible")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载回执文件").click()
    return Path(download.value.path()).read_bytes()


def others(browser: Browser, site: str, folder: Path, code: str) -> None:
    """One refuses, one is away; a third gives only the code of a receipt."""
    for status, name, number in (
        ("refused", "吴样", "lq-0043"),
        ("leave", "郑样", "lq-0044"),
        ("agreed", "王样", "lq-0045"),
    ):
        page = browser.new_context(**DESK).new_page()
        page.clock.set_fixed_time("2024-07-02T10:00:00+08:00")
        data = signed(page, site, name, number, status)
        if status == "agreed":
            text = page.locator("[data-code]").inner_text()
            save(folder / "policy/receipts/codes.txt", f"{code}\n{text}\n".encode())
        else:
            save(folder / f"policy/receipts/receipt-{status}.json", data)
    roster = "工号,姓名,部门,状态\nLQ-0042,周样,样例组,在职\nLQ-0043,吴样,样例组,在职\nLQ-0044,郑样,样例组,休假\nLQ-0045,王样,样例组,在职\nLQ-0046,冯样,样例组,在职\n"
    save(folder / "policy/roster.csv", roster.encode())


# ------------------------------------------------------------------ a class


def a_class(browser: Browser, address: str, folder: Path) -> None:
    """Five answers files, codes of two more, a picture of another's, and two tables typed from paper."""
    site, handed = f"{address}second/", folder / "class" / "handed"
    for at, (name, before, after, then, now) in enumerate(LEARNERS, 1):
        page = browser.new_context(**DESK).new_page()
        page.clock.set_fixed_time(f"2024-07-0{at}T09:00:00+08:00")
        hand_in(page, site, "before", before)
        hand_in(page, site, "after", after)
        scale(page, site, "check-open", then)
        scale(page, site, "check-close", now)
        go(page, f"{site}my-data/")
        page.fill("[data-part=name]", name)
        save(handed / f"answers-{at}.json", exported(page))
    codes = []
    for name, answers, values in (("戊01", RIGHT, "555555555"), ("戊02", POOR, "111151111"), ("", POOR, "212121212")):
        page = browser.new_context(**{**DESK, "device_scale_factor": 2}).new_page()
        go(page, f"{site}exercises/before/")
        filling.answer(page, QUESTIONS, answers)
        if not name:
            save(folder / "class/code.png", filling.qr(page))
            break
        codes.append(f"{name} {filling.code(page)}")
        scale(page, site, "check-open", values)
        codes.append(f"{name} {filling.code(page)}")
    save(handed / "codes.txt", ("\n".join(codes) + "\n").encode())
    rows = "before,1,2,3,4,5,6,7,8,1.confidence\n己01,A,AB,错,七|24,6,1 2 3 4,A B,A B A,3\n己02,B,AC,对,七|25,2,1 2 4 3,2,1A 3B,1\n"
    save(handed / "paper-before.csv", ("\ufeff" + rows).encode())
    scales = "check-open;1;2;3;4;5;6;7;8;9\n己01;3;2;4;1;5;3;2;4;3\n己02;1;-;3;3;3;3;3;3;3\n庚样;5;5;5;5;5;5;5;5;5\n"
    save(handed / "paper-scale.csv", scales.encode("gb18030"))


# ------------------------------------------------------------------ what today's command says


def read_back(folder: Path, work: Path) -> None:
    """Keep what the commands say of the kept files, the store of results, and the workbook of the bank."""
    root = folder / "handbook"
    database = work / "classes.db"
    kept.run(
        "results",
        folder / "class/handed",
        "--out",
        work / "out",
        "--db",
        database,
        "--cohort",
        "spring",
        "--root",
        root,
    )
    save(folder / "class/classes.db.gz", gzip.compress(database.read_bytes(), mtime=0))
    save(folder / "class/tables.json", kept.tables(work / "out"))
    kept.run(
        "policy",
        "receipts",
        folder / "policy/receipts",
        "--roster",
        folder / "policy/roster.csv",
        "--out",
        work / "register",
        "--root",
        root,
    )
    save(folder / "policy/register.json", kept.tables(work / "register"))
    (folder / "bank").mkdir(exist_ok=True)
    kept.run(
        "bank",
        "export",
        "--quiz",
        "bank",
        "--quiz",
        "quiz-each",
        "--out",
        folder / "bank/bank.xlsx",
        "--force",
        "--root",
        root,
    )
    edit(folder / "bank/bank.xlsx", folder / "bank/edited.xlsx")


def edit(source: Path, target: Path) -> None:
    """Type other words into the cells of `kept.EDITED`, as a person would."""
    book = openpyxl.load_workbook(source)
    done = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if sheet.title in kept.EDITED and cell.value in kept.EDITED[sheet.title]:
                    done.append(cell.value)
                    cell.value = kept.EDITED[sheet.title][cell.value]
    assert sorted(done) == sorted(old for sheet in kept.EDITED.values() for old in sheet)
    book.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
