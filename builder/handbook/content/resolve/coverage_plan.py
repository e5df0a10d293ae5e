"""Check content/coverage.yml: each piece of content has lessons and exercises, and they exist."""

from collections.abc import Iterator, Mapping

from handbook.content.loaded import Entry, Loaded
from handbook.content.resolve.ids import Index, Loc
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.suggest import unknown
from handbook.model.coverage import Coverage, Covered

_KINDS: dict[str, tuple[RuleName, dict[str, str]]] = {
    "lessons": ("unknown-lesson", {}),
    "exercises": ("unknown-exercise", {"case": "exercise"}),
}
"""Of what an item lists: the problem of one that does not exist, and the case for none at all."""


def check_coverage_plan(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """Report keys given twice, keys without a lesson or an exercise, and references that lead nowhere."""
    if loaded.coverage is None:
        return
    doc = loaded.coverage.doc
    first: dict[str, Loc] = {}
    for loc, item in _items(loaded.coverage):
        if item.key in first:
            where = doc.where(first[item.key])
            sink.add("duplicate-id", doc.where((*loc, "key")), id=item.key, first=f"{where.file}:{where.line}")
        first.setdefault(item.key, (*loc, "key"))
        for name, place, args in (*_found("lessons", found.lessons, item), *_found("exercises", found.exercises, item)):
            if not loaded.unsure(name, str(args.get("id"))):
                sink.add(name, doc.where((*loc, *place)), **args)


def _found(kind: str, known: Mapping[str, object], item: Covered) -> Iterator[tuple[RuleName, Loc, dict[str, object]]]:
    """(rule, place in the item, arguments): none listed of a kind, or one that does not exist."""
    name, case = _KINDS[kind]
    listed: tuple[str, ...] = getattr(item, kind)
    if not listed:
        yield "not-covered", ("key",), {"key": item.key, **case}
    for number, ident in enumerate(listed):
        if ident not in known:
            yield name, (kind, number), unknown(ident, known)


def _items(coverage: Entry[Coverage]) -> Iterator[tuple[Loc, Covered]]:
    for area, part in enumerate(coverage.model.areas):
        for number, item in enumerate(part.items):
            yield ("areas", area, "items", number), item
