"""The search index: made of what may be found, and remembered from build to build.

Cutting Chinese into words takes about half of a build, and a page that did not change gives the same
entries again. They are kept by a hash of all they depend on.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol

from handbook.render.tree import write_file
from handbook.site.engines.search_exclude import without_excluded
from handbook.site.engines.search_terms import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mkdocs.structure.pages import Page

Entry = dict[str, Any]
MAKERS = ("mkdocs-material", "jieba")
"""Packages whose version decides what the entries of a page are."""


class Index(Protocol):
    """The part of the theme's search plugin that collects."""

    entries: list[Entry]


class Memory:
    """Entries of pages by key, in one file; forgets what the last build did not use."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _read(file)
        self._used: dict[str, list[Entry]] = {}

    def find(self, key: str) -> list[Entry] | None:
        """The entries kept under a key, which is then in use."""
        found = self._known.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def keep(self, key: str, entries: list[Entry]) -> None:
        """Remember entries for the next build."""
        self._used[key] = entries

    def save(self) -> None:
        """Write what this build used, and start over with it."""
        if self._used != self._known:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._file, json.dumps(self._used, ensure_ascii=False, separators=(",", ":")).encode())
        self._known, self._used = self._used, {}


class SearchGuard:
    """Stands around the theme's indexing of each page: `hide` before it, `show` after it."""

    def __init__(self, index: Index, memory: Memory, words: Sequence[str] = ()) -> None:
        self._index = index
        self._memory = memory
        self._words = Words(words)
        self._whole = ""
        self._key = ""
        self._count = 0
        self._meta: object = None

    def hide(self, page: Page) -> None:
        """Leave of the page what may be found, or nothing if its entries are known."""
        self._whole = page.content or ""
        self._key = _key(page, self._whole, self._words.known)
        self._meta = page.meta.get("search")
        self._count = len(self._index.entries)
        known = self._memory.find(self._key)
        if known is None:
            page.content = without_excluded(self._whole)
            return
        self._index.entries.extend(known)
        page.meta["search"] = {"exclude": True}

    def show(self, page: Page) -> None:
        """Give the page back whole, and remember its entries."""
        page.content = self._whole
        if self._meta is None:
            page.meta.pop("search", None)
        else:
            page.meta["search"] = self._meta
        made = self._index.entries[self._count :]
        if self._memory.find(self._key) is None:
            self._words.improve(made, page.meta.get("keywords") or ())
        self._memory.keep(self._key, made)


def _key(page: Page, content: str, words: Sequence[str]) -> str:
    meta = [page.meta.get(name) for name in ("search", "keywords")]
    parts = (*_versions(), page.url, str(page.title), repr(meta), repr(words), content)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _versions() -> tuple[str, ...]:
    return tuple(version(package) for package in MAKERS)


def _read(file: Path) -> dict[str, list[Entry]]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # there is none yet, or a build was killed: it costs time, nothing else
    return known if isinstance(known, dict) else {}
