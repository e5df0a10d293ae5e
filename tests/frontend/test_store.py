"""Keeping answers: tabs that share a storage, and storage that is full, blocked or damaged. No page, no clock."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "handbook:h:exercise:x"


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/data.ts") as started:
        yield started


def save(tab: int, **answers: Any) -> dict[str, Any]:
    return {"tab": tab, "save": ["x", answers]}


def flush(tab: int) -> dict[str, Any]:
    return {"tab": tab, "flush": True}


def sync(tab: int) -> dict[str, Any]:
    return {"tab": tab, "sync": True}


def test_what_is_typed_is_known_at_once_and_stored_on_flush(node: Node) -> None:
    typed = node.call("play", [save(0, a="1")])
    assert typed["tabs"][0]["answers"] == {"x": {"a": "1"}}
    assert typed["tabs"][0]["unsaved"]
    assert typed["stored"] == {}
    stored = node.call("play", [save(0, a="1"), flush(0)])
    assert stored["stored"] == {KEY: {"a": "1"}}
    assert not stored["tabs"][0]["unsaved"]


def test_two_tabs_do_not_overwrite_each_other(node: Node) -> None:
    steps = [sync(1), save(0, a="1"), save(1, b="2"), flush(0), flush(1), sync(0)]
    end = node.call("play", [{"tab": 1, "save": ["x", {}]}, *steps])
    assert end["stored"] == {KEY: {"a": "1", "b": "2"}}
    assert [tab["answers"]["x"] for tab in end["tabs"]] == [{"a": "1", "b": "2"}] * 2
    assert end["told"] == ["1:a", "0:b"]


def test_two_tabs_in_two_cells_of_a_table(node: Node) -> None:
    steps = [
        save(0, t=[{"n": 1}, {"n": 2}]), flush(0), sync(1),
        save(1, t=[{"n": 1}, {"n": 20}]), save(0, t=[{"n": 10}, {"n": 2}]), flush(0), flush(1), sync(0),
    ]  # fmt: skip
    end = node.call("play", steps)
    assert end["stored"] == {KEY: {"t": [{"n": 10}, {"n": 20}]}}
    assert end["tabs"][0]["answers"] == end["tabs"][1]["answers"]


def test_an_answer_taken_away_in_one_tab_is_gone_in_the_other(node: Node) -> None:
    end = node.call("play", [save(0, a="1", b="2"), flush(0), save(1, a=None), flush(1), sync(0)])
    assert end["tabs"][0]["answers"] == {"x": {"b": "2"}}


def test_clearing_reaches_other_tabs_and_can_be_undone(node: Node) -> None:
    start = [save(0, a="1"), flush(0), save(1, b="2"), flush(1), {"tab": 0, "clear": ["x"]}, sync(1)]
    cleared = node.call("play", start)
    assert cleared["stored"] == {}
    assert [tab["answers"] for tab in cleared["tabs"]] == [{}, {}]
    undone = node.call("play", [*start, save(0, c="3"), {"tab": 0, "undo": True}, sync(1)])
    assert undone["stored"] == {KEY: {"a": "1", "b": "2", "c": "3"}}
    assert undone["tabs"][1]["answers"] == {"x": {"a": "1", "b": "2", "c": "3"}}


moves = st.tuples(
    st.sampled_from([0, 1]), st.sampled_from("abc"), st.integers(0, 9), st.sampled_from(["", "flush", "sync"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(moves, max_size=12))
def test_the_last_word_on_each_field_is_kept(node: Node, made: list[tuple[int, str, int, str]]) -> None:
    """Each tab has fields of its own, so whatever the interleaving both see all of both in the end."""
    steps: list[dict[str, Any]] = []
    last: dict[str, int] = {}
    for tab, field, value, then in made:
        name = f"{field}{tab}"
        last[name] = value
        steps.append(save(tab, **{name: value}))
        if then:
            steps.append({"tab": tab, then: True})
    end = node.call("play", [*steps, flush(0), flush(1), sync(0), sync(1)])
    if last:
        assert end["stored"] == {KEY: last}
        assert [tab["answers"].get("x") for tab in end["tabs"]] == [last] * len(end["tabs"])


@pytest.mark.parametrize("refuse", ["full", "blocked"])
def test_storage_that_refuses_loses_nothing_and_recovers(node: Node, refuse: str) -> None:
    steps = [{**save(0, a="1"), "refuse": refuse}, flush(0)]
    refused = node.call("play", steps)
    assert refused["tabs"][0] == {"status": refuse, "unsaved": True, "answers": {"x": {"a": "1"}}, "asides": []}
    better = node.call("play", [*steps, {"tab": 0, "refuse": ""}, save(0, b="2"), flush(0)])
    assert better["tabs"][0]["status"] == "ok"
    assert better["stored"] == {KEY: {"a": "1", "b": "2"}}


def test_a_full_storage_keeps_what_was_stored_before(node: Node) -> None:
    end = node.call("play", [save(0, a="1"), flush(0), {**save(0, b="2"), "refuse": "full"}, flush(0)])
    assert end["stored"] == {KEY: {"a": "1"}}
    assert end["tabs"][0]["answers"] == {"x": {"a": "1", "b": "2"}}


DAMAGED = ["{", "null", "7", '"text"', "[]", '{"answers":{}}', '{"revision":"r","updated":"x","answers":{}}', "\x00"]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_record_is_put_aside(node: Node, text: str) -> None:
    end = node.call("play", [{"tab": 0, "raw": ["x", text]}, save(0, a="1"), flush(0)])
    assert end["tabs"][0]["status"] == "corrupt"
    assert end["tabs"][0]["asides"] == [text]
    assert end["stored"].pop(KEY) == {"a": "1"}
    assert list(end["stored"].values()) == [text]


def test_a_damaged_record_is_not_written_over_where_there_is_no_room_to_move_it(node: Node) -> None:
    steps = [{"tab": 0, "raw": ["x", "{"]}, {**save(0, a="1"), "refuse": "full"}, flush(0)]
    stuck = node.call("play", steps)
    assert stuck["stored"] == {KEY: "{"}
    assert stuck["tabs"][0]["asides"] == ["{"]
    assert stuck["tabs"][0]["answers"] == {"x": {"a": "1"}}
    still = node.call("play", [*steps, {"tab": 0, "refuse": ""}, save(0, b="2"), flush(0)])
    assert still["stored"] == {KEY: "{"}
    assert still["tabs"][0]["status"] != "ok"
    free = node.call("play", [*steps, {"tab": 0, "refuse": ""}, {"tab": 0, "dropAsides": True}])
    assert free["stored"] == {KEY: {"a": "1"}}
    assert free["tabs"][0]["status"] == "ok"


def test_a_record_with_names_of_the_language_is_a_record(node: Node) -> None:
    raw = json.dumps({"revision": "r", "updated": "2026-03-02T00:00:00Z", "answers": {"constructor": "a"}})
    end = node.call("play", [{"tab": 0, "raw": ["x", raw]}, save(0, a="1"), flush(0)])
    assert end["stored"] == {KEY: {"constructor": "a", "a": "1"}}
