"""Warn where the right option can be guessed from its length or its position."""

from collections.abc import Iterable, Sequence

from handbook.content.lint.option_lists import Choice, Group
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.names import RuleName

FEWEST = 4
"""Questions below which a habit cannot be told from chance."""
SHARE = 0.75
"""Share of the questions from which on a habit is reported."""


def check_position_bias(groups: Iterable[Group], sink: Diagnostics) -> None:
    """Report exercises whose right option is nearly always the longest, or nearly always in one place."""
    for group in groups:
        _habit(
            "longest-right", group, len(group.choices), [choice for choice in group.choices if _longest(choice)], sink
        )
        fixed = [choice for choice in group.choices if not choice.shuffled]
        for place in sorted({choice.right[0] for choice in fixed if len(choice.right) == 1}):
            there = [choice for choice in fixed if choice.right == (place,)]
            _habit("right-in-one-place", group, len(fixed), there, sink, place=place + 1)
        for choice in fixed if not group.case else ():
            if not _ordered(choice.texts):
                sink.add("unshuffled-options", choice.doc.where((*choice.loc, "shuffle"), key=True))


def _habit(name: RuleName, group: Group, of: int, having: Sequence[Choice], sink: Diagnostics, **args: object) -> None:
    """Report a group of which too many questions have something, at the first that has it."""
    if of < FEWEST or len(having) < SHARE * of:
        return
    first = having[0]
    where = first.doc.where(first.option(first.right[0], "text"))
    case = {"case": group.case} if group.case else {}
    sink.add(name, where, count=len(having), of=of, id=group.name, **args, **case)


def _longest(choice: Choice) -> bool:
    """Return whether every right option is longer than every wrong one."""
    lengths = [len(text) for text in choice.texts]
    right = [lengths[number] for number in choice.right]
    wrong = [length for number, length in enumerate(lengths) if number not in choice.right]
    return bool(right and wrong) and min(right) > max(wrong)


def _ordered(texts: Sequence[str]) -> bool:
    """Return whether options have an order of their own: numbers that rise or fall, or yes and no."""
    numbers = [_number(text) for text in texts]
    known = [number for number in numbers if number is not None]
    return len(known) == len(texts) and known in (sorted(known), sorted(known, reverse=True))


def _number(text: str) -> float | None:
    digits = "".join(char if char.isdigit() or char == "." else " " for char in text.replace(",", "")).split()
    try:
        return float(digits[0]) if digits else None
    except ValueError:
        return None
