"""Data that the learner's own pages load when they need it, beside what stands in the page."""

from collections.abc import Mapping
from typing import Any

from builder.definition import Definition
from builder.definition.catalogue import catalogue
from builder.definition.items import items
from builder.definition.sheets import plots, sheets
from builder.markdown import Prose
from builder.model.handbook import Handbook


def shipped(handbook: Handbook, prose: Prose, definitions: Mapping[str, Definition]) -> dict[str, Any]:
    """Name → data ready for JSON; `prose` renders for the page that shows it, `definitions` are by exercise id."""
    return {
        "items": items(handbook, prose),
        "known": catalogue(handbook, definitions),
        "plots": plots(handbook, definitions),
        "sheets": sheets(handbook),
    }
