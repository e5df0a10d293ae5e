"""When cards come back, and in what order: the browser's review.ts and case-way.ts, without a page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = "2026-03-04"
INTERVALS = (1, 3, 7, 21, 60)
days = st.dates(date(1971, 1, 1), date(2199, 12, 31))


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("answers/review_boxes.ts") as started:
        yield started


@pytest.fixture(scope="module")
def ways() -> Iterator[Node]:
    with Node("exercises/case/way.ts") as started:
        yield started


@pytest.mark.parametrize(
    ("box", "grade", "to"),
    [
        (-1, "missed", 0), (-1, "fuzzy", 0), (-1, "known", 0),
        (0, "missed", 0), (0, "fuzzy", 0), (0, "known", 1),
        (2, "missed", 0), (2, "fuzzy", 2), (2, "known", 3),
        (4, "missed", 0), (4, "fuzzy", 4), (4, "known", 4),
    ],
)  # fmt: skip
def test_missed_goes_back_fuzzy_stays_known_goes_on(node: Node, box: int, grade: str, to: int) -> None:
    due = date.fromisoformat(TODAY) + timedelta(INTERVALS[to])
    assert node.call("next", box, grade, TODAY) == {"box": to, "due": str(due)}


@settings(max_examples=200, deadline=None)
@given(days, st.integers(-1, 4), st.sampled_from(["missed", "fuzzy", "known"]))
def test_a_card_is_never_due_on_the_day_it_was_judged_and_reads_as_written(node, day, box, grade):
    place = node.call("next", box, grade, str(day))
    assert place["due"] == str(day + timedelta(INTERVALS[place["box"]]))
    assert node.call("read", node.call("write", place)) == place


def test_seen_early_only_a_missed_card_moves(node: Node) -> None:
    place = {"box": 2, "due": "2026-03-09"}
    assert node.call("judged", place, "known", TODAY) == place
    assert node.call("judged", place, "fuzzy", TODAY) == place
    assert node.call("judged", place, "missed", TODAY) == {"box": 0, "due": "2026-03-05"}
    assert node.call("judged", {**place, "due": TODAY}, "known", TODAY) == {"box": 3, "due": "2026-03-25"}


@pytest.mark.parametrize("text", [None, "", "5 2026-03-04", "-1 2026-03-04", "2", 2, "<b>", "2 2026-03-04 x", True])
def test_anything_else_is_a_new_card(node: Node, text: object) -> None:
    assert node.call("read", text) is None


def item(ident: str, due: str | None = None, alike: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"id": ident}
    if due:
        found["place"] = {"box": 1, "due": due}
    if alike:
        found["alike"] = alike
    return found


def test_longest_due_first_new_ones_last_and_look_alikes_together(node: Node) -> None:
    items = [
        item("new", alike="x"), item("later", "2026-03-05"), item("today", TODAY),
        item("old", "2026-02-01", "x"), item("also", "2026-03-01"), item("plain"),
    ]  # fmt: skip
    assert node.call("dueToday", items, TODAY) == ["old", "new", "also", "today", "plain"]
    assert node.call("inOrder", items)[-2:] == ["later", "plain"]


def test_the_next_day_with_cards(node: Node) -> None:
    items = [item("a", "2026-03-09"), item("b", "2026-03-05"), item("c", "2026-03-05"), item("d", TODAY), item("e")]
    assert node.call("upcoming", items, TODAY) == {"due": "2026-03-05", "count": 2}
    assert node.call("upcoming", items[3:], TODAY) is None


SCENES = {"a": {"x": "b", "y": "c"}, "b": {"x": "c"}, "c": {}}


def test_endings_are_scenes_without_turns(ways: Node) -> None:
    assert [ways.call("isEnding", SCENES, scene) for scene in ("a", "b", "c", "d", "constructor", None)] == [
        False, False, True, False, False, False,
    ]  # fmt: skip


def test_a_way_is_numbered_as_on_the_page(ways: Node) -> None:
    assert ways.call("numbered", SCENES, ["a", "c"]) == "1 → 3"
