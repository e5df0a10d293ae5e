"""Words that make a rule unlawful or useless, and articles that restrict people without naming a law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handbook.policy.findings import Finding
from handbook.policy.texts import VersionText, version_texts
from handbook.policy.versions import Release


class _Banned(NamedTuple):
    case: str
    pattern: re.Pattern[str]


_BANNED = tuple(
    _Banned(case, re.compile(pattern))
    for case, pattern in (
        ("fine", r"罚款|罚金|扣罚|罚没|处罚\s*\d+\s*元|罚\s*\d+\s*元"),
        ("donation", r"乐捐|爱心捐|自愿捐款"),
        ("deposit", r"押金|(?:风险|岗位|工作|入职|上岗)保证金|扣押(?:身份证|证件|毕业证)"),
        ("last", r"末位(?:淘汰|解除|辞退)|末位者?(?:予以)?淘汰"),
        ("leave", r"自动离职|自动辞职|视为(?:自行)?(?:离职|辞职)|按自离"),
        ("final", r"最终解释权"),
    )
)
"""What no scheme may threaten with or claim."""
_NEGATED = re.compile(
    "不得|禁止|严禁|不设|不收|不以|不用|不搞|不实行|不采用|不适用|不允许|不再|不能|不作|不把|没有|取消|废止"
)
_AUTHORITY = re.compile("行政|机关|监管|主管部门|公安|法院|法律规定|依法被")
_DEDUCTION = re.compile(r"扣")
_WAGE = re.compile("工资|薪|奖金|提成|补贴")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]|百分之([一二三四五六七八九十]+)")
_REMAINDER = re.compile("剩余|不低于|最低|至少保留")
_MOST_DEDUCTED = 20
"""Percent of a month's wage: 工资支付暂行规定 article 16."""
_VAGUE = re.compile(
    "情节(?:较|特别|十分)?(?:严重|恶劣|重)|后果(?:特别)?严重|严重后果|(?:重大|严重|较大)损失|恶劣影响|"
    "屡教不改|数额(?:较大|巨大)|多次违反"
)
_THRESHOLD = re.compile(
    r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)\s*(?:元|万元|次|天|日|个工作日|工作日|小时|人|件|户|单|[%％])|矩阵"
)
_RESTRICTS = re.compile("不得|禁止|严禁|解除劳动合同|赔偿|扣除|降职|降薪|调整岗位|没收|处分")
_DIGITS = "零一二三四五六七八九"


def check_wording(release: Release) -> Iterator[Finding]:
    """Forbidden words, deductions above the limit, vague thresholds, and missing legal bases."""
    ruled = _ruled(release)
    for wording in version_texts(release):
        negated = _parent_negates(wording, release)
        yield from _forbidden(wording, negated=negated)
        yield from _deductions(wording)
        if wording.ident not in ruled:
            yield from _vague(wording)
    yield from _bases(release)


def _parts(text: str, ends: str) -> Iterator[tuple[int, str]]:
    """(offset, text) of the stretches between any of the characters `ends`."""
    for match in re.finditer(f"[^{ends}]+", text):
        yield match.start(), match[0]


def _parent_negates(wording: VersionText, release: Release) -> bool:
    """Return whether an item stands under words such as 不得有下列行为："""
    clause = release.text.by_id.get(wording.ident)
    parent = release.text.by_id.get(clause.parent or "") if clause else None
    return bool(parent and parent.text.endswith(("：", ":")) and _NEGATED.search(parent.text))


def _forbidden(wording: VersionText, *, negated: bool) -> Iterator[Finding]:
    if negated:
        return
    for offset, part in _parts(wording.text, "，。；："):
        for banned in _BANNED:
            for match in banned.pattern.finditer(part):
                authority = banned.case == "fine" and _AUTHORITY.search(part)
                if not authority and not _NEGATED.search(part[: match.start()]):
                    span = (offset + match.start(), len(match[0]))
                    yield Finding(
                        "forbidden-wording", wording.ident, wording.key, {"case": banned.case, "word": match[0]}, span
                    )


def _deductions(wording: VersionText) -> Iterator[Finding]:
    for offset, part in _parts(wording.text, "。；"):
        if not (_DEDUCTION.search(part) and _WAGE.search(part)):
            continue
        for match in _PERCENT.finditer(part):
            share = float(match[1]) if match[1] else _number(match[2])
            if share > _MOST_DEDUCTED and not _REMAINDER.search(part[max(0, match.start() - 14) : match.start()]):
                span = (offset + match.start(), len(match[0]))
                yield Finding(
                    "forbidden-wording", wording.ident, wording.key, {"case": "deduction", "word": match[0]}, span
                )


def _number(text: str) -> float:
    """Up to ninety-nine in Chinese numerals."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return float(_DIGITS.find(text))
    return (_DIGITS.find(tens) if tens else 1) * 10.0 + (_DIGITS.find(ones) if ones else 0)


def _ruled(release: Release) -> set[str]:
    """Ids whose thresholds the matrix gives: clauses with rows, what stands above and below them, and such rows."""
    text = release.text
    found = {row.id for row in release.matrix.rows if row.measure != "event"}
    for row in release.matrix.rows:
        if row.clause in text.by_id:
            at: str | None = row.clause
            while at is not None and text.by_id[at].kind != "chapter":
                found.add(at)
                at = text.by_id[at].parent
    below = {clause.id for clause in text.clauses if clause.parent in found}
    return found | below | {clause.id for clause in text.clauses if clause.parent in below}


def _vague(wording: VersionText) -> Iterator[Finding]:
    if _THRESHOLD.search(wording.text):
        return
    for match in _VAGUE.finditer(wording.text):
        if wording.text[match.start() - 1 : match.start()] != "「":
            span = (match.start(), len(match[0]))
            yield Finding("vague-threshold", wording.ident, wording.key, {"word": match[0]}, span)


def _bases(release: Release) -> Iterator[Finding]:
    """Articles that forbid, restrict or punish, or for which the matrix has a measure, name the law they rest on."""
    text = release.text
    punished = {_article(release, row.clause) for row in release.matrix.rows if row.clause in text.by_id}
    for chapter in release.scheme.chapters:
        for article in chapter.articles:
            if article.basis:
                continue
            words = "".join(clause.text for clause in text.clauses if _article(release, clause.id) == article.id)
            if article.id in punished or _RESTRICTS.search(words):
                yield Finding(
                    "missing-legal-basis",
                    article.id,
                    ("id",),
                    {"id": article.id, "label": text.by_id[article.id].label},
                )


def _article(release: Release, ident: str) -> str:
    """The article that a clause stands in; empty for a chapter."""
    found = release.text.article_of(ident)
    return found.id if found else ""
