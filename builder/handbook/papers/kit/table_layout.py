"""How a table finds room on paper: shares of the width, a sheet on its side, or two tables one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.papers.kit.nodes import Node
from handbook.text.measure import width

UPRIGHT = 14.0
"""Shares that an upright sheet has room for: a share is a number written by hand, 12 mm."""
LINE = 60.0
"""Ems of small print that an upright page holds beside each other."""
_TO_WRITE = {"text": 3.0, "longtext": 3.0, "choice": 1.6, "date": 1.3}
"""Shares of what is written into a column, by its type; a number takes one."""
_NAME, _NUMBER = 3.0, 0.6
_MOST, _LEAST = 13.0, 3.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, its rows, and each column's share of the width."""

    head: tuple[Node, ...]
    rows: tuple[tuple[Node, ...], ...]
    shares: tuple[float, ...]


def grid(table: Node) -> Grid:
    """A table to write in, as it stands in the page."""
    head, rows = cells(table)
    return Grid(head, rows, written_shares(head, rows))


def cells(table: Node) -> tuple[tuple[Node, ...], tuple[tuple[Node, ...], ...]]:
    """Head and rows; every row has as many cells as the longest."""
    top = next(table.all("thead"), Node("thead"))
    head = tuple(cell for row in top.all("tr") for cell in row.nodes())
    bodies = [tuple(row.nodes()) for body in table.all("tbody") for row in body.all("tr")]
    count = max([len(head), *map(len, bodies)])
    return _filled(head, count), tuple(_filled(row, count) for row in bodies)


def _filled(row: tuple[Node, ...], count: int) -> tuple[Node, ...]:
    return (*row, *(Node("td") for _ in range(count - len(row))))


def written_shares(head: Sequence[Node], rows: Sequence[Sequence[Node]]) -> tuple[float, ...]:
    """Shares for handwriting: the first column by what is printed in it, the others by their type."""
    if not head:
        return ()
    printed = max((width(row[0].text(), 1) for row in rows), default=0.0)
    first = _NUMBER if printed <= len("99") else _NAME
    return (first, *(_TO_WRITE.get(cell.facts.get("data-type", ""), 1.0) for cell in head[1:]))


def is_wide(sheet: Node) -> bool:
    """Return whether a sheet has a table to write in that needs a page on its side."""
    tables = (table for table in sheet.all("table") if "hb-grid-paper" in table.classes)
    return any(sum(grid(table).shares) > UPRIGHT for table in tables if "hb-grid-paper--scale" not in table.classes)


def pieces(table: Node) -> tuple[Grid, ...]:
    """A printed table in as many pieces as it needs beside the margins; each begins with what names its rows."""
    head, rows = cells(table)
    needs = [_need([head[at], *(row[at] for row in rows)]) for at in range(len(head))]
    names = range(min(2 if _are_numbers(rows) else 1, len(needs)))
    room = LINE - sum(needs[at] for at in names)
    others = range(len(names), len(needs))
    count = len(_groups(needs, others, room))
    even = sum(needs[at] for at in others) / max(count, 1)
    groups = _groups(needs, others, min(room, even + _MOST / 2))
    return tuple(_taken(head, rows, needs, [*names, *group]) for group in groups)


def _are_numbers(rows: Sequence[Sequence[Node]]) -> bool:
    """Return whether the first column does no more than count the rows."""
    return all(row[0].text().strip().isdigit() for row in rows)


def _groups(needs: Sequence[float], columns: Sequence[int], room: float) -> list[list[int]]:
    """Columns one after another, as many together as there is room for."""
    groups: list[list[int]] = [[]]
    for at in columns:
        if groups[-1] and sum(needs[i] for i in groups[-1]) + needs[at] > room:
            groups.append([])
        groups[-1].append(at)
    return groups


def _taken(head: Sequence[Node], rows: Sequence[Sequence[Node]], needs: Sequence[float], columns: list[int]) -> Grid:
    def take(row: Sequence[Node]) -> tuple[Node, ...]:
        return tuple(row[at] for at in columns)

    return Grid(take(head), tuple(map(take, rows)), tuple(needs[at] for at in columns))


def _need(column: Sequence[Node]) -> float:
    """Ems for a column: its longest cell, but no more than a short line; a head may take two lines."""
    head, *rest = (width(cell.text(), 1) for cell in column)
    return min(_MOST, max(_LEAST, head / 2, *rest, 0.0) + 1)
