"""A sheet → a table: which quiz it is of, which column is which, and where each cell can be found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.diagnostics import Cell as Place
from handbook.diagnostics import Diagnostics, Location, nearest
from handbook.exchange.bank.labels import Labels, meant
from handbook.exchange.bank.layout import COLUMNS, QUIZ_COLUMNS
from handbook.exchange.bank.read_xlsx import Cell, Sheet, column_letters

_SEARCHED = 10
"""Rows in which the heads are looked for: somebody may have put a line above."""
_FEW = 3
"""Known heads that make a row the row of heads."""
_OPTIONAL = ("stamp",)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of questions, or of quizzes."""

    book: str
    sheet: Sheet
    head_row: int
    columns: dict[str, int]
    labels: Labels

    @property
    def name(self) -> str:
        """Return the name of the sheet in messages: the file, and its own name in brackets."""
        return f"{self.book}[{self.sheet.name}]"

    @property
    def is_of_quizzes(self) -> bool:
        """Return whether each row is a quiz."""
        return "quiz" in self.columns

    @property
    def marker(self) -> str:
        """Return the text above the first heading: a quiz's id, or the purpose of the sheet."""
        above = (self.sheet.cells.get((row, 1)) for row in range(1, self.head_row))
        return next((cell.text for cell in above if cell and cell.text), "")

    @property
    def exported(self) -> list[str]:
        """The ids of the questions that there were when the sheet was written; empty where nobody knows."""
        column = self.columns.get("stamp", 0)
        above = (self.sheet.cells.get((row, column)) for row in range(1, self.head_row))
        return next((cell.text.split() for cell in above if cell), [])

    @property
    def rows(self) -> list[int]:
        """Rows below the heads in which anything stands that a column is for."""
        wanted = {at for column, at in self.columns.items() if column not in _OPTIONAL}
        return sorted({row for row, column in self.sheet.cells if row > self.head_row and column in wanted})

    def cell(self, row: int, column: str) -> Cell:
        """A cell by its column's key."""
        return self.sheet.cells.get((row, self.columns.get(column, 0)), Cell(""))

    def where(self, row: int, column: str) -> Location:
        """Where a cell is; the row's first one where there is no such column."""
        return self.place(row, self.columns.get(column, 1))

    def place(self, row: int, at: int) -> Location:
        """Where a cell is, by its number."""
        key = next((key for key, column in self.columns.items() if column == at), "")
        head = self.labels.column(key) if key else ""
        text = self.sheet.cells.get((row, at), Cell("")).text
        return Location(self.name, row, at, 1, Place(self.sheet.name, column_letters(at), head, text))


def find_table(book: str, sheet: Sheet, labels: Labels, ids: Sequence[str], sink: Diagnostics) -> Table | None:
    """The table in a sheet; None where there is none, which is a problem only where the sheet says it is a quiz's."""
    for row in range(1, _SEARCHED + 1):
        heads = {at: cell.text for (number, at), cell in sorted(sheet.cells.items()) if number == row}
        known = {at: key for at, text in heads.items() if (key := meant("columns", text))}
        if len(known) >= _FEW:
            return _with_columns(Table(book, sheet, row, {}, labels), heads, known, sink)
    corner = sheet.cells.get((1, 1), Cell("")).text
    if corner in ids:
        sink.add(
            "workbook-head", Location(f"{book}[{sheet.name}]", 2, 1, 1, Place(sheet.name, "A", "", corner)), case="row"
        )
    return None


def _with_columns(table: Table, heads: dict[int, str], known: dict[int, str], sink: Diagnostics) -> Table | None:
    wanted = QUIZ_COLUMNS if "quiz" in known.values() else COLUMNS
    before = sink.error_count
    for at, key in sorted(known.items()):
        if key not in wanted:
            continue
        if key in table.columns:
            sink.add("workbook-head", table.place(table.head_row, at), case="twice", head=table.labels.column(key))
        else:
            table.columns[key] = at
    others = {text: at for at, text in heads.items() if known.get(at) not in wanted}
    for key in wanted:
        if key not in table.columns and key not in _OPTIONAL:
            head = table.labels.column(key)
            near = nearest(head, others)
            sink.add("workbook-head", table.place(table.head_row, others[near] if near else 1), head=head, near=near)
    return table if sink.error_count == before else None


def report_merged(table: Table, sink: Diagnostics) -> None:
    """Report merged cells from the heads on; above them nothing is read."""
    for top, left, bottom, right in dict.fromkeys(table.sheet.merged):
        if bottom >= table.head_row and left <= max(table.columns.values()):
            first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
            sink.add("workbook-merged", table.place(top, left), **{"from": first, "to": last})
