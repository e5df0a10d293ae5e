"""Check that a pre-test and its post-test test the same outcomes at the same levels, so that they can be compared."""

from collections import Counter
from collections.abc import Iterable

from handbook.content.loaded import Entry, Loaded
from handbook.diagnostics import Diagnostics
from handbook.model.exercises.quiz import Quiz

Kinds = Counter[str]
"""How many questions there are of each outcome and level, written ``outcome/level``."""


def check_parallel(loaded: Loaded, sink: Diagnostics) -> None:
    """Report tests that differ from the one they are parallel to, or are not named by it in turn."""
    quizzes = {entry.model.id: entry.model for entry in loaded.exercises_of(Quiz)}
    for entry in loaded.exercises_of(Quiz):
        if entry.model.parallel in quizzes:
            _compare(entry, entry.model, quizzes[entry.model.parallel], sink)


def _compare(entry: Entry[Quiz], quiz: Quiz, other: Quiz, sink: Diagnostics) -> None:
    where = entry.doc.where(("parallel",))
    if other.parallel != quiz.id:
        sink.add("tests-not-parallel", where, case="one-way", id=other.id)
    mine, theirs = _kinds(quiz), _kinds(other)
    if mine != theirs:
        sink.add("tests-not-parallel", where, id=other.id, here=_listed(mine - theirs), there=_listed(theirs - mine))


def _kinds(quiz: Quiz) -> Kinds:
    whole = "+".join(quiz.outcomes)
    return Counter(f"{question.outcome or whole}/{question.level or '?'}" for question in quiz.questions)


def _listed(kinds: Kinds) -> Iterable[str]:
    return [f"{kind} ×{count}" if count > 1 else kind for kind, count in sorted(kinds.items())]
