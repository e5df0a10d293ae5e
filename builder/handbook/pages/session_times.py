"""Times of day of a session; frontend/src/scoring/timetable.ts reads and writes them alike."""

_HOUR = 60
_DAY = 24 * _HOUR


def clock(minutes: int) -> str:
    """Minutes after midnight as HH:MM; the next day begins again at 00:00."""
    hours, rest = divmod(minutes % _DAY, _HOUR)
    return f"{hours:02}:{rest:02}"


def minutes_of(time: str) -> int:
    """HH:MM as minutes after midnight."""
    hours, rest = time.split(":")
    return int(hours) * _HOUR + int(rest)
