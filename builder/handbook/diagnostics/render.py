"""Diagnostics as text for people, JSON for programs, and annotations for GitHub."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from handbook.diagnostics.collector import Cell, Diagnostic, Diagnostics
from handbook.diagnostics.messages import JOINER, visible
from handbook.diagnostics.width import cells

TAB = 4
WINDOW = 100
"""Cells of a source line that are shown; longer ones are cut around the caret."""
LEAD = 30
"""Cells kept to the left of the caret in a cut line."""
FAR = 4 * WINDOW
"""Characters on either side of the caret that are looked at at all; a line may hold two million."""

_HINT = {"zh": "提示：", "en": "hint: "}
_SUMMARY = {
    "zh": ("没有发现问题。", "{errors} 个错误，{warnings} 个提醒。"),
    "en": ("No problems found.", "{errors} error(s), {warnings} warning(s)."),
}
_ACCEPTED = {"zh": "另有 {count} 个提醒作者说明理由后接受了。", "en": "{count} more warning(s) accepted with a reason."}
_COVERED = {
    "zh": "{count} 项内容都有课和练习。",
    "en": "All {count} pieces of content have a lesson and an exercise.",
}
_CELL = {"zh": "第 {row} 行 {column} 列⟨“{head}”⟩", "en": "row {row}, column {column}⟨ “{head}”⟩"}
_CELL_WIDTH = 60
_COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}
_KEPT = {"\u3000"}

Paint = Callable[[str, str], str]
"""Colours a text with a click colour name, or leaves it."""


def plain(text: str, _colour: str) -> str:
    """Paint nothing."""
    return text


def paint(text: str, colour: str) -> str:
    """Paint for a terminal."""
    import click

    return click.style(text, fg=colour, bold=True)


def as_text(found: Diagnostics, lang: str = "zh", paint: Paint = plain) -> str:
    """Every problem as `file:line:column: severity[code]: message`, its line, a caret, and a hint."""
    return "".join(_block(one, found.line(one.file, one.line), lang, paint) for one in found)


def summary(found: Diagnostics, lang: str = "zh") -> str:
    """One sentence: how much was found, and one for what was accepted."""
    nothing, some = _SUMMARY.get(lang, _SUMMARY["en"])
    first = some.format(errors=found.error_count, warnings=found.warning_count) if len(found) else nothing
    return _joined(first, _counted(_ACCEPTED, found.accepted_count, lang), lang)


def coverage(count: int, lang: str = "zh") -> str:
    """One sentence: how many pieces of content are covered; empty where none is listed."""
    return _counted(_COVERED, count, lang)


def _counted(words: Mapping[str, str], count: int, lang: str) -> str:
    return words.get(lang, words["en"]).format(count=count) if count else ""


def _joined(first: str, second: str, lang: str) -> str:
    return (first + ("" if lang == "zh" else " ") + second).rstrip()


def as_json(found: Iterable[Diagnostic], lang: str = "zh", **more: object) -> str:
    """`{"diagnostics": [{code, name, severity, file, line, column, length, message, hint}]}`, and `more` beside them.

    Of a cell there are `sheet`, `cell` (such as E12) and `head` too.
    """
    told = {"diagnostics": [_record(one, lang) for one in found], **more}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_github(found: Iterable[Diagnostic], lang: str = "zh") -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    return "".join(_annotation(one, lang) + "\n" for one in found)


def _record(one: Diagnostic, lang: str) -> dict[str, str | int]:
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity,
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "length": one.length,
        "message": one.message(lang),
        "hint": one.hint(lang),
        **_cell_record(one),
    }


def _cell_record(one: Diagnostic) -> dict[str, str]:
    if one.cell is None:
        return {}
    return {"sheet": one.cell.sheet, "cell": f"{one.cell.letters}{one.line}", "head": one.cell.head}


def _annotation(one: Diagnostic, lang: str) -> str:
    properties = {
        "file": one.file,
        "line": str(one.line),
        "col": str(one.column),
        "endColumn": str(one.column + one.length),
        "title": f"{one.code} {one.name}",
    }
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    words = "\n".join(filter(None, (one.message(lang), one.hint(lang))))
    return f"::{one.severity} {listed}::{_escape_data(words)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _block(one: Diagnostic, line: str | None, lang: str, paint: Paint) -> str:
    colour = _COLOURS[one.severity]
    label = paint(f"{one.severity}[{one.code}]", colour)
    rows = [f"{visible(one.file)}:{one.line}:{one.column}: {label}: {one.message(lang)}"]
    if one.cell is not None:
        rows.append(_cell_line(one, one.cell, lang))
    elif line is not None and line.strip():
        excerpt = _excerpt(line, one.column - 1, one.length)
        gutter = f"{one.line:>5} | "
        rows.append(gutter + excerpt.text)
        rows.append(" " * 5 + " | " + " " * excerpt.before + paint("^" * excerpt.under, colour))
    if hint := one.hint(lang):
        rows.append("  " + paint(_HINT.get(lang, _HINT["en"]), _COLOURS["hint"]) + hint)
    return "\n".join(rows) + "\n\n"


def _cell_line(one: Diagnostic, cell: Cell, lang: str) -> str:
    """Where in the sheet, and the beginning of what stands there."""
    place = _CELL.get(lang, _CELL["en"])
    place = place.replace("⟨", "").replace("⟩", "") if cell.head else place.partition("⟨")[0]
    where = place.format(row=one.line, column=cell.letters, head=visible(cell.head))
    return f"  {where} | {_head(visible(cell.text, FAR), _CELL_WIDTH)}".rstrip(" |")


class _Excerpt(NamedTuple):
    text: str
    before: int
    """Cells before the caret."""
    under: int
    """Carets to draw."""


def _excerpt(line: str, start: int, length: int) -> _Excerpt:
    """The part of `line` to show for the characters `start` to `start + length`, as it will look."""
    end = min(len(line), start + length)
    before = _clean(line[max(0, start - FAR) : start], 0)
    under = _clean(line[start : min(end, start + FAR)], cells(before))
    after = _clean(line[end : end + FAR], cells(before) + cells(under))
    if cells(before) + cells(under) + cells(after) <= WINDOW:
        return _Excerpt(before + under + after, cells(before), max(1, cells(under)))
    before = _tail(before, LEAD)
    under_cut = _head(under, WINDOW - cells(before))
    after = _head(after, WINDOW - cells(before) - cells(under_cut)) if under_cut == under else ""
    return _Excerpt(before + under_cut + after, cells(before), max(1, cells(under_cut)))


def _clean(part: str, at: int) -> str:
    """`part` as it can be shown from cell `at` on: tabs as spaces, hidden and steering characters made visible."""
    if part.isprintable():
        return part
    shown: list[str] = []
    for char in part:
        if char == "\t":
            here = at + cells("".join(shown))
            shown.append(" " * (TAB - here % TAB))
        else:
            shown.append(char if char in _KEPT else visible(char))
    return "".join(shown)


def _head(text: str, most: int) -> str:
    """The beginning of `text` in at most `most` cells, with a sign where something was cut."""
    if cells(text) <= most:
        return text
    return _fit(text[:most], most - 1) + "…"


def _tail(text: str, most: int) -> str:
    """The end of `text` in at most `most` cells, with a sign where something was cut."""
    if cells(text) <= most:
        return text
    kept = text[-most:]
    while cells(kept) > most - 1 or _continues(kept):
        kept = kept[1:]
    return "…" + kept


def _fit(text: str, most: int) -> str:
    while cells(text) > most:
        text = text[:-1]
    return text.rstrip(JOINER)


def _continues(text: str) -> bool:
    """Return whether `text` begins in the middle of a cluster."""
    return bool(text) and (cells(text[0]) == 0 or bool(re.match(r"[\U0001f3fb-\U0001f3ff]", text)))
