"""Files → models: every file is read and validated, and every problem of every file is reported at once."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from handbook.content.privacy import HEAD_BYTES, looks_handed_in, looks_personal, numbers
from handbook.content.validation import report
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.os_errors import reason
from handbook.model.coverage import Coverage
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson, Module
from handbook.model.reference import Glossary, Sources
from handbook.model.scheme import Amendment, Cities, Frozen, Matrix, Record, Reporting, Scheme
from handbook.model.session import Session
from handbook.model.settings import Settings
from handbook.source import MOST_BYTES, Document, parse

T = TypeVar("T")
_PLACES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"content/handbook\.yml", "settings"),
        (r"content/sources\.yml", "sources"),
        (r"content/glossary\.yml", "terms"),
        (r"content/coverage\.yml", "coverage"),
        (r"content/modules/[^/]+/module\.yml", "module"),
        (r"content/modules/[^/]+/\d\d-[^/]+\.yml", "lesson"),
        (r"exercises/[^/]+/[^/]+\.yml", "exercise"),
        (r"content/sessions/[^/]+\.yml", "session"),
        (r"content/policy/scheme\.yml", "scheme"),
        (r"content/policy/matrix\.yml", "matrix"),
        (r"content/policy/cities\.yml", "cities"),
        (r"content/policy/reporting\.yml", "reporting"),
        (r"content/policy/amendments/[^/]+\.yml", "amendment"),
        (r"content/policy/records/[^/]+\.yml", "record"),
        (r"content/policy/releases/[^/]+\.yml", "release"),
    )
)
"""Where the handbook looks for its files, and what they are."""
_YAML_NAME = re.compile(r"\.ya?ml", re.IGNORECASE)
_YAML_END = re.compile(r"\.ya?ml.*\Z", re.IGNORECASE)
_POLICY = ("scheme", "matrix", "cities", "reporting", "amendment", "record", "release")
_ALONE = ("settings", "sources", "terms", "coverage", "scheme", "matrix", "cities", "reporting")
"""Kinds of which there is one file."""
_BY_VERSION = ("amendment", "record", "release")
"""Kinds whose files are named by a version."""
_BLINDED: dict[str, set[RuleName]] = {
    "settings": {"unknown-module", "unknown-figure"},
    "sources": {"unknown-source"},
    "terms": {"unknown-term"},
    **{kind: {"unknown-clause"} for kind in _POLICY},
}
"""Which references cannot be checked without a file of this kind."""
_GIVEN_ID = re.compile(r"""\bid["']?\s*[:：]\s*["']?([\w.-]+)""")
_TYPES: dict[str, Any] = {
    "settings": Settings,
    "sources": Sources,
    "terms": Glossary,
    "coverage": Coverage,
    "module": Module,
    "lesson": Lesson,
    "exercise": Exercise,
    "session": Session,
    "scheme": Scheme,
    "matrix": Matrix,
    "cities": Cities,
    "reporting": Reporting,
    "amendment": Amendment,
    "record": Record,
    "release": Frozen,
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
    coverage: Entry[Coverage] | None = None
    modules: list[Entry[Module]] = field(default_factory=list)
    lessons: list[Entry[Lesson]] = field(default_factory=list)
    exercises: list[Entry[Exercise]] = field(default_factory=list)
    sessions: list[Entry[Session]] = field(default_factory=list)
    scheme: Entry[Scheme] | None = None
    matrix: Entry[Matrix] | None = None
    cities: Entry[Cities] | None = None
    reporting: Entry[Reporting] | None = None
    amendments: list[Entry[Amendment]] = field(default_factory=list)
    records: list[Entry[Record]] = field(default_factory=list)
    releases: list[Entry[Frozen]] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Ids that seem to be given in files with errors: nobody can say that they do not exist."""
    blind: set[RuleName] = field(default_factory=set)
    """Rules about references that nobody can check, for the file they lead to could not be read."""
    complete: bool = True
    """Whether every file could be read: only then can be said what is missing."""

    def unsure(self, name: RuleName, ident: str) -> bool:
        """Whether `ident`, which leads nowhere, may stand in a file that could not be read."""
        return name in self.blind or ident in self.lost or ident.partition(".")[0] in self.lost

    def lose(self, kind: str, ids: Iterable[str]) -> None:
        """A file of this kind could not be read; these ids seem to have stood in it."""
        self.complete = False
        self.blind |= _BLINDED.get(kind, set())
        self.lost.update(ids)


def load(root: Path, sink: Diagnostics) -> Loaded:
    """Read all files of the handbook in `root`."""
    loaded = Loaded()
    if not (root / "content").is_dir():
        sink.add("not-a-handbook", "content")
        loaded.complete = False
    elif not (root / "content" / "handbook.yml").is_file():
        sink.add("missing-file", "content/handbook.yml")
        loaded.lose("settings", ())
    personal = set(_guard(root, sink))
    for path, name in _files(root):
        kind = _kind(name)
        sink.subject = name
        if name in personal:
            continue
        if kind:
            _read(path, name, kind, loaded, sink)
        else:
            _report_place(name, sink)
    sink.subject = "content"
    _report_lone_folders(loaded, sink)
    _report_incomplete_policy(loaded, sink)
    return loaded


def replaced(loaded: Loaded, files: Mapping[str, bytes], sink: Diagnostics) -> Loaded:
    """The same handbook with other bytes in some of its exercises, by path; nothing is written or read again."""
    for document in loaded.documents:
        sink.add_source(document.path, document.text)
    exercises, documents = list(loaded.exercises), list(loaded.documents)
    other = replace(loaded, exercises=[], documents=[], lost=set(loaded.lost), blind=set(loaded.blind))
    for entry in exercises:
        if entry.doc.path not in files:
            other.exercises.append(entry)
            continue
        documents.remove(entry.doc)
        sink.subject = entry.doc.path
        fresh = _entry(entry.doc.path, files[entry.doc.path], "exercise", sink)
        if fresh is None:
            other.lose("exercise", [entry.model.id])
        else:
            other.exercises.append(fresh)
            documents.append(fresh.doc)
    other.documents = documents
    sink.subject = "content"
    return other


def _guard(root: Path, sink: Diagnostics) -> Iterator[str]:
    """Report, and name, what looks like receipts or rosters in the authors' folders."""
    for top in ("content", "exercises"):
        for path in sorted((root / top).rglob("*")):
            if path.is_file() and not path.name.startswith(("~", ".")):
                name = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
                if case := _personal(name, path):
                    sink.add("personal-data", name, case=case)
                    yield name


def _personal(name: str, path: Path) -> str | None:
    """Beside the scheme nothing but its own files; elsewhere what bears the marks of a receipt or a roster."""
    inside = name.removeprefix("content/policy/")
    if inside != name:
        return looks_personal(inside, _head(path))
    return None if _YAML_NAME.search(path.name) else looks_handed_in(path.name, _head(path))


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError:  # whoever reads it says so
        return b""


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file that is named like YAML, and its name, in an order that does not depend on the machine."""
    found = [
        (path.relative_to(root).as_posix(), path)
        for top in ("content", "exercises")
        for path in (root / top).rglob("*")
        if _YAML_NAME.search(path.name) and not path.name.startswith((".", "~"))
    ]
    for name, path in sorted(found):
        if not path.is_dir():
            yield path, os.fsencode(name).decode("utf-8", "replace")


def _kind(name: str) -> str | None:
    return next((kind for pattern, kind in _PLACES if pattern.fullmatch(name)), None)


def _report_place(name: str, sink: Diagnostics) -> None:
    want = _YAML_END.sub(".yml", name)
    if not name.endswith(".yml") and _kind(want):
        sink.add("unexpected-file", name, case="suffix", want=PurePosixPath(want).name)
    else:
        sink.add("unexpected-file", name)


def _read(path: Path, name: str, kind: str, loaded: Loaded, sink: Diagnostics) -> None:
    data = _bytes(path, name, sink)
    entry = None if data is None else _entry(name, data, kind, sink)
    if entry is None:
        loaded.lose(kind, [*_given_ids(data), _expected_id(name, kind)])
        return
    if kind != "release":  # nobody may mend what is frozen, so nobody is told about its prose
        loaded.documents.append(entry.doc)
    if kind in _POLICY[:-1]:
        _report_numbers(entry.doc, sink)
    if kind in _ALONE:
        setattr(loaded, kind, entry)
        return
    getattr(loaded, f"{kind}s").append(entry)
    key = "version" if kind in _BY_VERSION else "id"
    if getattr(entry.model, key) != (expected := _expected_id(name, kind)):
        sink.add("file-name", entry.doc.where((key,)), id=getattr(entry.model, key), expected=expected)


def _report_lone_folders(loaded: Loaded, sink: Diagnostics) -> None:
    """Report lessons whose folder has no module.yml."""
    modules = {entry.folder for entry in loaded.modules} | loaded.lost
    for folder in dict.fromkeys(entry.folder for entry in loaded.lessons):
        if folder not in modules:
            sink.add("missing-file", f"content/modules/{folder}/module.yml", case="module", id=folder)
            loaded.lose("module", [folder])


def _report_numbers(doc: Document, sink: Diagnostics) -> None:
    """Report numbers in a file of the scheme by which somebody could be known."""
    for offset, length, kind in numbers(doc.text):
        line = doc.text.count("\n", 0, offset)
        column = offset - (doc.text.rfind("\n", 0, offset) + 1)
        sink.add("personal-data", doc.span(line, column, line, column + length), case="number", kind=kind)


def _report_incomplete_policy(loaded: Loaded, sink: Diagnostics) -> None:
    """Report what a discipline scheme of which there are files cannot do without."""
    alone = (loaded.scheme, loaded.matrix, loaded.cities, loaded.reporting)
    found = (*alone, loaded.amendments, loaded.records, loaded.releases)
    if "unknown-clause" in loaded.blind or not any(found):
        return
    for kind in ("scheme", "matrix", "cities"):
        if getattr(loaded, kind) is None:
            sink.add("missing-file", f"content/policy/{kind}.yml", case="policy")
            loaded.lose(kind, ())


def _given_ids(data: bytes | None) -> list[str]:
    """What seems to be given as ids in a file that cannot be read, whatever its encoding."""
    return _GIVEN_ID.findall((data or b"").replace(b"\0", b"").decode("utf-8", "replace"))


def _bytes(path: Path, name: str, sink: Diagnostics) -> bytes | None:
    try:
        if path.exists() and not path.is_file():  # a pipe would be read for ever
            sink.add("unreadable-file", name, reason="special")
            return None
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one byte too many is enough to know
    except OSError as error:
        sink.add("unreadable-file", name, reason=reason(error))
        return None


def _entry(name: str, data: bytes, kind: str, sink: Diagnostics) -> Entry[Any] | None:
    doc = parse(name, data, sink)
    if doc is None:
        return None
    try:
        model = _adapter(kind).validate_python(doc.value)
    except ValidationError as error:
        report(doc, error.errors(include_url=False), _TYPES[kind], sink)
        return None
    return Entry(model, doc, PurePosixPath(name).parent.name)


def _expected_id(name: str, kind: str) -> str:
    """The id that a file's name and place say."""
    path = PurePosixPath(name)
    return {"module": path.parent.name, "lesson": path.stem[3:]}.get(kind, path.stem)


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TYPES[kind])
