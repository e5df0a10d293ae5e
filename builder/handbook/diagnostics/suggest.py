"""The nearest known word to a mistyped one."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

LONGEST = 64
"""Longer words are no slips of the finger, and comparing them takes time that grows with the square."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most likely meant to be, or None.

    Width, case, `-` for `_` and invisible characters are forgiven first, then small slips.
    """
    if not 0 < len(word) <= LONGEST:
        return None
    by_skeleton: dict[str, str] = {}
    for candidate in known:
        by_skeleton.setdefault(skeleton(candidate), candidate)
    wanted = skeleton(word)
    if wanted in by_skeleton:
        return by_skeleton[wanted]
    close = difflib.get_close_matches(wanted, list(by_skeleton), n=1, cutoff=0.6)
    return by_skeleton[close[0]] if close else None


def skeleton(word: str) -> str:
    """`word` without what the eye misses: width, case, `-` or `_` or space, invisible characters."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    seen = (char for char in plain if unicodedata.category(char) not in {"Cf", "Cc", "Zs"})
    return "".join(seen).replace("-", "_").strip("_")


def has_invisible(word: str) -> bool:
    """Return whether `word` holds characters that nobody sees (zero-width, direction marks, controls)."""
    return any(unicodedata.category(char) in {"Cf", "Cc"} or char == "\u00a0" for char in word)


def unknown(word: str, known: Iterable[str]) -> dict[str, object]:
    """Message arguments for a word nobody knows: what is known and, if one is close, `near`."""
    names = list(known)
    near = nearest(word, names)
    args: dict[str, object] = {"id": word, "known": names}
    if near:
        args["near"] = near
    if near and has_invisible(word) and skeleton(word) == skeleton(near):
        args["case"] = "invisible"
    return args
