"""`python3 dev.py bench` measures the budgets."""

import click

from tests.bench import run


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
@click.option("--only", multiple=True, help="Only these measurements.")
def main(as_json: bool, only: tuple[str, ...]) -> None:
    """Measure the budgets: build time, growth, bytes, keystrokes."""
    run(as_json=as_json, only=only)


if __name__ == "__main__":
    main(prog_name="python3 dev.py bench")
