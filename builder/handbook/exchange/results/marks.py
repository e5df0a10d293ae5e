"""Read what stands beside the lines of a question on paper; the twin of frontend/src/trainer/class/marks.ts.

Lines and letters are numbered from 0. `text` is in NFKC. Nothing here raises: None means that it cannot be read.
"""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[ \t\r\n,、;|/]+")
_PAIR = re.compile(r"([0-9]{1,2})([A-Za-z])")
_PAIRS = re.compile(r"(?:[0-9]{1,2}[A-Za-z])+")
_LETTER = re.compile(r"[A-Za-z]")
_DIGITS = re.compile(r"[0-9]{1,2}")
_EMPTY = ("-", "–", "—", "−", "_", "0")


def places(text: str, count: int) -> dict[int, int] | None:
    """Line → place (from 1) for an order of `count` lines that are lettered A, B, C … on paper.

    ``3 1 2 4``: what stands beside A, B, C, D. ``C A B D``: the lines from the first place to the last.
    """
    marks = _marks(text)
    if len(marks) != count:
        return None
    if any(_LETTER.fullmatch(mark) for mark in marks):
        lines = [_letter(mark, count) for mark in marks if mark not in _EMPTY]
        if None in lines or len(set(lines)) < len(lines):
            return None
        return {line: place for place, mark in enumerate(marks, 1) if (line := _letter(mark, count)) is not None}
    found = {line: int(mark) for line, mark in enumerate(marks) if mark not in _EMPTY and _DIGITS.fullmatch(mark)}
    whole = len(found) == sum(mark not in _EMPTY for mark in marks)
    return found if found and whole and all(1 <= place <= count for place in found.values()) else None


def beside(text: str, lines: int, letters: int) -> dict[int, int] | None:
    """Line → letter, for `lines` that are numbered on paper and choices that are lettered.

    ``B A C``: what stands beside 1, 2, 3. ``1B 3C``: what stands beside some of them.
    """
    marks = _marks(text)
    pairs = [pair for mark in marks if (pair := _PAIR.fullmatch(mark))]
    if len(pairs) == len(marks):
        given = [(int(pair[1]) - 1, pair[2]) for pair in pairs]
    elif len(marks) == lines:
        given = [(line, mark) for line, mark in enumerate(marks) if mark not in _EMPTY]
    else:
        return None
    found = {line: letter for line, mark in given if (letter := _letter(mark, letters)) is not None}
    return found if found and len(found) == len(given) and all(0 <= line < lines for line in found) else None


def _marks(text: str) -> list[str]:
    """``B A C`` and ``BAC`` part by part, ``1B 3C`` and ``1B3C`` too."""
    marks = [mark for mark in _BREAKS.split(text) if mark]
    if len(marks) != 1:
        return marks
    return [pair[0] for pair in _PAIR.finditer(marks[0])] if _PAIRS.fullmatch(marks[0]) else list(marks[0])


def _letter(mark: str, count: int) -> int | None:
    place = ord(mark.upper()) - ord("A") if _LETTER.fullmatch(mark) else -1
    return place if 0 <= place < count else None
