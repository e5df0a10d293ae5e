"""Which character of a file each character of a scalar's value came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


class _Line(NamedTuple):
    start: int
    text: str


def offsets(node: yaml.ScalarNode, text: str, starts: Sequence[int]) -> list[int] | None:
    """Return for each character of the value its index in `text`; None where the two cannot be brought together.

    `starts` are the indexes at which lines begin. In this folded block the space is the line end after "one":

    >>> text = "say: >\\n  one\\n  two\\n"
    >>> [(_, node)] = yaml.compose(text).value
    >>> list(zip(node.value, offsets(node, text, [0, 7, 13, 19]), strict=True))
    [('o', 9), ('n', 10), ('e', 11), (' ', 12), ('t', 15), ('w', 16), ('o', 17), ('\\n', 18)]
    """
    begin = starts[node.start_mark.line] + node.start_mark.column
    end = starts[node.end_mark.line] + node.end_mark.column
    properties = _PROPERTIES.match(text, begin, end)
    begin = properties.end() if properties else begin
    if node.style in ("|", ">"):
        pairs = list(_block(text[begin:end], begin, node.style == ">"))[: len(node.value)]
    else:
        pairs = list(_flow(text, begin, end, node.style or ""))
    if "".join(char for char, _ in pairs) != node.value:
        return None
    return [place for _, place in pairs]


def _flow(text: str, begin: int, end: int, style: str) -> Iterator[tuple[str, int]]:
    """The characters of a plain or quoted scalar; a fold is one space or as many ends of line as lines were empty."""
    place, end = (begin + 1, end - 1) if style else (begin, end)
    while place < end:
        fold = _FOLD.match(text, place, end)
        if fold:
            empty = len(_BREAK.findall(fold[0])) - 1
            yield from ((char, place) for char in ("\n" * empty or " "))
            place = fold.end()
            continue
        char, length = _one(text, place, style)
        if char:
            yield char, place
        place += length
        if length > 1 and not char:  # an escaped end of line swallows the indentation behind it
            place += len(text[place:end]) - len(text[place:end].lstrip(" \t"))


def _one(text: str, place: int, style: str) -> tuple[str, int]:
    """A character of the value and how many characters of the file it takes."""
    char = text[place]
    if style == "'" and char == "'":
        return "'", 2
    if style != '"' or char != "\\":
        return char, 1
    code = text[place + 1]
    if code in "\r\n":
        found = _BREAK.match(text, place + 1)
        return "", 1 + (len(found[0]) if found else 1)
    if code in _ESCAPE_LENGTH:
        length = _ESCAPE_LENGTH[code]
        return chr(int(text[place + 2 : place + length], 16)), length
    return yaml.scanner.Scanner.ESCAPE_REPLACEMENTS[code], 2


def _block(raw: str, begin: int, folded: bool) -> Iterator[tuple[str, int]]:
    """The characters of a block scalar, with all its empty lines at the end."""
    lines = _lines(raw, begin)[1:]
    indent = min((len(line.text) - len(line.text.lstrip(" ")) for line in lines if line.text.strip(" ")), default=0)
    before: _Line | None = None
    breaks: list[tuple[str, int]] = []
    for line in lines:
        body = line.text[indent:]
        if not body:
            breaks.append(("\n", line.start))
            continue
        yield from _joint(before, body, indent, breaks, folded)
        yield from ((char, line.start + indent + at) for at, char in enumerate(body))
        before, breaks = line, [("\n", line.start + len(line.text))]
    yield from breaks


def _joint(
    before: _Line | None, body: str, indent: int, breaks: list[tuple[str, int]], folded: bool
) -> Iterator[tuple[str, int]]:
    """Return the characters between two lines of a block scalar; folding joins lines that are not indented further."""
    if not folded or before is None or body[0] in " \t" or before.text[indent] in " \t":
        return iter(breaks)
    return iter(breaks[1:] or [(" ", breaks[0][1])])


def _lines(raw: str, begin: int) -> list[_Line]:
    lines: list[_Line] = []
    place = 0
    for found in _BREAK.finditer(raw):
        lines.append(_Line(begin + place, raw[place : found.start()]))
        place = found.end()
    return [*lines, _Line(begin + place, raw[place:])] if place < len(raw) else lines
