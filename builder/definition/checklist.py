"""What the browser knows of a checklist."""

from typing import Any

from builder.model.checklist import Checklist
from builder.model.handbook import Handbook


def details(checklist: Checklist, _: Handbook) -> dict[str, Any]:
    """The checklist's own part of the definition: `Details` in frontend/src/checklist.ts."""
    return {
        "repeat": checklist.repeat,
        "items": [item.id for item in checklist.items],
        "goal": checklist.goal,
    }
