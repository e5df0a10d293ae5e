"""Types of the data shipped to the browser of the whole handbook: the learner's own pages, and those of a scheme.

See exercises/contract.py, of which this goes on.
"""

from collections.abc import Sequence
from typing import Literal, NotRequired

from typing_extensions import TypeAliasType, TypedDict

from handbook.exercises.contract import (
    ChartDetails,
    Known,
    Labels,
    OutlineParts,
    Question,
    Shape,
    SheetDefinition,
)

# The learner's own pages


class OutlineHandbook(TypedDict):
    """The names of the handbook and of those who give it out."""

    title: str
    organisation: str


class OutlineLesson(TypedDict):
    """A lesson, and its exercises."""

    id: str
    title: str
    practice: list[str]


class OutlineModule(TypedDict):
    """A module; its exercises in the order of learning, opening and closing included."""

    id: str
    title: str
    lessons: list[OutlineLesson]
    exercises: list[str]
    opening: list[str]
    closing: list[str]


class OutlineExercise(OutlineParts):
    """An exercise; what is false or empty is left out."""

    kind: str
    title: str
    was: NotRequired[Sequence[str]]
    needs: NotRequired[list[str]]


class Outline(TypedDict):
    """Facts about the handbook for the learner's own page."""

    handbook: OutlineHandbook
    modules: list[OutlineModule]
    exercises: dict[str, OutlineExercise]


class ReviewAsk(TypedDict):
    """The identity of an answer's wording, and its former ids; the confidence in an answer has no label."""

    label: NotRequired[str]
    sig: str
    shape: Shape
    was: NotRequired[Sequence[str]]
    ids: NotRequired[dict[str, str]]


class ReviewQuestion(Question):
    """A question with its words. `ask`, labels of options, `says`, `explain`: HTML."""

    ask: str
    labels: NotRequired[dict[str, str]]
    buckets: NotRequired[Labels]
    right: NotRequired[dict[str, str]]
    """Part → what is right, where a script could not say it in words."""
    says: NotRequired[dict[str, str]]
    """Part → why."""
    explain: NotRequired[str]
    alike: NotRequired[str]


class ReviewCard(TypedDict):
    """A card. `front`, `back`, `hint`: HTML."""

    id: str
    front: str
    back: str
    hint: NotRequired[str]
    alike: NotRequired[str]


class ReviewQuiz(TypedDict):
    """The questions of a quiz."""

    questions: list[ReviewQuestion]
    asked: dict[str, ReviewAsk]


class ReviewDeck(TypedDict):
    """The cards of a deck."""

    cards: list[ReviewCard]
    asked: dict[str, ReviewAsk]


class Items(TypedDict):
    """Everything that can come back for review, by exercise."""

    quizzes: dict[str, ReviewQuiz]
    decks: dict[str, ReviewDeck]


class PrintedField(TypedDict):
    """Facts about a field beside its question."""

    unit: NotRequired[str]
    units: NotRequired[dict[str, str]]
    """Of a table's columns."""
    rows: NotRequired[list[str]]
    """Names of a table's rows."""


class PrintedOutput(TypedDict):
    """A result on paper."""

    label: str
    digits: int
    unit: NotRequired[str]


class PrintedSheet(TypedDict):
    """Facts about a worksheet beside its questions, and its results."""

    fields: dict[str, PrintedField]
    outputs: dict[str, PrintedOutput]


class Plot(TypedDict):
    """The charts of a worksheet and the formulas that they draw."""

    sheet: SheetDefinition
    charts: list[ChartDetails]


class MyHandbook(TypedDict):
    """Data that the learner's own pages load when they need it; sheets and plots by worksheet."""

    items: Items
    known: Sequence[Known]
    plots: dict[str, Plot]
    sheets: dict[str, PrintedSheet]


# The pages of a scheme

TextRow = TypeAliasType("TextRow", tuple[str, str, str, str, str, str, str, Sequence[str]])
"""Id, kind, label, printed number, title, text, a mark of its own words, former ids."""


class TextVersion(TypedDict):
    """A version: the places of its rows, in reading order."""

    version: str
    rows: list[int]


Cuts = TypeAliasType("Cuts", tuple[int, int, list[int], list[int]])
"""Old row, new row, and the lengths of what stayed, went and came in threes, of the title and of the text."""


class Texts(TypedDict):
    """The clauses of all versions; what versions share is written once."""

    rows: list[TextRow]
    versions: list[TextVersion]
    cuts: list[Cuts]


class MatrixRow(TypedDict):
    """A row of the matrix."""

    id: str
    clause: str
    behaviour: str
    measure: Literal["count", "yuan", "days", "percent", "event"]
    at_least: NotRequired[float]
    below: NotRequired[float]
    intent: Sequence[Literal["intentional", "gross", "negligent"]]
    occurrence: int
    series: NotRequired[str]
    window_months: int
    tier: str
    decider: str
    investigator: NotRequired[str]
    evidence: Sequence[str]
    days_to_act: int
    hearing_days: int
    appeal_days: int
    excluded: Sequence[str]


class MatrixTier(TypedDict):
    """A tier of measures."""

    id: str
    name: str
    expiry_months: int | None
    dismissal: bool
    text: str


class MatrixVersion(TypedDict):
    """The matrix of a version: its tiers, the names of the clauses in rows, and the places of its rows."""

    version: str
    investigator: str | None
    tiers: list[MatrixTier]
    clauses: dict[str, str]
    rows: list[int]


class Matrices(TypedDict):
    """The matrices of all versions; what versions share is written once."""

    rows: list[MatrixRow]
    versions: list[MatrixVersion]


class ReleaseName(TypedDict):
    """The release that a receipt is bound to."""

    id: str
    version: str
    number: str
    hash: str


class PartMark(TypedDict):
    """A part of the scheme, and the hash of its words."""

    id: str
    hash: str


class PartQuestion(TypedDict):
    """A question that may be asked of a part, and the options that are right."""

    id: str
    part: str
    right: list[str]


class ReceiptFacts(TypedDict):
    """Facts for the page on which a release is read and signed for."""

    policy: ReleaseName
    parts: list[PartMark]
    questions: list[PartQuestion]
    most: int
    """How many questions are asked."""
