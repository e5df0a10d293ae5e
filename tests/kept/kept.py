"""The kept files: where they lie, how the program of today is run on them, and what its pages show of them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

PROGRAM = "handbook"
"""The module that ``python -m`` runs."""
FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
HANDBOOK = FOLDER / "handbook"
NOON = "2024-07-03T12:00:00+08:00"
"""When the kept answers are looked at: the day after the last of them."""
EXERCISES = (
    "quiz-each", "check-open", "check-close", "list-once", "list-daily", "list-weekly", "case-gift", "cards-words",
    "play-price", "fields", "cascade", "tasks", "flow", "before", "after",
)  # fmt: skip


EDITED = {
    "题库小测": {
        "首访之前查什么？": "第一次上门之前查什么？",
        "等来的多半是别家。": "等来的，多半是别家的合同。",
        "6 ÷ 20 ＝ 30%。": "6 ÷ 20 ＝ 0.3。",
        "约下一步": "约好下一步",
    },
    "四象限测验": {"先看不做的代价，再看离截止还有多久。": "先看代价，再看截止。"},
}
"""By sheet: what stood in a cell of the workbook, and what was typed there."""


def handbook(root: Path) -> Path:
    """Copy the kept handbook to `root`, which must not be there; returns it."""
    return shutil.copytree(HANDBOOK, root)


def run(*words: str | Path, code: int = 0) -> str:
    """Run the command and return its standard output; it must end with `code`."""
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, *map(str, words)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def build(root: Path, *options: str) -> Path:
    """Build the site of the handbook in `root`; returns its folder."""
    run("build", "--strict", *options, "--root", root)
    return root / "build" / ("site-trainer" if "trainer" in options else "site")


def read(name: str) -> Any:
    """A kept JSON file."""
    return json.loads((FOLDER / name).read_text("utf-8"))


def tables(folder: Path) -> dict[str, list[list[str]]]:
    """The rows, but for the head, of every CSV file in a folder, by the file's name."""
    return {
        path.name: list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))[1:]
        for path in sorted(folder.glob("*.csv"))
    }


def class_page(page: Page, address: str, folder: Path) -> Any:
    """What the class page of a trainer's site says of all that was handed in, and of the picture of a code."""
    page.goto(f"{address}class/")
    page.wait_for_selector("hb-class[data-ready]")
    files = [*sorted((folder / "handed").iterdir()), folder / "code.png"]
    page.set_input_files("[data-part=files]", files)
    expect(page.locator("[data-part=said]")).to_contain_text("用时", timeout=20_000)
    return json.loads(page.evaluate("JSON.stringify(HB.parts.report)"))


def stored(page: Page) -> dict[str, str]:
    """All that this handbook keeps in the browser, as raw text by key."""
    found: dict[str, str] = page.evaluate(
        "() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('handbook:')))"
    )
    return dict(sorted(found.items()))


def put_back(page: Page, address: str, storage: dict[str, str]) -> None:
    """Fill the browser's storage for the site at `address` before any of its scripts run."""
    page.route("**/empty.html", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(f"{address}empty.html")
    page.evaluate("kept => Object.entries(kept).forEach(([key, text]) => localStorage.setItem(key, text))", storage)


def pages() -> dict[str, str]:
    """Name → address within the site, of every page that shows kept answers."""
    found = {name: f"exercises/{name}/" for name in EXERCISES}
    return found | {
        "lesson": "modules/basics/first/",
        "my-data": "my-data/",
        "my-handbook": "my-handbook/",
        "acknowledge": "policy/acknowledge/",
    }


def look(page: Page) -> dict[str, Any]:
    """What a page shows of the answers: controls, figures, and what is open, locked or placed; no interface text."""
    found: dict[str, Any] = page.evaluate(LOOK)
    return found


def settled(page: Page, address: str, expected: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the page at `address` shows once it is as `expected`, or after a while; without `expected`, after two seconds."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if expected is None:
        page.wait_for_timeout(2000)
    end = time.monotonic() + 8
    found = look(page)
    while expected is not None and found != expected and time.monotonic() < end:
        page.wait_for_timeout(100)
        found = look(page)
    return found


LOOK = """() => {
  const root = document.querySelector("article");
  const all = (selector) => [...root.querySelectorAll(selector)];
  const seen = (selector) => all(selector).filter((one) => one.checkVisibility());
  const numbers = (one) => one.textContent.match(/[0-9]+(?:[.-][0-9]+)*/g) ?? [];
  const controls = {};
  const note = (name, value) => { controls[name] = [...(controls[name] ?? []), value]; };
  for (const one of all("input, select, textarea")) {
    const name = one.name || one.dataset.part || one.dataset.read;
    if (!name || one.type === "file" || one.closest("form.hb-blank, [data-half]")) continue;
    if (one.type === "radio" || one.type === "checkbox") { if (one.checked) note(name, one.value); }
    else if (one.value !== "") note(name, one.value);
  }
  const figures = {};
  for (const one of all("output[name][data-value]")) figures[one.getAttribute("name")] = one.dataset.value;
  const counts = [
    "[data-left]", "[data-found]", "[data-way]", "[data-box]", "[data-next]", ".hb-verdict", ".hb-clock",
    "[data-more]", "[data-then] td", "[data-count]", "[data-code]", "hb-data td", "hb-mine td", "hb-mine [data-part] li",
  ].flatMap((selector) => seen(selector).flatMap(numbers));
  return {
    controls, figures, counts,
    scenes: seen("[data-scene]").map((one) => one.dataset.scene),
    cards: seen(".hb-flash").map((one) => one.dataset.field),
    ranked: seen(".hb-card__label").map((one) => one.textContent),
    placed: seen("[data-bucket]").map((one) => [one.dataset.bucket, [...one.querySelectorAll(".hb-chip")].map((chip) => chip.textContent)]),
    locked: all(".hb-q > fieldset:disabled").map((one) => one.parentElement.dataset.field ?? one.parentElement.dataset.question),
    tables: seen("hb-exercise section table").map((one) => numbers(one).join(" ")),
    receipts: all("[data-sheets] [data-slot]").filter((one) => /name|number|department|date/.test(one.dataset.slot)).map((one) => one.textContent),
    titles: seen("hb-data td a").map((one) => one.textContent),
  };
}"""
