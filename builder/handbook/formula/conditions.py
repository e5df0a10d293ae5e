"""The bounds that a condition sets to the numbers it compares: `a / b if b > 0 else 0` never divides by zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handbook.formula.ranges import ALL, INF, Range, exactly
from handbook.formula.types import Data

_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_FLIPPED = {"<": ">", ">=": "<=", ">": "<", "<=": ">=", "==": "==", "!=": "!="}


@dataclass(frozen=True, slots=True)
class Facts:
    """Bounds of expressions, known where a condition holds. Equal expressions have equal data."""

    bounds: Mapping[str, Range] = field(default_factory=dict)

    def apply(self, data: Data, bounds: Range) -> Range:
        """The bounds of an expression with what is known of it."""
        known = self.bounds.get(repr(data)) if self.bounds else None
        return bounds.within(known) if known else bounds

    def assuming(self, condition: Data, truth: bool, compared: Mapping[str, Range]) -> Facts:
        """These facts and what follows from the condition; `compared` has the bounds of what it compares."""
        bounds = dict(self.bounds)
        for data, bound in _follows(condition, truth, compared):
            key = repr(data)
            bounds[key] = bounds.get(key, ALL).within(bound)
        return Facts(bounds)


def _follows(condition: Data, truth: bool, compared: Mapping[str, Range]) -> Iterator[tuple[Data, Range]]:
    match condition:
        case ["not", part]:
            yield from _follows(part, not truth, compared)
        case ["and" | "or" as op, *parts] if truth == (op == "and"):
            for part in parts:
                yield from _follows(part, truth, compared)
        case [str(op), left, right] if op in _OPPOSITE:
            sign = op if truth else _OPPOSITE[op]
            yield left, _bound(sign, compared.get(repr(right), ALL))
            yield right, _bound(_FLIPPED[sign], compared.get(repr(left), ALL))
            yield ["-", left, right], _bound(sign, exactly(0))
            yield ["-", right, left], _bound(_FLIPPED[sign], exactly(0))


def _bound(sign: str, other: Range) -> Range:
    """Where x lies if `x sign y` for a y in `other`."""
    match sign:
        case ">":
            return Range(other.lo, INF, other.lo >= 0)
        case ">=":
            return Range(other.lo, INF, other.lo >= 0 and not other.has_zero)
        case "<":
            return Range(-INF, other.hi, other.hi <= 0)
        case "<=":
            return Range(-INF, other.hi, other.hi <= 0 and not other.has_zero)
        case "==":
            return other
    return Range(nonzero=other == exactly(0))
