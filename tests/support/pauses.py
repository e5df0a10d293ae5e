"""How long a page is busy without a break."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def watch_pauses(page: Page) -> None:
    """Keep the long tasks of the page from when it is handed files; what the test does to hand them over is not its."""
    page.evaluate("""() => {
      window.tasks = []; let began = Infinity;
      addEventListener("change", () => (began = performance.now()), true);
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) if (startTime >= began) window.tasks.push(duration);
      }).observe({ type: "longtask" });
    }""")


def longest_pause(page: Page) -> float:
    """In milliseconds; 0 when no task was long."""
    found: float = page.evaluate("Math.max(0, ...window.tasks)")
    return found
