"""The file that is imported and the file that is written."""

from __future__ import annotations

from pathlib import Path

from handbook.diagnostics import Diagnostics
from handbook.exchange.scheme_import import Imported, as_yaml, import_scheme
from handbook.exchange.scheme_import.package import MOST_BYTES
from handbook.render.tree import write_file


def import_file(source: Path, out: Path, sink: Diagnostics, *, force: bool) -> Imported | None:
    """Import `source` and write `out` in one step; None with a diagnostic, and nothing written, where that fails."""
    data = _bytes(source, sink)
    imported = None if data is None else import_scheme(source.name, data, sink)
    if imported is None:
        return None
    if out.exists() and not force:
        sink.add("import-exists", out.as_posix())
        return None
    try:
        write_file(out, as_yaml(imported).encode())
    except OSError as error:
        sink.add("output-not-writable", out.as_posix(), reason=error.strerror or str(error))
        return None
    return imported


def _bytes(path: Path, sink: Diagnostics) -> bytes | None:
    """The file; no more of it than shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        sink.add("unreadable-file", path.name, reason=error.strerror or str(error))
        return None
