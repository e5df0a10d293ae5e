"""Periods as the scheme counts them: from the day after, a last day off rolls on to the next working day.

Public holidays are the state's to announce; those that matter are given as dates, otherwise only weekends are off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SATURDAY = 5
_ONE = timedelta(days=1)
_MONTHS = 12
_LONGEST = 400
"""Days off in a row after which nobody looks for a working day any more."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off that are no weekend, and weekends that are worked, as YYYY-MM-DD."""

    holidays: frozenset[str] = frozenset()
    worked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, holidays: Iterable[str] = (), worked: Iterable[str] = ()) -> Calendar:
        """The calendar with these exceptions."""
        return cls(frozenset(holidays), frozenset(worked))

    def works(self, day: date) -> bool:
        """Return whether it is a working day."""
        text = day.isoformat()
        return text in self.worked or (day.weekday() < _SATURDAY and text not in self.holidays)


def working_days(start: str, count: int, calendar: Calendar) -> str:
    """The last of so many working days after a day."""
    day, left, off = date.fromisoformat(start), count, 0
    while left and off < _LONGEST:
        day += _ONE
        works = calendar.works(day)
        left -= works
        off = 0 if works else off + 1
    return day.isoformat()


def calendar_days(start: str, count: int, calendar: Calendar) -> str:
    """The last of so many days after a day; the next working day when it is none."""
    day = date.fromisoformat(start) + count * _ONE
    return day.isoformat() if calendar.works(day) else working_days(day.isoformat(), 1, calendar)


def months(start: str, count: int) -> str:
    """The same day so many months later, or the last day of that month."""
    day = date.fromisoformat(start)
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    following = date(year + (month + 1) // _MONTHS, (month + 1) % _MONTHS + 1, 1)
    return min(date(year, month + 1, 1) + (day.day - 1) * _ONE, following - _ONE).isoformat()


def is_day(value: object) -> bool:
    """Return whether it is a date, YYYY-MM-DD."""
    if not (isinstance(value, str) and _DAY.fullmatch(value)):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
