"""One question of every type, for the sheet of templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.exchange.bank.labels import Labels
from handbook.exchange.bank.rows import Row

Shape = tuple[tuple[str, Mapping[str, str]], ...]
_RIGHT = "=true"
_SHAPES: Mapping[str, Shape] = {
    "single": (
        ("single", {"content": "ask"}),
        ("option", {"content": "right", "answer": _RIGHT, "explain": "right_why"}),
        ("option", {"content": "wrong", "explain": "wrong_why"}),
    ),
    "multiple": (
        ("multiple", {"content": "ask"}),
        ("option", {"content": "first", "answer": _RIGHT, "explain": "right_why"}),
        ("option", {"content": "second", "answer": _RIGHT, "explain": "right_why"}),
        ("option", {"content": "wrong", "explain": "wrong_why"}),
    ),
    "truefalse": (
        ("truefalse", {"content": "ask"}),
        ("verdict", {"content": "=true", "explain": "true_why"}),
        ("verdict", {"content": "=false", "answer": _RIGHT, "explain": "false_why"}),
    ),
    "blank": (
        ("blank", {"content": "ask", "explain": "explain"}),
        ("gap", {"content": "label", "answer": "accept"}),
    ),
    "numeric": (
        ("numeric", {"content": "ask", "answer": "=30", "explain": "explain", "hint": "hint", "tolerance": "=0.5",
                     "unit": "unit"}),
    ),
    "order": (
        ("order", {"content": "ask", "explain": "explain"}),
        *(("step", {"content": key}) for key in ("first", "second", "third")),
    ),
    "match": (
        ("match", {"content": "ask", "explain": "explain"}),
        *(("pair", {"content": f"left_{key}", "answer": f"right_{key}"}) for key in "ab"),
        ("extra", {"answer": "extra"}),
    ),
    "sort": (
        ("sort", {"content": "ask"}),
        *(("bucket", {"content": f"bucket_{key}"}) for key in "ab"),
        *(("item", {"content": f"item_{key}", "answer": f"bucket_{key}", "explain": f"why_{key}"}) for key in "ab"),
    ),
}  # fmt: skip
"""By type the rows and what stands in their cells: a text of the catalogue, or behind = a value."""


def samples(labels: Labels) -> Iterator[tuple[Row, ...]]:
    """The rows of an example of each type, in their order; none has an id."""
    for kind, shape in _SHAPES.items():
        yield tuple(_row(labels, kind, *row) for row in shape)


def _row(labels: Labels, kind: str, row: str, cells: Mapping[str, str]) -> Row:
    texts = {
        column: key[1:] if key.startswith("=") else labels.say(f"template.{kind}_{key}")
        for column, key in cells.items()
    }  # fmt: skip
    return Row(row, "", {**texts, "level": "apply"} if row == kind else texts)
