"""Every code as data: `codes.toml` holds names and severities, `words/<language>.toml` the words.

A message or hint is a template with named places. An entry may have cases, chosen by the argument
`case`, that replace its message or hint (`x-near` counts as `x`). Read only when there is a problem to report.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

JOINER = "\u200d"
Severity = Literal["error", "warning"]
HERE = Path(__file__).parent
FALLBACK = "en"

MOST_LISTED = 24
MOST_SHOWN = 60
_CONTROL_PICTURES = 0x2400
_SEPARATORS = {"zh": "、"}
_OPTIONAL = re.compile("⟨([^⟩]*)⟩")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A code: its permanent name and how much it weighs."""

    code: str
    name: str
    severity: Severity


@cache
def rules() -> dict[str, Rule]:
    """All codes, in their order."""
    data = tomllib.loads((HERE / "codes.toml").read_text("utf-8"))
    return {
        code: Rule(code, name, "warning" if code in data["warnings"] else "error")
        for group in data["codes"].values()
        for code, name in group.items()
    }


def rule(code: str) -> Rule:
    """The rule of one code; KeyError if there is no such code."""
    return rules()[code]


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """The codes of each group, by the group's name."""
    data = tomllib.loads((HERE / "codes.toml").read_text("utf-8"))
    return {name: tuple(group) for name, group in data["codes"].items()}


def languages() -> tuple[str, ...]:
    """The languages there are words for."""
    return tuple(sorted(path.stem for path in (HERE / "words").glob("*.toml")))


@cache
def words(lang: str) -> dict[str, dict[str, Any]]:
    """The words of a language by code: message, hint, why, and cases; English where there is no such language."""
    path = HERE / "words" / f"{lang}.toml"
    return cast(
        "dict[str, dict[str, Any]]",
        tomllib.loads(path.read_text("utf-8")) if path.is_file() else words(FALLBACK),
    )


def template(code: str, part: str, lang: str, case: str = "") -> str:
    """The template of a `part` ("message", "hint" or "why"), of the given case where it has its own words."""
    entry = words(lang)[code]
    own = entry.get("case", {}).get(case.removesuffix("near").removesuffix("-"), {})
    return cast("str", own.get(part, entry.get(part, "")))


def fill(code: str, part: str, lang: str, args: dict[str, str | tuple[str, ...]]) -> str:
    """A template with its places filled; a place nobody filled shows its name.

    What stands in ⟨…⟩ is left out when one of its places has nothing to show.
    """
    case = args.get("case", "")
    chosen = template(code, part, lang, case if isinstance(case, str) else "")
    shown = _Places({name: _shown(value, lang) for name, value in args.items()})
    if isinstance(circle := args.get("circle"), tuple):
        shown["circle"] = " → ".join(circle)
    if wanted := args.get("wanted"):
        shown["wanted"] = _separator(lang).join(words(lang)["kinds"][kind] for kind in wanted)
    return _OPTIONAL.sub(lambda found: _whole(found[1], shown), chosen).format_map(shown)


class _Places(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"‹{key}›"


def _whole(segment: str, places: dict[str, str]) -> str:
    return segment if all(places.get(name) for name in _PLACE.findall(segment)) else ""


def _shown(value: str | tuple[str, ...], lang: str) -> str:
    if isinstance(value, str):
        return visible(value, MOST_SHOWN)
    listed = [f"`{visible(item, MOST_SHOWN)}`" for item in value[:MOST_LISTED]]
    return _separator(lang).join(listed) + ("…" if len(value) > MOST_LISTED else "")


def _separator(lang: str) -> str:
    return _SEPARATORS.get(lang, ", ")


def visible(text: str, most: int | None = None) -> str:
    """`text` on one line, with what cannot be seen or would steer a terminal replaced, cut to `most` characters."""
    cut = text if most is None or len(text) <= most else text[: most - 1] + "…"
    return "".join(char if char.isprintable() else _stand_in(char) for char in cut)


def _stand_in(char: str) -> str:
    number = ord(char)
    if char in "\n\r\u0085\u2028\u2029":
        return "⏎"
    if char == JOINER:  # holds emoji together, and steers nothing
        return char
    if char < " ":
        return chr(_CONTROL_PICTURES + number)
    return " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
