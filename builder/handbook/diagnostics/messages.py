"""Templates → sentences that are safe to print.

A template has named places. `{name:kinds}` looks its value up in the language's table `kinds`;
`{name: → }` joins a list by what stands behind the colon. A part in ⟨…⟩ is left out when one of its
places has nothing to show. `{program}` is filled with what the command is called.
"""

from __future__ import annotations

import re
from typing import cast

from handbook.diagnostics import codes
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.program import program

Argument = str | tuple[str, ...]
"""What a place is filled with: one word, or a list to be enumerated."""

MOST_LISTED = 24
MOST_SHOWN = 60
JOINER = "\u200d"
_CONTROL_PICTURES = 0x2400
_OPTIONAL = re.compile("⟨([^⟩]*)⟩")
_PLACE = re.compile(r"\{(\w+)(?::[^}]*)?\}")


def template(name: RuleName, part: str, lang: str, case: str = "", *, cell: bool = False) -> str:
    """The template of a `part` ("message", "hint" or "why"), of the given case where it has its own words.

    With `cell`, words for people who see a sheet and no YAML (`cell_message`, `cell_hint`) come first.
    """
    entry = codes.words(name, lang)
    own = entry.get("case", {}).get(case.removesuffix("near").removesuffix("-"), {})
    keys = (f"cell_{part}", part) if cell else (part,)
    return cast("str", next((words[key] for words in (own, entry) for key in keys if key in words), ""))


def fill(name: RuleName, part: str, lang: str, args: dict[str, Argument], *, cell: bool = False) -> str:
    """The template's sentence; a place nobody filled shows its name in ‹…›."""
    case = args.get("case", "")
    chosen = template(name, part, lang, case if isinstance(case, str) else "", cell=cell)
    places = _Places({key: _Place(value, lang) for key, value in ({"program": program()} | args).items()})
    return _OPTIONAL.sub(lambda found: _whole(found[1], places), chosen).format_map(places)


def _whole(segment: str, places: _Places) -> str:
    filled = (name in places and places[name].value for name in _PLACE.findall(segment))
    return segment if all(filled) else ""


class _Place:
    def __init__(self, value: Argument, lang: str) -> None:
        self.value = value
        self._lang = lang

    def __format__(self, spec: str) -> str:
        table = codes.table(spec, self._lang)
        if isinstance(self.value, str):
            return visible(table.get(self.value, self.value) if table else self.value, MOST_SHOWN)
        if table:
            return self._joined([table.get(item, item) for item in self.value])
        return self._joined([f"`{visible(item, MOST_SHOWN)}`" for item in self.value], spec)

    def _joined(self, items: list[str], by: str = "") -> str:
        separator = by or codes.table("enumeration", self._lang)["separator"]
        return str(separator).join(items[:MOST_LISTED]) + ("…" if len(items) > MOST_LISTED else "")


class _Places(dict[str, _Place]):
    def __missing__(self, key: str) -> str:
        return f"‹{key}›"


def visible(text: str, most: int | None = None) -> str:
    """`text` on one line, with what cannot be seen or would steer a terminal replaced, cut to `most` characters."""
    cut = text if most is None or len(text) <= most else text[: most - 1] + "…"
    return "".join(char if char.isprintable() else _stand_in(char) for char in cut)


def _stand_in(char: str) -> str:
    if char in "\n\r\u0085\u2028\u2029":
        return "⏎"
    if char == JOINER:  # holds emoji together, and steers nothing
        return char
    if char < " ":
        return chr(_CONTROL_PICTURES + ord(char))
    return " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
