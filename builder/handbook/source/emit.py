"""New YAML: values → lines, each written as plainly as it reads back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from handbook.diagnostics import Diagnostics
from handbook.source import parse

STEP = 2
"""Spaces by which what belongs to something stands further in."""
FLOW_WIDTH = 100
"""Characters up to which a small mapping is written on one line."""
_SAFE = re.compile(r"[A-Za-z\u4e00-\u9fff“《][^\x00-\x1f:#,\[\]{}\"'&*!|>%@`\x7f-\x9f]*\Z")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")


def inline(value: object, *, flow: bool = False) -> str:
    """A scalar on one line; `flow` when it stands in brackets."""
    if isinstance(value, str):
        return _text(value, flow)
    if value is None:
        return "null"
    return json.dumps(value) if isinstance(value, bool | int) else repr(value)


def braced(value: Mapping[str, Any]) -> str:
    """A mapping in braces, whatever it holds."""
    return f"{{{', '.join(f'{key}: {in_flow(one)}' for key, one in value.items())}}}"


def entry(key: str, value: object, indent: int) -> list[str]:
    """The lines of a key and its value in a mapping that is indented by `indent`."""
    lead = " " * indent
    if isinstance(value, str) and "\n" in value:
        first, *more = block(value, indent)
        return [f"{lead}{key}: {first}", *more]
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [f"{lead}{key}:", *(line for one in value for line in item(one, indent + STEP, braces=_brief(value)))]
    return [f"{lead}{key}: {in_flow(value) if isinstance(value, list | dict) else inline(value)}"]


def item(value: object, indent: int, *, braces: bool = False) -> list[str]:
    """The lines of an item in a list whose dashes are indented by `indent`."""
    dash = " " * indent + "- "
    if not isinstance(value, dict):
        return [dash + inline(value)]
    if braces:
        return [dash + braced(value)]
    lines = [line for key, one in value.items() for line in entry(key, one, indent + STEP)]
    return [dash + lines[0].lstrip(" "), *lines[1:]]


def block(value: str, indent: int) -> list[str]:
    """A text of several lines: its header, then its lines; one quoted line where a block would not read back."""
    header = "|" if value.endswith("\n") else "|-"
    body = [" " * (indent + STEP) + line if line.strip() else "" for line in value.rstrip("\n").split("\n")]
    lines = [header, *body]
    text = f"{' ' * indent}k: " + "\n".join(lines) + "\n"
    return lines if _reads_as(text, {"k": value}) else [_quoted(value)]


def _brief(values: list[Any]) -> bool:
    """Return whether all items fit on a line each."""
    return all(
        isinstance(one, dict) and "text" not in one and len(line := braced(one)) <= FLOW_WIDTH and "\\n" not in line
        for one in values
    )


def in_flow(value: object) -> str:
    """Any value on one line, inside brackets."""
    if isinstance(value, dict):
        return braced(value)
    if isinstance(value, list):
        return f"[{', '.join(in_flow(one) for one in value)}]"
    return inline(value, flow=True)


def _text(value: str, flow: bool) -> str:
    if "\n" in value or (flow and _FLOW_SIGNS.search(value)):
        return _quoted(value)
    if _SAFE.match(value) and value not in ("true", "false", "null") and value == value.strip():
        return value
    probe = f"a: {value}\nb:\n- {value}\n" + (f"c: [{value}]\nd: {{e: {value}, f: g}}\n" if flow else "")
    wanted: dict[str, Any] = {"a": value, "b": [value]}
    if flow:
        wanted |= {"c": [value], "d": {"e": value, "f": "g"}}
    return value if _reads_as(probe, wanted) else _quoted(value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _reads_as(text: str, wanted: object) -> bool:
    sink = Diagnostics()
    document = parse("", text.encode("utf-8", "replace"), sink)
    return document is not None and document.value == wanted and not _silent(sink)


def _silent(sink: Diagnostics) -> bool:
    """Return whether anything but a hidden direction was found, which no quotes would make better."""
    return any(found.name != "hidden-direction" for found in sink)


def joined(lines: list[str], newline: str) -> str:
    """Lines as text, each with its end."""
    return "".join(line + newline for line in lines)
