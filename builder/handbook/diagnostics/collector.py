"""Problems in the authors' files, as data: where, which rule, and the words' arguments.

`Diagnostics` collects them from every stage; `render` turns them into text, JSON or annotations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from handbook.diagnostics.codes import Severity, rule
from handbook.diagnostics.messages import Argument, fill
from handbook.diagnostics.names import RuleName

MOST_PER_FILE = 100
"""Problems listed for one file; a file with more needs another look, not a longer list."""


class Cell(NamedTuple):
    """A cell of a workbook, as its users find it: the sheet, the column's letters and head, and what stands in it."""

    sheet: str
    letters: str
    head: str
    text: str


class Location(NamedTuple):
    """A stretch of one line. `line` and `column` start at 1; `column` and `length` count characters.

    Of a workbook `file` is the file and the sheet, `line` the row, `column` the column's number.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    cell: Cell | None = None


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem. `file` is relative to the handbook's root, with forward slashes.

    `code` is permanent and what people see; `name` is the same for programs, such as `duplicate-key`.
    """

    file: str
    line: int
    column: int
    code: str
    name: RuleName
    severity: Severity
    args: tuple[tuple[str, Argument], ...]
    length: int
    cell: Cell | None = field(default=None, compare=False)

    def message(self, lang: str = "zh") -> str:
        """The message in the words of `lang`."""
        return fill(self.name, "message", lang, dict(self.args), cell=self.cell is not None)

    def hint(self, lang: str = "zh") -> str:
        """The hint, in the words of `lang`."""
        return fill(self.name, "hint", lang, dict(self.args), cell=self.cell is not None)


class Diagnostics:
    """Collects problems, and the texts they are about so that the lines can be shown."""

    def __init__(self) -> None:
        self.subject = "content"
        """The file or folder being worked on, to be named if the program itself fails."""
        self._found: dict[Diagnostic, None] = {}
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}
        self._per_file: dict[str, int] = {}
        self.accepted_count = 0
        """How many warnings an author accepted, with a reason."""

    def add(self, name: RuleName, where: Location | str, /, **args: object) -> None:
        """Record a problem of the rule `name`; KeyError if there is no such rule.

        `where` may be a bare file name. Arguments are words, numbers or lists of them, and fill the places of the
        rule's templates: `sink.add("duplicate-key", doc.where(loc), key="title", line=3)`.
        """
        found_rule = rule(name)
        file, line, column, length, cell = Location(where) if isinstance(where, str) else where
        if self.is_full(file):
            self.count_omitted(file)
            return
        words = tuple((key, _argument(value)) for key, value in args.items())
        kind = (found_rule.code, name, found_rule.severity)
        found = Diagnostic(file, line, column, *kind, words, max(1, length), cell)
        if found not in self._found:
            self._found[found] = None
            self.count_omitted(file)

    def is_full(self, file: str) -> bool:
        """Return whether nothing more is listed for a file, so that nobody need find out more about it."""
        return self._per_file.get(file, 0) >= MOST_PER_FILE

    def count_omitted(self, file: str, count: int = 1) -> None:
        """Count problems of a file that are not listed."""
        self._per_file[file] = self._per_file.get(file, 0) + count

    def accept(self, found: Diagnostic) -> None:
        """Take a warning away that its author wants as it is."""
        if self._found.pop(found, found) is None:
            self._per_file[found.file] -= 1
            self.accepted_count += 1

    def add_source(self, file: str, text: str) -> None:
        """Remember a file's text, so that its lines can be shown."""
        self._texts[file] = text
        self._lines.pop(file, None)

    def text(self, file: str) -> str | None:
        """A remembered file's text."""
        return self._texts.get(file)

    def line(self, file: str, number: int) -> str | None:
        """Line `number` (from 1) of a remembered file, without its end."""
        if file not in self._lines and file in self._texts:
            self._lines[file] = split_lines(self._texts[file])
        lines = self._lines.get(file, [])
        return lines[number - 1] if 0 < number <= len(lines) else None

    def sorted(self) -> list[Diagnostic]:
        """Everything found, by file, line and column, with a last word where a file has too much wrong."""
        overflow = Diagnostics()
        for file, count in self._per_file.items():
            if count > MOST_PER_FILE:
                line = max(found.line for found in self._found if found.file == file)
                overflow.add("many-problems", Location(file, line), shown=MOST_PER_FILE, more=count - MOST_PER_FILE)
        return sorted([*self._found, *overflow._found], key=_order)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.sorted())

    def __len__(self) -> int:
        return sum(self._per_file.values())

    @property
    def error_count(self) -> int:
        """How many of the problems listed are errors."""
        return sum(found.severity == "error" for found in self._found)

    @property
    def warning_count(self) -> int:
        """How many of the problems listed are warnings."""
        return len(self._found) - self.error_count


def split_lines(text: str) -> list[str]:
    """Lines as editors count them: only LF, CRLF and CR end a line (`str.splitlines` knows eight more)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _order(found: Diagnostic) -> tuple[object, ...]:
    last = found.name == "many-problems"
    return (found.file, last, found.line, found.column, found.code, repr(found.args))


def _argument(value: object) -> Argument:
    if isinstance(value, (list, tuple, set, frozenset, Mapping)):
        return tuple(_word(item) for item in _listed(value))
    return _word(value)


def _listed(value: Sequence[object] | set[object] | frozenset[object] | Mapping[object, object]) -> list[object]:
    return sorted(value, key=str) if isinstance(value, (set, frozenset)) else list(value)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return "" if value is None else str(value)
