"""From when to when each version applies, for readers and for the scripts that know today's date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handbook.policy.status import Missing, Status, in_force, in_force_from, missing, status, superseded_on
from handbook.policy.versions import Policy, Release


@dataclass(frozen=True, slots=True)
class Period:
    """A version, what it is on the handbook's day, and the days on which it applies."""

    release: Release
    status: Status
    in_force_from: str | None
    superseded_on: str | None
    """The day on which a later one takes over."""
    missing: tuple[Missing, ...]

    @property
    def version(self) -> str:
        """The version."""
        return self.release.version


def validity_periods(policy: Policy, day: str) -> tuple[Period, ...]:
    """Every version, oldest first."""
    return tuple(_period(policy, release, day) for release in policy.versions)


def _period(policy: Policy, release: Release, day: str) -> Period:
    return Period(
        release=release,
        status=status(policy, release, day),
        in_force_from=in_force_from(policy, release),
        superseded_on=None if release.draft else superseded_on(policy, release),
        missing=() if release.draft else missing(policy, release),
    )


def displayed_version(policy: Policy, day: str) -> Release:
    """The version that the scheme's own page shows: in force, else frozen last, else the newest draft."""
    return in_force(policy, day) or (policy.releases[-1] if policy.releases else policy.newest)


def shipped_periods(found: tuple[Period, ...]) -> list[Mapping[str, Any]]:
    """Return the data from which a script finds what each version is today."""
    return [
        {
            "version": period.version,
            "starts": period.in_force_from,
            "effective": period.release.effective,
            "draft": period.release.draft,
            "missing": list(period.missing),
        }
        for period in found
    ]
