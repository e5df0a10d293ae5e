"""Every kind of exercise."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
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


@cache
def kind_module(package: str, kind: str) -> ModuleType | None:
    """The module of a kind's name in `package`; None where it has none, for it has nothing to say of that kind."""
    name = f"{package}.{kind}"
    return import_module(name) if find_spec(name) else None
