"""Every id that names something else names something that exists."""

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.content.loaded import Entry, Loaded
from handbook.content.resolve.ids import Index, Loc
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.suggest import unknown
from handbook.model.exercises.worksheet import Worksheet

Reference = tuple[Any, Loc, str]
"""The file's document, the place in it, and the id that stands there."""


def check_references(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """Report every unknown module, lesson, exercise, outcome, source and field."""
    named: tuple[tuple[RuleName, Iterator[Reference], Mapping[str, object]], ...] = (
        ("unknown-module", _modules(loaded), found.modules),
        ("unknown-outcome", _outcomes(loaded), found.outcomes),
        ("unknown-exercise", _exercises(loaded), found.exercises),
        ("unknown-source", _sources(loaded), found.sources),
    )
    for name, references, known in named:
        certain = (reference for reference in references if not loaded.unsure(name, reference[2]))
        _report(name, certain, known, sink)
    for entry in loaded.exercises_of(Worksheet):
        _report("unknown-field", _inner_fields(entry.doc, entry.model), _fields(entry.model), sink)
    _check_placement(loaded, found, sink)


def _report(name: RuleName, references: Iterator[Reference], known: Mapping[str, object], sink: Diagnostics) -> None:
    for doc, loc, ident in references:
        if ident not in known:
            sink.add(name, doc.where(loc), **unknown(ident, known))


def _modules(loaded: Loaded) -> Iterator[Reference]:
    if loaded.settings:
        for number, module in enumerate(loaded.settings.model.modules):
            yield loaded.settings.doc, ("modules", number), module


def _outcomes(loaded: Loaded) -> Iterator[Reference]:
    for lesson in loaded.lessons:
        for number, outcome in enumerate(lesson.model.outcomes):
            yield lesson.doc, ("outcomes", number), outcome
    for entry in loaded.exercises:
        single = isinstance(entry.model.outcome, str)
        for number, outcome in enumerate(entry.model.outcomes):
            yield entry.doc, ("outcome",) if single else ("outcome", number), outcome
        for number, question in enumerate(getattr(entry.model, "questions", ())):
            if question.outcome:
                yield entry.doc, ("questions", number, "outcome"), question.outcome


def _exercises(loaded: Loaded) -> Iterator[Reference]:
    for lesson in loaded.lessons:
        for number, block in enumerate(lesson.model.blocks):
            if block.type == "practice":
                yield lesson.doc, ("blocks", number, "exercise"), block.exercise
    for module in loaded.modules:
        for key in ("opening", "closing"):
            for number, exercise in enumerate(getattr(module.model, key)):
                yield module.doc, (key, number), exercise
    yield from _counterparts(loaded)


def _counterparts(loaded: Loaded) -> Iterator[Reference]:
    for entry in loaded.exercises:
        for key in ("parallel", "compare_with"):
            if other := getattr(entry.model, key, None):
                yield entry.doc, (key,), other


def _sources(loaded: Loaded) -> Iterator[Reference]:
    for lesson in loaded.lessons:
        for number, block in enumerate(lesson.model.blocks):
            for at, claim in enumerate(getattr(block, "claims", ())):
                for which, source in enumerate(claim.sources):
                    yield lesson.doc, ("blocks", number, "claims", at, "sources", which), source


def _inner_fields(doc: Any, sheet: Worksheet) -> Iterator[Reference]:
    for number, section in enumerate(sheet.sections):
        yield doc, ("sections", number, "before"), section.before


def _fields(sheet: Worksheet) -> Mapping[str, object]:
    return {f.id: f for f in sheet.fields}


def _check_placement(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """A file's id and folder say the same as its name and place."""
    listed = set(loaded.settings.model.modules) if loaded.settings else set()
    for module in loaded.modules:
        if loaded.settings and module.model.id not in listed:
            sink.add(
                "unknown-module", module.doc.where(("id",)), id=module.model.id, case="unlisted", known=list(listed)
            )
    entries: list[Entry[Any]] = [*loaded.lessons, *loaded.exercises]
    for entry in entries:
        if entry.folder not in found.modules and not loaded.unsure("unknown-module", entry.folder):
            sink.add("unknown-module", entry.doc.where(()), **unknown(entry.folder, found.modules))
