"""The 2×2 matrix: axis words outside, a title, a sentence and items in each cell."""

import re

from handbook.model.figure import MatrixFigure, Quadrant
from handbook.render.figures.svg import LINE, WIDTH, Svg
from handbook.text.measure import wrap

_LEFT = 26
_GAP = 8
_CELL = (WIDTH - _LEFT - _GAP - 2) / 2
_PAD = 10


def matrix(figure: MatrixFigure) -> Svg:
    """Draw the four cells in reading order; rows are as tall as their fuller cell."""
    svg = Svg()
    top = _head(svg, figure)
    for row in (0, 1):
        cells = figure.cells[2 * row : 2 * row + 2]
        height = max(*(_height(cell) for cell in cells), len(_marks(figure.y[row])) * LINE + 6)
        _side(svg, figure.y[row], top + height / 2)
        for column, cell in enumerate(cells):
            x = _LEFT + column * (_CELL + _GAP)
            strong = figure.emphasis == 2 * row + column + 1
            _cell(svg, cell, x, top, height, "strong" if strong else "cell")
        top += height + _GAP
    return svg


def _head(svg: Svg, figure: MatrixFigure) -> float:
    y = 14.0
    titles = [title for title in (figure.y_title, figure.x_title) if title]
    if titles:
        y = svg.text(_LEFT + _CELL + _GAP / 2, y, ["　×　".join(titles)], "axis-title") + 2
    for column in (0, 1):
        svg.text(_LEFT + column * (_CELL + _GAP) + _CELL / 2, y, [figure.x[column]], "axis")
    return y + 9


def _side(svg: Svg, word: str, middle: float) -> None:
    """A word at the left, written downwards, as Chinese can be."""
    marks = _marks(word)
    start = middle - (len(marks) - 1) * LINE / 2 + 5
    svg.text(_LEFT / 2, start, marks, "axis")


def _marks(word: str) -> list[str]:
    """Return the marks that stand below one another: a Chinese character or a whole number each."""
    return re.findall(r"[!-~]+|[^ !-~]", word)


def _cell(svg: Svg, cell: Quadrant, x: float, y: float, height: float, kind: str) -> None:
    svg.rect(x, y, _CELL, height, kind)
    after = svg.text(x + _PAD, y + 24, wrap(cell.title, _CELL - 2 * _PAD, 15), "strong-text", "start")
    for line in _body(cell):
        after = svg.text(x + _PAD, after, [line], "small", "start")


def _body(cell: Quadrant) -> list[str]:
    room = _CELL - 2 * _PAD
    lines = wrap(cell.say, room, 13) if cell.say else []
    for item in cell.items:
        first, *rest = wrap(item, room - 14, 13)
        lines += [f"· {first}", *(f"　{line}" for line in rest)]
    return lines


def _height(cell: Quadrant) -> float:
    lines = len(wrap(cell.title, _CELL - 2 * _PAD, 15)) + len(_body(cell))
    return max(90.0, lines * LINE + 22)
