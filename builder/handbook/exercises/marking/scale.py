"""Weighted means of a scale's answers; the browser's twin is frontend/src/scoring/scale.ts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.model.exercises.base import Band
from handbook.model.exercises.scale import Scale, ScaleItem


@dataclass(frozen=True, slots=True)
class Mean:
    """A weighted mean over the items answered; None when fewer than half of them are."""

    value: float | None
    missing: tuple[str, ...]


def subscales(scale: Scale, answers: Mapping[str, object]) -> dict[str, Mean]:
    """The mean of each subscale, by its id. A reversed item counts from the other end."""
    return {sub.id: _mean(scale, [i for i in scale.items if i.subscale == sub.id], answers) for sub in scale.subscales}


def total(scale: Scale, answers: Mapping[str, object]) -> Mean:
    """The mean over all items, under the same rule."""
    return _mean(scale, scale.items, answers)


def band(bands: Iterable[Band], value: float | None) -> Band | None:
    """The first band whose bound the value is below, or the one without a bound."""
    if value is None:
        return None
    return next((b for b in bands if b.below is None or value < b.below), None)


def _mean(scale: Scale, items: Sequence[ScaleItem], answers: Mapping[str, object]) -> Mean:
    highest = len(scale.points)
    weighted = weight = 0.0
    missing = []
    for item in items:
        given = _given(answers.get(item.id), highest)
        if given is None:
            missing.append(item.id)
            continue
        weighted += item.weight * (highest + 1 - given if item.reversed else given)
        weight += item.weight
    enough = weight > 0 and (len(items) - len(missing)) * 2 >= len(items)
    return Mean(weighted / weight if enough else None, tuple(missing))


def _given(answer: object, highest: int) -> int | None:
    """An answer from 1 to `highest`; anything else was not given."""
    if isinstance(answer, bool) or not isinstance(answer, (int, float)):
        return None
    return int(answer) if answer in range(1, highest + 1) else None
