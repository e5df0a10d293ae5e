"""Problems of a rewritten file → the cells that were typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from handbook.diagnostics import Diagnostic, Diagnostics, Location
from handbook.exchange.bank.layout import PARTS, QUESTION, QUIZ, TYPES, Field
from handbook.exchange.bank.merge import MergeResult
from handbook.source import Document, Loc

_HEAD = {"id": "question", "type": "row"}
_PART_LEVEL = 4
"""questions, number, list, number: the way to a part."""


def move(found: Diagnostic, document: Document | None, merged: MergeResult, sink: Diagnostics) -> None:
    """Report a problem of `merged`'s file at the cell it comes from."""
    loc = locate(document.root, found.line, found.column) if document else ()
    args = dict(found.args)
    key = str(args.get("key", ""))
    where = cell_of(loc, key, merged)
    if found.name == "missing-key" and where and (kinds := _parts(loc, key, merged)) and (typed := merged.corner):
        args |= {"case": "parts", "rows": tuple(map(typed[0].labels.kind, kinds))}
    sink.add(found.name, where or Location(found.file, found.line, found.column, found.length), **args)


def _parts(loc: Loc, key: str, merged: MergeResult) -> list[str]:
    """The kinds of rows that a question has none of, where `key` is a list of such."""
    if len(loc) > 3 or loc[:1] != ("questions",):  # noqa: PLR2004 - the way to a question's own key
        return []
    kind = _value(merged.new, loc[:2])["type"]
    if kind == "truefalse" and key == "answer":
        return ["verdict"]
    return [part for part in TYPES.get(kind, TYPES["single"]).parts if PARTS[part].key == key]


def locate(node: yaml.Node, line: int, column: int) -> Loc:
    """The way to the deepest value that begins at or before a place (counted from 1)."""
    if isinstance(node, yaml.ScalarNode):
        return ()
    is_mapping = isinstance(node, yaml.MappingNode)
    steps = node.value if is_mapping else [(None, value) for value in node.value]
    best: tuple[str | int, yaml.Node] | None = None
    for at, (key, value) in enumerate(steps):
        mark = (key or value).start_mark
        if (mark.line + 1, mark.column + 1) > (line, column):
            break
        best = (str(key.value) if key is not None else at, value)
    return (best[0], *locate(best[1], line, column)) if best else ()


def cell_of(loc: Loc, key: str, merged: MergeResult) -> Location | None:
    """Where the value at `loc` was typed; `key` is the one that a message speaks of, if it is of something there."""
    if loc[:1] != ("questions",):
        return _settings(loc, merged)
    if key.startswith("why_"):  # the explanations of a true/false question have rows of their own
        loc = (*loc[:2], key)
    for length in range(min(len(loc), _PART_LEVEL), 1, -1):
        row = merged.rows.get(loc[:length])
        if row is not None:
            table, number = row
            column = _column(loc, length, key, _value(merged.new, loc[: 2 if length < _PART_LEVEL else _PART_LEVEL]))
            return table.where(number, column)
    return _settings((), merged)


def _settings(loc: Loc, merged: MergeResult) -> Location | None:
    row = merged.rows.get(()) or merged.corner
    if row is None:
        return None
    table, number = row
    column = next((column for column, field in QUIZ.items() if loc[:1] == (field.key,)), "quiz")
    return table.where(number, column if () in merged.rows else "question")


def _column(loc: Loc, length: int, key: str, value: Any) -> str:
    """The column of the last key of `loc` that has one, in a row of the kind that `value` is of."""
    part = length == _PART_LEVEL
    fields = _fields(loc, part, value)
    keys = [key, *(str(one) for one in loc[length:])] if part else [key, *(str(one) for one in loc[2:3])]
    for name in keys:
        if name.startswith("why_"):
            return "explain"
        if name and (found := next((column for column, field in fields.items() if field.key == name), "")):
            return found
    if part:
        return "part" if loc[length:] == ("id",) else "content" if "content" in fields else "answer"
    return _HEAD.get(str(loc[2]) if len(loc) > 2 else "id", "row")  # noqa: PLR2004


def _fields(loc: Loc, part: bool, value: Any) -> Mapping[str, Field]:
    if not part:
        kind = value.get("type", "") if isinstance(value, dict) else ""
        return {**QUESTION, **(TYPES[kind].cells if kind in TYPES else {})}
    if not isinstance(value, dict):
        return PARTS["extra"].cells
    for kind in ("option", "gap", "pair", "bucket", "item"):
        if PARTS[kind].key == loc[2]:
            return PARTS[kind].cells
    return {}


def _value(value: Any, loc: Loc) -> Any:
    for part in loc:
        value = value[part]
    return value
