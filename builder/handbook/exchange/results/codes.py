"""The short text codes that phones show; frontend/src/answers/code.ts, the browser's twin, says what they are."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

Ask = Mapping[str, Any]
Known = Mapping[str, Any]

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX = "HB1"
_DIGITS = "0123456789.-e+"
_END = 15
_PRIME = 1_048_573
_ROWS = 11
_LONGEST = 32
_LAYOUT = 32
_CHECK = 4
_CELLS = ("number", "one", "bool")
_NUMERAL = re.compile(r"[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)
_LIKE = str.maketrans("OIL", "011")


class _Stream(Protocol):
    def bits(self, width: int, value: int) -> int:
        """Write `value`, or read and return as many bits."""
        ...


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []

    def bits(self, width: int, value: int) -> int:
        if width:
            self.out.append(format(value, f"0{width}b"))
        return value


class _Reader:
    """Zeros at the end are left out of a code; here they come back."""

    def __init__(self, source: str) -> None:
        self._source, self._at = source, 0

    def bits(self, width: int, value: int) -> int:
        part = self._source[self._at : self._at + width].ljust(width, "0")
        self._at += width
        return int(part or "0", 2)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded code: its exercise and answers, or the key of the words that say why it cannot be read."""

    known: Known | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    problem: str = ""


def encode(known: Known, answers: Mapping[str, object]) -> str:
    """The code of these answers; empty when there is nothing that may travel."""
    stream = _Writer()
    if not _all(stream, known, answers):
        return ""
    bits = format(int(known["layout"], 16), f"0{_LAYOUT}b") + "".join(stream.out)
    signs = _to_signs(bits.rstrip("0"))
    signs += checksum(signs)
    return "-".join([PREFIX, *(signs[i : i + 5] for i in range(0, len(signs), 5))])


def decode(text: str, known: Iterable[Known]) -> Decoded:
    """Read a code as people copy it: any case, width, spaces and line breaks; O for 0, I and L for 1."""
    signs, problem = signs_of(text)
    if problem:
        return Decoded(problem=problem)
    bits = "".join(format(SIGNS.index(sign), "05b") for sign in signs)
    layout = int(bits[:_LAYOUT].ljust(_LAYOUT, "0"), 2)
    found = next((one for one in known if one["layout"] and int(one["layout"], 16) == layout), None)
    if found is None:
        return Decoded(problem="code_unknown")
    return Decoded(found, _all(_Reader(bits[_LAYOUT:]), found, {}))


def signs_of(text: str) -> tuple[str, str]:
    """The signs of a code without its checksum; and why there are none."""
    plain = re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper()).translate(_LIKE)
    if not plain.startswith(PREFIX):
        return "", "code_foreign"
    signs = plain[len(PREFIX) : -_CHECK]
    if not signs or "U" in signs or plain[-_CHECK:] != checksum(signs):
        return "", "code_typo"
    return signs, ""


def checksum(signs: str) -> str:
    """Four signs that change when one sign does or two neighbours change places."""
    value = 7
    for sign in signs:
        value = (value * 33 + SIGNS.find(sign) + 1) % _PRIME
    return _to_signs(format(value, "020b"))


def _to_signs(bits: str) -> str:
    return "".join(SIGNS[int(bits[i : i + 5].ljust(5, "0"), 2)] for i in range(0, len(bits), 5))


def _all(stream: _Stream, known: Known, answers: Mapping[str, object]) -> dict[str, object]:
    """Every answer that may travel, through the stream."""
    found = {}
    for name, ask in known["asked"].items():
        value = None if ask.get("private") else _carry(stream, ask, answers.get(name))
        if value is not None:
            found[name] = value
    return found


def _carry(stream: _Stream, ask: Ask, value: object) -> object:
    carry = _SHAPES.get(ask["shape"])
    return carry(stream, ask, value) if carry else None


def _ids(labels: Iterable[Sequence[str]] | None) -> list[str]:
    return [label[0] for label in labels or ()]


def _number(stream: _Stream, ask: Ask, value: object) -> object:
    ends = ask.get("range")
    return _pick(stream, list(range(int(ends[0]), int(ends[1]) + 1)), value) if ends else _decimal(stream, value)


def _many(stream: _Stream, ask: Ask, value: object) -> list[str] | None:
    given = value if isinstance(value, (list, tuple)) else ()
    return [one for one in _ids(ask.get("options")) if stream.bits(1, int(one in given))] or None


def _map(stream: _Stream, ask: Ask, value: object) -> object:
    options = _ids(ask.get("options"))
    return _each(_ids(ask.get("items")), value, lambda part, _: _pick(stream, options, part))


def _order(stream: _Stream, ask: Ask, value: object) -> object:
    items = _ids(ask.get("items"))
    places = list(range(1, len(items) + 1))
    return _each(items, value, lambda part, _: _pick(stream, places, part))


def _table(stream: _Stream, ask: Ask, value: object) -> object:
    columns = ask.get("columns") or {}
    keys = [key for key, column in columns.items() if column["shape"] in _CELLS]
    if not keys:
        return None
    rows = list(value) if isinstance(value, (list, tuple)) else []
    count = stream.bits(_ROWS, min(len(rows), 2**_ROWS - 1))
    found = [
        _each(keys, rows[i] if i < len(rows) else None, lambda cell, key: _carry(stream, columns[key], cell)) or {}
        for i in range(count)
    ]
    return found if any(found) else None


def _check(stream: _Stream, ask: Ask, value: object) -> object:
    done = isinstance(value, Mapping) and value.get("done") is True
    if ask.get("repeat") or not stream.bits(1, int(done)):
        return None
    return {"done": True, "evidence": "", "date": ""}


_SHAPES: Mapping[str, Callable[[_Stream, Ask, object], object]] = {
    "number": _number,
    "bool": lambda stream, _, value: _pick(stream, [False, True], value),
    "one": lambda stream, ask, value: _pick(stream, _ids(ask.get("options")), value),
    "many": _many,
    "map": _map,
    "order": _order,
    "table": _table,
    "check": _check,
}


def _pick(stream: _Stream, choices: Sequence[object], value: object) -> object:
    """One of a list, or nothing."""
    same = (i for i, one in enumerate(choices) if one == value and isinstance(one, bool) == isinstance(value, bool))
    index = next(same, -1)
    if not stream.bits(1, int(index >= 0)):
        return None
    width = (len(choices) - 1).bit_length() if len(choices) > 1 else 0
    found = stream.bits(width, max(index, 0))
    return choices[found] if found < len(choices) else None


def _each(keys: Iterable[str], value: object, one: Callable[[object, str], object]) -> dict[str, object] | None:
    """A part for every key that has one."""
    given = value if isinstance(value, Mapping) else {}
    found = {key: part for key in keys if (part := one(given.get(key), key)) is not None}
    return found or None


def _decimal(stream: _Stream, value: object) -> float | None:
    """A number sign by sign, as JavaScript writes it."""
    text = _written(value)
    found = ""
    for i in range(_LONGEST):
        sign = stream.bits(4, _DIGITS.index(text[i]) if i < len(text) else _END)
        if sign >= len(_DIGITS):
            break
        found += _DIGITS[sign]
    number = float(found) if _NUMERAL.fullmatch(found) else math.inf
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _written(value: object) -> str:
    """A number's shortest text in JavaScript's way; empty for what is none."""
    if isinstance(value, str):
        plain = re.sub(r"[,\s\ufeff]", "", unicodedata.normalize("NFKC", value))
        value = float(plain) if _NUMERAL.fullmatch(plain) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return ""
    sign, digits, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    if digits == (0,):
        return "0"
    return ("-" if sign else "") + _placed("".join(map(str, digits)), len(digits) + int(exponent))


def _placed(digits: str, point: int) -> str:
    """Digits with the decimal point after so many of them (ECMA-262, Number::toString)."""
    if len(digits) <= point <= 21:  # noqa: PLR2004
        return digits.ljust(point, "0")
    if 0 < point <= 21:  # noqa: PLR2004
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:  # noqa: PLR2004
        return f"0.{'0' * -point}{digits}"
    mantissa = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"
