"""Warn about outcomes that a quiz claims to test and none of its questions tests."""

from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics
from handbook.model.exercises.quiz import Quiz


def check_items(loaded: Loaded, sink: Diagnostics) -> None:
    """Report outcomes that a quiz names although each of its questions is about another one."""
    for entry in loaded.exercises_of(Quiz):
        quiz = entry.model
        if any(question.outcome is None for question in quiz.questions):
            continue
        asked = {question.outcome for question in quiz.questions}
        single = isinstance(quiz.outcome, str)
        for number, outcome in enumerate(quiz.outcomes):
            if outcome not in asked:
                sink.add(
                    "outcome-without-item", entry.doc.where(("outcome",) if single else ("outcome", number)), id=outcome
                )
