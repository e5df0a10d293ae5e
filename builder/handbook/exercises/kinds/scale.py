"""The definition of a scale."""

from collections.abc import Iterable, Iterator
from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.ask import Ask, ask
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature
from handbook.model.exercises.base import Band
from handbook.model.exercises.scale import Scale, ScaleItem
from handbook.text.catalogue import lookup, words


def questions(scale: Scale, _: Plain) -> Iterator[tuple[str, Ask]]:
    """The items."""
    points = [(str(value), label) for value, label in enumerate(scale.points, 1)]
    for item in scale.items:
        sig = signature(item.text, scale.points)
        yield item.id, ask(item.text, sig, "number", item.was, options=points, range=(1, len(points)))


def needs(scale: Scale) -> list[str]:
    """All items."""
    return [item.id for item in scale.items]


def details(scale: Scale, handbook: Handbook) -> dict[str, Any]:
    """The scale's own part of the definition: `Details` in frontend/src/exercises/scale/scale.ts."""
    other = handbook.exercises.get(scale.compare_with or "")
    return {
        "points": len(scale.points),
        "items": [_item(i) for i in scale.items],
        "subscales": [{"id": s.id, "label": s.label, "bands": _bounds(s.bands)} for s in scale.subscales],
        "bands": _bounds(scale.bands),
        "outputs": {s.id: {"label": s.label} for s in scale.subscales} | {"total": {"label": _total(handbook)}},
        "compare": {"id": other.id, "title": other.title} if other else None,
    }


def outline(scale: Scale, handbook: Handbook) -> dict[str, Any]:
    """Data for a chart of then and now."""
    parts = [*((s.id, s.label) for s in scale.subscales), ("total", _total(handbook))]
    return {"points": len(scale.points), "parts": parts, "compare": scale.compare_with}


def _total(handbook: Handbook) -> str:
    return lookup(words(handbook.settings.language), "js.scale.scale_total")


def _item(item: ScaleItem) -> dict[str, object]:
    found: dict[str, object] = {"id": item.id, "sub": item.subscale}
    if item.reversed:
        found["reversed"] = True
    if item.weight != 1:
        found["weight"] = item.weight
    return found


def _bounds(bands: Iterable[Band]) -> list[float | None]:
    return [band.below for band in bands]
