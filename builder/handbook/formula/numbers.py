"""Numbers, days and times as people read them. The browser's twin is frontend/src/scoring/values.ts.

Rounding is half away from zero on the decimal digits that a number shows (its shortest exact form), so
that 1.005 becomes 1.01 although the nearest double lies a hair below.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

MOST_PLACES = 6
"""Decimals shown where nobody said how many."""
GROUPED_FROM = 5
"""Integer digits from which groups of three are set off: 9999, but 10,000."""
EPOCH = datetime.date(1970, 1, 1).toordinal()
HOUR = 60


def display(value: float, places: int | None = None) -> str:
    """A number with at most `places` decimals, zeros at the end dropped, 10,000 and more in groups of three."""
    most = MOST_PLACES if places is None else places
    digits = scaled(value, most).rjust(most + 1, "0")
    whole, rest = digits[: len(digits) - most], digits[len(digits) - most :].rstrip("0")
    sign = "-" if value < 0 and digits.strip("0") else ""
    return sign + _grouped(whole) + (f".{rest}" if rest else "")


def rounded(value: float, places: int = 0) -> float:
    """The double nearest to `value` rounded to so many decimals (negative: tens, hundreds); may be infinite."""
    digits = scaled(value, places)
    return float(f"{'-' if value < 0 else ''}{digits}e{-places}")


def scaled(value: float, places: int) -> str:
    """|value| × 10^places, rounded half away from zero, as decimal digits."""
    number = Decimal(repr(abs(value))).as_tuple()
    digits = "".join(map(str, number.digits))
    keep = len(digits) + int(number.exponent) + places
    if keep < 0:
        return "0"
    kept = int(digits[:keep].ljust(keep, "0") or "0")
    return str(kept + (digits[keep : keep + 1] >= "5"))


def day(number: float) -> str:
    """Days since 1970-01-01 as YYYY-MM-DD."""
    return datetime.date.fromordinal(int(number) + EPOCH).isoformat()


def clock(minutes: float) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{int(minutes) // HOUR:02}:{int(minutes) % HOUR:02}"


def _grouped(whole: str) -> str:
    return f"{int(whole):,}" if len(whole) >= GROUPED_FROM else whole
