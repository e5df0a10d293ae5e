"""A table's rows → questions as they were typed, every cell understood or reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from handbook.diagnostics import Diagnostics, nearest
from handbook.exchange.bank.labels import field_of, known, meant
from handbook.exchange.bank.layout import OWN, PARTS, TYPES, Field
from handbook.exchange.bank.read_xlsx import Cell
from handbook.exchange.bank.rows import Row, number
from handbook.exchange.bank.table import Table
from handbook.source.decode import CONTROL

_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[+-]?\d{1,3})?")
_MINUS = str.maketrans("−–—", "---")
_FORMS: Mapping[str, str] = {"level": "level", "mark": "mark", "bool": "bool", "verdict": "verdicts"}
"""Kinds of values that are words to choose from, and the group of the words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet and what it says."""

    number: int
    row: Row


@dataclass(slots=True)
class Block:
    """The rows of one question, its own first. `sound` is false where a problem was reported."""

    table: Table
    stamp: str
    lines: list[Line] = field(default_factory=list)
    sound: bool = True

    @property
    def head(self) -> Line:
        """The question's own row."""
        return self.lines[0]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the contents of all rows."""
        return tuple(line.row for line in self.lines)


def read_blocks(table: Table, sink: Diagnostics) -> list[Block]:
    """The questions of a sheet, in their order."""
    reader = _Reader(table, sink)
    for row in table.rows:
        reader.take(row)
    return reader.blocks


def read_quizzes(table: Table, sink: Diagnostics) -> list[Block]:
    """The rows of a sheet of quizzes, each as a block of its own."""
    blocks = []
    for row in table.rows:
        before = sink.error_count
        line = Line(row, Row("quiz", table.cell(row, "quiz").text, read_cells(table, row, "quiz", sink)))
        blocks.append(Block(table, table.cell(row, "stamp").text, [line], sound=sink.error_count == before))
    return blocks


class _Reader:
    def __init__(self, table: Table, sink: Diagnostics) -> None:
        self.blocks: list[Block] = []
        self._table = table
        self._sink = sink
        self._astray: set[tuple[int, str]] = set()
        self._lost = False
        """Whether the question above could not be made out, so that nothing is said about its parts."""

    def take(self, row: int) -> None:
        """Read one row."""
        kind = self._kind(row)
        before = self._sink.error_count
        if kind in TYPES:
            self._lost = False
            self.blocks.append(Block(self._table, self._table.cell(row, "stamp").text))
            self._add(row, kind, self._table.cell(row, "question").text)
        elif kind and self._belongs(row, kind):
            self._add(row, kind, self._table.cell(row, "part").text)
        if not kind:
            self._lost = True
        if self.blocks and self._sink.error_count > before:
            self.blocks[-1].sound = False

    def _kind(self, row: int) -> str:
        cell = self._table.cell(row, "row")
        if not cell.text:
            self._sink.add("workbook-row", self._table.where(row, "row"))
            return ""
        if _faulty(self._table, row, "row", cell, self._sink):
            return ""
        kind = meant("kinds", cell.text)
        if kind is None:
            self._sink.add(
                "workbook-value", self._table.where(row, "row"), case="row", **_known(self._table, "kinds", cell.text)
            )
        return kind or ""

    def _belongs(self, row: int, kind: str) -> bool:
        """Return whether a part's row is of the question above it."""
        where, labels = self._table.where(row, "row"), self._table.labels
        if self._lost:
            return False
        if not self.blocks:
            self._sink.add("workbook-row", where, case="loose", kind=labels.kind(kind))
            return False
        head = self.blocks[-1].head
        allowed = TYPES[head.row.kind].parts
        if kind not in allowed:
            words = {"kind": labels.kind(kind), "type": labels.kind(head.row.kind)}
            self._sink.add("workbook-row", where, case="part", **words, known=[labels.kind(one) for one in allowed])
            return False
        said = self._table.cell(row, "question").text
        if said and said != head.row.id:
            self._report_astray(row, said, head)
            return False
        return True

    def _report_astray(self, row: int, said: str, head: Line) -> None:
        """Report a row of another question; once for all that follow it, for their cure is the same."""
        if (head.number, said) not in self._astray:
            other = head.row.id or f"#{head.number}"
            self._sink.add("workbook-row", self._table.where(row, "question"), case="astray", id=said, other=other)
        self._astray.add((head.number, said))
        self.blocks[-1].sound = False

    def _add(self, row: int, kind: str, ident: str) -> None:
        for column in OWN:
            _faulty(self._table, row, column, self._table.cell(row, column), self._sink)
        cells = read_cells(self._table, row, kind, self._sink)
        own = cells.get("content", "") if kind == "verdict" else "" if kind == "extra" else ident
        if kind == "verdict" and not self._table.cell(row, "content").text:
            self._sink.add("workbook-value", self._table.where(row, "content"), **_known(self._table, "verdicts", ""))
        self.blocks[-1].lines.append(Line(row, Row(kind, own, cells)))


def read_cells(table: Table, row: int, kind: str, sink: Diagnostics) -> Mapping[str, str]:
    """Return the values of a row's cells, by column; cells that cannot be understood are reported and left out."""
    found: dict[str, str] = {}
    for column in table.columns:
        cell = table.cell(row, column)
        if column in OWN or not cell.text:
            continue
        form = field_of(kind, column)
        if form is None:
            label = table.labels.column("quiz") if kind == "quiz" else table.labels.kind(kind)
            sink.add(
                "workbook-row", table.where(row, column), case="unused", kind=label, head=table.labels.column(column)
            )
        elif not _faulty(table, row, column, cell, sink):
            said = _said(table, row, column, form, sink)
            if said:
                found[column] = said
    return found


def _faulty(table: Table, row: int, column: str, cell: Cell, sink: Diagnostics) -> bool:
    """Return whether a cell holds no value but something that a spreadsheet made; which is then reported."""
    where = table.where(row, column)
    if cell.fault in ("formula", "error"):
        sink.add("workbook-formula", where, **({"case": "error", "value": cell.text} if cell.fault == "error" else {}))
    elif cell.fault:
        sink.add("workbook-value", where, case=cell.fault, value=cell.text)
    elif bad := CONTROL.search(cell.text):
        sink.add("control-character", where, char=f"U+{ord(bad[0]):04X}", name=unicodedata.name(bad[0], ""))
    else:
        return False
    return True


def _said(table: Table, row: int, column: str, form: Field, sink: Diagnostics) -> str:
    """Return the program's word for a cell's text; empty, and reported, where it is unknown."""
    text = table.cell(row, column).text
    group = "feedback" if form.key == "feedback" else _FORMS.get(form.kind, "")
    if form.kind == "number":
        return _checked(
            as_number(text), lambda: sink.add("workbook-value", table.where(row, column), case="number", value=text)
        )
    if not group:
        return text
    if group == "mark" and meant("bool", text) == "false":
        return ""
    args = _known(table, group, text)
    return _checked(meant(group, text), lambda: sink.add("workbook-value", table.where(row, column), **args))


def _checked(value: str | None, report: Callable[[], None]) -> str:
    if value is None:
        report()
        return ""
    return value


def _known(table: Table, group: str, text: str) -> dict[str, object]:
    """Message arguments: what was typed, what there is to choose from, and what is near."""
    labels = table.labels
    shown: Mapping[str, list[str]] = {
        "kinds": [labels.kind(kind) for kind in (*TYPES, *PARTS)],
        "level": [labels.level(level) for level in dict.fromkeys(known("level").values())],
        "mark": [labels.say("mark")],
        "bool": [labels.say("bools.true"), labels.say("bools.false")],
        "verdicts": list(labels.group("verdicts").values()),
        "feedback": list(labels.group("feedback").values()),
    }
    return {"value": text, "known": shown[group], "near": nearest(text, shown[group])}


def as_number(text: str) -> str | None:
    """A number as it was typed, in its shortest form; None where it is none."""
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip().lower()
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", ""))
    if abs(value) > 1e300:  # noqa: PLR2004 - what is near infinity is a slip
        return None
    return number(value)
