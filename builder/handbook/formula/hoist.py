"""Marks what need not be computed again for every row.

`["h", e]` is computed once per pass; `["k", e]`, inside an aggregate in a computed column, once per
row of the computed column. A table of 500 rows whose cells divide by `sum(column)` sums 500 numbers,
not 250,000.
"""

from __future__ import annotations

from handbook.formula.types import Data

_LEAVES = {"'", "n", "r", "c", "today", "height"}
_PER_ROW = {"r", "rank", "cumshare"}


def hoist(data: Data, *, in_row: bool, in_aggregate: bool = False) -> Data:
    """Return the formula with its marks; `in_row` while it belongs to a computed column.

    ``amount / sum(amount)`` in a computed column: the sum is the same in every row.

    >>> hoist(["/", ["r", "amount"], ["sum", ["rows", "deals", True, ["c", "amount"]]]], in_row=True)
    ['/', ['r', 'amount'], ['h', ['sum', ['rows', 'deals', True, ['c', 'amount']]]]]

    ``sum(amount * (rate / 100))``, with the ``rate`` of the row that is computed: it is the same for all amounts.

    >>> hoist(["sum", ["rows", "deals", True, ["*", ["c", "amount"], ["/", ["r", "rate"], 100]]]], in_row=True)
    ['sum', ['rows', 'deals', True, ['*', ['c', 'amount'], ['k', ['/', ['r', 'rate'], 100]]]]]
    """
    if not isinstance(data, list) or data[0] in _LEAVES:
        return data
    outer = in_row and _uses_row(data)
    inner = in_aggregate and _uses_column(data)
    if in_aggregate and not inner:
        return ["k" if outer else "h", _inside(data, in_row=outer, in_aggregate=False)]
    if in_row and not in_aggregate and not outer:
        return ["h", _inside(data, in_row=False, in_aggregate=False)]
    return _inside(data, in_row=in_row, in_aggregate=in_aggregate)


def _inside(data: list[Data], *, in_row: bool, in_aggregate: bool) -> Data:
    if data[0] in ("rank", "cumshare"):
        return [*data[:2], *(hoist(part, in_row=False, in_aggregate=True) for part in data[2:])]
    if data[0] == "rows":
        return [*data[:2], *(hoist(part, in_row=in_row, in_aggregate=True) for part in data[2:])]
    return [data[0], *(hoist(part, in_row=in_row, in_aggregate=in_aggregate) for part in data[1:])]


def _uses_row(data: Data) -> bool:
    return isinstance(data, list) and (data[0] in _PER_ROW or any(map(_uses_row, data[1:])))


def _uses_column(data: Data) -> bool:
    """Return whether the row of the innermost aggregate around matters; what aggregates inside read is their own."""
    if not isinstance(data, list) or data[0] in ("'", "rows", "n", "height"):
        return False
    return data[0] == "c" or any(map(_uses_column, data[1:]))
