"""Values taken of a class's answers; the browser's twin is frontend/src/trainer/class/sittings.ts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from handbook.exercises.answer_key import Known, closed

How = Literal["first", "retried", "code", "paper", "open"]
RANK: Mapping[str, int] = {"first": 0, "retried": 1, "code": 2, "paper": 3, "open": 4}
"""Of two sittings of one person, the lower counts."""
Form = Literal["file", "code", "paper"]
LONGEST_LABEL = 60
_ENDS = " \t\r\n\u3000:：,，、;；。|"
_BREAKS = re.compile(r"[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell: refused, or only noticed. `why` is a key of the words under ``results.why``."""

    source: str
    why: str
    args: Mapping[str, str] = field(default_factory=dict)
    refused: bool = True


@dataclass(frozen=True, slots=True)
class Sitting:
    """The answers of one person to one exercise."""

    exercise: str
    how: How
    at: str
    """ISO time; empty for codes and paper, which have none."""
    asked: tuple[str, ...]
    """The questions that count."""
    answers: Mapping[str, Any]
    given: Mapping[str, float] = field(default_factory=dict)
    """Points that the trainer typed instead of an answer."""

    def better(self, how: How, at: str) -> bool:
        """Return whether it counts before another of the same person: an earlier attempt, or later other answers."""
        if how != self.how:
            return RANK[self.how] < RANK[how]
        return self.at < at if how in ("first", "retried") else self.at > at


@dataclass(slots=True)
class Sheet:
    """All that came from one person in one go."""

    source: str
    form: Form
    label: str = ""
    """What the person is called: a name, a number; may be empty."""
    traces: list[str] = field(default_factory=list)
    """Marks of attempts that only the same person's files share."""
    sittings: list[Sitting] = field(default_factory=list)


@dataclass(slots=True)
class Taken:
    """The contents of one text that was handed in."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def refused(source: str, why: str, **args: str) -> Taken:
    """Nothing, and why."""
    return Taken(problems=[Problem(source, why, args)])


def label_of(text: object) -> str:
    """Return a name in one way of writing."""
    if not isinstance(text, str):
        return ""
    plain = unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode()).strip(_ENDS)
    return _BREAKS.sub(" ", plain).strip()[:LONGEST_LABEL]


def asked_of(known: Known, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions of an attempt that does not say: those in no pool, and of the pools those that were answered."""
    pooled = {q for pool in known["pools"] for q in pool["of"]}
    return tuple(q["id"] for q in known["questions"] if q["id"] not in pooled or q["id"] in answers)


def of_answers(
    known: Known, answers: Mapping[str, Any], how: How, given: Mapping[str, float] | None = None
) -> Sitting | None:
    """A sitting of answers that know no time."""
    points = given or {}
    if known["kind"] == "quiz":
        asked = asked_of(known, {**answers, **points})
        return Sitting(known["id"], how, "", asked, answers, points)
    kept = {item: answers[item] for item, ask in known["asked"].items() if closed(ask) and item in answers}
    return Sitting(known["id"], how, "", tuple(kept), kept) if kept else None
