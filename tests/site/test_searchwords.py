"""Words that search knows whole, words it is given, and the theme's search mended."""

from __future__ import annotations

import re
from pathlib import Path

import material
from handbook.site.engines.search_patch import mended
from handbook.site.engines.search_terms import CUT, Words

WORKERS = Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers"


def cut(text: str) -> str:
    return text.replace("|", CUT)


def pieces(text: str) -> list[str]:
    return [piece for piece in text.split(CUT) if piece]


def test_a_term_that_would_begin_with_a_single_sign_is_kept_whole() -> None:
    words = Words(["四象限", "客户终身价值"])
    assert pieces(words.whole(cut("轮到|你|：|四|象限|分拣"))) == ["轮到", "你", "：", "四象限", "分拣"]
    assert words.whole(cut("客户|终身|价值")) == cut("客户|终身|价值")


def test_without_words_nothing_changes() -> None:
    assert Words([]).whole(cut("四|象限")) == cut("四|象限")


def test_keywords_go_to_the_entry_of_the_page() -> None:
    entries = [{"location": "a/", "title": "甲", "text": ""}, {"location": "a/#b", "title": "乙", "text": ""}]
    Words(["四象限"]).improve(entries, ["四象限", "重要紧急"])
    assert pieces(entries[0]["keywords"]) == ["四象限", "重要", "紧急"]
    assert "keywords" not in entries[1]


def test_the_themes_search_has_the_fault_that_is_mended() -> None:
    (script,) = (path.read_text("utf-8") for path in WORKERS.glob("search.*.min.js"))
    changed = mended(script)
    assert len(changed) == len(script) + 1
    assert re.search(r"o<=t\.length;o\+\+\)t\.slice\(s,o\)in e", changed)
