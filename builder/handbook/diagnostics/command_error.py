"""Errors of a command where no file is at fault: a key of the catalogue and its arguments.

Rooms below the commands raise these and know nothing of a command line; `commands/options.py` puts them into words.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text below `commands` in the interface's catalogue. An argument may be a phrase, or a tuple to be listed."""

    key: str
    args: Mapping[str, object]


class CommandError(Exception):
    """The command cannot be carried out; exit status 1."""

    def __init__(self, key: str, /, **args: object) -> None:
        super().__init__(key, args)
        self.phrase = Phrase(key, args)


class CommandUsageError(CommandError):
    """The command was given something that it does not take; exit status 2."""
