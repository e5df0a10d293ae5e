"""What the browser knows of a role play."""

from typing import Any

from builder.definition.asked import ROUNDS
from builder.model.handbook import Handbook
from builder.model.roleplay import Roleplay
from builder.words import lookup, words


def details(play: Roleplay, handbook: Handbook) -> dict[str, Any]:
    """The role play's own part of the definition: `Details` in frontend/src/roleplay.ts."""
    catalogue = words(handbook.settings.language)
    return {
        "behaviours": [behaviour.id for behaviour in play.behaviours],
        "minutes": play.round_minutes,
        "outputs": {f"round-{n}": {"label": lookup(catalogue, "roleplay.total", n=n)} for n in ROUNDS},
    }
