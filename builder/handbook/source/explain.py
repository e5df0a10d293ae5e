"""Explain a YAML parser's errors to authors who do not program."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from handbook.diagnostics import Diagnostics, Location, split_lines
from handbook.diagnostics.names import RuleName

_LOOK_BACK = 3
"""Lines above a complaint in which its cause is looked for."""
_HEAD = r"^\s*(?:- +)*[{\[]?\s*"
_WITHOUT_SPACE = re.compile(_HEAD + r"(?P<key>[A-Za-z_][\w-]*)(?P<colon>：|:(?=[^\s/]))")
_LOOSE_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)(?P<colon>：|:(?=[^\s/]))")
_ONLY_KEY = re.compile(_HEAD + r"""["']?[\w-]+["']?\s*\Z""")
_LAST_WORD = re.compile(r"[\w-]*\Z")
_TEXT_ONLY = re.compile(r"\s*(?:- +)*(?P<text>.*?)\s*\Z")


class Slip(NamedTuple):
    """A key whose colon is full-width, or has no space behind it."""

    case: str
    key: str
    start: int
    length: int


def key_without_space(text: str) -> Slip | None:
    """The slip at the beginning of `text`, such as `label：年度` or `label:年度`."""
    return _slip(_LOOSE_KEY.match(text))


def _slip(found: re.Match[str] | None) -> Slip | None:
    if found is None:
        return None
    case = "full-width" if found["colon"] == "：" else "space"
    return Slip(case, found["key"], found.start("key"), found.end("colon") - found.start("key"))


class _Complaint(NamedTuple):
    """A parser's complaint: where (from 0), about what, and where that began."""

    path: str
    lines: list[str]
    problem: str
    line: int
    column: int
    began: tuple[int, int]

    def where(self, line: int, column: int, length: int = 1) -> Location:
        return Location(self.path, line + 1, column + 1, length)

    @property
    def here(self) -> Location:
        return self.where(self.line, self.column)

    @property
    def start(self) -> Location:
        return self.where(*self.began)

    @property
    def text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""


Finding = tuple[RuleName, Location, dict[str, object]]


def explain(path: str, text: str, error: yaml.YAMLError, sink: Diagnostics) -> None:
    """Report a YAML error as the problem that says what to do about it."""
    name, where, args = _finding(_complaint(path, text, error))
    sink.add(name, where, **args)


def _complaint(path: str, text: str, error: yaml.YAMLError) -> _Complaint:
    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None) or mark
    words = f"{getattr(error, 'context', None) or ''}: {getattr(error, 'problem', None) or error}"
    return _Complaint(
        path,
        split_lines(text),
        words,
        mark.line if mark else 0,
        mark.column if mark else 0,
        (began.line, began.column) if began else (0, 0),
    )


def _finding(complaint: _Complaint) -> Finding:
    if tab := _tab(complaint):
        return tab
    for pattern, answer in _ANSWERS:
        if pattern.search(complaint.problem):
            return answer(complaint)
    return "syntax", complaint.here, {"problem": complaint.problem.removeprefix(": ")}


def _tab(complaint: _Complaint) -> Finding | None:
    """A tab that indents the line of the complaint is its cause, whatever the parser says."""
    indent = complaint.text[: len(complaint.text) - len(complaint.text.lstrip())]
    if "\t" not in indent or "quoted scalar" in complaint.problem:
        return None
    column = indent.index("\t")
    return "tab", complaint.where(complaint.line, column, len(indent) - column), {}


def _stray_colon(complaint: _Complaint) -> Finding:
    """`a: b: c`, or a line indented under a value, or a key above whose colon YAML did not see."""
    alone = _ONLY_KEY.match(complaint.text[: complaint.column]) is not None
    if slip := _slip_above(complaint, complaint.line, 0 if not alone else 1):
        return slip
    if alone:
        column = len(complaint.text) - len(complaint.text.lstrip())
        return "indentation", complaint.where(complaint.line, column, complaint.column - column), {"case": "deeper"}
    return "colon-in-value", complaint.here, {}


def _slip_above(complaint: _Complaint, line: int, skip: int) -> Finding | None:
    for number in range(line - skip, max(-1, line - skip - _LOOK_BACK), -1):
        if 0 <= number < len(complaint.lines) and (slip := _slip(_WITHOUT_SPACE.match(complaint.lines[number]))):
            where = complaint.where(number, slip.start, slip.length)
            return "missing-colon", where, {"case": slip.case, "key": slip.key}
    return None


def _no_colon(complaint: _Complaint) -> Finding:
    line = complaint.began[0]
    if slip := _slip_above(complaint, line, 0):
        return slip
    found = _TEXT_ONLY.match(complaint.lines[line])
    words = found["text"] if found else ""
    return "missing-colon", complaint.where(line, complaint.began[1], len(words)), {"key": words}


def _tight_colon(complaint: _Complaint) -> Finding:
    """`{label:, …}`: a colon with neither space nor value."""
    found = _LAST_WORD.search(complaint.text[: complaint.column])
    word = found[0] if found else ""
    where = complaint.where(complaint.line, complaint.column - len(word), len(word) + 1)
    return "missing-colon", where, {"case": "space", "key": word}


def _out_of_line(complaint: _Complaint) -> Finding:
    """Something follows a closed value, or a line's indentation fits nothing above."""
    indent = len(complaint.text) - len(complaint.text.lstrip())
    if complaint.column > indent:
        rest = complaint.text[complaint.column :].rstrip()
        closed = complaint.text[: complaint.column].rstrip()[-1:]
        args: dict[str, object] = {"text": rest, "case": "bracket" if closed in "]}" else ""}
        return "text-after-quote", complaint.where(complaint.line, complaint.column, len(rest)), args
    if slip := _slip_above(complaint, complaint.line, 1):
        return slip
    is_item = complaint.text.lstrip().startswith("- ")
    in_list = "block collection" in complaint.problem or "'-' indicator" in complaint.problem
    case = "item" if is_item else "list" if in_list else ""
    return (
        "indentation",
        complaint.where(complaint.line, 0, max(1, indent)),
        {"case": case, "line": complaint.began[0] + 1},
    )


def _unclosed_bracket(complaint: _Complaint) -> Finding:
    line, column = complaint.began
    bracket = complaint.lines[line][column : column + 1]
    rest = complaint.text[complaint.column :].strip()
    if complaint.line == line and rest:
        return "unclosed-bracket", complaint.here, {"case": "comma", "bracket": bracket}
    return "unclosed-bracket", complaint.start, {"bracket": bracket, "closing": {"[": "]", "{": "}"}.get(bracket, "")}


def _reserved(complaint: _Complaint) -> Finding:
    return "reserved-character", complaint.here, {"char": complaint.text[complaint.column : complaint.column + 1]}


def _escape(complaint: _Complaint) -> Finding:
    back = complaint.text.rfind("\\", 0, complaint.column + 1)
    column = max(back, 0)
    return "bad-escape", complaint.where(complaint.line, column, 2), {"text": complaint.text[column : column + 2]}


def _tag(complaint: _Complaint) -> Finding:
    line, column = complaint.began
    word = (complaint.lines[line][column:].split() or ["!"])[0]
    return "tag-not-allowed", complaint.where(line, column, len(word)), {"tag": word}


def _alias(complaint: _Complaint) -> Finding:
    char = complaint.text[complaint.began[1] : complaint.began[1] + 1]
    return "bad-alias", complaint.here if "second" in complaint.problem else complaint.start, {"char": char}


def _at_start(name: RuleName, **args: object) -> Callable[[_Complaint], Finding]:
    return lambda complaint: (name, complaint.start, dict(args))


def _at_here(name: RuleName, **args: object) -> Callable[[_Complaint], Finding]:
    return lambda complaint: (name, complaint.here, dict(args))


# The C parser's words and the Python parser's; the first that fits is taken.
_ANSWERS: tuple[tuple[re.Pattern[str], Callable[[_Complaint], Finding]], ...] = tuple(
    (re.compile(pattern), answer)
    for pattern, answer in (
        (r"mapping values are not allowed", _stray_colon),
        (r"could not find expected ':'", _no_colon),
        (r"found unexpected ':'", _tight_colon),
        (r"sequence entries are not allowed", _at_here("indentation", case="dash")),
        (r"quoted scalar: found unexpected", _at_start("unclosed-quote")),
        (r"escape|expected (?:hexdecimal|escape sequence)", _escape),
        (r"character .*cannot start any token", _reserved),
        (r"alias|anchor", _alias),
        (r"tag|TAG", _tag),
        (r"another document|document start", _at_here("multiple-documents")),
        (r"',' or '[]}]'", _unclosed_bracket),
        (r"expected key|block end|'-' indicator", _out_of_line),
        (r"node content", _at_here("syntax", case="stray")),
        (r"block scalar", _at_here("syntax", case="block")),
        (r"directive|YAML document", _at_here("syntax", case="directive")),
    )
)
