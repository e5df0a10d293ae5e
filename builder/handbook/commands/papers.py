"""The commands that make papers: `handbook policy pdf, docx, json, akn, form, pack`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.options import Language, LateChoice, exit_on_errors, lang_option, report, root_option, say
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandUsageError

if TYPE_CHECKING:
    from handbook.commands.paper_files import Opened
    from handbook.papers.fonts import Fonts
    from handbook.papers.scheme.document import Document
    from handbook.papers.scheme.pack import Request
    from handbook.policy.versions import Release


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
    from handbook.commands.paper_files import file_name, need_fonts, printed

    def make(opened: Opened, sink: Diagnostics) -> tuple[str, bytes] | None:
        release, before = opened.release(version), opened.release(old) if old else None
        fonts = need_fonts(sink)
        document = _document(opened, release, before)
        made = printed(document, fonts, sink) if fonts else None
        return (file_name(release, ".pdf", before), made) if made else None

    _write(make, root, out, lang, day)


@click.command()
@version_argument
@redline_option
@day_option
@out_option
@root_option
@lang_option
def docx(version: str | None, old: str | None, day: str | None, out: Path | None, root: Path, lang: Language) -> None:
    """Print VERSION, or the next draft, as Word; with --redline as tracked changes."""
    from handbook.commands.paper_files import file_name
    from handbook.papers.scheme.word import word

    def make(opened: Opened, _: Diagnostics) -> tuple[str, bytes]:
        release, before = opened.release(version), opened.release(old) if old else None
        return file_name(release, ".docx", before), word(_document(opened, release, before))

    _write(make, root, out, lang, day)


@click.command("json")
@version_argument
@day_option
@out_option
@root_option
@lang_option
def json_(version: str | None, day: str | None, out: Path | None, root: Path, lang: Language) -> None:
    """Write VERSION, or the next draft, as JSON for other systems."""
    from handbook.commands.paper_files import file_name
    from handbook.papers.scheme.json_data import as_json

    def make(opened: Opened, _: Diagnostics) -> tuple[str, bytes]:
        release = opened.release(version)
        return file_name(release, ".json"), as_json(opened.setting, release)

    _write(make, root, out, lang, day)


@click.command()
@version_argument
@out_option
@root_option
@lang_option
def akn(version: str | None, out: Path | None, root: Path, lang: Language) -> None:
    """Write VERSION, or the next draft, as Akoma Ntoso 3.0 XML."""
    from handbook.commands.paper_files import file_name
    from handbook.papers.scheme.akn import akn as marked

    def make(opened: Opened, _: Diagnostics) -> tuple[str, bytes]:
        release = opened.release(version)
        return file_name(release, ".akn.xml"), marked(opened.setting, release)

    _write(make, root, out, lang)


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
    from handbook.commands.paper_files import FOLDER, read_facts
    from handbook.papers.scheme.form_paper import form_document
    from handbook.policy.fill_form import fill
    from handbook.policy.forms import blank

    target = out or root / FOLDER / f"form-{name}.docx"
    if target.suffix.lower() not in (".docx", ".pdf"):
        raise CommandUsageError("papers.suffix")
    sink = Diagnostics()
    opened = _open(root, lang)
    release = opened.release(version)
    made = blank(opened.policy, release, name)
    if data is not None:
        filling = fill(opened.policy, release, name, read_facts(data), chosen=version is not None)
        _refuse(filling.problems, lang)
        made = filling.form
        release = opened.release(made.version)
    document = form_document(opened.setting, release, made)
    _put(target, document, sink)
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict=False)
    click.echo(target)


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
    from handbook.commands.paper_files import FOLDER, need_fonts, put_folder, read_receipts
    from handbook.papers.scheme.pack import MANIFEST, Request, report_name

    sink = Diagnostics()
    opened = _open(root, lang)
    release = opened.release(version)
    fonts: Fonts | None = need_fonts(sink)
    folder = out or root / FOLDER / f"pack-{release.version}"
    files = None
    if fonts:
        returned = read_receipts(receipts) if receipts else None
        today = _day(day) or datetime.date.today().isoformat()
        files = _packed(Request(opened.setting, release, today, fonts, returned), sink)
    if files:
        put_folder(folder, files, MANIFEST, sink)
        click.echo(files[report_name()].decode())
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict=False)
    click.echo(folder)


COMMANDS = (pdf, docx, json_, akn, form, pack)


def _document(opened: Opened, release: Release, before: Release | None) -> Document:
    from handbook.papers.scheme.scheme_paper import redline_document, scheme_document

    if before is None:
        return scheme_document(opened.setting, release)
    if opened.policy.versions.index(before) >= opened.policy.versions.index(release):
        raise CommandUsageError("papers.redline", version=release.version)
    return redline_document(opened.setting, before, release)


def _open(root: Path, lang: Language, day: str | None = None) -> Opened:
    """The scheme; leaves with what the check found when there are errors. Warnings are the check's to tell."""
    from handbook.commands.paper_files import open_policy

    sink = Diagnostics()
    opened = open_policy(root, sink, _day(day))
    if opened is None:
        report(sink, "text", lang, to_error=True)
        exit_on_errors(sink, strict=False)
        raise SystemExit(1)
    return opened


Make = Callable[["Opened", Diagnostics], tuple[str, bytes] | None]


def _write(make: Make, root: Path, out: Path | None, lang: Language, day: str | None = None) -> None:
    """Make one file and say where it is."""
    from handbook.commands.paper_files import FOLDER, put

    sink = Diagnostics()
    opened = _open(root, lang, day)
    made = make(opened, sink)
    path = (out or root / FOLDER) / made[0] if made else None
    if made and path:
        put(path, made[1], sink)
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict=False)
    click.echo(path)


def _put(target: Path, document: Document, sink: Diagnostics) -> None:
    from handbook.commands.paper_files import need_fonts, printed, put
    from handbook.papers.scheme.word import word

    if target.suffix.lower() == ".docx":
        put(target, word(document), sink)
    elif (fonts := need_fonts(sink)) and (made := printed(document, fonts, sink)):
        put(target, made, sink)


def _packed(request: Request, sink: Diagnostics) -> dict[str, bytes] | None:
    from handbook.papers.scheme.pack import pack as packed
    from handbook.papers.typst import UnprintableError

    try:
        return packed(request)
    except UnprintableError as error:
        sink.add("unprintable-text", "content/policy", text=error.text, near=error.near)
        return None


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
