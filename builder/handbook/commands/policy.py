"""The `handbook policy` commands: words and options only."""

import datetime
from pathlib import Path

import click

from handbook.commands.options import Language, exit_on_errors, lang_option, report, root_option
from handbook.commands.papers import COMMANDS
from handbook.diagnostics import Diagnostics


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
    from handbook.commands.release import write_release
    from handbook.content.check import check

    sink = Diagnostics()
    handbook = check(root, sink)
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict=False)
    today = datetime.date.today().isoformat()
    click.echo(write_release(root, handbook.policy if handbook else None, version, day or today))


@policy.command("import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default="content/policy/scheme.yml", show_default=True,
    help="The file to write.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@lang_option
def import_(source: Path, out: Path, force: bool, lang: Language) -> None:
    """Turn the company's text (.docx or .txt) into YAML with permanent ids. Exit 0: written, 1: not."""
    from handbook.exchange.scheme_import import as_text
    from handbook.exchange.scheme_import.files import import_file

    sink = Diagnostics()
    imported = import_file(source, out, sink, force=force)
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict=False)
    if imported is not None:
        click.echo(as_text(imported, lang) + str(out))


@policy.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--roster", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="CSV of those who are to sign: number,name,department,status.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path),
              help="Folder for the register; FOLDER-register without it.")  # fmt: skip
@click.option("--release", "version", help="The release to be signed; the newest without it.")
@root_option
@lang_option
def receipts(
    folder: Path, roster: Path | None, out: Path | None, version: str | None, root: Path, lang: Language
) -> None:
    """Check the receipts in FOLDER; write the register and who is missing. Exit 1 when something was refused."""
    from handbook.content.check import check
    from handbook.exchange.receipts.command import collect_receipts, place_of, summary_lines
    from handbook.exchange.receipts.register_files import Writer

    sink = Diagnostics()
    handbook = check(root, sink)
    if handbook is None:
        report(sink, "text", lang, to_error=True)
        exit_on_errors(sink, strict=False)
    today = datetime.date.today().isoformat()
    target = place_of(out, folder, root)
    found, wanted = collect_receipts(handbook.policy if handbook else None, folder, roster, version, today)
    writer = Writer(lang, today)
    click.echo(summary_lines(found, wanted, writer))
    for path in writer.write(target, found):
        click.echo(path)
    if found.bad:
        raise SystemExit(1)
