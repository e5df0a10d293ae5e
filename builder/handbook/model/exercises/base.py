"""Parts that every exercise shares."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Minutes, Model, OutcomeId, Prose
from handbook.model.settings import Version

Loc = tuple[str | int, ...]


class ExerciseBase(Model):
    """exercises/<module>/<id>.yml."""

    one_namespace: ClassVar[tuple[str, ...]]
    """The lists whose ids must differ from each other: those of what is answered, and of what comes out."""
    own_namespaces: ClassVar[tuple[str, ...]] = ()
    """Lists whose ids must differ within the list."""

    id: Id
    title: Line = Field(description="练习名。")
    outcome: OutcomeId | tuple[OutcomeId, ...] = Field(description="练的是哪个学习目标；可写多个。")
    minutes: Minutes = Field(description="大约要几分钟。")
    intro: Prose | None = Field(None, description="一两句：做什么、做完得到什么。第一屏就要能填，别写长。")
    clauses: tuple[Line, ...] = Field((), description="对应的制度条款编号。")
    checked_against: Version | None = Field(None, description="题目对照过哪一版制度；条款再改会提醒重新对照。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号；学员的旧答案据此找回来。")
    search: tuple[Line, ...] = Field((), description="大家会怎么搜这一页：页面上没写的说法，只用来搜索，不显示。")
    keyed: Literal["learner", "trainer"] = Field(
        "learner",
        description="learner 的答案随网页发给学员，打开网页文件就看得到，只能用来练；"
        "trainer 的答案和解释只在培训师版里，学员版不判分，答完交给培训师。",
    )
    trainer: Prose | None = Field(None, description="给培训师的话，只出现在培训师版里。")

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes this exercise practises, one or many."""
        return (self.outcome,) if isinstance(self.outcome, str) else self.outcome

    @property
    def first_values(self) -> dict[str, str]:
        """Field, or ``table.column`` → the ``exercise.field`` that its first value comes from."""
        return {}

    @property
    def sources(self) -> Iterator[tuple[Loc, str]]:
        """(place, reference) of every value that comes from elsewhere."""
        return iter(())

    @property
    def offers(self) -> tuple[str, ...]:
        """The values other exercises can take from it: ``field``, ``table.column`` or a result."""
        return ()


class Reflection(Model):
    """A why-question after the work, with a model answer; never scored."""

    id: Id
    ask: Prose = Field(description="一句为什么。")
    model_answer: Prose = Field(description="参考答案：先自己写，再展开对照。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Band(Model):
    """The meaning of a result up to a bound; bands are listed upwards and the last one has no bound."""

    below: float | None = Field(None, description="小于这个数时适用；最后一段不写。")
    tone: Literal["good", "info", "warn", "bad"] = Field(description="语气：good、info、warn、bad。")
    label: Line | None = Field(None, description="这一段的短名，例如：偏低。")
    say: Prose = Field(description="对学员说的一句人话：意味着什么、下一步做什么。")
