"""The operations and functions of formulas on plain values. The browser's twin is frontend/src/scoring/formula.ts.

Both compute on IEEE doubles in the same order, without library sums or powers, and so agree to the
last bit. What has no value raises NoValue with the reason; nothing is ever NaN or infinite.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, Literal

from handbook.formula import numbers
from handbook.formula.values import FIRST_DAY, LAST_DAY, day_number, minute_number

Reason = Literal["", "zero", "large", "negative", "few", "whole", "date"]
"""Why there is no value: division by zero, too large, negative where that means nothing, too few values,
not a whole number, no real date."""

SNAP = 1e-9
"""What lies this close to a whole number is one, for floor and ceil: 1.1 * 10 is 11, not 12."""
MOST_TEXT = 20_000
"""Longest text, in UTF-16 units, which is how a browser counts."""
MOST_EXPONENT = 1e9
DAY_MINUTES = 1440
WEEK, WEEK_WORKDAYS = 7, 5
MONDAY_OFFSET = 3
"""1970-01-01 was a Thursday."""


class NoValue(Exception):  # noqa: N818 - not an error: the learner is told why
    """An operation that has no value, with the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def finite(value: float) -> float:
    """The value, unless it is too large for a double."""
    if not math.isfinite(value):
        raise NoValue("large")
    return value


def divide(a: float, b: float) -> float:
    """a / b."""
    return a / _divisor(b)


def floor_divide(a: float, b: float) -> float:
    """a // b, rounded down, as Python does."""
    rest = math.fmod(a, _divisor(b))
    quotient = finite((a - rest) / b)
    if rest and (b < 0) != (rest < 0):
        quotient -= 1
    whole = float(math.floor(quotient))
    return whole + 1 if quotient - whole > 0.5 else whole  # noqa: PLR2004


def modulo(a: float, b: float) -> float:
    """a % b, with the sign of b, as Python does."""
    rest = math.fmod(a, _divisor(b))
    return rest + b if rest and (b < 0) != (rest < 0) else rest


def power(base: float, exponent: float) -> float:
    """base ** exponent for whole exponents, by squaring."""
    if not exponent.is_integer():
        raise NoValue("whole")
    if abs(exponent) > MOST_EXPONENT:
        raise NoValue("large")
    found = _power(base, abs(exponent))
    if exponent >= 0:
        return found
    if found == 0:
        raise NoValue("large" if base else "zero")
    return 1 / found


def _power(base: float, exponent: float) -> float:
    found = 1.0
    while exponent:
        if exponent % 2:
            found *= base
        exponent = float(exponent // 2)
        if exponent:
            base *= base
    return found


def root(value: float) -> float:
    """The square root."""
    if value < 0:
        raise NoValue("negative")
    return math.sqrt(value)


def floor(value: float) -> float:
    """The whole number below."""
    near = float(math.floor(value + 0.5))
    return near if abs(value - near) <= SNAP else float(math.floor(value))


def ceil(value: float) -> float:
    """The whole number above."""
    return -floor(-value)


def join(a: str, b: str) -> str:
    """Two texts as one."""
    if len((a + b).encode("utf-16-le", "surrogatepass")) > 2 * MOST_TEXT:
        raise NoValue("large")
    return a + b


def shift_day(day: float, by: float) -> float:
    """A day so many days later."""
    return _real_day(floor(finite(day + by)))


def shift_time(minutes: float, by: float) -> float:
    """A time of day so many minutes later, around midnight if need be."""
    return modulo(floor(finite(minutes + by)), DAY_MINUTES)


def date(year: float, month: float, day: float) -> float:
    """The day of a calendar date."""
    return _real_day(day_number(*map(_whole, (year, month, day))))


def time(hour: float, minute: float) -> float:
    """The time of day of a clock's reading."""
    found = minute_number(_whole(hour), _whole(minute))
    if found is None:
        raise NoValue("date")
    return found


def calendar(part: Literal["year", "month", "day"]) -> Callable[[float], float]:
    """The year, month or day of a date."""
    place = ("year", "month", "day").index(part)
    return lambda day: float(numbers.day(day).split("-")[place])


def weekday(day: float) -> float:
    """Monday is 1, Sunday is 7."""
    return modulo(day + MONDAY_OFFSET, WEEK) + 1


def workdays(start: float, end: float) -> float:
    """Days from Monday to Friday between two dates, the first included and the last not; holidays are not known."""
    return _workdays_before(end) - _workdays_before(start)


def _workdays_before(day: float) -> float:
    since = day + MONDAY_OFFSET
    weeks = math.floor(since / WEEK)
    return float(weeks * WEEK_WORKDAYS + min(since - weeks * WEEK, WEEK_WORKDAYS))


def digits(text: str) -> float:
    """How many digits a text has, full-width ones too."""
    return float(sum("0" <= char <= "9" or "０" <= char <= "９" for char in text))


def total(values: Sequence[float]) -> float:
    """Their sum, from first to last."""
    found = 0.0
    for value in values:
        found += value
    return found


def least(values: Sequence[float]) -> float:
    """The smallest."""
    return min(_some(values))


def greatest(values: Sequence[float]) -> float:
    """The largest."""
    return max(_some(values))


def count(values: Sequence[Any]) -> float:
    """How many there are; of truths, how many hold."""
    return float(sum(value is not False for value in values))


def mean(values: Sequence[float]) -> float:
    """Their arithmetic mean."""
    return finite(total(_some(values))) / len(values)


def median(values: Sequence[float]) -> float:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(_some(values))
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def deviation(values: Sequence[float]) -> float:
    """The standard deviation of a sample."""
    middle = mean(_some(values, 2))
    squares = [(value - middle) * (value - middle) for value in values]
    return math.sqrt(finite(total(squares)) / (len(values) - 1))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies, interpolated between neighbours."""
    ordered = sorted(_some(values))
    place = (len(ordered) - 1) * min(max(share, 0.0), 1.0)
    low = math.floor(place)
    rest = place - low
    return ordered[low] + rest * finite(ordered[low + 1] - ordered[low]) if rest else ordered[low]


def gini(values: Sequence[float]) -> float:
    """The Gini coefficient: 0 where all are equal, towards 1 where one has everything."""
    ordered = sorted(_not_negative(values))
    many = len(ordered)
    weighted = [(2 * (place + 1) - many - 1) * value for place, value in enumerate(ordered)]
    return divide(finite(total(weighted)), finite(many * total(ordered)))


def top_share(values: Sequence[float], share: float) -> float:
    """The part of the sum that the largest have: `share` of how many there are, rounded up."""
    ordered = sorted(_not_negative(values), reverse=True)
    top = ceil(len(ordered) * min(max(share, 0.0), 1.0))
    return divide(finite(total(ordered[: int(top)])), finite(total(ordered)))


def slope(ys: Sequence[float], xs: Sequence[float]) -> float:
    """By how much y rises when x rises by one: the least-squares line."""
    mean_y, mean_x = mean(_some(ys, 2)), mean(xs)
    products = [(y - mean_y) * (x - mean_x) for y, x in zip(ys, xs, strict=True)]
    squares = [(x - mean_x) * (x - mean_x) for x in xs]
    return divide(finite(total(products)), finite(total(squares)))


def nth(values: Sequence[Any], by: Sequence[float], place: float) -> Any:
    """The value that stands at `place` when `by` is sorted from large to small; ties keep their order."""
    order = sorted(range(len(by)), key=lambda i: -by[i])
    if not 1 <= _whole(place) <= len(order):
        raise NoValue("few")
    return values[order[int(place) - 1]]


def streak(values: Sequence[bool]) -> float:
    """How many at the end are true without a break."""
    for back, value in enumerate(reversed(values)):
        if not value:
            return float(back)
    return float(len(values))


def ranks(values: Sequence[float]) -> list[float]:
    """The place of each when sorted from large to small; equal values share the better place."""
    places: dict[float, float] = {}
    for place, value in enumerate(sorted(values, reverse=True)):
        places.setdefault(value, place + 1.0)
    return [places[value] for value in values]


def cumulative_shares(values: Sequence[float]) -> list[float]:
    """For each the part of the sum that it and all before it have, from large to small; ties keep their order."""
    sums: list[float] = []
    order = sorted(range(len(values)), key=lambda i: -values[i])
    for place in order:
        sums.append(finite((sums[-1] if sums else 0.0) + values[place]))
    found = [0.0] * len(values)
    for place, part in zip(order, sums, strict=True):
        found[place] = finite(divide(part, sums[-1]))
    return found


def _divisor(value: float) -> float:
    if value == 0:
        raise NoValue("zero")
    return value


def _whole(value: float) -> float:
    if not value.is_integer():
        raise NoValue("whole")
    return value


def _real_day(day: float | None) -> float:
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise NoValue("date")
    return day


def _some(values: Sequence[float], least: int = 1) -> Sequence[float]:
    if len(values) < least:
        raise NoValue("few")
    return values


def _not_negative(values: Sequence[float]) -> Sequence[float]:
    if any(value < 0 for value in values):
        raise NoValue("negative")
    return _some(values)
