"""Data of a session's pages: when each activity begins, its materials, and the exercises in their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.handbook import Course, Handbook
from handbook.exercises.contract import Definition
from handbook.exercises.definition import Definitions
from handbook.model.exercises import Exercise
from handbook.model.exercises.roleplay import Roleplay
from handbook.model.session import Activity, Session
from handbook.pages.session_times import clock, minutes_of

_HANDOUTS = ("workbook", "key", "roles", "forms", "sign-in")
_EXERCISE = re.compile(r"exercise:(\S+)")


@dataclass(frozen=True, slots=True)
class Used:
    """An exercise that the session uses, and the titles of the activities that do."""

    exercise: Exercise
    definition: Definition
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An activity, and its times of day when the session starts as planned."""

    activity: Activity
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """Context of a run sheet and of its handouts."""

    session: Session
    course: Course
    parts: tuple[Part, ...]
    used: tuple[Used, ...]
    plays: tuple[Roleplay, ...]
    """The role plays among them, whose cards are cut out."""
    handouts: tuple[str, ...]
    """What there is to print beside the run sheet, in the order a trainer needs it."""


@dataclass(frozen=True, slots=True)
class SessionsView:
    """Context of the list of all sessions."""

    sessions: tuple[SessionView, ...]


def session_views(handbook: Handbook, definitions: Definitions | None = None) -> tuple[SessionView, ...]:
    """Every session of the handbook, in the order of the modules; `definitions` are those of the build."""
    known = definitions or Definitions(handbook)
    courses = {course.module.id: course for course in handbook.courses}
    return tuple(_view(session, courses[session.module], handbook, known) for session in handbook.sessions)


def _view(session: Session, course: Course, handbook: Handbook, definitions: Definitions) -> SessionView:
    used = tuple(_used(session, handbook, definitions))
    plays = tuple(one.exercise for one in used if isinstance(one.exercise, Roleplay))
    handouts = tuple(name for name in _HANDOUTS if plays or name != "roles")
    return SessionView(session, course, tuple(_parts(session)), used, plays, handouts)


def _parts(session: Session) -> Iterator[Part]:
    at = minutes_of(session.start)
    for activity in session.activities:
        yield Part(activity, clock(at), clock(at + activity.minutes))
        at += activity.minutes


def _used(session: Session, handbook: Handbook, definitions: Definitions) -> Iterator[Used]:
    """Exercises in the order in which the session comes to them; those only listed come last."""
    where: dict[str, list[str]] = {}
    for activity in session.activities:
        for ident in dict.fromkeys([*([activity.exercise] if activity.exercise else []), *_named(activity.materials)]):
            where.setdefault(ident, []).append(activity.title)
    for ident in _named(session.materials):
        where.setdefault(ident, [])
    for ident, titles in where.items():
        yield Used(handbook.exercises[ident], definitions[ident], tuple(titles))


def _named(materials: tuple[str, ...]) -> list[str]:
    return [named[1] for material in materials if (named := _EXERCISE.fullmatch(material.strip()))]
