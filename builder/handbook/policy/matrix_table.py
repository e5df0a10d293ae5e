"""The matrix as tables: per chapter, one table for each conduct."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model.scheme import Row
from handbook.policy.text import Text


@dataclass(frozen=True, slots=True)
class Conduct:
    """A behaviour of a clause with its rows, mildest first as the author wrote them."""

    clause: str
    label: str
    behaviour: str
    rows: tuple[Row, ...]
    excluded: tuple[str, ...]
    """What does not count, where all rows say the same; else the rows say it themselves."""


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """The conducts of one chapter."""

    chapter: str
    title: str
    conducts: tuple[Conduct, ...]


def matrix_parts(text: Text) -> tuple[MatrixPart, ...]:
    """The matrix by chapters, in the order of the text; rows of a clause that is not there stand last."""
    order = {clause.id: at for at, clause in enumerate(text.clauses)}
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in text.matrix.rows:
        clause = text.former.get(row.clause, row.clause)
        found.setdefault((clause, row.series or f"{clause} {row.measure}", row.behaviour), []).append(row)
    parts: dict[str, list[Conduct]] = {}
    for (clause, _, behaviour), rows in sorted(found.items(), key=lambda entry: order.get(entry[0][0], len(order))):
        parts.setdefault(_chapter(text, clause), []).append(_conduct(text, clause, behaviour, rows))
    return tuple(_part(text, chapter, conducts) for chapter, conducts in parts.items())


def _conduct(text: Text, clause: str, behaviour: str, rows: list[Row]) -> Conduct:
    label = text.by_id[clause].label if clause in text.by_id else clause
    same = len({row.excluded for row in rows}) == 1
    return Conduct(clause, label, behaviour, tuple(rows), rows[0].excluded if same else ())


def _chapter(text: Text, ident: str) -> str:
    while ident in text.by_id and (parent := text.by_id[ident].parent):
        ident = parent
    return ident


def _part(text: Text, chapter: str, conducts: list[Conduct]) -> MatrixPart:
    found = text.by_id.get(chapter)
    return MatrixPart(chapter, f"{found.printed}　{found.title}" if found else "", tuple(conducts))
