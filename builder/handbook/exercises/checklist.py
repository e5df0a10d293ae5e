"""What the browser knows of a checklist."""

from typing import Any

from handbook.content.handbook import Handbook
from handbook.model.exercises.checklist import Checklist


def details(checklist: Checklist, _: Handbook) -> dict[str, Any]:
    """The checklist's own part of the definition: `Details` in frontend/src/exercises/checklist/checklist.ts."""
    return {
        "repeat": checklist.repeat,
        "items": [item.id for item in checklist.items],
        "goal": checklist.goal,
    }
