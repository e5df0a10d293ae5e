"""The redline of two texts: what stayed, went and came, in pieces that a Chinese reader sees as one.

Characters are compared, but a number, 第十二条 or （一） is never cut in two. Equal stretches of fewer than three
characters between two changes count as changed, because islands of one character are not legible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

RunKind = Literal["same", "deleted", "inserted"]
SHORTEST = 3
"""Characters of an equal stretch between two changes, below which it is part of the change."""
_NUMERAL = "[零〇一二三四五六七八九十百千\\d]+"
_ATOM = re.compile(
    rf"第{_NUMERAL}[编章节条款目](?:之{_NUMERAL})?|第（{_NUMERAL}）项|（{_NUMERAL}）"
    r"|\d+(?:[.,:/-]\d+)*%?|[A-Za-z]+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one kind."""

    kind: RunKind
    text: str


class _Change(NamedTuple):
    """The deleted and inserted text at one place; equal where both are the same text."""

    old: str
    new: str
    same: bool


def atoms(text: str) -> list[str]:
    """The pieces of a text that are never cut; joined they are the text."""
    return _ATOM.findall(text)


def redline(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs that lead from `old` to `new`; at each change the deleted text stands before the inserted.

    Numbers are never cut, so that 3 → 13 is not shown as an inserted 1:

    >>> [(run.kind, run.text) for run in redline("不得超过3次。", "不得超过13次。")]
    [('same', '不得超过'), ('deleted', '3'), ('inserted', '13'), ('same', '次。')]
    """
    return tuple(_runs(_merged(_steps(atoms(old), atoms(new)))))


def old_text(runs: Iterable[Run]) -> str:
    """The text before."""
    return "".join(run.text for run in runs if run.kind != "inserted")


def new_text(runs: Iterable[Run]) -> str:
    """The text after."""
    return "".join(run.text for run in runs if run.kind != "deleted")


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    """Equal and changed stretches in order; what is common at both ends is not searched."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    yield _change(old[:start], new[:start])
    for _, a, b, c, d in SequenceMatcher(None, old_middle, new_middle, autojunk=False).get_opcodes():
        yield _change(old_middle[a:b], new_middle[c:d])
    yield _change(old[len(old) - end :], new[len(new) - end :])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _change(old: Sequence[str], new: Sequence[str]) -> _Change:
    return _Change("".join(old), "".join(new), list(old) == list(new))


def _merged(steps: Iterable[_Change]) -> list[_Change]:
    """Steps in turn equal and changed, with short equal ones between two changes taken into them."""
    kept = [step for step in steps if step.old or step.new]
    found: list[_Change] = []
    for at, step in enumerate(kept):
        island = step.same and 0 < at < len(kept) - 1 and len(step.old) < SHORTEST
        same = step.same and not island
        if found and found[-1].same == same:
            found[-1] = _Change(found[-1].old + step.old, found[-1].new + step.new, same)
        else:
            found.append(step._replace(same=same))
    return found


def _runs(steps: Iterable[_Change]) -> Iterator[Run]:
    for step in steps:
        if step.same:
            yield Run("same", step.old)
            continue
        if step.old:
            yield Run("deleted", step.old)
        if step.new:
            yield Run("inserted", step.new)
