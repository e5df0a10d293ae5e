"""A role play on slides: what everybody may know."""

from handbook.exercises.contract import Definition
from handbook.model.exercises.roleplay import Roleplay
from handbook.pages.slides.blocks import of_list, of_text
from handbook.pages.slides.slide import Slide

OWN_CLOCK = True
"""Its rounds have a clock of their own."""


def slides(play: Roleplay, _: Definition) -> list[Slide]:
    """The scene, the rounds with their clock, what is observed, what is asked afterwards."""
    rounds = Slide("rounds", play.title, data={"minutes": play.round_minutes}, seconds=play.round_minutes * 60)
    return [
        *of_text(play.scene, play.title, "slides.scene", ()),
        rounds,
        *of_list([one.text for one in play.behaviours], play.title, "slides.observe"),
        *of_list(play.debrief, play.title, "slides.debrief"),
    ]
