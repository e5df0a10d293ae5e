"""`python -m handbook WORD` is the `handbook` command."""

from handbook.cli import main

main(prog_name="handbook")
