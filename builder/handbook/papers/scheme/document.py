"""A paper as blocks, before anything is known of PDF or Word: both print the same document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from handbook.policy.redline import RunKind, redline

Style = Literal["clause", "item", "point", "plain", "small", "centre", "right", "warning"]


class Piece(NamedTuple):
    """A stretch of text; `target` is the anchor it leads to."""

    text: str
    kind: RunKind = "same"
    target: str | None = None


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2; `mark` says whether the whole line came or went."""

    level: int
    pieces: Pieces
    anchor: str | None = None
    mark: RunKind = "same"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    style: Style
    pieces: Pieces
    anchor: str | None = None
    mark: RunKind = "same"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table."""

    cells: tuple[Pieces, ...]
    mark: RunKind = "same"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row; widths are shares, one for each column."""

    head: tuple[str, ...]
    lines: tuple[Line, ...]
    widths: tuple[int, ...]
    blank: int = 0
    """Rows to be filled by hand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what is written beside it; without value there is room for so many lines."""

    label: str
    value: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Entries:
    """Labels and values in two columns."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: one box each, with room for a name and a date."""

    people: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """From here on a new page, upright or on its side."""

    landscape: bool = False


Block = Heading | Para | Table | Entries | Signatures | Sheet


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper."""

    title: str
    lead: tuple[str, ...]
    """Lines below the title, such as the note of history."""
    header: str
    footer: str
    banner: str
    """Printed on every page of what has no effect; empty otherwise."""
    contents: str
    """The heading of the table of contents; empty for a paper without one."""
    day: str
    """The only date in the file's own data, YYYY-MM-DD."""
    author: str
    blocks: tuple[Block, ...]
    page: str = "{page} / {pages}"
    landscape: bool = False


def plain(text: str) -> Pieces:
    """One piece; none for an empty text."""
    return (Piece(text),) if text else ()


def between(old: str | None, new: str | None) -> Pieces:
    """Return the runs that lead from one text to the other; None is a text that does not exist."""
    if old == new:
        return plain(new or "")
    return tuple(Piece(run.text, run.kind) for run in redline(old or "", new or ""))


def mark_of(old: object, new: object) -> RunKind:
    """Return whether the whole came, went or stayed."""
    return "inserted" if old is None else "deleted" if new is None else "same"


def joined(pieces: Iterable[Piece]) -> str:
    """The text of pieces, whatever their kind."""
    return "".join(piece.text for piece in pieces)
