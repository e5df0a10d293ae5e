"""The handbook as a whole, after every reference has been resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from handbook.formula import CompiledWorksheet
from handbook.model.coverage import Area
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson, Module, Outcome
from handbook.model.reference import Source, Term
from handbook.model.session import Session
from handbook.model.settings import Settings
from handbook.policy.versions import Policy


@dataclass(frozen=True)
class Course:
    """A module with its lessons in reading order and the exercises of its folder."""

    module: Module
    lessons: tuple[Lesson, ...]
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Handbook:
    """All that is taught and practised; every id in it is known to resolve."""

    settings: Settings
    courses: tuple[Course, ...]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    coverage: tuple[Area, ...] = ()
    """What the handbook says it covers; each piece is known to have a lesson and an exercise."""
    policy: Policy | None = None
    """The discipline scheme; a handbook may do without one."""
    sessions: tuple[Session, ...] = ()
    """Ways to teach the modules in a room; only the trainer's edition shows them."""
    sheets: Mapping[str, CompiledWorksheet] = field(default_factory=dict)
    """Worksheet id → its formulas, compiled once when they were checked."""

    @cached_property
    def exercises(self) -> Mapping[str, Exercise]:
        """Every exercise by id, in the order of modules and files."""
        return {x.id: x for course in self.courses for x in course.exercises}

    @cached_property
    def outcomes(self) -> Mapping[str, Outcome]:
        """Every outcome by id."""
        return {o.id: o for course in self.courses for o in course.module.outcomes}

    @cached_property
    def lessons(self) -> Mapping[str, tuple[Course, Lesson]]:
        """Every lesson by id, with its course."""
        return {lesson.id: (course, lesson) for course in self.courses for lesson in course.lessons}

    @cached_property
    def taught_in(self) -> Mapping[str, tuple[Lesson, ...]]:
        """Exercise id → the lessons that lead to it."""
        found: dict[str, list[Lesson]] = {}
        for course in self.courses:
            for lesson in course.lessons:
                for exercise in lesson.practice:
                    found.setdefault(exercise, []).append(lesson)
        return {key: tuple(lessons) for key, lessons in found.items()}

    @cached_property
    def fields_used_elsewhere(self) -> Mapping[str, frozenset[str]]:
        """Exercise id → what other exercises take from it: ``field`` or ``table.column``."""
        found: dict[str, set[str]] = {}
        for exercise in self.exercises.values():
            for _, reference in exercise.sources:
                owner, _, part = reference.partition(".")
                found.setdefault(owner, set()).add(part)
        return {owner: frozenset(parts) for owner, parts in found.items()}
