"""Every rule as data: its name, code and severity are in `names`, its words in `catalogue/<group>.yml`.

A message or hint is a template (see `messages`). An entry may have cases, chosen by the argument `case`, that
replace its message or hint (`x-near` counts as `x`). `names` is generated from the catalogue, so that a file of the
catalogue is read only when words of its group are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from handbook.diagnostics.names import INDEX, RuleName

Severity = Literal["error", "warning"]
CATALOGUE = Path(__file__).parent / "catalogue"
LANGUAGES = ("en", "zh")
FALLBACK = "en"
_TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of problem. RuleName and code are permanent; `group` is the catalogue's file."""

    name: RuleName
    code: str
    group: str
    severity: Severity


@cache
def rules() -> dict[RuleName, Rule]:
    """All rules by their names, in the order of their codes."""
    return {name: Rule(name, code, group, severity) for name, (code, group, severity) in INDEX.items()}


def rule(name: RuleName) -> Rule:
    """The rule of a name; KeyError if there is none."""
    return rules()[name]


@cache
def by_code() -> dict[str, Rule]:
    """All rules by their codes, in order."""
    return {rule.code: rule for rule in rules().values()}


def words(name: RuleName, lang: str) -> dict[str, Any]:
    """The templates of a rule in a language (English where there is no such language), by their parts."""
    entry = group(rule(name).group)["rules"][name]
    return cast("dict[str, Any]", entry[_known(lang)])


def title(name: str, lang: str) -> str:
    """The heading of a group."""
    return str(group(name)["title"][_known(lang)])


def table(name: str, lang: str) -> dict[str, str]:
    """A table of words that fill places of templates; empty if there is none of that name."""
    return cast("dict[str, str]", group(_TABLES)[_known(lang)].get(name, {}))


@cache
def group(name: str) -> dict[str, Any]:
    """One file of the catalogue, all of its values texts."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = (CATALOGUE / f"{name}.yml").read_text("utf-8")
    return cast("dict[str, Any]", yaml.load(text, Loader=loader))  # noqa: S506 - it knows only texts


def read_rules() -> list[Rule]:
    """All rules as the catalogue's files declare them now, by code: what `names` is generated from."""
    found = [
        Rule(name, entry["code"], path.stem, entry["severity"])
        for path in CATALOGUE.glob("*.yml")
        for name, entry in group(path.stem).get("rules", {}).items()
    ]
    return sorted(found, key=lambda rule: rule.code)


def _known(lang: str) -> str:
    return lang if lang in LANGUAGES else FALLBACK
