"""A session's timetable when it runs late; the twin of frontend/src/scoring/timetable.ts.

What has been done took the minutes it took. What is still to come is cut in the author's order, lowest first, each
activity at most down to the minutes the author allows, and no more than is needed to end on time. Breaks stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_HOUR = 60
_DAY = 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Stretch:
    """An activity as far as time goes: `to` is what it can be cut to, None where it cannot; `order` who goes first."""

    minutes: int
    to: int | None = None
    order: int = 0
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Minutes of each activity, and how many minutes late the session ends all the same."""

    minutes: tuple[int, ...]
    over: int


def replan(stretches: Sequence[Stretch], spent: Sequence[int]) -> Plan:
    """The timetable after the first activities took `spent` minutes each."""
    minutes = [*spent[: len(stretches)], *(stretch.minutes for stretch in stretches[len(spent) :])]
    late = max(0, sum(minutes) - sum(stretch.minutes for stretch in stretches))
    for at in _by_order(stretches, len(spent)):
        least = stretches[at].to
        if least is not None:
            saved = min(late, max(0, minutes[at] - least))
            minutes[at] -= saved
            late -= saved
    return Plan(tuple(minutes), late)


def _by_order(stretches: Sequence[Stretch], begin: int) -> list[int]:
    coming = [at for at in range(begin, len(stretches)) if not stretches[at].rest]
    return sorted(coming, key=lambda at: (stretches[at].order, at))


def clock(minutes: int) -> str:
    """Minutes after midnight as HH:MM; the next day begins again at 00:00."""
    hours, rest = divmod(minutes % _DAY, _HOUR)
    return f"{hours:02}:{rest:02}"


def minutes_of(time: str) -> int:
    """HH:MM as minutes after midnight."""
    hours, rest = time.split(":")
    return int(hours) * _HOUR + int(rest)
