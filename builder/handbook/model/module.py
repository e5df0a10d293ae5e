"""Modules and lessons: what is taught."""

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Model, OutcomeId, Prose
from handbook.model.blocks import Block

Bloom = Literal["remember", "understand", "apply", "analyze", "evaluate", "create"]


class Outcome(Model):
    """A learning outcome: an action that can be checked, at a Bloom level."""

    id: OutcomeId
    verb: Line = Field(description="可检查的动词，例如：算出、分拣、改写；不写了解、掌握。")
    level: Bloom = Field(description="布鲁姆修订版六级之一。")
    text: Line = Field(description="接在“你能”后面的一句话，含动词。")


class Module(Model):
    """content/modules/<module>/module.yml; its lessons are the NN-<lesson>.yml files beside it, in file order."""

    id: Id
    title: Line = Field(description="模块名。")
    summary: Prose = Field(description="这个模块解决什么问题，两三句话。")
    icon: Line | None = Field(None, description="主题自带的图标名，例如 material/clock-outline。")
    outcomes: tuple[Outcome, ...] = Field(min_length=1, description="学习目标。每个都要有一课和一个练习。")
    opening: tuple[Id, ...] = Field((), description="开始前做的练习：前测、自查。")
    closing: tuple[Id, ...] = Field((), description="学完后做的练习：后测、自查、行动计划。")


class Lesson(Model):
    """content/modules/<module>/NN-<lesson>.yml."""

    one_namespace: ClassVar = ("blocks",)
    own_namespaces: ClassVar = ()
    id: Id
    title: Line = Field(description="课名。")
    outcomes: tuple[OutcomeId, ...] = Field(min_length=1, description="这一课对应的学习目标。")
    can_do: Line = Field(description="“学完你能……”：一句可检查的话。")
    blocks: tuple[Block, ...] = Field(min_length=1, description="内容块，按阅读顺序。")
    search: tuple[Line, ...] = Field((), description="大家会怎么搜这一页：页面上没写的说法，只用来搜索，不显示。")
    trainer: Prose | None = Field(None, description="给培训师的话：说什么、看什么、卡住怎么办、来不及砍什么。")

    @property
    def practice(self) -> tuple[str, ...]:
        """The exercises that it leads to, in their order."""
        return tuple(block.exercise for block in self.blocks if block.type == "practice")
