"""`python3 dev.py errors` writes docs/errors.md: every code with its words and what its cases are told."""

from pathlib import Path

import click
from handbook.render.tree import write_file

from tests.tools.reference import reference


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default="docs/errors.md", show_default=True)
@click.option("--cases", type=click.Path(exists=True, file_okay=False, path_type=Path), default="tests/cases",
              show_default=True, help="What is told in each case of the tests.")  # fmt: skip
def main(out: Path, cases: Path) -> None:
    """Write the reference of all codes, for authors to look up."""
    write_file(out, reference(cases).encode())
    click.echo(out)


if __name__ == "__main__":
    main(prog_name="python3 dev.py errors")
