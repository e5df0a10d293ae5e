"""Write the next release. Nothing that is frozen is ever written again."""

from datetime import date
from pathlib import Path

from handbook.diagnostics.command_error import CommandError, CommandUsageError
from handbook.policy.release import freeze, written
from handbook.policy.versions import Policy, Release
from handbook.render.tree import write_file


def write_release(root: Path, policy: Policy | None, version: str | None, day: str) -> Path:
    """Freeze the next draft on a day; returns the file. Raises CommandError."""
    draft = _draft(policy, version)
    last = policy.releases[-1].frozen if policy and policy.releases else None
    path = root / "content" / "policy" / "releases" / f"{draft.version}.yml"
    if path.exists():
        raise CommandError("release.exists", file=path)
    write_file(path, written(freeze(draft, last, _day(day))).encode())
    return path


def _draft(policy: Policy | None, version: str | None) -> Release:
    if policy is None:
        raise CommandError("no-policy")
    if not policy.drafts:
        raise CommandError("release.no-draft", version=policy.newest.version)
    draft = policy.drafts[0]
    if version not in (None, draft.version):
        raise CommandUsageError("release.order", next=draft.version, version=version)
    return draft


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise CommandUsageError("no-date", text=text) from None
