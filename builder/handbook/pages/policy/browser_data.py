"""The texts and matrices of all versions as the browser gets them: what versions share is written once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar, cast

from handbook.model.scheme import Matrix, Row
from handbook.pages.contract import Matrices, MatrixRow, MatrixTier, MatrixVersion, TextRow, Texts, TextVersion
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Release

_Value = TypeVar("_Value")


class _Once(Generic[_Value]):
    """Values in the order of their first use; each is known by its place."""

    def __init__(self) -> None:
        self.values: list[_Value] = []
        self._places: dict[Any, int] = {}

    def place(self, key: Any, value: _Value) -> int:
        at = self._places.setdefault(key, len(self.values))
        if at == len(self.values):
            self.values.append(value)
        return at


def texts(releases: Iterable[Release]) -> Texts:
    """``{rows, versions}``: rows are `_row`s, a version lists the places of its own in reading order."""
    rows = _Once[TextRow]()
    versions: list[TextVersion] = [
        {"version": release.version, "rows": [_placed(rows, clause) for clause in release.text.clauses]}
        for release in releases
    ]
    return {"rows": rows.values, "versions": versions}


def _placed(rows: _Once[TextRow], clause: Clause) -> int:
    row = _row(clause)
    return rows.place(row, row)


def _row(clause: Clause) -> TextRow:
    """Id, kind, label, printed number, title, text, a mark of its own words, former ids."""
    mark, was = clause.hash[:12], clause.source.was
    return (clause.id, clause.kind, clause.label, clause.printed, clause.title, clause.text, mark, was)


def matrices(releases: Iterable[Release]) -> Matrices:
    """``{rows, versions}`` of the matrices; a version has its tiers, and the labels of the clauses that rows name."""
    rows = _Once[MatrixRow]()
    versions = [_matrix(rows, release.version, release.matrix, release.text) for release in releases]
    return {"versions": versions, "rows": rows.values}


def _matrix(rows: _Once[MatrixRow], version: str, matrix: Matrix, text: Text) -> MatrixVersion:
    order = {clause.id: at for at, clause in enumerate(text.clauses)}
    named = sorted({row.clause for row in matrix.rows}, key=lambda ident: (order.get(ident, len(order)), ident))
    return {
        "version": version,
        "investigator": matrix.investigator,
        "tiers": [cast(MatrixTier, tier.model_dump(mode="json")) for tier in matrix.tiers],
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


def _plain(row: Row) -> MatrixRow:
    return cast(MatrixRow, row.model_dump(mode="json", exclude_none=True))
