"""Where a version stands on a day, which text is in force on it, and the note of its history (题注)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handbook.model.scheme import Record
from handbook.policy.legal_text import say
from handbook.policy.quorum import vote_counts
from handbook.policy.versions import Policy, Release

Status = Literal["current", "pending", "past", "draft"]
"""现行, 尚未生效, 历史, 草案; the words are in builder/handbook/text/words under policy.status."""
Missing = Literal["discussion", "negotiation", "publication", "vote"]


@dataclass(frozen=True, slots=True)
class Event:
    """A release in the history of the scheme."""

    version: str
    number: str
    day: str
    """When it was made known; without a record of that, when it was frozen."""
    effective: str
    first: bool


def missing(policy: Policy, release: Release) -> tuple[Missing, ...]:
    """Return the parts of the lawful procedure that no record shows; a release can be in force only without any."""
    record = release.record
    if record is None:
        return ("discussion", "negotiation", "publication")
    parts: tuple[Missing, ...] = ("discussion", "negotiation", "publication")
    lacking = [part for part in parts if not getattr(record, part)]
    if record.discussion and not _voted(policy, release, record):
        lacking.append("vote")
    return tuple(lacking)


def _voted(policy: Policy, release: Release, record: Record) -> bool:
    discussion = record.discussion
    if discussion is None or discussion.vote is None:
        return discussion is not None and discussion.form == "all"
    return vote_counts(policy.city_of(release), discussion.vote)


def in_force_from(policy: Policy, release: Release) -> str | None:
    """The day from which a release is in force; None while it is a draft or records are missing."""
    if release.draft or missing(policy, release):
        return None
    known = min((made.start for made in release.record.publication), default="") if release.record else ""
    return max(release.effective, known)


def in_force(policy: Policy, day: str) -> Release | None:
    """The text that applies on a day, YYYY-MM-DD; None before the first."""
    for release in reversed(policy.releases):
        since = in_force_from(policy, release)
        if since is not None and since <= day:
            return release
    return None


def superseded_on(policy: Policy, release: Release) -> str | None:
    """The day on which a later release takes over; None while none does."""
    later = policy.releases[policy.releases.index(release) + 1 :]
    return min((since for other in later if (since := in_force_from(policy, other)) is not None), default=None)


def status(policy: Policy, release: Release, day: str) -> Status:
    """Return the status of a version on a day."""
    if release.draft:
        return "draft"
    current = in_force(policy, day)
    if current is release:
        return "current"
    order = policy.releases.index(release)
    return "past" if current and order < policy.releases.index(current) else "pending"


def history(policy: Policy, release: Release) -> tuple[Event, ...]:
    """Every release up to this one, oldest first; for a draft all that are frozen."""
    upto = policy.releases if release.draft else policy.releases[: policy.releases.index(release) + 1]
    return tuple(_event(item, number == 0) for number, item in enumerate(upto))


def _event(release: Release, first: bool) -> Event:
    published = min((made.start for made in release.record.publication), default="") if release.record else ""
    day = published or (release.frozen.released if release.frozen else release.effective)
    return Event(release.version, release.scheme.number, day, release.effective, first)


def history_note(policy: Policy, release: Release) -> str:
    """题注 as statutes print it, in brackets; empty while nothing is frozen."""
    events = history(policy, release)
    if not events:
        return ""
    first, *later = events
    made = say("history.made", day=date(first.day), number=first.number, effective=date(first.effective))
    changes = "".join(
        say("history.amended", day=date(event.day), number=event.number, effective=date(event.effective))
        for event in later
    )
    return say("history.note", made=made, changes=changes)


def date(day: str) -> str:
    """2026-12-01 → 2026年12月1日."""
    year, month, of_month = day.split("-")
    return f"{year}年{int(month)}月{int(of_month)}日"
