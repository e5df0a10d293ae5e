"""The commands that make papers: `handbook policy pdf, docx, json, akn, form, pack`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.options import Language, LateChoice, exit_on_errors, lang_option, report, root_option, say
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandUsageError

if TYPE_CHECKING:
    from handbook.site.output import Output


def _form_names() -> tuple[str, ...]:
    from handbook.policy.forms import names

    return names()


version_argument = click.argument("version", required=False)
out_option = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to; build/policy without it."
)
day_option = click.option("--day", help="Print the status of this day, YYYY-MM-DD, too.")
redline_option = click.option("--redline", "old", metavar="FROM", help="Mark every change from this version.")


@click.command()
@version_argument
@redline_option
@day_option
@out_option
@root_option
@lang_option
def pdf(version: str | None, old: str | None, day: str | None, out: Path | None, root: Path, lang: Language) -> None:
    """Print VERSION, or the next draft, as PDF: tagged, searchable, for archives."""
    from handbook.papers.scheme.outputs import SchemeFile

    _make(SchemeFile("scheme-pdf", version, _day(day), old), root, out, lang)


@click.command()
@version_argument
@redline_option
@day_option
@out_option
@root_option
@lang_option
def docx(version: str | None, old: str | None, day: str | None, out: Path | None, root: Path, lang: Language) -> None:
    """Print VERSION, or the next draft, as Word; with --redline as tracked changes."""
    from handbook.papers.scheme.outputs import SchemeFile

    _make(SchemeFile("scheme-word", version, _day(day), old), root, out, lang)


@click.command("json")
@version_argument
@day_option
@out_option
@root_option
@lang_option
def json_(version: str | None, day: str | None, out: Path | None, root: Path, lang: Language) -> None:
    """Write VERSION, or the next draft, as JSON for other systems."""
    from handbook.papers.scheme.outputs import SchemeFile

    _make(SchemeFile("scheme-json", version, _day(day)), root, out, lang)


@click.command()
@version_argument
@out_option
@root_option
@lang_option
def akn(version: str | None, out: Path | None, root: Path, lang: Language) -> None:
    """Write VERSION, or the next draft, as Akoma Ntoso 3.0 XML."""
    from handbook.papers.scheme.outputs import SchemeFile

    _make(SchemeFile("scheme-akn", version), root, out, lang)


@click.command()
@click.argument("name", type=LateChoice(_form_names))
@click.option("--version", help="The version it is for; the next draft, or the last release, without it.")
@click.option(
    "--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Facts (YAML) to fill it with."
)
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file: .docx or .pdf; in build/policy without."
)
@root_option
@lang_option
def form(name: str, version: str | None, data: Path | None, out: Path | None, root: Path, lang: Language) -> None:
    """Write a form, blank or filled. Exit 1, with a list, while facts are missing or do not fit."""
    from handbook.commands.paper_files import read_facts
    from handbook.papers.scheme.outputs import FormPaper, UnfilledFormError

    file = out.name if out else f"form-{name}.docx"
    if Path(file).suffix.lower() not in (".docx", ".pdf"):
        raise CommandUsageError("papers.suffix")
    try:
        _make(FormPaper(name, file, version, read_facts(data) if data else None), root, out and out.parent, lang)
    except UnfilledFormError as error:
        _refuse(error.problems, lang)


@click.command()
@version_argument
@click.option("--receipts", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Folder of returned receipts to take in.")  # fmt: skip
@click.option("--day", help="The day of the report, YYYY-MM-DD; today without it.")
@out_option
@root_option
@lang_option
def pack(
    version: str | None, receipts: Path | None, day: str | None, out: Path | None, root: Path, lang: Language
) -> None:  # fmt: skip
    """Write the folder of evidence of VERSION, with a report of what is missing."""
    from handbook.commands.paper_files import read_receipts
    from handbook.papers.scheme.outputs import EvidencePack

    today = _day(day) or datetime.date.today().isoformat()
    returned = read_receipts(receipts) if receipts else None
    _make(EvidencePack(today, version, returned), root, out, lang)


COMMANDS = (pdf, docx, json_, akn, form, pack)


def _make(output: Output, root: Path, out: Path | None, lang: Language) -> None:
    """Write one output and say where it is. Warnings about the handbook are the check's to tell."""
    from handbook.site.build import open_handbook

    found, sink = Diagnostics(), Diagnostics()
    built = open_handbook(root, found, output.options)
    if built is None:
        report(found, "text", lang, to_error=True)
        exit_on_errors(found, strict=False)
        raise SystemExit(1)
    target, *more = output.write(built, out or root / output.folder(built), sink) or (None,)
    for text in more:
        click.echo(text.read_text("utf-8"))
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict=False)
    click.echo(target)


def _refuse(problems: tuple[str, ...], lang: Language) -> None:
    if problems:
        click.echo(say(lang, "papers.unfilled"), err=True)
        for problem in problems:
            click.echo(f"  {problem}", err=True)
        raise SystemExit(1)


def _day(text: str | None) -> str | None:
    from handbook.policy.deadlines import is_day

    if text is not None and not is_day(text):
        raise CommandUsageError("no-date", text=text)
    return text
