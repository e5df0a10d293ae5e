"""The texts and matrices of all versions as the browser gets them: what versions share is written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any, Generic, TypeVar, cast

from handbook.model.scheme import Matrix, Row
from handbook.pages.contract import Cuts, Matrices, MatrixRow, MatrixTier, MatrixVersion, TextRow, Texts, TextVersion
from handbook.policy.compare import compare
from handbook.policy.redline import Run
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Release

_KINDS = ("same", "deleted", "inserted")
"""Kinds of runs, in the order in which they follow each other."""
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
    """``{rows, versions, cuts}``: rows are `_row`s, a version lists the places of its own in reading order.

    ``cuts`` hold the redline of every pair of rows that two versions pair and whose words differ:
    ``[old row, new row, cuts of the title, cuts of the text]``; see `cuts`. A pair that reads the other way round as
    its mirror says is not written again.
    """
    rows, listed = _Once[TextRow](), tuple(releases)
    versions: list[TextVersion] = [
        {"version": release.version, "rows": [_placed(rows, clause) for clause in release.text.clauses]}
        for release in listed
    ]
    return {"rows": rows.values, "versions": versions, "cuts": _every_cut(rows, listed)}


def _every_cut(rows: _Once[TextRow], releases: Sequence[Release]) -> list[Cuts]:
    found: dict[tuple[int, int], Cuts] = {}
    for old, new in permutations(releases, 2):
        for change in compare(old.text, new.text).changed:
            if not change.old or not change.new:
                continue
            places = _placed(rows, change.old), _placed(rows, change.new)
            differ = (change.old.title, change.old.text) != (change.new.title, change.new.text)
            if not differ or places in found:
                continue
            title, text = cuts(change.title_runs), cuts(change.runs)
            back = found.get(places[::-1])
            if back is None or back[2:] != (_mirrored(title), _mirrored(text)):
                found[places] = (*places, title, text)
    return list(found.values())


def cuts(runs: Iterable[Run]) -> list[int]:
    """The lengths in characters of what stayed, went and came, in threes.

    ``200 元`` → ``100 元``: deleted ``200``, inserted ``100``, same `` 元`` → ``[0, 3, 3, 2, 0, 0]``.
    """
    found: list[int] = []
    last = len(_KINDS)
    for run in runs:
        kind = _KINDS.index(run.kind)
        if kind <= last:
            found += [0] * len(_KINDS)
        found[kind - len(_KINDS)] = len(run.text)
        last = kind
    return found


def _mirrored(lengths: Sequence[int]) -> list[int]:
    """Cuts the other way round: what went came, and what came went."""
    return [n for at in range(0, len(lengths), 3) for n in (lengths[at], lengths[at + 2], lengths[at + 1])]


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
