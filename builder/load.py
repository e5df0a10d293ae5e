"""Files → models: every file is read and validated, and every problem of every file is reported at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from builder.diagnostics import Diagnostics
from builder.faults import report
from builder.model.kinds import Exercise
from builder.model.library import Glossary, Sources
from builder.model.module import Lesson, Module
from builder.model.settings import Settings
from builder.source import MOST_BYTES, Document, parse

T = TypeVar("T")
_LESSON = re.compile(r"\d{2}-(.+)")
_IGNORED = {".md", ".txt", ".csv"}
_TYPES: dict[str, Any] = {
    "settings": Settings,
    "sources": Sources,
    "terms": Glossary,
    "module": Module,
    "lesson": Lesson,
    "exercise": Exercise,
}


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A model, the file it came from, and the module folder that file lies in."""

    model: T
    doc: Document
    folder: str = ""


@dataclass
class Loaded:
    """Everything that could be read; what could not is missing here and reported."""

    settings: Entry[Settings] | None = None
    sources: Entry[Sources] | None = None
    terms: Entry[Glossary] | None = None
    modules: list[Entry[Module]] = field(default_factory=list)
    lessons: list[Entry[Lesson]] = field(default_factory=list)
    exercises: list[Entry[Exercise]] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    complete: bool = True
    """Whether every file could be read: only then is an unknown id really unknown."""


def load(root: Path, sink: Diagnostics) -> Loaded:
    """Read all files of the handbook in `root`."""
    loaded = Loaded()
    if not (root / "content" / "handbook.yml").is_file():
        sink.add("HB116", "content/handbook.yml")
        loaded.complete = False
    for path, kind, folder in _files(root, sink):
        entry = _read(root, path, kind, folder, sink)
        if entry is None:
            loaded.complete = False
            continue
        loaded.documents.append(entry.doc)
        _keep(loaded, kind, entry, sink)
    return loaded


def _files(root: Path, sink: Diagnostics) -> Iterator[tuple[Path, str, str]]:
    """(path, kind, module folder) of each file, in an order that does not depend on the machine."""
    for top in ("content", "exercises"):
        for path in sorted((root / top).rglob("*"), key=lambda p: p.relative_to(root).as_posix()):
            if path.is_dir() or path.name.startswith(".") or path.suffix in _IGNORED:
                continue
            relative = path.relative_to(root)
            kind = _kind(relative)
            if kind:
                yield path, kind, relative.parts[-2]
            else:
                sink.add("HB115", relative.as_posix())


def _kind(path: Path) -> str | None:
    match path.parts:
        case ("content", "handbook.yml"):
            return "settings"
        case ("content", "sources.yml"):
            return "sources"
        case ("content", "glossary.yml"):
            return "terms"
        case ("content", "modules", _, "module.yml"):
            return "module"
        case ("content", "modules", _, name) if name.endswith(".yml") and _LESSON.fullmatch(name[:-4]):
            return "lesson"
        case ("exercises", _, name) if name.endswith(".yml"):
            return "exercise"
    return None


def _read(root: Path, path: Path, kind: str, folder: str, sink: Diagnostics) -> Entry[Any] | None:
    name = path.relative_to(root).as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)  # one byte too many is enough to know
    except OSError as error:
        sink.add("HB114", name, reason=error.strerror or str(error))
        return None
    doc = parse(name, data, sink)
    if doc is None:
        return None
    try:
        model = _adapter(kind).validate_python(doc.value)
    except ValidationError as error:
        report(doc, error.errors(include_url=False, include_context=True), _TYPES[kind], sink)
        return None
    return Entry(model, doc, folder)


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[kind])


def _keep(loaded: Loaded, kind: str, entry: Entry[Any], sink: Diagnostics) -> None:
    if kind in ("settings", "sources", "terms"):
        setattr(loaded, kind, entry)
        return
    getattr(loaded, f"{kind}s").append(entry)
    stem = Path(entry.doc.path).stem
    expected = {"module": entry.folder, "lesson": stem[3:], "exercise": stem}[kind]
    if entry.model.id != expected:
        sink.add("HB129", entry.doc.where(("id",)), id=entry.model.id, expected=expected)
