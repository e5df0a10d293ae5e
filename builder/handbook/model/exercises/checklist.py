"""Checklists: things to have done, with evidence and date, over days, weeks or months."""

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Model, Prose
from handbook.model.exercises.base import ExerciseBase, Reflection


class ChecklistItem(Model):
    """One thing to have done."""

    id: Id
    text: Line = Field(description="做到了什么，一句可检查的话。")
    help: Line | None = Field(None, description="怎样算做到。")
    evidence: Line | None = Field(None, description="写了就请学员填一句证据，这里写问法。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Checklist(ExerciseBase):
    """Items ticked once or again and again; repeated ones show streaks, week and month."""

    one_namespace: ClassVar = ("reflections", "items")
    kind: Literal["checklist"]
    repeat: Literal["once", "daily", "weekly"] = Field("once", description="做一次、每天、每周。")
    items: tuple[ChecklistItem, ...] = Field(min_length=1, description="各项。")
    goal: int | None = Field(None, ge=1, description="每周（daily）或每月（weekly）打算完成几次。")
    done_when: Prose | None = Field(None, description="全部完成后对学员说什么。")
    reflections: tuple[Reflection, ...] = Field((), description="做完再想一想。")
