"""Fields of worksheets: what a learner can be asked for.

A field type is declared here: what authors write of it, and what the other rooms look up (`AnswerType`, and the
properties of `Asked`). Its control is a template of its name in render/templates/exercises/worksheet/controls.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from handbook.model.base import FormulaText, Id, Line, Minutes, Model
from handbook.model.exercises.base import Loc

ValueKind = Literal["number", "text", "bool", "date", "time", "choices", "any"]
"""What a value is in formulas."""
MOST_BUTTONS = 6
"""Options up to here stand side by side; more of them are a list to open."""
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


@dataclass(frozen=True, slots=True)
class AnswerType:
    """The type of answer of one type of field or column."""

    kind: ValueKind | Literal["table", "sort", "rank"]
    """Its value in formulas; of a table, a sort or a rank field formulas use the parts."""
    shape: Literal["text", "number", "bool", "one", "many", "order", "map", "table"]
    """How an answers file holds it."""
    width: int = 9
    """Letters that a table's cell takes."""
    several: bool = False
    """Entered by several controls, which stand in a group."""
    checked: bool = False
    """What is entered may be wrong, which is said below it."""


COMPUTED = AnswerType("any", "text", width=4)
"""A column without a type: its formula says what it is."""


def _former(choices: "Iterable[Choice | Column]", prefix: str = "") -> dict[str, str]:
    return {prefix + old: choice.id for choice in choices for old in choice.was}


def _labels(choices: Iterable[Choice]) -> list[str]:
    return [choice.label for choice in choices]


class Asked(Model):
    """Keys of every question put to the learner."""

    types: ClassVar[Mapping[str, AnswerType]]
    """Type that authors write → its answer."""

    id: Id
    label: Line = Field(description="问什么。")
    help: Line | None = Field(None, description="填什么、为什么要，一句话。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号；旧答案据此找回来。")
    required: bool = Field(False, description="不填就没有结果的，写 true。")
    visible_if: FormulaText | None = Field(None, description="算式为真时才出现，例如 has_team == true。")
    private: bool = Field(False, description="敏感内容：不进短码、二维码和班级汇总。")

    @property
    def answer(self) -> AnswerType:
        """The type of its answer."""
        return self.types[self.type]  # type: ignore[attr-defined]

    @property
    def several(self) -> bool:
        """Entered by several controls, which stand in a group."""
        return self.answer.several

    @property
    def wording(self) -> tuple[object, ...]:
        """The words that give the question its meaning, without its parts: once changed, old answers are stale."""
        return (self.label, None)

    @property
    def part_wordings(self) -> dict[str, tuple[object, ...]]:
        """Part → what gives it its meaning, where parts go stale one by one."""
        return {}

    @property
    def former_ids(self) -> dict[str, str]:
        """Former id of an option, item or column (``column.option``) → the present one."""
        return {}

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The options an answer chooses among."""
        return ()

    @property
    def movable(self) -> tuple[Choice, ...]:
        """The items an answer puts in order, or into one of the choices each."""
        return ()

    @property
    def points(self) -> tuple[int, int] | None:
        """The ends of a short scale of whole points, by which a class can be counted."""
        return None

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Least and most of a number."""
        return (None, None)

    @property
    def limits(self) -> list[float | None] | None:
        """Least, most and step that the page checks: of a number, of a text's characters, of how many are chosen."""
        return None

    @property
    def parts(self) -> dict[str, tuple[float, float | None]]:
        """Part that formulas can name, as ``field.part`` → least and most of its number."""
        return {}

    @property
    def drawable(self) -> dict[str, str]:
        """Part that charts can draw, ``field.part`` → label."""
        return {}

    @property
    def control(self) -> dict[str, object]:
        """Facts for the script of its control, shipped by type (``timers``) and field."""
        return {}

    @property
    def sources(self) -> Iterator[tuple[Loc, str]]:
        """(place inside the field, reference) of each value that comes from elsewhere."""
        if source := getattr(self, "from_", None):
            yield ("from",), source

    def entered(self, value: Any) -> Any:
        """An author's answer as an answers file has it; None for an impossible shape."""
        return None if isinstance(value, Mapping) else value

    def started(self, given: Any) -> Any:
        """The answer of a sheet that starts with its defaults and has `given` written over them."""
        return getattr(self, "default", None) if given is None else given


class TextField(Asked):
    """One line, or several, of text."""

    types: ClassVar[Mapping[str, AnswerType]] = {
        "text": AnswerType("text", "text", checked=True),
        "longtext": AnswerType("text", "text", checked=True),
    }

    type: Literal["text", "longtext"] = Field(description="种类。")
    default: Line | None = Field(None, description="预先填好的内容。")
    placeholder: Line | None = Field(None, description="格子里的浅色提示。")
    max_length: int | None = Field(None, ge=1, le=20_000, description="最多几个字。")
    lines: int = Field(4, ge=2, le=40, description="多行文本印出来留几行。")
    promise: bool = Field(False, description="学员在这里写的是承诺（如果……我就……）；到期会在“我的手册”里提醒。")
    from_: FromRef | None = Field(None, alias="from")

    @property
    def limits(self) -> list[float | None] | None:
        """At most so many characters."""
        return [None, self.max_length, None] if self.max_length else None


class NumberField(Asked):
    """A number with unit and range."""

    types: ClassVar[Mapping[str, AnswerType]] = {"number": AnswerType("number", "number", width=5, checked=True)}

    type: Literal["number"]
    unit: Line | None = Field(None, description="单位，例如：万元、分钟、次/周。")
    min: float | None = Field(None, description="最小值。")
    max: float | None = Field(None, description="最大值。")
    step: float | None = Field(None, gt=0, description="步长；写 1 表示整数。")
    default: float | None = Field(None, description="预先填好的数。")
    from_: FromRef | None = Field(None, alias="from")

    @property
    def wording(self) -> tuple[object, ...]:
        """The unit is part of it."""
        return (self.label, self.unit)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """As given."""
        return (self.min, self.max)

    @property
    def limits(self) -> list[float | None] | None:
        """As given."""
        return [self.min, self.max, self.step]


class ChoiceField(Asked):
    """One of several, or several of many."""

    types: ClassVar[Mapping[str, AnswerType]] = {
        "choice": AnswerType("text", "one"),
        "choices": AnswerType("choices", "many", several=True, checked=True),
    }

    type: Literal["choice", "choices"] = Field(description="种类。")
    options: tuple[Choice, ...] = Field(min_length=2, description="选项。")
    default: Id | tuple[Id, ...] | None = Field(None, description="预先选中的选项编号。")
    min: int | None = Field(None, ge=0, description="至少选几个（choices）。")
    max: int | None = Field(None, ge=1, description="至多选几个（choices）。")
    from_: FromRef | None = Field(None, alias="from")

    @property
    def several(self) -> bool:
        """A few options stand side by side."""
        return self.answer.several or len(self.options) <= MOST_BUTTONS

    @property
    def wording(self) -> tuple[object, ...]:
        """The options are part of it; a new id alone is no new wording."""
        return (self.label, _labels(self.options))

    @property
    def former_ids(self) -> dict[str, str]:
        """Of its options."""
        return _former(self.options)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Its options."""
        return self.options

    @property
    def limits(self) -> list[float | None] | None:
        """At least and at most so many."""
        return [self.min, self.max, None] if self.min or self.max else None


class RatingField(Asked):
    """A judgement on a short scale, as radio buttons (rating) or a slider."""

    types: ClassVar[Mapping[str, AnswerType]] = {
        "rating": AnswerType("number", "number", several=True),
        "slider": AnswerType("number", "number"),
    }

    type: Literal["rating", "slider"] = Field(description="种类。")
    min: int = Field(1, description="最低分。")
    max: int = Field(5, description="最高分。")
    step: float = Field(1, gt=0, description="步长（slider）。")
    low: Line | None = Field(None, description="最低分的意思。")
    high: Line | None = Field(None, description="最高分的意思。")
    unit: Line | None = Field(None, description="单位（slider）。")
    default: float | None = Field(None, description="起始值。")
    from_: FromRef | None = Field(None, alias="from")

    @property
    def wording(self) -> tuple[object, ...]:
        """The scale is part of it."""
        return (self.label, (self.min, self.max), self.low, self.high, self.unit)

    @property
    def points(self) -> tuple[int, int] | None:
        """Its ends, if there are only whole points between them."""
        return (self.min, self.max) if self.step == 1 else None

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Its ends."""
        return (self.min, self.max)


class YesNoField(Asked):
    """Yes or no; in formulas true or false."""

    types: ClassVar[Mapping[str, AnswerType]] = {"yesno": AnswerType("bool", "bool", width=6, several=True)}

    type: Literal["yesno"]
    default: bool | None = Field(None, description="起始值。")
    from_: FromRef | None = Field(None, alias="from")


class DateField(Asked):
    """A day (YYYY-MM-DD) or a time of day (HH:MM)."""

    types: ClassVar[Mapping[str, AnswerType]] = {
        "date": AnswerType("date", "text", width=9),
        "time": AnswerType("time", "text", width=7),
    }

    type: Literal["date", "time"] = Field(description="种类。")
    default: Line | None = Field(None, description="起始值，YYYY-MM-DD 或 HH:MM。")
    promise: bool = Field(False, description="这是本表承诺的回看日（date）；不写就按 review_after 算。")
    from_: FromRef | None = Field(None, alias="from")


class TimerField(Asked):
    """A stopwatch or a countdown that fills a number; the number can also be typed."""

    types: ClassVar[Mapping[str, AnswerType]] = {"timer": AnswerType("number", "number", checked=True)}

    type: Literal["timer"]
    unit: Literal["秒", "分钟"] = Field("秒", description="结果的单位。")
    countdown: Minutes | None = Field(None, description="写了就是倒计时几分钟；不写是秒表。")

    @property
    def wording(self) -> tuple[object, ...]:
        """The unit is part of it."""
        return (self.label, self.unit)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """No time is negative."""
        return (0.0, None)

    @property
    def limits(self) -> list[float | None] | None:
        """No time is negative."""
        return [0, None, None]

    @property
    def control(self) -> dict[str, object]:
        """Seconds of its unit, minutes of a countdown."""
        return {"seconds": 60 if self.unit == "分钟" else 1, "countdown": self.countdown}


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

    @property
    def answer(self) -> AnswerType:
        """The type of its answer."""
        return ANSWERS[self.type] if self.type else COMPUTED

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The options an answer chooses among."""
        return self.options

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """As given."""
        return (self.min, self.max)


class TableField(Asked):
    """Rows to fill: a fixed number, named rows, or a growing list."""

    types: ClassVar[Mapping[str, AnswerType]] = {"table": AnswerType("table", "table", several=True)}

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

    @property
    def typed_columns(self) -> tuple[Column, ...]:
        """The columns that the learner fills in."""
        return tuple(column for column in self.columns if column.formula is None)

    @property
    def wording(self) -> tuple[object, ...]:
        """The names of the rows are part of it."""
        return (self.label, self.rows if isinstance(self.rows, tuple) else None)

    @property
    def part_wordings(self) -> dict[str, tuple[object, ...]]:
        """Of its typed columns."""
        return {column.id: (column.label, column.unit, _labels(column.options)) for column in self.typed_columns}

    @property
    def former_ids(self) -> dict[str, str]:
        """Of its typed columns and their options."""
        found = _former(self.typed_columns)
        for column in self.typed_columns:
            found |= _former(column.options, f"{column.id}.")
        return found

    @property
    def sources(self) -> Iterator[tuple[Loc, str]]:
        """Of its columns."""
        for number, column in enumerate(self.columns):
            if column.from_:
                yield ("columns", number, "from"), column.from_

    def entered(self, value: Any) -> Any:
        """A list of rows."""
        return [row if isinstance(row, Mapping) else {} for row in value] if isinstance(value, (list, tuple)) else None

    def started(self, given: Any) -> Any:
        """Rows are written over one by one; columns that a row does not mention keep their default."""
        given = given if isinstance(given, (list, tuple)) else ()
        default = {column.id: column.default for column in self.columns if column.default is not None}
        rows: list[dict[str, object]] = []
        for number in range(max(self.row_count, len(given))):
            start = self.defaults[number] if number < len(self.defaults) else {}
            written = given[number] if number < len(given) else {}
            rows.append({**default, **start, **(written if isinstance(written, Mapping) else {})})
        return rows


class SortField(Asked):
    """Items to put into buckets; four buckets may form a 2×2 matrix."""

    types: ClassVar[Mapping[str, AnswerType]] = {"sort": AnswerType("sort", "map", several=True)}

    type: Literal["sort"]
    items: tuple[Choice, ...] = Field((), description="要分的东西。")
    items_from: FromRef | None = Field(None, description="要分的东西取自表格列：表格.列（本练习）或 练习.表格.列。")
    buckets: tuple[Choice, ...] = Field(min_length=2, max_length=8, description="放进哪几类。")
    quadrants: bool = Field(False, description="四类排成 2×2：左上、右上、左下、右下。")
    x: tuple[Line, Line] | None = Field(None, description="2×2 横轴两端，左、右。")
    y: tuple[Line, Line] | None = Field(None, description="2×2 纵轴两端，上、下。")

    @property
    def wording(self) -> tuple[object, ...]:
        """The buckets are part of it."""
        return (self.label, _labels(self.buckets))

    @property
    def part_wordings(self) -> dict[str, tuple[object, ...]]:
        """Of its items."""
        return {item.id: (item.label,) for item in self.items}

    @property
    def former_ids(self) -> dict[str, str]:
        """Of its items and buckets."""
        return _former((*self.items, *self.buckets))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Its buckets."""
        return self.buckets

    @property
    def movable(self) -> tuple[Choice, ...]:
        """Its items; none where they come from a table."""
        return self.items

    @property
    def parts(self) -> dict[str, tuple[float, float | None]]:
        """How many items lie in each bucket."""
        most = float(len(self.items)) if self.items else None
        return {bucket.id: (0, most) for bucket in self.buckets}

    @property
    def drawable(self) -> dict[str, str]:
        """How many items lie in each bucket."""
        return {f"{self.id}.{bucket.id}": bucket.label for bucket in self.buckets}

    @property
    def sources(self) -> Iterator[tuple[Loc, str]]:
        """Where its items come from."""
        if self.items_from:
            yield ("items_from",), self.items_from

    def entered(self, value: Any) -> Any:
        """Item → bucket."""
        return value if isinstance(value, Mapping) else None


class RankField(Asked):
    """Items to put in order, first is most."""

    types: ClassVar[Mapping[str, AnswerType]] = {"rank": AnswerType("rank", "order", several=True)}

    type: Literal["rank"]
    items: tuple[Choice, ...] = Field(min_length=2, max_length=20, description="要排序的东西。")
    first: Line | None = Field(None, description="排第一是什么意思，例如：最重要。")

    @property
    def wording(self) -> tuple[object, ...]:
        """The items, and what the first place means, are part of it."""
        return (self.label, _labels(self.items), self.first)

    @property
    def former_ids(self) -> dict[str, str]:
        """Of its items."""
        return _former(self.items)

    @property
    def movable(self) -> tuple[Choice, ...]:
        """Its items."""
        return self.items

    @property
    def parts(self) -> dict[str, tuple[float, float | None]]:
        """The place of each item."""
        return {item.id: (1, len(self.items)) for item in self.items}

    def entered(self, value: Any) -> Any:
        """Item → place; an author may list the items in their order."""
        found = self.started(value)
        return found if isinstance(found, Mapping) else None

    def started(self, given: Any) -> Any:
        """Item → place; an author may list the items in their order."""
        if isinstance(given, (list, tuple)):
            return {str(item): place for place, item in enumerate(given, 1)}
        return given


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
ANSWERS: Mapping[str, AnswerType] = {
    name: answer for model in get_args(get_args(Field_)[0]) for name, answer in model.types.items()
}
"""Type of a field → its answer."""
