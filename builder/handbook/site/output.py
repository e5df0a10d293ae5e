"""Outputs of a handbook: each has a name and one function that writes it.

A new output (a package for a learning system, a book, an app) is a class like those of `site.engines` and `papers`,
in a folder of its own; nothing else has to know it but the command that offers it.
"""

from pathlib import Path
from typing import Protocol

from handbook.diagnostics import Diagnostics
from handbook.render.environment import Options
from handbook.site.build import Built, open_handbook


class Output(Protocol):
    """One thing that is made of a handbook."""

    @property
    def name(self) -> str:
        """Its name, such as ``site``."""

    @property
    def options(self) -> Options:
        """Return the build options: the edition, and how pages address each other."""

    def folder(self, built: Built) -> str:
        """Where it goes, relative to the handbook's root, when nobody names another place."""

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Write it into `out`; returns what was made, the file to open first.

        Nothing is made, and what was there stays, when something is wrong: it is then in `sink`.
        """


def produce(output: Output, root: Path, sink: Diagnostics, out: Path | None = None) -> tuple[Path, ...]:
    """Check the handbook in `root` and write one output of it; empty when there are errors."""
    built = open_handbook(root, sink, output.options)
    if built is None:
        return ()
    return output.write(built, out or root / output.folder(built), sink)
