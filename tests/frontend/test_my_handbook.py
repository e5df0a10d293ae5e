"""What the learner's own page makes of saved answers: the front end's mine/*.ts, without a page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = "2026-03-04"
SIG = "aaaaaaaa"


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/mine.ts") as started:
        yield started


def at(day: str) -> int:
    """Noon of a day on this machine's clock, in milliseconds."""
    return int(datetime.fromisoformat(f"{day}T12:00").timestamp() * 1000)


def iso(day: str) -> str:
    return datetime.fromisoformat(f"{day}T12:00").astimezone().isoformat()


def rec(answers: dict[str, Any] | None = None, day: str = TODAY, **more: Any) -> dict[str, Any]:
    answers = answers or {}
    base = {"revision": "r", "updated": iso(day), "answers": answers, "outputs": {}, "history": [], "asked": {}}
    return base | {"times": dict.fromkeys(answers, at(day)), "done": False} | more


def attempt(day: str, answers: dict[str, Any], **outputs: Any) -> dict[str, Any]:
    asked = " ".join(key for key in answers if "." not in key)
    return {"at": iso(day), "answers": answers, "outputs": {"asked": asked, "retried": False, **outputs}}


QUESTION = {"id": "q", "type": "single", "points": 1, "outcomes": [], "parts": ["a", "b"], "key": ["a"], "ask": "问"}
ITEMS = {
    "quizzes": {"test": {"asked": {"q": {"label": "问", "sig": SIG, "shape": "one"}}, "questions": [QUESTION]}},
    "decks": {"deck": {
        "asked": {name: {"label": name, "sig": SIG, "shape": "text"} for name in "abcdefg"},
        "cards": [{"id": name, "front": name, "back": name, "alike": "pair" if name in "ag" else ""} for name in "abcdefg"],
    }},
}  # fmt: skip
OUTLINE = {
    "handbook": {"title": "手册", "organisation": "公司"},
    "modules": [{
        "id": "m", "title": "模块", "opening": ["open"], "closing": ["close"],
        "exercises": ["open", "sheet", "plan", "test", "deck", "list", "close"],
        "lessons": [{"id": "one", "title": "一", "practice": ["sheet"]}, {"id": "two", "title": "二", "practice": []}],
    }],
    "exercises": {
        "open": {"kind": "scale", "title": "开头", "points": 5, "parts": [["x", "甲"], ["total", "总"]], "needs": ["i"]},
        "close": {"kind": "scale", "title": "结尾", "points": 5, "parts": [["x", "甲"], ["total", "总"]], "needs": ["i"], "compare": "open"},
        "sheet": {"kind": "worksheet", "title": "表", "needs": ["f"], "review": 7, "was": ["old"]},
        "plan": {"kind": "worksheet", "title": "打算", "needs": ["if"], "review": 5, "promises": [
            {"id": "if", "label": "如果"}, {"id": "then", "label": "我就"},
            {"id": "rows", "columns": [["a", "甲"], ["b", "乙"]], "dates": ["d"]},
            {"id": "looks", "columns": [], "dates": ["d"]},
        ]},
        "test": {"kind": "quiz", "title": "测验", "open": True, "role": "practice"},
        "deck": {"kind": "cards", "title": "卡", "open": True, "needs": list("abcdefg")},
        "list": {"kind": "checklist", "title": "清单", "repeat": "daily", "items": ["x", "y"], "goal": 5},
    },
}  # fmt: skip


# ---------------------------------------------------------------- what comes back


def test_the_last_first_try_counts(node: Node) -> None:
    wrong, right = attempt("2026-03-01", {"q": "b", "q.confidence": 3}), attempt("2026-03-02", {"q": "a"})
    assert node.call("seen", QUESTION, rec(history=[wrong, right])) == {"at": at("2026-03-02"), "right": True}
    assert node.call("seen", QUESTION, rec(history=[right, wrong])) == {"at": at("2026-03-02"), "right": True}
    assert node.call("seen", QUESTION, rec(history=[wrong]))["level"] == 3
    again = {**right, "outputs": {**right["outputs"], "retried": True}}
    assert node.call("seen", QUESTION, rec(history=[wrong, again]))["right"] is False, "tried again at once"
    under_way = rec({"q": "a", "q.confidence": 1}, outputs={"q.points": 0})
    assert node.call("seen", QUESTION, under_way) == {"at": at(TODAY), "right": False, "level": 1}
    assert node.call("seen", QUESTION, rec({"q": "b"})) is None, "nobody has checked it"
    assert node.call("seen", QUESTION, rec(history=[{**wrong, "at": "no day"}])) is None


MISSED = {"at": at("2026-03-01"), "right": False, "level": 2}


@pytest.mark.parametrize(
    ("last", "kept", "place"),
    [
        (None, None, None),
        ({**MISSED, "right": True}, None, None),
        ({**MISSED, "right": True, "level": 1}, None, {"box": 0, "due": "2026-03-02"}),
        (MISSED, None, {"box": 0, "due": "2026-03-02"}),
        (MISSED, ("2 2026-03-09", SIG, "2026-03-02"), {"box": 2, "due": "2026-03-09"}),
        (MISSED, ("2 2026-03-09", SIG, "2026-02-02"), {"box": 0, "due": "2026-03-02"}),
        (MISSED, ("5 2026-03-02", SIG, "2026-03-02"), None),
        (MISSED, ("5 2026-02-02", SIG, "2026-02-02"), {"box": 0, "due": "2026-03-02"}),
        (MISSED, ("2 2026-03-09", "bbbbbbbb", "2026-03-02"), {"box": 0, "due": "2026-03-02"}),
        (None, ("2 2026-03-09", "bbbbbbbb", "2026-03-02"), {"box": 0, "due": TODAY}),
        (None, ("2 2026-03-09", SIG, "2026-03-02"), {"box": 2, "due": "2026-03-09"}),
        (MISSED, ("<img>", SIG, "2026-03-02"), {"box": 0, "due": "2026-03-02"}),
        (MISSED, ({"a": 1}, SIG, "2026-03-02"), {"box": 0, "due": "2026-03-02"}),
    ],
)  # fmt: skip
def test_where_a_question_stands(node: Node, last: Any, kept: Any, place: Any) -> None:
    text, sig, day = kept or (None, None, "1971-01-01")
    assert node.call("placeOf", last, {"text": text, "sig": sig, "at": at(day)}, SIG, TODAY) == place


def test_five_times_known_and_a_question_has_left(node: Node) -> None:
    day, place, gaps = date.fromisoformat(TODAY), {"box": 0, "due": TODAY}, []
    while place:
        text = node.call("judgedText", place, "known", str(day))
        place = node.call("placeOf", None, {"text": text, "sig": SIG, "at": 0}, SIG, str(day))
        if place:
            gaps.append((date.fromisoformat(place["due"]) - day).days)
            day = date.fromisoformat(place["due"])
    assert gaps == [3, 7, 21, 60]
    assert text == f"5 {day}"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["missed", "fuzzy", "known"]), max_size=30), st.integers(0, 4))
def test_an_item_never_comes_back_on_the_day_it_was_judged(node, grades, box):
    day, place = date(2026, 3, 4), {"box": box, "due": "2026-03-04"}
    for grade in grades:
        text = node.call("judgedText", place, grade, str(day))
        place = node.call("placeOf", None, {"text": text, "sig": SIG, "at": 0}, SIG, str(day))
        if place is None:
            assert grade == "known"
            break
        assert place["due"] > str(day)
        assert grade != "missed" or place["box"] == 0
        day = date.fromisoformat(place["due"])


def test_nothing_comes_back_of_what_was_never_begun(node: Node) -> None:
    assert node.call("comingBack", OUTLINE, ITEMS, {}, TODAY) == []


def coming(node: Node, records: dict[str, Any]) -> list[dict[str, Any]]:
    return node.call("comingBack", OUTLINE, ITEMS, records, TODAY)


def test_look_alikes_stand_together_and_new_cards_are_few(node: Node) -> None:
    known = {"a": "1 2026-03-01"}
    records = {
        "deck": rec(known, asked=dict.fromkeys("abcdefg", SIG)),
        "test": rec(history=[attempt("2026-03-01", {"q": "b"})]),
    }
    wanted = [one["id"] for one in node.call("session", coming(node, records), TODAY)]
    assert len(wanted) == 7, "one missed question, one card that is due, five new ones"
    assert wanted[:2] == ["deck.a", "test.q"] or wanted[:2] == ["test.q", "deck.a"]
    records["deck"] = rec({**dict.fromkeys("bcdef", "1 2026-03-02"), **known}, asked=dict.fromkeys("abcdefg", SIG))
    wanted = [one["id"] for one in node.call("session", coming(node, records), TODAY)]
    assert wanted[wanted.index("deck.a") + 1] == "deck.g", "of the same group, though new"


def test_a_card_with_other_words_is_new(node: Node) -> None:
    one = coming(node, {"deck": rec({"a": "3 2026-04-01"}, asked={"a": "bbbbbbbb"})})[0]
    assert one["id"] == "deck.a"
    assert "place" not in one


def test_answers_under_former_ids_are_found(node: Node) -> None:
    asked = {"q": {**ITEMS["quizzes"]["test"]["asked"]["q"], "was": ["former"]}}
    items = {**ITEMS, "quizzes": {"test": {"asked": asked, "questions": [QUESTION]}}}
    history = [attempt("2026-03-01", {"former": "b"}, asked="q")]
    review = rec({"test.former": "2 2026-03-09"}, asked={"test.former": SIG})
    found = node.call("comingBack", OUTLINE, items, {"test": rec(history=history), "review": review}, TODAY)
    assert found[0]["place"] == {"box": 2, "due": "2026-03-09"}


def test_sure_but_wrong_until_it_is_known(node: Node) -> None:
    records = {"test": rec(history=[attempt("2026-03-01", {"q": "b", "q.confidence": 3})])}
    found = node.call("illusions", OUTLINE, ITEMS, records)
    assert found == [{"exercise": "test", "part": "q", "label": "问", "day": "2026-03-01"}]
    review = rec({"test.q": "0 2026-03-05"}, asked={"test.q": SIG})
    assert len(node.call("illusions", OUTLINE, ITEMS, {**records, "review": review})) == 1
    review["answers"]["test.q"] = "1 2026-03-07"
    assert node.call("illusions", OUTLINE, ITEMS, {**records, "review": review}) == []
    records["test"]["history"].append(attempt("2026-03-03", {"q": "a"}))
    assert node.call("illusions", OUTLINE, ITEMS, records) == []


# ---------------------------------------------------------------- how far


def test_a_lesson_counts_as_read_by_its_mark_or_an_answer(node: Node) -> None:
    assert node.call("isRead", {}, "one") is False
    assert node.call("isRead", {"lesson:one": rec({"page.read": True})}, "one") is True
    assert node.call("isRead", {"lesson:one": rec({"check": "1"})}, "one") is True
    assert node.call("isRead", {"lesson:one": rec({"check": ""})}, "one") is False


def test_a_module_in_numbers(node: Node) -> None:
    passed = {"passed": True, "percent": 90}
    history = [attempt(day, {"q": "a"}, **passed) for day in ("2026-03-01", "2026-03-03")]
    records = {
        "lesson:one": rec({"page.read": True}),
        "old": rec({"f": 1}),
        "plan": rec({"then": "x"}),
        "test": rec(history=history),
    }
    (found,) = node.call("standings", OUTLINE, records)
    counts = {key: found[key] for key in ("read", "lessons", "practised", "exercises", "kept", "tests")}
    assert counts == {"read": 1, "lessons": 2, "practised": 2, "exercises": 7, "kept": 1, "tests": 1}
    same_day = rec(history=[history[0], {**history[0], "at": history[0]["at"].replace("12:00", "13:00")}])
    assert node.call("standings", OUTLINE, {"test": same_day})[0]["kept"] == 0


def scale(day: str, x: float, total: float) -> dict[str, Any]:
    return {"at": iso(day), "answers": {"i": 1}, "outputs": {"x": x, "total": total}}


def test_then_and_now(node: Node) -> None:
    opened = rec(history=[scale("2026-02-01", 2, 2.5)])
    (only,) = node.call("comparisons", OUTLINE, {"open": opened})
    assert "then" not in only
    assert [row["now"] for row in only["rows"]] == [2, 2.5]
    closed = rec(history=[scale("2026-03-01", 4, 9e9)])
    (both,) = node.call("comparisons", OUTLINE, {"open": opened, "close": closed})
    assert (both["exercise"], both["then"], both["now"]) == ("close", "2026-02-01", "2026-03-01")
    assert both["rows"][0] == {"label": "甲", "then": 2, "now": 4}
    assert both["rows"][1]["now"] is None, "no mean of this scale"


# ---------------------------------------------------------------- promises


def plan(day: str = "2026-03-01") -> dict[str, Any]:
    return rec({"if": "群里有人叫我", "then": "十一点再看"}, day)


def test_a_promise_is_due_when_its_sheet_says(node: Node) -> None:
    (found,) = node.call("pledges", OUTLINE, {"plan": plan()})
    assert found["lines"] == [[["如果", "群里有人叫我"], ["我就", "十一点再看"]]]
    assert (found["made"], found["due"]) == ("2026-03-01", "2026-03-06")
    rows = [{"a": "一", "b": "二", "d": "2026-03-20"}, {"a": "三", "d": "2026-03-10"}, {"d": "soon"}, 7, None]
    (found,) = node.call("pledges", OUTLINE, {"plan": rec({"rows": rows}, "2026-03-01")})
    assert found["lines"] == [[["甲", "一"], ["乙", "二"]], [["甲", "三"]]]
    assert found["due"] == "2026-03-10"
    looks = rec({"if": "有人叫我", "looks": [{"d": "2026-03-08", "a": "看"}]})
    (found,) = node.call("pledges", OUTLINE, {"plan": looks})
    assert (found["lines"], found["due"]) == ([[["如果", "有人叫我"]]], "2026-03-08"), "a table of days alone"
    assert node.call("pledges", OUTLINE, {"plan": rec({"if": ""})}) == []


def test_what_became_of_a_promise_holds_until_it_is_written_anew(node: Node) -> None:
    kept = rec({"promise:plan": "kept 2026-03-03"}, "2026-03-03")
    (found,) = node.call("pledges", OUTLINE, {"plan": plan(), "review": kept})
    assert found["kept"] == "2026-03-03"
    moved = rec({"promise:plan": "due 2026-04-01"}, "2026-03-03")
    assert node.call("pledges", OUTLINE, {"plan": plan(), "review": moved})[0]["due"] == "2026-04-01"
    anew = node.call("pledges", OUTLINE, {"plan": plan(TODAY), "review": kept})[0]
    assert "kept" not in anew
    assert anew["due"] == "2026-03-09"


@pytest.mark.parametrize("state", ["kept soon", "<b>", 7, {"due": 1}, None, "kept 2026-03-03 x"])
def test_a_strange_state_is_none(node: Node, state: object) -> None:
    (found,) = node.call("pledges", OUTLINE, {"plan": plan(), "review": rec({"promise:plan": state})})
    assert found["due"] == "2026-03-06"
    assert "kept" not in found


def test_habits(node: Node) -> None:
    done = {"done": True}
    answers = {"x": {"2026-03-02": done, "2026-03-03": done, TODAY: done}, "y": {"2026-03-03": done}}
    (found,) = node.call("habits", OUTLINE, {"list": rec(answers)}, TODAY)
    assert (found["left"], found["times"], found["goal"]) == (1, 1, 5)
    assert node.call("habits", OUTLINE, {}, TODAY) == []


# ---------------------------------------------------------------- today and next


def step(node: Node, records: dict[str, Any], todo: list[dict[str, Any]] | None = None) -> tuple[str, str | None]:
    found = node.call("nextStep", OUTLINE, records, todo or [])
    return found["key"], found.get("to")


def test_the_next_step_from_the_first_day_to_the_last(node: Node) -> None:
    kept = rec({"i": 1})
    records: dict[str, Any] = {}
    ways = []
    for ident, one in (
        ("open", kept), ("lesson:one", rec({"page.read": True})), ("sheet", rec({"f": 1})),
        ("lesson:two", rec({"page.read": True})), ("close", kept), (None, None),
    ):  # fmt: skip
        ways.append(step(node, records))
        if ident:
            records[ident] = one
    assert ways == [
        ("first", "open"), ("lesson", "lesson:one"), ("practice", "sheet"), ("lesson", "lesson:two"),
        ("closing", "close"), ("more", "plan"),
    ]  # fmt: skip
    history = [attempt(TODAY, {"q": "a"})]
    done = dict.fromkeys(OUTLINE["exercises"], rec({"i": 1}, done=True, history=history))
    assert step(node, records | done) == ("all", None)


def test_what_is_due_or_begun_comes_before_what_is_new(node: Node) -> None:
    records = {"sheet": rec({"g": 1}), "open": rec({"i": 1}, "2026-03-01")}
    assert step(node, records) == ("finish", "sheet")
    todo = node.call("tasks", OUTLINE, records, 3, [], [], TODAY)
    assert step(node, records, todo) == ("review", "#review")


def test_today(node: Node) -> None:
    passed = attempt("2026-03-01", {"q": "a"}, passed=True, percent=90)
    records = {"sheet": rec({"f": 1}, "2026-02-20"), "plan": plan("2026-02-20"), "test": rec(history=[passed])}
    records["list"] = rec({"x": {"2026-03-03": {"done": True}}})
    promises, habits = node.call("pledges", OUTLINE, records), node.call("habits", OUTLINE, records, TODAY)
    found = node.call("tasks", OUTLINE, records, 2, promises, habits, TODAY)
    assert [one["key"] for one in found] == ["review", "promise", "daily", "look", "again"]
    assert found[1]["to"] == "#promise-plan"


def test_a_calendar_of_what_is_to_come(node: Node) -> None:
    records = {"plan": plan(), "sheet": rec({"f": 1}), "test": rec(history=[attempt(TODAY, {"q": "b"})])}
    promises = node.call("pledges", OUTLINE, records)
    text = node.call("ics", coming(node, records), promises, OUTLINE, records, TODAY).replace("\r\n ", "")
    days = [line.split(":")[1] for line in text.split("\r\n") if line.startswith("DTSTART")]
    assert days == ["20260305", "20260306", "20260311"]
    assert [line for line in text.split("\r\n") if line.startswith("UID")] == [
        "UID:review-2026-03-05@h", "UID:promise-plan@h", "UID:look-sheet@h",
    ]  # fmt: skip
    assert "群里有人叫我" in text


hostile = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abqxy", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
moments = st.text(max_size=6) | st.sampled_from(["2026-03-01T00:00:00Z", "9999-12-31T23:59:59Z", "-271821-04-20"])


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*OUTLINE["exercises"], "review", "lesson:one", "gone"]),
        st.fixed_dictionaries({
            "revision": st.just(""), "updated": st.just("2026-03-01T00:00:00Z"), "done": st.booleans(),
            "answers": st.dictionaries(st.sampled_from(["q", "if", "rows", "x", "a", "page.read", "test.q", "promise:plan"]), hostile),
            "outputs": st.dictionaries(st.sampled_from(["q.points", "x", "total", "passed"]), hostile),
            "history": st.lists(st.fixed_dictionaries({
                "at": moments, "answers": st.dictionaries(st.sampled_from(["q", "q.confidence"]), hostile),
                "outputs": st.dictionaries(st.sampled_from(["asked", "passed", "percent", "x"]), hostile),
            }), max_size=2),
            "asked": st.dictionaries(st.sampled_from(["q", "test.q"]), st.text(max_size=8)),
            "times": st.dictionaries(st.sampled_from(["q", "if", "test.q"]), st.floats(allow_nan=False, allow_infinity=False)),
        }),
        max_size=5,
    )
)  # fmt: skip
def test_no_saved_answer_breaks_the_page(node, records):
    coming_back = node.call("comingBack", OUTLINE, ITEMS, records, TODAY)
    due = node.call("session", coming_back, TODAY)
    assert len({one["id"] for one in due}) == len(due)
    promises, habits = node.call("pledges", OUTLINE, records), node.call("habits", OUTLINE, records, TODAY)
    todo = node.call("tasks", OUTLINE, records, len(due), promises, habits, TODAY)
    node.call("nextStep", OUTLINE, records, todo)
    node.call("standings", OUTLINE, records)
    node.call("comparisons", OUTLINE, records)
    node.call("illusions", OUTLINE, ITEMS, records)
    assert node.call("ics", coming_back, promises, OUTLINE, records, TODAY).startswith("BEGIN:VCALENDAR")
    for one in coming_back:
        if "place" in one:
            assert one["place"]["due"] <= str(date.max)
            assert 0 <= one["place"]["box"] <= 4


def test_days_far_away_are_days_too(node: Node) -> None:
    assert node.call("dayOf", "9999-12-31T00:00:00Z")[:4] in ("9999", "1000")
    assert node.call("dayOf", 9e99) is None
    assert node.call("dayOf", at(str(date.fromisoformat(TODAY) + timedelta(1)))) == "2026-03-05"
