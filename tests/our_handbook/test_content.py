"""The handbook that comes with the project: clean, complete in itself, every address on it leads somewhere."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from handbook.content.addresses import Links
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.render.environment import Options
from handbook.site.build import Built, build_tree, check

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 5.0
"""Of the processor, many times what a plain machine needs."""
FACTS = {"amount": "a year", "sales": "a year", "potential": "next year", "last": "last order", "zone": "where"}
"""Columns in which sheets tell of customers, and of what."""
ZONES = {"a": "park", "b": "east", "c": "west"}
"""How the sheet of territories calls them, and how the sheet of routes does."""


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


def rows(built: Built) -> Iterator[dict[str, object]]:
    """Every row of every table that a worked or half-filled example fills in."""
    for exercise in built.handbook.exercises.values():
        for key in ("worked_example", "half_filled"):
            for table in getattr(getattr(exercise, key, None), "given", {}).values():
                if isinstance(table, list):
                    yield from (row for row in table if isinstance(row, dict))


def test_an_invented_customer_has_one_set_of_figures(built: Built) -> None:
    """Short and full names are one customer's; lines that gather small ones, or stand for one by a code, are nobody's."""
    names = [customer.name for customer in built.handbook.settings.company.customers]
    known: dict[tuple[str, str], set[object]] = defaultdict(set)
    for row in rows(built):
        called = str(row.get("name") or "?")
        for whose in (name for name in names if name.startswith(called)):
            for key, fact in FACTS.items():
                if key in row:
                    known[whose, fact].add(ZONES.get(str(row[key]), row[key]))
    assert len(known) > 20
    assert {fact: found for fact, found in known.items() if len(found) > 1} == {}


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
