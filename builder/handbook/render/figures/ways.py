"""The map of a case: scenes as numbered circles from top to bottom, endings as squares, turns as lines between them.

Every scene and every line carries `data-of`, by which a page marks the way that was walked.
"""

from collections.abc import Mapping, Sequence
from html import escape

from handbook.render.figures.svg import WIDTH, n

Ways = Mapping[str, Sequence[str]]
"""Scene → the scenes it leads to, the first scene first; an ending leads nowhere. Without circles."""
_R = 15
_ROW = 62
_TOP = 20
_MOST = 9
"""Scenes side by side; more go to a further row."""


def draw_ways(ways: Ways, alt: str) -> str:
    """The map as an `<svg>` element that a screen reader announces as `alt`."""
    rows = _rows(ways)
    at = {
        scene: (_x(place, len(row)), _TOP + level * _ROW)
        for level, row in enumerate(rows)
        for place, scene in enumerate(row)
    }
    numbers = {scene: number for number, scene in enumerate(ways, 1)}
    lines = [_line(scene, to, at) for scene in ways for to in dict.fromkeys(ways[scene])]
    nodes = [_node(scene, numbers[scene], at[scene], ends=not ways[scene]) for scene in ways]
    size = f'viewBox="0 0 {WIDTH} {n(_TOP * 2 + (len(rows) - 1) * _ROW)}"'
    head = f'<svg class="hb-ways" xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(alt)}">'
    return "".join([head, *lines, *nodes, "</svg>"])


def _rows(ways: Ways) -> list[list[str]]:
    """Scenes by the longest way to them; in a row, those near each other that come from near each other."""
    levels = _levels(ways)
    rows: list[list[str]] = []
    place: dict[str, float] = {}
    for level in range(max(levels.values()) + 1):
        row = [scene for scene in ways if levels[scene] == level]
        row.sort(key=lambda scene: _mean([place[one] for one in place if scene in ways[one]]))
        place |= {scene: (at + 0.5) / len(row) for at, scene in enumerate(row)}
        rows += [row[start : start + _MOST] for start in range(0, len(row), _MOST)]
    return rows


def _levels(ways: Ways) -> dict[str, int]:
    levels = dict.fromkeys(ways, 0)
    for _ in ways:
        for scene, following in ways.items():
            for to in following:
                levels[to] = max(levels[to], levels[scene] + 1)
    return levels


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.5


def _x(place: int, count: int) -> float:
    return WIDTH / 2 + (place - (count - 1) / 2) * min(88, (WIDTH - 2 * _R - 4) / max(1, count - 1))


def _line(scene: str, to: str, at: Mapping[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = at[scene], at[to]
    bend = (y2 - y1) / 2
    d = f"M{n(x1)} {n(y1)} C{n(x1)} {n(y1 + bend)} {n(x2)} {n(y2 - bend)} {n(x2)} {n(y2)}"
    return f'<path class="hb-ways__line" data-of="{escape(f"{scene} {to}")}" d="{d}"/>'


def _node(scene: str, number: int, place: tuple[float, float], *, ends: bool) -> str:
    x, y = place
    circle = f'<circle cx="{n(x)}" cy="{n(y)}" r="{_R}"/>'
    square = f'<rect x="{n(x - _R)}" y="{n(y - _R)}" width="{2 * _R}" height="{2 * _R}" rx="4"/>'
    text = f'<text x="{n(x)}" y="{n(y + 5)}" text-anchor="middle">{number}</text>'
    return f'<g class="hb-ways__scene" data-of="{escape(scene)}">{square if ends else circle}{text}</g>'
