"""The `handbook policy` commands: words and options only."""

import datetime
from pathlib import Path

import click

from builder.console import Language, lang_option, leave_if_bad, report, root_option
from builder.diagnostics import Diagnostics
from builder.policy.papers.cli import COMMANDS


@click.group()
def policy() -> None:
    """Publish the discipline scheme: freeze releases, print, compare."""


for command in COMMANDS:
    policy.add_command(command)


@policy.command()
@click.argument("version", required=False)
@click.option("--day", help="The day of the release, YYYY-MM-DD; today without it.")
@root_option
@lang_option
def release(version: str | None, day: str | None, root: Path, lang: Language) -> None:
    """Freeze the next draft, or VERSION, into content/policy/releases; refused while the check finds errors."""
    from builder.build import check
    from builder.policy.freeze import write_release

    sink = Diagnostics()
    handbook = check(root, sink)
    report(sink, "text", lang, to_error=True)
    leave_if_bad(sink, strict=False)
    today = datetime.date.today().isoformat()
    click.echo(write_release(root, handbook.policy if handbook else None, version, day or today))
