"""Sentences of results: every hole in them can be filled, and no brace stands there that is no hole."""

import re
from collections.abc import Iterator, Sequence

from handbook.content.resolve.ids import Loc
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.suggest import unknown
from handbook.formula.sentence import HOLE
from handbook.model.exercises.base import Band
from handbook.model.exercises.worksheet import Worksheet

_ODD = re.compile(r"\{\{[^{}]*\}\}|\{[^{}]*\}|\{[^{}\s，。]*|\}")
"""Braces that are no hole: with a wrong word between them, doubled, or without their other half."""
_FIGURE = re.compile(r"\{\{[^{}]*\}\}")

Finding = tuple[RuleName, Loc, int, int, dict[str, object]]
"""A name of a rule, a text, the offset and length of what is wrong in it, and the message's arguments."""


def check_sentences(sheet: Worksheet) -> Iterator[Finding]:
    """Holes that name no result, odd braces, and holes in bands, whose words are shown as they are."""
    known = [output.id for output in sheet.outputs]
    for number, output in enumerate(sheet.outputs):
        loc: Loc = ("outputs", number)
        if output.say:
            yield from _say((*loc, "say"), output.say, known)
        yield from _bands((*loc, "bands"), output.bands)


def _say(loc: Loc, say: str, known: list[str]) -> Iterator[Finding]:
    for hole in HOLE.finditer(_FIGURE.sub(_blank, say)):
        if hole[1] and hole[1] not in known:
            yield "unknown-field", loc, hole.start(1), len(hole[1]), {**unknown(hole[1], known), "case": "result"}
    for odd in _ODD.finditer(say):
        if not HOLE.fullmatch(odd[0]):
            yield "sentence-hole", loc, odd.start(), len(odd[0]), {"text": odd[0], **_kind(odd[0])}


def _kind(odd: str) -> dict[str, object]:
    if odd.startswith("{{"):
        return {"case": "figure"}
    return {} if odd[0] == "{" and odd[-1] == "}" else {"case": "lonely"}


def _bands(loc: Loc, bands: Sequence[Band]) -> Iterator[Finding]:
    for number, band in enumerate(bands):
        for hole in HOLE.finditer(_FIGURE.sub(_blank, band.say)):
            args: dict[str, object] = {"case": "band", "text": hole[0]}
            yield "sentence-hole", (*loc, number, "say"), hole.start(), len(hole[0]), args


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
