"""How many terminal cells text takes, so that a caret stands under what it points at.

Follows Unicode's East Asian Width (UAX #11) and emoji sequences (UTS #51): wide characters take two
cells; marks that combine, joiners and selectors none; an emoji sequence takes two as a whole.
"""

from __future__ import annotations

import re
import unicodedata

from handbook.diagnostics.messages import JOINER

EMOJI_STYLE = "\ufe0f"

_FLAG_HALF = "[\U0001f1e6-\U0001f1ff]"
_TONE = "[\U0001f3fb-\U0001f3ff]"
_PICTOGRAPH = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_SEQUENCE = re.compile(
    f"{_FLAG_HALF}{_FLAG_HALF}"
    f"|[0-9#*]{EMOJI_STYLE}\u20e3?"
    f"|{_PICTOGRAPH}(?:{EMOJI_STYLE}|{_TONE}|{JOINER}{_PICTOGRAPH})+"
)
_ONE_WIDE = "\u3000"
_NOTHING = {"Mn", "Me", "Cf"}
_LATE_EMOJI = re.compile("[\U0001f6d0-\U0001f6ff\U0001f900-\U0001faff]")


def cells(text: str) -> int:
    """Cells that `text`, one line without tabs or controls, takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_alone, _SEQUENCE.sub(_ONE_WIDE, text)))


def _alone(char: str) -> int:
    """Cells of a character that is no part of a sequence."""
    if unicodedata.category(char) in _NOTHING or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} or _is_late_emoji(char) else 1


def _is_late_emoji(char: str) -> bool:
    """Whether this is an emoji younger than Python's tables, which call it unassigned and so narrow."""
    return _LATE_EMOJI.match(char) is not None and unicodedata.category(char) == "Cn"
