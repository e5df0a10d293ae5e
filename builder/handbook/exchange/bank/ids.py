"""Which question or part a row is; ids for what is new.

A new id is made of what it names, so that it is never given again to something else, and two people who add questions
at the same time do not give the same one.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import string
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from handbook.diagnostics import Diagnostics, nearest
from handbook.exchange.bank.layout import PARTS
from handbook.exchange.bank.parse import Block, Line
from handbook.exchange.bank.rows import Row, show_question

_GAP = re.compile(r"\[\[([^\]]*)\]\]")
_ALIKE = frozenset({"single", "multiple"})
"""Types that one may change into each other: their parts are the same."""


class Identified:
    """The ids of a quiz's blocks: `questions` by block, new ones among them."""

    def __init__(self, quiz: Mapping[str, Any], others: Mapping[str, str], sink: Diagnostics) -> None:
        self._known: dict[str, Mapping[str, Any]] = {one["id"]: one for one in quiz["questions"]}
        self._was = {old: one["id"] for one in quiz["questions"] for old in one.get("was") or ()}
        self._others = others
        """Ids of questions of other quizzes, and whose they are."""
        self._sink = sink
        self._used: dict[str, int] = {}

    def question(self, block: Block) -> str | None:
        """The id that a block's row says, as it is called today; None for a new one, or where it is reported."""
        said, row = block.head.row.id, block.head.number
        if not said:
            return None
        ident = said if said in self._known else self._was.get(said, "")
        where = block.table.where(row, "question")
        if not ident:
            other = self._others.get(said)
            case: dict[str, object] = {"case": "elsewhere", "other": other} if other else {}
            self._sink.add("workbook-id", where, id=said, near=nearest(said, self._known), **case)
        elif ident in self._used:
            self._sink.add("workbook-id", where, case="twice", id=said, line=self._used[ident])
        elif self._is_of_type(block, ident):
            self._used[ident] = row
            return ident
        block.sound = False
        return None

    def _is_of_type(self, block: Block, ident: str) -> bool:
        was, now = self._known[ident]["type"], block.head.row.kind
        if was == now or {was, now} <= _ALIKE:
            return True
        labels = block.table.labels
        args = {"id": ident, "was": labels.kind(was), "now": labels.kind(now)}
        self._sink.add("workbook-change", block.table.where(block.head.number, "row"), case="type", **args)
        return False

    def adopted(self, block: Block) -> str | None:
        """The question that a block without an id already is, because it was imported before."""
        if block.head.row.id or not block.sound:
            return None
        for ident, one in self._known.items():
            first = show_question(one)[0]
            asks = block.head.row.cells.get("content")
            if (
                ident not in self._used
                and first.kind == block.head.row.kind
                and asks
                and first.cells.get("content") == asks
            ):
                self._used[ident] = block.head.number
                return ident
        return None


def new_question(block: Block, taken: Collection[str]) -> str:
    """An id for a new question."""
    return _fresh("q", block.head.row.cells.get("content", ""), taken)


def part_ids(block: Block, rows: Sequence[Row], sink: Diagnostics) -> list[str]:
    """The id of each part of a block, its lines in order; `rows` are those of the question as it is, none if new."""
    finder = _Parts(block, rows, sink)
    return [finder.ident(line) for line in block.lines[1:]]


class _Parts:
    def __init__(self, block: Block, rows: Sequence[Row], sink: Diagnostics) -> None:
        self._block = block
        self._sink = sink
        self._old = {(PARTS[row.kind].key, row.id): row for row in rows[1:]}
        self._used: dict[tuple[str, str], int] = {}
        self._said = {(PARTS[line.row.kind].key, line.row.id) for line in block.lines[1:] if line.row.id}
        self._gaps = _GAP.findall(block.head.row.cells.get("content", ""))

    def ident(self, line: Line) -> str:
        """The id of a part: what it says, what it already is, or a new one."""
        row, key = line.row, PARTS[line.row.kind].key
        if row.kind in ("extra", "verdict"):
            return self._counted(line, (key, row.id)) if row.kind == "verdict" else ""
        if row.id:
            if self._old and (key, row.id) not in self._old:
                return self._unknown(line, key)
            return self._counted(line, (key, row.id))
        ident = self._there(row, key) or self._new(row, key)
        self._used[key, ident] = line.number
        return ident

    def _counted(self, line: Line, name: tuple[str, str]) -> str:
        if name in self._used:
            column = "content" if line.row.kind == "verdict" else "part"
            where = self._block.table.where(line.number, column)
            self._sink.add("workbook-id", where, case="twice", id=name[1], line=self._used[name])
            self._block.sound = False
        self._used.setdefault(name, line.number)
        return name[1]

    def _unknown(self, line: Line, key: str) -> str:
        near = nearest(line.row.id, [ident for other, ident in self._old if other == key])
        where = self._block.table.where(line.number, "part")
        self._sink.add("workbook-id", where, case="part", id=line.row.id, near=near)
        self._block.sound = False
        return line.row.id

    def _there(self, row: Row, key: str) -> str | None:
        """A part of the same text that no row speaks of: it was imported before."""
        for (other, ident), old in self._old.items():
            free = (other, ident) not in self._used and (other, ident) not in self._said
            if other == key and free and old.cells.get("content") == row.cells.get("content"):
                return ident
        return None

    def _new(self, row: Row, key: str) -> str:
        taken = {ident for other, ident in {*self._old, *self._used, *self._said} if other == key}
        if row.kind == "gap":
            free = [gap for gap in self._gaps if gap and gap not in taken]
            if free:
                return str(free[0])
        if not self._old:
            letters = (letter for letter in string.ascii_lowercase if letter not in taken)
            return next(letters, _fresh("n", str(len(taken)), taken))
        return _fresh("n", "\n".join(row.cells.values()), taken)


def _fresh(first: str, text: str, taken: Collection[str]) -> str:
    tried = (text if not count else f"{text} {count}" for count in itertools.count())
    idents = (f"{first}-{hashlib.sha256(one.encode()).hexdigest()[:6]}" for one in tried)
    return next(ident for ident in idents if ident not in taken)
