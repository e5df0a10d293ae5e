"""How many terminal cells text takes, so that a caret stands under what it points at."""

from __future__ import annotations


def cells(text: str) -> int:
    """Cells that `text`, one line without tabs or controls, takes on a terminal; an emoji sequence counts as one."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))
