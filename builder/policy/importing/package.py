"""Opening a .docx that may be broken or hostile: sizes are looked at before anything is unpacked or parsed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Diagnostics

if TYPE_CHECKING:
    from docx.document import Document

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_XML = 30_000_000
MOST_MEMBERS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_MACRO = "macroEnabled"


def open_docx(name: str, data: bytes, sink: Diagnostics) -> Document | None:
    """The document, or None with a diagnostic. Nothing outside the package is ever fetched, nothing in it is run."""
    if len(data) > MOST_BYTES:
        sink.add("HB792", name, case="bytes", bytes=len(data), most=MOST_BYTES)
        return None
    if data.startswith(_OLE):
        sink.add("HB791", name, case="ole")
        return None
    case = _refusal(data)
    if case:
        sink.add("HB792" if case == "unpacked" else "HB791", name, case=case, most=MOST_UNPACKED)
        return None
    return _parsed(name, data, sink)


def _refusal(data: bytes) -> str:
    """Why the package is not opened: a case of the diagnostics, or nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _unsafe(package)
    except Exception:  # zipfile raises a dozen kinds of errors on damaged files
        return "damaged"


def _unsafe(package: zipfile.ZipFile) -> str:
    members = package.infolist()
    xml = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or sum(one.file_size for one in xml) > MOST_XML:
        return "unpacked"
    if "[Content_Types].xml" not in package.namelist():
        return "other"
    if _MACRO.encode() in package.read("[Content_Types].xml"):
        return "macro"
    if any(mark in package.read(member) for member in xml for mark in _DECLARED):
        return "entity"
    return ""


def _parsed(name: str, data: bytes, sink: Diagnostics) -> Document | None:
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except Exception:  # python-docx promises no kind of error for files that are not what they say
        body = None
    if body is None:
        sink.add("HB791", name, case="damaged")
        return None
    return document


def related(document: Document, kind: str) -> list[Any]:
    """The root elements of the document's headers, footers, footnotes, endnotes or comments, in a fixed order."""
    rels = document.part.rels.values()
    parts = {rel.target_part for rel in rels if not rel.is_external and rel.reltype.endswith(f"/{kind}")}
    roots = [_root(part) for part in sorted(parts, key=lambda part: str(part.partname))]
    return [root for root in roots if root is not None]


def _root(part: Any) -> Any:
    from docx.oxml.parser import parse_xml
    from lxml import etree

    if hasattr(part, "element"):
        return part.element
    try:
        return parse_xml(part.blob)
    except etree.XMLSyntaxError:
        return None


def names(document: Document) -> list[str]:
    """The names of all parts of the package."""
    package = document.part.package
    return [str(part.partname) for part in package.iter_parts()] if package else []
