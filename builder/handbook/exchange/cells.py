"""Cells of tables that a spreadsheet opens: no text in them can turn into a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Cell = str | float | int | None
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
_QUOTED = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_000
"""Excel's own limit is 32,767 characters."""


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before what would be one."""
    plain = _CONTROL.sub("", text)[:LONGEST]
    return f"'{plain}" if _FORMULA.match(plain) else plain


def quoted(text: str) -> str:
    """`neutral`, where the text is read back by `unquoted`: apostrophes that were there before stay apart."""
    return neutral(f"'{text}" if text.startswith("'") and _QUOTED.match(text) else text)


def unquoted(text: str) -> str:
    """The text that `quoted` made a cell of."""
    return text[1:] if text.startswith("'") and _QUOTED.match(text[1:]) else text


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as UTF-8 with a byte order mark, because spreadsheets take Chinese for something else without."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return neutral(cell) if isinstance(cell, str) else short(cell)


def short(value: float, digits: int = 4) -> str:
    """A number without needless digits."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return "0" if text == "-0" else text
