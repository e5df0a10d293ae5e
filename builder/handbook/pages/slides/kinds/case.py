"""A case on slides: its first scene, for the room to decide."""

from handbook.exercises.contract import Definition
from handbook.model.exercises.case import Case
from handbook.pages.slides.questions import SlideQuestion, lettered, slides_of
from handbook.pages.slides.slide import Slide


def slides(case: Case, _: Definition) -> list[Slide]:
    """The scene with what can be done in it."""
    scene = case.scenes[0]
    turns = lettered([turn.text for turn in scene.turns])
    return slides_of(SlideQuestion(scene.id, "\n\n".join(filter(None, (scene.text, scene.ask))), turns), case.title)
