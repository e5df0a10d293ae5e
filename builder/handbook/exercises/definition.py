"""What the browser needs to know of an exercise: its definition, data beside the form.

Common to all kinds: `COMMON` (`Known` in frontend/src/record.ts), and the ``revision``, which is the signature of the
whole.
Each kind adds its own keys in the module of its name, in kinds/.
"""

from typing import Any

from handbook.content.handbook import Handbook
from handbook.exercises.kinds import kind_of
from handbook.exercises.plain import Plain, plain_for
from handbook.exercises.questions import asked, layout, needs
from handbook.exercises.signature import signature
from handbook.model.exercises import Exercise

Definition = dict[str, Any]
COMMON = ("id", "kind", "title", "was", "asked", "needs", "from", "layout")
"""What saving, exporting and importing answers needs."""


def definition(exercise: Exercise, handbook: Handbook) -> Definition:
    """The definition of an exercise, ready for JSON."""
    known = common(exercise, plain_for(handbook)) | kind_of(exercise).details(exercise, handbook)
    return known | {"revision": signature(known)}


def common(exercise: Exercise, plain: Plain) -> Definition:
    """The part that saving, exporting and importing answers needs."""
    questions = asked(exercise, plain)
    return {
        "id": exercise.id,
        "kind": exercise.kind,
        "title": exercise.title,
        "was": list(exercise.was),
        "asked": questions,
        "needs": needs(exercise),
        "from": exercise.first_values,
        "layout": layout(exercise.id, questions),
    }
