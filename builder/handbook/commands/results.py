"""The `handbook results` commands: words and options only."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.commands.options import Language, exit_on_errors, lang_option, report, root_option
from handbook.diagnostics import Diagnostics

if TYPE_CHECKING:
    from handbook.exchange.results.store import Store


class _Folder(click.Group):
    """`results FOLDER` is `results read FOLDER`; a folder of a command's name is written ./forget."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command in where there is none."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Folder)
def results() -> None:
    """Read what a class handed in: `results FOLDER`. Forget it again: `results forget`."""


db_option = click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="Keep cohorts in this file.")


@results.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--module", help="Only the exercises of this module.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path),
              help="Folder for the report; FOLDER-results without it.")  # fmt: skip
@db_option
@click.option("--cohort", help="What to call the class in the database; the folder's name without it.")
@click.option("--no-names", is_flag=True, help="Number people instead of naming them.")
@root_option
@lang_option
def read(  # noqa: PLR0913, PLR0917 - click gives each option as an argument
    folder: Path, module: str | None, out: Path | None, db: Path | None, cohort: str | None, no_names: bool,
    root: Path, lang: Language,
) -> None:  # fmt: skip
    """Read the answers files, codes and tables in FOLDER; write report.html, results.xlsx and CSV files."""
    from handbook.content.check import check
    from handbook.exchange.results.run import Wanted, run

    sink = Diagnostics()
    handbook = check(root, sink)
    if handbook is None:
        report(sink, "text", lang, to_error=True)
        exit_on_errors(sink, strict=False)
        return
    known = [course.module.id for course in handbook.courses]
    if module is not None and module not in known:
        raise click.UsageError(f"--module {module}: {', '.join(known)}")
    name = cohort or folder.resolve().name
    target = out or folder.resolve().with_name(f"{folder.resolve().name}-results")
    if target.resolve().is_relative_to(folder.resolve()):
        raise click.UsageError("--out lies inside FOLDER: the report would be read as an answer next time")
    today = datetime.date.today().isoformat()
    store = _store(db)
    try:
        done = run(handbook, store, Wanted(folder, target, today, name, module, not no_names), _bar)
    finally:
        store.close()
    click.echo(done.said)
    for path in done.paths:
        click.echo(path)


@results.command()
@click.option("--db", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True,
              help="The file that holds the cohorts.")  # fmt: skip
@click.option("--cohort", help="This cohort.")
@click.option("--person", help="This name or number, and all who are told apart by it.")
@click.option("--all", "everything", is_flag=True, help="All cohorts.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@lang_option
def forget(db: Path, cohort: str | None, person: str | None, everything: bool, yes: bool, lang: Language) -> None:
    """Remove people or cohorts from the database for good. The answers files themselves are yours to delete."""
    from handbook.text.catalogue import lookup, words

    if not (cohort or person or everything):
        raise click.UsageError("say what: --person, --cohort or --all")
    if not yes:
        click.confirm(f"{db}: {person or cohort or '--all'}?", abort=True)
    store = _store(db)
    try:
        gone = store.forget(cohort, person)
    finally:
        store.close()
    click.echo(lookup(words(lang), "results.forgotten", people=gone.people, files=gone.files))


def _store(db: Path | None) -> Store:
    from handbook.exchange.results.store import NotAStoreError, Store

    try:
        return Store(db)
    except NotAStoreError as error:
        raise click.UsageError(str(error)) from error


def _bar(files: Iterable[bool], count: int) -> Iterator[bool]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from files
        return
    bar: Any
    with click.progressbar(files, length=count, file=sys.stderr, show_pos=True) as bar:
        yield from bar
