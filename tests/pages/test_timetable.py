"""A late session: what is cut, by whose rules; and times of day, alike in Python and in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from handbook.pages.session_times import clock, minutes_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

Stretch = dict[str, Any]


def stretch(minutes: int, to: int | None = None, order: int = 0, *, rest: bool = False) -> Stretch:
    """An activity as far as time goes."""
    return {"minutes": minutes, "to": to, "order": order, "rest": rest}


STRETCH = st.builds(
    lambda minutes, to, order, rest: stretch(minutes, to, order, rest=rest),
    st.integers(1, 60),
    st.none() | st.integers(0, 70),
    st.integers(1, 5),
    st.booleans(),
)
DAYS = st.lists(STRETCH, min_size=1, max_size=12).flatmap(
    lambda all_: st.tuples(st.just(all_), st.lists(st.integers(0, 90), max_size=len(all_)))
)
often = settings(deadline=None, max_examples=100)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("scoring/timetable.ts") as found:
        yield found


def replan(node: Node, day: list[Stretch], spent: list[int]) -> tuple[list[int], int]:
    """Minutes of each activity, and how many minutes late the session ends all the same."""
    found = node.call("replan", day, spent)
    return found["minutes"], found["over"]


MORNING = [stretch(10, 5, 2), stretch(30, 20, 1), stretch(15, rest=True), stretch(40, 25, 3), stretch(5)]
"""A start, an exercise that gives way first, a break, a discussion that gives way last, and an end that never does."""


@pytest.mark.parametrize(
    ("spent", "minutes", "over"),
    [
        ([], [10, 30, 15, 40, 5], 0),
        ([10], [10, 30, 15, 40, 5], 0),
        ([7], [7, 30, 15, 40, 5], 0),
        ([16], [16, 24, 15, 40, 5], 0),
        ([20], [20, 20, 15, 40, 5], 0),
        ([32], [32, 20, 15, 28, 5], 0),
        ([35], [35, 20, 15, 25, 5], 0),
        ([50], [50, 20, 15, 25, 5], 15),
        ([10, 42], [10, 42, 15, 28, 5], 0),
        ([10, 42, 25], [10, 42, 25, 25, 5], 7),
        ([5, 42], [5, 42, 15, 33, 5], 0),
        ([10, 30, 15, 40, 25], [10, 30, 15, 40, 25], 20),
    ],
)
def test_a_late_morning_is_cut_in_the_authors_order(
    node: Node, spent: list[int], minutes: list[int], over: int
) -> None:
    assert replan(node, MORNING, spent) == (minutes, over)


def test_of_the_same_order_the_earlier_gives_way_first(node: Node) -> None:
    day = [stretch(10), stretch(20, 15, 1), stretch(20, 15, 1)]
    assert replan(node, day, [13]) == ([13, 17, 20], 0)
    assert replan(node, day, [18]) == ([18, 15, 17], 0)


def test_a_least_above_the_planned_minutes_cuts_nothing(node: Node) -> None:
    assert replan(node, [stretch(10), stretch(20, 25, 1)], [14]) == ([14, 20], 4)


@often
@given(DAYS)
def test_cuts_stay_within_the_authors_rules(node: Node, day: tuple[list[Stretch], list[int]]) -> None:
    stretches, spent = day
    minutes, over = replan(node, stretches, spent)
    assert minutes[: len(spent)] == spent, "what is done is done"
    saved = 0
    for one, now in list(zip(stretches, minutes, strict=True))[len(spent) :]:
        cuttable = one["to"] is not None and not one["rest"]
        assert (min(one["to"], one["minutes"]) if cuttable else one["minutes"]) <= now <= one["minutes"]
        saved += one["minutes"] - now
    late = max(0, sum(spent) - sum(one["minutes"] for one in stretches[: len(spent)]))
    assert saved + over == late, "not a minute more than is needed"


@often
@given(DAYS)
def test_nobody_is_cut_before_their_turn(node: Node, day: tuple[list[Stretch], list[int]]) -> None:
    stretches, spent = day
    minutes, over = replan(node, stretches, spent)
    coming = [
        (one["order"], at, minutes[at] - one["to"], one["minutes"] - minutes[at])
        for at, one in enumerate(stretches)
        if at >= len(spent) and not one["rest"] and one["to"] is not None and one["to"] < one["minutes"]
    ]
    left_before = 0
    for _, _, left, saved in sorted(coming):
        assert not (saved and left_before), "cut although an earlier one still had something to give"
        left_before += left
    assert not (over and left_before), "late although something could still be cut"


@given(st.integers(0, 3000))
def test_times_of_day(minutes: int) -> None:
    assert minutes_of(clock(minutes)) == minutes % 1440


def test_the_browser_tells_the_same_time(node: Node) -> None:
    for minutes in (0, 59, 60, 1439, 1440, 2000):
        assert node.call("clock", minutes) == clock(minutes)
        assert node.call("minutesOf", clock(minutes)) == minutes % 1440
    assert [node.call("minutesOf", text) for text in ("24:00", "9:00", "")] == [None] * 3


def test_where_the_clock_is(node: Node) -> None:
    assert [node.call("placeOf", [5, 0, 10], at) for at in (-1, 0, 4.9, 5, 14.9, 15)] == [-1, 0, 0, 2, 2, 3]
