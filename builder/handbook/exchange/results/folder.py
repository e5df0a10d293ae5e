"""A folder of what a class handed in → a cohort of the store, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from handbook.exchange.results.learners import give
from handbook.exchange.results.sittings import Problem, Taken, refused
from handbook.exchange.results.store import Cohort, Store
from handbook.exchange.results.submissions import MOST_BYTES, take
from handbook.exercises.answer_key import Facts

BATCH = 500
"""Files of one transaction: what a kill can cost."""


def names(folder: Path) -> list[str]:
    """The files in a folder and its folders, in order; hidden ones are the system's. Links are not followed."""
    found: list[str] = []
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(base).relative_to(folder)
        found += [(inside / name).as_posix() for name in files if not name.startswith((".", "~$"))]
    return sorted(found)


def gather(folder: Path, files: list[str], facts: Facts, store: Store, cohort: Cohort) -> Iterator[bool]:
    """Take files in; yields for each whether it was new."""
    for start in range(0, len(files), BATCH):
        fresh = []
        with store.transaction():
            fresh = [_take(folder, name, facts, cohort) for name in files[start : start + BATCH]]
        yield from fresh


def _take(folder: Path, path: str, facts: Facts, cohort: Cohort) -> bool:
    data, failed = _read(folder / path)
    name = path.encode("utf-8", "replace").decode()
    mark = sha256(data + failed.encode()).digest()
    if cohort.taken(name, mark):
        return False
    twin = None if failed else cohort.twin(name, mark)
    file = cohort.enter(name, mark)
    if failed:
        taken = refused(name, "unreadable", of=failed)
    elif twin is not None:
        taken = refused(name, "duplicate", of=twin)
    else:
        taken = take(data, name, facts)
    cohort.tell(file, _place(taken, file, cohort))
    return True


def _place(taken: Taken, file: int, cohort: Cohort) -> list[Problem]:
    problems = list(taken.problems)
    for sheet in taken.sheets:
        if sheet.sittings:
            person, more = give(sheet, cohort)
            cohort.belongs(file, person)
            problems += more
    return problems


def _read(path: Path) -> tuple[bytes, str]:
    """As much of a file as counts, and why it cannot be read."""
    try:
        if not path.is_file():
            return b"", "?"
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1), ""
    except OSError as error:
        return b"", error.strerror or "?"
