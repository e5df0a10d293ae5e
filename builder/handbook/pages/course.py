"""Handbook → pages: which files the site has, from which template, with what context."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from handbook.content import addresses
from handbook.content.glossary import Letter, alphabetical, by_pinyin
from handbook.content.handbook import Course, Handbook
from handbook.content.keywords import exercise_keywords, lesson_keywords
from handbook.content.reading_time import reading_minutes
from handbook.exercises.contract import Definition
from handbook.exercises.definition import Definitions
from handbook.model.base import Edition
from handbook.model.blocks import Block
from handbook.model.coverage import Covered
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson, Outcome
from handbook.model.reference import Source
from handbook.model.settings import REVIEW
from handbook.pages.contract import Outline, ReceiptFacts
from handbook.pages.my_handbook.outline import outline
from handbook.pages.page import Page, Ref
from handbook.pages.policy import acknowledge
from handbook.pages.policy.acknowledge import ComprehensionItem
from handbook.pages.policy.pages import policy_pages
from handbook.pages.sessions import SessionsView, session_views
from handbook.policy.acknowledge import Part, parts_of, plain_texts
from handbook.policy.versions import Policy, Release
from handbook.text.catalogue import lookup, words


@dataclass(frozen=True, slots=True)
class LessonView:
    """Context of a lesson page."""

    course: Course
    lesson: Lesson
    number: int
    reading_minutes: int
    practice_minutes: int
    outcomes: tuple[Outcome, ...]
    before: Ref | None
    after: Ref | None
    keywords: tuple[str, ...] = ()
    """Words the page is found by, beside those on it."""


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """Context of an exercise page."""

    course: Course
    exercise: Exercise
    definition: Definition
    outcomes: tuple[Outcome, ...]
    lessons: tuple[Ref, ...]
    keywords: tuple[str, ...]
    """Words the page is found by, beside those on it."""


@dataclass(frozen=True, slots=True)
class ModuleView:
    """Context of a module page."""

    course: Course
    lessons: tuple[LessonView, ...]
    opening: tuple[Exercise, ...]
    closing: tuple[Exercise, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """Context of the home page."""

    modules: tuple[ModuleView, ...]


@dataclass(frozen=True, slots=True)
class Practised:
    """Exercises that are done together: before, with or after a module, or with a lesson, to which `lesson` leads."""

    when: str
    exercises: tuple[Exercise, ...]
    lesson: Ref | None = None


@dataclass(frozen=True, slots=True)
class ExercisesView:
    """Context of the list of all exercises: each module with its exercises in the order of learning."""

    modules: tuple[tuple[Course, tuple[Practised, ...]], ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Context of the sources page: each source with the lessons that cite it."""

    sources: tuple[tuple[Source, tuple[Ref, ...]], ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """Context of the glossary page."""

    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class MyHandbookView:
    """Context of the learner's own page: what there is to read and to practise."""

    modules: tuple[ModuleView, ...]
    outline: Outline


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Context of the list of contents for trainers: each area's title and its items with lessons and exercises."""

    areas: tuple[tuple[str, tuple[tuple[Covered, tuple[Ref, ...], tuple[Ref, ...]], ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class AcknowledgeView:
    """Context of the page where the newest release is read and signed for."""

    release: Release
    parts: tuple[Part, ...]
    asked: tuple[ComprehensionItem, ...]
    facts: ReceiptFacts
    """What the page's script must know."""
    labels: dict[str, str]
    """Part id → how it is cited."""
    texts: dict[str, str]
    """``<kind>.<id>`` of a definition, tier, exemption or row → its plain text."""
    tiers: dict[str, str]
    """Tier id → name."""
    glosses: dict[str, str]
    """Article id → plain words without binding force."""


@dataclass(frozen=True, slots=True)
class MyDataView:
    """Context of the page of the learner's data: the pages of all that can be answered, by the ids of their records."""

    places: tuple[tuple[str, Ref], ...]


def _answerable(handbook: Handbook) -> Iterator[tuple[str, Ref]]:
    """Exercises, lessons, and the learner's own page, which keeps a record of what comes back."""
    for exercise in handbook.exercises.values():
        yield exercise.id, Ref(addresses.exercise_path(exercise.id), exercise.title)
    for course in handbook.courses:
        for lesson in course.lessons:
            yield f"lesson:{lesson.id}", Ref(addresses.lesson_path(course.module.id, lesson.id), lesson.title)
    title = lookup(words(handbook.settings.language), "mine.record")
    yield REVIEW, Ref(addresses.MY_HANDBOOK, title)


def all_pages(
    handbook: Handbook, edition: Edition = "learner", definitions: Definitions | None = None
) -> Iterator[Page]:
    """Every page of an edition, home first, in the order of the navigation; `definitions` are those of the build."""
    known = definitions or Definitions(handbook)
    modules = tuple(_module_view(course) for course in handbook.courses)
    yield Page(addresses.HOME, "home", handbook.settings.title, "", HomeView(modules))
    for view in modules:
        yield _module_page(view)
        yield from (_lesson_page(handbook, lesson) for lesson in view.lessons)
    yield Page(addresses.MY_HANDBOOK, "my-handbook", "", "", MyHandbookView(modules, outline(handbook)))
    yield Page(
        addresses.EXERCISES,
        "exercises",
        "",
        "",
        ExercisesView(tuple((x, tuple(_practised(x))) for x in handbook.courses)),
    )
    for course in handbook.courses:
        yield from (_exercise_page(handbook, course, exercise, known) for exercise in course.exercises)
    yield from policy_pages(handbook)
    yield Page(addresses.SOURCES, "sources", "", "", SourcesView(tuple(_cited(handbook))))
    yield Page(addresses.GLOSSARY, "glossary", "", "", GlossaryView(by_pinyin(handbook.terms.values())))
    if handbook.coverage:
        yield Page(addresses.COVERAGE, "coverage", "", "", _coverage_view(handbook))
    yield Page(addresses.MY_DATA, "my-data", "", "", MyDataView(tuple(_answerable(handbook))))
    if edition == "trainer":
        yield from _session_pages(handbook, known)
    if handbook.policy:
        yield Page(addresses.ACKNOWLEDGE, "acknowledge", "", "", _acknowledge_view(handbook, handbook.policy))


def _session_pages(handbook: Handbook, definitions: Definitions) -> Iterator[Page]:
    """Yield trainers' pages: a list of the sessions, and each one's run sheet and handouts."""
    views = session_views(handbook, definitions)
    yield Page(addresses.SESSIONS, "sessions", "", "", SessionsView(views))
    for view in views:
        session = view.session
        yield Page(addresses.session_path(session.id), "session", session.title, "", view)
        for part in view.handouts:
            yield Page(addresses.session_path(session.id, part), f"session-{part}", session.title, "", view)


def _module_view(course: Course) -> ModuleView:
    exercises = {x.id: x for x in course.exercises}
    return ModuleView(
        course,
        tuple(_lesson_view(course, i) for i in range(len(course.lessons))),
        tuple(exercises[x] for x in course.module.opening),
        tuple(exercises[x] for x in course.module.closing),
    )


def _practised(course: Course) -> Iterator[Practised]:
    """A module's exercises by lesson, each where it comes first; groups of none are left out."""
    left = {x.id: x for x in course.exercises}

    def take(ids: Iterable[str]) -> tuple[Exercise, ...]:
        return tuple(left.pop(id_) for id_ in ids if id_ in left)

    opening, closing = take(course.module.opening), take(course.module.closing)
    lessons = [
        Practised("lesson", take(lesson.practice), _lesson_ref(course, number))
        for number, lesson in enumerate(course.lessons)
    ]
    found = (
        Practised("opening", opening),
        *lessons,
        Practised("other", take(tuple(left))),
        Practised("closing", closing),
    )
    yield from (group for group in found if group.exercises)


def _module_page(view: ModuleView) -> Page:
    module = view.course.module
    return Page(addresses.module_path(module.id), "module", module.title, module.summary, view)


def _lesson_view(course: Course, index: int) -> LessonView:
    lesson = course.lessons[index]
    exercises = {x.id: x for x in course.exercises}
    outcomes = {o.id: o for o in course.module.outcomes}
    return LessonView(
        course=course,
        lesson=lesson,
        number=index + 1,
        reading_minutes=reading_minutes(lesson),
        practice_minutes=sum(exercises[x].minutes for x in lesson.practice if x in exercises),
        outcomes=tuple(outcomes[o] for o in lesson.outcomes if o in outcomes),
        before=_lesson_ref(course, index - 1),
        after=_lesson_ref(course, index + 1),
    )


def _lesson_ref(course: Course, index: int) -> Ref | None:
    if not 0 <= index < len(course.lessons):
        return None
    lesson = course.lessons[index]
    return Ref(addresses.lesson_path(course.module.id, lesson.id), lesson.title)


def _lesson_page(handbook: Handbook, plain: LessonView) -> Page:
    view = replace(plain, keywords=lesson_keywords(handbook, plain.lesson))
    path = addresses.lesson_path(view.course.module.id, view.lesson.id)
    return Page(path, "lesson", view.lesson.title, view.lesson.can_do, view)


def _exercise_page(handbook: Handbook, course: Course, exercise: Exercise, definitions: Definitions) -> Page:
    outcomes = tuple(handbook.outcomes[o] for o in exercise.outcomes)
    refs = tuple(_where(handbook, lesson) for lesson in handbook.taught_in.get(exercise.id, ()))
    words = exercise_keywords(handbook, exercise)
    view = ExerciseView(course, exercise, definitions[exercise.id], outcomes, refs, words)
    return Page(addresses.exercise_path(exercise.id), "exercise", exercise.title, exercise.intro or "", view)


def _where(handbook: Handbook, lesson: Lesson) -> Ref:
    course = next(c for c in handbook.courses if lesson in c.lessons)
    return Ref(addresses.lesson_path(course.module.id, lesson.id), lesson.title)


def _cited(handbook: Handbook) -> Iterator[tuple[Source, tuple[Ref, ...]]]:
    citing: dict[str, list[Ref]] = {}
    for course in handbook.courses:
        for lesson in course.lessons:
            ref = Ref(addresses.lesson_path(course.module.id, lesson.id), lesson.title)
            for ident in sorted({s for block in lesson.blocks for s in cited_by(block)}):
                citing.setdefault(ident, []).append(ref)
    for source in sorted(handbook.sources.values(), key=lambda source: alphabetical(source.cite)):
        yield source, tuple(citing.get(source.id, ()))


def cited_by(block: Block) -> Iterator[str]:
    """The ids of the sources that a block's claims name."""
    for claim in getattr(block, "claims", ()):
        yield from claim.sources


def _coverage_view(handbook: Handbook) -> CoverageView:
    areas = tuple((area.title, tuple(_covered(handbook, item) for item in area.items)) for area in handbook.coverage)
    return CoverageView(areas, sum(len(items) for _, items in areas))


def _acknowledge_view(handbook: Handbook, policy: Policy) -> AcknowledgeView:
    """The last frozen release; without one the draft, to read only."""
    release = policy.releases[-1] if policy.releases else policy.first
    parts = parts_of(release)
    asked = acknowledge.comprehension_items(handbook, release)
    return AcknowledgeView(
        release=release,
        parts=parts,
        asked=asked,
        facts=acknowledge.facts(release, parts, asked),
        labels={part.id: part.label for part in parts},
        texts=plain_texts(release),
        tiers={tier.id: tier.name for tier in release.matrix.tiers},
        glosses={c.id: getattr(c.source, "gloss", None) or "" for c in release.text.clauses if c.kind == "article"},
    )


def _covered(handbook: Handbook, item: Covered) -> tuple[Covered, tuple[Ref, ...], tuple[Ref, ...]]:
    lessons = (handbook.lessons[ident] for ident in item.lessons)
    refs = tuple(Ref(addresses.lesson_path(course.module.id, lesson.id), lesson.title) for course, lesson in lessons)
    exercises = (handbook.exercises[ident] for ident in item.exercises)
    return item, refs, tuple(Ref(addresses.exercise_path(exercise.id), exercise.title) for exercise in exercises)


def context(page: Page) -> dict[str, Any]:
    """The context's fields by name, as templates see them."""
    return {f.name: getattr(page.context, f.name) for f in fields(page.context)}
