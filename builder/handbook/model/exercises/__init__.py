"""Every kind of exercise."""

from typing import Annotated, get_args

from pydantic import Field

from handbook.model.exercises.cards import Cards
from handbook.model.exercises.case import Case
from handbook.model.exercises.checklist import Checklist
from handbook.model.exercises.quiz import Quiz
from handbook.model.exercises.roleplay import Roleplay
from handbook.model.exercises.scale import Scale
from handbook.model.exercises.worksheet import Worksheet

Exercise = Annotated[Worksheet | Quiz | Scale | Checklist | Case | Cards | Roleplay, Field(discriminator="kind")]
KINDS: tuple[str, ...] = tuple(
    get_args(model.model_fields["kind"].annotation)[0] for model in get_args(get_args(Exercise)[0])
)
"""What an exercise may give as its `kind`."""
