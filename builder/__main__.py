"""`python -m builder WORD` is the `handbook` command."""

from builder.cli import main

main(prog_name="handbook")
