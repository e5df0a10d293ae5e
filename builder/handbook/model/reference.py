"""Sources and terms that the whole handbook shares."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from handbook.model.base import Id, Line, Model, Prose
from handbook.model.settings import Day


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
    search: tuple[Line, ...] = Field((), description="大家会搜的别的说法：只用来搜索，不显示、不链接。")
    pinyin: Line | None = Field(None, description="拼音；留空则自动生成，多音字在这里改。")
    define: Prose = Field(description="一两句话说清楚。")


class Glossary(Model):
    """The whole of content/glossary.yml."""

    terms: tuple[Term, ...] = Field(description="全部术语。")
