"""A flow: stations from top to bottom, as a phone reads."""

from handbook.model.figure import FlowFigure
from handbook.render.figures.svg import LINE, WIDTH, Svg
from handbook.text.measure import wrap

_PAD = 14
_GAP = 26


def flow(figure: FlowFigure) -> Svg:
    """Draw numbered boxes joined by arrows."""
    svg = Svg()
    y = 2.0
    room = WIDTH - 4 - 2 * _PAD - 34
    for number, node in enumerate(figure.nodes, 1):
        title = wrap(node.label, room, 15)
        body = wrap(node.say, room, 13) if node.say else []
        height = (len(title) + len(body)) * LINE + 20
        if number > 1:
            svg.arrow(WIDTH / 2, y - _GAP + 4, WIDTH / 2, y - 4)
        svg.rect(2, y, WIDTH - 4, height, "cell")
        svg.circle(28, y + height / 2, 14, "number")
        svg.text(28, y + height / 2 + 5, [str(number)], "number-text")
        after = svg.text(52, y + 25, title, "strong-text", "start")
        svg.text(52, after, body, "small", "start")
        y += height + _GAP
    return svg
