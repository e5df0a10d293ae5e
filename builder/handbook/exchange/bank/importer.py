"""A workbook and a handbook → the handbook's files as they should be; nothing is written unless everything is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.content.load import load, replaced
from handbook.content.loaded import Entry, Loaded
from handbook.content.resolve import resolve
from handbook.diagnostics import Diagnostic, Diagnostics, Location, nearest
from handbook.diagnostics.os_errors import reason
from handbook.exchange.bank.cell_locations import cell_of, move
from handbook.exchange.bank.export import quizzes
from handbook.exchange.bank.labels import Labels
from handbook.exchange.bank.merge import Merger, MergeResult
from handbook.exchange.bank.parse import read_blocks, read_quizzes
from handbook.exchange.bank.read_xlsx import MOST_BYTES, Sheet, read_workbook
from handbook.exchange.bank.sample import samples
from handbook.exchange.bank.table import Table, find_table, report_merged
from handbook.exchange.bank.write_xlsx import QUIZZES, TEMPLATE
from handbook.render.tree import write_files
from handbook.source import parse
from handbook.source.edit import CannotRewriteError, rewritten

_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class ImportPlan:
    """An import before it is written: the merged quiz of each file, and the new bytes of files that change."""

    merged: dict[str, MergeResult] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def plan_import(root: Path, source: Path, sink: Diagnostics, *, remove: bool = False) -> ImportPlan | None:
    """Read `source` and find what to write; None with diagnostics where anything is wrong."""
    sheets = _sheets(source, sink)
    if sheets is None:
        return None
    before = Diagnostics()
    loaded = load(root, before)
    resolve(loaded, before)
    if before.error_count:
        _copy(before, sink)
        return None
    taken = _Planner(source.name, loaded, sink, remove).taken(sheets)
    _rewrite(root, loaded, taken, sink)
    if taken.files:  # what is sound is checked even beside what is not, so that all problems are told at once
        _check(loaded, taken, before, sink)
    return None if sink.error_count else taken


def write(root: Path, taken: ImportPlan) -> None:
    """Write what changes."""
    write_files({root / path: data for path, data in taken.files.items()})


def _sheets(source: Path, sink: Diagnostics) -> list[Sheet] | None:
    try:
        with source.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        sink.add("unreadable-file", source.name, reason=reason(error))
        return None
    return read_workbook(source.name, data, sink)


class _Planner:
    def __init__(self, name: str, loaded: Loaded, sink: Diagnostics, remove: bool) -> None:
        self._name = name
        self._sink = sink
        self._remove = remove
        self._labels = Labels(loaded.settings.model.language if loaded.settings else "zh")
        self._quizzes: dict[str, Entry[Any]] = {entry.model.id: entry for entry in quizzes(loaded)}
        self._seen: dict[str, Table] = {}
        self._mergers: dict[str, Merger] = {}
        self._samples = [_shape(rows) for rows in samples(self._labels)]

    def taken(self, sheets: Sequence[Sheet]) -> ImportPlan:
        """Merge every sheet that is of a quiz."""
        found = [find_table(self._name, sheet, self._labels, list(self._quizzes), self._sink) for sheet in sheets]
        tables = [table for table in found if table is not None]
        for table in tables:
            self._table(table)
        if not self._seen and not self._sink.error_count:
            self._sink.add("workbook-sheet", self._name, case="none")
        merged = {self._quizzes[ident].doc.path: merger.merged for ident, merger in self._mergers.items()}
        return ImportPlan(merged)

    def _table(self, table: Table) -> None:
        marker = table.marker
        if marker == TEMPLATE:
            return
        report_merged(table, self._sink)
        if table.is_of_quizzes:
            if self._is_first(table, QUIZZES):
                self._settings(table)
        elif self._is_known(table, marker) and self._is_first(table, marker):
            self._questions(table, marker)

    def _is_known(self, table: Table, marker: str) -> bool:
        if marker in self._quizzes:
            return True
        known = list(self._quizzes)
        if marker:
            near = nearest(marker, known)
            self._sink.add("workbook-sheet", table.place(1, 1), case="unknown", id=marker, known=known, near=near)
        else:
            titled = (ident for ident, entry in self._quizzes.items() if entry.model.title == table.sheet.name)
            self._sink.add(
                "workbook-sheet", table.place(1, 1), case="marker", near=next(titled, known[0] if known else "")
            )
        return False

    def _is_first(self, table: Table, marker: str) -> bool:
        if other := self._seen.get(marker):
            self._sink.add("workbook-sheet", table.place(1, 1), case="twice", id=marker, other=other.sheet.name)
            return False
        self._seen[marker] = table
        return True

    def _settings(self, table: Table) -> None:
        lines: dict[str, int] = {}
        for block in read_quizzes(table, self._sink):
            ident, where = block.head.row.id, table.where(block.head.number, "quiz")
            if ident not in self._quizzes:
                self._sink.add("workbook-id", where, case="quiz", id=ident, near=nearest(ident, self._quizzes))
            elif ident in lines:
                self._sink.add("workbook-id", where, case="twice", id=ident, line=lines[ident])
            elif block.sound:
                self._merger(ident).settings(block)
            lines.setdefault(ident, block.head.number)

    def _questions(self, table: Table, ident: str) -> None:
        blocks = read_blocks(table, self._sink)
        for block in blocks:
            if not block.head.row.id and _shape(block.rows) in self._samples:
                self._sink.add("workbook-row", table.where(block.head.number, "content"), case="sample")
        self._merger(ident).questions(table, blocks)

    def _merger(self, ident: str) -> Merger:
        if ident not in self._mergers:
            value: Any = self._quizzes[ident].doc.value
            others = {
                one.id: other for other, entry in self._quizzes.items() if other != ident
                for one in entry.model.questions
            }  # fmt: skip
            self._mergers[ident] = Merger(value, others, self._remove, self._sink)
        return self._mergers[ident]


def _shape(rows: Sequence[Any]) -> list[tuple[str, dict[str, str]]]:
    return [(row.kind, dict(row.cells)) for row in rows]


def _rewrite(root: Path, loaded: Loaded, taken: ImportPlan, sink: Diagnostics) -> None:
    """Find the bytes of each file that changes."""
    documents = {entry.doc.path: entry.doc for entry in loaded.exercises}
    for path, merged in taken.merged.items():
        if merged.untouched:
            continue
        data = (root / path).read_bytes()
        text = data.removeprefix(_BOM).decode("utf-8")
        try:
            new = rewritten(documents[path], text, merged.new)
        except CannotRewriteError as error:
            sink.add("workbook-change", cell_of(error.loc, "", merged) or path, file=path)
            continue
        taken.files[path] = (_BOM if data.startswith(_BOM) else b"") + new.encode()


def _check(loaded: Loaded, taken: ImportPlan, before: Diagnostics, sink: Diagnostics) -> None:
    """Check the handbook as it would be; what is new is reported at the cells it comes from."""
    after = Diagnostics()
    there = replaced(loaded, taken.files, after)
    resolve(there, after)
    documents = {path: parse(path, data, Diagnostics()) for path, data in taken.files.items()}
    known = Counter(map(_words, before))
    for found in after:
        if found.severity == "warning" and known[_words(found)] > 0:
            known[_words(found)] -= 1
        elif found.file in taken.files:
            move(found, documents[found.file], taken.merged[found.file], sink)
        else:
            _copy_one(found, after, sink)


def _words(found: Diagnostic) -> tuple[object, ...]:
    return found.file, found.name, found.args


def _copy(other: Diagnostics, sink: Diagnostics) -> None:
    for found in other:
        _copy_one(found, other, sink)


def _copy_one(found: Diagnostic, other: Diagnostics, sink: Diagnostics) -> None:
    text = other.text(found.file)
    if text is not None:
        sink.add_source(found.file, text)
    sink.add(found.name, Location(found.file, found.line, found.column, found.length), **dict(found.args))
