"""A company's own text, as Word or plain text → a scheme with permanent ids, and a report of what found no place."""

from __future__ import annotations

from handbook.diagnostics import Diagnostics
from handbook.exchange.scheme_import.assemble import EVERYBODY, scheme_id, scheme_of
from handbook.exchange.scheme_import.derive_ids import assign_ids
from handbook.exchange.scheme_import.draft import Draft
from handbook.exchange.scheme_import.lines import Source
from handbook.exchange.scheme_import.references import Resolver
from handbook.exchange.scheme_import.report import Imported, as_text, as_yaml
from handbook.exchange.scheme_import.structure import structure

__all__ = ["Imported", "as_text", "as_yaml", "import_scheme"]


def import_scheme(name: str, data: bytes, sink: Diagnostics) -> Imported | None:
    """The scheme in a file called `name`, or None with a diagnostic. The same bytes give the same scheme."""
    source = _read(name, data, sink)
    if source is None:
        return None
    draft = structure(source)
    if not draft.chapters:
        sink.add("import-empty", name, case="pictures" if _has_pictures(source) else "")
        return None
    assign_ids(draft, {scheme_id(draft), EVERYBODY})
    made = Resolver(draft).run()
    return _imported(source, draft, made)


def _read(name: str, data: bytes, sink: Diagnostics) -> Source | None:
    from handbook.exchange.scheme_import.read_docx import read_docx
    from handbook.exchange.scheme_import.read_text import read_text

    suffix = name.lower().rpartition(".")[2]
    if suffix == "docx":
        return read_docx(name, data, sink)
    if suffix == "txt":
        return read_text(name, data, sink)
    sink.add("not-importable", name, case="doc" if suffix in ("doc", "wps", "dot", "rtf") else "suffix")
    return None


def _has_pictures(source: Source) -> bool:
    return any(note.reason == "objects" for note in source.remarks)


def _imported(source: Source, draft: Draft, made: int) -> Imported:
    scheme = scheme_of(draft)
    unplaced = sorted(draft.unplaced, key=lambda note: note.number or 0)
    remarks = sorted(draft.remarks, key=lambda note: note.number or 0)
    return Imported(source.name, source.unit, scheme, tuple(unplaced), tuple(remarks), made)
