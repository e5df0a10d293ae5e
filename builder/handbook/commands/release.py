"""Write the next release. Nothing that is frozen is ever written again."""

from datetime import date
from pathlib import Path

import click

from handbook.diagnostics.program import program
from handbook.policy.release import freeze, written
from handbook.policy.versions import Policy, Release
from handbook.render.tree import write_file


def write_release(root: Path, policy: Policy | None, version: str | None, day: str) -> Path:
    """Freeze the next draft on a day; returns the file. Raises click's exceptions in the author's words."""
    draft = _draft(policy, version)
    last = policy.releases[-1].frozen if policy and policy.releases else None
    path = root / "content" / "policy" / "releases" / f"{draft.version}.yml"
    if path.exists():
        raise click.ClickException(f"{path} 已经存在；冻结的版本不再改动。")
    write_file(path, written(freeze(draft, last, _day(day))).encode())
    return path


def _draft(policy: Policy | None, version: str | None) -> Release:
    if policy is None:
        raise click.ClickException(f"这本手册还没有制度；{program()} new policy 会写一个开头。")
    if not policy.drafts:
        raise click.ClickException(
            f"没有草案：{policy.newest.version} 已经冻结。要改制度，先写 amendments/<版本>.yml。"
        )
    draft = policy.drafts[0]
    if version not in (None, draft.version):
        raise click.UsageError(f"下一个要冻结的是 {draft.version}，不是 {version}；版本按次序冻结。")
    return draft


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise click.UsageError(f"{text} 不是日期；写成 2026-12-01 这样。") from None
