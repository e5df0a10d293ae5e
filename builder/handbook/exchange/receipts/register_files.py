"""The register as files: a workbook, and a CSV file for each of its sheets. No cell can turn into a formula."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from handbook.exchange.cells import as_csv, neutral
from handbook.exchange.receipts.folder import Refused
from handbook.exchange.receipts.receipt import Receipt
from handbook.exchange.receipts.register import Line, Missing, Register
from handbook.render.tree import write_file
from handbook.text.catalogue import lookup, words

Rows = Sequence[Sequence[str]]
WORKBOOK = "register.xlsx"
_WIDTHS = {"reason": 40, "source": 36, "why": 60, "notes": 40, "name": 14, "more": 40, "how": 30}
_REGISTER = (
    "number", "name", "department", "status", "date", "version", "read", "kept", "score", "reason", "until", "how",
    "form", "check", "source", "notes",
)  # fmt: skip
_MISSING = ("number", "name", "department", "why", "more")
_REFUSED = ("source", "why", "number", "name")


class Writer:
    """Puts a register into words and files; `wanted` is the release that was asked for."""

    def __init__(self, language: str, day: str) -> None:
        self._words = words(language)
        self._day = day

    def say(self, key: str, **args: object) -> str:
        """A text of the interface's catalogue, under ``policy.receipts``."""
        return lookup(self._words, f"policy.receipts.{key}", **args)

    def tables(self, register: Register) -> dict[str, Rows]:
        """File stem → rows, heads first."""
        return {
            "register": [self._heads(_REGISTER), *(self._line(line) for line in register.lines)],
            "missing": [self._heads(_MISSING), *(self._missing(one) for one in register.missing)],
            "refused": [self._heads(_REFUSED), *(self._refused(one) for one in register.refused)],
        }

    def write(self, folder: Path, register: Register) -> list[Path]:
        """Write everything; each file is replaced in one step."""
        tables = self.tables(register)
        files = {f"{stem}.csv": as_csv(rows) for stem, rows in tables.items()}
        keys = {"register": _REGISTER, "missing": _MISSING, "refused": _REFUSED}
        sheets = {self.say(f"sheets.{stem}"): (rows, _widths(keys[stem])) for stem, rows in tables.items()}
        files[WORKBOOK] = as_workbook(sheets, self._day)
        for name, data in files.items():
            write_file(folder / name, data)
        return [folder / name for name in sorted(files)]

    def why(self, refused: Refused) -> str:
        """Why something is not taken."""
        args = {key: str(value) for key, value in refused.args.items()}
        if refused.why == "altered":
            args["part"] = self.say(f"part.{args['part']}")
        return self.say(f"why.{refused.why}", **args)

    def _heads(self, keys: Sequence[str]) -> list[str]:
        return [self.say(f"heads.{key}") for key in keys]

    def _line(self, line: Line) -> list[str]:
        receipt = line.receipt
        cells: Mapping[str, Callable[[Receipt], str]] = {
            "status": lambda one: self.say(f"status.{one.status}"),
            "read": lambda one: self.say("count", n=one.read + one.kept, of=one.of) if one.of else "",
            "kept": lambda one: str(one.kept) if one.of else "",
            "score": lambda one: self.say("count", n=one.right, of=one.asked),
            "form": lambda one: self.say(f"form.{one.form}"),
            "notes": lambda _: "；".join(self.say(f"notes.{note}") for note in line.notes),
        }
        return [cells[key](receipt) if key in cells else str(getattr(receipt, key)) for key in _REGISTER]

    def _missing(self, one: Missing) -> list[str]:
        person = one.person
        return [person.number, person.name, person.department, self.say(f"lack.{one.why}"), one.more]

    def _refused(self, one: Refused) -> list[str]:
        known = one.receipt
        return [one.source, self.why(one), known.number if known else "", known.name if known else ""]


def _widths(keys: Sequence[str]) -> list[int]:
    return [_WIDTHS.get(key, 12) for key in keys]


def as_workbook(sheets: Mapping[str, tuple[Rows, Sequence[int]]], day: str) -> bytes:
    """A workbook of texts: nothing in it is a number, a date, a formula or a link. Same rows, same bytes."""
    import datetime

    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time())})
        bold, text = (
            book.add_format({"bold": True}),
            book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        )
        for name, (rows, widths) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width)
            for row, column, cell in _cells(rows):
                sheet.write_string(row, column, neutral(cell), text if row else bold)
            sheet.autofilter(0, 0, max(1, len(rows) - 1), len(widths) - 1)
    return out.getvalue()


def _cells(rows: Rows) -> Iterator[tuple[int, int, str]]:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            yield number, column, cell
