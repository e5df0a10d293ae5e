"""Findings of checks inside one file, and checks that several kinds share."""

from collections.abc import Iterator, Sequence

from handbook.diagnostics.names import RuleName
from handbook.model.exercises.base import Band
from handbook.source import Loc

Finding = tuple[RuleName, Loc, dict[str, object]]
"""A name of a rule, the place inside the file, and the message's arguments."""


def check_bands(loc: Loc, bands: Sequence[Band]) -> Iterator[Finding]:
    """Bands run upwards, and the last one has no bound."""
    last = len(bands) - 1
    previous: float | None = None
    for number, band in enumerate(bands):
        if number == last and band.below is not None:
            yield "bands-gap", (*loc, number, "below"), {"above": band.below}
        elif number < last and band.below is None:
            yield "bands-overlap", (*loc, number), {"case": "open"}
        elif band.below is not None and previous is not None and band.below <= previous:
            yield "bands-overlap", (*loc, number, "below"), {"below": band.below, "previous": previous}
        previous = band.below if band.below is not None else previous
