"""`python3 dev.py errors` writes docs/errors.md and the module of the rules' names from the catalogue and the cases."""

from pathlib import Path

import click
from handbook.diagnostics.codes import read_rules, rules
from handbook.render.tree import write_file

from tests.tools.names import NAMES, names_module
from tests.tools.reference import reference, told_in


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default="docs/errors.md", show_default=True)
@click.option("--cases", type=click.Path(exists=True, file_okay=False, path_type=Path), default="tests/cases",
              show_default=True, help="What is told in each case of the tests.")  # fmt: skip
@click.option("--names", type=click.Path(dir_okay=False, path_type=Path), default=NAMES,
              help="The module of names; the package's own without it.")  # fmt: skip
def main(out: Path, cases: Path, names: Path) -> None:
    """Write the reference of all codes, for authors to look up, and the module of their names."""
    found = read_rules()
    rules().update({rule.name: rule for rule in found})  # those that the module does not know yet
    for path, text in ((names, names_module(found)), (out, reference(found, told_in(cases)))):
        write_file(path, text.encode())
        click.echo(path)


if __name__ == "__main__":
    main(prog_name="python3 dev.py errors")
