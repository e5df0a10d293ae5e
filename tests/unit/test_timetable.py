"""A late session: what is cut, by whose rules, and the same in the browser."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from handbook.pages.session_times import Plan, Stretch, clock, minutes_of, replan
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

STRETCH = st.builds(
    Stretch,
    minutes=st.integers(1, 60),
    to=st.none() | st.integers(0, 70),
    order=st.integers(1, 5),
    rest=st.booleans(),
)
DAYS = st.lists(STRETCH, min_size=1, max_size=12).flatmap(
    lambda all_: st.tuples(st.just(all_), st.lists(st.integers(0, 90), max_size=len(all_)))
)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("scoring/timetable.ts") as found:
        yield found


@given(DAYS)
def test_cuts_stay_within_the_authors_rules(day: tuple[list[Stretch], list[int]]) -> None:
    stretches, spent = day
    plan = replan(stretches, spent)
    assert list(plan.minutes[: len(spent)]) == spent, "what is done is done"
    saved = 0
    for stretch, minutes in list(zip(stretches, plan.minutes, strict=True))[len(spent) :]:
        cuttable = stretch.to is not None and not stretch.rest
        assert (min(stretch.to, stretch.minutes) if cuttable else stretch.minutes) <= minutes <= stretch.minutes
        saved += stretch.minutes - minutes
    late = max(0, sum(spent) - sum(stretch.minutes for stretch in stretches[: len(spent)]))
    assert saved + plan.over == late, "not a minute more than is needed"


@given(DAYS)
def test_nobody_is_cut_before_their_turn(day: tuple[list[Stretch], list[int]]) -> None:
    stretches, spent = day
    plan = replan(stretches, spent)
    coming = [
        (stretch.order, at, plan.minutes[at] - stretch.to, stretch.minutes - plan.minutes[at])
        for at, stretch in enumerate(stretches)
        if at >= len(spent) and not stretch.rest and stretch.to is not None and stretch.to < stretch.minutes
    ]
    left_before = 0
    for _, _, left, saved in sorted(coming):
        assert not (saved and left_before), "cut although an earlier one still had something to give"
        left_before += left
    assert not (plan.over and left_before), "late although something could still be cut"


@settings(deadline=None, max_examples=200)
@given(day=DAYS)
def test_the_browser_plans_the_same(node: Node, day: tuple[list[Stretch], list[int]]) -> None:
    stretches, spent = day
    found = node.call("replan", [asdict(stretch) for stretch in stretches], spent)
    assert Plan(tuple(found["minutes"]), found["over"]) == replan(stretches, spent)


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
