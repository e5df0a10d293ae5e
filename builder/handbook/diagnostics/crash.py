"""No traceback ever reaches an author: what a phase raises becomes a diagnostic."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

import click

from handbook.diagnostics.collector import Diagnostics
from handbook.diagnostics.command_error import CommandError
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.os_errors import reason

TRACEBACK = "HANDBOOK_TRACEBACK"
"""Set this variable of the environment to see an internal error as Python tells it."""
PACKAGE = Path(__file__).parents[1]
_PASSED_ON = (click.ClickException, CommandError, click.exceptions.Exit, click.Abort, BrokenPipeError)
"""What commands say themselves: wrong use, an engine that gives up, a reader that has gone away."""
_WITHOUT_NAME = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}
"""Errors of a disk, for which the system does not always say which file it was."""


@contextmanager
def guard(sink: Diagnostics, root: Path, *, writes: bool = False) -> Iterator[None]:
    """Report whatever is raised within: what cannot be read or (with `writes`) written, or an internal error."""
    try:
        yield
    except _PASSED_ON:
        raise
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        if isinstance(error, OSError) and _is_of_a_disk(error):
            _report_disk(error, root, sink, "output-not-writable" if writes else "unreadable-file")
        else:
            sink.add("internal-error", sink.subject, detail=f"{type(error).__name__}: {error}", at=_place(error))


def _is_of_a_disk(error: OSError) -> bool:
    """Return whether this is about a file that is none of the program's own."""
    if error.filename is None:
        return error.errno in _WITHOUT_NAME
    return PACKAGE not in Path(os.fsdecode(error.filename)).parents


def _report_disk(error: OSError, root: Path, sink: Diagnostics, name: RuleName) -> None:
    given = error.filename2 or error.filename  # of a renaming, where it was to lead
    told = sink.subject if given is None else os.path.relpath(os.fsdecode(given), root)
    at = next((path for path in reversed(Path(told).parents) if (root / path).is_file()), Path(told))
    sink.add(name, at.as_posix(), reason=reason(error))


def _place(error: Exception) -> str:
    """The last function of ours that an error went through."""
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    ours = [frame for frame in frames if PACKAGE in Path(frame.f_code.co_filename).parents]
    last = (ours or frames)[-1]
    return f"{last.f_globals.get('__name__', '?')}.{last.f_code.co_name}"
