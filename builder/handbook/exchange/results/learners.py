"""Which sheets are whose; the browser's twin is frontend/src/trainer/class/people.ts.

The same person is known by an attempt that two files share (a learner hands in after the pre-test and again after the
post-test), or by the same name or number. Two people of one name are told apart by their attempts: who made different
first attempts at one exercise is not one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from handbook.exchange.results.sittings import Problem, Sheet, Sitting

MOST_NAMESAKES = 50
Held = Mapping[str, tuple[str, str]]
"""Exercise → how and when the sitting was that counts."""


class People(Protocol):
    """The store of learners; a database, or memory."""

    def by_trace(self, trace: str) -> int | None:
        """Who left this mark."""
        ...

    def by_label(self, label: str) -> int | None:
        """Who is called that."""
        ...

    def held(self, person: int) -> Held:
        """The attempts kept of a learner."""
        ...

    def new(self, label: str) -> int:
        """Somebody new."""
        ...

    def mark(self, person: int, traces: Iterable[str]) -> None:
        """Remember marks."""
        ...

    def put(self, person: int, sitting: Sitting) -> None:
        """Keep a sitting in place of the one there may be."""
        ...


def place(sheet: Sheet, people: People) -> list[Problem]:
    """Give a sheet to its person; returns what to tell of it."""
    return give(sheet, people)[1] if sheet.sittings else []


def give(sheet: Sheet, people: People) -> tuple[int, list[Problem]]:
    """Give a sheet to its person; returns the person, and what to tell of it."""
    person, label = _whose(sheet, people)
    problems = []
    if person is None:
        person = people.new(label)
        if label != sheet.label:
            problems.append(Problem(sheet.source, "namesake", {"label": label}, refused=False))
        held: Held = {}
    else:
        held = people.held(person)
    people.mark(person, sheet.traces)
    repeated = 0
    for sitting in sheet.sittings:
        old = held.get(sitting.exercise)
        repeated += old is not None
        if old is None or sitting.better(old[0], old[1]):  # type: ignore[arg-type]
            people.put(person, sitting)
    if repeated:
        more = {"label": label or sheet.label, "n": str(repeated)}
        problems.append(Problem(sheet.source, "repeated", more, refused=False))
    return person, problems


def _whose(sheet: Sheet, people: People) -> tuple[int | None, str]:
    """The person, or None and what to call somebody new."""
    for trace in sheet.traces:
        person = people.by_trace(trace)
        if person is not None:
            return person, sheet.label
    if not sheet.label:
        return None, ""
    for number in range(1, MOST_NAMESAKES):
        label = sheet.label if number == 1 else f"{sheet.label} ({number})"
        person = people.by_label(label)
        if person is None or not _different(sheet, people.held(person)):
            return person, label
    return None, f"{sheet.label} ({MOST_NAMESAKES})"


def _different(sheet: Sheet, held: Held) -> bool:
    """Return whether both made first attempts at an exercise, at different times."""
    return any(
        (old := held.get(one.exercise)) and {old[0], one.how} == {"first"} and old[1] != one.at
        for one in sheet.sittings
    )


class Memory:
    """People in memory, for a class and for tests."""

    def __init__(self) -> None:
        self._labels: dict[int, str] = {}
        self._named: dict[str, int] = {}
        self._traces: dict[str, int] = {}
        self._kept: dict[int, dict[str, Sitting]] = {}

    def by_trace(self, trace: str) -> int | None:
        """Who left this mark."""
        return self._traces.get(trace)

    def by_label(self, label: str) -> int | None:
        """Who is called that."""
        return self._named.get(label)

    def held(self, person: int) -> Held:
        """The attempts kept of a learner."""
        return {key: (one.how, one.at) for key, one in self._kept[person].items()}

    def new(self, label: str) -> int:
        """Somebody new."""
        person = len(self._labels) + 1
        self._labels[person] = label
        self._kept[person] = {}
        if label:
            self._named[label] = person
        return person

    def mark(self, person: int, traces: Iterable[str]) -> None:
        """Remember marks."""
        for trace in traces:
            self._traces.setdefault(trace, person)

    def put(self, person: int, sitting: Sitting) -> None:
        """Keep a sitting in place of the one there may be."""
        self._kept[person][sitting.exercise] = sitting

    def people(self) -> Mapping[int, str]:
        """Person → label."""
        return self._labels

    def sittings(self, exercise: str) -> Iterable[tuple[int, Sitting]]:
        """The sittings of an exercise, in the order of persons."""
        return [(person, kept[exercise]) for person, kept in self._kept.items() if exercise in kept]
