"""Bytes that a page costs beyond the theme, compressed as a host would: what a browser really asks for."""

from __future__ import annotations

import gzip
import re
import statistics
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.diagnostics import Diagnostics
from handbook.render.environment import Options
from handbook.site.build import build_tree
from handbook.site.engines import build_site

import dev
from tests.bench.browser import chromium
from tests.bench.figures import Figure

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

BUDGET = 25 * 1024
OURS = re.compile(r"/assets/(handbook[\w-]*\.(?:js|css))")
_CONTROLS = "hb-exercise form :is(input, select, textarea):not([type=hidden])"
_TO_THE_END = "scrollTo(0, document.body.scrollHeight)"


def measure() -> list[Figure]:
    """Scripts and styles of every exercise page of this handbook, as opened and in use; links on other pages."""
    if build_site(dev.ROOT, Diagnostics(), offline=True) is None:
        raise RuntimeError("the handbook has errors: run check")
    site = dev.ROOT / "build" / "offline"
    with chromium() as browser:
        pages = {path.stem: _costs(browser, path) for path in sorted((site / "exercises").glob("*.html"))}
    opened = {name: cost for name, (cost, _) in pages.items()}
    used = {name: cost for name, (_, cost) in pages.items()}
    heavy, heaviest = max(opened, key=opened.__getitem__), max(used, key=used.__getitem__)
    return [
        Figure(f"exercise page as opened, script + style, gzip: largest ({heavy})", opened[heavy], "bytes", BUDGET),
        Figure("exercise page as opened: median", statistics.median(opened.values()), "bytes"),
        Figure("exercise pages over the budget as opened", sum(cost > BUDGET for cost in opened.values()), "pages", 0),
        Figure(f"exercise page in use, charts drawn: largest ({heaviest})", used[heaviest], "bytes"),
        Figure("exercise page in use: median", statistics.median(used.values()), "bytes"),
        Figure("pages without an exercise: our links beyond two, most", _extra_links(site), "links", 0),
        *_slides(),
    ]


def _slides() -> list[Figure]:
    """What a trainer's slides cost: nobody else loads them."""
    sink = Diagnostics()
    built = build_tree(dev.ROOT, sink, Options(edition="trainer"))
    if built is None:
        raise RuntimeError("the handbook has errors: run check")
    code = sum(_packed(built.tree[f"assets/handbook-slides.{kind}"]) for kind in ("js", "css"))
    decks = {path: _packed(data) for path, data in built.tree.items() if path.endswith("-slides.html")}
    largest = max(decks, key=decks.__getitem__)
    return [
        Figure("slides, trainers only: script + style, gzip", code, "bytes"),
        Figure(f"slides, trainers only: largest deck, gzip ({Path(largest).stem})", decks[largest], "bytes"),
        Figure("slides, trainers only: median deck, gzip", statistics.median(decks.values()), "bytes"),
    ]


def _costs(browser: Browser, path: Path) -> tuple[int, int]:
    """Bytes of a page that nobody has answered: once it has come to rest, and once somebody has gone through it."""
    names: set[str] = set()

    def note(request: Request) -> None:
        names.update(OURS.findall(request.url))

    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.on("request", note)
    page.goto(path.as_uri())
    page.wait_for_selector("html.hb-ready")
    opened = _at_rest(page, names)
    control = page.locator(_CONTROLS).first
    if control.count():
        control.focus()
    page.evaluate(_TO_THE_END)
    used = _at_rest(page, names)
    page.close()
    return opened, used


def _at_rest(page: Page, names: set[str]) -> int:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    return sum(_gzip(name) for name in names)


@cache
def _gzip(name: str) -> int:
    return _packed((dev.ROOT / "build" / "offline" / "assets" / name).read_bytes())


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def _extra_links(site: Path) -> int:
    """How many of our files a page without an exercise names, beyond one style and one script."""
    pages = [path for path in site.rglob("*.html") if path.parent.name != "exercises"]
    named = (set(re.findall(r'(?:src|href)="[^"]*' + OURS.pattern, path.read_text("utf-8"))) for path in pages)
    return max(len(found) for found in named) - 2
