"""From a keystroke to updated results, in a browser slowed down four times."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site

import dev
from tests.bench import corpus
from tests.bench.figures import Figure

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROWS = 500
STROKES = 60
_TYPE = """
async (strokes) => {
  const field = document.querySelector('[name="year_target"]');
  const result = (name) => Number(document.querySelector(`output[name="${name}"]`).dataset.value);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const times = [];
  field.focus();
  await pause(1500);
  for (let i = 1; i <= strokes; i++) {
    const value = 4000 + 37 * i;
    field.value = String(value);
    const start = performance.now();
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    document.body.offsetHeight;
    times.push(performance.now() - start);
    if (result("plan.0.target") !== value / 500) throw new Error("the first row waits");
    await pause(200);
  }
  await pause(1500);
  return [times, result("plan.499.target") === (4000 + 37 * strokes) / 500];
}
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium, as the tests use it."""
    from playwright.sync_api import sync_playwright  # a test dependency

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=dev.find_chromium() or dev.playwright_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def keystroke() -> list[Figure]:
    """Milliseconds from input to all results in sight laid out, where each of 500 rows changes with each stroke."""
    with tempfile.TemporaryDirectory() as folder:
        root = corpus.large_sheet(Path(folder), ROWS)
        build_site(root, Diagnostics(), offline=True)
        times, complete = _measure(root / "build/offline/exercises/sheet.html")
    if not complete:
        raise RuntimeError("the rows out of sight were never written")
    return [
        Figure("keystroke → results, 500 rows, 4× slower CPU, p95", statistics.quantiles(times, n=20)[-1], "ms", 16),
        Figure("keystroke → results, 500 rows, 4× slower CPU, median", statistics.median(times), "ms"),
    ]


def _measure(page_path: Path) -> tuple[list[float], bool]:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(page_path.as_uri())
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.wait_for_selector("html.hb-ready")
        times, complete = page.evaluate(_TYPE, STROKES)
    return times, complete
