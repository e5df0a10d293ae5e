"""Text → YAML's node tree, within limits; whatever is wrong with the syntax is reported."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import yaml

from handbook.diagnostics import Diagnostics, Location
from handbook.diagnostics.names import RuleName
from handbook.source.explain import explain

MOST_DEPTH = 48
MOST_VALUES = 50_000
DUBIOUS_LENGTH = 50_000
"""Characters below which a text cannot hold more than MOST_VALUES values."""
DUBIOUS_BRACKETS = 500
DUBIOUS_LINE = 1_000
"""Brackets in a file, and characters in a line, below which nesting cannot exhaust the C stack."""
MOST_TAG_LINES = 20
_TAG_LINE = re.compile(r"^%TAG", re.MULTILINE)

_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class _TooMuchError(Exception):
    def __init__(self, name: RuleName, mark: yaml.Mark, **args: object) -> None:
        super().__init__(name)
        self.name, self.mark, self.args_ = name, mark, args


def compose(path: str, text: str, sink: Diagnostics) -> yaml.Node | None:
    """The root node, or None when there is none, which is then reported.

    Tags of scalars are not resolved: `tag` is empty unless the author wrote one.
    """
    try:
        if _is_dubious(text):
            _survey(text)
        node = _load(text)
    except _TooMuchError as error:
        where = Location(path, error.mark.line + 1, error.mark.column + 1)
        sink.add(error.name, where, **error.args_)
        return None
    except yaml.YAMLError as error:
        explain(path, text, error, sink)
        return None
    if node is None:
        sink.add("empty-file", path)
    return node


def _load(text: str) -> yaml.Node | None:
    """The root node; limits and errors of the Python parser come as those of the C parser."""
    try:
        node: yaml.Node | None = loader_class()(text).get_single_node()
    except RecursionError:
        _survey(text)
        raise
    except (ValueError, OverflowError) as error:  # an escape such as "\U00110000", in Python's parser only
        raise yaml.scanner.ScannerError(problem="found invalid Unicode character escape code") from error
    return node


def _is_dubious(text: str) -> bool:
    """Return whether a text might hold so many or so deep values that it must be surveyed before it is composed."""
    return (
        len(text) > DUBIOUS_LENGTH
        or text.count("[") + text.count("{") > DUBIOUS_BRACKETS
        or max(map(len, text.split("\n"))) > DUBIOUS_LINE
    )


def _survey(text: str) -> None:
    """Follow the parser's events, which takes no stack; raises where there are too many or too deep values."""
    if len(_TAG_LINE.findall(text)) > MOST_TAG_LINES:  # the C parser compares each with all before
        raise _TooMuchError("tag-not-allowed", _start(), tag="%TAG")
    loader = loader_class()(text)
    depth = values = 0
    while loader.check_event():
        event = loader.get_event()
        if isinstance(event, yaml.DocumentEndEvent):  # what follows is refused before it is composed
            return
        values += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > MOST_DEPTH:
            raise _TooMuchError("too-deep", event.start_mark, most=MOST_DEPTH)
        if values > MOST_VALUES:
            raise _TooMuchError("too-large", event.start_mark, case="values", most=MOST_VALUES)


def _start() -> yaml.Mark:
    return yaml.Mark("", 0, 0, 0, None, 0)


@cache
def loader_class() -> Any:
    """PyYAML's parser in C, or in Python where the C one is absent, without its own resolving of tags."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return type("Unresolved", (base,), {"resolve": _no_tag, "descend_resolver": _skip, "ascend_resolver": _skip})


def _no_tag(_loader: object, _kind: object, _value: object, _implicit: object) -> str:
    return ""


def _skip(*_args: object) -> None:
    return None
