"""content/handbook.yml: the handbook's identity and the invented company its examples play in."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from handbook.model.base import Id, Line, Model, Prose

REVIEW = "review"
"""The record of what comes back when, and of promises; no exercise can have its id."""

Version = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+){1,3}$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$", max_length=200)]


class Person(Model):
    """Somebody who appears in lessons."""

    id: Id
    name: Line = Field(description="姓名（虚构）。")
    role: Line = Field(description="身份，例如：销售，入职三个月。")
    note: Line | None = Field(None, description="读者需要知道的一句话。")


class Customer(Model):
    """An invented customer that lessons and exercises share."""

    id: Id
    name: Line = Field(description="客户名（虚构）。")
    kind: Line = Field(description="客户类型，例如：工厂、学校、经销商。")
    note: Line | None = Field(None, description="读者需要知道的一句话。")


class KeyFigure(Model):
    """A number of the invented company that lessons quote."""

    id: Id
    label: Line = Field(description="指标名，例如：客单价。")
    value: float = Field(description="数值。")
    unit: Line | None = Field(None, description="单位，例如：万元。")
    define: Line | None = Field(None, description="口径：这个数怎么算、包括什么。")


class Company(Model):
    """The one invented company all examples play in."""

    name: Line = Field(description="公司名（虚构）。")
    about: Prose = Field(description="做什么、卖给谁、在哪里卖。")
    people: tuple[Person, ...] = Field((), description="出场人物。")
    customers: tuple[Customer, ...] = Field((), description="出场客户。")
    figures: tuple[KeyFigure, ...] = Field((), description="全手册共用的数字；正文里写 {{编号}} 就会换成“数值 单位”。")


class Settings(Model):
    """The whole of content/handbook.yml."""

    id: Id = Field(description="手册编号；学员的答案按它保存，发布后不要改。")
    title: Line = Field(description="手册名，显示在页眉和首页。")
    version: Version = Field(description="手册版本，例如 1.0；写进学员导出的答案文件。")
    date: Day = Field(description="本版日期，YYYY-MM-DD；也是构建结果里唯一的日期。")
    language: Literal["zh", "en"] = Field("zh", description="界面文字的语言。")
    organisation: Line = Field(description="使用手册的公司或部门名。")
    contact: Line | None = Field(None, description="有问题找谁。")
    address: Address | None = Field(None, description="学员版发布在哪个网址；讲义上的二维码据此指到每一页。")
    welcome: Prose = Field(description="首页开头的一段话。")
    company: Company = Field(description="例子里的虚构公司，各课共用。")
    modules: tuple[Id, ...] = Field(description="模块顺序。", min_length=1)
