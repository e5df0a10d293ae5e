"""Cases: branching dilemmas; every way through one ends in an explanation."""

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Model, Prose, Tone
from handbook.model.exercises.base import ExerciseBase, Reflection


class Turn(Model):
    """A choice in a scene, and where it leads."""

    id: Id
    text: Line = Field(description="怎么做，一句话；写人真会做的事，不写明显的坏主意。")
    to: Id = Field(description="接着发生哪一幕（编号）。")
    say: Prose | None = Field(None, description="选了以后马上看到的一句：发生了什么。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Ending(Model):
    """How a way through the case ends."""

    tone: Tone = Field(description="语气：good 站得住，info 有得有失，warn 留下隐患，bad 越线。")
    title: Line = Field(description="结局的短名。")
    explain: Prose = Field(description="为什么会这样、依据哪一条、下次可以怎么做。")


class Scene(Model):
    """A scene: either a choice between turns, or an ending."""

    id: Id
    text: Prose = Field(description="这一幕发生了什么（Markdown）。")
    ask: Line | None = Field(None, description="要决定什么，一句问话。")
    turns: tuple[Turn, ...] = Field((), max_length=5, description="可以怎么做；结局不写。")
    ending: Ending | None = Field(None, description="结局；写了就没有 turns。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Case(ExerciseBase):
    """A story that starts at its first scene and branches by what the learner does."""

    one_namespace: ClassVar = ("reflections", "scenes")
    kind: Literal["case"]
    scenes: tuple[Scene, ...] = Field(
        min_length=3, max_length=40, description="各幕；第一幕开场。路不能绕圈，每条路都到一个结局。"
    )
    reflections: tuple[Reflection, ...] = Field((), description="做完再想一想。")

    @property
    def ways(self) -> dict[str, tuple[str, ...]]:
        """Scene → the scenes its turns lead to, as far as they exist; a scene given twice counts as given first."""
        known = {scene.id for scene in self.scenes}
        found: dict[str, tuple[str, ...]] = {}
        for scene in self.scenes:
            found.setdefault(scene.id, tuple(turn.to for turn in scene.turns if turn.to in known))
        return found
