"""A session's slides in their order: a stack for the beginning, one for each activity, one for what follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.content.handbook import Handbook
from handbook.exercises.contract import Definition
from handbook.model.blocks import Block
from handbook.model.session import Activity, Debrief, OwnSlide
from handbook.pages.sessions import Part, SessionView
from handbook.pages.slides.blocks import of_block, of_list, of_text
from handbook.pages.slides.exercises import of_exercise
from handbook.pages.slides.layout import LINE, WIDE, largest, lines, pack, titled
from handbook.pages.slides.select_blocks import select_blocks
from handbook.pages.slides.slide import Note, Slide, notes, numbered

AT_WORK = ("energiser", "exercise", "group", "roleplay", "quiz", "break")
"""Kinds of activities with a clock on the wall: what participants do, and how long they may rest."""
_LONG = 30
"""Minutes from which on a break parts the day."""
_ROWS = 18
"""Lines of a list of activities on one slide, in two columns."""


@dataclass(frozen=True, slots=True)
class Stack:
    """The slides of one activity; of the session's beginning or end where `part` is None."""

    id: str
    slides: tuple[Slide, ...]
    part: Part | None = None
    notes: tuple[Note, ...] = ()
    """For all its slides."""


@dataclass(frozen=True, slots=True)
class Deck:
    """Context of a deck's page."""

    view: SessionView
    stacks: tuple[Stack, ...]

    @property
    def count(self) -> int:
        """How many slides there are."""
        return sum(len(stack.slides) for stack in self.stacks)


def deck_of(view: SessionView, handbook: Handbook) -> Deck:
    """The slides of a session."""
    return Deck(view, (_opening(view, handbook), *_activities(view, handbook), _closing(view)))


# ---------------------------------------------------------------- before and after


def _opening(view: SessionView, handbook: Handbook) -> Stack:
    session = view.session
    outcomes = [handbook.outcomes[ident].text for ident in session.outcomes]
    cover = Slide("cover", session.title, notes=notes(session__before=session.before))
    return Stack("_start", (cover, *of_list(outcomes, "", "session.outcomes"), *_agenda(view)))


def _agenda(view: SessionView) -> list[Slide]:
    """Return the agenda, a slide for each stretch between long breaks."""
    halves: list[list[Part]] = [[]]
    for part in view.parts:
        if part.activity.kind == "break" and part.activity.minutes >= _LONG:
            halves.append([])
        else:
            halves[-1].append(part)
    runs = [run for half in halves for run in pack(half, lambda _: 1.0, _ROWS)]
    return numbered([Slide("agenda", "", "slides.agenda", {"parts": run}, 0.875) for run in runs if run])


def _closing(view: SessionView) -> Stack:
    """Return the slides about the time after the session."""
    follow = view.session.follow_up

    def height(size: float) -> float:
        return sum(lines(one.do, (WIDE - 7) / size) * LINE * size + 1.2 for one in follow)

    size = largest(height, titled("slides.after")) or 0.875
    beside = tuple(Note("session.follow_up", f"{one.days}：{one.who}") for one in follow)
    return Stack("_end", (Slide("days", "", "slides.after", {"days": follow}, size, beside),))


# ---------------------------------------------------------------- activities


def _activities(view: SessionView, handbook: Handbook) -> Iterator[Stack]:
    shown: dict[str, frozenset[int]] = {}
    definitions = {one.exercise.id: one.definition for one in view.used}
    asks = _where_debriefed(view)
    for part in view.parts:
        blocks = _blocks(part.activity, handbook, shown)
        slides = [*_of_activity(part.activity, blocks, handbook, definitions)]
        if part.activity.id == asks:
            slides += [_asking(one) for one in view.session.debrief]
        yield Stack(part.activity.id, tuple(slides), part, _notes(part))


def _where_debriefed(view: SessionView) -> str:
    """The last activity that looks back and has no slides of its own; without one the last that is no break."""
    kinds = [part.activity for part in view.parts if part.activity.kind != "break"]
    back = [one for one in kinds if one.kind == "debrief" and not one.slides and not one.lesson]
    back = back or [one for one in kinds if one.kind == "debrief"]
    return (back or [one for one in kinds if one.kind == "closing"] or kinds)[-1].id if kinds else ""


def _blocks(activity: Activity, handbook: Handbook, shown: dict[str, frozenset[int]]) -> tuple[Block, ...]:
    if not activity.lesson:
        return ()
    lesson = handbook.lessons[activity.lesson][1]
    before = shown.get(activity.lesson, frozenset())
    found = select_blocks(activity, lesson, before)
    shown[activity.lesson] = before | {at for at, block in enumerate(lesson.blocks) if block in found}
    return found


def _of_activity(
    activity: Activity, blocks: tuple[Block, ...], handbook: Handbook, definitions: Mapping[str, Definition]
) -> Iterator[Slide]:
    """Return an activity's slides: the task, then what is shown, then the exercise with its clock."""
    seconds = activity.seconds or (activity.minutes * 60 if activity.kind in AT_WORK else None)
    here = seconds if not activity.exercise else None
    kind = "break" if activity.kind == "break" else "activity"
    yield Slide(kind, activity.title, f"session.kind.{activity.kind}", {"activity": activity}, seconds=here)
    for own in activity.slides:
        yield from _own(own, activity)
    for block in blocks:
        yield from of_block(block)
    if activity.exercise:
        exercise = handbook.exercises[activity.exercise]
        beside = notes(trainer__note=exercise.trainer)
        yield from of_exercise(exercise, definitions[exercise.id], seconds, beside)


def _own(own: OwnSlide, activity: Activity) -> Iterator[Slide]:
    title = own.title or activity.title
    yield from of_text(own.text, title, "", notes(slides__answer=own.answer))
    if own.answer:
        yield from of_text(own.answer, title, "slides.answer", (), right=True)


def _asking(one: Debrief) -> Slide:
    return Slide("ask", "", f"session.steps.{one.step}", {"text": one.ask}, notes=notes(session__listen=one.listen_for))


def _notes(part: Part) -> tuple[Note, ...]:
    """All that the run sheet says of an activity, in the order in which it is needed."""
    one = part.activity
    cut = one.cut
    return notes(
        session__say=one.say,
        session__show=one.show,
        session__do=one.do,
        session__watch=one.watch,
        session__stuck=one.stuck,
        session__aim=one.aim,
        slides__cut=cut.how if cut else None,
    )
