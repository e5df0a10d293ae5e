"""Bytes → text that a YAML parser can read, with the positions an editor shows."""

from __future__ import annotations

import re
import unicodedata

from handbook.diagnostics import Diagnostics, Location, split_lines
from handbook.diagnostics.names import RuleName

MOST_BYTES = 2_000_000
MOST_REPORTED = 20
"""Control characters reported one by one; more say nothing new."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff"
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_FALSE_BREAKS = "\x85\u2028\u2029"
_SUSPECT = re.compile(f"[{_CONTROL}{_DIRECTION}{_FALSE_BREAKS}]")
CONTROL = re.compile(f"[{_CONTROL}]")
_NO_YAML = re.compile(f"[{_CONTROL}{_FALSE_BREAKS}]")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def decode(path: str, data: bytes, sink: Diagnostics) -> str | None:
    """The text of a file, or None; every character stays where it stood.

    Control characters are reported and become spaces. So do U+0085, U+2028 and U+2029, silently: YAML 1.1
    ends lines at them, editors do not, and word processors leave them behind.
    """
    if len(data) > MOST_BYTES:
        sink.add("too-large", path, case="bytes", bytes=len(data), most=MOST_BYTES)
        return None
    if data.startswith(_UTF16) or _looks_like_utf16(data):
        sink.add("encoding", path, case="utf-16")
        return None
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        _report_encoding(path, data, error.start, sink)
        return None
    sink.add_source(path, text)
    return text if _SUSPECT.search(text) is None else _clean(path, text, sink)


def _looks_like_utf16(data: bytes) -> bool:
    """Return whether every other byte of the beginning is zero, as in Latin text in UTF-16."""
    start = data[:64]
    even, odd = start[::2].count(0), start[1::2].count(0)
    return abs(even - odd) * 5 > len(start) * 2


def _report_encoding(path: str, data: bytes, start: int, sink: Diagnostics) -> None:
    chinese = _as_gbk(data)
    if chinese is not None:
        sink.add_source(path, chinese)
        where = _first_wide(path, chinese)
        sink.add("encoding", where, case="gbk")
        return
    sink.add_source(path, data.decode("utf-8", "replace"))
    lines = split_lines(data[:start].decode("utf-8"))
    where = Location(path, len(lines), len(lines[-1]) + 1)
    sink.add("encoding", where, byte=f"0x{data[start]:02X}")


def _as_gbk(data: bytes) -> str | None:
    """The text in GB 18030, if that is what the bytes are; damaged UTF-8 is mostly still UTF-8."""
    as_utf8 = data.decode("utf-8", "replace")
    if as_utf8.count("\ufffd") * 4 < len(_CHINESE.findall(as_utf8)):
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    return text if _CHINESE.search(text) else None


def _first_wide(path: str, text: str) -> Location:
    for number, line in enumerate(split_lines(text), 1):
        found = re.search("[^\x00-\x7f]+", line)
        if found:
            return Location(path, number, found.start() + 1, len(found[0]))
    return Location(path)


def _clean(path: str, text: str, sink: Diagnostics) -> str:
    starts = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", text))]
    line = 0
    for number, found in enumerate(_SUSPECT.finditer(text)):
        if number >= MOST_REPORTED:
            break
        while line + 1 < len(starts) and starts[line + 1] <= found.start():
            line += 1
        _report(Location(path, line + 1, found.start() - starts[line] + 1), found[0], sink)
    return _NO_YAML.sub(" ", text)


def _report(where: Location, char: str, sink: Diagnostics) -> None:
    if char in _FALSE_BREAKS:
        return
    name: RuleName = "control-character" if CONTROL.match(char) else "hidden-direction"
    sink.add(name, where, char=f"U+{ord(char):04X}", name=unicodedata.name(char, ""))
