"""The handbook that comes with the project: clean, complete in itself, every address on it leads somewhere."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from builder.build import Built, build_tree, check
from builder.diagnostics import Diagnostics
from builder.diagnostics.render import as_text
from builder.links import Links
from builder.render import Options

ROOT = Path(__file__).parents[1]
MOST_SECONDS = 5.0
"""Of the processor, many times what a plain machine needs."""


@pytest.fixture(scope="module")
def built() -> Built:
    sink = Diagnostics()
    found = build_tree(ROOT, sink, Options())
    assert found is not None, as_text(sink)
    assert not len(sink), as_text(sink)
    return found


def test_every_piece_of_content_is_covered(built: Built) -> None:
    counts = {"A": 28, "B": 26, "C": 26, "D": 20}
    wanted = {f"{area}{number:02d}" for area, count in counts.items() for number in range(1, count + 1)} | {"B21b"}
    assert {item.key for area in built.handbook.coverage for item in area.items} == wanted
    page = built.tree["coverage.md"].decode()
    assert all(f'id="{key.lower()}"' in page for key in wanted)


def test_checking_all_of_it_is_quick() -> None:
    start = time.process_time()
    sink = Diagnostics()
    assert check(ROOT, sink)
    as_text(sink)
    assert time.process_time() - start < MOST_SECONDS


def test_every_address_leads_to_a_page(built: Built) -> None:
    links = Links()
    known = {links.url(path) for path in built.tree}
    lost = []
    for path, data in built.tree.items():
        if path.endswith(".md"):
            for href in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', data.decode()):
                target = _resolved(links.url(path), href)
                if target not in known:
                    lost.append(f"{path}: {href}")
    assert not lost


def test_every_anchor_is_there(built: Built) -> None:
    links = Links()
    by_url = {links.url(path): data.decode() for path, data in built.tree.items() if path.endswith(".md")}
    lost = []
    for url, text in by_url.items():
        for href, anchor in re.findall(r'href="([^"#:]*)#([^"]+)"', text):
            page = by_url.get(_resolved(url, href), "")
            if f'id="{anchor}"' not in page and f"{{#{anchor}}}" not in page:
                lost.append(f"{url}: {href}#{anchor}")
    assert not lost


def test_the_same_input_gives_the_same_bytes(built: Built) -> None:
    again = build_tree(ROOT, Diagnostics(), Options())
    assert again is not None
    assert again.tree == built.tree


def _resolved(url: str, href: str) -> str:
    parts = url.split("/")[:-1]
    for step in href.split("/"):
        if step == "..":
            parts.pop()
        elif step not in (".", ""):
            parts.append(step)
    slash = "/" if href.endswith(("/", "..", ".")) or not href else ""
    return "/".join(parts) + slash if parts else ""
