"""The `handbook bank` commands: words and options only."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.commands.options import Language, exit_on_errors, lang_option, report, root_option, strict_option
from handbook.diagnostics import Diagnostics


@click.group()
def bank() -> None:
    """Edit the questions of quizzes in a spreadsheet: export a workbook, import it again."""


@bank.command()
@click.option("--quiz", "quizzes", multiple=True, metavar="ID", help="Only this quiz; may be given several times.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The workbook; build/bank.xlsx.")
@click.option("--force", is_flag=True, help="Write over a workbook that is there and differs.")
@root_option
@lang_option
def export(quizzes: tuple[str, ...], out: Path | None, force: bool, root: Path, lang: Language) -> None:
    """Write the quizzes as an .xlsx workbook: a sheet each, templates, and how to edit it."""
    from handbook.diagnostics.crash import guard
    from handbook.exchange.bank.export import write_workbook

    sink, made = Diagnostics(), None
    with guard(sink, root, writes=True):
        made = write_workbook(root, out, quizzes, sink, force=force)
    if made is None:
        report(sink, "text", lang, to_error=True)
        exit_on_errors(sink, strict=False)
    click.echo(made)


@bank.command("import")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", "dry", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--remove", is_flag=True, help="Delete questions and options whose rows are gone from the workbook.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@strict_option
@root_option
@lang_option
def import_(  # noqa: PLR0913, PLR0917 - click gives each option as an argument
    source: Path, dry: bool, remove: bool, form: str, strict: bool, root: Path, lang: Language
) -> None:
    """Take FILE back: every problem by sheet, row and column, or the changes written. Exit 1: nothing was written."""
    from handbook.diagnostics.crash import guard
    from handbook.diagnostics.render import as_json
    from handbook.exchange.bank.importer import plan_import, write
    from handbook.exchange.bank.summary import as_data, as_text

    sink, taken = Diagnostics(), None
    with guard(sink, root, writes=True):
        taken = plan_import(root, source, sink, remove=remove)
        if strict and sink.warning_count:
            taken = None
        if taken is not None and not dry:
            write(root, taken)
    if form == "json":
        click.echo(as_json(sink, lang, **as_data(taken, dry=dry)), nl=False)
    else:
        report(sink, "text", lang, to_error=True)
        click.echo(as_text(taken, lang, dry=dry) if taken else "", nl=False)
    exit_on_errors(sink, strict)
