"""The records of the procedure: dates in the lawful order, votes that add up and suffice, opinions answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from handbook.model.scheme import City, Record, Vote
from handbook.policy import quorum
from handbook.policy.findings import Finding
from handbook.policy.status import missing
from handbook.policy.versions import Policy, Release, version_key

_NO_REASON = re.compile(r"[\s。，.]*(?:无|没有|不采纳|未采纳|已采纳|采纳|同意|不同意|略|/|-|—|…)?[\s。，.]*")


def check_record(policy: Policy, record: Record) -> Iterator[Finding]:
    """Return findings about one record; their keys lead into its file."""
    release = policy.get(record.version)
    if release is None:
        args = {"case": "record", "version": record.version, "known": [item.version for item in policy.versions]}
        yield Finding("version-order", "", ("version",), args)
        return
    yield from _dates(release, record)
    yield from _form(policy.city_of(release), record)
    for number, opinion in enumerate(record.opinions):
        at = ("opinions", number)
        if _NO_REASON.fullmatch(opinion.reason):
            yield Finding("opinion-without-reason", "", (*at, "reason"), {"by": opinion.by, "clause": opinion.clause})
        if policy.find(opinion.clause) is None:
            yield Finding("unknown-policy-reference", "", (*at, "clause"), {"case": "opinion", "id": opinion.clause})


def _dates(release: Release, record: Record) -> Iterator[Finding]:
    """Notice, discussion, negotiation, publication, effect: each no earlier than the one before."""
    for (before, _, earlier), (name, key, day) in pairwise(_steps(record)):
        if day < earlier:
            args = {"case": "order", "step": name, "day": day, "before": before, "earlier": earlier}
            yield Finding("procedure-dates", "", key, args)
    for number, made in enumerate(record.publication):
        if made.end is not None and made.end < made.start:
            args = {"case": "end", "day": made.end, "start": made.start}
            yield Finding("procedure-dates", "", ("publication", number, "end"), args)
    if record.publication and _first(record)[1] > release.effective:
        number, day = _first(record)
        args = {"day": day, "effective": release.effective, "version": release.version}
        yield Finding("procedure-dates", "", ("publication", number, "start"), args)


def _steps(record: Record) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """(name, place, day) of each step there is a record of."""
    if record.discussion:
        yield "notice", ("discussion", "notice"), record.discussion.notice
        yield "discussion", ("discussion", "held"), record.discussion.held
    if record.negotiation:
        yield "negotiation", ("negotiation", "held"), record.negotiation.held
    if record.publication:
        number, day = _first(record)
        yield "publication", ("publication", number, "start"), day


def _first(record: Record) -> tuple[int, str]:
    """Which publication came first, and on which day."""
    return min(enumerate(made.start for made in record.publication), key=lambda pair: pair[1])


def _form(city: City | None, record: Record) -> Iterator[Finding]:
    discussion = record.discussion
    if discussion is None:
        return
    at = ("discussion", "form")
    if city and city.congress_from is not None and record.headcount >= city.congress_from and discussion.form == "all":
        args = {"case": "congress", "headcount": record.headcount, "from": city.congress_from, "city": city.name}
        yield Finding("invalid-vote", "", at, args)
    if discussion.vote is None:
        if discussion.form == "congress":
            yield Finding("invalid-vote", "", at, {"case": "none"})
        return
    yield from _vote(city, discussion.vote, record.headcount)


def _vote(city: City | None, vote: Vote, headcount: int) -> Iterator[Finding]:
    at = ("discussion", "vote")
    counted = vote.favour + vote.against + vote.abstain
    if vote.present > vote.entitled:
        args = {"case": "present", "present": vote.present, "entitled": vote.entitled}
        yield Finding("invalid-vote", "", (*at, "present"), args)
        return
    if counted != vote.present:
        yield Finding("invalid-vote", "", (*at, "favour"), {"case": "sum", "sum": counted, "present": vote.present})
        return
    if city is None:
        return
    needed = quorum.quorum(city, headcount, vote.entitled, vote.present)
    for case, key, wanted, found in (
        ("representatives", "entitled", needed.representatives, vote.entitled),
        ("quorum", "present", needed.present, vote.present),
        ("majority", "favour", needed.favour, vote.favour),
    ):
        if wanted is not None and found < wanted:
            args = {"case": case, "needed": wanted, "found": found, "city": city.name, "headcount": headcount}
            yield Finding("invalid-vote", "", (*at, key), args)
    if not vote.secret:
        yield Finding("invalid-vote", "", (*at, "secret"), {"case": "secret"})


def check_order(policy: Policy) -> Iterator[tuple[Release, Finding]]:
    """Releases that lack records, and versions that apply before those that they replace."""
    for release in policy.releases:
        if lacking := missing(policy, release):
            yield (
                release,
                Finding("missing-records", "", ("version",), {"version": release.version, "missing": lacking}),
            )
    for before, after in pairwise(policy.versions):
        if after.effective <= before.effective:
            args = {"version": after.version, "effective": after.effective, "before": before.version,
                    "earlier": before.effective}  # fmt: skip
            yield after, Finding("version-order", "", ("effective",), args)


def late(policy: Policy, version: str) -> bool:
    """Return whether a version that is not frozen comes before one that is: it can no longer be."""
    last = policy.releases[-1] if policy.releases else None
    return policy.get(version) is None and last is not None and version_key(version) <= version_key(last.version)


def check_dates(release: Release, today: str) -> Iterator[Finding]:
    """Return findings about what was due by today."""
    if release.scheme.review < today:
        yield Finding("overdue-review", "", ("review",), {"day": release.scheme.review, "today": today})
    for exemption in release.scheme.exemptions:
        if exemption.expires < today:
            args = {"id": exemption.id, "day": exemption.expires, "today": today}
            yield Finding("expired-exemption", f"exemption:{exemption.id}", ("expires",), args)
