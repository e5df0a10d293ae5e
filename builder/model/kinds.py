"""Every kind of exercise."""

from typing import Annotated

from pydantic import Field

from builder.model.cards import Cards
from builder.model.case import Case
from builder.model.checklist import Checklist
from builder.model.quiz import Quiz
from builder.model.roleplay import Roleplay
from builder.model.scale import Scale
from builder.model.worksheet import Worksheet

Exercise = Annotated[Worksheet | Quiz | Scale | Checklist | Case | Cards | Roleplay, Field(discriminator="kind")]
