"""Labels on papers: thresholds, periods, roles and legal bases in the words of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handbook.model.scheme import Article, Basis, Row, Scheme
from handbook.policy.status import date, in_force_from, missing, status, superseded_on
from handbook.policy.versions import Policy, Release
from handbook.text.catalogue import lookup, words


@dataclass(frozen=True)
class PaperContext:
    """The context of a paper besides the release: the company, the words, and the day on which it is read, if any."""

    policy: Policy
    company: str
    language: str = "zh"
    today: str | None = None

    def say(self, key: str, **args: object) -> str:
        """A text of the catalogue, under `paper`."""
        return lookup(self.words, f"paper.{key}", **args)

    @property
    def words(self) -> Mapping[str, Any]:
        """The whole catalogue."""
        return words(self.language)


def number(value: float) -> str:
    """200.0 is 200."""
    return str(int(value)) if float(value).is_integer() else str(value)


def threshold(setting: PaperContext, row: Row) -> str:
    """Return the threshold of a row: 满 4 次, 发生即算."""
    low, high = row.at_least or None, row.below
    if row.measure == "event" or (low is None and high is None):
        return setting.say("threshold.event")
    case = "between" if low is not None and high is not None else "from" if high is None else "to"
    unit = setting.say(f"unit.{row.measure}")
    return setting.say(f"threshold.{case}", low=number(low or 0), high=number(high or 0), unit=unit)


def intents(setting: PaperContext, row: Row) -> str:
    """故意、重大过失."""
    return "、".join(setting.say(f"intent.{intent}") for intent in row.intent)


def roles(scheme: Scheme, idents: tuple[str, ...]) -> str:
    """Roles by their names."""
    names = {role.id: role.name for role in scheme.roles}
    return "、".join(names.get(ident, ident) for ident in idents)


def legal_basis(setting: PaperContext, basis: Basis) -> str:
    """《…》第四条, when it was checked and whether counsel must check."""
    law = f"《{basis.law}》" if setting.language == "zh" else basis.law
    counsel = setting.say("counsel") if basis.counsel else ""
    told = setting.say("basis", law=law, article=basis.article, checked=basis.checked, counsel=counsel)
    return f"{told}{'：' + basis.note if basis.note else ''}"


def bases(setting: PaperContext, article: Article) -> str:
    """All legal bases of an article, a line each."""
    return "\n".join(legal_basis(setting, basis) for basis in article.basis)


def state(setting: PaperContext, release: Release) -> str:
    """Return a version's state in words that stay true over time; its status only where a day is given."""
    told = _state(setting, release)
    if setting.today is None or release.draft:
        return told
    word = lookup(setting.words, f"policy.status.{status(setting.policy, release, setting.today)}")
    return told + setting.say("state.on", day=date(setting.today), status=word)


def _state(setting: PaperContext, release: Release) -> str:
    policy = setting.policy
    if release.draft:
        return setting.say("state.draft")
    if lacking := missing(policy, release):
        names = "、".join(lookup(setting.words, f"policy.missing.{part}") for part in lacking)
        return setting.say("state.lacking", missing=names)
    start, end = in_force_from(policy, release) or "", superseded_on(policy, release)
    if end is None:
        return setting.say("state.from", start=date(start))
    return setting.say("state.until", start=date(start), end=date(end))
