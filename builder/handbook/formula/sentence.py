"""A result's sentence: ``{}`` stands for the result itself, ``{other}`` for another one.

The browser's twin is `sentence` in frontend/src/exercises/worksheet/results.ts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HOLE = re.compile(r"\{([a-z][\w-]*)?\}", re.ASCII)


def fill(say: str, ident: str, texts: Mapping[str, str]) -> str | None:
    """The sentence of the result `ident` with its holes filled; None while one of them has nothing to show."""
    found = [texts.get(hole[1] or ident, "") for hole in HOLE.finditer(say)]
    if not all(found):
        return None
    filled = iter(found)
    return HOLE.sub(lambda _: next(filled), say)
