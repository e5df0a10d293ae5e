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
from handbook.policy.status import date, in_force
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Policy, Release

_INTENTS = {"故意": "intentional", "重大过失": "gross", "一般过失": "negligent"}
_MEASURES = {"count": "次（条、件）", "yuan": "元", "days": "天", "percent": "%"}
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
        return {}, [f"{date(facts['happened'])}没有现行的版本：那天以前的行为不能依照本制度处理"]
    if wanted is not None and wanted is not release:
        return {}, [f"行为那天现行的是 V{release.version}，不是 V{wanted.version}"]
    case = _case(release, facts, calendar)
    if isinstance(case, str):
        return {}, [case]
    problems = [*_fits(case), *_ordered(facts), *_in_time(case), *_union(case), *_newer(policy, case)]
    problems += _before(case)
    return ({} if problems else _told(case)), problems


def _case(release: Release, facts: Facts, calendar: Calendar) -> _Case | str:
    row = next((row for row in release.matrix.rows if row.id == facts["row"]), None)
    if row is None:
        return f"V{release.version} 的矩阵里没有 {facts['row']} 这一行"
    clause = release.text.by_id.get(row.clause)
    tier = next((tier for tier in release.matrix.tiers if tier.id == row.tier), None)
    if clause is None or tier is None:
        return f"矩阵的 {row.id} 一行指向不存在的条款或者措施"
    return _Case(release, row, clause, tier, facts, calendar)


def _fits(case: _Case) -> Iterator[str]:
    """Return whether intent and quantity are those of the row."""
    given = _INTENTS.get(case.facts["intent"])
    if given is None:
        yield f"主观状态（intent）写 {'、'.join(_INTENTS)} 中的一种"
    elif given not in case.row.intent:
        yield f"{case.row.id} 一行不适用于“{case.facts['intent']}”"
    if case.row.measure != "event":
        yield from _quantity(case)


def _quantity(case: _Case) -> Iterator[str]:
    row, unit = case.row, _MEASURES.get(case.row.measure, "")
    try:
        amount = float(case.facts.get("quantity") or "")
    except ValueError:
        yield f"缺“门槛的数”（quantity）：这一行按{unit}算，写一个数"
        return
    if row.at_least is not None and amount < row.at_least:
        yield f"{amount:g} 没有到这一行的门槛 {row.at_least:g} {unit}，不能给予措施"
    if row.below is not None and amount >= row.below:
        yield f"{amount:g} 不在这一行里：要不满 {row.below:g} {unit}"


def _ordered(facts: Facts) -> Iterator[str]:
    """Dates that run backwards."""
    steps = (("happened", "发生"), ("discovered", "发现"), ("told", "告知"), ("heard", "听取申辩"), ("decided", "决定"))
    for (first, before), (second, after) in pairwise(steps):
        if facts[second] < facts[first]:
            yield f"{after}（{facts[second]}）早于{before}（{facts[first]}）"


def _in_time(case: _Case) -> Iterator[str]:
    """Return whether the hearing had its days and the decision kept its deadline."""
    facts, row = case.facts, case.row
    heard = working_days(facts["told"], row.hearing_days, case.calendar)
    if facts["decided"] <= heard:
        yield f"陈述申辩至少给 {row.hearing_days} 个工作日，到 {heard} 为止；{facts['decided']} 决定得太早"
    extra = str(facts.get("extension_days") or "0")
    if not extra.isdecimal() or (int(extra) and not facts.get("extension")):
        yield "延长期限的，extension_days 写天数，extension 写书面理由"
        return
    last = calendar_days(facts["discovered"], row.days_to_act + int(extra), case.calendar)
    if facts["decided"] > last:
        yield f"应当在 {last} 以前决定（发现后 {row.days_to_act} 天），{facts['decided']} 已经超过，不得再给予措施"


def _union(case: _Case) -> Iterator[str]:
    """Dismissal needs the union, or who stands for it, to be told before."""
    facts = case.facts
    if not case.tier.dismissal:
        return
    if not (facts.get("union") and facts.get("union_told")):
        yield "解除劳动合同的，缺通知工会的日期（union_told）和工会的意见（union）：劳动合同法第四十三条"
    elif facts["union_told"] > facts["decided"]:
        yield f"通知工会（{facts['union_told']}）晚于决定（{facts['decided']}）"


def _before(case: _Case) -> Iterator[str]:
    """A second time needs the first; nothing is delivered before it is decided."""
    facts, row = case.facts, case.row
    if row.occurrence > 1 and not facts.get("previous"):
        yield f"这一行是第 {row.occurrence} 次，缺前几次的决定和送达（previous），都要在 {row.window_months} 个月内"
    since = str(facts.get("delivered") or "")[:10]
    if is_day(since) and since < facts["decided"]:
        yield f"送达（{since}）早于决定（{facts['decided']}）"


def _newer(policy: Policy, case: _Case) -> Iterator[str]:
    now = in_force(policy, case.facts["decided"])
    if now is not None and now is not case.release and not case.facts.get("newer"):
        yield f"决定那天现行的已经是 V{now.version}：写明核对过新版是否更轻（newer），更轻的适用新版"


def _told(case: _Case) -> dict[str, str]:
    release, row, facts = case.release, case.row, case.facts
    mark = release.frozen.hash if release.frozen else ""
    number = release.scheme.number
    told = {
        "version": f"《{release.scheme.title}》V{release.version}（{number}），指纹 {mark}",
        "clause": f"{case.clause.label}（永久编号 {case.clause.id}）",
        "quoted": "\n".join(quoted(release.text, case.clause)),
        "matched": _matched(case),
        "decider": row.decider,
        "measure": f"{case.tier.name}：{readable(case.tier.text, release.text)}",
        "begins": "送达之日",
        "lapses": _lapses(case),
        "appeal": _appeal(case),
        "appeal_text": _appeal_text(release.text),
    }
    if facts.get("union_told"):
        told["union"] = f"{date(facts['union_told'])}通知。{facts['union']}"
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
    row, unit = case.row, _MEASURES.get(case.row.measure, "")
    low = f"满 {row.at_least:g} {unit}" if row.at_least else ""
    high = f"不满 {row.below:g} {unit}" if row.below is not None else ""
    bounds = "、".join(filter(None, (low, high))) or "发生即算"
    if row.measure == "event":
        bounds = "发生即算"
    behaviour = readable(row.behaviour, case.release.text)
    told = f"{behaviour}；门槛：{bounds}；{row.window_months} 个月内第 {row.occurrence} 次（矩阵 {row.id}）"
    return told + (f"\n不算的情形：{'；'.join(row.excluded)}" if row.excluded else "")


def _lapses(case: _Case) -> str:
    kept = case.tier.expiry_months
    if kept is None:
        return "不适用"
    since = str(case.facts.get("delivered") or "")[:10]
    known = f"，即 {date(months(since, kept))}" if is_day(since) else ""
    return f"送达之日起满 {kept} 个月自动失效{known}"


def _appeal(case: _Case) -> str:
    since, days = str(case.facts.get("delivered") or "")[:10], case.row.appeal_days
    if not is_day(since):
        return f"可以在送达之日起 {days} 个工作日内提出书面申诉。"
    last = working_days(since, days, case.calendar)
    return f"可以在送达之日起 {days} 个工作日内提出书面申诉，最后一天是{date(last)}（没有列出的法定节假日没有扣除）。"


def _appeal_text(text: Text) -> str:
    found = (text.by_id[ident] for ident in _QUOTED if ident in text.by_id)
    return "\n".join(f"{clause.label}：{clause.text}" for clause in found)
