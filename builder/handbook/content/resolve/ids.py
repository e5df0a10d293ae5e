"""Which ids there are, each only once, and where each was given."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from handbook.content import addresses
from handbook.content.loaded import Entry, Loaded
from handbook.diagnostics import Diagnostics, Location
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson, Module, Outcome
from handbook.model.reference import Source, Term
from handbook.model.session import Session
from handbook.model.settings import REVIEW
from handbook.source import Loc

__all__ = ["Index", "Loc", "Placed", "index"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """Something inside a file, and where its id stands."""

    item: T
    where: Location


@dataclass
class Index:
    """Everything that can be referred to, by id."""

    modules: dict[str, Entry[Module]] = field(default_factory=dict)
    lessons: dict[str, Entry[Lesson]] = field(default_factory=dict)
    exercises: dict[str, Entry[Exercise]] = field(default_factory=dict)
    sessions: dict[str, Entry[Session]] = field(default_factory=dict)
    outcomes: dict[str, Placed[Outcome]] = field(default_factory=dict)
    sources: dict[str, Placed[Source]] = field(default_factory=dict)
    terms: dict[str, Placed[Term]] = field(default_factory=dict)


def index(loaded: Loaded, sink: Diagnostics) -> Index:
    """All ids of the handbook; an id given twice is reported where it stands the second time."""
    found = Index()
    _collect(found.modules, loaded.modules, sink)
    _collect(found.lessons, loaded.lessons, sink)
    _collect(found.exercises, loaded.exercises, sink)
    _collect(found.sessions, loaded.sessions, sink)
    _check_reserved(loaded, sink)
    for module in loaded.modules:
        _collect_inside(found.outcomes, module, "outcomes", module.model.outcomes, sink)
    if loaded.sources:
        _collect_inside(found.sources, loaded.sources, "sources", loaded.sources.model.sources, sink)
    if loaded.terms:
        _collect_inside(found.terms, loaded.terms, "terms", loaded.terms.model.terms, sink)
    entries: list[Entry[Any]] = [*loaded.lessons, *loaded.exercises, *loaded.sessions]
    for entry in entries:
        for scope in _scopes(entry.model):
            _unique(entry, scope, sink)
    _check_former_names(loaded, found, sink)
    _check_paths(loaded, sink)
    return found


def _collect(into: dict[str, Entry[T]], entries: Iterable[Entry[T]], sink: Diagnostics) -> None:
    for entry in entries:
        ident = entry.model.id  # type: ignore[attr-defined]
        first = into.setdefault(ident, entry)
        if first is not entry:
            where = first.doc.where(("id",))
            sink.add("duplicate-id", entry.doc.where(("id",)), id=ident, first=f"{where.file}:{where.line}")


def _collect_inside(
    into: dict[str, Placed[T]], entry: Entry[Any], key: str, items: Sequence[T], sink: Diagnostics
) -> None:
    for number, item in enumerate(items):
        ident = item.id  # type: ignore[attr-defined]
        placed = Placed(item, entry.doc.where((key, number, "id")))
        first = into.setdefault(ident, placed)
        if first is not placed:
            sink.add("duplicate-id", placed.where, id=ident, first=f"{first.where.file}:{first.where.line}")


def _unique(entry: Entry[Any], scope: Iterable[tuple[Loc, str]], sink: Diagnostics) -> None:
    seen: dict[str, Loc] = {}
    for loc, ident in scope:
        if ident in seen:
            first = entry.doc.where(seen[ident])
            sink.add("duplicate-id", entry.doc.where(loc), id=ident, first=f"{first.file}:{first.line}")
        seen.setdefault(ident, loc)


def _scopes(model: Any) -> Iterator[list[tuple[Loc, str]]]:
    """Groups of (place, id) within which an id may stand only once."""
    yield [pair for key in model.one_namespace for pair in _ids((key,), getattr(model, key))]
    for key in model.own_namespaces:
        yield list(_ids((key,), getattr(model, key)))
    for number, scene in enumerate(getattr(model, "scenes", ())):
        yield list(_ids(("scenes", number, "turns"), scene.turns))
    for key in ("fields", "questions"):
        for number, part in enumerate(getattr(model, key, ())):
            for inner in ("columns", "options", "items", "buckets", "blanks", "pairs"):
                yield list(_ids((key, number, inner), getattr(part, inner, ())))
            for at, column in enumerate(getattr(part, "columns", ())):
                yield list(_ids((key, number, "columns", at, "options"), column.options))


def _ids(prefix: Loc, parts: Sequence[Any]) -> Iterator[tuple[Loc, str]]:
    for number, part in enumerate(parts):
        if part.id is not None:
            yield (*prefix, number, "id"), part.id


def _check_reserved(loaded: Loaded, sink: Diagnostics) -> None:
    """The learner's own page keeps its record among those of the exercises."""
    for entry in loaded.exercises:
        names = [(("id",), entry.model.id), *((("was", n), name) for n, name in enumerate(entry.model.was))]
        for loc, name in names:
            if name == REVIEW:
                sink.add("duplicate-id", entry.doc.where(loc), id=REVIEW, first=addresses.MY_HANDBOOK)


def _check_former_names(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """A former id that is in use again would bring old answers to the wrong exercise."""
    for entry in loaded.exercises:
        for number, former in enumerate(entry.model.was):
            if former in found.exercises:
                first = found.exercises[former].doc.where(("id",))
                sink.add(
                    "duplicate-id", entry.doc.where(("was", number)), id=former, first=f"{first.file}:{first.line}"
                )


def _check_paths(loaded: Loaded, sink: Diagnostics) -> None:
    """Two sources for one page: the file system may not tell upper from lower case."""
    taken: dict[str, Location] = {path: Location("mkdocs.yml") for path in addresses.FIXED}
    for path, where in _paths(loaded):
        first = taken.setdefault(path.lower(), where)
        if first is not where:
            sink.add("output-collision", where, path=path, first=first.file)


def _paths(loaded: Loaded) -> Iterator[tuple[str, Location]]:
    for lesson in loaded.lessons:
        yield addresses.lesson_path(lesson.folder, lesson.model.id), lesson.doc.where(("id",))
    for exercise in loaded.exercises:
        yield addresses.exercise_path(exercise.model.id), exercise.doc.where(("id",))
    for session in loaded.sessions:
        yield addresses.session_path(session.model.id), session.doc.where(("id",))
    for module in loaded.modules:
        yield addresses.module_path(module.model.id), module.doc.where(("id",))
