"""A page before it is rendered, and a way to one."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file of the finished tree."""

    path: str
    template: str
    title: str
    description: str
    context: Any


@dataclass(frozen=True, slots=True)
class Ref:
    """A way to another page."""

    path: str
    title: str
