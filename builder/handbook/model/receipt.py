"""A receipt as the acknowledgement page writes it: the shape of a ``handbook-receipt`` file, version 1."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_NO_CONTROLS = r"^[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]*$"
_NO_CONTROLS_BUT_LINES = r"^[^\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]*$"
Name = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=_NO_CONTROLS)]
Said = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=_NO_CONTROLS_BUT_LINES)]
Short = Annotated[str, StringConstraints(max_length=200, pattern=_NO_CONTROLS)]
Number = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9._-]{0,19}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]
Version = Annotated[str, StringConstraints(pattern=r"^\d{1,6}(\.\d{1,6}){1,3}$")]
Ident = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.-]{0,139}$")]
Count = Annotated[int, Field(ge=0, le=2_000)]


class Strict(BaseModel):
    """Exactly what is written, nothing read into it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PolicyRef(Strict):
    """The release that was read."""

    id: Ident
    version: Version
    number: Short
    hash: Hash


class Reader(Strict):
    """Who read it."""

    name: Name
    number: Number
    department: Name


class ReadPart(Strict):
    """A part of the text, and when it was read: a day, ``before`` for an earlier receipt, nothing for not at all."""

    id: Ident
    hash: Hash
    read: Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{2}-\d{2}|before|)$")]


class Answer(Strict):
    """The first answer to a question."""

    id: Ident
    chosen: list[Ident] = Field(max_length=12)
    right: bool


class Score(Strict):
    """Questions asked, answered and right."""

    asked: Count
    right: Count
    answers: list[Answer] = Field(max_length=50)


class Refusal(Strict):
    """Delivered, not agreed: why."""

    reason: Said


class Leave(Strict):
    """Away: until when, and how the text will be delivered then."""

    until: Day
    how: Said


class Before(Strict):
    """The earlier receipt by which unchanged parts count as read."""

    version: Version
    hash: Hash
    checksum: Hash


class ReceiptFile(Strict):
    """The whole file."""

    format: Literal["handbook-receipt"]
    version: Literal[1]
    policy: PolicyRef
    person: Reader
    date: Day
    made: Moment
    status: Literal["agreed", "refused", "leave"]
    parts: list[ReadPart] = Field(min_length=1, max_length=2_000)
    questions: Score
    refusal: Refusal | None = None
    leave: Leave | None = None
    before: Before | None = None
    checksum: Hash
