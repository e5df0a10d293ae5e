"""Values that flow between exercises: every `from:` leads somewhere, and none in a circle."""

from collections.abc import Iterator, Mapping

from handbook.content.load import Entry, Loaded
from handbook.content.resolve.ids import Index, Loc
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises import Exercise
from handbook.model.exercises.worksheet import SortField, TableField, Worksheet

Flow = tuple[Loc, str]


def check_flow(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """Report unknown ends of `from:` and circles."""
    graph: dict[str, dict[str, tuple[Entry[Exercise], Loc]]] = {}
    for entry in loaded.exercises:
        for loc, reference in flows(entry.model):
            if loaded.unsure("HB303", reference):
                continue
            source = _check_end(entry, loc, reference, found, sink)
            if source is not None:
                graph.setdefault(entry.model.id, {}).setdefault(source, (entry, loc))
    _report_circles(graph, sink)


def flows(exercise: Exercise) -> Iterator[Flow]:
    """Every (place, reference) by which an exercise takes a value from elsewhere."""
    if not isinstance(exercise, Worksheet):
        return
    for number, field in enumerate(exercise.fields):
        if source := getattr(field, "from_", None):
            yield ("fields", number, "from"), source
        if isinstance(field, SortField) and field.items_from:
            yield ("fields", number, "items_from"), field.items_from
        if isinstance(field, TableField):
            for at, column in enumerate(field.columns):
                if column.from_:
                    yield ("fields", number, "columns", at, "from"), column.from_


def _check_end(entry: Entry[Exercise], loc: Loc, reference: str, found: Index, sink: Diagnostics) -> str | None:
    """The exercise a value comes from; None when it is this one, or unknown (which is then reported)."""
    first, *path = reference.split(".")
    if loc[-1] == "items_from" and first in ends(entry.model):
        first, path = entry.model.id, [first, *path]
    if first not in found.exercises:
        sink.add("HB303", entry.doc.where(loc), **unknown(first, found.exercises))
        return None
    known = ends(found.exercises[first].model)
    target = ".".join(path)
    if target not in known:
        sink.add("HB304", entry.doc.where(loc), **unknown(target, known))
        return None
    return None if first == entry.model.id else first


def ends(exercise: Exercise) -> Mapping[str, str]:
    """Return the values that other exercises can take from an exercise: name → type."""
    if not isinstance(exercise, Worksheet):
        return {}
    found: dict[str, str] = {}
    for field in exercise.fields:
        found[field.id] = field.type
        if isinstance(field, TableField):
            found.update({f"{field.id}.{c.id}": c.type or "number" for c in field.columns})
    found.update({output.id: "output" for output in exercise.outputs})
    return found


def _report_circles(graph: Mapping[str, Mapping[str, tuple[Entry[Exercise], Loc]]], sink: Diagnostics) -> None:
    reported: set[frozenset[str]] = set()
    for start in sorted(graph):
        circle = _circle(graph, start)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            entry, loc = graph[circle[0]][circle[1 % len(circle)]]
            sink.add("HB308", entry.doc.where(loc), circle=" → ".join([*circle, circle[0]]))


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
