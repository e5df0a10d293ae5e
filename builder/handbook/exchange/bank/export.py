"""A handbook's quizzes → the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.content.load import load
from handbook.content.loaded import Entry, Loaded
from handbook.content.resolve import resolve
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandUsageError
from handbook.exchange.bank.labels import Labels
from handbook.exchange.bank.write_xlsx import Lists, Paper, as_workbook
from handbook.model.exercises.quiz import Quiz
from handbook.render.tree import write_file

OUT = Path("build/bank.xlsx")


def quizzes(loaded: Loaded) -> list[Entry[Any]]:
    """The quizzes, in the order of the handbook's modules."""
    order = loaded.settings.model.modules if loaded.settings else ()
    found: list[Entry[Any]] = list(loaded.exercises_of(Quiz))
    return sorted(found, key=lambda one: (order.index(one.folder) if one.folder in order else len(order), one.doc.path))


def workbook(loaded: Loaded, wanted: Sequence[str]) -> bytes:
    """The workbook of the quizzes with these ids, of all without any.

    Raises CommandUsageError for an id that no quiz has.
    """
    entries = quizzes(loaded)
    known = [entry.model.id for entry in entries]
    unknown = [ident for ident in wanted if ident not in known]
    if unknown:
        raise CommandUsageError("bank.unknown", wanted=" ".join(unknown), known=", ".join(known))
    chosen = [entry for entry in entries if not wanted or entry.model.id in wanted]
    settings = loaded.settings.model if loaded.settings else None
    outcomes = _outcomes(loaded)
    papers = [Paper(_value(entry), [one for one in outcomes if one.startswith(f"{entry.folder}.")]) for entry in chosen]
    modules = dict.fromkeys(entry.folder for entry in chosen)
    said = {ident: outcomes[ident] for module in modules for ident in outcomes if ident.startswith(f"{module}.")}
    labels = Labels(settings.language if settings else "zh")
    return as_workbook(papers, Lists(said), labels, settings.date if settings else "2000-01-01")


def write_workbook(
    root: Path, out: Path | None, wanted: Sequence[str], sink: Diagnostics, *, force: bool
) -> Path | None:
    """Write the workbook; None with diagnostics where the handbook has errors, or where a file would be lost."""
    loaded = load(root, sink)
    resolve(loaded, sink)
    target = out or root / OUT
    if sink.error_count:
        return None
    data = workbook(loaded, wanted)
    if target.exists() and not force and target.read_bytes() != data:
        sink.add("import-exists", target.as_posix())
        return None
    write_file(target, data)
    return target


def _value(entry: Entry[Any]) -> Mapping[str, Any]:
    value: Any = entry.doc.value
    return {**value, "id": entry.model.id}


def _outcomes(loaded: Loaded) -> dict[str, str]:
    return {outcome.id: outcome.text for entry in loaded.modules for outcome in entry.model.outcomes}
