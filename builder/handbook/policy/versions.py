"""The scheme's life: its frozen releases in order, the drafts after them, and the records of the procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from handbook.model.scheme import Amendment, City, Frozen, Matrix, Record, Reporting, Scheme
from handbook.policy import amend
from handbook.policy.text import Clause, Text, text_of


@dataclass(frozen=True)
class Release:
    """One version of the scheme, whole: frozen or, without `frozen`, a draft."""

    scheme: Scheme
    matrix: Matrix
    amendment: Amendment | None = field(default=None, repr=False)
    """What made it of the version before; None for the first."""
    record: Record | None = field(default=None, repr=False)
    frozen: Frozen | None = field(default=None, repr=False)
    applied: amend.Applied | None = field(default=None, repr=False)
    """For a draft: where the amendment says what."""

    @property
    def version(self) -> str:
        """Its version, such as 1.1."""
        return self.scheme.version

    @property
    def draft(self) -> bool:
        """Return whether it can still be changed."""
        return self.frozen is None

    @property
    def effective(self) -> str:
        """The day from which it is meant to apply."""
        return self.scheme.effective

    @cached_property
    def text(self) -> Text:
        """The numbered text."""
        return text_of(self.scheme, self.matrix)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The permanent ids of its clauses, definitions and rows."""
        rows = (row.id for row in self.matrix.rows)
        return frozenset((*self.text.by_id, *(term.id for term in self.scheme.definitions), *rows))


@dataclass(frozen=True)
class Policy:
    """The discipline scheme with all its versions. There is always at least one."""

    releases: tuple[Release, ...]
    """Frozen, oldest first."""
    drafts: tuple[Release, ...]
    """Not frozen yet, each on top of the one before; the first is scheme.yml itself when nothing is frozen."""
    records: Mapping[str, Record]
    cities: Mapping[str, City]
    reporting: Reporting | None = None
    """What the page for those who saw something adds to the clauses."""

    @property
    def versions(self) -> tuple[Release, ...]:
        """Every version, oldest first."""
        return self.releases + self.drafts

    @property
    def first(self) -> Release:
        """The version that scheme.yml and matrix.yml hold."""
        return self.versions[0]

    @property
    def newest(self) -> Release:
        """The version to come, or the last one."""
        return self.versions[-1]

    def get(self, version: str) -> Release | None:
        """The release or draft of a version."""
        return self._by_version.get(version)

    def before(self, version: str) -> Release | None:
        """Return the version before; None for the first."""
        at = [release.version for release in self.versions].index(version)
        return self.versions[at - 1] if at else None

    def city_of(self, release: Release) -> City | None:
        """The parameters of the place whose rules a version follows."""
        return self.cities.get(release.scheme.city)

    @cached_property
    def _by_version(self) -> Mapping[str, Release]:
        return {release.version: release for release in self.versions}

    @cached_property
    def repealed(self) -> Mapping[str, str]:
        """Id of every clause, definition and row that is no more → the version that repealed it."""
        found: dict[str, str] = {}
        for old, new in pairwise(self.versions):
            found.update(dict.fromkeys(old.ids - new.ids - set(new.text.former), new.version))
        return {ident: version for ident, version in found.items() if ident not in self.newest.ids}

    def find(self, ident: str) -> tuple[Release, Clause] | None:
        """The clause that a link leads to: in the newest version that has it, under its present or a former id."""
        for release in reversed(self.versions):
            text = release.text
            present = ident if ident in text.by_id else text.former.get(ident)
            if present:
                return release, text.by_id[present]
        return None


def version_key(version: str) -> tuple[int, ...]:
    """Versions in their order: 1.9 before 1.10."""
    return tuple(int(part) for part in version.split("."))


def build_policy(
    scheme: Scheme,
    matrix: Matrix,
    frozen: Sequence[Frozen],
    amendments: Sequence[Amendment],
    records: Sequence[Record],
    cities: Sequence[City],
) -> Policy:
    """The policy of these files. What is wrong with them is found elsewhere; here everything has its place."""
    kept = {record.version: record for record in records}
    releases = tuple(
        Release(item.scheme, item.matrix, item.amendment, kept.get(item.version), item)
        for item in sorted(frozen, key=lambda item: version_key(item.version))
    )
    done = {release.version for release in releases}
    last = releases[-1] if releases else Release(scheme, matrix, record=kept.get(scheme.version))
    drafts = [] if releases else [last]
    for amendment in sorted(amendments, key=lambda item: version_key(item.version)):
        if amendment.version not in done and version_key(amendment.version) > version_key(last.version):
            last = _draft(last, amendment, kept.get(amendment.version))
            drafts.append(last)
    return Policy(releases, tuple(drafts), kept, {city.id: city for city in cities})


def _draft(last: Release, amendment: Amendment, record: Record | None) -> Release:
    applied = amend.apply(last.scheme, last.matrix, amendment)
    return Release(applied.scheme, applied.matrix, amendment, record, applied=applied)
