"""An exercise on slides: the way to it, and for a room what can be asked and seen together."""

from handbook.exercises.definition import Definition
from handbook.model.exercises import Exercise
from handbook.model.exercises.case import Case
from handbook.model.exercises.quiz import Quiz
from handbook.model.exercises.roleplay import Roleplay
from handbook.pages.slides.blocks import of_list, of_text
from handbook.pages.slides.questions import Choice, SlideQuestion, lettered, of_question, slides_of
from handbook.pages.slides.slide import Note, Slide


def of_exercise(
    exercise: Exercise, definition: Definition, seconds: int | None, beside: tuple[Note, ...]
) -> list[Slide]:
    """The exercise's own slide, and those of its kind; `seconds` is the time there is for it.

    What a player of a role play must not know of another is on no slide.
    """
    if isinstance(exercise, Roleplay):
        seconds = None  # its rounds have a clock of their own
    first = Slide("exercise", exercise.title, data={"exercise": exercise}, notes=beside, seconds=seconds)
    return [first, *_rest(exercise, definition)]


def _rest(exercise: Exercise, definition: Definition) -> list[Slide]:
    if isinstance(exercise, Quiz):
        return _questions(exercise, definition)
    if isinstance(exercise, Roleplay):
        return _play(exercise)
    if isinstance(exercise, Case):
        scene = exercise.scenes[0]
        asked = SlideQuestion(scene.id, "\n\n".join(filter(None, (scene.text, scene.ask))), _turns(exercise))
        return slides_of(asked, exercise.title)
    return []


def _questions(quiz: Quiz, definition: Definition) -> list[Slide]:
    known = definition["questions"]
    count = len(quiz.questions)
    return [
        slide
        for at, question in enumerate(quiz.questions)
        for slide in slides_of(of_question(question, known[at], (at + 1, count)))
    ]


def _turns(case: Case) -> tuple[Choice, ...]:
    return lettered([turn.text for turn in case.scenes[0].turns])


def _play(play: Roleplay) -> list[Slide]:
    rounds = Slide("rounds", play.title, data={"minutes": play.round_minutes}, seconds=play.round_minutes * 60)
    return [
        *of_text(play.scene, play.title, "slides.scene", ()),
        rounds,
        *of_list([one.text for one in play.behaviours], play.title, "slides.observe"),
        *of_list(play.debrief, play.title, "slides.debrief"),
    ]
