"""Interval arithmetic: between which bounds a number lies, and whether it can be zero."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product

INF = math.inf
MOST_POWER = 64
"""Exponents up to this one are followed."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `lo` to `hi`, both included; `nonzero` takes zero out."""

    lo: float = -INF
    hi: float = INF
    nonzero: bool = False

    @property
    def has_zero(self) -> bool:
        """Return whether zero is possible."""
        return self.lo <= 0 <= self.hi and not self.nonzero

    @property
    def one_sided(self) -> bool:
        """Return whether all values have one sign (zero aside)."""
        return self.lo >= 0 or self.hi <= 0

    def within(self, other: Range) -> Range:
        """The values in both."""
        lo, hi = max(self.lo, other.lo), min(self.hi, other.hi)
        return Range(min(lo, hi), max(lo, hi), self.nonzero or other.nonzero)


ALL = Range()
NOT_NEGATIVE = Range(0, INF)
POSITIVE = Range(0, INF, nonzero=True)
SHARE = Range(0, 1)


def exactly(value: float) -> Range:
    """A single value."""
    return Range(value, value)


def union(parts: Iterable[Range]) -> Range:
    """The values in any of the parts."""
    ranges = list(parts)
    nonzero = not any(r.has_zero for r in ranges)
    return Range(min(r.lo for r in ranges), max(r.hi for r in ranges), nonzero)


def add(a: Range, b: Range) -> Range:
    """a + b."""
    both_positive = a.lo >= 0 and b.lo >= 0 and (not a.has_zero or not b.has_zero)
    lo, hi = a.lo + b.lo, a.hi + b.hi
    return Range(-INF if math.isnan(lo) else lo, INF if math.isnan(hi) else hi, both_positive)


def negative(a: Range) -> Range:
    """-a."""
    return Range(-a.hi, -a.lo, a.nonzero)


def multiply(a: Range, b: Range) -> Range:
    """Return the range of a * b.

    >>> multiply(Range(-2, 3), Range(4, 5))
    Range(lo=-10, hi=15, nonzero=False)
    """
    corners = [x * y if x and y else 0.0 for x, y in product((a.lo, a.hi), (b.lo, b.hi))]
    return Range(min(corners), max(corners), not a.has_zero and not b.has_zero)


def divide(a: Range, b: Range) -> Range:
    """Return the range of a / b, where b is not zero; every number where b may have either sign.

    >>> divide(Range(1, 10), Range(2, 5))
    Range(lo=0.2, hi=5.0, nonzero=True)
    >>> divide(exactly(1), Range(-1, 1))
    Range(lo=-inf, hi=inf, nonzero=False)
    """
    if not b.one_sided:
        return ALL
    sign = 1.0 if b.lo >= 0 else -1.0
    inverse = sorted(sign / abs(end) if end else sign * INF for end in (b.lo, b.hi))
    return multiply(a, Range(inverse[0], inverse[1], nonzero=True))


def modulo(_a: Range, b: Range) -> Range:
    """a % b, which has the sign of b."""
    return Range(0, b.hi) if b.lo >= 0 else ALL


def power(a: Range, b: Range) -> Range:
    """a ** b."""
    fixed = int(b.lo) if b.lo == b.hi and abs(b.lo) <= MOST_POWER else None
    if a.lo < 0:
        return Range(0, INF, not a.has_zero) if fixed is not None and fixed % 2 == 0 else ALL
    if fixed is None or fixed < 0:
        return NOT_NEGATIVE
    return Range(_power(a.lo, fixed), _power(a.hi, fixed), not a.has_zero)


def _power(base: float, exponent: int) -> float:
    try:
        return base**exponent
    except OverflowError:
        return INF


def absolute(a: Range) -> Range:
    """abs(a)."""
    lo = 0.0 if a.lo <= 0 <= a.hi else min(abs(a.lo), abs(a.hi))
    return Range(lo, max(abs(a.lo), abs(a.hi)), a.nonzero)


def root(a: Range) -> Range:
    """The square root of a."""
    return Range(math.sqrt(max(a.lo, 0)), math.sqrt(max(a.hi, 0)), a.nonzero)


def rounded(a: Range) -> Range:
    """a brought to a whole number nearby, in either direction."""
    return Range(_end(math.floor, a.lo), _end(math.ceil, a.hi))


def rounded_up(a: Range, slack: float = 1e-9) -> Range:
    """a brought to the next whole number, where `slack` still counts as the one below."""
    return Range(_end(math.ceil, a.lo - slack), _end(math.ceil, a.hi))


def _end(rounding: Callable[[float], int], end: float) -> float:
    return end if math.isinf(end) else float(rounding(end))


def total(a: Range, some: bool) -> Range:
    """The sum of values each in a; `some` says that there is at least one."""
    if not a.one_sided:
        return ALL
    if a.lo >= 0:
        return Range(a.lo if some else 0, INF, some and not a.has_zero)
    return Range(-INF, a.hi if some else 0, some and not a.has_zero)


def middle(a: Range) -> Range:
    """A mean, median or quantile of values each in a."""
    return a if a.one_sided else replace(a, nonzero=False)
