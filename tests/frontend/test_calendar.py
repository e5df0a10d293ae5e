"""Days, weeks, months and streaks in the browser, against Python's own calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

days = st.dates(date(1971, 1, 1), date(2199, 12, 31))
often = settings(max_examples=200, deadline=None)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/kinds.ts") as started:
        yield started


@often
@given(days, st.integers(-400, 400))
def test_days_are_counted_as_in_python(node, day, count):
    assert node.call("addDays", str(day), count) == str(day + timedelta(count))


@often
@given(days)
def test_weeks_are_iso_weeks(node, day):
    year, week, weekday = day.isocalendar()
    assert node.call("isoWeek", str(day)) == f"{year}-W{week:02}"
    assert node.call("monday", str(day)) == str(day - timedelta(weekday - 1))


@often
@given(days)
def test_a_month_is_made_of_weeks_from_monday(node, day):
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    assert node.call("weeksOfMonth", str(day)) == [str(week[0]) for week in weeks]


@often
@given(days, st.integers(-30, 30))
def test_months_are_counted_from_their_first_day(node, day, count):
    months = day.year * 12 + day.month - 1 + count
    assert node.call("addMonths", str(day), count) == f"{months // 12:04}-{months % 12 + 1:02}-01"


@often
@given(days, st.sets(st.integers(0, 12)), st.sampled_from([1, 7]))
def test_streaks_end_at_the_first_gap_and_forgive_an_open_today(node, day, ago, period):
    start = day - timedelta(day.weekday()) if period == 7 else day
    done = [str(start - timedelta(period * n)) for n in ago]
    first = 0 if 0 in ago else 1
    expected = next(n for n in range(first, 14) if n not in ago) - first
    assert node.call("streakOf", done, str(day), period) == expected
