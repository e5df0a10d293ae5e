"""The coverage that a handbook promises: each piece of content with its lessons and exercises."""

from typing import Annotated

from pydantic import Field, StringConstraints

from handbook.model.base import Id, Line, Model

Key = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z][0-9]{1,3}[a-z]?$"),
    Field(description="内容的编号：一个大写字母加数字，例如 A01。"),
]


class Covered(Model):
    """One piece of content."""

    key: Key
    title: Line = Field(description="这项内容的短名。")
    lessons: tuple[Id, ...] = Field((), description="讲它的课（编号）；至少一课。")
    exercises: tuple[Id, ...] = Field((), description="练它的练习（编号）；至少一个。")


class Area(Model):
    """Pieces of content that belong together."""

    title: Line = Field(description="这一组内容的名称。")
    items: tuple[Covered, ...] = Field(min_length=1, description="各项内容。")


class Coverage(Model):
    """The whole of content/coverage.yml."""

    areas: tuple[Area, ...] = Field(description="各组内容。")
