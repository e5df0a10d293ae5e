"""The name of the command in messages: as its user started it."""

import os

VARIABLE = "HANDBOOK_COMMAND"
"""Set by whatever starts the command under another name, such as dev.py."""


def program() -> str:
    """`handbook`, or what the environment says."""
    return os.environ.get(VARIABLE) or "handbook"
