"""Scales: own Likert items to compare oneself with oneself; never a test."""

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Model, Prose
from handbook.model.exercises.base import Band, ExerciseBase, Reflection


class ScaleItem(Model):
    """A statement about one's own behaviour."""

    id: Id
    text: Line = Field(description="陈述句，写行为和时间，例如：过去 7 天，我……")
    subscale: Id = Field(description="属于哪个分量表。")
    reversed: bool = Field(False, description="反向题：同意代表低分。")
    weight: float = Field(1, gt=0, le=10, description="权重。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Subscale(Model):
    """A group of items with its own mean."""

    id: Id
    label: Line = Field(description="分量表名。")
    say: Prose | None = Field(None, description="它看的是什么行为。")
    bands: tuple[Band, ...] = Field((), description="均分的分段：由小到大，最后一段不写 below。")


class Scale(ExerciseBase):
    """Items answered on a Likert scale; scores are weighted means per subscale."""

    one_namespace: ClassVar = ("reflections", "items")
    own_namespaces: ClassVar = ("subscales",)
    kind: Literal["scale"]
    points: tuple[Line, ...] = Field(min_length=3, max_length=7, description="各点的意思，从低到高；分值 1、2、3……")
    subscales: tuple[Subscale, ...] = Field(min_length=1, description="分量表。")
    items: tuple[ScaleItem, ...] = Field(min_length=3, description="题目。")
    bands: tuple[Band, ...] = Field((), description="总均分的分段。")
    compare_with: Id | None = Field(None, description="和哪个自查对照“那时与现在”（题目编号要一致）。")
    reflections: tuple[Reflection, ...] = Field((), description="做完再想一想。")
