"""`handbook results`: a folder → the store → files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.content.handbook import Handbook
from handbook.exchange.cells import as_csv
from handbook.exchange.results.folder import gather, names
from handbook.exchange.results.page import page
from handbook.exchange.results.report import report
from handbook.exchange.results.store import Store
from handbook.exchange.results.tables import Table, Wording, kept
from handbook.exchange.results.workbook import write_workbook
from handbook.exercises.answer_key import facts
from handbook.render.tree import write_file

Progress = Callable[[Iterable[bool], int], Iterable[bool]]
PAGE, WORKBOOK = "report.html", "results.xlsx"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Options of a run: the folder to read, and how to report it."""

    folder: Path
    out: Path
    day: str
    cohort: str
    module: str | None = None
    names: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """The outcome of a run."""

    paths: tuple[Path, ...]
    said: str
    report: dict[str, Any]


def run(handbook: Handbook, store: Store, wanted: Wanted, progress: Progress = lambda one, _: one) -> Done:
    """Take the folder in, and write the report of its cohort."""
    cohort = store.cohort(wanted.cohort)
    files = names(wanted.folder)
    fresh = sum(progress(gather(wanted.folder, files, facts(handbook), store, cohort), len(files)))
    known = facts(handbook, wanted.module)
    found = report(known, cohort)
    with store.transaction():
        cohort.keep(kept(found))
    said = Wording(known, names=wanted.names)
    problems = list(cohort.problems())
    tables = _tables(said, found, problems, store)
    made = said.own("made", handbook=handbook.settings.title, cohort=wanted.cohort, day=wanted.day)
    wanted.out.mkdir(parents=True, exist_ok=True)
    write_file(wanted.out / PAGE, page(found, said, tables, made))
    for table in tables.values():
        write_file(wanted.out / f"{table.name}.csv", as_csv([table.heads, *table.rows]))
    write_workbook(wanted.out / WORKBOOK, found, said, [one for one in tables.values() if one.rows], wanted.day)
    bad = sum(problem.refused for problem in problems)
    told = {"files": cohort.files(), "people": len(found["people"]), "refused": bad, "noted": len(problems) - bad}
    paths = [wanted.out / name for name in (PAGE, WORKBOOK, *(f"{name}.csv" for name in tables))]
    return Done(tuple(paths), said.own("told", fresh=fresh, **told), found)


def _tables(said: Wording, found: dict[str, Any], problems: list[Any], store: Store) -> dict[str, Table]:
    made = [
        said.people(found), said.quizzes(found), said.items(found), said.choices(found), said.changes(found),
        said.scales(found), said.problems(problems), said.cohorts(store.results()),
    ]  # fmt: skip
    return {table.name: table for table in made}
