"""Figures are well-formed SVG, name themselves, keep inside their frame, and print any text as text."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from handbook.model.figure import AnyFigure
from handbook.render.figures import draw
from handbook.render.figures.svg import WIDTH
from handbook.render.figures.ways import draw_ways
from handbook.text.measure import width, wrap
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

HOSTILE = "<script>\"&'"
FIGURES: dict[str, dict[str, Any]] = {
    "matrix": {"x": ["急", "不急"], "y": ["重要", "不重要"], "cells": [{"title": HOSTILE, "items": ["甲" * 40]}] * 4},
    "cycle": {"nodes": [{"label": "觉察", "say": HOSTILE}, {"label": "分析"}, {"label": "安排"}]},
    "flow": {"nodes": [{"label": HOSTILE}, {"label": "乙", "say": "说明" * 30}]},
    "layers": {"shape": "rings", "nodes": [{"label": "外"}, {"label": "内", "say": HOSTILE}]},
    "curve": {
        "x_title": "钟点",
        "y_title": HOSTILE,
        "series": [{"label": "甲", "points": [{"x": 1, "y": 0}, {"x": 2, "y": 0}]}],
    },
    "funnel": {"nodes": [{"label": "拜访", "value": 833}, {"label": "成交", "value": 0}]},
}
ADAPTER: TypeAdapter[AnyFigure] = TypeAdapter(AnyFigure)


@pytest.mark.parametrize("kind", FIGURES)
def test_figure_is_well_formed_and_labelled(kind: str) -> None:
    svg = ET.fromstring(draw(ADAPTER.validate_python({"kind": kind, **FIGURES[kind]}), f"说明 {HOSTILE}"))  # noqa: S314 - ours
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == f"说明 {HOSTILE}"
    assert not svg.findall(".//script")


@pytest.mark.parametrize("kind", FIGURES)
def test_nothing_lies_outside_the_frame(kind: str) -> None:
    svg = ET.fromstring(draw(ADAPTER.validate_python({"kind": kind, **FIGURES[kind]}), "说明"))  # noqa: S314 - ours
    height = float((svg.get("viewBox") or "").split()[3])
    for text in svg.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(text.get("x") or 0) <= WIDTH
        assert 0 < float(text.get("y") or 0) <= height


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=60))
def test_wrapping_keeps_every_character(text: str) -> None:
    assert "".join(wrap(text, 100)) == text


def test_wrapped_lines_fit() -> None:
    lines = wrap("周宁这周拜访了恒源纺织和 Mingda Electronics，一共 12 家", 120)
    assert all(width(line) <= 120 + 14 for line in lines)


def test_the_map_of_a_case_has_every_scene_and_every_way_once() -> None:
    ways = {"a": ("b", "c", "c"), "b": ("c", "d"), "c": ("d",), "d": ()}
    svg = draw_ways(ways, '<走法> & "图"')
    root = ET.fromstring(svg)  # noqa: S314 - our own
    marks = [part.get("data-of") for part in root if part.get("data-of")]
    assert marks == ["a b", "a c", "b c", "b d", "c d", "a", "b", "c", "d"]
    tops = [float(str(text.get("y"))) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert tops == sorted(tops), "every way leads downwards"
    assert len(root.findall(".//{http://www.w3.org/2000/svg}rect")) == 1


def test_a_wide_case_goes_to_further_rows() -> None:
    ends = tuple(f"e{n}" for n in range(30))
    root = ET.fromstring(draw_ways({"a": ends, **dict.fromkeys(ends, ())}, "图"))  # noqa: S314 - our own
    places = [(text.get("x"), text.get("y")) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert len(set(places)) == 31
