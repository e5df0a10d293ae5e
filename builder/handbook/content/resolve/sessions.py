"""Sessions: minutes that add up, outcomes that are served, breaks that come in time, cuts that can be made."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.content.loaded import Entry, Loaded
from handbook.content.resolve.ids import Index, Loc
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.suggest import unknown
from handbook.model.session import Activity, Session

LONGEST = 120
"""Minutes without a break that a group can bear at most."""
_MATERIAL = re.compile(r"(lesson|exercise):(\S*)")
_KNOWN: dict[str, RuleName] = {"lesson": "unknown-lesson", "exercise": "unknown-exercise"}
Finding = tuple[RuleName, Loc, dict[str, object]]
"""A name of a rule, the place inside the file, and the message's arguments."""


def check_sessions(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """Report what a session names that is not there, and what a trainer could not teach by."""
    for entry in loaded.sessions:
        sink.subject = entry.doc.path
        for name, loc, ident, known in _references(entry, found):
            if ident not in known and not loaded.unsure(name, ident):
                sink.add(name, entry.doc.where(loc), **unknown(ident, known))
        for name, loc, args in _findings(entry):
            sink.add(name, entry.doc.where(loc), **args)
    sink.subject = "content"


def _references(entry: Entry[Session], found: Index) -> Iterator[tuple[RuleName, Loc, str, Mapping[str, object]]]:
    """(rule, place, id, what there is) of all that a session names."""
    session = entry.model
    yield "unknown-module", ("module",), session.module, found.modules
    for n, outcome in enumerate(session.outcomes):
        yield "unknown-outcome", ("outcomes", n), outcome, found.outcomes
    yield from _materials((), session.materials, found)
    for n, activity in enumerate(session.activities):
        yield from _of_activity(("activities", n), activity, found)
    for key in ("follow_up", "evaluation"):
        for n, part in enumerate(getattr(session, key)):
            if part.exercise:
                yield "unknown-exercise", (key, n, "exercise"), part.exercise, found.exercises


def _of_activity(
    loc: Loc, activity: Activity, found: Index
) -> Iterator[tuple[RuleName, Loc, str, Mapping[str, object]]]:
    for n, outcome in enumerate(activity.outcomes):
        yield "unknown-outcome", (*loc, "outcomes", n), outcome, found.outcomes
    if activity.lesson:
        yield "unknown-lesson", (*loc, "lesson"), activity.lesson, found.lessons
    if activity.exercise:
        yield "unknown-exercise", (*loc, "exercise"), activity.exercise, found.exercises
    lesson = found.lessons.get(activity.lesson or "")
    blocks = {block.id: block for block in lesson.model.blocks if block.id} if lesson else {}
    if lesson or not activity.lesson:  # a lesson that is not there has been reported, and its blocks with it
        for n, block in enumerate(activity.blocks):
            yield "unknown-field", (*loc, "blocks", n), block, blocks
    yield from _materials(loc, activity.materials, found)


def _materials(
    loc: Loc, materials: tuple[str, ...], found: Index
) -> Iterator[tuple[RuleName, Loc, str, Mapping[str, object]]]:
    for n, material in enumerate(materials):
        if named := _MATERIAL.fullmatch(material.strip()):
            known: Mapping[str, object] = found.lessons if named[1] == "lesson" else found.exercises
            yield _KNOWN[named[1]], (*loc, "materials", n), named[2], known


def _findings(entry: Entry[Session]) -> Iterator[Finding]:
    session = entry.model
    total = sum(activity.minutes for activity in session.activities)
    if total != session.minutes:
        yield "session-minutes", ("minutes",), {"minutes": session.minutes, "sum": total}
    served = {outcome for activity in session.activities for outcome in activity.outcomes}
    for n, outcome in enumerate(session.outcomes):
        if outcome not in served:
            yield "outcome-without-activity", ("outcomes", n), {"id": outcome}
    for loc in _empty(entry.doc.value, ()):
        yield "empty-note", loc, {}
    for n, activity in enumerate(session.activities):
        yield from _activity(("activities", n), activity)
    yield from _breaks(session)
    yield from _missing_forms(session)


def _empty(value: Any, loc: Loc) -> Iterator[Loc]:
    """Places of texts that hold nothing but spaces."""
    if isinstance(value, str):
        if not value.strip():
            yield loc
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, (*loc, str(key)))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _empty(inner, (*loc, n))


def _activity(loc: Loc, activity: Activity) -> Iterator[Finding]:
    rest = activity.kind == "break"
    if not rest and not activity.say and not activity.do:
        yield "empty-note", (*loc, "id"), {"case": "silent", "title": activity.title}
    cut = activity.cut
    if cut and rest:
        yield "cut-too-long", (*loc, "cut", "to"), {"case": "break", "title": activity.title}
    elif cut and cut.to >= activity.minutes:
        yield "cut-too-long", (*loc, "cut", "to"), {"to": cut.to, "minutes": activity.minutes}


def _breaks(session: Session) -> Iterator[Finding]:
    """The first activity of each stretch during which people sit longer than they can."""
    run, told = 0, False
    for n, activity in enumerate(session.activities):
        if activity.kind == "break":
            run, told = 0, False
            continue
        run += activity.minutes
        if run > LONGEST and not told:
            yield "no-break", ("activities", n, "minutes"), {"minutes": run, "most": LONGEST}
            told = True


def _missing_forms(session: Session) -> Iterator[Finding]:
    days = [str(day) for day in (30, 60, 90) if day not in {one.days for one in session.follow_up}]
    if days:
        yield "missing-follow-up", ("follow_up",), {"missing": days}
    levels = [str(level) for level in (1, 2, 3, 4) if level not in {one.level for one in session.evaluation}]
    if levels:
        yield "missing-follow-up", ("evaluation",), {"case": "level", "missing": levels}
