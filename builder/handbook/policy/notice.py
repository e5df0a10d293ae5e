"""The notice of a decision (违规处理通知书): what follows from the facts, and what the scheme does not allow.

It decides nothing: it finds the version of the day, quotes it, counts the days, and refuses what does not fit the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from handbook.model.scheme import Row, Tier
from handbook.policy.deadlines import Calendar, calendar_days, is_day, months, working_days
from handbook.policy.forms import readable
from handbook.policy.legal_text import say
from handbook.policy.status import date, in_force
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Policy, Release

_INTENTS = ("intentional", "gross", "negligent")
_QUOTED = ("appeal-days", "review-days")
"""Clauses about appeal that are quoted where a scheme has them."""
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Case:
    """A row of the version in force on the day, with its clause and tier."""

    release: Release
    row: Row
    clause: Clause
    tier: Tier
    facts: Facts
    calendar: Calendar


def derive(
    policy: Policy, wanted: Release | None, facts: Facts, calendar: Calendar
) -> tuple[dict[str, str], list[str]]:
    """Return the contents of the notice besides the facts, and every reason why it may not be made."""
    release = in_force(policy, facts["happened"])
    if release is None:
        return {}, [_refused("no-version", day=date(facts["happened"]))]
    if wanted is not None and wanted is not release:
        return {}, [_refused("other-version", version=release.version, wanted=wanted.version)]
    case = _case(release, facts, calendar)
    if isinstance(case, str):
        return {}, [case]
    problems = [*_fits(case), *_ordered(facts), *_in_time(case), *_union(case), *_newer(policy, case)]
    problems += _before(case)
    return ({} if problems else _told(case)), problems


def _case(release: Release, facts: Facts, calendar: Calendar) -> _Case | str:
    row = next((row for row in release.matrix.rows if row.id == facts["row"]), None)
    if row is None:
        return _refused("no-row", version=release.version, row=facts["row"])
    clause = release.text.by_id.get(row.clause)
    tier = next((tier for tier in release.matrix.tiers if tier.id == row.tier), None)
    if clause is None or tier is None:
        return _refused("dangling", row=row.id)
    return _Case(release, row, clause, tier, facts, calendar)


def _fits(case: _Case) -> Iterator[str]:
    """Return whether intent and quantity are those of the row."""
    intents = _intents()
    given = intents.get(case.facts["intent"])
    if given is None:
        yield _refused("no-intent", known="、".join(intents))
    elif given not in case.row.intent:
        yield _refused("other-intent", row=case.row.id, intent=case.facts["intent"])
    if case.row.measure != "event":
        yield from _quantity(case)


def _quantity(case: _Case) -> Iterator[str]:
    row, unit = case.row, _unit(case.row)
    try:
        amount = float(case.facts.get("quantity") or "")
    except ValueError:
        yield _refused("no-quantity", unit=unit)
        return
    if row.at_least is not None and amount < row.at_least:
        yield _refused("too-little", amount=amount, row=row, unit=unit)
    if row.below is not None and amount >= row.below:
        yield _refused("too-much", amount=amount, row=row, unit=unit)


def _ordered(facts: Facts) -> Iterator[str]:
    """Dates that run backwards."""
    for first, second in pairwise(("happened", "discovered", "told", "heard", "decided")):
        if facts[second] < facts[first]:
            before, after = (say(f"notice.steps.{step}") for step in (first, second))
            yield _refused("backwards", after=after, second=facts[second], before=before, first=facts[first])


def _in_time(case: _Case) -> Iterator[str]:
    """Return whether the hearing had its days and the decision kept its deadline."""
    facts, row = case.facts, case.row
    heard = working_days(facts["told"], row.hearing_days, case.calendar)
    if facts["decided"] <= heard:
        yield _refused("too-early", days=row.hearing_days, heard=heard, decided=facts["decided"])
    extra = str(facts.get("extension_days") or "0")
    if not extra.isdecimal() or (int(extra) and not facts.get("extension")):
        yield _refused("no-extension")
        return
    last = calendar_days(facts["discovered"], row.days_to_act + int(extra), case.calendar)
    if facts["decided"] > last:
        yield _refused("too-late", last=last, days=row.days_to_act, decided=facts["decided"])


def _union(case: _Case) -> Iterator[str]:
    """Dismissal needs the union, or who stands for it, to be told before."""
    facts = case.facts
    if not case.tier.dismissal:
        return
    if not (facts.get("union") and facts.get("union_told")):
        yield _refused("no-union")
    elif facts["union_told"] > facts["decided"]:
        yield _refused("union-late", told=facts["union_told"], decided=facts["decided"])


def _before(case: _Case) -> Iterator[str]:
    """A second time needs the first; nothing is delivered before it is decided."""
    facts, row = case.facts, case.row
    if row.occurrence > 1 and not facts.get("previous"):
        yield _refused("no-previous", row=row)
    since = str(facts.get("delivered") or "")[:10]
    if is_day(since) and since < facts["decided"]:
        yield _refused("delivered-early", since=since, decided=facts["decided"])


def _newer(policy: Policy, case: _Case) -> Iterator[str]:
    now = in_force(policy, case.facts["decided"])
    if now is not None and now is not case.release and not case.facts.get("newer"):
        yield _refused("newer", version=now.version)


def _told(case: _Case) -> dict[str, str]:
    release, row, facts = case.release, case.row, case.facts
    mark = release.frozen.hash if release.frozen else ""
    number = release.scheme.number
    told = {
        "version": _told_as("version", title=release.scheme.title, version=release.version, number=number, hash=mark),
        "clause": _told_as("clause", clause=case.clause),
        "quoted": "\n".join(quoted(release.text, case.clause)),
        "matched": _matched(case),
        "decider": row.decider,
        "measure": _told_as("measure", name=case.tier.name, text=readable(case.tier.text, release.text)),
        "begins": _told_as("begins"),
        "lapses": _lapses(case),
        "appeal": _appeal(case),
        "appeal_text": _appeal_text(release.text),
    }
    if facts.get("union_told"):
        told["union"] = _told_as("union", day=date(facts["union_told"]), union=facts["union"])
    return told


def quoted(text: Text, clause: Clause) -> tuple[str, ...]:
    """The words of a clause as in force, under the lines that lead to it: article, opening paragraph, item."""
    above = []
    at = clause.parent
    while at is not None and text.by_id[at].kind != "chapter":
        above.append(text.by_id[at])
        at = above[-1].parent
    below = [child for child in text.clauses if _stands_below(text, child, clause.id)]
    return tuple(_line(item) for item in (*reversed(above), clause, *below))


def _stands_below(text: Text, clause: Clause, ident: str) -> bool:
    at = clause.parent
    while at is not None:
        if at == ident:
            return True
        at = text.by_id[at].parent
    return False


def _line(clause: Clause) -> str:
    if clause.kind == "article":
        return f"{clause.printed}（{clause.title}）" if clause.title else clause.printed
    return f"{clause.printed}{clause.text}"


def _matched(case: _Case) -> str:
    row, unit = case.row, _unit(case.row)
    low = _told_as("at-least", row=row, unit=unit) if row.at_least else ""
    high = _told_as("below", row=row, unit=unit) if row.below is not None else ""
    bounds = "、".join(filter(None, (low, high)))
    if row.measure == "event" or not bounds:
        bounds = _told_as("always")
    told = _told_as("matched", behaviour=readable(row.behaviour, case.release.text), bounds=bounds, row=row)
    return told + (_told_as("excluded", cases="；".join(row.excluded)) if row.excluded else "")


def _unit(row: Row) -> str:
    return say(f"notice.units.{row.measure}")


def _intents() -> Mapping[str, str]:
    """Return the label of each state of mind → its name in the matrix."""
    return {say(f"notice.intents.{name}"): name for name in _INTENTS}


def _refused(key: str, **args: object) -> str:
    return say(f"notice.refused.{key}", **args)


def _told_as(key: str, **args: object) -> str:
    return say(f"notice.told.{key}", **args)


def _lapses(case: _Case) -> str:
    kept = case.tier.expiry_months
    if kept is None:
        return _told_as("no-lapse")
    since = str(case.facts.get("delivered") or "")[:10]
    known = _told_as("lapse-day", day=date(months(since, kept))) if is_day(since) else ""
    return _told_as("lapses", months=kept) + known


def _appeal(case: _Case) -> str:
    since, days = str(case.facts.get("delivered") or "")[:10], case.row.appeal_days
    if not is_day(since):
        return _told_as("appeal", days=days)
    last = working_days(since, days, case.calendar)
    return _told_as("appeal-until", days=days, last=date(last))


def _appeal_text(text: Text) -> str:
    found = (text.by_id[ident] for ident in _QUOTED if ident in text.by_id)
    return "\n".join(f"{clause.label}：{clause.text}" for clause in found)
