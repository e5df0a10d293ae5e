"""The result of a reader: lines of text with their formatting, and notes about the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

MOST_LINES = 20_000
"""Paragraphs of a document; a scheme with more is something else."""

Place = Literal["body", "table", "toc"]

_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_TOC = re.compile(r"(?:[.…·．_]{3,}|……|\t)[\s.…·]*\d{1,4}\s*$")
_FAR = 200
"""Characters at the end of a line that are looked at."""
SENTENCE_END = "。；：！？.;:!?…”』）)"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the document that may become part of the scheme."""

    number: int
    """Which paragraph of a Word document, or line of a text file; from 1."""
    text: str
    label: str = ""
    """What an automatic list of Word prints before the text."""
    level: int | None = None
    """The level of that list, from 0."""
    heading: int | None = None
    """1 to 9 for a heading style, 0 for the style of a title."""
    place: Place = "body"
    group: int = 0
    """Lines of one table share a group above 0."""
    centred: bool = False
    ident: str = ""
    """The clause's id, where a bookmark of the handbook's own Word file still holds it."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell: why it is told (a key of the words), where, and the text it is about."""

    reason: str
    number: int | None = None
    text: str = ""
    count: int = 0


@dataclass
class Source:
    """A document as read: its lines, what has no place in a text of clauses, and what to know about the reading."""

    name: str
    unit: Literal["paragraph", "line"]
    lines: list[Line] = field(default_factory=list)
    unplaced: list[Note] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)


def clean(text: str) -> str:
    """The text on one line: no control or invisible characters, single spaces, none at the ends."""
    return _SPACES.sub(" ", _CONTROL.sub(" ", _UNSEEN.sub("", text))).strip()


def pieces(text: str) -> list[str]:
    """The non-empty lines of a text, as they are; any kind of break ends one."""
    return [piece for piece in _BREAK.split(text) if clean(piece)]


def is_contents(text: str) -> bool:
    """Return whether a raw line looks like one of a table of contents: dots or a tab, and a page number."""
    return bool(_TOC.search(text[-_FAR:]))
