"""Role plays for three: seller, client, observer with a behaviour sheet."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Id, Line, Minutes, Model, Prose
from handbook.model.exercises.base import ExerciseBase, Reflection


class Role(Model):
    """The knowledge of one player; the others do not see it."""

    id: Literal["seller", "client", "observer"] = Field(description="seller 销售、client 客户、observer 观察员。")
    name: Line = Field(description="演谁，例如：周宁，入职三个月的销售。")
    know: tuple[Line, ...] = Field(min_length=1, description="你知道的，对方不知道。")
    want: Line = Field(description="这一场你想要什么。")
    play: tuple[Line, ...] = Field((), description="怎么演：什么时候松口，什么时候起疑。")


class Behaviour(Model):
    """Something the observer can see or hear, counted or not."""

    id: Id
    text: Line = Field(description="看得见、听得到的行为，例如：先复述客户的话再回答。")
    look_for: Line | None = Field(None, description="什么算、什么不算。")
    was: tuple[Id, ...] = Field((), description="用过的旧编号。")


class Roleplay(ExerciseBase):
    """A scene played in rounds by three people who change places."""

    one_namespace: ClassVar = ("reflections", "behaviours")
    own_namespaces: ClassVar = ("roles",)
    kind: Literal["roleplay"]
    scene: Prose = Field(description="场面：谁、在哪、什么事；三个人都看。")
    roles: Annotated[tuple[Role, ...], Field(min_length=3, max_length=3, description="三张角色卡，各一张。")]
    behaviours: tuple[Behaviour, ...] = Field(
        min_length=3, max_length=12, description="观察表：每项 0 没有、1 有一点、2 做到了。"
    )
    round_minutes: Minutes = Field(description="一轮几分钟；演完换位，共三轮。")
    debrief: tuple[Line, ...] = Field(min_length=2, description="演完问的问题：先问演的人，再问看的人。")
    reflections: tuple[Reflection, ...] = Field((), description="做完再想一想。")
