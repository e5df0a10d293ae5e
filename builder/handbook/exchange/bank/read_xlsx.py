"""Bytes of a workbook → its cells. What nobody should open, or could not be meant, is told and left."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from typing import Any

from handbook.diagnostics import Diagnostics
from handbook.exchange.bank.rows import number, tidy
from handbook.exchange.cells import unquoted
from handbook.exchange.office import OLE, Limits, refusal

MOST_BYTES = 20_000_000
MOST_ROWS = 3_000
"""Rows of a sheet that are read: a quiz of 300 questions has fewer."""
MOST_COLUMNS = 60
MOST_CELLS = 120_000
MOST_SHEETS = 300
MOST_TAGS = 60_000
"""XML elements in what is not cells: formats, relations, names. Each of them takes openpyxl some microseconds."""
LIMITS = Limits(members=2_000, unpacked=60_000_000, xml=24_000_000)
_CELLS = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml\Z", re.IGNORECASE)
_SKIPPED = re.compile(r"xl/(?:drawings|media|theme|charts|comments|printerSettings)|docProps/", re.IGNORECASE)
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]{0,300}?\br=\"(\d{1,7})\"")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]{0,100}?\bref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of a cell; `fault` says why it is no value: formula, error, date or percent."""

    text: str
    fault: str = ""


@dataclass(slots=True)
class Sheet:
    """A sheet: its name, its cells by (row, column) from 1, and where cells are merged (first and last)."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_workbook(name: str, data: bytes, sink: Diagnostics) -> list[Sheet] | None:
    """The sheets of the workbook `data`; None with diagnostics where it is not read."""
    if len(data) > MOST_BYTES:
        sink.add("workbook-too-large", name, case="bytes", most=MOST_BYTES)
        return None
    if case := _refusal(name, data):
        sink.add(
            "workbook-too-large" if case in ("unpacked", "cells") else "workbook-unreadable",
            name,
            case=case,
            most=MOST_CELLS,
        )
        return None
    try:
        return _sheets(name, data, sink)
    except Exception:  # openpyxl promises no kind of error for files that are not what they say
        sink.add("workbook-unreadable", name, case="damaged")
        return None


def _refusal(name: str, data: bytes) -> str:
    if data.startswith(OLE):
        return "ole"
    if not data.startswith(b"PK"):
        return "suffix" if not name.lower().endswith(".xlsx") else "other"
    return refusal(data, LIMITS) or _too_much(data)


def _too_much(data: bytes) -> str:
    """Return whether reading would take too long, judged by the number of tags in the parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        if not any(name.lower().startswith("xl/") for name in names):
            return "other"
        tags = cells = sheets = 0
        for name in names:
            if not name.lower().endswith((".xml", ".rels")) or _SKIPPED.match(name):
                continue
            text = package.read(name)
            if _CELLS.match(name):
                sheets += 1
                cells += text.count(b"</v>") + text.count(b"</si>") + text.count(b"</is>")
                tags += text.count(b"</r>") + text.count(b"<dataValidation ") * 5 + text.count(b"<cfRule")
            else:
                tags += text.count(b"<")
    if tags > MOST_TAGS or sheets > MOST_SHEETS:
        return "unpacked"
    return "cells" if cells > 2 * MOST_CELLS else ""


def _sheets(name: str, data: bytes, sink: Diagnostics) -> list[Sheet] | None:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about extensions and styles that nobody asks for here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            parts = _parts(data)
            found = [_sheet(name, one, parts.get(one.title, b""), sink) for one in book.worksheets]
        finally:
            book.close()
    kept = [sheet for sheet in found if sheet is not None]
    return kept if len(kept) == len(found) else None


def _parts(data: bytes) -> dict[str, bytes]:
    """The XML of each sheet, by the sheet's name."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.packaging.workbook import WorkbookPackage
    from openpyxl.xml.functions import fromstring

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = "xl/workbook.xml"
        if part not in package.namelist():
            return {}
        relations = get_dependents(package, get_rels_path(part)).to_dict()
        listed = WorkbookPackage.from_tree(fromstring(package.read(part))).sheets
        paths = {sheet.name: relations[sheet.id].target for sheet in listed}
        return {name: package.read(path) for name, path in paths.items() if path in package.namelist()}


def _sheet(book: str, source: Any, xml: bytes, sink: Diagnostics) -> Sheet | None:
    sheet = Sheet(source.title, merged=[_area(found) for found in _MERGED.findall(xml)[:200]])
    if _goes_on(xml):
        sink.add("workbook-too-large", f"{book}[{source.title}]", case="rows", most=MOST_ROWS)
        return None
    source.reset_dimensions()  # some programs write wrong ones
    for row in source.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
        for cell in row:
            if cell.value is not None and (read := _cell(cell)).text:
                sheet.cells[cell.row, cell.column] = read
    return sheet


def _goes_on(xml: bytes) -> bool:
    """Return whether there are values below the rows that are read; empty rows with formats are no matter."""
    last = next((found.start() for found in _ROW.finditer(xml) if int(found[1]) > MOST_ROWS), None)
    return last is not None and _VALUE.search(xml, last) is not None


def _area(found: tuple[bytes, bytes, bytes, bytes]) -> tuple[int, int, int, int]:
    first, top, last, bottom = found
    return int(top), column_number(first.decode()), int(bottom), column_number(last.decode())


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value


def column_letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f":
        return Cell(str(value) if isinstance(value, str) else "=", "formula")
    if cell.data_type == "e":
        return Cell(str(value), "error")
    if isinstance(value, bool):
        return Cell("true" if value else "false")
    if isinstance(value, int | float):
        percent = "%" in str(cell.number_format)
        return Cell(number(value), "percent" if percent else "")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Cell(str(value), "date")
    return Cell(tidy(unquoted(str(value))))
