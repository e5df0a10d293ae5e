"""Types of the data shipped to the browser of each exercise, and of a class's answers.

The repository's `contract` command writes the same types for the scripts: frontend/src/core/contract.ts. A renamed key
fails in mypy and in tsc. What is not required is left out where it is empty (`compact`).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NotRequired, TypeVar, cast

# pydantic, which makes the schema, reads no typing.TypedDict before Python 3.12.
from typing_extensions import TypeAliasType, TypedDict

_Entries = TypeVar("_Entries", bound=Mapping[str, object])
_Value = TypeVar("_Value")


def compact(kind: type[_Entries], found: _Entries, keep: Collection[str] = ()) -> _Entries:
    """Leave out the entries that are false or empty, but for those that `kind` requires and those to `keep`."""
    required: frozenset[str] = getattr(kind, "__required_keys__")  # noqa: B009 - no attribute of Mapping
    kept = {key: value for key, value in found.items() if value or key in required or key in keep}
    return cast(_Entries, kept)


def if_any(value: _Value | None) -> _Value:
    """A value for `compact`, which leaves None out."""
    return cast(_Value, value)


Shape = TypeAliasType(
    "Shape", Literal["text", "number", "bool", "one", "many", "table", "map", "order", "texts", "check"]
)
"""How an answers file holds an answer."""
Labels = TypeAliasType("Labels", Sequence[tuple[str, str]])
"""(id, label) of each."""
Answer = TypeAliasType("Answer", "str | float | bool | list[Answer] | dict[str, Answer] | None")
"""An answer as an answers file has it."""
Data = TypeAliasType("Data", "float | bool | str | list[Data]")
"""A compiled formula."""
Role = TypeAliasType("Role", Literal["practice", "pretest", "posttest"])
Repeat = TypeAliasType("Repeat", Literal["once", "daily", "weekly"])


# Questions, whatever the kind


class AskColumn(TypedDict):
    """Facts about a column that is typed in."""

    label: str
    shape: Shape
    options: NotRequired[Labels]


class AskParts(TypedDict, total=False):
    """Entries that only some questions have."""

    private: bool
    range: tuple[int, int]
    """Least and most of a number by which a class can be counted."""
    items: Labels
    """What is sorted, ordered, matched or filled in."""
    options: Labels
    """What can be chosen: value and label."""
    columns: dict[str, AskColumn]
    ids: dict[str, str]
    """Former ids inside the value (options, items, columns; `column.option`) → present ones."""
    repeat: bool
    """A checklist item that is ticked again and again."""


class Ask(AskParts):
    """Facts about one question."""

    label: str
    sig: str
    """Signature of the wording."""
    shape: Shape
    was: NotRequired[Sequence[str]]


# What all definitions have in common. `from` and `pass` are no names in Python: types with them have a part that is
# not written as a class.

_From = TypedDict("_From", {"from": NotRequired[dict[str, str]]})


class Named(TypedDict):
    """The name of an exercise, and its questions."""

    id: str
    kind: str
    title: str
    was: NotRequired[Sequence[str]]
    asked: dict[str, Ask]
    """Field, question or item → what the page knows of it, in the order of the page."""
    layout: str
    """Signature of everything that the reading of a text code depends on."""


class Known(Named, _From):
    """Data for saving, exporting and importing answers. `from`: field → `exercise.field` of its first value."""

    needs: list[str]
    """What must be answered for the exercise to count as done."""


class Definition(Known):
    """The definition of an exercise; each kind adds its own entries."""

    revision: str
    """Signature of the whole."""


class OutputLabel(TypedDict):
    """A result that has nothing but a name."""

    label: str


class Other(TypedDict):
    """Another exercise."""

    id: str
    title: str


# Cards, cases, checklists, role plays


class CardsDetails(TypedDict):
    """Of a deck: its cards, and card → what it is alike to."""

    cards: list[str]
    alike: dict[str, str]


class CaseDetails(TypedDict):
    """Of a case."""

    scenes: dict[str, dict[str, str]]
    """Scene → turn → the scene it leads to; an ending has no turns. The first scene comes first."""
    outputs: dict[str, OutputLabel]


class ChecklistDetails(TypedDict):
    """Of a checklist."""

    repeat: Repeat
    items: list[str]
    goal: int | None
    """So many times a week (daily) or a month (weekly)."""


class RoleplayDetails(TypedDict):
    """Of a role play."""

    behaviours: list[str]
    minutes: float
    """Of a round."""
    outputs: dict[str, OutputLabel]


# Quizzes


class QuestionParts(TypedDict, total=False):
    """The parts answered in a question, in the order of the page."""

    parts: list[str]
    """Ids of the options, blanks, items or pairs."""
    choices: list[str]
    """What pairs are matched with."""
    unit: str | None


class QuestionKey(TypedDict, total=False):
    """The key of a question."""

    key: list[str] | dict[str, str] | dict[str, list[str]] | bool | float
    """Right options or the right order; a part's right value; what a blank accepts; the truth; the number."""
    tolerance: float


QuestionType = TypeAliasType(
    "QuestionType", Literal["single", "multiple", "truefalse", "blank", "numeric", "order", "match", "sort"]
)


class Question(QuestionParts, QuestionKey):
    """A question as it is scored; without `key` where only trainers may see what is right."""

    id: str
    type: QuestionType
    points: float
    outcomes: list[str]
    shuffle: bool


class Pool(TypedDict):
    """Draw so many of these questions."""

    draw: int
    of: list[str]


_Pass = TypedDict("_Pass", {"pass": float})


class QuizDetails(_Pass):
    """Of a quiz. `pass`: per cent."""

    questions: list[Question]
    outcomes: dict[str, str]
    """Outcome → what one can do."""
    pools: list[Pool]
    feedback: Literal["each", "end"]
    shuffle: bool
    confidence: bool
    open: bool
    """Whether the page knows what is right."""
    role: Role
    outputs: dict[str, OutputLabel]
    parallel: Other | None


# Scales

Bounds = TypeAliasType("Bounds", list[float | None])
"""Upper bounds of bands; the last has none."""


class ScaleItem(TypedDict):
    """An item of a scale; a weight of 1 is left out."""

    id: str
    sub: str
    """Its subscale."""
    reversed: NotRequired[bool]
    weight: NotRequired[float]


class Subscale(TypedDict):
    """A part of a scale."""

    id: str
    label: str
    bands: Bounds


class ScaleDetails(TypedDict):
    """Of a scale."""

    points: int
    """How many points an item has."""
    items: list[ScaleItem]
    subscales: list[Subscale]
    bands: Bounds
    """Of the total."""
    outputs: dict[str, OutputLabel]
    compare: Other | None


# Worksheets

Limits = TypeAliasType("Limits", tuple[float | None, float | None, float | None])
"""Least, most, step."""
ChartType = TypeAliasType("ChartType", Literal["bar", "stacked", "line", "radar", "scatter", "pareto"])
ComputedKind = TypeAliasType("ComputedKind", Literal["text", "bool", "date", "time"])
"""What a result is that is no number."""


class Cell(TypedDict):
    """The values a field or column accepts."""

    kind: Literal["number", "text", "bool", "date", "time", "choices", "sort", "rank"]
    lo: NotRequired[float]
    hi: NotRequired[float]
    options: NotRequired[Sequence[str]]


class SheetField(Cell):
    """A field of a sheet that computes."""

    parts: NotRequired[Sequence[str]]
    items: NotRequired[Sequence[str]]


class SheetTable(TypedDict):
    """A table of a sheet that computes."""

    columns: dict[str, Cell]
    labels: NotRequired[Sequence[str]]
    """Names of the rows."""


class SheetDefinition(TypedDict):
    """The data a sheet computes with."""

    fields: dict[str, SheetField]
    tables: dict[str, SheetTable]
    steps: list[list[Data]]


class TableDetails(TypedDict):
    """A table's rows, and what its columns show."""

    rows: NotRequired[int]
    most: NotRequired[int]
    """How many rows it may grow to; absent where it cannot."""
    digits: NotRequired[dict[str, int]]
    """Decimals of computed and totalled columns."""
    kinds: NotRequired[dict[str, ComputedKind]]
    """Computed columns that are not numbers."""
    names: NotRequired[list[str]]


class TimerDetails(TypedDict):
    """Seconds of a timer's unit, and minutes of its countdown."""

    seconds: int
    countdown: float | None


class Controls(TypedDict, total=False):
    """`<type>s` → field → what the script of its control must know."""

    timers: dict[str, TimerDetails]


class OutputDetails(TypedDict):
    """A result of a worksheet."""

    label: str
    digits: int
    kind: NotRequired[ComputedKind]
    say: NotRequired[str]
    bands: NotRequired[Bounds]
    hidden: NotRequired[bool]


class ChartParts(TypedDict, total=False):
    """The parts a chart draws: columns of a `table`, or `items` one by one."""

    table: str
    x: str
    """Absent: the rows themselves, by name or number."""
    label: str
    y: list[str]
    names: dict[str, str]
    items: Labels


class ChartDetails(ChartParts):
    """A chart of a worksheet."""

    type: ChartType
    title: NotRequired[str]
    unit: NotRequired[str]
    max: NotRequired[float]
    quadrants: NotRequired[Sequence[str]]


class Half(TypedDict):
    """The half-filled answers, and the expected results: result → its value as shown."""

    given: dict[str, Answer]
    expect: NotRequired[dict[str, str]]


class CalendarDetails(TypedDict):
    """The table whose rows become calendar entries, and its columns."""

    table: str
    title: str
    date: str
    start: NotRequired[str]
    minutes: NotRequired[str]


class WorksheetDetails(Controls):
    """Of a worksheet."""

    sheet: SheetDefinition
    rules: NotRequired[dict[str, Limits]]
    """Number field, or `table.column` → its limits; of texts the most characters, of choices how many."""
    tables: NotRequired[dict[str, TableDetails]]
    itemsFrom: NotRequired[dict[str, tuple[str, str, str]]]
    """Sort field → exercise (empty: this one), table and column that its items come from."""
    outputs: NotRequired[dict[str, OutputDetails]]
    charts: NotRequired[list[ChartDetails]]
    example: NotRequired[dict[str, Answer]]
    """The worked example's answers, for its charts."""
    half: NotRequired[Half]
    calendar: NotRequired[CalendarDetails]
    review: NotRequired[int]
    """Days after which to look back."""
    lends: NotRequired[list[str]]
    """What other exercises take from this one: `field`, `output` or `table.column`."""


# Definitions, by kind


class CardsDefinition(Definition, CardsDetails):
    """The definition of a deck."""


class CaseDefinition(Definition, CaseDetails):
    """The definition of a case."""


class ChecklistDefinition(Definition, ChecklistDetails):
    """The definition of a checklist."""


class QuizDefinition(Definition, QuizDetails):
    """The definition of a quiz."""


class RoleplayDefinition(Definition, RoleplayDetails):
    """The definition of a role play."""


class ScaleDefinition(Definition, ScaleDetails):
    """The definition of a scale."""


class WorksheetDefinition(Definition, WorksheetDetails):
    """The definition of a worksheet."""


# The learner's own page


class PromiseField(TypedDict):
    """A field whose text is a promise (`label`) or the day to look back, or a table with columns that are."""

    id: str
    was: NotRequired[Sequence[str]]
    label: NotRequired[str]
    date: NotRequired[bool]
    columns: NotRequired[Labels]
    dates: NotRequired[list[str]]


class OutlineParts(TypedDict, total=False):
    """Facts about an exercise of some kinds for the learner's own page."""

    review: int
    """Of a worksheet: days after which to look back."""
    promises: list[PromiseField]
    open: bool
    """Of quizzes and decks: whether learners may see what is right."""
    role: Role
    points: int
    """Of a scale: the highest point."""
    parts: Labels
    """Of a scale: subscales and total."""
    compare: str
    """Of a scale: the one that it is compared with."""
    repeat: Repeat
    items: list[str]
    goal: int


# The class


class HandbookVersion(TypedDict):
    """The handbook that answers are of."""

    id: str
    version: str


_MaybePass = TypedDict("_MaybePass", {"pass": NotRequired[float]})


class ClassExercise(Named, _MaybePass):
    """Facts of an exercise for reading and marking a class. `questions` and on: quizzes; `points` and on: scales."""

    revision: str
    module: str
    questions: NotRequired[list[Question]]
    pools: NotRequired[list[Pool]]
    role: NotRequired[Role]
    parallel: NotRequired[Other | None]
    points: NotRequired[int]
    items: NotRequired[list[ScaleItem]]
    subscales: NotRequired[list[Subscale]]
    bands: NotRequired[Bounds]
    compare: NotRequired[Other | None]


class ClassFacts(TypedDict):
    """Facts of the handbook for reading and marking a class, keys included."""

    handbook: HandbookVersion
    title: str
    modules: list[tuple[str, str]]
    """Id and title."""
    outcomes: dict[str, str]
    """Outcome → what one can do."""
    exercises: list[ClassExercise]
