"""The report as a workbook: formatted sheets, a chart for each quiz and scale, and no cell that is a formula."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from handbook.exchange.cells import neutral
from handbook.exchange.results.report import Report
from handbook.exchange.results.tables import Table, Wording
from handbook.exchange.sheet_names import SheetNames

_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}  # fmt: skip
Block = tuple[str, str, list[str], Mapping[str, list[float]]]
"""A chart's name, kind, labels, and series by name."""
MOST_ROWS = 1_000_000
"""Excel's own limit is 1,048,576."""
_NOTE_WIDTH, _WIDTH, _NAME_WIDTH = 60, 12, 28
_LONG = 40


class Workbook:
    """Writes sheets one after the other; rows go to the disk as they come."""

    def __init__(self, path: Path, day: str) -> None:
        self._book = xlsxwriter.Workbook(str(path), _OPTIONS)
        created = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time())
        self._book.set_properties({"created": created})
        self._head = self._book.add_format({"bold": True, "bg_color": "#e8efec", "bottom": 1, "text_wrap": True})
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._number = self._book.add_format({"num_format": "0.00", "valign": "top"})
        self._names = SheetNames()

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def text(self, title: str, lines: list[str]) -> None:
        """A sheet of sentences."""
        sheet = self._sheet(title)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, neutral(title), self._title)
        for row, line in enumerate(lines, 1):
            sheet.write_string(row, 0, neutral(line), self._text)

    def table(self, table: Table, scaled: tuple[int, int] | None = None) -> None:
        """A sheet with a table; the columns `scaled` (from, to) are coloured from low to high per cent."""
        sheet = self._sheet(table.title)
        sheet.freeze_panes(1, 1)
        for column, head in enumerate(table.heads):
            texts = [row[column] for row in table.rows[:50] if isinstance(row[column], str)]
            longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
            wide = _NOTE_WIDTH if longest > _LONG else _NAME_WIDTH if texts else _WIDTH
            sheet.set_column(column, column, wide)
            sheet.write_string(0, column, neutral(head), self._head)
        rows = table.rows[:MOST_ROWS]
        for number, row in enumerate(rows, 1):
            self._row(sheet, number, row)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(table.heads) - 1)
        if rows and scaled and scaled[1] >= scaled[0]:
            colours = {"type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num", "min_value": 0,
                       "mid_value": 50, "max_value": 100, "min_color": "#f3c9c1", "mid_color": "#ffffff",
                       "max_color": "#bfe0cc"}  # fmt: skip
            sheet.conditional_format(1, scaled[0], len(rows), scaled[1], colours)

    def _row(self, sheet: Any, number: int, row: Any) -> None:
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, neutral(cell), self._text)
            elif isinstance(cell, float):
                sheet.write_number(number, column, cell, self._number)
            elif cell is not None:
                sheet.write_number(number, column, cell)

    def charts(self, title: str, blocks: list[Block]) -> None:
        """A sheet of small tables with a chart beside each: name, kind, labels, series by name."""
        sheet = self._sheet(title)
        sheet.set_column(0, 0, _NAME_WIDTH)
        top = 0
        for name, kind, labels, series in blocks:
            sheet.write_string(top, 0, neutral(name), self._title)
            for column, head in enumerate(series, 1):
                sheet.write_string(top + 1, column, neutral(head), self._head)
            for row, label in enumerate(labels):
                sheet.write_string(top + 2 + row, 0, neutral(label))
                for column, values in enumerate(series.values(), 1):
                    sheet.write_number(top + 2 + row, column, values[row])
            chart = self._book.add_chart({"type": kind})
            last = top + 1 + len(labels)
            for column, head in enumerate(series, 1):
                chart.add_series({
                    "name": neutral(head), "categories": [sheet.get_name(), top + 2, 0, last, 0],
                    "values": [sheet.get_name(), top + 2, column, last, column],
                })  # fmt: skip
            chart.set_title({"name": neutral(name)})
            if len(series) == 1:
                chart.set_legend({"none": True})
            sheet.insert_chart(top, len(series) + 2, chart)
            top += max(len(labels) + 4, 17)

    def _sheet(self, title: str) -> Any:
        return self._book.add_worksheet(self._names.free(title))


def write_workbook(path: Path, report: Report, said: Wording, tables: list[Table], day: str) -> None:
    """Write the workbook; it is put in place whole."""
    part = path.with_name(f"{path.name}.part")
    with Workbook(part, day) as book:
        lines = [*said.again(report), ""]
        for quiz in report["quizzes"]:
            lines += [said.title(quiz["id"]), *(said.summary(quiz) if quiz["percent"] else ()), ""]
        for change in report["changes"]:
            lines += said.change(change)
        book.text(said.own("summary"), lines)
        for table in tables:
            last = len(table.heads) - 2
            book.table(table, (1, last) if table.name == "people" else None)
        blocks = [*_bins(report, said), *_radars(report, said)]
        if blocks:
            book.charts(said.own("distribution"), blocks)
    part.replace(path)


def _bins(report: Report, said: Wording) -> list[Block]:
    labels = [said.say("bin", to=10 * n + 10, **{"from": 10 * n}) for n in range(10)]
    return [(said.title(q["id"]), "column", labels, {said.say("bins"): q["bins"]}) for q in report["quizzes"]]


def _radars(report: Report, said: Wording) -> list[Block]:
    found: list[Block] = []
    for scale in report["scales"]:
        parts = {part: one for part, one in scale["parts"].items() if one and part != "total"}
        if len(parts) > 2:  # noqa: PLR2004
            series = {said.say(key): [one[key] for one in parts.values()] for key in ("q1", "mean", "q3")}
            labels = [said.part(scale["id"], part) for part in parts]
            found.append((said.title(scale["id"]), "radar", labels, series))
    return found
