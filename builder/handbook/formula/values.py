"""A learner's typed text → the value it means. The browser's twin is frontend/src/format.ts.

Days are counted from 1970-01-01 and times in minutes after midnight, so that formulas compute with
plain numbers. What means nothing, or lies outside the field's bounds, is no value.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from handbook.formula.numbers import EPOCH, HOUR

Value = float | bool | str | frozenset[str]

FIRST_YEAR, LAST_YEAR = 1000, 9999
FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1).toordinal() - EPOCH
LAST_DAY = datetime.date(LAST_YEAR, 12, 31).toordinal() - EPOCH

SPACES = "\t\n\v\f\r \u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
_ENDS = re.compile(f"^[{SPACES}]+|[{SPACES}]+$")
_ANY_SPACE = re.compile(f"[{SPACES}]")
_NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\ufe63", "-")
    | {"\u3002": ".", "\uff61": "."}
)
_NUMBER = re.compile(r"[+-]?(?:(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.\d*)?|\.\d+)", re.ASCII)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?", re.ASCII)
_YES, _NO = ("true", "yes", "on", "1", "是"), ("false", "no", "off", "0", "否")


def text(raw: object) -> str | None:
    """A text without the spaces around it."""
    return _ENDS.sub("", raw) or None if isinstance(raw, str) else None


def number(raw: object) -> float | None:
    """A number: full-width digits, a Chinese minus, 1,000 and 1 000 are understood; 万 and 1e3 are not."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _finite(raw)
    plain = _plain(raw)
    if plain[:1] in ("+", "-"):
        plain = plain[0] + plain[1:].lstrip(" ")
    return _finite(float(plain.replace(",", "").replace(" ", ""))) if _NUMBER.fullmatch(plain) else None


def date(raw: object) -> float | None:
    """A day as YYYY-MM-DD; `/`, `.` and 年月日 are understood too."""
    found = _DATE.fullmatch(_plain(raw).replace(" ", ""))
    return day_number(*map(int, found.groups())) if found else None


def time(raw: object) -> float | None:
    """A time of day as HH:MM; seconds are dropped."""
    found = _TIME.fullmatch(_plain(raw).replace(" ", ""))
    return minute_number(int(found[1]), int(found[2])) if found else None


def yesno(raw: object) -> bool | None:
    """Yes or no."""
    if isinstance(raw, bool):
        return raw
    plain = _plain(raw).lower()
    return True if plain in _YES else False if plain in _NO else None


def choices(raw: object) -> frozenset[str] | None:
    """The chosen options; none chosen is no value."""
    return frozenset(item for item in raw if isinstance(item, str)) or None if isinstance(raw, (list, tuple)) else None


def day_number(year: float, month: float, day: float) -> float | None:
    """Days since 1970-01-01 of a real day between the years 1000 and 9999."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= 31:  # noqa: PLR2004
        return None
    try:
        return float(datetime.date(int(year), int(month), int(day)).toordinal() - EPOCH)
    except ValueError:
        return None


def minute_number(hour: float, minute: float) -> float | None:
    """Minutes after midnight of a real time of day."""
    return float(hour * HOUR + minute) if 0 <= hour <= 23 and 0 <= minute <= 59 else None  # noqa: PLR2004


READERS: Mapping[str, Callable[[object], Value | None]] = {
    "number": number,
    "text": text,
    "bool": yesno,
    "date": date,
    "time": time,
    "choices": choices,
}


def read(field: Mapping[str, Any], raw: object) -> Value | None:
    """Return the value of a raw answer to a field. `field` has `kind`, and may have `lo`, `hi` and `options`."""
    value = READERS[field["kind"]](raw)
    if value is None or isinstance(value, bool):
        return value
    options = field.get("options")
    if isinstance(value, frozenset):
        return value & frozenset(options) or None if options else value
    if isinstance(value, str):
        return value if options is None or value in options else None
    return value if field.get("lo", -math.inf) <= value <= field.get("hi", math.inf) else None


def _plain(raw: object) -> str:
    """A typed text in half-width characters, its spaces plain."""
    return _ANY_SPACE.sub(" ", _ENDS.sub("", raw)).translate(_NARROW) if isinstance(raw, str) else ""


def _finite(value: float) -> float | None:
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None
