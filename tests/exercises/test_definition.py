"""What the browser is told of each question: signatures, former ids, labels, and what a code carries."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.exercises.plain import plain_for
from handbook.exercises.questions import asked, layout, needs
from handbook.exercises.signature import signature, with_parts
from handbook.model.exercises import Exercise
from pydantic import TypeAdapter

from tests.support.handbooks import write

if TYPE_CHECKING:
    from pathlib import Path

ADAPTER: TypeAdapter[Any] = TypeAdapter(Exercise)
COMMON = {"id": "x", "title": "某练习", "outcome": "basics.rate", "minutes": 5}


def sheet(*fields: dict[str, Any], **more: Any) -> Any:
    return ADAPTER.validate_python({**COMMON, "kind": "worksheet", "fields": fields, **more})


def quiz(*questions: dict[str, Any], **more: Any) -> Any:
    return ADAPTER.validate_python({**COMMON, "kind": "quiz", "questions": questions, **more})


def known(exercise: Any) -> dict[str, dict[str, Any]]:
    return asked(exercise, lambda text: text)


OPTIONS = [{"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}]
CHOICE = {"id": "f", "label": "问", "type": "choice", "options": OPTIONS}
TABLE = {"id": "t", "label": "表", "type": "table", "columns": [
    {"id": "what", "label": "事", "type": "text", "was": ["task"]},
    {"id": "kind", "label": "类", "type": "choice", "options": [{**OPTIONS[0], "was": ["aa"]}, OPTIONS[1]]},
    {"id": "sum", "label": "和", "formula": "1 + 1"},
]}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "shape"),
    [
        ({"type": "text"}, "text"),
        ({"type": "longtext"}, "text"),
        ({"type": "number"}, "number"),
        ({"type": "choice", "options": OPTIONS}, "one"),
        ({"type": "choices", "options": OPTIONS}, "many"),
        ({"type": "rating"}, "number"),
        ({"type": "slider"}, "number"),
        ({"type": "yesno"}, "bool"),
        ({"type": "date"}, "text"),
        ({"type": "timer"}, "number"),
        ({"type": "rank", "items": OPTIONS}, "order"),
        ({"type": "sort", "items": OPTIONS, "buckets": OPTIONS}, "map"),
        ({"type": "table", "columns": [{"id": "c", "label": "列", "type": "text"}]}, "table"),
    ],
)
def test_every_type_has_the_shape_of_its_answer(field: dict[str, Any], shape: str) -> None:
    assert known(sheet({"id": "f", "label": "问", **field}))["f"]["shape"] == shape


@pytest.mark.parametrize(
    ("change", "stale"),
    [
        ({"help": "怎么填"}, False),
        ({"was": ["old"]}, False),
        ({"required": True}, False),
        ({"label": "另问"}, True),
        ({"options": [OPTIONS[0], {"id": "b", "label": "丙"}]}, True),
        ({"options": [OPTIONS[0], {"id": "c", "was": ["b"], "label": "乙"}]}, False),
        ({"options": [*OPTIONS, {"id": "c", "label": "丙"}]}, True),
    ],
)
def test_only_what_is_read_makes_an_answer_stale(change: dict[str, Any], stale: bool) -> None:
    before, after = (known(sheet(field))["f"]["sig"] for field in (CHOICE, {**CHOICE, **change}))
    assert (before != after) is stale


def test_units_are_part_of_the_question() -> None:
    one, other = ({"id": "n", "label": "数", "type": "number", "unit": unit} for unit in ("元", "万元"))
    assert known(sheet(one))["n"]["sig"] != known(sheet(other))["n"]["sig"]


def test_a_table_says_which_columns_it_asks() -> None:
    ask = known(sheet(TABLE))["t"]
    head, *columns = ask["sig"].split(" ")
    assert len(head) == 8
    assert [column.split(":")[0] for column in columns] == ["what", "kind"]
    assert list(ask["columns"]) == ["what", "kind"], "nobody answers a computed column"
    assert ask["ids"] == {"task": "what", "kind.aa": "a"}
    wider = {**TABLE, "columns": [*TABLE["columns"], {"id": "note", "label": "注", "type": "text"}]}
    assert known(sheet(wider))["t"]["sig"].startswith(ask["sig"])


def test_named_rows_are_part_of_the_question_and_their_number_is_not() -> None:
    signs = [known(sheet({**TABLE, "rows": rows}))["t"]["sig"] for rows in (3, 5, ["一月", "二月"], ["一月", "三月"])]
    assert signs[0] == signs[1]
    assert len(set(signs)) == 3


ORDER = {"id": "q", "ask": "排一排", "type": "order", "explain": "因为", "items": [
    {"id": "z", "label": "先"}, {"id": "a", "label": "中"}, {"id": "m", "label": "后"},
]}  # fmt: skip
MATCH = {"id": "q", "ask": "配一配", "type": "match", "explain": "因为", "extra": ["多"], "pairs": [
    {"id": "p", "left": "左二", "right": "右二"}, {"id": "b", "left": "左一", "right": "右一"},
]}  # fmt: skip


def test_what_is_told_of_a_quiz_says_nothing_about_its_key() -> None:
    order, match = known(quiz(ORDER))["q"], known(quiz(MATCH))["q"]
    assert [item for item, _ in order["items"]] == ["a", "m", "z"]
    assert [item for item, _ in match["items"]] == ["b", "p"]
    assert match["options"] == sorted((text, text) for text in ("右二", "右一", "多"))


def test_confidence_belongs_to_its_question() -> None:
    found = known(quiz({**ORDER, "was": ["old"]}, confidence=True))
    assert list(found) == ["q", "q.confidence"]
    assert found["q.confidence"]["sig"] == found["q"]["sig"]
    assert found["q.confidence"]["was"] == ["old.confidence"]
    assert found["q.confidence"]["range"] == (1, 3)


def test_needs() -> None:
    free = {"id": "g", "label": "问", "type": "text"}
    assert needs(sheet({**CHOICE, "required": True}, free)) == ["f"]
    assert needs(sheet(CHOICE, free, {**free, "id": "h", "visible_if": "f == 'a'"})) == ["f", "g"]
    assert needs(quiz(ORDER)) == []


def test_a_layout_changes_with_whatever_a_code_depends_on() -> None:
    fields = [
        CHOICE, {**CHOICE, "private": True}, {**CHOICE, "type": "choices"}, {**CHOICE, "options": OPTIONS[::-1]},
        {"id": "f", "label": "问", "type": "rating", "max": 5}, {"id": "f", "label": "问", "type": "rating", "max": 7},
    ]  # fmt: skip
    signs = [layout("x", known(sheet(field))) for field in fields]
    assert len(set(signs)) == len(fields)
    assert layout("x", known(sheet(CHOICE))) == signs[0]
    assert layout("y", known(sheet(CHOICE))) != signs[0]
    assert all(len(sign) == 8 and int(sign, 16) >= 0 for sign in signs)


def test_signatures_are_the_same_on_every_machine() -> None:
    said = json.dumps(["客户", ["甲", 1, None, True]], ensure_ascii=False, separators=(",", ":"))
    assert signature("客户", ["甲", 1, None, True]) == hashlib.sha256(said.encode()).hexdigest()[:8]
    assert with_parts("head", {"a": "1", "b": "2"}) == "head a:1 b:2"


def test_labels_are_plain_text(tmp_path: Path) -> None:
    sink = Diagnostics()
    handbook = check(write(tmp_path), sink)
    assert handbook, list(sink)
    plain = plain_for(handbook)
    assert plain("哪件**不**急？看 [这课](lesson:first)，\n填 [[n]] 和 `x`") == "哪件不急？看 这课， 填 ＿＿ 和 x"
    assert plain("客单价 {{deal-size}}") == "客单价 8 万元"
    assert plain("*<b>*") == "<b>", "markup stays text; whoever shows it escapes it"


def made(kind: str, **more: Any) -> Any:
    return ADAPTER.validate_python({**COMMON, "kind": kind, **more})


END = {"tone": "good", "title": "机密结局", "explain": "机密"}
SCENES = [
    {"id": "start", "was": ["begin"], "text": "一幕", "ask": "怎么办", "turns": [
        {"id": "on", "text": "做", "to": "end", "was": ["go"]}, {"id": "off", "text": "不做", "to": "stop"},
    ]},
    {"id": "end", "text": "完", "ending": END},
    {"id": "stop", "text": "停", "ending": END},
]  # fmt: skip


def test_a_case_asks_what_can_be_chosen_and_tells_nothing_of_its_endings() -> None:
    case = made("case", scenes=SCENES)
    assert list(known(case)) == ["start"]
    ask = known(case)["start"]
    assert (ask["label"], ask["shape"], ask["was"]) == ("怎么办", "one", ("begin",))
    assert ask["options"] == [("on", "做"), ("off", "不做")]
    assert ask["ids"] == {"go": "on"}
    assert needs(case) == []
    assert "机密" not in json.dumps(known(case), ensure_ascii=False)


def test_a_card_is_a_text_that_either_side_makes_stale() -> None:
    cards = [{"id": name, "front": "问", "back": "答"} for name in ("a", "b", "c")]
    deck = made("cards", cards=cards)
    assert known(deck)["a"] == {"label": "问", "sig": known(deck)["b"]["sig"], "shape": "text"}
    assert needs(deck) == ["a", "b", "c"]
    changed = made("cards", cards=[{**cards[0], "back": "另答"}, {**cards[1], "hint": "提示"}, cards[2]])
    before, after = known(deck), known(changed)
    assert [before[name]["sig"] == after[name]["sig"] for name in ("a", "b", "c")] == [False, True, True]


def test_a_role_play_asks_each_behaviour_in_three_rounds_and_every_question() -> None:
    role = {"name": "某人", "know": ["事"], "want": "成"}
    play = made(
        "roleplay",
        scene="场面",
        roles=[{"id": name, **role} for name in ("seller", "client", "observer")],
        behaviours=[{"id": name, "text": "看得见的事"} for name in ("debrief", "b", "c")],
        round_minutes=5,
        debrief=["一问", "二问"],
    )
    asks = known(play)
    assert list(asks) == ["debrief", "b", "c", "debrief.q1", "debrief.q2"]
    assert asks["debrief"]["shape"] == "map"
    assert [ident for ident, _ in asks["b"]["items"]] == ["1", "2", "3"]
    assert [value for value, _ in asks["b"]["options"]] == ["0", "1", "2"]
    assert needs(play) == ["debrief", "b", "c"]
