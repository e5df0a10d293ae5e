"""The handbook itself: organisation, cast, sources and terms."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from builder.model.base import Id, Line, Model, Prose

Version = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+){1,3}$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


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


class Handbook(Model):
    """content/handbook.yml."""

    id: Id = Field(description="手册编号；学员的答案按它保存，发布后不要改。")
    title: Line = Field(description="手册名，显示在页眉和首页。")
    version: Version = Field(description="手册版本，例如 1.0；写进学员导出的答案文件。")
    date: Day = Field(description="本版日期，YYYY-MM-DD；也是构建结果里唯一的日期。")
    language: Literal["zh", "en"] = Field("zh", description="界面文字的语言。")
    organisation: Line = Field(description="使用手册的公司或部门名。")
    contact: Line | None = Field(None, description="有问题找谁。")
    welcome: Prose = Field(description="首页开头的一段话。")
    company: Company = Field(description="例子里的虚构公司，各课共用。")
    modules: tuple[Id, ...] = Field(description="模块顺序。", min_length=1)


class Source(Model):
    """A reference in content/sources.yml."""

    id: Id
    cite: Line = Field(description="完整引文：作者（年份）。题名。刊名，卷（期），页码。")
    kind: Literal["article", "book", "chapter", "report", "law", "web"] = Field("article", description="文献类型。")
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = Field(None, description="DOI。")
    isbn: Annotated[str, StringConstraints(pattern=r"^[\dXx-]{10,17}$")] | None = Field(None, description="ISBN。")
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = Field(None, description="网址。")
    status: Literal["verified", "recalled", "disputed"] = Field(
        description="verified 已核对原文或可靠摘要；recalled 凭记忆写、待核；disputed 结论有争议。"
    )
    found: Prose | None = Field(None, description="它发现了什么，一两句话，带数字。")
    limits: Prose | None = Field(None, description="限度：样本、场景、争议。")
    checked: Day | None = Field(None, description="核对日期，YYYY-MM-DD。")


class Sources(Model):
    """The whole of content/sources.yml."""

    sources: tuple[Source, ...] = Field(description="全部出处。")


class Term(Model):
    """An entry of content/glossary.yml."""

    id: Id
    term: Line = Field(description="中文术语；正文里首次出现会自动链接到术语表。")
    english: Line | None = Field(None, description="英文。")
    aliases: tuple[Line, ...] = Field((), description="同义写法，也会被链接。")
    pinyin: Line | None = Field(None, description="拼音；留空则自动生成，多音字在这里改。")
    define: Prose = Field(description="一两句话说清楚。")


class Glossary(Model):
    """The whole of content/glossary.yml."""

    terms: tuple[Term, ...] = Field(description="全部术语。")
