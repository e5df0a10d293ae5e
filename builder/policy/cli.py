"""`handbook policy …`: words and options only; the work is done elsewhere."""

from pathlib import Path
from typing import Literal

import click

from builder.diagnostics import Diagnostics


@click.group()
def policy() -> None:
    """Publish the discipline scheme."""


@policy.command("import")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default="content/policy/scheme.yml", show_default=True,
    help="The file to write.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the report.")
def import_(source: Path, out: Path, force: bool, lang: Literal["zh", "en"]) -> None:
    """Turn the company's text (.docx or .txt) into YAML with permanent ids. Exit 0: written, 1: not."""
    from builder.policy.importing import as_text, as_yaml, import_scheme
    from builder.tree import write_file

    sink = Diagnostics()
    data = _bytes(source, sink)
    imported = None if data is None else import_scheme(source.name, data, sink)
    if imported is not None and out.exists() and not force:
        sink.add("HB795", out.as_posix())
    if imported is None or len(sink):
        _leave(sink, lang)
        return
    try:
        write_file(out, as_yaml(imported).encode())
    except OSError as error:
        sink.add("HB902", out.as_posix(), reason=error.strerror or str(error))
        _leave(sink, lang)
    click.echo(as_text(imported, lang), nl=False)
    click.echo(out)


def _bytes(path: Path, sink: Diagnostics) -> bytes | None:
    """The file, unless it is far too large to be looked at."""
    from builder.policy.importing.package import MOST_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        sink.add("HB114", path.name, reason=error.strerror or str(error))
        return None


def _leave(sink: Diagnostics, lang: str) -> None:
    from builder.diagnostics.render import as_text, summary

    click.echo(as_text(sink, lang).rstrip("\n"), err=True)
    click.echo(summary(sink, lang), err=True)
    raise SystemExit(1)
