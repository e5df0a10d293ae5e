"""YAML's nodes → plain values, with what YAML allows and authors do not mean reported."""

from __future__ import annotations

import re
from collections import deque
from typing import Any

import yaml

from handbook.diagnostics import Diagnostics
from handbook.diagnostics.names import RuleName
from handbook.source.compose import MOST_DEPTH, MOST_VALUES
from handbook.source.decode import CONTROL
from handbook.source.document import Document, node_where, with_value

LARGEST = 2**53 - 1
"""The largest number that JavaScript, and so the page, holds exactly."""
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"-?[0-9]+\.[0-9]+(?:e[+-]?[0-9]+)?\Z|-?[0-9]e[+-][0-9]+\Z")
_LONG = 17
"""Characters from which a whole number may be larger than LARGEST."""

Value = None | bool | int | float | str | list[Any] | dict[str, Any]


class _BombError(Exception):
    """More or deeper values than a file may hold; `node` is one too many."""

    def __init__(self, node: yaml.Node) -> None:
        super().__init__()
        self.node = node


def build(document: Document, sink: Diagnostics) -> Document | None:
    """The document with its value; None when its aliases unfold without end, which is then reported."""
    builder = _Builder(document, sink)
    try:
        return with_value(document, builder.value(document.root, 0))
    except _BombError as error:
        shared = _first_shared(document.root)
        if shared is None:
            sink.add("too-deep", node_where(document, error.node), most=MOST_DEPTH)
        else:
            sink.add("alias-bomb", node_where(document, shared), most=MOST_VALUES)
        return None


class _Builder:
    def __init__(self, document: Document, sink: Diagnostics) -> None:
        self._document = document
        self._sink = sink
        self._left = MOST_VALUES * 2  # keys count as values here

    def value(self, node: yaml.Node, depth: int) -> Value:
        if node.__class__ is yaml.ScalarNode:
            return self._scalar(node)
        if node.tag:
            self._report_tag(node)
        self._left -= len(node.value) + 1
        if depth > MOST_DEPTH or self._left < 0:
            raise _BombError(node)
        if node.__class__ is yaml.SequenceNode:
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth + 1)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        merged: list[yaml.Node] = []
        for key_node, value_node in node.value:
            key = key_node.value
            if key.__class__ is not str:
                self._report("bad-key", key_node)
            elif key in found:
                self._report_again(node, key_node)
            elif (key and key != "<<" and not key_node.tag) or self._is_key(key_node):
                found[key] = self.value(value_node, depth)
            elif key:
                merged.append(value_node)
        return self._merged(merged, depth) | found if merged else found

    def _merged(self, nodes: list[yaml.Node], depth: int) -> dict[str, Value]:
        """Return the keys of refused merge keys, so that they are not reported as missing as well."""
        found: dict[str, Value] = {}
        for value in (self.value(node, depth) for node in nodes):
            for mapping in value if isinstance(value, list) else [value]:
                found = mapping | found if isinstance(mapping, dict) else found
        return found

    def _is_key(self, node: yaml.ScalarNode) -> bool:
        """Return whether this unusual key is one; what is wrong with it is reported."""
        if node.tag:
            self._report_tag(node)
        if not node.value:
            self._report("bad-key", node)
        elif node.value == "<<" and not node.style:
            self._report("merge-key", node)
            return False
        return bool(node.value)

    def _scalar(self, node: yaml.ScalarNode) -> Value:
        if node.tag:
            self._report_tag(node)
        text: str = node.value
        if node.style:
            return self._escaped(node, text) if node.style == '"' else text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] in "-0123456789":
            return self._number(node, text)
        return text

    def _escaped(self, node: yaml.ScalarNode, text: str) -> str:
        """A double-quoted text without the control characters that its escapes may have made."""
        bad = CONTROL.search(text)
        if bad is None:
            return text
        self._report("control-character", node, char=f"U+{ord(bad[0]):04X}", name="")
        return CONTROL.sub(" ", text)

    def _number(self, node: yaml.Node, text: str) -> int | float | str:
        """The number that `text` is the shortest form of, otherwise the text itself."""
        number: int | float
        if _INT.match(text):
            if len(text) < _LONG:
                number = int(text)
                return number if text != "-0" else text
            self._report("huge-number", node, value=text, most=LARGEST)
        elif _FLOAT.match(text) and len(text) < 2 * _LONG:
            number = float(text)
            if repr(number) != text:
                return text
            if abs(number) <= LARGEST:
                return number
            self._report("huge-number", node, value=text, most=LARGEST)
        return text

    def _report(self, name: RuleName, node: yaml.Node, /, **args: object) -> None:
        if self._sink.is_full(self._document.path):
            self._sink.count_omitted(self._document.path)
        else:
            self._sink.add(name, node_where(self._document, node), **args)

    def _report_tag(self, node: yaml.Node) -> None:
        self._report("tag-not-allowed", node, tag=node.tag.replace("tag:yaml.org,2002:", "!!"))

    def _report_again(self, mapping: yaml.Node, key_node: yaml.Node) -> None:
        first = next(key for key, _ in mapping.value if key.value == key_node.value)
        self._report("duplicate-key", key_node, key=key_node.value, line=first.start_mark.line + 1)


def _first_shared(root: yaml.Node) -> yaml.Node | None:
    """The first collection that is met twice: what an alias repeats."""
    waiting, seen = deque([root]), set()
    while waiting:
        node = waiting.popleft()
        if isinstance(node, yaml.ScalarNode):
            continue
        if id(node) in seen:
            return node
        seen.add(id(node))
        is_mapping = isinstance(node, yaml.MappingNode)
        waiting.extend(value for _, value in node.value) if is_mapping else waiting.extend(node.value)
    return None
