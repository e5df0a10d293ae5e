"""The definition of a role play."""

from collections.abc import Iterator

from handbook.content.handbook import Handbook
from handbook.exercises.ask import ask
from handbook.exercises.contract import Ask, OutlineParts, RoleplayDetails
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature
from handbook.model.exercises.roleplay import Behaviour, Roleplay
from handbook.text.catalogue import lookup, words

ROUNDS = (1, 2, 3)
"""A role play is played until everybody was the seller."""
POINTS = (0, 1, 2)
"""What an observer gives a behaviour: not seen, a little, done."""


def questions(play: Roleplay, plain: Plain) -> Iterator[tuple[str, Ask]]:
    """The behaviours, and the questions of the debriefing."""
    for behaviour in play.behaviours:
        yield behaviour.id, _behaviour(behaviour, plain)
    for number, question in enumerate(play.debrief, 1):
        # Behaviours name their controls `<id>.<round>`, so that no behaviour can take a note's name.
        yield f"debrief.q{number}", ask(plain(question), signature(question), "text")


def needs(play: Roleplay) -> list[str]:
    """All behaviours."""
    return [behaviour.id for behaviour in play.behaviours]


def details(play: Roleplay, handbook: Handbook) -> RoleplayDetails:
    """The role play's own part of the definition."""
    catalogue = words(handbook.settings.language)
    return {
        "behaviours": [behaviour.id for behaviour in play.behaviours],
        "minutes": play.round_minutes,
        "outputs": {f"round-{n}": {"label": lookup(catalogue, "roleplay.total", n=n)} for n in ROUNDS},
    }


def outline(_: Roleplay, __: Handbook) -> OutlineParts:
    """Nothing more."""
    return {}


def _behaviour(behaviour: Behaviour, plain: Plain) -> Ask:
    rounds = [(str(number), str(number)) for number in ROUNDS]
    points = [(str(point), str(point)) for point in POINTS]
    return ask(plain(behaviour.text), signature(behaviour.text), "map", behaviour.was, items=rounds, options=points)
