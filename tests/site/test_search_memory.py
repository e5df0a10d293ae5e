"""Search entries are remembered while a page stays the same, and only then."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from handbook.site.engines.search import Entry, Memory, SearchGuard

if TYPE_CHECKING:
    from pathlib import Path


class Index:
    """Collects entries, and counts how often it had to work."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.worked = 0

    def add(self, page: Any) -> None:
        if not (page.meta.get("search") or {}).get("exclude"):
            self.worked += 1
            self.entries.append({"location": page.url, "title": page.title, "text": page.content})


def page(content: str, **meta: object) -> Any:
    return SimpleNamespace(url="a/", title="甲", content=content, meta=dict(meta))


def build(file: Path, *pages: Any) -> Index:
    index, memory = Index(), Memory(file)
    guard = SearchGuard(index, memory)
    for each in pages:
        guard.hide(each)
        index.add(each)
        guard.show(each)
    memory.save()
    return index


def test_a_page_that_stays_the_same_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    first, second = build(file, page("一")), build(file, page("一"))
    assert (first.worked, second.worked) == (1, 0)
    assert second.entries == first.entries


def test_a_page_that_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    build(file, page("一"))
    assert build(file, page("二")).entries == [{"location": "a/", "title": "甲", "text": "二"}]


def test_the_page_comes_back_whole_with_its_own_settings(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    for _ in range(2):
        shown = page("一<p data-search-exclude>二</p>", search={"boost": 2})
        index = build(file, shown)
        assert shown.content == "一<p data-search-exclude>二</p>"
        assert shown.meta == {"search": {"boost": 2}}
        assert index.entries[0]["text"] == "一"


def test_what_a_build_did_not_use_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    build(file, page("一"), page("二"))
    build(file, page("二"))
    assert build(file, page("一")).worked == 1


def test_a_damaged_memory_only_costs_time(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    file.write_bytes(b'{"half')
    assert build(file, page("一")).worked == 1
