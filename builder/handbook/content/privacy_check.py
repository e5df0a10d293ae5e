"""Report files and numbers in the authors' folders by which somebody could be known."""

from collections.abc import Iterator
from pathlib import Path

from handbook.content.files import TOPS, YAML_NAME, printable
from handbook.content.privacy import HEAD_BYTES, looks_handed_in, looks_personal, numbers
from handbook.diagnostics import Diagnostics
from handbook.source import Document


def report_personal_files(root: Path, sink: Diagnostics) -> Iterator[str]:
    """Report, and name, what looks like receipts or rosters in the authors' folders."""
    for top in TOPS:
        for path in sorted((root / top).rglob("*")):
            if path.is_file() and not path.name.startswith(("~", ".")):
                name = printable(path.relative_to(root).as_posix())
                if case := _personal(name, path):
                    sink.add("personal-data", name, case=case)
                    yield name


def report_numbers(doc: Document, sink: Diagnostics) -> None:
    """Report numbers in a file of the scheme by which somebody could be known."""
    for offset, length, kind in numbers(doc.text):
        line = doc.text.count("\n", 0, offset)
        column = offset - (doc.text.rfind("\n", 0, offset) + 1)
        sink.add("personal-data", doc.span(line, column, line, column + length), case="number", kind=kind)


def _personal(name: str, path: Path) -> str | None:
    """Beside the scheme nothing but its own files; elsewhere what bears the marks of a receipt or a roster."""
    inside = name.removeprefix("content/policy/")
    if inside != name:
        return looks_personal(inside, _head(path))
    return None if YAML_NAME.search(path.name) else looks_handed_in(path.name, _head(path))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError:  # whoever reads it says so
        return b""
