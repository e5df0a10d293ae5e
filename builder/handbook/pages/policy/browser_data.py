"""The texts and matrices of all versions as the browser gets them: what versions share is written once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Any

from handbook.model.scheme import Matrix, Row
from handbook.policy.compare import compare
from handbook.policy.redline import Run
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Release

Data = dict[str, Any]
_KINDS = ("same", "deleted", "inserted")
"""Kinds of runs, in the order in which they follow each other."""


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
    """``{rows, versions, cuts}``: rows are `_row`s, a version lists the places of its own in reading order.

    ``cuts`` hold the redline of every pair of rows that two versions pair and whose words differ:
    ``[old row, new row, cuts of the title, cuts of the text]``; see `cuts`. A pair that reads the other way round as
    its mirror says is not written again.
    """
    rows, listed = _Once(), tuple(releases)
    versions = [
        {"version": release.version, "rows": [_placed(rows, clause) for clause in release.text.clauses]}
        for release in listed
    ]
    return {"rows": rows.values, "versions": versions, "cuts": _every_cut(rows, listed)}


def _every_cut(rows: _Once, releases: Sequence[Release]) -> list[list[Any]]:
    found: dict[tuple[int, int], list[Any]] = {}
    for old, new in permutations(releases, 2):
        for change in compare(old.text, new.text).changed:
            if not change.old or not change.new:
                continue
            places = _placed(rows, change.old), _placed(rows, change.new)
            differ = (change.old.title, change.old.text) != (change.new.title, change.new.text)
            if not differ or places in found:
                continue
            made = [cuts(change.title_runs), cuts(change.runs)]
            if found.get(places[::-1], [])[2:] != [_mirrored(one) for one in made]:
                found[places] = [*places, *made]
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
