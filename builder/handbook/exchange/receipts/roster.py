"""The list of those who are to sign: an optional CSV file that only HR has."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from handbook.diagnostics.command_error import CommandError
from handbook.exchange.receipts.receipt import number_of
from handbook.text.catalogue import tree

MOST_BYTES = 20_000_000
Standing = Literal["active", "leave", "left"]
_WORDS = Path(__file__).with_name("roster_words.yml")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is to sign."""

    number: str
    name: str
    department: str
    standing: Standing


def read_roster(path: Path) -> dict[str, Person]:
    """Number → person. Raises CommandError."""
    found: dict[str, Person] = {}
    for line, row in _rows(path):
        person = _person(path, line, row)
        if person.number in found:
            raise CommandError("roster.twice", file=path.name, line=line, number=person.number)
        found[person.number] = person
    if not found:
        raise CommandError("roster.empty", file=path.name)
    return found


def same_name(one: str, other: str) -> bool:
    """Return whether two spellings name the same person: width, spaces, case and dots aside."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).casefold() if sign.isalnum())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    try:
        heads = [_meanings("heads").get(head.strip().lower(), "") for head in next(reader, [])]
        if "number" not in heads:
            raise CommandError("roster.no-heads", file=path.name)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(heads, (cell.strip() for cell in cells), strict=False))
    except csv.Error as error:
        raise CommandError("roster.bad-line", file=path.name, line=reader.line_num, reason=error) from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError("roster.closed", file=path.name, reason=error.strerror) from None
    if len(data) > MOST_BYTES:
        raise CommandError("roster.too-big", file=path.name)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CommandError("roster.encoding", file=path.name)


@cache
def _meanings(part: str) -> Mapping[str, Any]:
    """Return the meaning of each word of the list: of the part `heads` or `standing`."""
    return {word: meaning for meaning, words in tree(_WORDS)[part].items() for word in words}


def _person(path: Path, line: int, row: Mapping[str, str]) -> Person:
    number = number_of(row.get("number", ""))
    if number is None:
        raise CommandError("roster.bad-number", file=path.name, line=line)
    standing = _meanings("standing").get(row.get("status", "").lower())
    if standing is None:
        raise CommandError("roster.bad-status", file=path.name, line=line, status=row["status"][:20])
    return Person(number, row.get("name", ""), row.get("department", ""), standing)
