"""Options that every command shares, and printing of diagnostics."""

import os
import sys
from pathlib import Path
from typing import Literal

import click

from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_github, as_json, as_text, paint, plain, summary

Format = Literal["text", "json", "github"]
Language = Literal["zh", "en"]
root_option = click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", show_default=True,
    help="The handbook's folder, with content/ and exercises/ in it.",
)  # fmt: skip
lang_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of the messages.",
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


def report(sink: Diagnostics, form: Format, lang: Language, *, to_error: bool = False) -> None:
    """Print what was found: JSON always, text and annotations with one closing sentence."""
    if form == "json":
        click.echo(as_json(sink, lang))
        return
    colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    shown = as_github(sink, lang) if form == "github" else as_text(sink, lang, paint if colours else plain)
    if shown:
        click.echo(shown.rstrip("\n"), err=to_error)
    if len(sink) or not to_error:
        click.echo(summary(sink, lang), err=to_error)


def exit_on_errors(sink: Diagnostics, strict: bool) -> None:
    """Exit 1 when there are errors, or warnings and `strict`."""
    if sink.error_count or (strict and sink.warning_count):
        raise SystemExit(1)
