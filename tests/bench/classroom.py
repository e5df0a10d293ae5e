"""Reading a class on the class page, in a browser at its own speed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site

import dev
from tests.bench.browser import chromium
from tests.bench.figures import Figure
from tests.bench.results import SIZES, patterns, write_class

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONGEST = 600_000
"""Milliseconds after which a measurement is given up."""
_WATCH = """() => {
  let last = 0;
  (function tick() {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    setTimeout(tick);
  })();
  const forget = () => { last = performance.now(); window.longest = 0; }; // the browser's own work with the choice
  const start = () => { window.began = performance.now(); setTimeout(forget); };
  document.querySelector("[data-part=files]").addEventListener("change", start, true);
}"""
_DONE = "(size) => document.querySelector('[data-part=said]').textContent.includes(`读了 ${size} 份`)"


def measure(sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Seconds from the choice of the files to the report, the longest pause, and the heap once all is shown."""
    if build_site(dev.ROOT, Diagnostics(), offline=True, edition="trainer") is None:
        raise RuntimeError("the handbook has errors: run check")
    texts = patterns(dev.ROOT)
    return [figure for size in sizes for figure in _of(texts, size)]


def _of(texts: Sequence[str], size: int) -> list[Figure]:
    with TemporaryDirectory() as folder, chromium() as browser:
        paths = write_class(Path(folder) / "class", texts, size)
        page = browser.new_page()
        page.goto((dev.ROOT / "build/offline-trainer/class/index.html").as_uri())
        page.wait_for_selector("html.hb-ready")
        page.evaluate(_WATCH)
        seconds, pause = _read(page, paths)
        heap = page.context.new_cdp_session(page).send("Runtime.getHeapUsage")["usedSize"]
    name = f"class page, {size:,} files"
    return [
        Figure(name, seconds, "s", 3 if size == 2_000 else None),
        Figure(f"{name}, a second", size / seconds, "files"),
        Figure(f"{name}, longest pause", pause, "ms"),
        Figure(f"{name}, heap", heap / 1e6, "MB"),
    ]


def _read(page: Page, paths: Sequence[Path]) -> tuple[float, float]:
    page.set_input_files("[data-part=files]", list(paths), timeout=LONGEST)
    page.wait_for_function(_DONE, arg=len(paths), timeout=LONGEST)
    seconds, pause = page.evaluate("[(performance.now() - window.began) / 1000, window.longest]")
    return seconds, pause
