"""Word documents as companies write them, made by the tests; and the plainest exporter there can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from handbook.model.scheme import Matrix, Scheme
from handbook.policy.text import Clause, text_of

Level = tuple[str, str]
"""Format and text of a list level, such as ("chineseCounting", "（%1）")."""


def save(document: Document) -> bytes:
    """The document's bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(*lines: str) -> bytes:
    """A document of plain paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return save(document)


def define(document: Document, ident: int, *levels: Level, extra: str = "", override: str = "") -> None:
    """Define a list: levels as (format, text); `extra` goes into every level, `override` into the list."""
    numbering = document.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}">{body}</w:abstractNum>')
    numbering.insert(0, abstract)
    num = f'<w:num {nsdecls("w")} w:numId="{ident}"><w:abstractNumId w:val="{ident}"/>{override}</w:num>'
    numbering.append(parse_xml(num))


def listed(document: Document, ident: int, level: int, text: str) -> Paragraph:
    """A paragraph that Word numbers."""
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>')
    )
    return paragraph


def raw(document: Document, xml: str) -> None:
    """A paragraph from the XML of its inside."""
    body = document.element.body
    namespaces = nsdecls("w", "wp", "a") + (
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    paragraph = parse_xml(f"<w:p {namespaces}>{xml}</w:p>")
    body.insert(len(body) - (body[-1].tag == qn("w:sectPr")), paragraph)


def run(text: str) -> str:
    """The XML of a run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def repack(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The package with every part changed, and more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


def export(scheme: Scheme, matrix: Matrix) -> bytes:
    """The scheme as a Word document: a paragraph for each clause, numbers as text."""
    document = docx.Document()
    document.add_paragraph(scheme.title, style="Title")
    clauses = text_of(scheme, matrix).clauses
    for line in _lines(clauses):
        document.add_paragraph(line)
    return save(document)


def _lines(clauses: tuple[Clause, ...]) -> Iterator[str]:
    before = ""
    for clause in clauses:
        if clause.kind == "article":
            before = clause.printed + (f"（{clause.title}）" if clause.title else "\u3000")
            continue
        if clause.kind == "chapter":
            yield f"{clause.printed}\u3000{clause.title}"
        else:
            yield before + clause.printed + clause.text
        before = ""
