"""The `handbook` command: words and options only; the work is done elsewhere."""

from pathlib import Path
from typing import Any, Literal

import click

from handbook.commands.bank import bank
from handbook.commands.options import (
    Format,
    Language,
    LateChoice,
    exit_on_errors,
    lang_option,
    report,
    root_option,
    strict_option,
)
from handbook.commands.policy import policy
from handbook.commands.results import results
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.crash import guard
from handbook.diagnostics.render import coverage

SCHEMAS = "schemas"
"""The folder in a handbook's root that the first lines of YAML files name."""
Edition = Literal["learner", "trainer"]


class SafeGroup(click.Group):
    """Commands whose own failures end in a sentence too."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        sink = Diagnostics()
        with guard(sink, Path(), writes=True):
            return super().invoke(ctx)
        report(sink, "text", "zh", to_error=True)
        raise SystemExit(1)


@click.group(cls=SafeGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build a training handbook from YAML."""


main.add_command(bank)
main.add_command(policy)
main.add_command(results)


@main.command()
@root_option
@lang_option
@strict_option
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
def check(root: Path, lang: Language, strict: bool, form: Format) -> None:
    """Report every problem in the authors' files. Exit 0: clean, 1: problems."""
    from handbook.content.check import check as check_handbook

    sink = Diagnostics()
    handbook = None
    with guard(sink, root):
        handbook = check_handbook(root, sink)
    report(sink, form, lang)
    if form == "text" and handbook and handbook.coverage:
        click.echo(coverage(sum(len(area.items) for area in handbook.coverage), lang))
    exit_on_errors(sink, strict)


@main.command()
@root_option
@lang_option
@strict_option
@click.option("--edition", type=click.Choice(["learner", "trainer"]), default="learner", show_default=True,
              help="The trainer's edition holds notes, keys and sessions; it goes to build/site-trainer.")  # fmt: skip
@click.option("--offline", is_flag=True, help="Make a folder and a zip that open from a disk, without a server.")
@click.option(
    "--tree", is_flag=True, help="Only write the finished pages (build/docs, build/mkdocs.yml) for an engine."
)
def build(root: Path, lang: Language, strict: bool, edition: Edition, offline: bool, tree: bool) -> None:
    """Build the site into build/site; a failed build leaves the last one as it was."""
    from handbook.site.engines import MarkdownTree, Offline, Site
    from handbook.site.output import Output, produce

    output: Output = Offline(edition, strict) if offline else Site(edition, strict)
    sink = Diagnostics()
    made: tuple[Path, ...] = ()
    with guard(sink, root, writes=True):
        made = produce(MarkdownTree(edition) if tree else output, root, sink)
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict)
    for path in made:
        click.echo(path)


@main.command()
@root_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(root: Path, port: int) -> None:
    """Show the site on this machine and reload it when a file changes."""
    from handbook.site.engines import serve_site

    serve_site(root, port)


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=SCHEMAS, show_default=True)
def schema(out: Path) -> None:
    """Write the JSON Schemas by which editors complete and check the YAML files."""
    from handbook.model.json_schema import write_schemas

    for path in write_schemas(out):
        click.echo(path)


@main.command()
@click.argument("module")
@click.option("--minutes", type=click.IntRange(1, 600), help="Which of the module's sessions; the longest without it.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write; build/kits/<session>."
)
@click.option("--pdf/--no-pdf", default=True, show_default=True, help="All of it as one file to print, kit.pdf, too.")
@root_option
@lang_option
def session(module: str, minutes: int | None, out: Path | None, pdf: bool, root: Path, lang: Language) -> None:
    """Write what a trainer takes into the room for MODULE: run sheet, workbook, key, cards and forms."""
    from handbook.papers.kit.write import Kit
    from handbook.site.output import produce

    sink, made = Diagnostics(), None
    with guard(sink, root, writes=True):
        made = produce(Kit(module, minutes, pdf), root, sink, out)
    report(sink, "text", lang, to_error=True)
    exit_on_errors(sink, strict=False)
    for path in made or ():
        click.echo(path)


def _things() -> tuple[str, ...]:
    from handbook.content import new, new_policy

    return (*new.THINGS, *new_policy.THINGS)


def _kinds() -> tuple[str, ...]:
    from handbook.model.exercises import KINDS

    return KINDS


@main.command()
@click.argument("what", type=LateChoice(_things))
@click.argument("name")
@click.option("--module", help="The module a lesson, an exercise or a session belongs to.")
@click.option("--kind", type=LateChoice(_kinds), default="worksheet",
              show_default=True)  # fmt: skip
@root_option
@lang_option
def new(what: str, name: str, module: str | None, kind: str, root: Path, lang: Language) -> None:
    """Write a commented start that builds as it is. An amendment's or a record's NAME is its version."""
    from handbook.content.new import THINGS, write_start
    from handbook.content.new_policy import write_policy_start
    from handbook.model.json_schema import write_schemas

    made = write_start(root, what, name, module, kind) if what in THINGS else write_policy_start(root, what, name)
    for path in made:
        click.echo(path)
    if not (root / SCHEMAS).exists():  # the first line of what was written names one
        write_schemas(root / SCHEMAS)
        click.echo(root / SCHEMAS)
