"""The texts and matrices of all versions as the browser gets them: what versions share is written once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handbook.model.scheme import Matrix, Row
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Release

Data = dict[str, Any]


class _Once:
    """Values in the order of their first use; each is known by its place."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._places: dict[Any, int] = {}

    def place(self, key: Any, value: Any) -> int:
        at = self._places.setdefault(key, len(self.values))
        if at == len(self.values):
            self.values.append(value)
        return at


def texts(releases: Iterable[Release]) -> Data:
    """``{rows, versions}``: rows are `_row`s, a version lists the places of its own in reading order."""
    rows = _Once()
    versions = [
        {"version": release.version, "rows": [_placed(rows, clause) for clause in release.text.clauses]}
        for release in releases
    ]
    return {"rows": rows.values, "versions": versions}


def _placed(rows: _Once, clause: Clause) -> int:
    row = _row(clause)
    return rows.place(tuple(row[:-1]) + tuple(row[-1]), row)


def _row(clause: Clause) -> list[Any]:
    """Id, kind, label, printed number, title, text, a mark of its own words, former ids."""
    mark, was = clause.hash[:12], list(clause.source.was)
    return [clause.id, clause.kind, clause.label, clause.printed, clause.title, clause.text, mark, was]


def matrices(releases: Iterable[Release]) -> Data:
    """``{rows, versions}`` of the matrices; a version has its tiers, and the labels of the clauses that rows name."""
    rows = _Once()
    return {"versions": [_matrix(rows, release.version, release.matrix, release.text) for release in releases]} | {
        "rows": rows.values
    }


def _matrix(rows: _Once, version: str, matrix: Matrix, text: Text) -> Data:
    order = {clause.id: at for at, clause in enumerate(text.clauses)}
    named = sorted({row.clause for row in matrix.rows}, key=lambda ident: (order.get(ident, len(order)), ident))
    return {
        "version": version,
        "investigator": matrix.investigator,
        "tiers": [tier.model_dump(mode="json") for tier in matrix.tiers],
        "clauses": {ident: clause_name(text, ident) for ident in named},
        "rows": [rows.place(row.model_dump_json(), _plain(row)) for row in matrix.rows],
    }


def clause_name(text: Text, ident: str) -> str:
    """A clause as a list names it: its number, and the title of its article."""
    present = text.former.get(ident, ident)
    if present not in text.by_id:
        return ident
    article = text.article_of(present)
    title = article.title if article else text.by_id[present].title
    return f"{text.by_id[present].label}　{title}" if title else text.by_id[present].label


def _plain(row: Row) -> Mapping[str, Any]:
    return row.model_dump(mode="json", exclude_none=True)
