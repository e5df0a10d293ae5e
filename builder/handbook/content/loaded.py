"""The contents of a handbook's files, before anything in them has been resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from handbook.diagnostics.names import RuleName
from handbook.model.collections import Collection
from handbook.model.coverage import Coverage
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson, Module
from handbook.model.reference import Glossary, Sources
from handbook.model.scheme import Amendment, Cities, Frozen, Matrix, Record, Reporting, Scheme
from handbook.model.session import Session
from handbook.model.settings import Settings
from handbook.source import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A model, the file it came from, and the module folder that file lies in."""

    model: T
    doc: Document
    folder: str = ""


@dataclass
class Loaded:
    """Everything that could be read; what could not is missing here and reported.

    Each collection has its attribute: an entry or None where there is one such file, else a list.
    """

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
    blind: set[str] = field(default_factory=set)
    """Codes of references that nobody can check, for the file they lead to could not be read."""
    complete: bool = True
    """Whether every file could be read: only then can be said what is missing."""

    def unsure(self, name: RuleName, ident: str) -> bool:
        """Return whether `ident`, which leads nowhere, may stand in a file that could not be read."""
        return name in self.blind or ident in self.lost or ident.partition(".")[0] in self.lost

    def add(self, collection: Collection, entry: Entry[Any]) -> None:
        """Keep what a file of this collection holds."""
        if collection.single:
            setattr(self, collection.attribute, entry)
        else:
            getattr(self, collection.attribute).append(entry)

    def has(self, collection: Collection) -> bool:
        """Return whether a file of this collection could be read."""
        return bool(getattr(self, collection.attribute))

    def lose(self, collection: Collection, ids: Iterable[str]) -> None:
        """A file of this collection could not be read; these ids seem to have stood in it."""
        self.complete = False
        self.blind |= collection.blinds
        self.lost.update(ids)

    def exercises_of(self, model: type[T]) -> Iterator[Entry[T]]:
        """The exercises of one kind, in the order of the files."""
        return (entry for entry in self.exercises if isinstance(entry.model, model))  # type: ignore[misc]
