"""Data that the learner's own page loads when it needs it, beside what stands in the page."""

from typing import Any

from builder.definition.items import items
from builder.definition.sheets import sheets
from builder.markdown import Prose
from builder.model.handbook import Handbook


def shipped(handbook: Handbook, prose: Prose) -> dict[str, Any]:
    """Name → data ready for JSON; `prose` renders for the page that shows it."""
    return {"items": items(handbook, prose), "sheets": sheets(handbook)}
