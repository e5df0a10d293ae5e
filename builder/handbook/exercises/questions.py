"""What a page knows of each question, whatever the kind: wording, shape of the answer, former ids, labels.

The twin of `Ask` in frontend/src/answers/record.ts. Entries that are false or empty are left out.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature, with_parts
from handbook.model.exercises import Exercise
from handbook.model.exercises.base import Reflection
from handbook.model.exercises.cards import Card, Cards
from handbook.model.exercises.case import Case, Scene
from handbook.model.exercises.checklist import Checklist, ChecklistItem
from handbook.model.exercises.quiz import (
    BlankQuestion,
    ChoiceQuestion,
    MatchQuestion,
    OrderQuestion,
    Question,
    Quiz,
    SortQuestion,
)
from handbook.model.exercises.roleplay import Behaviour, Roleplay
from handbook.model.exercises.scale import Scale
from handbook.model.exercises.worksheet import (
    Choice,
    ChoiceField,
    Column,
    Field_,
    NumberField,
    RankField,
    RatingField,
    SortField,
    TableField,
    TimerField,
    Worksheet,
    YesNoField,
)

Ask = dict[str, Any]
Labels = list[tuple[str, str]]
CONFIDENCE = (1, 3)
ROUNDS = (1, 2, 3)
"""A role play is played until everybody was the seller."""
POINTS = (0, 1, 2)
"""What an observer gives a behaviour: not seen, a little, done."""


def asked(exercise: Exercise, plain: Plain) -> dict[str, Ask]:
    """Field, question or item id → what the page knows of it, in the order of the page."""
    found = dict(_KINDS[type(exercise)](exercise, plain))
    return found | {one.id: _reflection(one, plain) for one in getattr(exercise, "reflections", ())}


def needs(exercise: Exercise) -> list[str]:
    """What must be answered for the exercise to count as done.

    Nothing where answering is not enough: a quiz is done when it was handed in, a case when it came to an ending,
    a repeated checklist never.
    """
    if isinstance(exercise, Worksheet):
        required = [field.id for field in exercise.fields if field.required]
        return required or [field.id for field in exercise.fields if not field.visible_if]
    if isinstance(exercise, Scale) or (isinstance(exercise, Checklist) and exercise.repeat == "once"):
        return [item.id for item in exercise.items]
    if isinstance(exercise, Cards):
        return [card.id for card in exercise.cards]
    return [behaviour.id for behaviour in exercise.behaviours] if isinstance(exercise, Roleplay) else []


def layout(exercise_id: str, questions: Mapping[str, Ask]) -> str:
    """The signature of everything that the reading of a text code depends on."""
    parts = [
        [
            field,
            *(ask.get(key) for key in ("sig", "shape", "options", "items", "range", "columns", "private", "repeat")),
        ]
        for field, ask in questions.items()
    ]
    return signature(exercise_id, parts)


def _ask(label: str, sig: str, shape: str, was: object = (), **more: object) -> Ask:
    known = {"label": label, "sig": sig, "shape": shape, "was": was, **more}
    return {key: value for key, value in known.items() if value}


def _labels(choices: Iterable[Choice]) -> Labels:
    return [(choice.id, choice.label) for choice in choices]


def _said(labels: Labels | None) -> list[str]:
    """What is read of choices; a new id alone is no new wording."""
    return [label for _, label in labels or ()]


def _renamed(choices: Iterable[Choice | Column], prefix: str = "") -> dict[str, str]:
    return {prefix + old: choice.id for choice in choices for old in choice.was}


def _reflection(one: Reflection, plain: Plain) -> Ask:
    return _ask(plain(one.ask), signature(one.ask), "text", one.was)


def _field(field: Field_) -> Ask:
    if isinstance(field, TableField):
        return _table(field)
    if isinstance(field, SortField):
        return _sort(field)
    if isinstance(field, ChoiceField | RankField):
        return _chosen(field)
    if isinstance(field, RatingField):
        return _rating(field)
    unit = field.unit if isinstance(field, NumberField | TimerField) else None
    return _ask(field.label, signature(field.label, unit), _shape_of(field), field.was, private=field.private)


def _shape_of(field: Field_) -> str:
    if isinstance(field, NumberField | TimerField):
        return "number"
    return "bool" if isinstance(field, YesNoField) else "text"


def _chosen(field: ChoiceField | RankField) -> Ask:
    common = {"was": field.was, "private": field.private}
    if isinstance(field, RankField):
        items = _labels(field.items)
        sig = signature(field.label, _said(items), field.first)
        return _ask(field.label, sig, "order", **common, items=items, ids=_renamed(field.items))
    options = _labels(field.options)
    shape = "one" if field.type == "choice" else "many"
    sig = signature(field.label, _said(options))
    return _ask(field.label, sig, shape, **common, options=options, ids=_renamed(field.options))


def _rating(field: RatingField) -> Ask:
    ends = (field.min, field.max)
    sig = signature(field.label, ends, field.low, field.high, field.unit)
    whole = field.step == 1 and ends
    return _ask(field.label, sig, "number", field.was, private=field.private, range=whole)


def _sort(field: SortField) -> Ask:
    head = signature(field.label, _said(_labels(field.buckets)))
    return _ask(
        field.label,
        with_parts(head, {item.id: signature(item.label) for item in field.items}),
        "map",
        field.was,
        private=field.private,
        items=_labels(field.items),
        options=_labels(field.buckets),
        ids=_renamed((*field.items, *field.buckets)),
    )


_CELLS = {"number": "number", "choice": "one", "yesno": "bool"}


def _table(field: TableField) -> Ask:
    columns = [column for column in field.columns if column.formula is None]
    head = signature(field.label, field.rows if isinstance(field.rows, tuple) else None)
    ids = _renamed(columns)
    for column in columns:
        ids |= _renamed(column.options, f"{column.id}.")
    return _ask(
        field.label,
        with_parts(head, {column.id: _column_wording(column) for column in columns}),
        "table",
        field.was,
        private=field.private,
        columns={column.id: _column(column) for column in columns},
        ids=ids,
    )


def _column(column: Column) -> Ask:
    known = {
        "label": column.label,
        "shape": _CELLS.get(column.type or "", "text"),
        "options": _labels(column.options),
    }
    return {key: value for key, value in known.items() if value}


def _column_wording(column: Column) -> str:
    return signature(column.label, column.unit, _said(_labels(column.options)))


def _questions(quiz: Quiz, plain: Plain) -> Iterable[tuple[str, Ask]]:
    for question in quiz.questions:
        ask = _ask(plain(question.ask), "", _shape(question), question.was, **_parts(question, plain))
        ask["sig"] = signature(question.ask, ask.get("options"), ask.get("items"), getattr(question, "unit", None))
        yield question.id, ask
        if quiz.confidence:
            was = [f"{old}.confidence" for old in question.was]
            yield f"{question.id}.confidence", _ask(ask["label"], ask["sig"], "number", was, range=CONFIDENCE)


def _shape(question: Question) -> str:
    shapes = {"single": "one", "multiple": "many", "truefalse": "bool", "blank": "texts", "numeric": "number"}
    return shapes.get(question.type, "order" if question.type == "order" else "map")


def _parts(question: Question, plain: Plain) -> dict[str, object]:
    """What an answer is made of, sorted, so that nothing tells which is right."""
    if isinstance(question, ChoiceQuestion):
        ids = {old: option.id for option in question.options for old in option.was}
        return {"options": sorted((option.id, plain(option.text)) for option in question.options), "ids": ids}
    if isinstance(question, OrderQuestion):
        return {"items": sorted(_labels(question.items)), "ids": _renamed(question.items)}
    if isinstance(question, MatchQuestion):
        rights = sorted({*(pair.right for pair in question.pairs), *question.extra})
        items = sorted((pair.id, pair.left) for pair in question.pairs)
        return {"items": items, "options": [(text, text) for text in rights]}
    if isinstance(question, SortQuestion):
        items = sorted((item.id, item.label) for item in question.items)
        return {"items": items, "options": _labels(question.buckets), "ids": _renamed(question.buckets)}
    if isinstance(question, BlankQuestion):
        return {"items": [(blank.id, blank.label or blank.id) for blank in question.blanks]}
    return {}


def _scale_item(scale: Scale, item_id: str, text: str, was: tuple[str, ...]) -> Ask:
    points = [(str(value), label) for value, label in enumerate(scale.points, 1)]
    return _ask(text, signature(text, scale.points), "number", was, options=points, range=(1, len(points)))


def _checklist_item(checklist: Checklist, item: ChecklistItem) -> Ask:
    return _ask(item.text, signature(item.text), "check", item.was, repeat=checklist.repeat != "once")


def _scene(scene: Scene, plain: Plain) -> Ask:
    options = [(turn.id, plain(turn.text)) for turn in scene.turns]
    sig = signature(scene.text, scene.ask, [turn.text for turn in scene.turns])
    ids = {old: turn.id for turn in scene.turns for old in turn.was}
    return _ask(plain(scene.ask or scene.text), sig, "one", scene.was, options=options, ids=ids)


def _card(card: Card, plain: Plain, *, open_: bool) -> Ask:
    """A back that trainers keep leaves no trace: a guess could be tried against its signature."""
    said = (card.front, card.back) if open_ else (card.front,)
    return _ask(plain(card.front), signature(*said), "text", card.was)


def _roleplay(play: Roleplay, plain: Plain) -> Iterable[tuple[str, Ask]]:
    for behaviour in play.behaviours:
        yield behaviour.id, _behaviour(behaviour, plain)
    for number, question in enumerate(play.debrief, 1):
        # Behaviours name their controls `<id>.<round>`, so that no behaviour can take a note's name.
        yield f"debrief.q{number}", _ask(plain(question), signature(question), "text")


def _behaviour(behaviour: Behaviour, plain: Plain) -> Ask:
    rounds = [(str(number), str(number)) for number in ROUNDS]
    points = [(str(point), str(point)) for point in POINTS]
    return _ask(plain(behaviour.text), signature(behaviour.text), "map", behaviour.was, items=rounds, options=points)


_KINDS: dict[type[Any], Callable[[Any, Plain], Iterable[tuple[str, Ask]]]] = {
    Worksheet: lambda sheet, _: [(field.id, _field(field)) for field in sheet.fields],
    Quiz: _questions,
    Scale: lambda scale, _: [(item.id, _scale_item(scale, item.id, item.text, item.was)) for item in scale.items],
    Checklist: lambda checklist, _: [(item.id, _checklist_item(checklist, item)) for item in checklist.items],
    Case: lambda case, plain: [(scene.id, _scene(scene, plain)) for scene in case.scenes if scene.turns],
    Cards: lambda deck, plain: [(card.id, _card(card, plain, open_=deck.keyed == "learner")) for card in deck.cards],
    Roleplay: _roleplay,
}
