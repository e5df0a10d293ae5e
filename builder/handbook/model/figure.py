"""Figures: data from which an SVG is drawn at build time."""

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.base import Line, Model


class Quadrant(Model):
    """One cell of a matrix."""

    title: Line = Field(description="格名。")
    say: Line | None = Field(None, description="一句说明。")
    items: tuple[Line, ...] = Field((), description="落在这格里的事。")


class MatrixFigure(Model):
    """A 2×2 matrix; cells in reading order: top left, top right, bottom left, bottom right."""

    kind: Literal["matrix"]
    x: tuple[Line, Line] = Field(description="横轴两端，左、右。")
    y: tuple[Line, Line] = Field(description="纵轴两端，上、下。")
    x_title: Line | None = Field(None, description="横轴名。")
    y_title: Line | None = Field(None, description="纵轴名。")
    cells: tuple[Quadrant, Quadrant, Quadrant, Quadrant] = Field(description="四格：左上、右上、左下、右下。")
    emphasis: int | None = Field(None, ge=1, le=4, description="强调第几格。")


class Node(Model):
    """A station of a cycle, flow, stack or funnel."""

    label: Line = Field(description="名称。")
    say: Line | None = Field(None, description="一句说明。")
    value: float | None = Field(None, description="漏斗图里的数量。")


class CycleFigure(Model):
    """Stations that lead back to the first."""

    kind: Literal["cycle"]
    nodes: tuple[Node, ...] = Field(min_length=3, max_length=8, description="顺时针的各站。")
    centre: Line | None = Field(None, description="圆心里的字。")


class FlowFigure(Model):
    """Stations one after another."""

    kind: Literal["flow"]
    nodes: tuple[Node, ...] = Field(min_length=2, max_length=8, description="先后各步。")


class LayersFigure(Model):
    """Layers from top to bottom, or circles from outside to inside."""

    kind: Literal["layers"]
    shape: Literal["stack", "rings"] = Field("stack", description="stack 叠层；rings 同心圈，由外到内。")
    nodes: tuple[Node, ...] = Field(min_length=2, max_length=7, description="各层，自上而下或由外到内。")


class Point(Model):
    """A point of a curve."""

    x: float | Line = Field(description="横坐标：数或类别名。")
    y: float = Field(description="纵坐标。")


class Series(Model):
    """A named line or row of bars."""

    label: Line = Field(description="名称。")
    points: tuple[Point, ...] = Field(min_length=2, max_length=60, description="各点。")


class CurveFigure(Model):
    """Lines or bars over an axis, such as a day's energy or a Pareto curve."""

    kind: Literal["curve"]
    x_title: Line = Field(description="横轴名（含单位）。")
    y_title: Line = Field(description="纵轴名（含单位）。")
    draw: Literal["line", "bar", "pareto"] = Field("line", description="线、柱或帕累托（柱加累计线）。")
    series: tuple[Series, ...] = Field(min_length=1, max_length=4, description="各组数据。")


class FunnelFigure(Model):
    """Numbers that shrink from stage to stage."""

    kind: Literal["funnel"]
    unit: Line | None = Field(None, description="数量的单位。")
    nodes: tuple[Node, ...] = Field(min_length=2, max_length=8, description="各段；每段写 value。")


AnyFigure = Annotated[
    MatrixFigure | CycleFigure | FlowFigure | LayersFigure | CurveFigure | FunnelFigure,
    Field(discriminator="kind"),
]
