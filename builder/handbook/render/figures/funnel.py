"""A funnel: bars that shrink with the numbers, and how much passes from stage to stage."""

from handbook.model.figure import FunnelFigure
from handbook.render.figures.svg import WIDTH, Svg
from handbook.text.measure import width

_BAR = 44
_GAP = 26


def funnel(figure: FunnelFigure) -> Svg:
    """Draw the stages; a bar's width is its share of the largest stage."""
    svg = Svg()
    values = [node.value or 0.0 for node in figure.nodes]
    most = max(values) or 1.0
    y = 2.0
    for number, node in enumerate(figure.nodes):
        wide = max(8.0, (WIDTH - 4) * values[number] / most)
        svg.rect(WIDTH / 2 - wide / 2, y, wide, _BAR, f"tint-{number % 4}")
        amount = f"{values[number]:g}{' ' + figure.unit if figure.unit else ''}"
        words = f"{node.label}　{amount}"
        beside = wide < width(words, 15) < (WIDTH - wide) / 2 - 10
        x, anchor = (WIDTH / 2 + wide / 2 + 8, "start") if beside else (WIDTH / 2, "middle")
        svg.text(x, y + 27, [words], "strong-text", anchor)
        y += _BAR
        if number + 1 < len(values):
            share = f"{100 * values[number + 1] / values[number]:.0f}%" if values[number] else "–"
            svg.text(WIDTH / 2, y + 18, [f"↓ {share}{'　' + node.say if node.say else ''}"], "small")
            y += _GAP
    return svg
