"""The scheme while it is being put together: clauses with the numbers of the source, not yet with ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from handbook.exchange.scheme_import.lines import Note

Kind = Literal["chapter", "article", "paragraph", "item", "point"]


@dataclass(eq=False)
class Node:
    """A chapter, article, paragraph, item or point."""

    kind: Kind
    line: int
    number: str = ""
    """As the source counts it, in digits; empty where it does not."""
    title: str = ""
    text: str = ""
    children: list[Node] = field(default_factory=list)
    id: str = ""
    """Given by a bookmark, or not yet."""

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in order."""
        yield self
        for below in self.children:
            yield from below.walk()


@dataclass
class Preamble:
    """The text before the clauses: the title, and the data of the first page."""

    title: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """A scheme without ids."""

    front: Preamble = field(default_factory=Preamble)
    chapters: list[Node] = field(default_factory=list)
    unplaced: list[Note] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """Every clause, in order."""
        for chapter in self.chapters:
            yield from chapter.walk()
