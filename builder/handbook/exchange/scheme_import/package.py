"""Opening a .docx that may be broken or hostile: sizes are looked at before anything is unpacked or parsed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from handbook.diagnostics import Diagnostics
from handbook.exchange.office import OLE, Limits, refusal

if TYPE_CHECKING:
    from docx.document import Document

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
_LIMITS = Limits(members=5_000, unpacked=MOST_UNPACKED, xml=30_000_000)


def open_docx(name: str, data: bytes, sink: Diagnostics) -> Document | None:
    """The document, or None with a diagnostic. Nothing outside the package is ever fetched, nothing in it is run."""
    if len(data) > MOST_BYTES:
        sink.add("import-too-large", name, case="bytes", bytes=len(data), most=MOST_BYTES)
        return None
    if data.startswith(OLE):
        sink.add("not-importable", name, case="ole")
        return None
    case = refusal(data, _LIMITS)
    if case:
        sink.add("import-too-large" if case == "unpacked" else "not-importable", name, case=case, most=MOST_UNPACKED)
        return None
    return _parsed(name, data, sink)


def _parsed(name: str, data: bytes, sink: Diagnostics) -> Document | None:
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except Exception:  # python-docx promises no kind of error for files that are not what they say
        body = None
    if body is None:
        sink.add("not-importable", name, case="damaged")
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
