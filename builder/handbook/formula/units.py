"""Units of measure: parsed once, checked at build time, never converted silently.

A unit has a physical part (powers of money and of time, with a scale) and labels (次, 家, 天, % …).
Money and time must fit; labels help to find slips but stand back where quantities are multiplied.
A number may be a conversion: `minutes / 60` is minutes shared out among 60, or hours. Both scales
are kept, and the declared unit decides.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

MONEY = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
TIME = {"秒": 1, "分钟": 60, "小时": 3_600}
MOST_SCALES = 32
"""A formula with more conversions than this is no longer followed."""


@dataclass(frozen=True, slots=True)
class Unit:
    """`scales`: how many 元 and 秒 (to their powers) one of the unit may stand for."""

    money: int = 0
    time: int = 0
    labels: frozenset[tuple[str, int]] = frozenset()
    scales: frozenset[Fraction] = frozenset({Fraction(1)})

    @property
    def plain_label(self) -> str | None:
        """The one label that this unit is, if it is nothing else."""
        if self.money or self.time or len(self.labels) != 1:
            return None
        ((label, power),) = self.labels
        return label if power == 1 else None


@cache
def parse(text: str) -> Unit:
    """The unit that a declaration means; after the first `/` everything divides."""
    over, *under = re.split(r"[/／]", text.strip())
    unit = Unit()
    for power, words in ((1, over), (-1, "·".join(under))):
        for word in filter(None, (w.strip() for w in re.split(r"[·*×]", words))):
            unit = times(unit, _word(word), power)
    return unit


def _word(word: str) -> Unit:
    if word in MONEY:
        return Unit(money=1, scales=frozenset({Fraction(MONEY[word])}))
    if word in TIME:
        return Unit(time=1, scales=frozenset({Fraction(TIME[word])}))
    return Unit(labels=frozenset({(word, 1)}))


def times(a: Unit, b: Unit, power: int = 1) -> Unit:
    """a · b, or a · b^power."""
    labels = Counter(dict(a.labels))
    for label, of_b in b.labels:
        labels[label] += of_b * power
    scales = frozenset(x * y**power for x in a.scales for y in b.scales)
    return Unit(
        a.money + b.money * power,
        a.time + b.time * power,
        frozenset((label, n) for label, n in labels.items() if n),
        scales if len(scales) <= MOST_SCALES else a.scales,
    )


def times_number(unit: Unit, number: float, power: int = 1) -> Unit:
    """The unit of a quantity multiplied by a literal (divided: power -1), which may be a conversion."""
    if not number or not math.isfinite(number) or len(unit.scales) > MOST_SCALES // 2:
        return unit
    factor = Fraction(repr(number)) ** power
    return replace(unit, scales=unit.scales | {scale / factor for scale in unit.scales})


def agree(a: Unit, b: Unit) -> Unit | None:
    """The unit of a + b, or None where adding or comparing them makes no sense."""
    scales = a.scales & b.scales
    if (a.money, a.time) != (b.money, b.time) or (_physical(a) and not scales):
        return None
    if a.plain_label and b.plain_label and a.plain_label != b.plain_label:
        return None
    return Unit(a.money, a.time, a.labels, scales or a.scales)


def fits(found: Unit, declared: Unit) -> bool:
    """Return whether a formula's unit may be declared so: labels aside, money and time and a scale must fit."""
    if (found.money, found.time) != (declared.money, declared.time):
        return False
    return not _physical(found) or bool(found.scales & declared.scales)


def shown(unit: Unit) -> str:
    """The unit as authors write it, in its first admissible scale."""
    scale = next(iter(sorted(unit.scales, key=lambda s: (s.denominator, s))))
    for money, money_scale in MONEY.items():
        for time, time_scale in TIME.items():
            if Fraction(money_scale) ** unit.money * Fraction(time_scale) ** unit.time == scale:
                return _written([(money, unit.money), (time, unit.time), *sorted(unit.labels)])
    return _written([("元", unit.money), ("秒", unit.time), *sorted(unit.labels)])


def _written(powers: list[tuple[str, int]]) -> str:
    over = "·".join(word for word, n in powers for _ in range(n))
    under = "·".join(word for word, n in powers for _ in range(-n))
    return f"{over or '1'}/{under}" if under else over or "1"


def _physical(unit: Unit) -> bool:
    return bool(unit.money or unit.time)
