"""An exercise on slides: the way to it, and for a room what can be asked and seen together."""

from handbook.exercises.contract import Definition
from handbook.model.exercises import Exercise, kind_module
from handbook.pages.slides import kinds
from handbook.pages.slides.slide import Note, Slide


def of_exercise(
    exercise: Exercise, definition: Definition, seconds: int | None, beside: tuple[Note, ...]
) -> list[Slide]:
    """The exercise's own slide, and those of its kind; `seconds` is the time there is for it.

    What a player of a role play must not know of another is on no slide.
    """
    module = kind_module(kinds.__name__, exercise.kind)
    if getattr(module, "OWN_CLOCK", False):
        seconds = None
    first = Slide("exercise", exercise.title, data={"exercise": exercise}, notes=beside, seconds=seconds)
    rest: list[Slide] = module.slides(exercise, definition) if module else []
    return [first, *rest]
