"""Fixtures for tests that drive a browser.

A test asks for `serve` and `open_page`, opens what it built and looks at it:

    def test_it(serve, open_page, axe):
        page = open_page(**PHONE)
        page.goto(serve(site) + "exercises/goal-cascade/")
        assert axe(page) == []

A page that throws an uncaught error fails its test.
"""

from __future__ import annotations

import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

import dev

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Serve = Callable[[Path], str]
    OpenPage = Callable[..., Page]
    Axe = Callable[..., list[str]]

# Expected words are those that authors see here; a test of the installed command takes this away.
os.environ.update(dev.COMMAND)

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-cases` makes what tests/diagnostics/test_cases.py finds what it expects."""
    parser.addoption("--update-cases", action="store_true", help="overwrite the expected output of tests/cases")


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser that dev.py found; without one the browser tests fail, for they are not optional."""
    found = dev.find_chromium() or dev.playwright_chromium()
    if found is None:
        pytest.fail("No Chromium: run python3 dev.py test, which gets one, or set CHROMIUM to its program.")
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def requests() -> list[str]:
    """The address of everything that the pages of this test asked for, in order."""
    return []


@pytest.fixture
def open_page(browser: Browser, requests: list[str]) -> Iterator[OpenPage]:
    """Open an empty page in a context of its own; keywords are Playwright's context options.

    Two pages that share storage, as two tabs do: `first.context.new_page()`.
    """
    errors: list[str] = []
    contexts = []

    def open_one(**options: Any) -> Page:
        context = browser.new_context(**{**DESK, **options})
        contexts.append(context)
        context.on("request", lambda request: requests.append(request.url))
        context.on("weberror", lambda error: errors.append(str(error.error)))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert errors == [], "uncaught errors on the page"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An empty page on a desk: Chinese, Shanghai's clock, 1280 × 800."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """An empty page on a phone: touch, 390 × 844."""
    return open_page(**PHONE)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder on this machine only and return its address, which ends in a slash."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def serve_one(folder: Path) -> str:
        if folder not in servers:
            handler = partial(QuietHandler, directory=str(folder))
            servers[folder] = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield serve_one
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The accessibility checker, from the front end's own packages."""
    return (dev.FRONTEND / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def axe(axe_source: str) -> Axe:
    """Check a page against WCAG 2.2 AA and return `rule: element` for each violation.

    `within` is a CSS selector: what lies outside it, such as the theme's own parts, is not looked at.
    """

    def check(page: Page, within: str = "html") -> list[str]:
        page.evaluate(axe_source)
        found = page.evaluate(AXE_QUESTION, within)
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    return check


AXE_QUESTION = """async (within) => {
  // What is still fading in has, for a moment, too little contrast for anybody to read it.
  const ending = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map((one) => one.finished));
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const result = await axe.run({include: [[within]]}, {runOnly: {type: "tag", values}});
  return result.violations;
}"""
