"""Check authors' prose: raw HTML, `{{figures}}`, and links to lessons, exercises, sources, terms."""

import re
from collections.abc import Iterator, Mapping

from handbook.content.loaded import Loaded
from handbook.content.resolve.ids import Index, Loc
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.suggest import unknown

_CODE = re.compile(r"(`+).*?\1", re.DOTALL)
_HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_FIGURE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_LINK = re.compile(r"\]\((lesson|exercise|source|term):([^)\s]*)\)")
_RULES: dict[str, RuleName] = {
    "lesson": "unknown-lesson",
    "exercise": "unknown-exercise",
    "source": "unknown-source",
    "term": "unknown-term",
}
Known = Mapping[str, Mapping[str, object]]
_MARKS = ("<", "{{", "](")
_FORMULAS = {"formula", "visible_if", "compute", "x_split", "y_split", "target"}


def check_texts(loaded: Loaded, found: Index, sink: Diagnostics) -> None:
    """Report raw HTML and references inside text that lead nowhere."""
    figures = {f.id: f for f in loaded.settings.model.company.figures} if loaded.settings else {}
    known: Known = {
        "figure": figures, "lesson": found.lessons, "exercise": found.exercises,
        "source": found.sources, "term": found.terms,
    }  # fmt: skip
    for doc in loaded.documents:
        if any(mark in doc.text for mark in _MARKS):
            for loc, text in _strings(doc.value, ()):
                for name, start, length, args in _findings(_CODE.sub(lambda m: " " * len(m[0]), text), known):
                    if not loaded.unsure(name, str(args.get("id"))):
                        sink.add(name, doc.inside(loc, start, length), **args)


def _findings(text: str, known: Known) -> Iterator[tuple[RuleName, int, int, dict[str, object]]]:
    """(rule, offset, length, arguments) of what is wrong in a text."""
    for match in _HTML.finditer(text):
        yield "raw-html", match.start(), len(match[0]), {"tag": match[0][:40]}
    for match in _FIGURE.finditer(text):
        if match[1] not in known["figure"]:
            yield "unknown-figure", match.start(), len(match[0]), unknown(match[1], known["figure"])
    for match in _LINK.finditer(text):
        kind, ident = match[1], match[2]
        if ident not in known[kind]:
            yield _RULES[kind], match.start(1), len(kind) + 1 + len(ident), unknown(ident, known[kind])


def _strings(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Every text of a file that is prose, with its place."""
    if isinstance(value, str):
        if any(mark in value for mark in _MARKS):
            yield loc, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _FORMULAS:
                yield from _strings(inner, (*loc, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*loc, number))
