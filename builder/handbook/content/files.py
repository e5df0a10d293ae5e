"""The files of a handbook: which there are, what each is, and the bytes in it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from handbook.diagnostics import Diagnostics
from handbook.diagnostics.os_errors import reason
from handbook.model.collections import collection_of
from handbook.source import MOST_BYTES

TOPS = ("content", "exercises")
"""The authors' folders."""
YAML_NAME = re.compile(r"\.ya?ml", re.IGNORECASE)
_YAML_END = re.compile(r"\.ya?ml.*\Z", re.IGNORECASE)


def yaml_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file that is named like YAML, and its name, in an order that does not depend on the machine."""
    found = [
        (path.relative_to(root).as_posix(), path)
        for top in TOPS
        for path in (root / top).rglob("*")
        if YAML_NAME.search(path.name) and not path.name.startswith((".", "~"))
    ]
    for name, path in sorted(found):
        if not path.is_dir():
            yield path, printable(name)


def printable(name: str) -> str:
    """A file's name; bytes in it that are no UTF-8 become the replacement character."""
    return os.fsencode(name).decode("utf-8", "replace")


def report_place(name: str, sink: Diagnostics) -> None:
    """Report a file that lies, or is named, as no file of a handbook is."""
    want = _YAML_END.sub(".yml", name)
    if not name.endswith(".yml") and collection_of(want):
        sink.add("unexpected-file", name, case="suffix", want=PurePosixPath(want).name)
    else:
        sink.add("unexpected-file", name)


def read_bytes(path: Path, name: str, sink: Diagnostics) -> bytes | None:
    """Return a file's bytes, cut one byte above the limit; None, with a diagnostic, where it cannot be read."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be read for ever
            sink.add("unreadable-file", name, reason="special")
            return None
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one byte too many is enough to know
    except OSError as error:
        sink.add("unreadable-file", name, reason=reason(error))
        return None
