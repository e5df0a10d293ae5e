"""Amendments: a scheme and its matrix, changed (改), added to (增) and shortened (删); ids stay what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from handbook.diagnostics.suggest import nearest
from handbook.model.scheme import Amendment, Change, Matrix, Scheme

Part = Literal["chapter", "article", "paragraph", "item", "point", "definition", "row"]
Loc = tuple[str | int, ...]
PARTS: tuple[Part, ...] = ("chapter", "article", "paragraph", "item", "point", "definition", "row")
BELOW: Mapping[str, str] = {"chapter": "articles", "article": "paragraphs", "paragraph": "items", "item": "points"}
"""Where a clause keeps the clauses below it."""
TEXT_KEY: Mapping[str, str] = {"definition": "define", "row": "behaviour"}
"""Where a part keeps its text, if not in ``text``."""
_TITLE_KEY: Mapping[str, str] = {"chapter": "title", "article": "title", "definition": "term"}
_FIRST: Mapping[str, Part] = {"chapters": "chapter", "definitions": "definition", "rows": "row"}
_NEEDED = {"chapter", "article", "paragraph", "row"}
"""Parts of which the last one may not go: a chapter without articles is nothing."""
_SCHEME_KEYS = ("title", "owner", "approver", "city", "roles", "exemptions")
_MATRIX_KEYS = ("tiers", "investigator")


@dataclass(frozen=True, slots=True)
class InvalidChange:
    """A change that cannot be made: `loc` leads into the amendment, `case` chooses the words."""

    loc: Loc
    case: str
    args: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Applied:
    """The text that an amendment makes of the one before it."""

    scheme: Scheme
    matrix: Matrix
    touched: Mapping[str, Loc]
    """Id of everything changed or added → where its new words stand in the amendment."""
    repealed: Mapping[str, Loc]
    """Id of everything that is gone → where the amendment says so."""
    faults: tuple[InvalidChange, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: its kind, the list it is in, its place there, and the id above it."""

    part: Part
    siblings: list[Any]
    at: int
    parent: str | None

    @property
    def node(self) -> dict[str, Any]:
        """The thing itself."""
        node: dict[str, Any] = self.siblings[self.at]
        return node


class _RefusedError(Exception):
    """A change that cannot be made; the words' arguments, and the key of the change that is to blame."""

    def __init__(self, case: str, key: str = "clause", **args: object) -> None:
        super().__init__(case)
        self.case, self.key, self.args_ = case, key, args


def apply(scheme: Scheme, matrix: Matrix, amendment: Amendment) -> Applied:
    """The consolidated text. Changes are made in their order; one that cannot be made is left out and reported."""
    return _worked(scheme, matrix, amendment).applied()


def gives(scheme: Scheme, matrix: Matrix, amendment: Amendment, after: tuple[Scheme, Matrix]) -> bool:
    """Return whether the consolidated text is `after`; faster than making models of it."""
    work = _worked(scheme, matrix, amendment)
    return [work.scheme, work.matrix] == [model.model_dump(mode="json") for model in after]


def _worked(scheme: Scheme, matrix: Matrix, amendment: Amendment) -> _Work:
    work = _Work.of(scheme, matrix)
    for number, change in enumerate(amendment.changes):
        try:
            work.make(change, ("changes", number))
        except _RefusedError as error:
            work.faults.append(InvalidChange(("changes", number, error.key), error.case, error.args_))
    work.close(amendment)
    return work


def places(scheme: Mapping[str, Any], matrix: Mapping[str, Any]) -> Iterator[tuple[Loc, Spot]]:
    """Everything that has a permanent id, from plain data, with its way in the file it was written in."""
    for key, part in _FIRST.items():
        listed = (matrix if part == "row" else scheme).get(key) or []
        yield from _walk((key,), part, listed, None)


def inner(prefix: Loc, part: Part, node: Mapping[str, Any]) -> Iterator[tuple[Loc, Spot]]:
    """Yield the parts below one part, which stands at `prefix`."""
    if key := BELOW.get(part):
        yield from _walk((*prefix, key), PARTS[PARTS.index(part) + 1], node.get(key) or [], node["id"])


def _walk(prefix: Loc, part: Part, nodes: list[Any], parent: str | None) -> Iterator[tuple[Loc, Spot]]:
    for number, node in enumerate(nodes):
        loc = (*prefix, number)
        yield loc, Spot(part, nodes, number, parent)
        yield from inner(loc, part, node)


@dataclass
class _Work:
    """The text as plain data while it is being changed."""

    scheme: dict[str, Any]
    matrix: dict[str, Any]
    before: frozenset[str]
    """The ids there were."""
    touched: dict[str, Loc] = field(default_factory=dict)
    gone: dict[str, Loc] = field(default_factory=dict)
    faults: list[InvalidChange] = field(default_factory=list)

    @classmethod
    def of(cls, scheme: Scheme, matrix: Matrix) -> _Work:
        work = cls(scheme.model_dump(mode="json"), matrix.model_dump(mode="json"), frozenset())
        work.before = frozenset(work.spots())
        return work

    def spots(self) -> dict[str, Spot]:
        """Everything by its id."""
        return {spot.node["id"]: spot for _, spot in places(self.scheme, self.matrix)}

    def find(self, ident: str | None, key: str) -> Spot:
        spots = self.spots()
        if ident is None:
            raise _RefusedError("no-clause", key)
        if ident not in spots:
            near = nearest(ident, spots)
            raise _RefusedError("unknown", key, id=ident, **({"near": near} if near else {}))
        return spots[ident]

    def make(self, change: Change, loc: Loc) -> None:
        {"change": self.change, "add": self.add, "repeal": self.repeal}[change.op](change, loc)

    def change(self, change: Change, loc: Loc) -> None:
        spot = self.find(change.clause, "clause")
        payload = _payload(change)
        before = dict(spot.node)
        if payload:
            self._replace(spot, *payload, loc)
        if change.title is not None:
            if spot.part not in _TITLE_KEY:
                raise _RefusedError("no-title", "title", id=before["id"])
            spot.node[_TITLE_KEY[spot.part]] = change.title
        if change.text is not None:
            self._retext(spot, change.text, loc)
        elif before == spot.node:
            raise _RefusedError("nothing", id=before["id"])
        elif not payload:
            self.touched[before["id"]] = loc

    def _retext(self, spot: Spot, text: str, loc: Loc) -> None:
        if spot.part == "article" and len(spot.node["paragraphs"]) == 1:
            spot = Spot("paragraph", spot.node["paragraphs"], 0, spot.node["id"])
        if spot.part in ("chapter", "article", "row"):
            raise _RefusedError("no-text", "text", id=spot.node["id"])
        key = TEXT_KEY.get(spot.part, "text")
        if spot.node[key] == text:
            raise _RefusedError("nothing", "text", id=spot.node["id"])
        spot.node[key] = text
        self.touched[spot.node["id"]] = loc

    def _replace(self, spot: Spot, part: Part, node: dict[str, Any], loc: Loc) -> None:
        ident = spot.node["id"]
        if part != spot.part:
            raise _RefusedError("other-kind", part, id=ident)
        if node["id"] != ident and ident not in node.get("was", ()):
            raise _RefusedError("other-id", part, id=node["id"], clause=ident)
        own = {ident, *(below.node["id"] for _, below in inner((), part, spot.node))}
        self._check_new(part, node, own)
        spot.siblings[spot.at] = node
        self._touch(part, node, (*loc, part))
        kept = {node["id"], *(below.node["id"] for _, below in inner((), part, node))}
        self.gone.update(dict.fromkeys(own - kept - {ident}, loc))

    def add(self, change: Change, loc: Loc) -> None:
        payload = _payload(change)
        if payload is None:
            raise _RefusedError("no-payload", "op")
        part, node = payload
        self._check_new(part, node, set())
        siblings, at = self._opening(change, part)
        siblings.insert(at, node)
        self._touch(part, node, (*loc, part))

    def _opening(self, change: Change, part: Part) -> tuple[list[Any], int]:
        """Where a new part goes: the list, and the place in it."""
        for key, step in (("after", 1), ("before", 0)):
            if (ident := getattr(change, key)) is not None:
                spot = self.find(ident, key)
                if spot.part != part:
                    raise _RefusedError("other-kind", key, id=ident)
                return spot.siblings, spot.at + step
        listed = next((key for key, first in _FIRST.items() if first == part), None)
        if listed:
            siblings: list[Any] = (self.matrix if part == "row" else self.scheme)[listed]
            return siblings, len(siblings)
        if change.into is None:
            raise _RefusedError("no-place", part)
        above = self.find(change.into, "into")
        if PARTS.index(above.part) + 1 != PARTS.index(part) or above.part not in BELOW:
            raise _RefusedError("other-kind", "into", id=change.into)
        return above.node[BELOW[above.part]], len(above.node[BELOW[above.part]])

    def _check_new(self, part: Part, node: dict[str, Any], own: set[str]) -> None:
        """No id of a new part is in use, or was used by something that this amendment repeals."""
        taken = (set(self.spots()) | set(self.gone)) - own
        for ident in (node["id"], *(below.node["id"] for _, below in inner((), part, node))):
            if ident in taken:
                raise _RefusedError("taken", part, id=ident)

    def _touch(self, part: Part, node: dict[str, Any], loc: Loc) -> None:
        self.touched[node["id"]] = loc
        self.touched.update({spot.node["id"]: inside for inside, spot in inner(loc, part, node)})

    def repeal(self, change: Change, loc: Loc) -> None:
        spot = self.find(change.clause, "clause")
        ident = spot.node["id"]
        if spot.part in _NEEDED and len(spot.siblings) == 1:
            raise _RefusedError("last", id=ident)
        below = (inside.node["id"] for _, inside in inner((), spot.part, spot.node))
        self.gone.update(dict.fromkeys((ident, *below), loc))
        del spot.siblings[spot.at]

    def close(self, amendment: Amendment) -> None:
        """Put the text under the amendment's version, number and dates."""
        given = amendment.model_dump(mode="json")
        self.scheme |= {key: given[key] for key in ("version", "number", "effective", "review")}
        self.scheme |= {key: given[key] for key in _SCHEME_KEYS if given[key] is not None}
        self.matrix |= {key: given[key] for key in _MATRIX_KEYS if given[key] is not None}

    def applied(self) -> Applied:
        """The changed data as models again."""
        left = set(self.spots())
        return Applied(
            scheme=Scheme.model_validate(self.scheme),
            matrix=Matrix.model_validate(self.matrix),
            touched={ident: loc for ident, loc in self.touched.items() if ident in left},
            repealed={ident: loc for ident, loc in self.gone.items() if ident in self.before - left},
            faults=tuple(self.faults),
        )


def _payload(change: Change) -> tuple[Part, dict[str, Any]] | None:
    given = [part for part in PARTS if getattr(change, part) is not None]
    if len(given) > 1:
        raise _RefusedError("many-payloads", given[1])
    return (given[0], getattr(change, given[0]).model_dump(mode="json")) if given else None
