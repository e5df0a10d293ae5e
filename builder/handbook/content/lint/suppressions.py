"""Warnings that an author has looked at and wants as they are, each with a reason beside the place.

A comment on the line above takes the warnings of its codes away from what begins on the next line, and from all
that belongs to it (the deeper lines, and the list under a key):

    # accept HB703: the options are steps in time
    - id: first-step
      type: single
      shuffle: false
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from handbook.diagnostics import Diagnostic, Diagnostics, Location, codes, split_lines
from handbook.diagnostics.suggest import nearest
from handbook.source import Document

_MARK = re.compile(
    r"\s*#\s*(?:accept|接受)\s*(?P<codes>HB\w*(?:\s*[,，、]\s*HB\w*)*)\s*(?:[:：]\s*(?P<reason>.*?)\s*)?$"
)
_TRIED = re.compile(r"#\s*(?:accept\s|接受)")
_CODE = re.compile(r"HB\w*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One code accepted: where the comment names it, and the lines (from 1, both ends within) it covers."""

    where: Location
    code: str
    reason: str
    first: int
    last: int


def apply_suppressions(documents: Sequence[Document], sink: Diagnostics, *, complete: bool) -> None:
    """Take accepted warnings away, and report comments that accept nothing or give no reason.

    With `complete` false some checks did not run, and nothing is said about what was not found.
    """
    for document in documents:
        if not _TRIED.search(document.text):
            continue
        found = [one for one in sink if one.file == document.path and one.severity == "warning"]
        for acceptance in _acceptances(document):
            _apply(acceptance, found, sink, complete=complete)


def _apply(acceptance: Suppression, found: Sequence[Diagnostic], sink: Diagnostics, *, complete: bool) -> None:
    code = acceptance.code
    known = codes.by_code().get(code)
    if known is None:
        sink.add("acceptance", acceptance.where, case="unknown", id=code, near=nearest(code, codes.by_code()))
    elif known.severity == "error":
        sink.add("acceptance", acceptance.where, case="error", id=code)
    elif not acceptance.reason:
        sink.add("acceptance", acceptance.where, case="reason", id=code)
    else:
        covered = [one for one in found if one.code == code and acceptance.first <= one.line <= acceptance.last]
        for one in covered:
            sink.accept(one)
        if complete and not covered:
            sink.add("acceptance", acceptance.where, id=code)


def _acceptances(document: Document) -> Iterator[Suppression]:
    lines = split_lines(document.text)
    texts = _text_lines(document.root)
    for number, line in enumerate(lines, 1):
        mark = _MARK.match(line) if number not in texts else None
        if not mark:
            continue
        first, last = _covered(lines, number)
        for code in _CODE.finditer(line, mark.start("codes"), mark.end("codes")):
            where = Location(document.path, number, code.start() + 1, len(code[0]))
            yield Suppression(where, code[0], mark["reason"] or "", first, last)


def _covered(lines: Sequence[str], comment: int) -> tuple[int, int]:
    """First and last line of what stands under a comment; of nothing, if the file ends there."""
    first = next((n for n in range(comment, len(lines)) if _content(lines[n])), len(lines))
    if first == len(lines):
        return comment + 1, comment
    indent, item = _indent(lines[first]), lines[first].lstrip().startswith("- ")
    last = first
    for number in range(first + 1, len(lines)):
        if not lines[number].strip():
            continue
        own_list = not item and _indent(lines[number]) == indent and lines[number].lstrip().startswith("- ")
        if _indent(lines[number]) <= indent and not own_list:
            break
        last = number
    return first + 1, last + 1


def _content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _text_lines(node: yaml.Node) -> set[int]:
    """Lines inside texts of several lines, where a # begins no comment."""
    if isinstance(node, yaml.ScalarNode):
        return set(range(node.start_mark.line + 2, node.end_mark.line + (1 if node.style in ("|", ">") else 2)))
    if isinstance(node, yaml.MappingNode):
        return {line for pair in node.value for part in pair for line in _text_lines(part)}
    return {line for part in node.value for line in _text_lines(part)}
