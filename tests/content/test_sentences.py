"""Sentences of results: what is a hole, and that a sentence without complaints comes out whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from handbook.content.resolve.sentences import check_sentences
from handbook.formula.sentence import HOLE, fill
from handbook.model.exercises.worksheet import Worksheet
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

ROOT = Path(__file__).parents[2]
TEXTS = {"rate": "25", "deep-work": "3"}


def complaints(say: str) -> list[tuple[str, str]]:
    """The code of each complaint, and the characters that are marked."""
    outputs = [{"id": ident, "label": "数", "formula": "1", "say": say} for ident in TEXTS]
    sheet = {"id": "x", "kind": "worksheet", "title": "甲", "outcome": "a.b", "minutes": 1, "outputs": outputs[:1]}
    sheet["outputs"] += [{"id": "deep-work", "label": "数", "formula": "1"}]
    fields = [{"id": "visits", "label": "次", "type": "number"}]
    model = TypeAdapter(Worksheet).validate_python({**sheet, "fields": fields})
    return [(code, say[at : at + length]) for code, _, at, length, _ in check_sentences(model)]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("没有洞。", []),
        ("{} 和 {deep-work}，{}{rate}", []),
        ("｛｝是全角的。", []),
        ("{rates}", [("unknown-field", "rates")]),
        ("{visits} {}", [("unknown-field", "visits")]),
        ("{ }", [("sentence-hole", "{ }")]),
        ("{Rate}{0}{_a}", [("sentence-hole", "{Rate}"), ("sentence-hole", "{0}"), ("sentence-hole", "{_a}")]),
        ("{{rate}}", [("sentence-hole", "{{rate}}")]),
        ("{{}}", [("sentence-hole", "{{}}")]),
        ("{rate", [("sentence-hole", "{rate")]),
        ("rate}", [("sentence-hole", "}")]),
        ("{rate 次，共 {}", [("sentence-hole", "{rate")]),
        ("{{rate}", [("sentence-hole", "{")]),
        ("{a{}}", [("sentence-hole", "{a"), ("sentence-hole", "}")]),
    ],
)
def test_what_is_wrong_with_a_sentence(say: str, expected: list[tuple[str, str]]) -> None:
    assert complaints(say) == expected


@given(st.lists(st.sampled_from(["{", "}", "{}", "{rate}", "{deep-work}", "{visits}", "rate", " ", "长", "A"])))
def test_a_sentence_without_complaints_is_filled_and_shows_no_brace(parts: list[str]) -> None:
    say = "".join(["数", *parts])
    filled = fill(say, "rate", TEXTS)
    if not complaints(say):
        assert filled is not None
        assert not set("{}") & set(filled)
    elif "{visits}" in say:
        assert filled is None


def test_a_hole_that_stays_empty_takes_the_sentence_away() -> None:
    assert fill("{} 次，{rate}%", "deep-work", TEXTS) == "3 次，25%"
    assert fill("{} 次，{gone}%", "rate", TEXTS) is None
    assert fill("{}", "gone", TEXTS) is None


def test_the_page_knows_the_same_holes() -> None:
    page = (ROOT / "builder/frontend/src/exercises/worksheet/results.ts").read_text("utf-8")
    assert f"say.replace(/{HOLE.pattern}/g" in page
