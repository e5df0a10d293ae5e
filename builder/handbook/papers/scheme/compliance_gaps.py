"""Report the evidence of one release, and its gaps, by requirement. Legal text, Chinese in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from handbook.model.scheme import Article, Publication, Record
from handbook.policy.numbering import chinese
from handbook.policy.quorum import quorum, vote_counts
from handbook.policy.release import expected_hash
from handbook.policy.status import date, in_force_from, missing
from handbook.policy.versions import Policy, Release
from handbook.text.catalogue import texts_of

State = Literal["yes", "part", "no"]
TEXTS = Path(__file__).with_name("texts.zh.yml")
_ENOUGH_CHANNELS = 2
_ALL_STEPS = 5
_say = texts_of(TEXTS)


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


def _gap(ident: str, found: list[str], lacking: list[str], *, law: str | None = None) -> Gap:
    state: State = "yes" if not lacking else "part" if found else "no"
    return Gap(ident, _text(f"{ident}.title"), law or _text(f"{ident}.law"), state, tuple(found), tuple(lacking))


def _text(key: str, **args: object) -> str:
    return _say(f"gaps.{key}", **args)


def _discussion(record: Record | None) -> Gap:
    held = record.discussion if record else None
    if held is None:
        return _gap("discussion", [], [_text("discussion.lacking")])
    form = _text("discussion.all" if held.form == "all" else "discussion.representatives")
    found = _text("discussion.found", held=date(held.held), form=form, discussion=held, notice=date(held.notice))
    return _gap("discussion", [found], [])


def _vote(policy: Policy, release: Release) -> Gap:
    record, city = release.record, policy.city_of(release)
    vote = record.discussion.vote if record and record.discussion else None
    law = _text("quorum.city", city=city.name) if city else _text("quorum.law")
    if vote is None or record is None:
        return _gap("quorum", [], [_text("quorum.lacking")], law=law)
    secret = _text("quorum.secret" if vote.secret else "quorum.open")
    found = [_text("quorum.found", vote=vote, secret=secret)]
    lacking = []
    if city:
        needed = quorum(city, record.headcount, vote.entitled, vote.present)
        short = ((needed.representatives, vote.entitled, "representatives"), (needed.present, vote.present, "present"),
                 (needed.favour, vote.favour, "favour"))  # fmt: skip
        lacking = [_text(f"quorum.short.{who}", need=need, has=has) for need, has, who in short if need and has < need]
    if not vote_counts(city, vote) and not lacking:
        lacking = [_text("quorum.wrong")]
    return _gap("quorum", found, lacking, law=law)


def _opinions(record: Record | None) -> Gap:
    listed = record.opinions if record else ()
    if not listed:
        return _gap("opinions", [], [_text("opinions.lacking")])
    adopted = sum(item.adopted for item in listed)
    found = _text("opinions.found", all=len(listed), adopted=adopted, rejected=len(listed) - adopted)
    return _gap("opinions", [found], [])


def _negotiation(record: Record | None) -> Gap:
    agreed = record.negotiation if record else None
    if agreed is None:
        return _gap("negotiation", [], [_text("negotiation.lacking")])
    found = _text("negotiation.found", held=date(agreed.held), company=agreed.company, workers=agreed.workers)
    return _gap("negotiation", [found], [])


def _publication(record: Record | None) -> Gap:
    made = record.publication if record else ()
    found = [_text("publication.found", item=item, start=date(item.start), end=_until(item)) for item in made]
    lacking = [] if made else [_text("publication.lacking")]
    if made and len(made) < _ENOUGH_CHANNELS:
        lacking = [_text("publication.alone")]
    return _gap("publication", found, lacking)


def _until(item: Publication) -> str:
    return _text("publication.end", day=date(item.end)) if item.end else _text("publication.endless")


def _order(release: Release) -> Gap:
    """Notice, discussion, negotiation, publication, effect: each not before the one in front of it."""
    steps = [(_text(f"order.steps.{step}"), day) for step, day in _steps(release)]
    found = [f"{name} {date(day)}" for name, day in steps]
    lacking = [
        _text("order.early", name=name, day=date(day), before=before, earlier=date(earlier))
        for (before, earlier), (name, day) in pairwise(steps)
        if day < earlier
    ]
    if len(steps) < _ALL_STEPS:
        lacking.append(_text("order.lacking"))
    return _gap("order", found, lacking)


def _steps(release: Release) -> Iterator[tuple[str, str]]:
    record = release.record
    if record and record.discussion:
        yield "notice", record.discussion.notice
        yield "discussion", record.discussion.held
    if record and record.negotiation:
        yield "negotiation", record.negotiation.held
    if record and record.publication:
        yield "publication", min(item.start for item in record.publication)
    yield "effect", release.effective


def _frozen(policy: Policy, release: Release) -> Gap:
    frozen = release.frozen
    if frozen is None:
        return _gap("fingerprint", [], [_text("fingerprint.lacking")])
    found = [_text("fingerprint.found", day=date(frozen.released), hash=frozen.hash)]
    lacking = [] if expected_hash(frozen) == frozen.hash else [_text("fingerprint.wrong")]
    before = policy.before(release.version)
    wanted = before.frozen.hash if before and before.frozen else None
    if frozen.previous != wanted:
        lacking.append(_text("fingerprint.broken"))
    elif before:
        found.append(_text("fingerprint.chained", version=before.version))
    return _gap("fingerprint", found, lacking)


def _receipts(release: Release, evidence: Evidence) -> Gap:
    staff = release.record.headcount if release.record else None
    if not evidence.receipts:
        return _gap("receipts", [], [_text("receipts.no-folder" if evidence.receipts is None else "receipts.none")])
    found = [_text("receipts.found", count=evidence.receipts)]
    short = staff is not None and evidence.receipts < staff
    lacking = [_text("receipts.lacking", staff=staff, missing=staff - evidence.receipts)] if short and staff else []
    return _gap("receipts", found, lacking)


def _reasons(policy: Policy, release: Release) -> Gap:
    before = policy.before(release.version)
    if release.amendment is None:
        first = before is None
        return _gap("reasons", [_text("reasons.first")] if first else [], [] if first else [_text("reasons.lacking")])
    return _gap("reasons", [_text("reasons.found", count=len(release.amendment.changes))], [])


def _bases(release: Release) -> Gap:
    articles = [clause.source for clause in release.text.clauses if isinstance(clause.source, Article)]
    with_basis = [article for article in articles if article.basis]
    counsel = sum(basis.counsel for article in articles for basis in article.basis)
    lacking = [_text("bases.counsel", count=counsel)] if counsel else []
    return _gap("bases", [_text("bases.found", count=len(with_basis))], lacking)


def _review(release: Release, evidence: Evidence) -> Gap:
    due = date(release.scheme.review)
    lacking = [_text("review.late", due=due)] if release.scheme.review < evidence.day else []
    return _gap("review", [_text("review.found", due=due)], lacking)


def _force(policy: Policy, release: Release) -> Gap:
    since = in_force_from(policy, release)
    if since is not None:
        return _gap("force", [_text("force.found", day=date(since))], [])
    parts = [*(["freeze"] if release.draft else []), *missing(policy, release)]
    return _gap("force", [], [_text("force.lacking", parts="、".join(_text(f"force.parts.{part}") for part in parts))])


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
        _text("report.title", title=release.scheme.title, version=release.version),
        _text("report.scope", day=date(evidence.day)),
        _text("report.advice"),
        _text("report.counts", all=len(found), complete=len(found) - len(open_), open=len(open_)),
    ]
    for number, gap in enumerate(found, 1):
        lines += ["", f"{chinese(number)}、{gap.title}：{_text(f'report.states.{gap.state}')}"]
        lines.append(_text("report.law", law=gap.law))
        lines += [_text("report.found", text=text) for text in gap.found]
        lines += [_text("report.lacking", text=text) for text in gap.lacking]
    return "\n".join(lines) + "\n"
