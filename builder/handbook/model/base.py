"""Properties shared by every model: strictness, identifiers and text types."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

ID_PATTERN = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"
OUTCOME_PATTERN = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*\.[a-z][a-z0-9]*([-_][a-z0-9]+)*$"

Id = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN, max_length=64),
    Field(description="永久编号：小写字母开头，只用小写字母、数字、- 和 _。发布后不要改；改名就在 was 里写旧编号。"),
]
OutcomeId = Annotated[
    str,
    StringConstraints(pattern=OUTCOME_PATTERN, max_length=96),
    Field(description="学习目标编号，写成 模块.目标，例如 time.matrix。"),
]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n]*$")]
"""One line of plain text."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""Markdown; raw HTML is refused, and shown as text where it slips through."""
FormulaText = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
"""An expression of the formula language (docs/formulas.md)."""
Minutes = Annotated[int, Field(ge=1, le=600)]
Tone = Literal["good", "info", "warn", "bad"]
Edition = Literal["learner", "trainer"]
"""What a build holds: all but what trainers keep, or everything."""
Grade = Literal["A", "B", "C", "X"]
"""Evidence: A meta-analysis or several experiments, B few studies, C practice or concept, X wrong or unfounded."""


class Model(BaseModel):
    """A strict, frozen piece of a handbook."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, allow_inf_nan=False, populate_by_name=True
    )


class Claim(Model):
    """Something stated as fact, with how well it is supported and by what."""

    text: Prose = Field(description="结论，一两句话。")
    grade: Grade = Field(description="证据等级：A 元分析或多项实验；B 少量研究；C 从业经验或概念框架；X 说错或无据。")
    sources: tuple[Id, ...] = Field((), description="出处编号，见 content/sources.yml。")
    limits: Prose | None = Field(None, description="这个结论管到哪里、不管哪里。")
