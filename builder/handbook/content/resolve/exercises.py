"""Check a single exercise or lesson: bands, explanations, keys, charts, formulas, worked examples."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from handbook.content.loaded import Loaded
from handbook.content.resolve.example_sums import check_example_sums
from handbook.content.resolve.findings import Finding
from handbook.content.resolve.ids import Loc
from handbook.content.resolve.kinds import findings
from handbook.content.resolve.sentences import check_sentences
from handbook.diagnostics import Diagnostics
from handbook.formula.compile import CompiledWorksheet, compile_worksheet
from handbook.formula.examples import check_worked_example
from handbook.formula.values import date
from handbook.model.exercises.scale import Scale
from handbook.model.exercises.worksheet import Worksheet


def check_exercises(loaded: Loaded, sink: Diagnostics) -> dict[str, CompiledWorksheet]:
    """Report what is wrong within each exercise and each retrieval check; returns the worksheets, compiled, by id."""
    sheets: dict[str, CompiledWorksheet] = {}
    today = (date(loaded.settings.model.date) if loaded.settings else None) or 0.0
    for entry in loaded.exercises:
        sink.subject = entry.doc.path
        for name, loc, args in findings(entry.model):
            sink.add(name, entry.doc.where(loc), **args)
        if isinstance(entry.model, Worksheet):
            sheets[entry.model.id] = _check_formulas(entry, today, sink)
            for name, loc, offset, length, args in check_sentences(entry.model):
                sink.add(name, entry.doc.inside(loc, offset, length), **args)
    for lesson in loaded.lessons:
        sink.subject = lesson.doc.path
        for name, loc, args in _lesson_findings(lesson.model.blocks):
            sink.add(name, lesson.doc.where(loc), **args)
    sink.subject = "content"
    _check_comparisons(loaded, sink)
    return sheets


def _check_formulas(entry: Any, today: float, sink: Diagnostics) -> CompiledWorksheet:
    compiled = compile_worksheet(entry.model)
    for problem in compiled.problems:
        sink.add(problem.name, entry.doc.inside(problem.loc, problem.offset, problem.length), **problem.args)
    for problem in check_worked_example(entry.model, compiled, today):
        sink.add(problem.name, entry.doc.where(problem.loc), **problem.args)
    return compiled


def _check_comparisons(loaded: Loaded, sink: Diagnostics) -> None:
    """A scale compared with another asks the same items on the same points."""
    models = {entry.model.id: entry.model for entry in loaded.exercises}
    for entry in loaded.exercises_of(Scale):
        if entry.model.compare_with not in models:
            continue
        other = models[entry.model.compare_with]
        if not isinstance(other, Scale) or _asked(other) != _asked(entry.model):
            sink.add("scale-design", entry.doc.where(("compare_with",)), case="differs", id=entry.model.compare_with)


def _asked(scale: Scale) -> tuple[object, ...]:
    return len(scale.points), sorted((i.id, i.subscale, i.reversed, i.weight) for i in scale.items)


def _lesson_findings(blocks: Sequence[Any]) -> Iterator[Finding]:
    for number, block in enumerate(blocks):
        loc: Loc = ("blocks", number)
        if block.type in ("check", "reflect") and block.id is None:
            yield "missing-key", loc, {"key": "id"}
        if block.type in _BLOCKS:
            yield from _BLOCKS[block.type](loc, block)


def _table(loc: Loc, block: Any) -> Iterator[Finding]:
    if block.align and len(block.align) != len(block.columns):
        yield (
            "contradiction",
            (*loc, "align"),
            {"case": "row", "cells": len(block.align), "columns": len(block.columns)},
        )
    for at, row in enumerate(block.rows):
        if len(row) != len(block.columns):
            yield "contradiction", (*loc, "rows", at), {"case": "row", "cells": len(row), "columns": len(block.columns)}


def _figure(loc: Loc, block: Any) -> Iterator[Finding]:
    for at, node in enumerate(block.figure.nodes if block.figure.kind == "funnel" else ()):
        if node.value is None:
            yield "missing-key", (*loc, "figure", "nodes", at), {"key": "value"}


def _retrieval(loc: Loc, block: Any) -> Iterator[Finding]:
    if not block.options and not block.answer:
        yield "missing-explanation", loc, {"key": "answer"}
    if block.options and not any(option.right for option in block.options):
        yield "quiz-key", (*loc, "options"), {"case": "none"}
    for number, option in enumerate(block.options):
        if not option.why:
            yield "missing-explanation", (*loc, "options", number), {"key": "why"}


_BLOCKS: dict[str, Callable[[Loc, Any], Iterator[Finding]]] = {
    "check": _retrieval,
    "table": _table,
    "figure": _figure,
    "example": check_example_sums,
}
