"""What the browser knows of a scale."""

from collections.abc import Iterable
from typing import Any

from handbook.content.handbook import Handbook
from handbook.model.exercises.base import Band
from handbook.model.exercises.scale import Scale, ScaleItem
from handbook.text.catalogue import lookup, words


def details(scale: Scale, handbook: Handbook) -> dict[str, Any]:
    """The scale's own part of the definition: `Details` in frontend/src/exercises/scale/scale.ts."""
    other = handbook.exercises.get(scale.compare_with or "")
    total = lookup(words(handbook.settings.language), "js.scale.scale_total")
    return {
        "points": len(scale.points),
        "items": [_item(i) for i in scale.items],
        "subscales": [{"id": s.id, "label": s.label, "bands": _bounds(s.bands)} for s in scale.subscales],
        "bands": _bounds(scale.bands),
        "outputs": {s.id: {"label": s.label} for s in scale.subscales} | {"total": {"label": total}},
        "compare": {"id": other.id, "title": other.title} if other else None,
    }


def _item(item: ScaleItem) -> dict[str, object]:
    found: dict[str, object] = {"id": item.id, "sub": item.subscale}
    if item.reversed:
        found["reversed"] = True
    if item.weight != 1:
        found["weight"] = item.weight
    return found


def _bounds(bands: Iterable[Band]) -> list[float | None]:
    return [band.below for band in bands]
