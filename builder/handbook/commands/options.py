"""Options that every command shares, and printing of diagnostics."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

import click

from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandError, CommandUsageError, Phrase
from handbook.diagnostics.program import program
from handbook.diagnostics.render import as_github, as_json, as_text, paint, plain, summary

P = ParamSpec("P")
T = TypeVar("T")
Format = Literal["text", "json", "github"]
Language = Literal["zh", "en"]
root_option = click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", show_default=True,
    help="The handbook's folder, with content/ and exercises/ in it.",
)  # fmt: skip
_lang_option = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="Language of the messages.",
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:  # releases before 8.4 are not generic
    _Choice = click.Choice


class LateChoice(_Choice):
    """Choices that are looked up when an option needs them: what names them is slow to import."""

    def __init__(self, look_up: Callable[[], Iterable[str]]) -> None:
        self._look_up = look_up
        self.case_sensitive = True

    def __getattr__(self, name: str) -> Any:
        if name != "choices":
            raise AttributeError(name)
        self.choices = tuple(self._look_up())
        return self.choices


def lang_option(command: Callable[P, T]) -> Callable[P, T]:
    """Give a command the option --lang, and say in that language what keeps it from being carried out."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except CommandError as error:
            kind = click.UsageError if isinstance(error, CommandUsageError) else click.ClickException
            raise kind(_worded(error.phrase, str(kwargs["lang"]))) from error

    return _lang_option(told)


def say(lang: str, key: str, /, **args: object) -> str:
    """A text of the interface's catalogue, under `commands`."""
    return _worded(Phrase(key, args), lang)


def _worded(phrase: Phrase, lang: str) -> str:
    from handbook.text.catalogue import lookup, words  # reads YAML, which `--help` needs not

    catalogue = words(lang)

    def shown(value: object) -> object:
        if isinstance(value, tuple):
            return catalogue["commands.joiner"].join(str(shown(item)) for item in value)
        return _worded(value, lang) if isinstance(value, Phrase) else value

    args = {name: shown(value) for name, value in phrase.args.items()}
    return lookup(catalogue, f"commands.{phrase.key}", program=program(), **args)


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
