"""Data that the learner's own pages load when they need it, beside what stands in the page."""

from collections.abc import Mapping

from handbook.content.handbook import Handbook
from handbook.exercises.contract import Definition
from handbook.pages.contract import MyHandbook
from handbook.pages.my_handbook.answerable import catalogue
from handbook.pages.my_handbook.portfolio import plots, sheets
from handbook.pages.my_handbook.review_items import items
from handbook.pages.prose import Prose


def my_handbook_data(handbook: Handbook, prose: Prose, definitions: Mapping[str, Definition]) -> MyHandbook:
    """Name → data ready for JSON; `prose` renders for the page that shows it, `definitions` are by exercise id."""
    return {
        "items": items(handbook, prose),
        "known": catalogue(handbook, definitions),
        "plots": plots(handbook, definitions),
        "sheets": sheets(handbook),
    }
