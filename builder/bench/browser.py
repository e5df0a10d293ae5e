"""From a keystroke to updated results, in a browser slowed down four times."""

import statistics
import tempfile
from pathlib import Path

import dev
from builder.bench import corpus
from builder.bench.figures import Figure
from builder.diagnostics import Diagnostics
from builder.engines import build_site

ROWS = 500
STROKES = 60
_TYPE = """
async (strokes) => {
  const field = document.querySelector('[name="year_target"]');
  const times = [];
  for (let i = 0; i < strokes; i++) {
    field.value = String(400 + i);
    const start = performance.now();
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    document.querySelector('output[name="plan.499.target"]').dataset.value;
    document.body.offsetHeight;
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 30));
  }
  return [times, document.querySelector('output[name="day_target"]').dataset.value];
}
"""


def keystroke() -> list[Figure]:
    """The 95th percentile of milliseconds from input to results laid out, with a table of 500 rows."""
    with tempfile.TemporaryDirectory() as folder:
        root = corpus.large_sheet(Path(folder), ROWS)
        build_site(root, Diagnostics(), offline=True)
        times, last = _measure(root / "build/offline/exercises/sheet.html")
    if not last:
        raise RuntimeError("the sheet computed nothing")
    return [
        Figure("keystroke → results, 500 rows, 4× slower CPU, p95", statistics.quantiles(times, n=20)[-1], "ms", 16)
    ]


def _measure(page_path: Path) -> tuple[list[float], str]:
    from playwright.sync_api import sync_playwright  # a test dependency

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=dev.find_chromium() or dev.playwright_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(page_path.as_uri())
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.wait_for_selector("html.hb-ready")
        times, last = page.evaluate(_TYPE, STROKES)
        browser.close()
    return times, last
