"""What the browser knows of a role play."""

from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.questions import ROUNDS
from handbook.model.exercises.roleplay import Roleplay
from handbook.text.catalogue import lookup, words


def details(play: Roleplay, handbook: Handbook) -> dict[str, Any]:
    """The role play's own part of the definition: `Details` in frontend/src/exercises/roleplay/roleplay.ts."""
    catalogue = words(handbook.settings.language)
    return {
        "behaviours": [behaviour.id for behaviour in play.behaviours],
        "minutes": play.round_minutes,
        "outputs": {f"round-{n}": {"label": lookup(catalogue, "roleplay.total", n=n)} for n in ROUNDS},
    }
