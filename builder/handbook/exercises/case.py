"""What the browser knows of a case."""

from typing import Any

from handbook.content.handbook import Handbook
from handbook.model.exercises.case import Case
from handbook.text.catalogue import lookup, words


def details(case: Case, handbook: Handbook) -> dict[str, Any]:
    """The case's own part of the definition (`Details` in exercises/case/case.ts). It tells nothing of the endings."""
    catalogue = words(handbook.settings.language)
    return {
        "scenes": {scene.id: {turn.id: turn.to for turn in scene.turns} for scene in case.scenes},
        "outputs": {name: {"label": lookup(catalogue, f"case.{name}")} for name in ("at", "ending", "tone")},
    }
