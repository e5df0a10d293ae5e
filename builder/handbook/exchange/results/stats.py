"""The figures of a class: pure functions of numbers; the browser's twin is frontend/src/trainer/class/stats.ts.

What is meant by each:

- sd: the sample's (n − 1). Quartiles: linear interpolation (Hyndman & Fan's type 7, as NumPy and Excel have it).
- d_z: mean gain ÷ sd of the gains. d_av: mean gain ÷ mean of the two sds (Lakens 2013, equations 7 and 10). Both are
  multiplied by Hedges' correction for small samples, 1 − 3 ÷ (4 (n − 1) − 1).
- difficulty: the mean share of the points; not answered counts as 0.
- discrimination: mean share in the upper 27 % less that in the lower 27 % of sittings by their percentage. Where equal
  percentages stand on the border, each of them counts in part, so that nothing depends on the order.
- item_rest: Pearson's r of the item's share with the percentage in the other questions.
- reliability: Cronbach's alpha over points; with only 0 and full points, and the same points, it is KR-20.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from handbook.exercises.marking.quiz import total

PROFILE = 5
"""A group of fewer is not profiled."""
DISCRIMINATE = 10
"""Sittings from which discrimination says anything at all."""
CHOSEN = 20
"""Sittings from which an option that nobody takes says something."""
RELIABLE = 30
"""Sittings from which reliability and weak discrimination are spoken of."""
EXTREME = 0.27
DEAD = 0.05
EASY, HARD = 0.8, 0.2
WEAK = 0.2
SKIPPED = 0.2
SURE_SHARE, SURE_LEAST = 0.2, 3
ROUNDING = 1e-9
"""Per cents closer together than this are the same."""
FLAT = 1e-18
"""A variance below this, as a mean square of shares or per cents, is none but for rounding."""

Column = Sequence[float | None]
"""One question: the share of its points by sitting; None where it was not asked."""
Flag = Literal["easy", "hard", "negative", "weak", "dead", "popular", "skipped", "sure"]


@dataclass(frozen=True, slots=True)
class Summary:
    """How some numbers lie."""

    n: int
    mean: float
    sd: float | None
    least: float
    q1: float
    median: float
    q3: float
    most: float


@dataclass(frozen=True, slots=True)
class Spread:
    """How a group answered, without its extremes, which are somebody's."""

    n: int
    mean: float
    sd: float
    q1: float
    median: float
    q3: float


@dataclass(frozen=True, slots=True)
class Change:
    """From before to after, of those who have both. Effect sizes only from PROFILE pairs on."""

    n: int
    before: float
    after: float
    sd_before: float | None
    sd_after: float | None
    gain: float
    sd_gain: float | None
    dz: float | None
    dav: float | None
    up: int
    same: int
    down: int


@dataclass(frozen=True, slots=True)
class Item:
    """The figures of one question."""

    n: int
    difficulty: float | None
    discrimination: float | None
    item_rest: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far a test's questions agree."""

    kind: Literal["kr20", "alpha"]
    value: float


def mean(values: Sequence[float]) -> float | None:
    """The mean; None of nothing."""
    return total(values) / len(values) if values else None


def sd(values: Sequence[float]) -> float | None:
    """The sample's standard deviation; None of fewer than two."""
    if len(values) < 2:  # noqa: PLR2004
        return None
    middle = total(values) / len(values)
    return math.sqrt(total((v - middle) * (v - middle) for v in values) / (len(values) - 1))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile of numbers in order, by linear interpolation."""
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def summary(values: Iterable[float]) -> Summary | None:
    """How these numbers lie; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    quarters = [quantile(ordered, share) for share in (0, 0.25, 0.5, 0.75, 1)]
    middle = total(ordered) / len(ordered)
    return Summary(len(ordered), middle, sd(ordered), *quarters)


def spread(values: Iterable[float]) -> Spread | None:
    """How a group of at least PROFILE answered; None of fewer."""
    found = summary(values)
    if found is None or found.n < PROFILE or found.sd is None:
        return None
    return Spread(found.n, found.mean, found.sd, found.q1, found.median, found.q3)


def bins(percents: Iterable[float], count: int = 10) -> list[int]:
    """How many per cents lie in each of so many equal parts of 0 to 100; 100 belongs to the last."""
    found = [0] * count
    for value in percents:
        found[min(count - 1, max(0, math.floor(value * count / 100 + ROUNDING)))] += 1
    return found


def correction(n: int) -> float:
    """Hedges' correction of an effect size from n pairs."""
    return 1 - 3 / (4 * (n - 1) - 1)


def change(before: Sequence[float], after: Sequence[float]) -> Change | None:
    """The paired change; None without pairs."""
    n = len(before)
    if not n:
        return None
    gains = [b - a for a, b in zip(before, after, strict=True)]
    gain = total(gains) / n
    sds = (sd(before), sd(after), sd(gains))
    dz = dav = None
    if n >= PROFILE and sds[0] is not None and sds[1] is not None and sds[2] is not None:
        dz = _ratio(gain * correction(n), sds[2])
        dav = _ratio(gain * correction(n), (sds[0] + sds[1]) / 2)
    up = sum(g > 0 for g in gains)
    same = sum(g == 0 for g in gains)
    return Change(
        n, total(before) / n, total(after) / n, sds[0], sds[1], gain, sds[2], dz, dav, up, same, n - up - same
    )


def _ratio(amount: float, by: float) -> float | None:
    return amount / by if by * by > FLAT else None


def pearson(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's r; None where one of them does not vary."""
    n = len(xs)
    if n < 3:  # noqa: PLR2004
        return None
    mx, my = total(xs) / n, total(ys) / n
    xx = total((x - mx) * (x - mx) for x in xs)
    yy = total((y - my) * (y - my) for y in ys)
    if xx <= FLAT * n or yy <= FLAT * n:
        return None
    return total((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / math.sqrt(xx * yy)


def percents(columns: Sequence[Column], points: Sequence[float]) -> list[float | None]:
    """Each sitting's per cent of the points of what it was asked; None where it was asked nothing."""
    found: list[float | None] = []
    for shares in zip(*columns, strict=True):
        earned = total(p * s for p, s in zip(points, shares, strict=True) if s is not None)
        most = total(p for p, s in zip(points, shares, strict=True) if s is not None)
        found.append(100 * earned / most if most else None)
    return found


def settled(percent: float) -> float:
    """A per cent without what adding up in another order would change."""
    return math.floor(percent / ROUNDING + 0.5) * ROUNDING


def upper_lower(scores: Sequence[float], values: Sequence[float]) -> float | None:
    """Mean of the upper 27 % less that of the lower; None of fewer than DISCRIMINATE."""
    n = len(scores)
    if n < DISCRIMINATE:
        return None
    size = max(1, math.floor(EXTREME * n + 0.5))
    ordered = sorted(scores)
    upper = _beyond(scores, values, ordered[n - size], size, 1)
    return upper - _beyond(scores, values, ordered[size - 1], size, -1)


def _beyond(scores: Sequence[float], values: Sequence[float], border: float, size: int, side: int) -> float:
    """The mean over the `size` sittings beyond a border; those on it count in part."""
    inside = [v for s, v in zip(scores, values, strict=True) if (s - border) * side > 0]
    on = [v for s, v in zip(scores, values, strict=True) if s == border]
    return (total(inside) + (size - len(inside)) * total(on) / len(on)) / size


def items(columns: Sequence[Column], points: Sequence[float]) -> list[Item]:
    """Compute the figures of each question; all columns are as long."""
    earned, most = _sums(columns, points)
    found = []
    for column, worth in zip(columns, points, strict=True):
        asked = [i for i, share in enumerate(column) if share is not None]
        shares = [column[i] or 0.0 for i in asked]
        scores = [settled(100 * earned[i] / most[i]) for i in asked]
        pairs = [(x, i) for x, i in zip(shares, asked, strict=True) if most[i] - worth > 0]
        rest = [100 * (earned[i] - worth * x) / (most[i] - worth) for x, i in pairs]
        r = pearson([x for x, _ in pairs], rest) if len(pairs) >= DISCRIMINATE else None
        found.append(Item(len(asked), mean(shares), upper_lower(scores, shares), r))
    return found


def _sums(columns: Sequence[Column], points: Sequence[float]) -> tuple[list[float], list[float]]:
    """Each sitting's points, and the points of what it was asked."""
    n = len(columns[0]) if columns else 0
    earned, most = [0.0] * n, [0.0] * n
    for column, worth in zip(columns, points, strict=True):
        for i, share in enumerate(column):
            if share is not None:
                earned[i] += worth * share
                most[i] += worth
    return earned, most


def reliability(columns: Sequence[Column], points: Sequence[float]) -> Reliability | None:
    """How far the questions agree; None of fewer than RELIABLE, or where not all were asked the same."""
    k, n = len(columns), len(columns[0]) if columns else 0
    if k < 2 or n < RELIABLE or any(share is None for column in columns for share in column):  # noqa: PLR2004
        return None
    scored = [[worth * (share or 0.0) for share in column] for column, worth in zip(columns, points, strict=True)]
    whole = sd(_sums(columns, points)[0]) or 0.0
    if whole * whole <= FLAT:
        return None
    parts = total((sd(column) or 0.0) ** 2 for column in scored)
    plain = len(set(points)) == 1 and all(share in (0, 1) for column in columns for share in column)
    return Reliability("kr20" if plain else "alpha", k / (k - 1) * (1 - parts / (whole * whole)))


def flags(
    item: Item, skipped: int, chosen: Mapping[str, int], right: Sequence[str], sure: tuple[int, int]
) -> list[tuple[Flag, str]]:
    """List the flags of a question, each with the option it is about.

    `chosen` counts choices by option, `right` are the right ones, `sure` counts those who were sure, and of them those
    who were wrong.
    """
    found: list[tuple[Flag, str]] = []
    if item.difficulty is None or item.n < PROFILE:
        return found
    if item.difficulty > EASY:
        found.append(("easy", ""))
    if item.difficulty < HARD:
        found.append(("hard", ""))
    if item.discrimination is not None and item.discrimination < 0:
        found.append(("negative", ""))
    elif item.discrimination is not None and item.n >= RELIABLE and item.discrimination < WEAK:
        found.append(("weak", ""))
    found += _of_options(item, chosen, right)
    if skipped > SKIPPED * item.n:
        found.append(("skipped", ""))
    if sure[1] >= SURE_LEAST and sure[1] >= SURE_SHARE * item.n:
        found.append(("sure", ""))
    return found


def _of_options(item: Item, chosen: Mapping[str, int], right: Sequence[str]) -> list[tuple[Flag, str]]:
    wrong = [option for option in chosen if option not in right]
    found: list[tuple[Flag, str]] = []
    if item.n >= CHOSEN:
        found += [("dead", option) for option in wrong if chosen[option] < DEAD * item.n]
    best = max((chosen[option] for option in right if option in chosen), default=0)
    if item.n >= DISCRIMINATE and right:
        found += [("popular", option) for option in wrong if chosen[option] > best]
    return found
