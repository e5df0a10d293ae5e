"""The report as one HTML file that needs nothing else, and from which nothing can be asked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from handbook.exchange.cells import Cell, short
from handbook.exchange.results.report import Report
from handbook.exchange.results.tables import Table, Wording
from handbook.render.environment import TEMPLATES

MOST_ROWS = 2_000
"""More lines are left to the CSV files."""
SIZE = 360


def page(report: Report, said: Wording, tables: Mapping[str, Table], made: str) -> bytes:
    """The page as UTF-8."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    env.filters["cell"] = _cell
    people = tables["people"]
    cohorts = tables["cohorts"]
    text = env.get_template("results/report.html.j2").render(
        say=said.say,
        own=said.own,
        language=said.facts.handbook.settings.language,
        made=made,
        again=said.again(report),
        quizzes=[_quiz(one, said, tables["questions"]) for one in report["quizzes"] if one["percent"]],
        changed=[text for one in report["changes"] for text in said.change(one)],
        changes=tables["changes"] if tables["changes"].rows else None,
        scales=tables["scales"],
        few=any(not one for scale in report["scales"] for one in scale["parts"].values()),
        radars=[radar for scale in report["scales"] if (radar := _radar(scale, said))],
        choices=tables["choices"],
        people=people if len(people.rows) <= MOST_ROWS else None,
        count=len(people.rows),
        cohorts=cohorts if len({row[0] for row in cohorts.rows}) > 1 else None,
        problems=_cut(tables["problems"]),
    )
    return text.encode("utf-8", "replace")


def _cut(table: Table) -> Table:
    return Table(table.name, table.title, table.heads, table.rows[:MOST_ROWS])


def _cell(cell: Cell) -> str:
    return "–" if cell is None else cell if isinstance(cell, str) else short(cell, 2)


def _quiz(quiz: Mapping[str, Any], said: Wording, items: Table) -> dict[str, Any]:
    most = max(quiz["bins"]) or 1
    labels = [said.say("bin", to=10 * n + 10, **{"from": 10 * n}) for n in range(10)]
    bins = [(label, count, f"{100 * count / most:.1f}") for label, count in zip(labels, quiz["bins"], strict=True)]
    title = said.title(quiz["id"])
    rows = [row[2:] for row in items.rows if row[0] == title]
    table = Table("items", said.say("items"), items.heads[2:], rows)
    return {"title": title, "summary": said.summary(quiz), "bins": bins, "table": table}


def _radar(scale: Mapping[str, Any], said: Wording) -> dict[str, Any] | None:
    """The class's mean, and the middle half as a band; the table beside it says the same."""
    parts = {part: one for part, one in scale["parts"].items() if one and part != "total"}
    if len(parts) < 3:  # noqa: PLR2004
        return None
    most = said.facts.exercises[scale["id"]]["points"]
    shares = {key: [(one[key] - 1) / (most - 1) for one in parts.values()] for key in ("q1", "mean", "q3")}
    grid = [
        _ring([step / (most - 1)] * len(parts), 'fill="none" stroke="currentColor" opacity=".2"')
        for step in range(1, most)
    ]
    band = [_path([*shares["q3"]]), _path([*shares["q1"]])]
    labels = []
    for n, part in enumerate(parts):
        x, y = _point(n, len(parts), 1.14)
        labels.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="currentColor" font-size="13">'
                      f"{escape(said.part(scale['id'], part))}</text>")  # fmt: skip
    title = said.title(scale["id"])
    drawn = "".join([
        *grid, f'<path d="{" ".join(band)}" fill-rule="evenodd" fill="#2f6f5e" opacity=".25"/>',
        _ring(shares["mean"], 'fill="none" stroke="#2f6f5e" stroke-width="2"'), *labels,
    ])  # fmt: skip
    size = f'viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}"'
    svg = f'<svg {size} role="img" aria-label="{escape(title)}">{drawn}</svg>'
    return {"title": title, "svg": Markup(svg)}  # noqa: S704 - numbers, and escaped labels


def _point(n: int, of: int, share: float) -> tuple[float, float]:
    angle = 2 * math.pi * n / of
    radius = SIZE * 0.38 * share
    return SIZE / 2 + radius * math.sin(angle), SIZE / 2 - radius * math.cos(angle)


def _path(shares: list[float]) -> str:
    points = (_point(n, len(shares), share) for n, share in enumerate(shares))
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def _ring(shares: list[float], look: str) -> str:
    return f'<path d="{_path(shares)}" {look}/>'
