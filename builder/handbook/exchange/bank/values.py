"""Cell texts → values for the YAML file. Only cells that differ from the present value change anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from handbook.exchange.bank.layout import ORDER, Field
from handbook.exchange.bank.rows import plain_text, tidy

_BETWEEN = re.compile(r"[\s,，、;；]+")


def changed(
    old: Mapping[str, Any], shown: Mapping[str, str], typed: Mapping[str, str], cells: Mapping[str, Field],
    order: Sequence[str] = ORDER,
) -> dict[str, Any]:  # fmt: skip
    """`old` with the cells that somebody changed: `shown` is what the cells said, `typed` what they say now."""
    new = dict(old)
    for column, field in cells.items():
        text = typed.get(column, "")
        if text == shown.get(column, "") or not field.key:
            continue
        if text:
            new[field.key] = value(text, field, old.get(field.key))
        else:
            new.pop(field.key, None)
    return in_order(old, new, order)


def value(text: str, field: Field, old: Any = None) -> Any:
    """Return the YAML value of a cell's text; unchanged items of lists stay as they were written."""
    if field.kind == "number":
        return _number(text)
    if field.kind in ("bool", "mark"):
        return text == "true"
    if field.kind == "lines":
        return _lines(text, field, old if isinstance(old, list) else [])
    return text + "\n" if field.kind == "prose" and "\n" in text else text


def _number(text: str) -> int | float:
    found = float(text)
    return int(text) if text.lstrip("-").isdigit() else found


def _lines(text: str, field: Field, old: list[Any]) -> list[Any]:
    parts = _BETWEEN.split(text) if field.key == "clauses" else text.split("\n")
    before = {tidy(plain_text(one)): one for one in old}
    return [before.get(part, part) for part in map(str.strip, parts) if part]


def in_order(old: Mapping[str, Any], new: dict[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """`new` with its keys where `old` has them; keys that are new come where `order` has them."""
    keys = [key for key in old if key in new]
    for key in sorted((key for key in new if key not in old), key=lambda key: _rank(key, order)):
        before = [at for at, other in enumerate(keys) if _rank(other, order) < _rank(key, order)]
        keys.insert(before[-1] + 1 if before else len(keys), key)
    return {key: new[key] for key in keys}


def _rank(key: str, order: Sequence[str]) -> int:
    return order.index(key) if key in order else len(order)


def woven(old: Sequence[str], typed: Sequence[str], exported: Sequence[str]) -> list[str]:
    """The order of things: that of the sheet where somebody changed it, else that of the file.

    What only the file has stays behind what it stood behind; what only the sheet has comes behind what is above it.
    """
    kept = [one for one in typed if one in old]
    untouched = kept == [one for one in exported if one in kept]
    order = list(old) if untouched else _with_missing(kept, old)
    before: str | None = None
    for one in typed:
        if one not in order:
            order.insert(order.index(before) + 1 if before is not None else 0, one)
        before = one
    return order


def _with_missing(order: list[str], old: Sequence[str]) -> list[str]:
    order = list(order)
    before: str | None = None
    for one in old:
        if one not in order:
            order.insert(order.index(before) + 1 if before is not None else 0, one)
        before = one
    return order
