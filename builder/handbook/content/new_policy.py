"""Commented starts of the discipline scheme's files, filled so that they build as they are."""

import datetime
import json
import re
from pathlib import Path
from string import Template

from handbook.content.new import STARTS
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandError, CommandUsageError
from handbook.model.base import ID_PATTERN
from handbook.model.collections import COLLECTIONS
from handbook.policy.versions import Policy, Release, version_key

THINGS = ("policy", "amendment", "record")
"""What this writes starts of: the files that a scheme cannot do without, or one more file of a version."""
_VERSION = re.compile(r"\d+(\.\d+){1,3}")


def write_policy_start(root: Path, what: str, name: str) -> list[Path]:
    """Write the files of a new scheme with the id `name`, or the amendment or record of the version `name`."""
    if what == "policy":
        if not re.fullmatch(ID_PATTERN, name):
            raise CommandUsageError("new.bad-id", name=name)
        needed = (one for one in COLLECTIONS.values() if one.of_scheme and one.required)
        starts = {root / one.place: one.name for one in needed}
    else:
        if not _VERSION.fullmatch(name):
            raise CommandUsageError("new.bad-version", name=name)
        starts = {root / COLLECTIONS[what].path(name): what}
    for path in starts:
        if path.exists():
            raise CommandError("new.exists", file=path)
    values = {"name": name, "schemas": "../../schemas", **_days(root), **_clause(root, what, name)}
    for path, start in starts.items():
        text = Template((STARTS / "policy" / f"{start}.yml").read_text("utf-8")).substitute(values)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    return list(starts)


def _days(root: Path) -> dict[str, str]:
    """The handbook's day, and days for a text that has still to be discussed."""
    from handbook.content.load import load

    settings = load(root, Diagnostics()).settings
    today = datetime.date.fromisoformat(settings.model.date) if settings else datetime.date(2026, 1, 1)
    effective = today.replace(year=today.year + 1, day=1)
    review = effective.replace(year=effective.year + 1)
    return {
        "today": today.isoformat(),
        "year": str(today.year),
        "effective": effective.isoformat(),
        "review": review.isoformat(),
    }


def _clause(root: Path, what: str, version: str) -> dict[str, str]:
    """A clause that an amendment may begin with, and dates that follow those of the version before."""
    if what != "amendment":
        return {}
    last = _last(root, version)
    clause = last.scheme.chapters[0].articles[0].paragraphs[0]
    dates = {"effective": _later(last.effective), "review": _later(last.scheme.review)}
    return {"clause": clause.id, "text": json.dumps(clause.text, ensure_ascii=False)[1:-1], **dates}


def _last(root: Path, version: str) -> Release:
    from handbook.content.check import check

    handbook = check(root, Diagnostics())
    policy: Policy | None = handbook.policy if handbook else None
    if policy is None:
        raise CommandError("new.no-policy")
    if version_key(version) <= version_key(policy.newest.version):
        raise CommandUsageError("new.older", version=policy.newest.version)
    return policy.newest


def _later(day: str) -> str:
    """The same day a year later, or the first of that month."""
    date = datetime.date.fromisoformat(day)
    return date.replace(year=date.year + 1, day=min(date.day, 28)).isoformat()
