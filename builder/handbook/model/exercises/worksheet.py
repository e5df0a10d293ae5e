"""Worksheets: fields, tables, results, bands, charts."""

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.base import FormulaText, Id, Line, Minutes, Model, Prose
from handbook.model.exercises.base import Band, ExerciseBase, Reflection

Scalar = bool | int | float | str
FromRef = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*){1,2}$",
        description="起始值取自另一个练习：练习.字段、练习.结果 或 练习.表格.列。学员可以改。",
    ),
]


class Choice(Model):
    """An option to choose."""

    id: Id
    label: Line = Field(description="选项文字。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Asked(Model):
    """What every question put to the learner carries."""

    id: Id
    label: Line = Field(description="问什么。")
    help: Line | None = Field(None, description="填什么、为什么要，一句话。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号；旧答案据此找回来。")
    required: bool = Field(False, description="不填就没有结果的，写 true。")
    visible_if: FormulaText | None = Field(None, description="算式为真时才出现，例如 has_team == true。")
    private: bool = Field(False, description="敏感内容：不进短码、二维码和班级汇总。")


class TextField(Asked):
    """One line, or several, of text."""

    type: Literal["text", "longtext"] = Field(description="种类。")
    default: Line | None = Field(None, description="预先填好的内容。")
    placeholder: Line | None = Field(None, description="格子里的浅色提示。")
    max_length: int | None = Field(None, ge=1, le=20_000, description="最多几个字。")
    lines: int = Field(4, ge=2, le=40, description="多行文本印出来留几行。")
    promise: bool = Field(False, description="学员在这里写的是承诺（如果……我就……）；到期会在“我的手册”里提醒。")
    from_: FromRef | None = Field(None, alias="from")


class NumberField(Asked):
    """A number with unit and range."""

    type: Literal["number"]
    unit: Line | None = Field(None, description="单位，例如：万元、分钟、次/周。")
    min: float | None = Field(None, description="最小值。")
    max: float | None = Field(None, description="最大值。")
    step: float | None = Field(None, gt=0, description="步长；写 1 表示整数。")
    default: float | None = Field(None, description="预先填好的数。")
    from_: FromRef | None = Field(None, alias="from")


class ChoiceField(Asked):
    """One of several, or several of many."""

    type: Literal["choice", "choices"] = Field(description="种类。")
    options: tuple[Choice, ...] = Field(min_length=2, description="选项。")
    default: Id | tuple[Id, ...] | None = Field(None, description="预先选中的选项编号。")
    min: int | None = Field(None, ge=0, description="至少选几个（choices）。")
    max: int | None = Field(None, ge=1, description="至多选几个（choices）。")
    from_: FromRef | None = Field(None, alias="from")


class RatingField(Asked):
    """A judgement on a short scale, as radio buttons (rating) or a slider."""

    type: Literal["rating", "slider"] = Field(description="种类。")
    min: int = Field(1, description="最低分。")
    max: int = Field(5, description="最高分。")
    step: float = Field(1, gt=0, description="步长（slider）。")
    low: Line | None = Field(None, description="最低分的意思。")
    high: Line | None = Field(None, description="最高分的意思。")
    unit: Line | None = Field(None, description="单位（slider）。")
    default: float | None = Field(None, description="起始值。")
    from_: FromRef | None = Field(None, alias="from")


class YesNoField(Asked):
    """Yes or no; in formulas true or false."""

    type: Literal["yesno"]
    default: bool | None = Field(None, description="起始值。")
    from_: FromRef | None = Field(None, alias="from")


class DateField(Asked):
    """A day (YYYY-MM-DD) or a time of day (HH:MM)."""

    type: Literal["date", "time"] = Field(description="种类。")
    default: Line | None = Field(None, description="起始值，YYYY-MM-DD 或 HH:MM。")
    promise: bool = Field(False, description="这是本表承诺的回看日（date）；不写就按 review_after 算。")
    from_: FromRef | None = Field(None, alias="from")


class TimerField(Asked):
    """A stopwatch or a countdown that fills a number; the number can also be typed."""

    type: Literal["timer"]
    unit: Literal["秒", "分钟"] = Field("秒", description="结果的单位。")
    countdown: Minutes | None = Field(None, description="写了就是倒计时几分钟；不写是秒表。")


class Column(Model):
    """A column of a table: typed in, or computed by a formula."""

    id: Id
    label: Line = Field(description="列名。")
    type: Literal["text", "number", "choice", "yesno", "date", "time"] | None = Field(
        None, description="填写列的类型；写了 formula 就不写 type。"
    )
    formula: FormulaText | None = Field(None, description="计算列的算式；行内先找本行的列。")
    unit: Line | None = Field(None, description="单位。")
    digits: int = Field(2, ge=0, le=6, description="计算列保留几位小数。")
    min: float | None = Field(None, description="最小值。")
    max: float | None = Field(None, description="最大值。")
    step: float | None = Field(None, gt=0, description="步长。")
    options: tuple[Choice, ...] = Field((), description="choice 列的选项。")
    default: Scalar | None = Field(None, description="每行的起始值。")
    total: Literal["sum", "mean", "min", "max", "count"] | None = Field(None, description="表底合计。")
    from_: FromRef | None = Field(None, alias="from")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")
    help: Line | None = Field(None, description="这一列填什么。")
    promise: bool = Field(False, description="这一列是承诺（text）或它的回看日（date）；到期在“我的手册”里提醒。")


class TableField(Asked):
    """Rows to fill: a fixed number, named rows, or a growing list."""

    type: Literal["table"]
    columns: tuple[Column, ...] = Field(min_length=1, max_length=24, description="各列。")
    rows: int | tuple[Line, ...] = Field(3, description="几行；或写出各行的名称。")
    grow: bool = Field(False, description="学员能不能加减行。")
    max_rows: int = Field(500, ge=1, le=2000, description="最多几行。")
    defaults: tuple[dict[str, Scalar | None], ...] = Field((), description="各行的起始内容：列编号 → 值。")

    @property
    def row_count(self) -> int:
        """Rows shown at the start."""
        return self.rows if isinstance(self.rows, int) else len(self.rows)


class SortField(Asked):
    """Items to put into buckets; four buckets may form a 2×2 matrix."""

    type: Literal["sort"]
    items: tuple[Choice, ...] = Field((), description="要分的东西。")
    items_from: FromRef | None = Field(None, description="要分的东西取自表格列：表格.列（本练习）或 练习.表格.列。")
    buckets: tuple[Choice, ...] = Field(min_length=2, max_length=8, description="放进哪几类。")
    quadrants: bool = Field(False, description="四类排成 2×2：左上、右上、左下、右下。")
    x: tuple[Line, Line] | None = Field(None, description="2×2 横轴两端，左、右。")
    y: tuple[Line, Line] | None = Field(None, description="2×2 纵轴两端，上、下。")


class RankField(Asked):
    """Items to put in order, first is most."""

    type: Literal["rank"]
    items: tuple[Choice, ...] = Field(min_length=2, max_length=20, description="要排序的东西。")
    first: Line | None = Field(None, description="排第一是什么意思，例如：最重要。")


Field_ = Annotated[
    TextField
    | NumberField
    | ChoiceField
    | RatingField
    | YesNoField
    | DateField
    | TimerField
    | TableField
    | SortField
    | RankField,
    Field(discriminator="type"),
]


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
        """Whether the number only says which band: a case counted 0, 1, 2, whose name the band bears."""
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
