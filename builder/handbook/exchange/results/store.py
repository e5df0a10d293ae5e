"""Cohorts over time in one SQLite file: what was handed in, by cohort and person. See docs/decisions/results-store.md.

Every file is taken in whole or not at all: its sittings and the mark that it was taken are of one transaction, so an
import that is killed goes on where it was, and one that is done again changes nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.exchange.results.learners import Held
from handbook.exchange.results.sittings import Problem, Sitting

VERSION = 1
_APPLICATION = 0x48425253  # "HBRS"
_TABLES = """
CREATE TABLE cohort (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE file (
  id INTEGER PRIMARY KEY, cohort INTEGER NOT NULL REFERENCES cohort ON DELETE CASCADE, name TEXT NOT NULL,
  hash BLOB NOT NULL, problems TEXT NOT NULL, UNIQUE (cohort, name)
);
CREATE INDEX file_hash ON file (cohort, hash);
CREATE TABLE person (
  id INTEGER PRIMARY KEY, cohort INTEGER NOT NULL REFERENCES cohort ON DELETE CASCADE, label TEXT NOT NULL
);
CREATE INDEX person_label ON person (cohort, label);
CREATE TABLE sheet (
  file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE, person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (file, person)
) WITHOUT ROWID;
CREATE INDEX sheet_person ON sheet (person);
CREATE TABLE trace (
  cohort INTEGER NOT NULL REFERENCES cohort ON DELETE CASCADE, mark TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, PRIMARY KEY (cohort, mark)
) WITHOUT ROWID;
CREATE INDEX trace_person ON trace (person);
CREATE TABLE sitting (
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, exercise TEXT NOT NULL, how TEXT NOT NULL,
  at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (person, exercise)
) WITHOUT ROWID;
CREATE INDEX sitting_exercise ON sitting (exercise, person);
CREATE TABLE result (cohort INTEGER PRIMARY KEY REFERENCES cohort ON DELETE CASCADE, body TEXT NOT NULL);
"""


class NotAStoreError(Exception):
    """The file is no database of results; the text says why."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was removed."""

    people: int
    files: int


class Store:
    """The database; `path` None keeps it in a temporary file that goes with the program."""

    def __init__(self, path: Path | None) -> None:
        self._db = sqlite3.connect(path or "", isolation_level=None)
        try:
            self._open(path)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise NotAStoreError(f"{path}: {error}") from error

    def _open(self, path: Path | None) -> None:
        db = self._db
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "busy_timeout = 5000", "cache_size = -32000"):
            db.execute(f"PRAGMA {pragma}")
        made, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if (made, version) == (_APPLICATION, VERSION):
            return
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise NotAStoreError(f"{path}: no database of results, or of another version ({version})")
        with self.transaction():
            for statement in _TABLES.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {_APPLICATION}")
            db.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def cohort(self, name: str) -> Cohort:
        """A cohort by its name, made where there is none."""
        self._db.execute("INSERT OR IGNORE INTO cohort (name) VALUES (?)", (name,))
        return Cohort(self._db, self._db.execute("SELECT id FROM cohort WHERE name = ?", (name,)).fetchone()[0])

    def results(self) -> dict[str, Any]:
        """Cohort → what its last report came to, in the order of their first import."""
        rows = self._db.execute("SELECT name, body FROM result JOIN cohort ON cohort.id = cohort ORDER BY cohort.id")
        return {name: json.loads(body) for name, body in rows}

    def forget(self, cohort: str | None = None, person: str | None = None) -> Forgotten:
        """Remove a person, a cohort, a person of a cohort, or (with neither) everything; then rewrite the file."""
        with self.transaction():
            found = self._forget(cohort, person)
        self._db.execute("VACUUM")
        return found

    def _forget(self, cohort: str | None, person: str | None) -> Forgotten:
        db = self._db
        where, args = ("1", ()) if cohort is None else ("name = ?", (cohort,))
        cohorts = [row[0] for row in db.execute(f"SELECT id FROM cohort WHERE {where}", args)]  # noqa: S608
        people = files = 0
        for ident in cohorts:
            of, more = ("", ()) if person is None else (" AND (label = ? OR label LIKE ? ESCAPE '\\')", _names(person))
            who = db.execute(f"SELECT id FROM person WHERE cohort = ?{of}", (ident, *more)).fetchall()  # noqa: S608
            gone = {row[0] for one in who for row in db.execute("SELECT file FROM sheet WHERE person = ?", one)}
            if person is None:
                gone |= {row[0] for row in db.execute("SELECT id FROM file WHERE cohort = ?", (ident,))}
                db.execute("DELETE FROM cohort WHERE id = ?", (ident,))
            db.executemany("DELETE FROM file WHERE id = ?", [(file,) for file in gone])
            db.executemany("DELETE FROM person WHERE id = ?", who)
            if who:
                db.execute("DELETE FROM result WHERE cohort = ?", (ident,))
            people, files = people + len(who), files + len(gone)
        return Forgotten(people, files)


def _names(label: str) -> tuple[str, str]:
    """A label, and how its namesakes are called."""
    plain = label.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return label, f"{plain} (%)"


class Cohort:
    """One cohort's people and sittings: `People` of people.py and `Class` of report.py."""

    def __init__(self, db: sqlite3.Connection, ident: int) -> None:
        self._db, self._id = db, ident

    # ---------------------------------------------------------------- files

    def taken(self, name: str, mark: bytes) -> bool:
        """Return whether this file, as it is, was taken in before."""
        sql = "SELECT 1 FROM file WHERE cohort = ? AND name = ? AND hash = ?"
        return self._db.execute(sql, (self._id, name, mark)).fetchone() is not None

    def twin(self, name: str, mark: bytes) -> str | None:
        """Another file of the same bytes."""
        sql = "SELECT name FROM file WHERE cohort = ? AND hash = ? AND name <> ?"
        found = self._db.execute(sql, (self._id, mark, name)).fetchone()
        return found[0] if found else None

    def enter(self, name: str, mark: bytes) -> int:
        """Remember that a file was taken in; returns its number."""
        self._db.execute("DELETE FROM file WHERE cohort = ? AND name = ?", (self._id, name))
        sql = "INSERT INTO file (cohort, name, hash, problems) VALUES (?, ?, ?, '[]')"
        return int(self._db.execute(sql, (self._id, name, mark)).lastrowid or 0)

    def tell(self, file: int, problems: Iterable[Problem]) -> None:
        """Remember what there is to tell of a file."""
        body = [[p.source, p.why, dict(p.args), p.refused] for p in problems]
        self._db.execute("UPDATE file SET problems = ? WHERE id = ?", (json.dumps(body), file))

    def problems(self) -> Iterator[Problem]:
        """Everything there is to tell, by file."""
        sql = "SELECT problems FROM file WHERE cohort = ? AND problems <> '[]' ORDER BY name"
        for (body,) in self._db.execute(sql, (self._id,)):
            for source, why, args, refused in json.loads(body):
                yield Problem(source, why, args, refused)

    def files(self) -> int:
        """How many files were taken in."""
        return int(self._db.execute("SELECT count(*) FROM file WHERE cohort = ?", (self._id,)).fetchone()[0])

    def belongs(self, file: int, person: int) -> None:
        """Remember whose answers a file holds, so that both can be forgotten together."""
        self._db.execute("INSERT OR IGNORE INTO sheet (file, person) VALUES (?, ?)", (file, person))

    def keep(self, result: Mapping[str, Any]) -> None:
        """Remember what the report came to."""
        self._db.execute("INSERT OR REPLACE INTO result (cohort, body) VALUES (?, ?)", (self._id, json.dumps(result)))

    # --------------------------------------------------------------- People

    def by_trace(self, trace: str) -> int | None:
        """Who left this mark."""
        return self._one("SELECT person FROM trace WHERE cohort = ? AND mark = ?", trace)

    def by_label(self, label: str) -> int | None:
        """Who is called that."""
        return self._one("SELECT id FROM person WHERE cohort = ? AND label = ?", label)

    def _one(self, sql: str, key: str) -> int | None:
        found = self._db.execute(sql, (self._id, key)).fetchone()
        return int(found[0]) if found else None

    def held(self, person: int) -> Held:
        """The attempts kept of a learner."""
        rows = self._db.execute("SELECT exercise, how, at FROM sitting WHERE person = ?", (person,))
        return {exercise: (how, at) for exercise, how, at in rows}

    def new(self, label: str) -> int:
        """Somebody new."""
        done = self._db.execute("INSERT INTO person (cohort, label) VALUES (?, ?)", (self._id, label))
        return int(done.lastrowid or 0)

    def mark(self, person: int, traces: Iterable[str]) -> None:
        """Remember marks."""
        rows = [(self._id, trace, person) for trace in traces]
        self._db.executemany("INSERT OR IGNORE INTO trace (cohort, mark, person) VALUES (?, ?, ?)", rows)

    def put(self, person: int, sitting: Sitting) -> None:
        """Keep a sitting in place of the one there may be."""
        body = json.dumps([sitting.asked, sitting.answers, sitting.given], separators=(",", ":"))
        self._db.execute(
            "INSERT OR REPLACE INTO sitting (person, exercise, how, at, body) VALUES (?, ?, ?, ?, ?)",
            (person, sitting.exercise, sitting.how, sitting.at, body),
        )

    # ---------------------------------------------------------------- Class

    def people(self) -> Mapping[int, str]:
        """Person → label."""
        return dict(self._db.execute("SELECT id, label FROM person WHERE cohort = ? ORDER BY id", (self._id,)))

    def sittings(self, exercise: str) -> Iterator[tuple[int, Sitting]]:
        """The sittings of an exercise, in the order of persons."""
        sql = """SELECT person, how, at, body FROM sitting JOIN person ON person.id = person
                 WHERE exercise = ? AND cohort = ? ORDER BY person"""
        for person, how, at, body in self._db.execute(sql, (exercise, self._id)):
            asked, answers, given = json.loads(body)
            yield person, Sitting(exercise, how, at, tuple(asked), answers, given)
