"""Figures: data → SVG at build time; colours come from the style sheet, so both themes and print can read them."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from handbook.model.figure import AnyFigure
from handbook.render.figures.curve import curve
from handbook.render.figures.cycle import cycle
from handbook.render.figures.flow import flow
from handbook.render.figures.funnel import funnel
from handbook.render.figures.layers import layers
from handbook.render.figures.matrix import matrix
from handbook.render.figures.svg import Svg
from handbook.render.figures.ways import Ways, draw_ways

_DRAWN: dict[str, Callable[[Any], Svg]] = {
    "matrix": matrix,
    "cycle": cycle,
    "flow": flow,
    "layers": layers,
    "curve": curve,
    "funnel": funnel,
}


def draw(figure: AnyFigure, alt: str) -> Markup:
    """The figure as an `<svg>` element that a screen reader announces as `alt`."""
    return Markup(_DRAWN[figure.kind](figure).element(alt))  # noqa: S704 - every text in it is escaped by Svg


def draw_map(ways: Ways, alt: str) -> Markup:
    """The map of a case as an `<svg>` element that a screen reader announces as `alt`."""
    return Markup(draw_ways(ways, alt))  # noqa: S704 - every text in it is escaped by draw_ways
