"""Checks inside an exercise: one module a kind, of its name, with ``findings(exercise) -> Iterator[Finding]``.

A kind of which nothing can be wrong beyond its model has no module here.
"""

from collections.abc import Iterator

from handbook.content.resolve.findings import Finding
from handbook.model.exercises import Exercise, kind_module


def findings(exercise: Exercise) -> Iterator[Finding]:
    """Return the findings within an exercise."""
    module = kind_module(__name__, exercise.kind)
    if module:
        yield from module.findings(exercise)
