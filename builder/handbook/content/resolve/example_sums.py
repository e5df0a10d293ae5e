"""Sums in worked examples of lessons: each is computed, and must come out as printed."""

from collections.abc import Iterator, Sequence
from typing import Any

from handbook.content.resolve.findings import Finding
from handbook.formula import Scope, compile_formula
from handbook.formula.evaluate import Evaluator, Missing, Result
from handbook.formula.numbers import display, rounded
from handbook.source import Loc


def check_example_sums(loc: Loc, block: Any) -> Iterator[Finding]:
    """The steps of an example whose sum is no sum, or comes out differently."""
    for number, step in enumerate(block.steps):
        if step.compute is not None:
            yield from _sum((*loc, "steps", number), step)


def _sum(loc: Loc, step: Any) -> Iterator[Finding]:
    formula, problems = compile_formula(step.compute, Scope())
    for problem in problems:
        yield problem.name, (*loc, "compute"), dict(problem.args)
    if formula is None or step.equals is None:
        return
    value = Evaluator(_Nothing()).result(formula.data)
    if isinstance(value, Missing) or not isinstance(value, float):
        yield "worked-example-mismatch", (*loc, "equals"), {"id": step.compute, "expected": step.equals, "found": "–"}
    elif rounded(value, step.digits) != rounded(step.equals, step.digits):
        found = {"expected": display(step.equals, step.digits), "found": display(value, step.digits)}
        yield "worked-example-mismatch", (*loc, "equals"), {"id": step.compute, **found}


class _Nothing:
    """The environment of a sum: no names, no tables, no day."""

    today = 0.0

    def scalar(self, name: str) -> Result:
        """Nothing has a name here."""
        return Missing((name,))

    def cell(self, table: str, row: int, column: str) -> Result:
        """There are no cells here."""
        return Missing((f"{table}.{column}",))

    def rows(self, table: str) -> Sequence[int]:
        """There are no tables here."""
        return ()
