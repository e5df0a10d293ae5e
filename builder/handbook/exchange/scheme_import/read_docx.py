"""A Word document → lines: lists resolved, tracked changes accepted, tables as rows, everything else noted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from handbook.diagnostics import Diagnostics
from handbook.exchange.scheme_import import package
from handbook.exchange.scheme_import.lines import MOST_LINES, Line, Note, Place, Source, clean, is_contents, pieces
from handbook.exchange.scheme_import.lists import LEVELS, Label, Lists, attribute, child, lists_of, local, whole
from handbook.exchange.scheme_import.markers import marker
from handbook.exchange.scheme_import.text_runs import ParagraphText, box_text, paragraph_text

if TYPE_CHECKING:
    from docx.document import Document

_SEEN_THROUGH = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"}
_BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")
_NO_TEXT = re.compile(r"/(?:media|charts|diagrams/data|embeddings|afchunk)[^/]*", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\b|目录", re.IGNORECASE)
_MOST_BASED_ON = 20
_WRAPPED = 20
"""A line before a soft break that is at least so long and ends within a sentence goes on in the next."""
_CELL = "｜"
_SENTENCE = re.compile(r"[。；：！？.;:!?]$")


class TooManyError(Exception):
    """The document has more paragraphs than a scheme can have."""


@dataclass(frozen=True, slots=True)
class _Style:
    """The structural properties of a paragraph style."""

    heading: int | None = None
    contents: bool = False
    num: str | None = None
    level: int | None = None
    centred: bool = False


@dataclass
class _Reader:
    source: Source
    lists: Lists
    styles: dict[str, _Style]
    default: _Style
    number: int = 0
    table: int = 0
    inserted: int = 0
    deleted: int = 0
    carried: list[str] = field(default_factory=list)
    """The text of a paragraph whose end was deleted: it goes on in the next."""

    def blocks(self, parent: Any) -> None:
        """Read paragraphs and tables below an element, in order."""
        for node in parent:
            name = local(node)
            if name == "p":
                self._keep(self._paragraph(node, "body"))
            elif name == "tbl":
                self._table(node)
            elif name in _SEEN_THROUGH:
                self.blocks(node)
            elif name == "AlternateContent":
                self.blocks(_chosen(node))
            elif name == "altChunk":
                self.source.remarks.append(Note("objects", self.number, count=1))

    def _keep(self, lines: list[Line]) -> None:
        self.source.lines += lines
        if len(self.source.lines) > MOST_LINES:
            raise TooManyError

    def _paragraph(self, node: Any, place: Place) -> list[Line]:
        self.number += 1
        if self.number > MOST_LINES:
            raise TooManyError
        found = paragraph_text(node)
        self._beside(found)
        properties = child(node, "pPr")
        raw = "".join([*self.carried, *found.text])
        self.carried = []
        if properties is not None and child(properties, "rPr", "del") is not None:
            self.carried = [raw]
            return []
        return [
            replace(line, ident="" if at else found.ident)
            for at, line in enumerate(self._lines(raw, properties, place))
        ]

    def _beside(self, found: ParagraphText) -> None:
        self.inserted += found.inserted
        self.deleted += found.deleted
        unplaced = [("hidden", text) for text in found.hidden]
        unplaced += [("textbox", text) for box in found.boxes for text in box_text(box)]
        self.source.unplaced += [Note(why, self.number, clean(text)) for why, text in unplaced if clean(text)]

    def _lines(self, raw: str, properties: Any, place: Place) -> list[Line]:
        style = self._style(properties)
        texts = _joined(pieces(raw))
        if not texts:
            return []
        label = self._label(properties, style)
        heading = whole(attribute(child(properties, "outlineLvl"))) if properties is not None else None
        line = Line(
            self.number,
            clean(texts[0]),
            label=clean(label.text) if label else "",
            level=label.level if label else None,
            heading=heading + 1 if heading is not None and 0 <= heading < LEVELS else style.heading,
            place="toc" if style.contents or is_contents(raw) else place,
            centred=style.centred or (properties is not None and attribute(child(properties, "jc")) == "center"),
        )
        return [line, *(replace(line, text=clean(text), label="", level=None) for text in texts[1:])]

    def _style(self, properties: Any) -> _Style:
        name = attribute(child(properties, "pStyle")) if properties is not None else None
        return self.styles.get(name, self.default) if name else self.default

    def _label(self, properties: Any, style: _Style) -> Label | None:
        num, level = style.num, style.level
        own = child(properties, "numPr") if properties is not None else None
        if own is not None:
            num = attribute(child(own, "numId")) or num
            stated = whole(attribute(child(own, "ilvl")))
            level = stated if stated is not None else level
        return self.lists.next(num, level or 0) if num and num != "0" else None

    def _table(self, table: Any) -> None:
        self.table += 1
        first, rows = self.number + 1, list(_inside(table, "tr"))
        group = self.table
        if len(rows) == 1 and len(list(_inside(rows[0], "tc"))) == 1:
            self.blocks(next(_inside(rows[0], "tc")))
            self.source.remarks.append(Note("frame", first))
            return
        self._keep([replace(line, group=group) for line in map(self._row, rows) if line])

    def _row(self, row: Any) -> Line | None:
        if child(row, "trPr", "del") is not None:
            self.deleted += 1
            return None
        number = self.number + 1
        cells = ["／".join(self._cell(cell)) for cell in _inside(row, "tc")]
        cells = [cell for cell in cells if cell]
        if not cells:
            return None
        led = marker(cells[0])
        only_marker = led is not None and not led.rest
        text = " ".join([cells[0], _CELL.join(cells[1:])]).strip() if only_marker else _CELL.join(cells)
        return Line(number, text, place="table")

    def _cell(self, cell: Any) -> list[str]:
        texts = []
        for node in cell.iter():
            if local(node) == "p" and not any(local(above) == "txbxContent" for above in node.iterancestors()):
                texts += [f"{line.label} {line.text}".strip() for line in self._paragraph(node, "table")]
        return texts


def read_docx(name: str, data: bytes, sink: Diagnostics) -> Source | None:
    """The lines of a Word document, or None with a diagnostic."""
    document = package.open_docx(name, data, sink)
    if document is None:
        return None
    source = Source(name, "paragraph")
    try:
        _read(document, source)
    except TooManyError:
        sink.add("import-too-large", name, case="paragraphs", most=MOST_LINES)
        return None
    except RecursionError:
        sink.add("not-importable", name, case="damaged")
        return None
    return source


def _read(document: Document, source: Source) -> None:
    styles = document.styles.element
    known = {attribute(node, "styleId") or "": node for node in styles if local(node) == "style"}
    resolved = {ident: _resolved(ident, known) for ident in known}
    usual = (ident for ident, node in known.items() if attribute(node, "default") in ("1", "true")
             and attribute(node, "type") == "paragraph")  # fmt: skip
    numbered = package.related(document, "numbering")
    default = resolved.get(next(usual, ""), _Style())
    reader = _Reader(source, lists_of(numbered[0] if numbered else None), resolved, default)
    reader.blocks(document.element.body)
    if reader.carried:
        reader._keep([Line(reader.number, clean("".join(reader.carried)))])
    _note_rest(document, reader)


def _note_rest(document: Document, reader: _Reader) -> None:
    source = reader.source
    for kind in _BESIDE:
        texts = (clean(text) for root in package.related(document, kind) for text in box_text(root))
        source.unplaced += [Note(kind, text=text) for text in dict.fromkeys(texts) if text]
    changes = (("inserted", reader.inserted), ("deleted", reader.deleted))
    source.remarks += [Note(why, count=count) for why, count in changes if count]
    silent = [name for name in package.names(document) if _NO_TEXT.search(name)]
    if silent:
        source.remarks.append(Note("objects", count=len(silent)))
    if any("vbaProject" in name for name in package.names(document)):
        source.remarks.append(Note("macros"))


def _resolved(ident: str, known: dict[str, Any]) -> _Style:
    """A style with what it inherits."""
    found = _Style()
    for _ in range(_MOST_BASED_ON):
        node = known.get(ident)
        if node is None:
            break
        found = _merged(found, _own(node))
        ident = attribute(child(node, "basedOn")) or ""
    return found


def _own(node: Any) -> _Style:
    name = (attribute(child(node, "name")) or "").strip()
    outline = whole(attribute(child(node, "pPr", "outlineLvl")))
    by_name = _HEADING.match(name)
    heading = outline + 1 if outline is not None and 0 <= outline < LEVELS else int(by_name[1]) if by_name else None
    return _Style(
        heading=0 if name.lower() in ("title", "标题") else heading,
        contents=bool(_CONTENTS.match(name)),
        num=attribute(child(node, "pPr", "numPr", "numId")),
        level=whole(attribute(child(node, "pPr", "numPr", "ilvl"))),
        centred=attribute(child(node, "pPr", "jc")) == "center",
    )


def _merged(own: _Style, base: _Style) -> _Style:
    return _Style(
        heading=base.heading if own.heading is None else own.heading,
        contents=own.contents or base.contents,
        num=base.num if own.num is None else own.num,
        level=base.level if own.level is None else own.level,
        centred=own.centred or base.centred,
    )


def _chosen(node: Any) -> Any:
    chosen = child(node, "Choice")
    fallback = child(node, "Fallback")
    return chosen if chosen is not None else fallback if fallback is not None else []


def _inside(node: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through content controls and accepted insertions."""
    for one in node:
        if local(one) == name:
            yield one
        elif local(one) in _SEEN_THROUGH:
            yield from _inside(one, name)


def _joined(texts: list[str]) -> list[str]:
    """The lines between soft breaks, those that break within a sentence put together again."""
    found: list[str] = []
    for text in texts:
        before = clean(found[-1]) if found else ""
        if len(before) >= _WRAPPED and not _SENTENCE.search(before) and not marker(clean(text)):
            found[-1] += text
        else:
            found.append(text)
    return found
