"""Values that flow between exercises: every `from:` leads somewhere, and none in a circle."""

from collections.abc import Mapping

from handbook.content.loaded import Entry, Loaded
from handbook.content.resolve.ids import Index, Loc
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises import Exercise


def check_flow(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """Report unknown ends of `from:` and circles."""
    graph: dict[str, dict[str, tuple[Entry[Exercise], Loc]]] = {}
    for entry in loaded.exercises:
        for loc, reference in entry.model.sources:
            if loaded.unsure("unknown-exercise", reference):
                continue
            source = _check_end(entry, loc, reference, found, sink)
            if source is not None:
                graph.setdefault(entry.model.id, {}).setdefault(source, (entry, loc))
    _report_circles(graph, sink)


def _check_end(entry: Entry[Exercise], loc: Loc, reference: str, found: Index, sink: Diagnostics) -> str | None:
    """The exercise a value comes from; None when it is this one, or unknown (which is then reported)."""
    first, *path = reference.split(".")
    if loc[-1] == "items_from" and first in entry.model.offers:
        first, path = entry.model.id, [first, *path]
    if first not in found.exercises:
        sink.add("unknown-exercise", entry.doc.where(loc), **unknown(first, found.exercises))
        return None
    known = found.exercises[first].model.offers
    target = ".".join(path)
    if target not in known:
        sink.add("unknown-field", entry.doc.where(loc), **unknown(target, known))
        return None
    return None if first == entry.model.id else first


def _report_circles(graph: Mapping[str, Mapping[str, tuple[Entry[Exercise], Loc]]], sink: Diagnostics) -> None:
    reported: set[frozenset[str]] = set()
    for start in sorted(graph):
        circle = _circle(graph, start)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            entry, loc = graph[circle[0]][circle[1 % len(circle)]]
            sink.add("circular-from", entry.doc.where(loc), circle=" → ".join([*circle, circle[0]]))


def _circle(graph: Mapping[str, Mapping[str, object]], start: str) -> list[str] | None:
    """The shortest way from `start` back to itself."""
    queue, seen = [[start]], {start}
    for path in queue:
        for following in graph.get(path[-1], ()):
            if following == start:
                return path
            if following not in seen:
                seen.add(following)
                queue.append([*path, following])
    return None
