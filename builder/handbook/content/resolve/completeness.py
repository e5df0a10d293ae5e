"""Check that what is promised is taught and practised, and that every claim has a source."""

from typing import Any

from handbook.content.loaded import Loaded
from handbook.content.resolve.ids import Index
from handbook.diagnostics import Diagnostics


def check_completeness(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """Report claims without a source and, if every file could be read, what nobody teaches, practises or cites."""
    cited = {source for lesson in loaded.lessons for source in _claims(lesson, sink)}
    if not loaded.complete:
        return
    taught = {outcome for lesson in loaded.lessons for outcome in lesson.model.outcomes}
    practised = {outcome for exercise in loaded.exercises for outcome in exercise.model.outcomes}
    for ident, placed in found.outcomes.items():
        if ident not in taught:
            sink.add("outcome-without-lesson", placed.where, id=ident)
        if ident not in practised:
            sink.add("outcome-without-exercise", placed.where, id=ident)
    for ident, source in found.sources.items():
        if ident not in cited:
            sink.add("unused-source", source.where, id=ident)


def _claims(lesson: Any, sink: Diagnostics) -> set[str]:
    """The sources a lesson cites; grade A or B without any source is reported."""
    cited: set[str] = set()
    for number, block in enumerate(lesson.model.blocks):
        for at, claim in enumerate(getattr(block, "claims", ())):
            cited.update(claim.sources)
            if claim.grade in ("A", "B") and not claim.sources:
                where = lesson.doc.where(("blocks", number, "claims", at, "grade"))
                sink.add("claim-without-source", where, grade=claim.grade)
    return cited
