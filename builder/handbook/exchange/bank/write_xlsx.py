"""Rows → a workbook to edit: a sheet for each quiz, their settings, templates, lists to choose from, and how to."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from handbook.diagnostics.width import cells
from handbook.exchange.bank.labels import Labels, field_of
from handbook.exchange.bank.layout import COLUMNS, LEVELS, QUIZ_COLUMNS, TYPES, kinds
from handbook.exchange.bank.rows import Row, bucket_names, show_question, show_quiz, stamp
from handbook.exchange.bank.sample import samples
from handbook.exchange.cells import neutral, quoted
from handbook.exchange.sheet_names import SheetNames

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
HEAD_ROW = 1
"""The row of a sheet's heads, from 0; above it stands what the sheet is of."""
TEMPLATE, QUIZZES = "template", "quizzes"
"""What stands above the heads of sheets that are of no quiz."""
SPARE = 400
"""Rows below the last question in which lists are there to choose from."""
_WIDTHS = {
    "question": 15, "row": 9, "content": 62, "answer": 24, "explain": 62, "hint": 24, "outcome": 24, "level": 8,
    "points": 6, "tolerance": 6, "unit": 8, "shuffle": 10, "clauses": 18, "alike": 10, "part": 14, "quiz": 24,
    "title": 32, "intro": 60, "minutes": 6, "pass_percent": 8, "confidence": 8, "shuffle_questions": 10,
    "feedback": 10, "trainer": 60, "stamp": 14,
}  # fmt: skip
_LINE, _TALLEST = 15, 400
"""Points that a line takes, and that a row may."""
_GREY = ("question", "part", "quiz", "stamp")
_PRECISE = 16
"""Digits with which numbers are written; one that needs more is written as text."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A quiz to export: its YAML value, and the outcomes its module has."""

    quiz: Mapping[str, Any]
    outcomes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Lists:
    """The choices that a handbook offers: outcomes with their wording."""

    outcomes: Mapping[str, str]


def as_workbook(papers: Sequence[Paper], lists: Lists, labels: Labels, day: str) -> bytes:
    """The workbook; the same quizzes give the same bytes. `day` (YYYY-MM-DD) is when it says it was made."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        created = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time())
        book.set_properties({"created": created})
        _Writer(book, labels, lists).write(papers)
    return _growing(out.getvalue())


def _growing(data: bytes) -> bytes:
    """The workbook with rows whose heights are only proposed, so that spreadsheets fit them again as texts change."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for member in made.infolist():
            text = made.read(member)
            is_sheet = member.filename.startswith("xl/worksheets/sheet")
            again.writestr(member, text.replace(b' customHeight="1"', b"") if is_sheet else text)
    return out.getvalue()


class _Writer:
    def __init__(self, book: Any, labels: Labels, lists: Lists) -> None:
        self._book = book
        self._labels = labels
        self._lists = lists
        self._names = SheetNames()
        text = {"num_format": "@", "text_wrap": True, "valign": "top"}
        self._text = book.add_format(text)
        self._grey = book.add_format({**text, "font_color": "#7a7a7a", "bg_color": "#f0f0f0"})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#dfe9e4", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._own = book.add_format({**text, "bold": True, "top": 1, "bg_color": "#f4f8f6"})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._note = book.add_format({"font_color": "#5a5a5a"})
        self._ranges: dict[str, str] = {}

    def write(self, papers: Sequence[Paper]) -> None:
        """Write all sheets in the order in which they are read."""
        sheet = {name: self._sheet(self._labels.say(f"sheets.{name}")) for name in ("help", "quizzes")}
        quizzes = [(paper, self._sheet(str(paper.quiz["title"]))) for paper in papers]
        template = self._sheet(self._labels.say("sheets.template"))
        lists = self._sheet(self._labels.say("sheets.lists"))
        lists.hide()
        self._choices(lists, papers)
        self._help(sheet["help"])
        self._settings(sheet["quizzes"], papers)
        for paper, one in quizzes:
            self._quiz(one, paper)
        self._template(template)
        (quizzes[0][1] if len(quizzes) == 1 else sheet["help"]).activate()

    # --- what there is to choose from

    def _choices(self, sheet: Any, papers: Sequence[Paper]) -> None:
        labels = self._labels
        modules = {paper.outcomes[0].partition(".")[0]: paper.outcomes for paper in papers if paper.outcomes}
        columns: dict[str, list[str]] = {
            "row": [labels.kind(kind) for kind in kinds()],
            "level": [labels.level(level) for level in LEVELS],
            "bool": [labels.say("bools.true"), labels.say("bools.false")],
            "feedback": list(labels.group("feedback").values()),
            "mark": [labels.say("mark")],
            "verdict": list(labels.group("verdicts").values()),
            **{f"outcome {module}": list(outcomes) for module, outcomes in modules.items()},
        }
        name = sheet.get_name()
        for at, (key, texts) in enumerate(columns.items()):
            for row, text in enumerate(texts):
                sheet.write_string(row, at, neutral(text), self._text)
            self._ranges[key] = _span(name, at, len(texts))

    # --- sheets

    def _help(self, sheet: Any) -> None:
        labels = self._labels
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate((26, 90, 40)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, neutral(labels.say("help.title")), self._title)
        row = 2
        for number, line in enumerate(labels.say("help.steps").split("\n"), 1):
            sheet.write_string(row, 0, str(number), self._note)
            sheet.write_string(row, 1, neutral(line), self._text)
            row += 1
        row = self._table(sheet, row + 1, labels.say("help.columns_head"), labels.say("help.in"), list(self._columns()))
        outcomes = [(ident, text, "") for ident, text in self._lists.outcomes.items()]
        self._table(sheet, row + 1, labels.say("help.outcomes_head"), "", outcomes)

    def _table(self, sheet: Any, row: int, head: str, second: str, lines: Sequence[tuple[str, str, str]]) -> int:
        for column, text in enumerate((head, "", second)):
            sheet.write_string(row, column, neutral(text), self._head)
        for number, line in enumerate(lines, row + 1):
            for column, text in enumerate(line):
                sheet.write_string(number, column, neutral(text), self._text)
        return row + len(lines) + 1

    def _columns(self) -> Iterator[tuple[str, str, str]]:
        labels = self._labels
        for column, text in labels.group("help.columns").items():
            users = [kind for kind in kinds() if field_of(kind, column)]
            everywhere = not users or all(kind in users for kind in TYPES)
            where = labels.say("help.all") if everywhere else labels.say("separator").join(map(labels.kind, users))
            yield labels.column(column), text, where

    def _settings(self, sheet: Any, papers: Sequence[Paper]) -> None:
        heads = self._heads(sheet, QUIZZES, self._labels.say("quiz_line"), QUIZ_COLUMNS)
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        for number, paper in enumerate(papers, HEAD_ROW + 1):
            row = show_quiz(paper.quiz)
            self._row(sheet, number, heads, row, {"quiz": row.id, "stamp": stamp([row])})
        last = HEAD_ROW + max(1, len(papers))
        for column, key in (("confidence", "bool"), ("shuffle_questions", "bool"), ("feedback", "feedback")):
            self._list(sheet, HEAD_ROW + 1, last, heads[column], self._ranges[key])

    def _quiz(self, sheet: Any, paper: Paper) -> None:
        quiz = paper.quiz
        heads = self._heads(sheet, quiz["id"], f"{quiz['title']}　{self._labels.say('quiz_line')}", COLUMNS)
        sheet.write_string(0, heads["stamp"], " ".join(one["id"] for one in quiz["questions"]))
        row = HEAD_ROW + 1
        for question in quiz["questions"]:
            row = self._question(sheet, row, heads, show_question(question), question)
        module = paper.outcomes[0].partition(".")[0] if paper.outcomes else ""
        self._lists_of(sheet, heads, row + SPARE, module)

    def _template(self, sheet: Any) -> None:
        heads = self._heads(sheet, TEMPLATE, self._labels.say("template_line"), COLUMNS)
        row = HEAD_ROW + 1
        for rows in samples(self._labels):
            row = self._question(sheet, row, heads, rows, None) + 1
        self._lists_of(sheet, heads, row + SPARE, "")

    def _heads(self, sheet: Any, marker: str, note: str, columns: Sequence[str]) -> dict[str, int]:
        sheet.freeze_panes(HEAD_ROW + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD_ROW)
        sheet.write_string(0, 0, marker, self._grey)
        sheet.write_string(0, 2, neutral(note), self._note)
        for at, column in enumerate(columns):
            options = {"hidden": True} if column == "stamp" else {}
            look = self._grey if column in _GREY else self._text
            sheet.set_column(at, at, _WIDTHS[column], look, options)
            sheet.write_string(HEAD_ROW, at, self._labels.column(column), self._head)
        return {column: at for at, column in enumerate(columns)}

    def _question(
        self, sheet: Any, row: int, heads: Mapping[str, int], rows: Sequence[Row], question: Mapping[str, Any] | None
    ) -> int:
        """Write a question's rows from `row` on; returns the row behind them."""
        head = rows[0]
        for number, one in enumerate(rows, row):
            own = {"question": head.id, "row": self._labels.kind(one.kind)}
            own |= {"stamp": stamp(rows)} if one is head and head.id else {"part": one.id}
            self._row(sheet, number, heads, one, own)
        self._answers(sheet, row, heads["answer"], rows, question)
        return row + len(rows)

    def _row(self, sheet: Any, number: int, heads: Mapping[str, int], row: Row, own: Mapping[str, str]) -> None:
        sheet.set_row(number, _height(row))
        for column, at in heads.items():
            text = own.get(column) or row.cells.get(column, "")
            look = self._grey if column in _GREY else self._own if row.kind in TYPES else self._text
            field = field_of(row.kind, column)
            if column in own or not field:
                sheet.write(number, at, text or None, look)
            elif field.kind == "number" and _fits(text):
                sheet.write_number(number, at, float(text), look)
            else:
                sheet.write_string(number, at, quoted(self._labels.shown(text, field)), look)

    # --- lists to choose from

    def _answers(
        self, sheet: Any, row: int, column: int, rows: Sequence[Row], question: Mapping[str, Any] | None
    ) -> None:
        """Ticks for options, classes for what is to be sorted."""
        places = {kind: [row + at for at, one in enumerate(rows) if one.kind == kind] for kind in ("option", "verdict")}
        for found in places.values():
            if found:
                self._list(sheet, found[0], found[-1], column, self._ranges["mark"])
        buckets = [row + at for at, one in enumerate(rows) if one.kind == "bucket"]
        items = [row + at for at, one in enumerate(rows) if one.kind == "item"]
        labelled = question is None or all(
            name not in bucket_names(question) for name in bucket_names(question).values()
        )
        if buckets and items and labelled:
            span = f"=$C${buckets[0] + 1}:$C${buckets[-1] + 1}"
            self._list(sheet, items[0], items[-1], column, span)

    def _lists_of(self, sheet: Any, heads: Mapping[str, int], last: int, module: str) -> None:
        for column, key in (("row", "row"), ("level", "level"), ("shuffle", "bool"), ("outcome", f"outcome {module}")):
            if key in self._ranges:
                self._list(sheet, HEAD_ROW + 1, last, heads[column], self._ranges[key])

    def _list(self, sheet: Any, first: int, last: int, column: int, span: str) -> None:
        sheet.data_validation(first, column, last, column, {"validate": "list", "source": span})

    def _sheet(self, title: str) -> Any:
        return self._book.add_worksheet(self._names.free(title))


def _height(row: Row) -> float:
    """The height in which all of a row's texts can be read, as far as a spreadsheet allows it."""
    lines = [
        sum(max(1, -(-cells(line) // (_WIDTHS[column] - 2))) for line in text.split("\n"))
        for column, text in row.cells.items()
        if column in _WIDTHS
    ]
    return min(_LINE * max(lines, default=1), _TALLEST)


def _fits(text: str) -> bool:
    """Return whether the number in a text survives being written with the digits that a workbook has."""
    return bool(text) and float(f"{float(text):.{_PRECISE}g}") == float(text)


def _span(sheet: str, column: int, count: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    name = xl_col_to_name(column)
    return f"='{sheet}'!${name}$1:${name}${max(1, count)}"
