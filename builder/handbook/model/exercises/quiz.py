"""Quizzes: questions with points, keys, and an explanation for every option."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Model, OutcomeId, Prose
from handbook.model.exercises.base import ExerciseBase
from handbook.model.exercises.fields import Choice


class QuestionBase(Model):
    """Keys of every question."""

    id: Id
    ask: Prose = Field(description="题干：一件具体的事。否定词用 **不** 加着重。")
    points: float = Field(1, gt=0, le=100, description="满分。")
    outcome: OutcomeId | None = Field(None, description="考哪个学习目标；不写用练习的。")
    level: Literal["remember", "understand", "apply", "analyze", "evaluate", "create"] | None = Field(
        None, description="布鲁姆级别；前后测按它配对。"
    )
    hint: Prose | None = Field(None, description="提示，学员点开才看到。")
    explain: Prose | None = Field(None, description="总的解释；没有选项的题必填。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")
    clauses: tuple[Line, ...] = Field((), description="对应的制度条款编号。")
    alike: Id | None = Field(None, description="容易混的题写同一个组名（和卡也可以同组），复习时故意排在一起。")


class Option(Model):
    """An option of a choice question."""

    id: Id
    text: Line = Field(description="选项文字。")
    right: bool = Field(False, description="是不是正确选项。")
    why: Prose | None = Field(None, description="选它的人怎么想、错或对在哪。必填：缺了会报 HB503。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class ChoiceQuestion(QuestionBase):
    """One right option (single) or several (multiple; partial credit per option)."""

    type: Literal["single", "multiple"] = Field(description="种类。")
    options: tuple[Option, ...] = Field(min_length=2, max_length=12, description="选项。")
    shuffle: bool = Field(True, description="选项要不要打乱。")


class TrueFalseQuestion(QuestionBase):
    """True or false, both explained."""

    type: Literal["truefalse"]
    answer: bool = Field(description="这句话对不对。")
    why_true: Prose | None = Field(None, description="选“对”的人看到的解释。必填。")
    why_false: Prose | None = Field(None, description="选“不对”的人看到的解释。必填。")


class Blank(Model):
    """A gap and what is accepted in it."""

    id: Id
    label: Line | None = Field(None, description="这一空填什么（读屏用）。")
    accept: tuple[Line, ...] = Field(min_length=1, description="接受的写法；全半角、标点、三和3 自动视为相同。")


class BlankQuestion(QuestionBase):
    """Text with gaps written as [[blank id]] in `ask`."""

    type: Literal["blank"]
    blanks: tuple[Blank, ...] = Field(min_length=1, max_length=8, description="各空；题干里用 [[编号]] 标位置。")


class NumericQuestion(QuestionBase):
    """A number, right within a tolerance."""

    type: Literal["numeric"]
    answer: float = Field(description="正确的数。")
    tolerance: float = Field(0, ge=0, description="相差多少以内算对。")
    unit: Line | None = Field(None, description="单位。")


class OrderQuestion(QuestionBase):
    """Items to put in order; listed here in the right order."""

    type: Literal["order"]
    items: tuple[Choice, ...] = Field(min_length=3, max_length=10, description="按正确顺序写；页面上会打乱。")


class Pair(Model):
    """Two things that belong together."""

    id: Id
    left: Line = Field(description="左边。")
    right: Line = Field(description="右边与它相配的。")


class MatchQuestion(QuestionBase):
    """Left and right sides to match; `extra` are right sides that fit nothing."""

    type: Literal["match"]
    pairs: tuple[Pair, ...] = Field(min_length=2, max_length=10, description="配对。")
    extra: tuple[Line, ...] = Field((), description="右边多出来的干扰项。")


class SortItem(Model):
    """An item and the bucket it belongs in."""

    id: Id
    label: Line = Field(description="要分的东西。")
    bucket: Id = Field(description="属于哪一类（编号）。")
    why: Prose | None = Field(None, description="为什么。")


class SortQuestion(QuestionBase):
    """Items to sort into buckets."""

    type: Literal["sort"]
    buckets: tuple[Choice, ...] = Field(min_length=2, max_length=6, description="各类。")
    items: tuple[SortItem, ...] = Field(min_length=2, max_length=16, description="要分的东西。")


Question = Annotated[
    ChoiceQuestion | TrueFalseQuestion | BlankQuestion | NumericQuestion | OrderQuestion | MatchQuestion | SortQuestion,
    Field(discriminator="type"),
]


class Pool(Model):
    """Draw some of these questions for each attempt."""

    draw: int = Field(ge=1, description="每次抽几题。")
    questions: tuple[Id, ...] = Field(min_length=2, description="从哪些题里抽（题目编号）。")


class Quiz(ExerciseBase):
    """Questions scored on the learner's device."""

    one_namespace: ClassVar = ("questions",)
    kind: Literal["quiz"]
    role: Literal["practice", "pretest", "posttest"] = Field("practice", description="练习、前测或后测。")
    parallel: Id | None = Field(None, description="平行卷的练习编号（前测与后测互指）。")
    questions: tuple[Question, ...] = Field(min_length=1, description="题目。")
    pools: tuple[Pool, ...] = Field((), description="题池；不在题池里的题每次都出。")
    pass_percent: float = Field(80, ge=0, le=100, description="及格线，百分数。")
    confidence: bool = Field(False, description="每题问把握度，列出“有把握却错了”的题。")
    shuffle: bool = Field(False, description="题目顺序要不要打乱（同一次作答里固定）。")
    feedback: Literal["each", "end"] = Field("each", description="每题核对，还是交卷后一起核对。")
