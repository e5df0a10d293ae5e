"""Retrieval cards: recall first, then turn over; they come back after growing intervals."""

from typing import ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Model, Prose
from handbook.model.exercises.base import ExerciseBase


class Card(Model):
    """A question on the front, its answer on the back."""

    id: Id
    front: Prose = Field(description="正面：一个要从记忆里取出来的问题，或客户的一句话。")
    back: Prose = Field(description="背面：答案，短。")
    hint: Line | None = Field(None, description="提示，点开才看到。")
    alike: Id | None = Field(None, description="容易混的卡写同一个组名，复习时故意排在一起。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Cards(ExerciseBase):
    """A deck; each card is judged by the learner and reviewed after 1, 3, 7, 21 and 60 days."""

    one_namespace: ClassVar = ("cards",)
    kind: Literal["cards"]
    cards: tuple[Card, ...] = Field(min_length=3, max_length=60, description="各张卡。")
