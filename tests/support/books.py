"""A small handbook with a question of every type, and its workbook as somebody edits it."""

from __future__ import annotations

import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import openpyxl
import yaml
from handbook.content.load import load
from handbook.diagnostics import Diagnostics
from handbook.exchange.bank.export import workbook
from handbook.exchange.bank.importer import ImportPlan, plan_import, write
from handbook.exchange.bank.labels import meant

from tests.support import handbooks

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.diagnostics import Diagnostic
    from openpyxl.worksheet.worksheet import Worksheet

PATH = "exercises/basics/check.yml"
OTHER = "exercises/basics/other.yml"
ALL = textwrap.dedent("""
    # yaml-language-server: $schema=../../schemas/exercise.schema.json
    id: check
    kind: quiz
    title: 小测
    outcome: basics.rate
    minutes: 5
    confidence: true
    questions:
      # 第一题的来历
      - id: pick
        type: single
        level: apply
        ask: |
          客户说贵。
          先做什么？
        options:
          - id: ask
            text: 问清在比什么
            right: true   # 核过
            why: 先知道比什么，才知道谈什么。
          - {id: cut, text: 马上让价, why: 还没问就先让了。}
          - id: wait
            text: 等他再说
            why: 等来的多半是别家。
        hint: 先问。
      - id: several
        type: multiple
        points: 2
        shuffle: false
        ask: 首访之前查什么？
        options:
          - {id: sites, text: 用水的地方, right: true, why: 查得到。}
          - {id: people, text: 谁签字, right: true, why: 见面用得上。}
          - {id: home, text: 家庭住址, why: 别人的隐私。}
      - id: follow
        type: truefalse
        ask: 报价发出后三天不用跟进。
        answer: false
        why_true: 等三天，别家的也到了。
        why_false: 当天确认收到。
      - id: week
        type: blank
        ask: 一周见 [[visits]] 次，每次 [[hours]] 小时。
        blanks:
          - {id: visits, label: 次数, accept: ["10", 10 次]}
          - {id: hours, accept: [1.5]}
        explain: 15 ÷ 1.5 ＝ 10。
      - id: rate
        type: numeric
        ask: 20 次里成 6 个，是百分之几？
        answer: 30
        tolerance: 0.5
        unit: "%"
        explain: 6 ÷ 20 ＝ 30%。
      - id: first
        type: order
        ask: 首访的先后？
        items: [{id: aim, label: 说来意}, {id: now, label: 问现状}, {id: next, label: 约下一步}]
        explain: 先让人放心。
      - id: who
        type: match
        ask: 谁管什么？
        pairs:
          - {id: user, left: 使用部门, right: 好不好用}
          - {id: money, left: 财务, right: 什么时候付}
        extra: [水质标准, =没有人管]
        explain: 多出来的不归他们。
      - id: today
        type: sort
        ask: 今天做还是记下？
        buckets:
          - {id: do, label: 今天做}
          - {id: note, label: 记下}
        items:
          - {id: quote, label: 客户等着的报价, bucket: do, why: 有人在等。}
          - {id: cards, label: 整理名片, bucket: note, why: 没人等。}
    # 最后
    trainer: |
      只讲有把握却错了的。
    """).lstrip()
SECOND = textwrap.dedent("""
    id: other
    kind: quiz
    title: 另一张
    outcome: basics.rate
    minutes: 3
    questions:
      - id: only
        type: numeric
        ask: 一加一？
        answer: 2
        explain: 数一数。
    """).lstrip()


@dataclass
class Result:
    """What an import found."""

    taken: ImportPlan | None
    found: Diagnostics

    @property
    def problems(self) -> list[Diagnostic]:
        return list(self.found)

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """Code, cell and head of each problem."""
        return [
            (one.name, f"{one.cell.letters}{one.line}", one.cell.head) if one.cell else (one.name, one.file, "")
            for one in self.found
        ]


class Book:
    """A handbook in `root`, its workbook, and what is done to both."""

    def __init__(self, root: Path, text: str = ALL) -> None:
        self.root = handbooks.write(root, {PATH: text, OTHER: SECOND})
        self.book: Any = None
        self.export()

    def export(self, *wanted: str) -> bytes:
        """Write the workbook anew and open it."""
        loaded = load(self.root, sink := Diagnostics())
        assert not sink.error_count, list(sink)
        data = workbook(loaded, wanted)
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        return data

    def sheet(self, name: str = "小测") -> Worksheet:
        return self.book[name]

    def column(self, key: str, name: str = "小测") -> int:
        heads = {meant("columns", str(cell.value)): cell.column for cell in self.sheet(name)[2]}
        return int(heads[key])

    def row(self, question: str, part: str = "", kind: str = "") -> int:
        """The row of a question, or of a part of it; `kind` (as it is called) where two parts share an id."""
        sheet, part_column = self.sheet(), self.column("part")
        for row in range(3, sheet.max_row + 1):
            same = sheet.cell(row, 1).value == question and (sheet.cell(row, part_column).value or "") == part
            if same and (not kind or sheet.cell(row, 2).value == kind):
                return row
        raise AssertionError((question, part))

    def put(self, row: int, column: str, value: object, name: str = "小测") -> None:
        """Type something into a cell; a text that begins with = is a text, as in a cell formatted as such."""
        cell = self.sheet(name).cell(row, self.column(column, name))
        cell.value = value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"

    def at(self, row: int, column: str) -> str:
        return f"{self.sheet().cell(row, self.column(column)).coordinate}"

    def saved(self, path: Path | None = None) -> Path:
        target = path or self.root / "edited.xlsx"
        self.book.save(target)
        return target

    def take(self, *, remove: bool = False) -> Result:
        """Import what the book says, writing nothing."""
        sink = Diagnostics()
        return Result(plan_import(self.root, self.saved(), sink, remove=remove), sink)

    def brought(self, *, remove: bool = False) -> Result:
        """Import what the book says and write it."""
        result = self.take(remove=remove)
        assert result.taken, result.told
        write(self.root, result.taken)
        return result

    @property
    def text(self) -> str:
        return (self.root / PATH).read_text("utf-8")

    @property
    def questions(self) -> dict[str, Any]:
        """The questions as they are in the file, by id."""
        return {one["id"]: one for one in yaml.safe_load(self.text)["questions"]}

    def paste(self, rows: list[list[object]]) -> int:
        """Write rows below the last one; returns the first one's number."""
        sheet = self.sheet()
        first = sheet.max_row + 1
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells, 1):
                sheet.cell(first + at, column).value = cell  # type: ignore[assignment]
        return first

    def template(self, kind: str) -> list[list[object]]:
        """The rows of an example, by what its type is called."""
        found: list[list[object]] = []
        for cells in self.book["模板"].iter_rows(min_row=3, values_only=True):
            if cells[1] == kind:
                found = [list(cells)]
            elif found and any(cells):
                found.append(list(cells))
            elif found:
                break
        return found
