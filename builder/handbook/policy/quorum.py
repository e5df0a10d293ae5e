"""How many representatives there must be, must come and must agree, by the rules of a place."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

from handbook.model.scheme import City, Vote

_FRACTION = re.compile(r"(\d+)\s*[/／]\s*(\d+)|([一二三四五六七八九])分之([一二三四五六七八九])|(半数)")
_DIGITS = "零一二三四五六七八九"
_STRICT = re.compile("过半|超过|多于|大于|>")
_ALL = re.compile("全体|应到|总数")


@dataclass(frozen=True, slots=True)
class Rule:
    """A share of a number: at least it, or more than it."""

    share: Fraction
    strict: bool
    of_all: bool
    """Whether the share is of all representatives, not of those present."""

    def least(self, number: int) -> int:
        """The smallest count that satisfies the rule."""
        exact = self.share * number
        return math.floor(exact) + 1 if self.strict else math.ceil(exact)


@dataclass(frozen=True, slots=True)
class Quorum:
    """The number of heads that a place requires; None where no rule of it is known."""

    congress: bool
    """Whether a workers' congress is a must."""
    representatives: int | None
    present: int | None
    favour: int | None


def rule(text: str | None) -> Rule | None:
    """The rule that words such as “全体代表的过半数” or “2/3” state; None where no share can be read."""
    found = _FRACTION.search(text or "")
    if not found or text is None:
        return None
    over, under, below, above, half = found.groups()
    if half:
        share = Fraction(1, 2)
    else:
        top, bottom = (int(over), int(under)) if over else (_DIGITS.index(above), _DIGITS.index(below))
        if not bottom:
            return None
        share = Fraction(top, bottom)
    return Rule(share, bool(_STRICT.search(text)), bool(_ALL.search(text)))


def representatives(city: City, headcount: int) -> int | None:
    """The fewest representatives for a number of workers; None where the place has no such rule, or it is not met."""
    base, start = city.representatives_base, city.congress_from
    if base is None or start is None or headcount < start:
        return None
    return base + (city.representatives_per_100 or 0) * ((headcount - start) // 100)


def quorum(city: City, headcount: int, entitled: int | None = None, present: int | None = None) -> Quorum:
    """Return the votes required with these workers, representatives and people present."""
    needed = representatives(city, headcount)
    number = entitled or needed
    turnout, majority = rule(city.quorum), rule(city.majority)
    come = turnout.least(number) if turnout and number else None
    base = number if majority and majority.of_all else present or come
    return Quorum(
        congress=city.congress_from is not None and headcount >= city.congress_from,
        representatives=needed,
        present=come,
        favour=majority.least(base) if majority and base else None,
    )


def vote_counts(city: City | None, vote: Vote) -> bool:
    """Return whether enough came and enough agreed, and the numbers add up."""
    if vote.present > vote.entitled or vote.favour + vote.against + vote.abstain != vote.present:
        return False
    if city is None:
        return vote.favour > vote.against
    needed = quorum(city, 1, vote.entitled, vote.present)
    enough = needed.present is None or vote.present >= needed.present
    return enough and (vote.favour >= needed.favour if needed.favour is not None else vote.favour > vote.against)
