"""A cycle: stations around a circle, clockwise from the top, each leading to the next."""

from math import cos, pi, sin

from handbook.model.figure import CycleFigure
from handbook.render.figures.svg import WIDTH, Svg, n
from handbook.text.measure import wrap

_RADIUS = 128
_STATION = 44


def cycle(figure: CycleFigure) -> Svg:
    """Draw the ring, the stations on it, and below what each station means."""
    svg = Svg()
    cx, cy = WIDTH / 2, _RADIUS + _STATION + 2
    count = len(figure.nodes)
    size = min(_STATION, 2 * _RADIUS * sin(pi / count) / 2 - 9)
    for number in range(count):
        _arc(svg, cx, cy, number, count, size)
    for number, node in enumerate(figure.nodes):
        x, y = _at(cx, cy, number / count)
        svg.circle(x, y, size, "cell")
        lines = wrap(node.label, 1.75 * size)
        svg.text(x, y + 5 - (len(lines) - 1) * 9.5, lines, "strong-text")
    if figure.centre:
        lines = wrap(figure.centre, 2 * (_RADIUS - size) - 16)
        svg.text(cx, cy + 5 - (len(lines) - 1) * 9.5, lines, "axis-title")
    y = cy + _RADIUS + _STATION + 22
    for node in figure.nodes:
        if node.say:
            y = svg.text(4, y, wrap(f"{node.label}：{node.say}", WIDTH - 8, 13), "small", "start") + 3
    return svg


def _at(cx: float, cy: float, turn: float) -> tuple[float, float]:
    angle = 2 * pi * turn - pi / 2
    return cx + _RADIUS * cos(angle), cy + _RADIUS * sin(angle)


def _arc(svg: Svg, cx: float, cy: float, number: int, count: int, size: float) -> None:
    """The way from one station to the next, free of both, with a head at its end."""
    free = (size + 5) / (2 * pi * _RADIUS)
    x1, y1 = _at(cx, cy, number / count + free)
    x2, y2 = _at(cx, cy, (number + 1) / count - free)
    svg.path(f"M{n(x1)} {n(y1)} A{_RADIUS} {_RADIUS} 0 0 1 {n(x2)} {n(y2)}", "arrow")
    bx, by = _at(cx, cy, (number + 1) / count - free - 0.012)
    length = max(1e-9, ((x2 - bx) ** 2 + (y2 - by) ** 2) ** 0.5)
    svg.arrow(x2 - (x2 - bx) / length, y2 - (y2 - by) / length, x2, y2)
