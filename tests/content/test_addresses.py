"""Addresses between pages lead where the engine puts the pages."""

from __future__ import annotations

import posixpath

import pytest
from handbook.content.addresses import Links
from hypothesis import given
from hypothesis import strategies as st

PAGES = [
    "index.md",
    "sources.md",
    "exercises/index.md",
    "exercises/rate.md",
    "modules/basics/index.md",
    "modules/basics/first.md",
]


@pytest.mark.parametrize(
    ("directory_urls", "here", "there", "expected"),
    [
        (True, "index.md", "exercises/x.md", "exercises/x/"),
        (True, "exercises/x.md", "index.md", "../../"),
        (True, "exercises/x.md", "glossary.md#term-a", "../../glossary/#term-a"),
        (True, "index.md", "index.md", "./"),
        (False, "exercises/x.md", "index.md", "../index.html"),
        (False, "modules/m/index.md", "modules/m/a.md", "a.html"),
        (True, "exercises/x.md", "assets/a.js", "../../assets/a.js"),
    ],
)
def test_addresses(directory_urls: bool, here: str, there: str, expected: str) -> None:
    assert Links(directory_urls).to(here, there) == expected


@given(st.sampled_from(PAGES), st.sampled_from(PAGES), st.booleans())
def test_following_an_address_ends_at_its_page(here: str, there: str, directory_urls: bool) -> None:
    links = Links(directory_urls)
    base = links.url(here) if directory_urls else posixpath.dirname(links.url(here))
    reached = posixpath.normpath(posixpath.join("/", base, links.to(here, there)))
    assert reached == posixpath.normpath(posixpath.join("/", links.url(there)))
