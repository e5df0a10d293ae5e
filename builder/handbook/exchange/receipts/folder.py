"""A folder that people put receipts into: every file is looked at, nothing in it is trusted, none ends the run."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.exchange.receipts.receipt import (
    LONGEST_CODE,
    MOST_BYTES,
    Known,
    Receipt,
    RefusedError,
    Why,
    check_code,
    check_file,
    read_code,
    read_file,
)

MOST_FILES = 100_000
MOST_CODES = 100_000
"""Codes of one file."""
MOST_DEPTH = 8
_SHOWN = 120
_LINKS = {errno.ELOOP, errno.EMLINK}


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in the folder that is not taken; `note` where that is nobody's fault."""

    source: str
    why: Why
    args: Mapping[str, object] = field(default_factory=dict)
    receipt: Receipt | None = None
    note: bool = False


def gather(folder: Path, known: Mapping[str, Known], today: str) -> Iterator[Receipt | Refused]:
    """Every receipt of a folder that agrees with a frozen release, and everything else that lies there."""
    for number, (path, source) in enumerate(_files(folder, folder, 0)):
        if number == MOST_FILES:
            yield Refused(source, "many", {"most": MOST_FILES})
            return
        suffix = path.suffix.lower()
        if suffix == ".json":
            yield _file(path, source, known, today)
        elif suffix == ".txt":
            yield from _codes(path, source, known, today)
        else:
            yield Refused(source, "kind", note=True)


def shown(name: str) -> str:
    """A file's name as it can be printed: no control signs, no odd bytes, not too long."""
    plain = os.fsencode(name).decode("utf-8", "replace")
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in plain)
    return clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 1]}…"


def _files(root: Path, folder: Path, depth: int) -> Iterator[tuple[Path, str]]:
    """Files in the order of their names, folders after them; hidden ones belong to the system."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name))
    except OSError:
        yield folder, shown(folder.relative_to(root).as_posix())
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name.lower() in ("thumbs.db", "desktop.ini"):
            continue
        if entry.is_dir(follow_symlinks=False) and depth < MOST_DEPTH:
            yield from _files(root, Path(entry.path), depth + 1)
        else:
            yield Path(entry.path), shown(Path(entry.path).relative_to(root).as_posix())


def _file(path: Path, source: str, known: Mapping[str, Known], today: str) -> Receipt | Refused:
    receipt = None
    try:
        file, receipt = read_file(_bytes(path, MOST_BYTES), source)
        check_file(file, known, today)
    except RefusedError as error:
        return Refused(source, error.why, error.args_said, receipt)
    return receipt


def _bytes(path: Path, most: int) -> bytes:
    """The content of a regular file; one byte too many is enough to know. Raises RefusedError."""
    try:
        # A link leads out of the folder, and a pipe would be waited for for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise RefusedError("link" if error.errno in _LINKS or path.is_symlink() else "unreadable") from None
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise RefusedError("unreadable")
        if facts.st_size > most:
            raise RefusedError("big")
        try:
            return file.read(most + 1)
        except OSError:
            raise RefusedError("unreadable") from None


def _codes(path: Path, source: str, known: Mapping[str, Known], today: str) -> Iterator[Receipt | Refused]:
    try:
        text = _text(_bytes(path, MOST_CODES * LONGEST_CODE))
    except RefusedError as error:
        yield Refused(source, error.why, error.args_said)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _code(line, f"{source}:{number}", known, today)


def _text(data: bytes) -> str:
    """Codes are plain letters, in whatever encoding a text editor saves them."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError("encoding")


def _code(line: str, source: str, known: Mapping[str, Known], today: str) -> Receipt | Refused:
    receipt = None
    try:
        receipt = read_code(line, source)
        check_code(receipt, known, today)
    except RefusedError as error:
        return Refused(source, error.why, error.args_said, receipt)
    return receipt
