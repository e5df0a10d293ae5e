"""When two short answers say the same: what blanks and numbers are compared by.

The browser's twin is frontend/src/scoring/text.ts; both give the same text for the same input.
"""

import re
import unicodedata

LARGEST = 9e15
"""Numbers from here on stay as written: beyond it not every whole number has a double of its own."""

_ALIKE = str.maketrans("零〇一二三四五六七八九两‐‑‒–—−~", "001234567892" + "-" * 7)
_UNITS = {"十": 10.0, "百": 100.0, "千": 1000.0, "万": 10_000.0, "亿": 100_000_000.0}
_AMOUNT = r"[0-9]+(?:\.[0-9]+)?"
_POINT = re.compile(r"([0-9十百千万亿])点(?=[0-9])")
_RUN = re.compile(r"(?:[0-9]+\.[0-9]+|[0-9十百千万亿])+")
_PART = re.compile(_AMOUNT + "|[十百千万亿]")
_PERCENT = re.compile(f"百分之({_AMOUNT})")
_NUMBER = re.compile(rf"[+-]?(?:{_AMOUNT}|\.[0-9]+)")
_SILENT = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"))


def normal(text: str) -> str:
    """The text without what does not matter: width, case, spaces, punctuation, and how a number is written.

    ``三`` and ``３`` are ``3``, ``十二`` is ``12``, ``1.5万`` is ``15000``, ``百分之三十`` is ``30%``.
    A text of nothing but punctuation stays what it is.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    alike = f" {folded.translate(_ALIKE)} "
    kept = "".join(alike[i] for i in range(1, len(alike) - 1) if _speaks(*alike[i - 1 : i + 2]))
    counted = _RUN.sub(lambda run: _numeral(run[0]), _POINT.sub(r"\1.", kept))
    return _PERCENT.sub(r"\1%", counted) or folded


def number(answer: object, unit: str | None = None) -> float | None:
    """The number of an answer, typed as text or saved as a number; None where it is not one.

    The question's own unit may stand behind it.
    """
    if isinstance(answer, str):
        folded = unicodedata.normalize("NFKC", answer).strip()
        text = normal(folded.removesuffix(unicodedata.normalize("NFKC", unit or "")))
        return float(text) if _NUMBER.fullmatch(text) else None
    return float(answer) if isinstance(answer, (int, float)) and not isinstance(answer, bool) else None


def _speaks(before: str, char: str, after: str) -> bool:
    """Return whether a character counts: punctuation does where it is part of a number."""
    if unicodedata.category(char) not in _SILENT:
        return True
    if char in "%‰":
        return before in "0123456789十百千万亿"
    return "0" <= after <= "9" and (char == "." or (char == "-" and not "a" <= before <= "z"))


def _numeral(run: str) -> str:
    """A run of digits and 十百千万亿 as a plain number; as it stands where it makes none."""
    parts = _PART.findall(run)
    if not _UNITS.keys() & set(parts):
        return run.rstrip("0").rstrip(".") if "." in run else run
    value = _value(parts)
    return f"{value:.0f}" if value is not None and value < LARGEST and value.is_integer() else run


def _value(parts: list[str]) -> float | None:
    """The value of a numeral, read left to right; None where it starts with a bare 百, 千, 万 or 亿.

    A single last digit counts one unit below the one before it: 三千二 is 3200.
    """
    if parts[0] in "百千万亿":
        return None
    total = section = count = 0.0
    unit, ten = 1.0, 1.0
    for part in parts:
        if part not in _UNITS:
            count, ten = float(part), 0.0
            continue
        unit = _UNITS[part]
        if unit < _UNITS["万"]:
            section += (count or ten) * unit
        else:
            whole = section + count
            total = (total + whole) * unit if part == "亿" else total + whole * unit
            section = 0.0
        count, ten = 0.0, 1.0
    lower = len(parts[-1]) == 1 and parts[-1] not in _UNITS and unit > _UNITS["十"]
    return total + section + (count * unit / 10 if lower else count)
