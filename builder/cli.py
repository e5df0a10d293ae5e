"""The `handbook` command: words and options only; the work is done elsewhere."""

import os
import sys
from pathlib import Path
from typing import Literal

import click

from builder.diagnostics import Diagnostics
from builder.diagnostics.render import as_github, as_json, as_text, paint, plain, summary
from builder.policy.cli import policy

Format = Literal["text", "json", "github"]
Language = Literal["zh", "en"]
KINDS = ("worksheet", "quiz", "scale", "checklist", "case", "cards", "roleplay")
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build a training handbook from YAML."""


main.add_command(policy)


@main.command()
@root_option
@lang_option
@strict_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check(root: Path, lang: Language, strict: bool, form: Format) -> None:
    """Report every problem in the authors' files. Exit 0: clean, 1: problems."""
    from builder.build import check as check_handbook

    sink = Diagnostics()
    check_handbook(root, sink)
    _report(sink, form, lang)
    _leave_if_bad(sink, strict)


@main.command()
@root_option
@lang_option
@strict_option
@click.option("--offline", is_flag=True, help="Make a folder and a zip that open from a disk, without a server.")
@click.option(
    "--tree", is_flag=True, help="Only write the finished pages (build/docs, build/mkdocs.yml) for an engine."
)
def build(root: Path, lang: Language, strict: bool, offline: bool, tree: bool) -> None:
    """Build the site into build/site; a failed build leaves the last one as it was."""
    from builder.engines import build_site, write_docs

    sink = Diagnostics()
    made = write_docs(root, sink) if tree else build_site(root, sink, offline=offline, strict=strict)
    _report(sink, "text", lang, to_error=True)
    _leave_if_bad(sink, strict)
    click.echo(made)


@main.command()
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(root: Path, port: int) -> None:
    """Show the site on this machine and reload it when a file changes."""
    from builder.engines import serve_site

    serve_site(root, port)


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default="schemas", show_default=True)
def schema(out: Path) -> None:
    """Write the JSON Schemas by which editors complete and check the YAML files."""
    from builder.schema import write_schemas

    for path in write_schemas(out):
        click.echo(path)


@main.command()
@click.argument("what", type=click.Choice(["module", "lesson", "exercise"]))
@click.argument("name")
@click.option("--module", help="The module a lesson or an exercise belongs to.")
@click.option("--kind", type=click.Choice(KINDS), default="worksheet",
              show_default=True)  # fmt: skip
@root_option
def new(what: str, name: str, module: str | None, kind: str, root: Path) -> None:
    """Write a commented start that builds as it is."""
    from builder.new import write_start

    for path in write_start(root, what, name, module, kind):
        click.echo(path)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
@click.option("--only", multiple=True, help="Only these measurements.")
def bench(as_json: bool, only: tuple[str, ...]) -> None:
    """Measure the budgets: build time, growth, bytes, keystrokes."""
    from builder.bench import run

    run(as_json=as_json, only=only)


def _report(sink: Diagnostics, form: Format, lang: Language, *, to_error: bool = False) -> None:
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


def _leave_if_bad(sink: Diagnostics, strict: bool) -> None:
    if sink.error_count or (strict and sink.warning_count):
        raise SystemExit(1)
