"""The learner's data as pure logic, in one Node process: records, files, tables and codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = "2026-03-02T08:00:00.000Z"
NEXT = "2026-03-03T08:00:00.000Z"
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/data.ts") as started:
        yield started


def rec(answers: dict[str, Any], updated: str = DAY, **more: Any) -> dict[str, Any]:
    return {"revision": "r1", "updated": updated, "answers": answers, "outputs": {}, "history": [], **more}


def definition(asked: dict[str, Any], **more: Any) -> dict[str, Any]:
    full = {key: {"label": key, "sig": "s1", "shape": "text", **ask} for key, ask in asked.items()}
    base = {"id": "x", "kind": "worksheet", "title": "X", "revision": "r1", "needs": [], "layout": "0badcafe"}
    return {**base, "asked": full, **more}


texts = st.text(max_size=12)
keys = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
numbers = st.one_of(st.integers(-(2**53), 2**53), st.floats(-1e15, 1e15))
scalars = st.one_of(texts, numbers, st.booleans())
rows = st.lists(st.dictionaries(keys, scalars, max_size=4), max_size=4)
values = st.one_of(scalars, st.lists(texts, max_size=4), rows, st.dictionaries(keys, scalars, max_size=4))
answers = st.dictionaries(keys, values, max_size=5)
days = st.datetimes().filter(lambda day: day.year > 1970).map(lambda day: f"{day:%Y-%m-%dT%H:%M:%S}.000Z")
attempts = st.lists(
    st.fixed_dictionaries({"at": days, "answers": answers, "outputs": answers}),
    max_size=2,
    unique_by=lambda one: one["at"],
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    given = draw(answers)
    times = {key: draw(st.integers(0, 2**42)) for key in given if draw(st.booleans())}
    history = sorted(draw(attempts), key=lambda one: one["at"])
    return rec(given, draw(days), times=times, asked={}, history=history, done=draw(st.booleans()))


# ---------------------------------------------------------------- merging


@quick
@given(base=values, mine=values)
def test_what_only_one_changed_stays(node: Node, base: Any, mine: Any) -> None:
    assert node.call("merge3", base, mine, base) == mine
    assert node.call("merge3", base, base, mine) == mine
    assert node.call("merge3", base, mine, mine) == mine


def test_two_tabs_in_one_table_keep_both_cells(node: Node) -> None:
    base = [{"what": "a"}, {"what": "b"}]
    mine = [{"what": "a", "minutes": 5}, {"what": "b"}]
    theirs = [{"what": "a"}, {"what": "bb"}, {"what": "c"}]
    assert node.call("merge3", base, mine, theirs) == [{"what": "a", "minutes": 5}, {"what": "bb"}, {"what": "c"}]
    assert node.call("merge3", {"i": "a", "j": "a"}, {"i": "b", "j": "a"}, {"i": "a", "j": "c"}) == {"i": "b", "j": "c"}


def test_the_newer_answer_wins_field_by_field(node: Node) -> None:
    mine = rec({"a": "old", "b": "new"}, NEXT, times={"a": 1, "b": 20})
    theirs = rec({"a": "newer", "b": "old", "c": "only there"}, DAY, times={"a": 5, "b": 10, "c": 3})
    assert node.call("merge", mine, theirs)["answers"] == {"a": "newer", "b": "new", "c": "only there"}
    assert node.call("compare", mine, theirs) == {"state": "mixed", "taken": 2, "kept": 1}


def test_an_emptied_answer_stays_empty_unless_answered_later(node: Node) -> None:
    emptied = rec({}, NEXT, times={"a": 20})
    assert node.call("merge", emptied, rec({"a": "x"}, times={"a": 10}))["answers"] == {}
    assert node.call("merge", emptied, rec({"a": "x"}, times={"a": 30}))["answers"] == {"a": "x"}


@quick
@given(mine=records(), theirs=records())
def test_merging_takes_nothing_twice(node: Node, mine: Any, theirs: Any) -> None:
    once = node.call("merge", mine, theirs)
    assert node.call("merge", once, theirs) == once
    assert set(once["answers"]) <= set(mine["answers"]) | set(theirs["answers"])
    assert node.call("merge", mine, mine)["answers"] == mine["answers"]
    assert node.call("compare", once, theirs)["state"] in {"same", "older"}


def test_results_go_when_they_no_longer_follow_from_the_answers(node: Node) -> None:
    mine = rec({"a": 1, "b": 1}, NEXT, times={"a": 1, "b": 9}, outputs={"sum": 2})
    assert node.call("merge", mine, rec({"a": 5}, times={"a": 5}))["outputs"] == {}
    assert node.call("merge", mine, rec({"a": 5}, times={"a": 0}))["outputs"] == {"sum": 2}


# ------------------------------------------------------- wording and former ids


def test_an_answer_to_other_words_is_stale(node: Node) -> None:
    asked = definition({"a": {"sig": "s2"}}, revision="r2")
    assert node.call("isStale", rec({"a": "x"}, asked={"a": "s1"}), "a", asked)
    assert not node.call("isStale", rec({"a": "x"}, asked={"a": "s2"}), "a", asked)
    assert node.call("isStale", rec({"a": "x"}), "a", asked), "nothing says to which words this was the answer"
    assert not node.call("isStale", rec({"a": "x"}, revision="r2"), "a", asked)
    assert not node.call("isStale", rec({"gone": "x"}), "gone", asked)


def test_a_new_column_leaves_a_table_fresh_and_a_changed_one_does_not(node: Node) -> None:
    saved = rec({"t": [{"a": "x"}]}, asked={"t": "head a:1 b:2"})
    fresh = {"head a:1 b:2 c:3": False, "head a:1": False, "head a:9 b:2": True, "other a:1 b:2": True}
    for sig, stale in fresh.items():
        assert node.call("isStale", saved, "t", definition({"t": {"sig": sig}}, revision="r2")) is stale


def test_renamed_ids_carry_their_answers_over(node: Node) -> None:
    asked = definition(
        {
            "new": {"was": ["old", "older"]},
            "pick": {"shape": "one", "ids": {"left": "right"}},
            "many": {"shape": "many", "ids": {"left": "right"}},
            "sort": {"shape": "map", "ids": {"item": "thing", "in": "out"}},
            "log": {"shape": "table", "ids": {"task": "what", "kind.a": "b"}},
            "note": {"shape": "text", "ids": {"left": "right"}},
        }
    )
    given = {
        "older": "kept", "pick": "left", "many": ["left", "top"], "sort": {"item": "in"},
        "log": [{"task": "left", "kind": "a"}], "note": "left", "gone": "still here",
    }  # fmt: skip
    moved = node.call("migrate", rec(given, history=[{"at": DAY, "answers": {"old": "then"}}]), asked)
    assert moved["answers"] == {
        "new": "kept", "pick": "right", "many": ["right", "top"], "sort": {"thing": "out"},
        "log": [{"what": "left", "kind": "b"}], "note": "left", "gone": "still here",
    }  # fmt: skip
    assert moved["history"][0]["answers"] == {"new": "then"}


def test_a_former_id_never_overwrites_the_present_one(node: Node) -> None:
    asked = definition({"new": {"was": ["old"]}})
    assert node.call("migrate", rec({"old": "then", "new": "now"}), asked)["answers"] == {"new": "now"}


# ------------------------------------------------------------------- files


@quick
@given(given=st.dictionaries(keys, records(), max_size=3), name=st.text(max_size=20))
def test_an_exported_file_imports_as_it_was(node: Node, given: Any, name: str) -> None:
    text = node.call("write", "h", {"name": name}, given)
    found = node.call("read", text, "h")
    assert found["records"] == given
    assert found["bad"] == []
    assert found["learner"] == ({"name": name} if name else {})
    assert node.call("write", "h", {"name": name}, found["records"]) == text


def file_with(exercises: Any, **changes: Any) -> str:
    whole = {"format": "handbook-answers", "version": 1, "handbook": {"id": "h", "version": "1.0"}}
    return json.dumps({**whole, "learner": {}, "exercises": exercises, **changes})


def test_a_file_of_the_contract_alone_is_enough(node: Node) -> None:
    found = node.call("read", file_with({"x": rec({"a": 1})}), "h")
    assert found["records"]["x"]["answers"] == {"a": 1}
    assert node.call("read", "\ufeff" + file_with({}), "h")["records"] == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "import_not_json"),
        ("{", "import_not_json"),
        ("null", "import_foreign"),
        ("[]", "import_foreign"),
        ("7", "import_foreign"),
        (file_with([]), "import_foreign"),
        (file_with(None), "import_foreign"),
        (file_with({}, format="other"), "import_foreign"),
        (file_with({}, handbook="h"), "import_foreign"),
        (file_with({}, version=2), "import_newer"),
        (file_with({}, version="1"), "import_newer"),
        (file_with({}, handbook={"id": "another", "version": "1.0"}), "import_other"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(node: Node, text: str, problem: str) -> None:
    assert node.call("read", text, "h")["problem"] == problem


@pytest.mark.parametrize(
    "raw",
    [
        None, 7, "text", [], {}, {"revision": "r"}, rec([]), rec({}, ""), rec({}, "yesterday"), rec({}, 5),
        rec({"a": 1}, revision=1), rec({"a": 1}, outputs=[]), rec({"a": 1}, history={}), rec({"a": 1}, history=[1]),
        rec({"a": 1}, history=[{"at": 1}]), rec({"a": 1}, asked={"a": 1}), rec({"a": 1}, times={"a": "x"}),
        rec({"__proto__": {"polluted": 1}}), rec({"a": {"__proto__": 1}}), rec({"a b": 1}), rec({"": 1}),
        rec({"a": [[[[[[[[1]]]]]]]]}), rec({"<img src=x onerror=alert(1)>": 1}),
    ],
)  # fmt: skip
def test_unsound_records_are_named_and_left_out(node: Node, raw: Any) -> None:
    found = node.call("read", file_with({"bad-one": raw, "fine": rec({"a": 1})}), "h")
    assert found["bad"] == ["bad-one"]
    assert list(found["records"]) == ["fine"]
    assert found["untouched"]


@pytest.mark.parametrize("name", ["__proto__", "constructor.x", "A", "a b", "../x", "<b>", "x" * 65, "lesson:", ""])
def test_exercises_with_impossible_names_are_left_out(node: Node, name: str) -> None:
    found = node.call("read", file_with({name: rec({"a": 1})}), "h")
    assert found["records"] == {}
    assert found["bad"] == [name]
    assert found["untouched"]


def test_names_of_the_language_are_only_names(node: Node) -> None:
    given = {"constructor": rec({"constructor": "a", "tostring": "b", "valueof": "c"})}
    found = node.call("read", file_with(given), "h")
    assert found["records"]["constructor"]["answers"] == given["constructor"]["answers"]


def test_deep_nesting_is_refused_not_followed(node: Node) -> None:
    assert node.call("deep", 100_000, "h")["bad"] == ["x"]


def test_huge_files_are_refused_unread(node: Node) -> None:
    assert node.call("read", " " * 20_000_001, "h")["problem"] == "import_big"


def grown(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(part) | st.dictionaries(st.text(max_size=9), part)


@quick
@given(st.recursive(st.none() | scalars, grown, max_leaves=20))
def test_any_json_gives_records_or_a_reason(node: Node, raw: Any) -> None:
    for text in (json.dumps(raw), file_with(raw), file_with({"x": raw}), file_with({"x": rec(raw)})):
        found = node.call("read", text, "h")
        assert found["untouched"]
        assert ("problem" in found) != ("records" in found)


def test_the_preview_says_what_importing_does(node: Node) -> None:
    here = {"same": rec({"a": 1}), "older": rec({"a": 1}, NEXT), "newer": rec({"a": 1})}
    there = {"same": rec({"a": 1}), "older": rec({"a": 2}), "newer": rec({"a": 2}, NEXT), "new": rec({"a": 1, "b": 2})}
    states = {key: change["state"] for key, change in node.call("previewed", here, there).items()}
    assert states == {"same": "same", "older": "older", "newer": "newer", "new": "new"}
    assert set(node.call("afterImport", here, there)) == {"newer", "new"}


# ------------------------------------------------------------------ tables


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@quick
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=4))
def test_no_cell_becomes_a_formula(node: Node, rows: list[list[str]]) -> None:
    text = node.call("cells", rows)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text[1:], newline="")))
    for row, back in zip(rows, read, strict=True):
        assert [cell.removeprefix("'") for cell in back] == [cell.removeprefix("'") for cell in row]
    for cell in (cell for row in read for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
        assert not cell.startswith("-") or float(cell) < 0


FORMULAS = ["=1+1", "+86", "-x", "@SUM(A1)", "\tx", "\r=x", " =x", "＝1+1", "＠x", "-1+cmd|' /C calc'!A0"]


@pytest.mark.parametrize("bad", FORMULAS)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(node: Node, bad: str) -> None:
    assert node.call("cells", [[bad]]) == f'\ufeff"\'{bad}"\r\n'


def test_negative_numbers_stay_numbers(node: Node) -> None:
    assert node.call("cells", [["-12.5", "-3"]]) == '\ufeff"-12.5","-3"\r\n'


def test_a_table_has_a_line_for_each_part_and_labels_for_ids(node: Node) -> None:
    asked = definition(
        {
            "pick": {"label": "选哪个", "shape": "one", "options": [["a", "甲"], ["b", "乙"]]},
            "log": {"shape": "table", "columns": {"what": {"label": "事", "shape": "text"}}},
            "sort": {"shape": "map", "items": [["i", "报价"]], "options": [["q1", "重要"]]},
        }
    )
    given = {"pick": "b", "log": [{"what": "=x"}], "sort": {"i": "q1"}, "yes": True}
    text = node.call("table", "练习", rec(given), asked)
    read = [row[:5] for row in csv.reader(io.StringIO(text[1:], newline=""))]
    assert read == [
        ["练习", "选哪个", "", "乙", "pick"],
        ["练习", "log", "data_row 1 事", "'=x", "log"],
        ["练习", "sort", "报价", "重要", "sort"],
        ["练习", "yes", "", "data_yes", "yes"],
    ]


# ------------------------------------------------------------------- codes

LABELS = [["a", "甲"], ["b", "乙"], ["c", "丙"]]
CODED: dict[str, tuple[dict[str, Any], st.SearchStrategy[Any]]] = {
    "number": ({"shape": "number"}, numbers.filter(lambda n: n != 0 or str(n) != "-0.0")),
    "rating": ({"shape": "number", "range": [1, 7]}, st.integers(1, 7)),
    "yes": ({"shape": "bool"}, st.booleans()),
    "pick": ({"shape": "one", "options": LABELS}, st.sampled_from("abc")),
    "many": (
        {"shape": "many", "options": LABELS},
        st.lists(st.sampled_from("abc"), min_size=1, unique=True).map(sorted),
    ),
    "sort": (
        {"shape": "map", "items": LABELS, "options": LABELS},
        st.dictionaries(st.sampled_from("abc"), st.sampled_from("abc"), min_size=1),
    ),
    "rank": (
        {"shape": "order", "items": LABELS},
        st.dictionaries(st.sampled_from("abc"), st.integers(1, 3), min_size=1),
    ),
    "tick": ({"shape": "check"}, st.just({"done": True, "evidence": "", "date": ""})),
    "log": (
        {
            "shape": "table",
            "columns": {"n": {"shape": "number"}, "k": {"shape": "one", "options": LABELS}, "t": {"shape": "text"}},
        },
        st.lists(
            st.fixed_dictionaries({}, optional={"n": st.integers(-999, 999), "k": st.sampled_from("abc")}), min_size=1
        ).filter(any),
    ),
}


@st.composite
def coded(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    chosen = draw(st.lists(st.sampled_from(sorted(CODED)), min_size=1, unique=True))
    layout = f"{draw(st.integers(0, 2**32 - 1)):08x}"
    given = {key: draw(CODED[key][1]) for key in chosen if draw(st.booleans())}
    return definition({key: CODED[key][0] for key in chosen}, layout=layout), given


@quick
@given(coded())
def test_a_code_reads_back(node: Node, one: Any) -> None:
    asked, given = one
    code = node.call("encode", asked, given)
    assert bool(code) == bool(given)
    if given:
        other = definition({}, id="other", layout="ffffffff" if asked["layout"] != "ffffffff" else "00000000")
        found = node.call("decode", code, [other, asked])
        assert found["def"]["id"] == "x"
        assert found["answers"] == given


@quick
@given(coded().filter(lambda one: one[1]), st.data())
def test_a_slip_is_noticed_and_a_manner_of_writing_is_not(node: Node, one: Any, data: st.DataObject) -> None:
    asked, given = one
    code = node.call("encode", asked, given)
    signs = code.removeprefix("HB1-").replace("-", "")
    at = data.draw(st.integers(0, len(signs) - 1))
    other = data.draw(st.sampled_from([s for s in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if s != signs[at]]))
    assert node.call("decode", "HB1" + signs[:at] + other + signs[at + 1 :], [asked]) == {"problem": "code_typo"}
    if at and signs[at - 1] != signs[at] and at < len(signs) - 4:
        swapped = signs[: at - 1] + signs[at] + signs[at - 1] + signs[at + 1 :]
        assert node.call("decode", "HB1" + swapped, [asked]) == {"problem": "code_typo"}
    loose = code.lower().replace("-", " \n").replace("0", "o").replace("1", "l")
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in code)
    for written in (loose, wide, f"我的短码：{code}。"):
        assert node.call("decode", written, [asked])["answers"] == given


def test_free_text_and_private_answers_never_travel(node: Node) -> None:
    asked = definition(
        {
            "note": {"shape": "text"},
            "gaps": {"shape": "texts", "items": LABELS},
            "salary": {"shape": "number", "private": True},
            "n": {"shape": "number"},
            "log": CODED["log"][0],
            "tick": {"shape": "check"},
        }
    )
    open_ = {"n": 3, "log": [{"n": 1}], "tick": {"done": True, "evidence": "", "date": ""}}
    secret = {
        "note": "客户要换人", "gaps": {"a": "x"}, "salary": 9000,
        "log": [{"n": 1, "t": "秘密"}], "tick": {"done": True, "evidence": "李总说的", "date": "2026-03-02"},
    }  # fmt: skip
    assert node.call("encode", asked, open_) == node.call("encode", asked, {**open_, **secret})
    assert node.call("encode", asked, {"note": "x", "salary": 1}) == ""


def test_numbers_typed_with_commas_travel_as_what_they_mean(node: Node) -> None:
    asked = definition({"n": {"shape": "number"}})
    assert node.call("decode", node.call("encode", asked, {"n": "１2,000.50"}), [asked])["answers"] == {"n": 12000.5}
    assert node.call("encode", asked, {"n": "许多"}) == ""


def test_codes_are_short(node: Node) -> None:
    quiz = {f"q{i}": {"shape": "one", "options": [*LABELS, ["d", "丁"]]} for i in range(20)}
    code = node.call("encode", definition(quiz), dict.fromkeys(quiz, "b"))
    assert len(code) <= 40


@pytest.mark.parametrize("text", ["", "HB1", "hello", "HB2-ABCDE-FGHJK", "HB1-ABCDE-FGHJK", "HB1" + "0" * 5000])
def test_other_text_is_no_code(node: Node, text: str) -> None:
    assert node.call("decode", text, [])["problem"] in {"code_foreign", "code_typo"}


def test_a_code_of_a_reworded_exercise_is_not_guessed_at(node: Node) -> None:
    asked = definition({"n": {"shape": "number"}})
    code = node.call("encode", asked, {"n": 3})
    assert node.call("decode", code, [{**asked, "layout": "0badcaff"}]) == {"problem": "code_unknown"}


def test_a_code_leaves_what_it_does_not_carry(node: Node) -> None:
    tick = {"done": True, "evidence": "", "date": ""}
    assert node.call("overlay", {"done": False, "evidence": "照片", "date": ""}, tick) == {**tick, "evidence": "照片"}
    mine = [{"t": "拜访", "n": 1}, {"t": "电话"}, {"t": "报价"}]
    assert node.call("overlay", mine, [{"n": 2}, {}]) == [{"t": "拜访", "n": 2}, {"t": "电话"}, {"t": "报价"}]


# ---------------------------------------------------------------- progress


@pytest.mark.parametrize(
    ("given", "needs", "more", "expected"),
    [
        ({}, ["a"], {}, {"done": False, "count": 0}),
        ({"a": "x"}, ["a", "b"], {}, {"done": False, "count": 1}),
        ({"a": "x", "b": 0}, ["a", "b"], {}, {"done": True, "count": 2}),
        ({"a": {"done": False, "evidence": "x", "date": ""}}, ["a"], {}, {"done": False, "count": 0}),
        ({"a": {"done": True, "evidence": "", "date": ""}}, ["a"], {}, {"done": True, "count": 1}),
        ({"q": "a", "q.confidence": 2, "q.old": "b"}, [], {}, {"done": False, "count": 1}),
        ({"q": "a"}, [], {"history": [{"at": DAY, "answers": {}}]}, {"done": True, "count": 1}),
    ],
)
def test_progress(node: Node, given: Any, needs: list[str], more: Any, expected: Any) -> None:
    assert node.call("progress", rec(given, **more), needs) == expected


def test_occasions_of_a_repeated_item_come_together(node):
    monday, tuesday = {"2026-03-02": {"done": True}}, {"2026-03-03": {"done": True}}
    merged = node.call("merge", rec({"moved": monday}), rec({"moved": tuesday}, NEXT))
    assert merged["answers"]["moved"] == monday | tuesday
    emptied = {"2026-03-02": {"done": False}}
    merged = node.call("merge", rec({"moved": monday}), rec({"moved": emptied}, NEXT))
    assert merged["answers"]["moved"] == emptied


def test_maps_that_are_no_occasions_are_replaced_whole(node):
    merged = node.call("merge", rec({"sort": {"a": "x", "b": "x"}}), rec({"sort": {"a": "y"}}, NEXT))
    assert merged["answers"]["sort"] == {"a": "y"}
