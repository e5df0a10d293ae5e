"""The class page of the trainer's edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder import links
from builder.model.handbook import Handbook
from builder.page import Page
from builder.results.facts import Facts, facts


@dataclass(frozen=True, slots=True)
class ClassView:
    """Context of the class page: what reading answers takes, keys included."""

    facts: dict[str, Any]
    example: str
    """A table from paper, for the first quiz that there is."""


def class_pages(handbook: Handbook, edition: str) -> tuple[Page, ...]:
    """The page where a trainer sees the class's results; no other edition has one, for it holds every key."""
    if edition != "trainer":
        return ()
    known = facts(handbook)
    return (Page(links.CLASS, "class", "", "", ClassView(dict(known.data), _example(known))),)


def _example(known: Facts) -> str:
    quiz = next((one for one in known.data["exercises"] if one["kind"] == "quiz"), None)
    if quiz is None:
        return ""
    questions = [question["id"] for question in quiz["questions"]][:3]
    return "\n".join([",".join([quiz["id"], *questions]), ",".join(["A07", *("A" for _ in questions)])])
