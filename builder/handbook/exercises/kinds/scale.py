"""The definition of a scale."""

from collections.abc import Iterable, Iterator

from handbook.content.handbook import Handbook
from handbook.exercises.ask import ask
from handbook.exercises.contract import Ask, Bounds, OutlineParts, ScaleDetails, if_any
from handbook.exercises.contract import ScaleItem as Item
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


def details(scale: Scale, handbook: Handbook) -> ScaleDetails:
    """The scale's own part of the definition."""
    other = handbook.exercises.get(scale.compare_with or "")
    return {
        "points": len(scale.points),
        "items": [_item(i) for i in scale.items],
        "subscales": [{"id": s.id, "label": s.label, "bands": _bounds(s.bands)} for s in scale.subscales],
        "bands": _bounds(scale.bands),
        "outputs": {ident: {"label": label} for ident, label in _parts(scale, handbook)},
        "compare": {"id": other.id, "title": other.title} if other else None,
    }


def outline(scale: Scale, handbook: Handbook) -> OutlineParts:
    """Data for a chart of then and now."""
    return {
        "points": len(scale.points),
        "parts": _parts(scale, handbook),
        "compare": if_any(scale.compare_with),
    }


def _parts(scale: Scale, handbook: Handbook) -> list[tuple[str, str]]:
    """(id, label) of the subscales and the total."""
    total = lookup(words(handbook.settings.language), "js.scale.scale_total")
    return [*((s.id, s.label) for s in scale.subscales), ("total", total)]


def _item(item: ScaleItem) -> Item:
    found: Item = {"id": item.id, "sub": item.subscale}
    if item.reversed:
        found["reversed"] = True
    if item.weight != 1:
        found["weight"] = item.weight
    return found


def _bounds(bands: Iterable[Band]) -> Bounds:
    return [band.below for band in bands]
