"""A parsed file: its value, and where each part of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import yaml

from handbook.diagnostics import Location
from handbook.source.offsets import offsets

Loc = tuple[str | int, ...]
"""The way to a value: keys and indexes from the top of a file."""

_LINE_END = re.compile("\r\n|\r|\n")
_TAG_KEYS = ("type", "kind")


class _Found(NamedTuple):
    node: yaml.Node
    key: yaml.Node | None
    missing: int
    """Parts of the path that lead no further."""


@dataclass(frozen=True)
class Document:
    """A file of the handbook. `path` is relative to its root; `text` is what was parsed."""

    path: str
    text: str
    value: object
    root: yaml.Node = field(repr=False, compare=False)

    def where(self, loc: Sequence[str | int], *, key: bool = False) -> Location:
        """Where the value at `loc` stands, or its key.

        A path that leads nowhere gives its nearest existing parent. Parts that are not in the file, such as
        the tags of unions in pydantic's locations, are passed over.
        """
        found = self._find(self.root, None, tuple(loc))
        as_key = key and found.key is not None and not found.missing
        return node_where(self, found.key if as_key and found.key is not None else found.node)

    def inside(self, loc: Sequence[str | int], offset: int, length: int) -> Location:
        """Where the characters `offset` to `offset + length` of the text at `loc` stand.

        Where the text cannot be followed back to the file, the whole text's place is given.
        """
        found = self._find(self.root, None, tuple(loc))
        places = self._offsets(found.node) if isinstance(found.node, yaml.ScalarNode) else None
        if not places or found.missing:
            return node_where(self, found.node)
        start = places[offset] if offset < len(places) else places[-1] + 1
        last = places[min(offset + max(length, 1), len(places)) - 1]
        line = bisect_right(self._starts, start) - 1
        end = max(min(last + 1, self._line_end(line)), start + 1)
        return Location(self.path, line + 1, start - self._starts[line] + 1, end - start)

    def _offsets(self, node: yaml.ScalarNode) -> list[int] | None:
        if id(node) not in self._followed:
            self._followed[id(node)] = offsets(node, self.text, self._starts)
        return self._followed[id(node)]

    @cached_property
    def _followed(self) -> dict[int, list[int] | None]:
        return {}

    def _find(self, node: yaml.Node, key: yaml.Node | None, loc: tuple[str | int, ...]) -> _Found:
        """Follow `loc`; a part may be a key, an index, or no part of the file at all."""
        if not loc:
            return _Found(node, key, 0)
        ways = [self._find(*step, loc[1:]) for step in self._steps(node, loc[0])]
        if ways and not ways[0].missing:
            return ways[0]
        if not isinstance(node, yaml.ScalarNode) and len(loc) > 1 and isinstance(loc[0], str):
            tagged = self._find(node, key, loc[1:])
            if not tagged.missing or not ways:
                ways.append(tagged)
        best = min(ways, key=lambda way: way.missing, default=None)
        return best if best is not None and best.missing < len(loc) else _Found(node, key, len(loc))

    def _steps(self, node: yaml.Node, part: str | int) -> list[tuple[yaml.Node, yaml.Node | None]]:
        if isinstance(node, yaml.SequenceNode):
            inside = isinstance(part, int) and 0 <= part < len(node.value)
            return [(node.value[part], None)] if inside and isinstance(part, int) else []
        if isinstance(node, yaml.MappingNode) and str(part) in self._entries(node):
            key, value = self._entries(node)[str(part)]
            return [(value, key)]
        return []

    def _entries(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        if id(node) not in self._known:
            pairs = [(key, value) for key, value in reversed(node.value) if isinstance(key, yaml.ScalarNode)]
            self._known[id(node)] = {key.value: (key, value) for key, value in pairs}
        return self._known[id(node)]

    @cached_property
    def _known(self) -> dict[int, dict[str, tuple[yaml.Node, yaml.Node]]]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def _line_end(self, line: int) -> int:
        """Where the text of a line ends, spaces behind it left out."""
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self._starts[line] + len(self.text[self._starts[line] : end].rstrip())

    def span(self, line: int, column: int, end_line: int, end_column: int) -> Location:
        """A place in counts from 0, cut at the end of its first line."""
        stop = self._line_end(line) - self._starts[line]
        length = min(end_column, stop) - column if end_line == line else stop - column
        return Location(self.path, line + 1, column + 1, max(1, length))


def node_where(document: Document, node: yaml.Node) -> Location:
    """Where a node stands: the part of it that is in its first line; of a mapping its first key or its bracket."""
    if isinstance(node, yaml.MappingNode) and node.value:
        if node.flow_style:
            return Location(document.path, node.start_mark.line + 1, node.start_mark.column + 1)
        node = node.value[0][0]
    start, end = node.start_mark, node.end_mark
    return document.span(start.line, start.column, end.line, end.column)


def with_value(document: Document, value: object) -> Document:
    """The document with its value."""
    return replace(document, value=value)
