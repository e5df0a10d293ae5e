"""About how wide the tables of a worksheet are, in letters: what fits a phone, a desk and a sheet of paper."""

from handbook.model.exercises import Exercise
from handbook.model.exercises.fields import Column, TableField
from handbook.model.exercises.worksheet import Worksheet

MAX_PHONE = 20
"""What is wider becomes cards on a phone."""
MAX_UPRIGHT = 51
"""What is wider is cut off on upright A4: its page prints across, and has the whole width of a desk's screen."""
MAX_DESK = 76
"""What is wider than that stands in cards everywhere."""
SENTENCE_COLUMNS, MAX_SENTENCES = 3, 60
"""So many columns of words need room to write in: they stand in cards where the whole is wider than this."""
_CHOICE, _ARROW = (7, 11), 3
"""A choice is as wide as its longest option and an arrow, within these bounds."""
_NUMBER, _NAME = 2, 6
_LONG_NAME = 8


def classes(table: TableField) -> str:
    """The classes that say how a table is set."""
    counted = isinstance(table.rows, int)
    named_at_length = not isinstance(table.rows, int) and max(map(len, table.rows)) > _LONG_NAME
    found = {
        "hb-grid": True,
        "hb-grid--cards": estimated_width(table) > MAX_PHONE or named_at_length,
        "hb-grid--stack": is_stacked(table),
        "hb-grid--count": counted,
    }
    return " ".join(name for name, holds in found.items() if holds)


def is_wide(exercise: Exercise) -> bool:
    """Return whether a table of this exercise needs more width than an upright sheet has."""
    tables = exercise.tables if isinstance(exercise, Worksheet) else {}
    return any(estimated_width(table) > MAX_UPRIGHT for table in tables.values())


def is_stacked(table: TableField) -> bool:
    """Return whether each row is a card of its own wherever it is shown."""
    words = sum(column.type == "text" for column in table.columns)
    return estimated_width(table) > (MAX_SENTENCES if words >= SENTENCE_COLUMNS else MAX_DESK)


def estimated_width(table: TableField) -> int:
    """The width of a table with its rows' names, in letters."""
    names = _NUMBER if isinstance(table.rows, int) else min(_NAME, max(map(len, table.rows)) + 1)
    return names + sum(map(_column, table.columns))


def _column(column: Column) -> int:
    if column.answer.shape != "one":
        return column.answer.width
    least, most = _CHOICE
    longest = max((len(option.label) for option in column.options), default=0)
    return min(most, max(least, longest + _ARROW))
