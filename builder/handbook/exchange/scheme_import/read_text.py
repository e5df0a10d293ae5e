"""A text file → lines: in UTF-8, UTF-16 or GB 18030, page numbers and running heads set aside, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from handbook.diagnostics import Diagnostics, Location
from handbook.exchange.scheme_import.lines import MOST_LINES, SENTENCE_END, Line, Note, Source, clean, is_contents
from handbook.exchange.scheme_import.markers import marker, narrow

MOST_BYTES = 4_000_000
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ue000-\uf8ff]")
_PAGE = re.compile(
    r"[-—–·\s]*(?:第\s*)?\d{1,4}\s*页?[-—–·\s]*(?:[,，/]?\s*共?\s*\d{1,4}\s*页?)?|page\s*\d+(?:\s*(?:of|/)\s*\d+)?",
    re.IGNORECASE,
)
_RUNNING = 3
"""How often a short line stands there before it counts as a running head."""
_SHORT = 40
_WRAPPED = 25
"""A line of so many characters that ends in the middle of a sentence goes on in the next."""
_MOST_STRANGE = 0.02


def read_text(name: str, data: bytes, sink: Diagnostics) -> Source | None:
    """The lines of a text file, or None with a diagnostic."""
    if len(data) > MOST_BYTES:
        sink.add("import-too-large", name, case="bytes", bytes=len(data), most=MOST_BYTES)
        return None
    text = decode(name, data, sink)
    if text is None:
        return None
    source = Source(name, "line")
    raw = [(number, line) for number, line in enumerate(_BREAK.split(text), 1)]
    if sum(bool(clean(line)) for _, line in raw) > MOST_LINES:
        sink.add("import-too-large", name, case="paragraphs", most=MOST_LINES)
        return None
    _sort(raw, source)
    return source


def decode(name: str, data: bytes, sink: Diagnostics) -> str | None:
    """The text of a file in one of the encodings that Chinese offices have."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _sane(name, data, "utf-16", sink)
    try:
        return _refuse_binary(name, data.decode("utf-8-sig"), sink)
    except UnicodeDecodeError as error:
        start = error.start
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") * 4 < len(_CHINESE.findall(loose)):  # mostly UTF-8: a damaged file, no other encoding
        line = data[:start].count(b"\n") + 1
        sink.add("import-encoding", Location(name, line), case="damaged", byte=f"0x{data[start]:02X}")
        return None
    return _sane(name, data, "gb18030", sink)


def _sane(name: str, data: bytes, encoding: str, sink: Diagnostics) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        sink.add("import-encoding", name)
        return None
    return _refuse_binary(name, text.removeprefix("\ufeff"), sink)


def _refuse_binary(name: str, text: str, sink: Diagnostics) -> str | None:
    if "\x00" in text or len(_STRANGE.findall(text)) > max(2, len(text) * _MOST_STRANGE):
        sink.add("import-encoding", name)
        return None
    return text


def _sort(raw: list[tuple[int, str]], source: Source) -> None:
    """Give each line its place: lines of the text, contents, or what belongs to a page."""
    often = Counter(clean(line) for _, line in raw)
    wraps = False
    for number, line in raw:
        text = clean(line)
        if not text:
            wraps = False
        elif _PAGE.fullmatch(narrow(text)):
            source.unplaced.append(Note("page", number, text))
        elif often[text] >= _RUNNING and _could_run(text):
            source.unplaced.append(Note("running", number, text))
        elif is_contents(line):
            source.lines.append(Line(number, text, place="toc"))
        else:
            _add(source.lines, Line(number, text), line, wraps=wraps)
            wraps = len(text) >= _WRAPPED and text[-1] not in SENTENCE_END


def _could_run(text: str) -> bool:
    return len(text) <= _SHORT and text[-1] not in SENTENCE_END and marker(text) is None


def _add(lines: list[Line], line: Line, raw: str, *, wraps: bool) -> None:
    if wraps and lines and raw[:1] not in " \t\u3000" and marker(line.text) is None:
        space = " " if lines[-1].text[-1].isascii() and line.text[0].isascii() else ""
        lines[-1] = replace(lines[-1], text=lines[-1].text + space + line.text)
    else:
        lines.append(line)
