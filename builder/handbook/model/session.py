"""Sessions: a module taught in a room, minute by minute; only what a trainer needs beyond lessons and exercises."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from handbook.model.base import Id, Line, Minutes, Model, OutcomeId, Prose

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day, HH:MM."""


class Cut(Model):
    """How an activity shrinks when the session runs late; cuts with a low order are made first."""

    to: int = Field(ge=0, le=600, description="来不及时缩到几分钟；0 表示整段不做。")
    order: int = Field(ge=1, le=99, description="先砍谁：1 最先。")
    how: Prose = Field(description="砍成什么样：哪些不做、改成课后、一句话带过。")


class OwnSlide(Model):
    """A slide with content that neither a lesson nor an exercise holds."""

    title: Line | None = Field(None, description="这一页的标题；不写用这一段的标题。")
    text: Prose = Field(description="给学员看的字，短，一行一条（Markdown）。")
    answer: Prose | None = Field(None, description="先藏着，再按一下才出来的答案。")


class Activity(Model):
    """A stretch of the session."""

    id: Id
    kind: Literal[
        "opening", "energiser", "talk", "exercise", "group", "roleplay", "quiz", "debrief", "break", "closing"
    ] = Field(
        description="种类：opening 开场、energiser 热身、talk 讲、exercise 各自做、group 小组、"
        "roleplay 三人演练、quiz 全班答题、debrief 复盘、break 休息、closing 收尾。"
    )
    title: Line = Field(description="这一段叫什么。")
    minutes: Minutes = Field(description="几分钟。")
    outcomes: tuple[OutcomeId, ...] = Field((), description="为哪些学习目标服务；休息不写。")
    lesson: Id | None = Field(None, description="用哪一课的内容（幻灯片从这里来）。")
    blocks: tuple[Id, ...] = Field((), description="只用这一课的哪些块（块的编号）；不写由程序挑。")
    exercise: Id | None = Field(None, description="做哪个练习。")
    slides: tuple[OwnSlide, ...] = Field((), description="课和练习里没有、却要投给学员看的：要他们默写的几样、规则。")
    seconds: int | None = Field(
        None, ge=5, le=36_000, description="投影上倒计时几秒；不写：动手的段和休息按 minutes，答题按字数估。"
    )
    aim: Line | None = Field(None, description="这一段要学员做到什么，一句话。")
    say: Prose | None = Field(None, description="说什么：能照着念，也能丢开。")
    show: Prose | None = Field(None, description="投影上放什么。")
    do: Prose | None = Field(None, description="学员做什么，怎么分组。")
    watch: Prose | None = Field(None, description="看什么、听什么：常见的误解和它的样子。")
    stuck: Prose | None = Field(None, description="卡住怎么办。")
    materials: tuple[Line, ...] = Field((), description="要备什么；写 exercise:编号 或 lesson:编号 的会核对在不在。")
    cut: Cut | None = Field(None, description="来不及砍什么。")


class Misconception(Model):
    """Something participants say, and what to answer."""

    said: Line = Field(description="学员会这样说。")
    answer: Prose = Field(description="怎么接，不训人。")


class Debrief(Model):
    """A debriefing question: what happened, so what, now what."""

    step: Literal["what", "so-what", "now-what"] = Field(
        description="what 发生了什么、so-what 说明什么、now-what 接下来做什么。"
    )
    ask: Line = Field(description="问句。")
    listen_for: Line | None = Field(None, description="听什么样的回答。")


class FollowUp(Model):
    """A step to take after the session."""

    days: Literal[30, 60, 90] = Field(description="第几天。")
    who: Line = Field(description="谁做。")
    do: Prose = Field(description="做什么，看什么证据。")
    exercise: Id | None = Field(None, description="用哪个练习回看。")


class Evaluation(Model):
    """A form of Kirkpatrick's four levels."""

    level: Literal[1, 2, 3, 4] = Field(description="1 反应、2 学习、3 行为、4 结果。")
    title: Line = Field(description="表名。")
    when: Line = Field(description="什么时候、谁填。")
    items: tuple[Line, ...] = Field(min_length=1, description="问什么。")
    exercise: Id | None = Field(None, description="用手册里的哪个练习（例如后测、自查）。")
    limits: Prose | None = Field(None, description="这一级说明不了什么。")


class Session(Model):
    """content/sessions/<id>.yml: one way of teaching a module in a room."""

    one_namespace: ClassVar = ("activities",)
    own_namespaces: ClassVar = ()
    id: Id
    module: Id = Field(description="教哪个模块。")
    title: Line = Field(description="场次名。")
    minutes: Minutes = Field(description="总分钟，要等于各段之和，休息算在内。")
    start: Clock = Field("09:00", description="默认几点开始；网页上可以改。")
    people: Line = Field(description="适合多少人、怎么坐。")
    outcomes: tuple[OutcomeId, ...] = Field(
        min_length=1, description="这一场要达到的学习目标；每个都要有一段为它服务。"
    )
    before: Prose = Field(description="开场前准备：20 分钟内能做完的清单。")
    materials: tuple[Line, ...] = Field(min_length=1, description="全场材料；写 exercise:编号 的会核对在不在。")
    activities: tuple[Activity, ...] = Field(min_length=3, description="各段，按顺序。")
    debrief: tuple[Debrief, ...] = Field(min_length=5, max_length=8, description="五个复盘问题。")
    misconceptions: tuple[Misconception, ...] = Field(min_length=3, description="要留神的误解。")
    follow_up: tuple[FollowUp, ...] = Field(min_length=3, description="30、60、90 天的跟进。")
    evaluation: tuple[Evaluation, ...] = Field(min_length=4, description="柯氏四级的表，各一张。")
