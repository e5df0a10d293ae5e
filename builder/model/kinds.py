"""Every kind of exercise."""

from typing import Annotated

from pydantic import Field

from builder.model.checklist import Checklist
from builder.model.quiz import Quiz
from builder.model.scale import Scale
from builder.model.worksheet import Worksheet

Exercise = Annotated[Worksheet | Quiz | Scale | Checklist, Field(discriminator="kind")]
