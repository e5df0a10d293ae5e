"""Worksheets: fields, tables, results, bands, charts."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import FormulaText, Id, Line, Model, Prose
from handbook.model.exercises.base import Band, ExerciseBase, Loc, Reflection
from handbook.model.exercises.fields import Field_, Scalar, TableField


class Section(Model):
    """A heading that stands before the field it names."""

    before: Id = Field(description="放在哪个字段之前。")
    title: Line = Field(description="小标题。")
    text: Prose | None = Field(None, description="一两句说明。")


MOST_CASES = 8
"""Bands up to here number cases; above, they part a quantity."""


class Output(Model):
    """A result computed from what was entered."""

    id: Id
    label: Line = Field(description="结果名。")
    formula: FormulaText = Field(description="算式。")
    unit: Line | None = Field(None, description="单位；与算式推出的单位对不上会报错。")
    digits: int = Field(2, ge=0, le=6, description="保留几位小数。")
    say: Line | None = Field(
        None, description="先说一句人话；写 {} 处填入结果，{结果编号} 处填入别的结果，例如：你一小时值 {} 元。"
    )
    explain: Prose | None = Field(None, description="怎么算的、为什么这么算。")
    bands: tuple[Band, ...] = Field((), description="分段：由小到大，最后一段不写 below。")
    visible_if: FormulaText | None = Field(None, description="算式为真时才出现。")
    hidden: bool = Field(False, description="只供别处引用，不显示。")

    @property
    def is_verdict(self) -> bool:
        """Return whether the number only says which band: a case counted 0, 1, 2, whose name the band bears."""
        plain = not (self.unit or self.say or self.digits) and bool(self.bands)
        return plain and all(band.label and (band.below or 0) <= MOST_CASES for band in self.bands)


class Chart(Model):
    """A picture of what was entered or computed; always with its text equivalent.

    x, y, size and label name columns (`table.column`, or a column of the one table), or outputs and
    fields for charts without a table (`items`).
    """

    type: Literal["bar", "stacked", "line", "radar", "scatter", "pareto"] = Field(description="图的种类。")
    title: Line | None = Field(None, description="图题。")
    x: Line | None = Field(None, description="横轴：表格编号（用行名）或 表格.列；散点图为数值列。")
    y: Line | tuple[Line, ...] | None = Field(None, description="纵轴：列或多列（同一张表）。")
    items: tuple[Id, ...] = Field((), description="不用表格时：要画的字段或结果编号。")
    label: Line | None = Field(None, description="散点图各点的名称列。")
    unit: Line | None = Field(None, description="数值的单位。")
    x_split: FormulaText | None = Field(None, description="散点图分四格的竖线在哪：数或算式。")
    y_split: FormulaText | None = Field(None, description="散点图分四格的横线在哪：数或算式。")
    quadrants: tuple[Line, Line, Line, Line] | None = Field(None, description="四格名：左上、右上、左下、右下。")
    max: float | None = Field(None, description="雷达图和条形图的满格值。")
    target: FormulaText | None = Field(None, description="目标线：数或算式。")


class WorkedExample(Model):
    """A filled sheet with its results; the build computes it and compares."""

    story: Prose | None = Field(None, description="谁、什么场面、这些数从哪来。")
    given: dict[str, object] = Field(description="填的内容：字段 → 值；表格写成各行的列表；today 可指定今天。")
    expect: dict[str, Scalar] = Field(min_length=1, description="应得的结果：结果编号 → 值（按 digits 四舍五入）。")
    lesson: Prose | None = Field(None, description="从样例里看出什么。")


class HalfFilled(Model):
    """The same case, half filled in: the learner completes it before doing their own."""

    task: Prose = Field(description="请学员补上什么。")
    given: dict[str, object] = Field(description="已经填好的部分。")


class Calendar(Model):
    """Rows that can be exported as calendar entries (.ics)."""

    table: Id = Field(description="哪张表。")
    title: Id = Field(description="哪一列是事项名。")
    date: Id = Field(description="哪一列是日期。")
    start: Id | None = Field(None, description="哪一列是开始时间。")
    minutes: Id | None = Field(None, description="哪一列是分钟数。")


class Worksheet(ExerciseBase):
    """An exercise that computes from what the learner enters."""

    one_namespace: ClassVar = ("fields", "outputs", "reflections")
    kind: Literal["worksheet"]
    fields: tuple[Field_, ...] = Field(min_length=1, description="要填的。")
    sections: tuple[Section, ...] = Field((), description="字段之间的小标题。")
    outputs: tuple[Output, ...] = Field((), description="结果。")
    charts: tuple[Chart, ...] = Field((), description="图。")
    worked_example: WorkedExample | None = Field(None, description="填好的样例；有结果的工作表都要有。")
    half_filled: HalfFilled | None = Field(None, description="半填好的一版。")
    reflections: tuple[Reflection, ...] = Field((), description="做完再想一想。")
    calendar: Calendar | None = Field(None, description="哪张表能导出成日历。")
    review_after: int | None = Field(None, ge=1, le=365, description="建议几天后回看；写了承诺的，也是承诺到期的天数。")

    @property
    def tables(self) -> dict[str, TableField]:
        """Id → table."""
        return {field.id: field for field in self.fields if isinstance(field, TableField)}

    @property
    def first_values(self) -> dict[str, str]:
        """Fields first, then columns of tables."""
        found = {field.id: getattr(field, "from_", None) for field in self.fields}
        for table in self.tables.values():
            found |= {f"{table.id}.{column.id}": column.from_ for column in table.columns}
        return {key: source for key, source in found.items() if source}

    @property
    def sources(self) -> Iterator[tuple[Loc, str]]:
        """Of its fields."""
        for number, field in enumerate(self.fields):
            yield from ((("fields", number, *loc), source) for loc, source in field.sources)

    @property
    def offers(self) -> tuple[str, ...]:
        """Fields, each table followed by its columns, then results."""
        found: list[str] = []
        for field in self.fields:
            found += [field.id, *(f"{field.id}.{column.id}" for column in getattr(field, "columns", ()))]
        return (*found, *(output.id for output in self.outputs))
