"""Curves: lines, bars or a Pareto chart over categories or numbers."""

from itertools import accumulate

from handbook.model.figure import CurveFigure, Point, Series
from handbook.render.figures.svg import LINE, WIDTH, Svg, n
from handbook.text.measure import width, wrap

_LEFT, _RIGHT, _TOP, _HEIGHT = 40, 12, 34, 190
_MARGIN = 4.0
MOST_DOTS = 24
"""Points beyond which dots would hide the line."""


def curve(figure: CurveFigure) -> Svg:
    """Draw the axes and the series; a Pareto chart sorts its bars and adds the cumulative share."""
    svg = Svg()
    if figure.draw == "pareto":
        return _pareto(svg, figure)
    labels = [str(_label(p)) for p in figure.series[0].points]
    low = min(0.0, *(p.y for s in figure.series for p in s.points))
    high = _nice(max(p.y for s in figure.series for p in s.points))
    _axes(svg, figure, low, high, labels)
    for number, series in enumerate(figure.series):
        (_bars if figure.draw == "bar" else _line)(svg, figure, series, number, low, high)
    _legend(svg, [s.label for s in figure.series])
    return svg


def _pareto(svg: Svg, figure: CurveFigure) -> Svg:
    points = sorted(figure.series[0].points, key=lambda p: -p.y)
    total = sum(p.y for p in points) or 1.0
    shares = [100 * value / total for value in accumulate(p.y for p in points)]
    high = _nice(points[0].y)
    _axes(svg, figure, 0, high, [str(_label(p)) for p in points])
    sorted_series = Series(label=figure.series[0].label, points=tuple(points))
    _bars(svg, figure, sorted_series, 0, 0, high)
    places = [(_x(i, len(points)), _y(share, 0, 100)) for i, share in enumerate(shares)]
    svg.path("M" + " L".join(f"{n(x)} {n(y)}" for x, y in places), "line-1")
    for number, ((x, y), share) in enumerate(zip(places, shares, strict=True)):
        svg.circle(x, y, 3, "dot-1")
        svg.text(x, min(y - 8, _y(points[number].y, 0, high) - 6), [f"{share:.0f}%"], "tiny")
    _legend(svg, [figure.series[0].label, "累计 %"])
    return svg


def _axes(svg: Svg, figure: CurveFigure, low: float, high: float, labels: list[str]) -> None:
    svg.text(4, 14, [figure.y_title], "axis", "start")
    steps = 4 if low else _steps(high)
    for step in range(steps + 1):
        value = low + (high - low) * step / steps
        y = _y(value, low, high)
        svg.line(_LEFT, y, WIDTH - _RIGHT, y, "grid")
        svg.text(_LEFT - 5, y + 4, [f"{value:g}"], "tiny", "end")
    every = max(1, -(-len(labels) * 30 // (WIDTH - _LEFT - _RIGHT)))
    room = (WIDTH - _LEFT - _RIGHT) / len(labels) * every - 2
    base = _TOP + _HEIGHT + 16
    for i, label in enumerate(labels):
        if i % every == 0:
            lines = [label] if width(label, 12) <= room else wrap(label, room, 12)[:3]
            for row, line in enumerate(lines):
                svg.text(_x(i, len(labels)), base + row * 14, [line], "tiny")
    svg.text(WIDTH - _RIGHT, svg.height + 14, [figure.x_title], "axis", "end")


def _line(svg: Svg, figure: CurveFigure, series: Series, number: int, low: float, high: float) -> None:
    count = len(series.points)
    places = [(_x(i, count), _y(p.y, low, high)) for i, p in enumerate(series.points)]
    svg.path("M" + " L".join(f"{n(x)} {n(y)}" for x, y in places), f"line-{number}")
    if count <= MOST_DOTS:
        for x, y in places:
            svg.circle(x, y, 3, f"dot-{number}")


def _bars(svg: Svg, figure: CurveFigure, series: Series, number: int, low: float, high: float) -> None:
    count, groups = len(series.points), len(figure.series)
    slot = (WIDTH - _LEFT - _RIGHT) / count
    wide = slot * 0.7 / groups
    zero = _y(max(0.0, low), low, high)
    for i, point in enumerate(series.points):
        x = _x(i, count) - wide * groups / 2 + wide * number
        y = _y(point.y, low, high)
        svg.rect(x, min(y, zero), wide, max(1.0, abs(zero - y)), f"bar-{number}", r=2)


def _legend(svg: Svg, labels: list[str]) -> None:
    if len(labels) == 1:
        return
    y = svg.height + 18
    x = _MARGIN
    for number, label in enumerate(labels):
        if x > _MARGIN and x + 24 + width(label, 13) > WIDTH:
            x, y = _MARGIN, y + LINE
        svg.line(x, y - 4, x + 18, y - 4, f"line-{number}")
        svg.text(x + 23, y, [label], "small", "start")
        x += 23 + width(label, 13) + 16


def _label(point: Point) -> str:
    return point.x if isinstance(point.x, str) else f"{point.x:g}"


def _x(index: int, count: int) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (index + 0.5) / count


def _y(value: float, low: float, high: float) -> float:
    return _TOP + _HEIGHT * (1 - (value - low) / ((high - low) or 1.0))


def _steps(high: float) -> int:
    """Into how many round steps a scale from nought to a number of `_nice` falls."""
    first = int(f"{high:e}"[0])
    return {1: 5, 3: 3, 5: 5, 6: 3}.get(first, 4)


def _nice(value: float) -> float:
    """The next round number at or above `value`, which falls into a few round steps."""
    step = 1.0
    while step < value:
        step *= 10
    for part in (0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0):
        if part * step >= value:
            return round(part * step, 10)
    return step
