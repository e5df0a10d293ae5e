"""Every code as data: `codes.toml` holds names and severities, `words/<language>.toml` the words.

A message or hint is a template (see `wording`). An entry may have cases, chosen by the argument `case`, that
replace its message or hint (`x-near` counts as `x`). Read only when there is a problem to report.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

Severity = Literal["error", "warning"]
HERE = Path(__file__).parent
FALLBACK = "en"


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
    """The words of a language by code, and its tables; English where there is no such language."""
    path = HERE / "words" / f"{lang}.toml"
    return cast(
        "dict[str, dict[str, Any]]",
        tomllib.loads(path.read_text("utf-8")) if path.is_file() else words(FALLBACK),
    )
