"""Report the evidence of one release, and its gaps, by requirement. Legal text, Chinese in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any, Literal

from handbook.model.scheme import Article, Record
from handbook.policy.numbering import chinese
from handbook.policy.quorum import quorum, vote_counts
from handbook.policy.release import expected_hash
from handbook.policy.status import date, in_force_from, missing
from handbook.policy.versions import Policy, Release

State = Literal["yes", "part", "no"]
_STATES = {"yes": "有", "part": "只有一部分", "no": "没有"}
_ARTICLE_4 = "劳动合同法第四条"
_ENOUGH_CHANNELS = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """One requirement: what was found, and what is missing."""

    id: str
    title: str
    law: str
    state: State
    found: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Inputs of the report besides the handbook: a day, and the number of returned receipts, if any were given."""

    day: str
    receipts: int | None = None


def gaps(policy: Policy, release: Release, evidence: Evidence) -> tuple[Gap, ...]:
    """The report, in the order of the procedure."""
    record = release.record
    return (
        _discussion(record),
        _vote(policy, release),
        _opinions(record),
        _negotiation(record),
        _publication(record),
        _order(release),
        _frozen(policy, release),
        _receipts(release, evidence),
        _reasons(policy, release),
        _bases(release),
        _review(release, evidence),
        _force(policy, release),
    )


def _gap(ident: str, title: str, law: str, found: list[str], lacking: list[str], *, state: State | None = None) -> Gap:
    guessed: State = "yes" if not lacking else "part" if found else "no"
    return Gap(ident, title, law, state or guessed, tuple(found), tuple(lacking))


def _discussion(record: Record | None) -> Gap:
    held = record.discussion if record else None
    found, lacking = [], []
    if held is None:
        lacking.append("职工代表大会或者全体职工讨论的记录")
    else:
        form = "全体职工大会" if held.form == "all" else "职工代表大会"
        found.append(
            f"{date(held.held)}{form}讨论“{held.draft}”，通知和草案于{date(held.notice)}发出，地点：{held.place}"
        )
    return _gap("discussion", "讨论", f"{_ARTICLE_4}第二款", found, lacking)


def _vote(policy: Policy, release: Release) -> Gap:
    record, city = release.record, policy.city_of(release)
    vote = record.discussion.vote if record and record.discussion else None
    law = f"{city.name}的规定（见 cities.yml）；制度自己写的比例" if city else "所在地的规定"
    if vote is None or record is None:
        return _gap("quorum", "到会和表决", law, [], ["应到、实到、同意、不同意的人数"])
    counted = f"同意 {vote.favour}、不同意 {vote.against}、弃权 {vote.abstain}"
    secret = "无记名" if vote.secret else "记名"
    found = [f"应到 {vote.entitled} 人，实到 {vote.present} 人，{counted}，{secret}表决"]
    lacking = []
    if city:
        needed = quorum(city, record.headcount, vote.entitled, vote.present)
        short = ((needed.representatives, vote.entitled, "代表"), (needed.present, vote.present, "到会"),
                 (needed.favour, vote.favour, "同意"))  # fmt: skip
        lacking = [f"{name}应当至少 {need} 人，只有 {has} 人" for need, has, name in short if need and has < need]
    if not vote_counts(city, vote) and not lacking:
        lacking = ["人数加不起来，或者同意的没有过半"]
    return _gap("quorum", "到会和表决", law, found, lacking)


def _opinions(record: Record | None) -> Gap:
    listed = record.opinions if record else ()
    if not listed:
        lacking = ["意见登记；确实没有人提意见的，写一份说明并由职工代表签名"]
        return _gap("opinions", "意见和去向", f"{_ARTICLE_4}第二款、第三款", [], lacking)
    adopted = sum(item.adopted for item in listed)
    found = [f"登记意见 {len(listed)} 条，采纳 {adopted} 条，不采纳 {len(listed) - adopted} 条，都写了去向"]
    return _gap("opinions", "意见和去向", f"{_ARTICLE_4}第二款、第三款", found, [])


def _negotiation(record: Record | None) -> Gap:
    agreed = record.negotiation if record else None
    if agreed is None:
        return _gap("negotiation", "平等协商", f"{_ARTICLE_4}第二款", [], ["与工会或者职工代表协商的记录"])
    found = [f"{date(agreed.held)}，公司：{agreed.company}；职工：{agreed.workers}"]
    return _gap("negotiation", "平等协商", f"{_ARTICLE_4}第二款", found, [])


def _publication(record: Record | None) -> Gap:
    made = record.publication if record else ()
    found = [
        f"{item.channel}：{item.place}，{date(item.start)}起"
        f"{'至' + date(item.end) if item.end else '，长期'}；凭据：{item.proof}"
        for item in made
    ]
    lacking = [] if made else ["公示或者告知的记录"]
    if made and len(made) < _ENOUGH_CHANNELS:
        lacking = ["第二条渠道：只有一条，容易被说没有看到"]
    return _gap("publication", "公示或者告知", f"{_ARTICLE_4}第四款", found, lacking)


def _order(release: Release) -> Gap:
    """Notice, discussion, negotiation, publication, effect: each not before the one in front of it."""
    steps = list(_steps(release))
    found = [f"{name} {date(day)}" for name, day in steps]
    lacking = [
        f"{name}（{date(day)}）早于{before}（{date(earlier)}）"
        for (before, earlier), (name, day) in pairwise(steps)
        if day < earlier
    ]
    if len(steps) < 5:  # noqa: PLR2004 - all five steps
        lacking.append("有的步骤没有日期，先后没法证明")
    return _gap("order", "日期的先后", f"{_ARTICLE_4}；法释〔2020〕26 号第五十条", found, lacking)


def _steps(release: Release) -> Iterator[tuple[str, str]]:
    record = release.record
    if record and record.discussion:
        yield "发草案", record.discussion.notice
        yield "讨论", record.discussion.held
    if record and record.negotiation:
        yield "协商", record.negotiation.held
    if record and record.publication:
        yield "公示", min(item.start for item in record.publication)
    yield "施行", release.effective


def _frozen(policy: Policy, release: Release) -> Gap:
    frozen, law = release.frozen, "电子签名法第五条（原件形式的要求）"
    if frozen is None:
        return _gap("fingerprint", "文本没有被改动", law, [], ["冻结的版本：还是草案，没有指纹"])
    found = [f"{date(frozen.released)}冻结，指纹 {frozen.hash}"]
    lacking = [] if expected_hash(frozen) == frozen.hash else ["指纹和全文对不上"]
    before = policy.before(release.version)
    wanted = before.frozen.hash if before and before.frozen else None
    if frozen.previous != wanted:
        lacking.append("和上一版的指纹接不上")
    elif before:
        found.append(f"扣住上一版 V{before.version} 的指纹")
    return _gap("fingerprint", "文本没有被改动", law, found, lacking)


def _receipts(release: Release, evidence: Evidence) -> Gap:
    law = "劳动合同法第四条第四款；法释〔2020〕26 号第五十条"
    staff = release.record.headcount if release.record else None
    if not evidence.receipts:
        lacking = ["收回的签收回执：没有给文件夹" if evidence.receipts is None else "文件夹里没有回执"]
        return _gap("receipts", "本人知道", law, [], lacking)
    found = [f"收回 {evidence.receipts} 份（只数了份数；逐份核对用 handbook policy receipts）"]
    short = staff is not None and evidence.receipts < staff
    lacking = [f"职工 {staff} 人，还差 {staff - evidence.receipts} 份"] if short and staff else []
    return _gap("receipts", "本人知道", law, found, lacking)


def _reasons(policy: Policy, release: Release) -> Gap:
    law = f"{_ARTICLE_4}第二款（修改和制定一样）"
    before = policy.before(release.version)
    if release.amendment is None:
        found = ["第一版，没有修改"] if before is None else []
        return _gap("reasons", "修改的理由", law, found, [] if before is None else ["修正案"])
    return _gap("reasons", "修改的理由", law, [f"修改 {len(release.amendment.changes)} 处，每处写了理由"], [])


def _bases(release: Release) -> Gap:
    articles = [clause.source for clause in release.text.clauses if isinstance(clause.source, Article)]
    with_basis = [article for article in articles if article.basis]
    counsel = sum(basis.counsel for article in articles for basis in article.basis)
    found = [f"{len(with_basis)} 条写了法律依据和核对日期"]
    lacking = [f"{counsel} 处依据标着“须律师复核”，要有律师意见"] if counsel else []
    return _gap("bases", "内容不违反法律", "法释〔2020〕26 号第五十条", found, lacking)


def _review(release: Release, evidence: Evidence) -> Gap:
    due = release.scheme.review
    late = due < evidence.day
    lacking = [f"应当在{date(due)}以前复核，已经过期"] if late else []
    return _gap("review", "定期复核", "制度自己的规定", [f"下次复核：{date(due)}"], lacking)


def _force(policy: Policy, release: Release) -> Gap:
    since = in_force_from(policy, release)
    if since is not None:
        return _gap("force", "什么时候起有效", "法释〔2020〕26 号第五十条", [f"自{date(since)}起"], [])
    names = {"discussion": "讨论", "negotiation": "协商", "publication": "公示", "vote": "有效的表决"}
    lacking = ["冻结"] if release.draft else []
    lacking += [names[part] for part in missing(policy, release)]
    return _gap("force", "什么时候起有效", "法释〔2020〕26 号第五十条", [], [f"还缺：{'、'.join(lacking)}"])


def as_data(release: Release, found: tuple[Gap, ...], evidence: Evidence) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "format": "handbook-policy-gaps/1",
        "scheme": release.scheme.id,
        "version": release.version,
        "hash": release.frozen.hash if release.frozen else None,
        "day": evidence.day,
        "complete": all(gap.state == "yes" for gap in found),
        "requirements": [asdict(gap) for gap in found],
    }


def as_text(release: Release, found: tuple[Gap, ...], evidence: Evidence) -> str:
    """The report to be read."""
    open_ = [gap for gap in found if gap.state != "yes"]
    lines = [
        f"缺口报告：《{release.scheme.title}》V{release.version}",
        f"按 {date(evidence.day)} 的情况。只看手册里的记录和给出的回执。签到表、照片、快递单的原件要自己核对。",
        "这不是法律意见。真的没有的，照实告诉律师，不要补签、倒签。",
        f"共 {len(found)} 项，{len(found) - len(open_)} 项有，{len(open_)} 项要看。",
    ]
    for number, gap in enumerate(found, 1):
        lines += ["", f"{chinese(number)}、{gap.title}：{_STATES[gap.state]}", f"    依据：{gap.law}"]
        lines += [f"    查到：{text}" for text in gap.found]
        lines += [f"    缺：{text}" for text in gap.lacking]
    return "\n".join(lines) + "\n"
