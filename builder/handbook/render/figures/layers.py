"""Layers: a stack from top to bottom, or rings from outside to inside."""

from handbook.model.figure import LayersFigure
from handbook.render.figures.svg import LINE, WIDTH, Svg
from handbook.text.measure import wrap

_PAD = 14
_RING = 34


def layers(figure: LayersFigure) -> Svg:
    """Draw the layers in the shape the figure names."""
    return _rings(figure) if figure.shape == "rings" else _stack(figure)


def _stack(figure: LayersFigure) -> Svg:
    svg = Svg()
    y = 2.0
    room = WIDTH - 4 - 2 * _PAD
    for number, node in enumerate(figure.nodes):
        title = wrap(node.label, room, 15)
        body = wrap(node.say, room, 13) if node.say else []
        height = (len(title) + len(body)) * LINE + 20
        svg.rect(2, y, WIDTH - 4, height, f"tint-{number % 4}")
        after = svg.text(2 + _PAD, y + 25, title, "strong-text", "start")
        svg.text(2 + _PAD, after, body, "small", "start")
        y += height + 5
    return svg


def _rings(figure: LayersFigure) -> Svg:
    """Rings hold only the names; what each means stands below, in the same order."""
    svg = Svg()
    count = len(figure.nodes)
    radius = min(WIDTH / 2 - 4, _RING * count + 46)
    step = (radius - 54) / (count - 1)
    for number, node in enumerate(figure.nodes):
        r = radius - number * step
        svg.circle(WIDTH / 2, radius + 2, r, f"tint-{number % 4}")
        lines = wrap(node.label, 1.6 * r, 15)
        inmost = number == count - 1
        middle = radius + 7 - (len(lines) - 1) * LINE / 2 if inmost else radius + 2 - r + step / 2 + 5
        svg.text(WIDTH / 2, middle, lines, "strong-text")
    y = 2 * radius + 28
    for node in figure.nodes:
        if node.say:
            y = svg.text(4, y, wrap(f"{node.label}：{node.say}", WIDTH - 8, 13), "small", "start") + 3
    return svg
