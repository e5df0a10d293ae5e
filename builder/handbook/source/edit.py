"""A YAML text whose value becomes another, with everything that need not change left byte for byte.

Nodes know where they stand, so that what differs is replaced where it stands: a scalar, an entry of a mapping, an
item of a list with the comments above it. The result is read again; a text that does not say exactly what was wanted
is never given out.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import yaml

from handbook.diagnostics import Diagnostics
from handbook.source import Document, Loc, emit, parse

_BREAK = re.compile("\r\n|\r|\n")
_ALIAS = re.compile(r"\s*:\s+\*[^\s,\]}]+")
_HEADER = re.compile(r"[|>][+\-0-9]*")


class CannotRewriteError(Exception):
    """The value at `loc` can only be changed by hand: it is shared by an alias, for example."""

    def __init__(self, loc: Loc) -> None:
        super().__init__(loc)
        self.loc = loc


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _Place(NamedTuple):
    """Where a value stands: the way to it, the column of the mapping that holds it, and whether in brackets."""

    loc: Loc
    column: int
    flow: bool

    def into(self, part: str | int, column: int, flow: bool) -> _Place:
        return _Place((*self.loc, part), column, flow)


def rewritten(document: Document, text: str, wanted: Any) -> str:
    """Return `text`, which `document` was parsed from, with `wanted` as its value and all else byte for byte.

    Raises CannotRewriteError where the text does not allow it.

    >>> text = "title: Old  # draft\\nitems:\\n# cheap\\n- a\\n- b\\n"
    >>> document = parse("quiz.yml", text.encode(), Diagnostics())
    >>> print(rewritten(document, text, {"title": "New", "items": ["b", "a", "c"]}), end="")
    title: New  # draft
    items:
    - b
    # cheap
    - a
    - c
    """
    if same(document.value, wanted):
        return text
    writer = _Writer(document.root, text)
    edits = writer.edits(document.root, document.value, wanted, _Place((), 0, False))
    result = writer.apply(0, len(text), edits)
    again = parse(document.path, result.encode(), Diagnostics())
    if again is None or not same(again.value, wanted):
        raise CannotRewriteError(difference(again.value if again else None, wanted))
    return result


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same YAML: the order of keys does not count, 1 and 1.0 and true do."""
    return one is other or _canonical(one) == _canonical(other)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def difference(one: Any, other: Any, loc: Loc = ()) -> Loc:
    """The way to the first thing that differs."""
    if isinstance(one, dict) and isinstance(other, dict):
        steps: list[tuple[str | int, Any, Any]] = [(key, one.get(key), other.get(key)) for key in {**one, **other}]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        steps = [(at, *pair) for at, pair in enumerate(zip(one, other, strict=True))]
    else:
        return loc
    return next((difference(a, b, (*loc, part)) for part, a, b in steps if not same(a, b)), loc)


class _Writer:
    def __init__(self, root: yaml.Node, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        found = _BREAK.search(text)
        self._newline = found[0] if found else "\n"
        self._shared = _shared(root)

    def edits(self, node: yaml.Node, old: Any, new: Any, place: _Place) -> list[_Edit]:
        """Return the replacements after which `node`, whose value is `old`, has the value `new`."""
        if same(old, new):
            return []
        if id(node) in self._shared:
            raise CannotRewriteError(place.loc)
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict):
            return list(self._mapping(node, old, new, place))
        if isinstance(node, yaml.SequenceNode) and isinstance(new, list):
            return list(self._sequence(node, old, new, place))
        if isinstance(node, yaml.ScalarNode) and not isinstance(new, dict | list):
            return list(self._scalar(node, new, place))
        raise CannotRewriteError(place.loc)

    def apply(self, start: int, end: int, edits: Sequence[_Edit]) -> str:
        """The text from `start` to `end` with `edits` made."""
        pieces, at = [], start
        for edit in sorted(edits, key=lambda one: (one.start, one.end)):
            if edit.start < at:
                raise CannotRewriteError(())
            pieces += [self._text[at : edit.start], edit.text]
            at = edit.end
        return "".join([*pieces, self._text[at:end]])

    # --- scalars

    def _scalar(self, node: yaml.ScalarNode, new: object, place: _Place) -> Iterator[_Edit]:
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        several = isinstance(new, str) and "\n" in new and not place.flow
        if node.style in ("|", ">"):
            yield from self._from_block(node, new, place)
        elif several:
            lines = emit.block(str(new), place.column)
            yield _Edit(start, end, (" " if start == end else "") + lines[0])
            if len(lines) > 1:
                stop = self._line_end(end)
                yield _Edit(stop, stop, "".join(self._newline + line for line in lines[1:]))
        else:
            yield _Edit(start, end, (" " if start == end else "") + emit.inline(new, flow=place.flow))

    def _from_block(self, node: yaml.ScalarNode, new: object, place: _Place) -> Iterator[_Edit]:
        """Replace a block: its header, and its lines; what is noted behind the header stays."""
        start = self._at(node.start_mark)
        header = _HEADER.match(self._text, start)
        if header is None:
            raise CannotRewriteError(place.loc)
        several = isinstance(new, str) and "\n" in new
        lines = emit.block(str(new), place.column) if several else [emit.inline(new)]
        yield _Edit(start, header.end(), lines[0])
        yield _Edit(
            self._line_end(header.end()),
            self._content_end(node),
            "".join(self._newline + line for line in lines[1:]),
        )

    # --- mappings

    def _mapping(self, node: yaml.MappingNode, old: Any, new: dict[str, Any], place: _Place) -> Iterator[_Edit]:
        flow = bool(node.flow_style) or place.flow
        pairs = [(str(key.value), key, value) for key, value in node.value]
        column = pairs[0][1].start_mark.column if pairs else place.column
        for number, (name, key, value) in enumerate(pairs):
            inner = place.into(name, column, flow)
            if name in new:
                yield from self.edits(value, old[name], new[name], inner)
            else:
                yield self._without(pairs, number, flow, inner.loc) if number else self._refuse(inner.loc)
            if id(key) in self._shared:
                raise CannotRewriteError(inner.loc)
        yield from self._added(pairs, new, place._replace(column=column, flow=flow))

    def _refuse(self, loc: Loc) -> _Edit:
        raise CannotRewriteError(loc)

    def _without(self, pairs: list[tuple[str, Any, Any]], number: int, flow: bool, loc: Loc) -> _Edit:
        """Take an entry out that is not the first one."""
        _, key, value = pairs[number]
        if flow:
            return _Edit(self._pair_end(*pairs[number - 1][1:]), self._pair_end(key, value), "")
        line = self._starts[key.start_mark.line]
        if self._text[line : self._at(key.start_mark)].strip():
            raise CannotRewriteError(loc)
        return _Edit(line, self._next_line(self._pair_end(key, value)), "")

    def _added(self, pairs: list[tuple[str, Any, Any]], new: dict[str, Any], place: _Place) -> Iterator[_Edit]:
        """Put new entries behind those that they follow in `new`."""
        there = {name: (key, value) for name, key, value in pairs}
        if not there:
            raise CannotRewriteError(place.loc)
        before = next(iter(there))
        for name, value in new.items():
            if name in there:
                before = name
                continue
            end = self._pair_end(*there[before])
            if place.flow:
                yield _Edit(end, end, f", {name}: {emit.in_flow(value)}")
            else:
                yield self._lines_after(end, emit.entry(name, value, place.column))

    def _lines_after(self, end: int, lines: list[str]) -> _Edit:
        """Put whole lines behind the line that `end` stands in."""
        at = self._next_line(end)
        return _Edit(at, at, self._start_line(at) + emit.joined(lines, self._newline))

    def _start_line(self, at: int) -> str:
        """An end of line, where the last line of the file has none."""
        return "" if at in (0, self._starts[-1]) or at < len(self._text) else self._newline

    # --- lists

    def _sequence(self, node: yaml.SequenceNode, old: list[Any], new: list[Any], place: _Place) -> Iterator[_Edit]:
        flow = bool(node.flow_style) or place.flow
        plan = _plan(old, new)
        inner = [
            self._edits_of(node, old, new, at, plan, _Place(place.loc, place.column, flow)) for at in range(len(new))
        ]
        if plan == list(range(len(old))):
            yield from (edit for edits in inner for edit in edits)
        elif flow:
            yield from self._flow_items(node, new, plan, inner)
        else:
            yield self._block_items(node, new, plan, inner)

    def _edits_of(
        self, node: yaml.SequenceNode, old: list[Any], new: list[Any], at: int, plan: list[int | None], place: _Place
    ) -> list[_Edit]:
        was = plan[at]
        if was is None:
            return []
        item = node.value[was]
        column = item.start_mark.column
        return self.edits(item, old[was], new[at], place.into(was, column, place.flow))

    def _block_items(
        self, node: yaml.SequenceNode, new: list[Any], plan: list[int | None], inner: list[list[_Edit]]
    ) -> _Edit:
        """All items again: those that were there with the comments above them, new ones as their neighbours are."""
        bounds = self._bounds(node)
        braces = all(isinstance(item, yaml.MappingNode) and item.flow_style for item in node.value)
        pieces = []
        for at, was in enumerate(plan):
            if was is None:
                lines = emit.item(new[at], node.start_mark.column, braces=braces and _one_line(new[at]))
                pieces.append(emit.joined(lines, self._newline))
            else:
                pieces.append(self.apply(bounds[was], bounds[was + 1], inner[at]))
        whole = [piece if piece.endswith(("\n", "\r")) else piece + self._newline for piece in pieces]
        return _Edit(bounds[0], bounds[-1], "".join(whole))

    def _bounds(self, node: yaml.SequenceNode) -> list[int]:
        """Where the lines of each item begin, and where those of the last one end."""
        column = node.start_mark.column
        lines = [self._dash_line(item.start_mark.line, column) for item in node.value]
        firsts = [self._first_comment(lines[0], 0, column)]
        for before, line in pairwise(zip(node.value, lines, strict=True)):
            ended = self._line_of(self._content_end(before[0]))
            firsts.append(self._first_comment(line[1], ended + 1, column))
        return [self._starts[line] for line in firsts] + [self._tail(self._content_end(node.value[-1]), column)]

    def _dash_line(self, line: int, column: int) -> int:
        while line and self._line(line)[column : column + 1] != "-":
            line -= 1
        return line

    def _first_comment(self, line: int, lowest: int, column: int) -> int:
        """The first of the comments right above a dash, which speak of what follows."""
        while line > lowest and _is_comment(self._line(line - 1), column, column):
            line -= 1
        return line

    def _tail(self, end: int, column: int) -> int:
        """The end of the comments that still belong to the last item, as they are indented like it."""
        at = self._next_line(end)
        line = last = self._line_of(end)
        while line + 1 < len(self._starts):
            line += 1
            text = self._line(line)
            if text.strip() and not _is_comment(text, column + 1, None):
                break
            if text.strip():
                last = line
        return at if last == self._line_of(end) else self._next_line(self._starts[last])

    def _flow_items(
        self, node: yaml.SequenceNode, new: list[Any], plan: list[int | None], inner: list[list[_Edit]]
    ) -> Iterator[_Edit]:
        """Fill the places there are with what should stand in them, then add places or take the last ones away."""
        spans = [(self._at(item.start_mark), self._content_end(item)) for item in node.value]
        texts = [
            emit.in_flow(value) if was is None else self.apply(*spans[was], inner[at])
            for at, (was, value) in enumerate(zip(plan, new, strict=True))
        ]
        for (start, end), text in zip(spans, texts, strict=False):
            yield _Edit(start, end, text)
        more = texts[len(spans) :]
        if not spans:
            at = self._at(node.start_mark) + 1
            yield _Edit(at, at, ", ".join(more))
        elif more:
            yield _Edit(spans[-1][1], spans[-1][1], "".join(f", {text}" for text in more))
        elif len(texts) < len(spans):
            yield _Edit(spans[len(texts) - 1][1] if texts else spans[0][0], spans[-1][1], "")

    # --- places

    def _content_end(self, node: yaml.Node) -> int:
        """Where the last character of what a node says stands, and one more; comments behind it are not part."""
        if isinstance(node, yaml.ScalarNode):
            return self._block_end(node) if node.style in ("|", ">") else self._at(node.end_mark)
        if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
            return self._at(node.end_mark)
        last = node.value[-1]
        return self._pair_end(*last) if isinstance(node, yaml.MappingNode) else self._content_end(last)

    def _pair_end(self, key: yaml.Node, value: yaml.Node) -> int:
        """Where an entry ends; the value of an alias stands elsewhere."""
        end = self._at(key.end_mark)
        if self._at(value.start_mark) >= end:
            return self._content_end(value)
        alias = _ALIAS.match(self._text, end)
        return alias.end() if alias else end

    def _block_end(self, node: yaml.ScalarNode) -> int:
        line = node.start_mark.line
        last, indent = line, 0
        for number in range(line + 1, len(self._starts)):
            text = self._line(number)
            if not text.strip():
                continue
            indent = indent or len(text) - len(text.lstrip(" "))
            if not node.value.strip() or len(text) - len(text.lstrip(" ")) < max(indent, 1):
                break
            if number >= node.end_mark.line and self._starts[number] >= self._at(node.end_mark):
                break
            last = number
        return self._line_end(self._starts[last])

    def _at(self, mark: yaml.Mark) -> int:
        return self._starts[mark.line] + mark.column if mark.line < len(self._starts) else len(self._text)

    def _line_of(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _line(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[number] : end].rstrip("\r\n")

    def _line_end(self, at: int) -> int:
        line = self._line_of(at)
        return self._starts[line] + len(self._line(line))

    def _next_line(self, at: int) -> int:
        line = self._line_of(at)
        return self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)


def _is_comment(line: str, least: int, most: int | None) -> bool:
    indent = len(line) - len(line.lstrip(" "))
    return line.lstrip().startswith("#") and indent >= least and (most is None or indent <= most)


def _one_line(value: Any) -> bool:
    return isinstance(value, dict) and not any("\n" in one for one in value.values() if isinstance(one, str))


def _plan(old: list[Any], new: list[Any]) -> list[int | None]:
    """For each new item the old one that it was: of the same id or, for plain values, the same."""
    left = {at: _name(value) for at, value in enumerate(old)}
    plan: list[int | None] = []
    for value in new:
        found = next((at for at, name in left.items() if name == _name(value)), None)
        if found is not None:
            del left[found]
        plan.append(found)
    for at, was in enumerate(plan):  # a plain value that changed where it stands
        if was is None and at in left and not isinstance(new[at], dict) and not isinstance(old[at], dict):
            plan[at] = at
            del left[at]
    return plan


def _name(value: Any) -> str:
    return f"id {value['id']}" if isinstance(value, dict) and "id" in value else _canonical(value)


def _shared(root: yaml.Node) -> set[int]:
    """Nodes that an alias repeats, and all within them."""
    seen: set[int] = set()
    shared: set[int] = set()
    _walk(root, seen, shared, inside=False)
    return shared


def _walk(node: yaml.Node, seen: set[int], shared: set[int], *, inside: bool) -> None:
    again = id(node) in seen or inside
    if again and id(node) in shared:
        return
    seen.add(id(node))
    if again:
        shared.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return
    parts = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
    for part in parts:
        _walk(part, seen, shared, inside=again)
