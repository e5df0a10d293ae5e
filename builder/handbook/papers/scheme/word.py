"""A document → Word: real headings, a bookmark for each clause, native tracked changes; the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from handbook.papers.scheme.document import (
    Block,
    Document,
    Entries,
    Heading,
    Line,
    Para,
    Piece,
    Sheet,
    Signatures,
    Table,
    joined,
    plain,
)
from handbook.papers.scheme.word_style import prepare, text_width, turn
from handbook.policy.redline import RunKind

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST = 40
"""Characters that Word allows in a bookmark's name."""
_WRITING = 288_000
"""The height of a line written by hand, in Word's units: 8 mm."""
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TRACKED = {"inserted": "w:ins", "deleted": "w:del"}


def word(document: Document) -> bytes:
    """The finished .docx file."""
    import docx

    target = docx.Document()
    prepare(target, document)
    writer = _Writer(target, document)
    writer.front()
    for block in document.blocks:
        writer.block(block)
    return _packed(target, document)


def bookmark(anchor: str) -> str:
    """The bookmark of an anchor: letters, digits and underscores, at most 40, and never the same for two anchors."""
    name = anchor.replace("-", "_")
    if len(name) <= _LONGEST and "_" not in anchor:
        return name
    return f"{name[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"


class _Writer:
    """Appends blocks to a Word document."""

    def __init__(self, target: Any, document: Document) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.target, self.document = target, document
        self.element, self.qn = OxmlElement, qn
        self.counted = 0
        self.stamp = {"w:author": document.author, "w:date": f"{document.day}T00:00:00Z"}

    def front(self) -> None:
        self.paragraph("Title", plain(self.document.title))
        for line in self.document.lead:
            self.paragraph("Lead", plain(line))
        if self.document.contents:
            self.paragraph("Contents", plain(self.document.contents))
            self.contents()

    def contents(self) -> None:
        """A field that Word renews on demand, filled with links to every heading."""
        headings = [block for block in self.document.blocks if isinstance(block, Heading) and block.mark != "deleted"]
        for number, heading in enumerate(headings):
            paragraph = self.target.add_paragraph(style=f"toc {heading.level}")
            if number == 0:
                self.field(paragraph, "begin", ' TOC \\o "1-2" \\h \\z ')
            text = joined(piece for piece in heading.pieces if piece.kind != "deleted")
            self.pieces(paragraph, (Piece(text, target=heading.anchor),))
            if number == len(headings) - 1:
                self.field(paragraph, "end")
        self.target.add_page_break()

    def field(self, paragraph: Any, part: str, instruction: str = "") -> None:
        """One end of a field; the beginning brings its instruction."""
        paragraph._p.append(self.run_of(self.made("w:fldChar", {"w:fldCharType": part})))
        if instruction:
            text = self.made("w:instrText", {"xml:space": "preserve"})
            text.text = instruction
            paragraph._p.append(self.run_of(text))
            paragraph._p.append(self.run_of(self.made("w:fldChar", {"w:fldCharType": "separate"})))

    def block(self, block: Block) -> None:
        makers: dict[type[Block], Any] = {
            Heading: self.heading, Para: self.para, Table: self.table, Entries: self.entries,
            Signatures: self.signatures, Sheet: self.sheet,
        }  # fmt: skip
        makers[type(block)](block)

    def heading(self, block: Heading) -> None:
        self.paragraph(f"Heading {block.level}", block.pieces, block.anchor, block.mark)

    def para(self, block: Para) -> None:
        self.paragraph(block.style.capitalize(), block.pieces, block.anchor, block.mark)

    def sheet(self, block: Sheet) -> None:
        turn(self.target, landscape=block.landscape)

    def paragraph(
        self, style: str, pieces: Iterable[Piece], anchor: str | None = None, mark: RunKind = "same", inside: Any = None
    ) -> Any:
        """One paragraph, in the text or in a cell."""
        paragraph = (inside or self.target).add_paragraph(style=style)
        if mark != "same":
            self.track_mark(paragraph, mark)
        opened = self.open(paragraph, anchor)
        self.pieces(paragraph, pieces)
        if opened:
            paragraph._p.append(self.made("w:bookmarkEnd", {"w:id": opened}))
        return paragraph

    def open(self, paragraph: Any, anchor: str | None) -> str:
        if anchor is None:
            return ""
        ident = self.next_id()
        paragraph._p.append(self.made("w:bookmarkStart", {"w:id": ident, "w:name": bookmark(anchor)}))
        return ident

    def pieces(self, paragraph: Any, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            run = self.text_run(piece)
            if piece.kind != "same":
                holder = self.tracked(piece.kind)
            elif piece.target:
                holder = self.made("w:hyperlink", {"w:anchor": bookmark(piece.target), "w:history": "1"})
            else:
                paragraph._p.append(run)
                continue
            holder.append(run)
            paragraph._p.append(holder)

    def text_run(self, piece: Piece) -> Any:
        run = self.element("w:r")
        for number, line in enumerate(_UNPRINTABLE.sub("", piece.text).split("\n")):
            if number:
                run.append(self.element("w:br"))
            text = self.made("w:delText" if piece.kind == "deleted" else "w:t", {"xml:space": "preserve"})
            text.text = line
            run.append(text)
        return run

    def tracked(self, kind: RunKind) -> Any:
        """An element that says that what is in it came or went."""
        return self.made(_TRACKED[kind], {"w:id": self.next_id(), **self.stamp})

    def track_mark(self, paragraph: Any, kind: RunKind) -> None:
        """The paragraph's own end came or went, so that accepting or rejecting joins or removes the line."""
        marks = self.element("w:rPr")
        marks.append(self.tracked(kind))
        paragraph._p.get_or_add_pPr().append(marks)

    def table(self, block: Table) -> None:
        table = self.grid(block.widths)
        self.row(table, tuple(map(plain, block.head)), block.widths, header=True)
        for line in block.lines:
            row = self.row(table, line.cells, block.widths)
            self.track_row(row, line)
        for _ in range(block.blank):
            self.row(table, ((),) * len(block.head), block.widths, lines=2)
        self.target.add_paragraph(style="Small")

    def entries(self, block: Entries) -> None:
        widths = (1, 2)
        table = self.grid(widths)
        for entry in block.entries:
            empty = 0 if entry.value else entry.lines
            self.row(table, (plain(entry.label), plain(entry.value)), widths, lines=empty)
        self.target.add_paragraph(style="Small")

    def signatures(self, block: Signatures) -> None:
        widths = (1,) * len(block.people)
        table = self.grid(widths, style="Normal Table")
        self.row(table, tuple(map(plain, block.people)), widths, lines=3)
        self.row(table, tuple(plain(block.date) for _ in widths), widths)

    def grid(self, widths: tuple[int, ...], style: str = "Table Grid") -> Any:
        table = self.target.add_table(rows=0, cols=len(widths), style=style)
        table.autofit = False
        whole = text_width(self.target)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(whole * width / sum(widths))
        return table

    def row(
        self, table: Any, cells: Iterable[Iterable[Piece]], widths: tuple[int, ...], *, header: bool = False,
        lines: int = 0,
    ) -> Any:  # fmt: skip
        """One row; `lines` leaves room for writing."""
        row = table.add_row()
        if lines:
            row.height = lines * _WRITING
        whole = text_width(self.target)
        for cell, pieces, width in zip(row.cells, cells, widths, strict=True):
            cell.width = int(whole * width / sum(widths))
            first = cell.paragraphs[0]
            first.style = self.target.styles["Head cell" if header else "Cell"]
            self.pieces(first, pieces)
        row._tr.get_or_add_trPr().append(self.element("w:cantSplit"))
        if header:
            row._tr.get_or_add_trPr().append(self.element("w:tblHeader"))
        return row

    def track_row(self, row: Any, line: Line) -> None:
        if line.mark != "same":
            row._tr.get_or_add_trPr().append(self.tracked(line.mark))

    def next_id(self) -> str:
        self.counted += 1
        return str(self.counted)

    def run_of(self, child: Any) -> Any:
        run = self.element("w:r")
        run.append(child)
        return run

    def made(self, tag: str, attributes: dict[str, str]) -> Any:
        made = self.element(tag)
        for name, value in attributes.items():
            made.set(self.qn(name), value)
        return made


def _packed(target: Any, document: Document) -> bytes:
    """The package with fixed times, in a fixed order."""
    _name(target, document)
    raw, out = io.BytesIO(), io.BytesIO()
    target.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as package:
        for name in _ordered(source.namelist()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, source.read(name))
    return out.getvalue()


def _ordered(names: Iterable[str]) -> Iterator[str]:
    """The list of types first, as readers of packages like it."""
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name))


def _name(target: Any, document: Document) -> None:
    day = datetime.fromisoformat(document.day).replace(tzinfo=UTC)
    known = target.core_properties
    known.title, known.author, known.last_modified_by = document.title[:255], document.author[:255], ""
    known.created = known.modified = day
    known.revision, known.comments, known.language = 1, "", "zh-CN"
