"""The command line and the class page say the same of whatever was handed in."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from handbook.exchange.results import marks, stats
from handbook.exchange.results.codes import decode, encode
from handbook.exchange.results.learners import Memory, place
from handbook.exchange.results.report import report
from handbook.exchange.results.submissions import take
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.frontend.test_data import coded
from tests.support.classes import answers_file, class_facts, partial, shares
from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
File = tuple[str, bytes]
FACTS = class_facts()
KNOWN = FACTS.exercises


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/class.ts") as started:
        started.call("start", json.loads(json.dumps(FACTS.data)))
        yield started


def same(ours: Any, theirs: Any, path: str = "") -> None:
    """Equal but for the last digits of numbers."""
    if isinstance(ours, dict):
        assert set(ours) == set(theirs), path
        for key, part in ours.items():
            same(part, theirs[key], f"{path}.{key}")
    elif isinstance(ours, (list, tuple)):
        assert len(ours) == len(theirs), path
        for i, part in enumerate(ours):
            same(part, theirs[i], f"{path}[{i}]")
    elif isinstance(ours, float):
        assert theirs == pytest.approx(ours, rel=1e-9, abs=1e-9), path
    else:
        assert ours == theirs, path


def packed(files: Sequence[File]) -> list[tuple[str, str]]:
    return [(name, base64.b64encode(data).decode()) for name, data in files]


def taken(files: Sequence[File]) -> list[dict[str, Any]]:
    found = []
    for name, data in files:
        one = take(data, name, FACTS)
        sheets = [asdict(sheet) | {"traces": len(sheet.traces)} for sheet in one.sheets]
        found.append({"sheets": sheets, "problems": [asdict(problem) for problem in one.problems]})
    return found


def reported(files: Sequence[File]) -> dict[str, Any]:
    people, problems = Memory(), []
    for name, data in files:
        one = take(data, name, FACTS)
        problems += one.problems
        for sheet in one.sheets:
            problems += place(sheet, people)
    return {"report": report(FACTS, people), "problems": [asdict(problem) for problem in problems]}


def a_class(count: int) -> list[File]:
    """Files with and without names, of some both before and after, some twice, some of the same name."""
    files = []
    for number in range(count):
        name = "" if number % 3 == 0 else "王伟" if number % 10 == 1 else f"学员{number:02}"
        if number % 4 == 0:
            early = answers_file(FACTS, number, name, ("before", "habit-open"))
            files.append((f"{number:03}-a.json", early.encode()))
        files.append((f"{number:03}-b.json", answers_file(FACTS, number, name).encode()))
    return files


def test_a_simulated_class_gives_the_same_report(node: Node) -> None:
    files = a_class(40)
    answers = {"one": "quarter", "many": ["talk", "call"], "yes": False, "one.confidence": 3, "sum": 6.5}
    code = encode(KNOWN["before"], answers)
    rows = "before,one,one.confidence,many,yes,gap,sum,line,box\n甲,A,3,AB,错,7|24,6次,2,1\n乙,C,3,ABCD,对,,5,0,3\n丙,b,1,,x,八|24,6,1,0\n"
    files += [("codes.txt", f"A07 {code}\nA08：\n{code.lower()}\n{code}\n{code}".encode()), ("rows.csv", rows.encode())]
    ours, theirs = reported(files), node.call("reported", packed(files))
    same(ours, theirs)
    found = ours["report"]
    assert {quiz["id"]: quiz["n"] for quiz in found["quizzes"]} == {"before": 46, "after": 40}
    assert found["changes"][0]["n"] == 40
    assert len(found["people"]) == 46
    assert found["scales"][0]["parts"]["plan"]["n"] > 30
    assert found["others"][0]["fields"]["desk"].keys() == {"take", "back"}
    assert all(quiz["reliability"] for quiz in found["quizzes"])
    assert sorted({problem["why"] for problem in ours["problems"]}) == [
        "again_unnamed", "namesake", "paper_cell", "repeated",
    ]  # fmt: skip


def test_small_groups_are_not_profiled_in_either(node: Node) -> None:
    files = [(f"{n}.json", answers_file(FACTS, n).encode()) for n in range(4)]
    ours, theirs = reported(files), node.call("reported", packed(files))
    same(ours, theirs)
    found = ours["report"]
    assert [part for scale in found["scales"] for part in scale["parts"].values() if part] == []
    assert found["scale_changes"] == []
    assert found["others"] == [{"id": "gift", "n": 4, "fields": {}}]
    assert [quiz["reliability"] for quiz in found["quizzes"]] == [None, None]
    assert found["changes"][0]["dz"] is None


HOSTILE: list[File] = [
    ("empty.json", b""),
    ("bom.json", b"\xef\xbb\xbf"),
    ("binary.json", bytes(range(256)) * 20),
    ("png.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    ("half.json", answers_file(FACTS, 1).encode()[:900]),
    ("list.json", b"[1, 2, 3]"),
    ("null.json", b"{}"),
    ("nan.json", b'{"format": NaN}'),
    ("foreign.json", b'{"format": "other", "exercises": {}, "handbook": {}}'),
    ("newer.json", b'{"format": "handbook-answers", "version": 2, "exercises": {}, "handbook": {}}'),
    ("truth.json", b'{"format": "handbook-answers", "version": true, "exercises": {}, "handbook": {}}'),
    ("other.json", b'{"format": "handbook-answers", "version": 1, "exercises": {}, "handbook": {"id": "<b>x</b>"}}'),
    ("number.json", b'{"format": "handbook-answers", "version": 1, "exercises": {}, "handbook": {"id": 7}}'),
    ("version.json", answers_file(FACTS, 2).replace('"version": "1.0"', '"version": "0.9"').encode()),
    ("infinite.json", answers_file(FACTS, 3).replace('"sum": 6', '"sum": 1e999').encode()),
    ("surrogate.json", answers_file(FACTS, 4, "NAME").replace("NAME", "\\ud800x\\u202e\\n=cmd").encode()),
    ("proto.json", answers_file(FACTS, 5).replace('"yes"', '"__proto__"').encode()),
    ("proto2.json", answers_file(FACTS, 5).replace('"exercises": {', '"exercises": {"__proto__": {"a": 1}, "constructor": 1, ').encode()),
    ("words.txt", "今天天气不错".encode()),
    ("code.txt", b"HB1-00000-00000"),
    ("typo.txt", b"HB1-UUUUU-UUUUU\nHB1-ABCDE"),
    ("other.csv", b"nothing,one\na,b\n"),
    ("columns.csv", "before,one,bogus,one\n甲,A,1,B\n,A\n乙,Z\n丙\n".encode()),
    ("quotes.csv", 'before,one,gap\n"甲 ""一""",A,"7\n|24"\n'.encode()),
    ("gb.csv", "before,yes,one\n张三,对,A\n".encode("gb18030")),
    ("semi.csv", "before;yes\r\n'=张三;√\r\n".encode("utf-8-sig")),
    ("nul.csv", b"before,yes\n\x00a,t\n"),
    ("renamed.csv", b"gift,desk\nx,back\ny,A\nz,C\n"),
    ("scale.csv", "habit-open,p1,p2\nx,5,6\ny,1.5,0\nz,３,2\n".encode()),
]  # fmt: skip


def test_hostile_files_are_listed_alike_and_never_fatal(node: Node) -> None:
    ours, theirs = taken(HOSTILE), node.call("taken", packed(HOSTILE))
    for (name, _), one, other in zip(HOSTILE, ours, theirs, strict=True):
        same(one, other, name)
    whys = {name: [p["why"] for p in one["problems"]] for (name, _), one in zip(HOSTILE, ours, strict=True)}
    refused = [name for (name, _), one in zip(HOSTILE, ours, strict=True) if not one["sheets"]]
    assert whys["half.json"] == ["not_json"]
    assert whys["other.json"] == ["other"]
    assert whys["version.json"] == ["version"]
    assert whys["columns.csv"] == ["paper_column", "paper_column", "paper_label", "paper_cell", "nothing", "nothing"]
    assert all(whys[name] for name in refused)
    assert ours[15]["sheets"][0]["label"] == "?x =cmd"


def test_deep_and_huge_files_are_refused() -> None:
    deep = answers_file(FACTS, 1).replace('"answers": {', '"answers": ' + "[" * 100_000 + "]" * 100_000 + ', "x": {', 1)
    assert [p.why for p in take(deep.encode(), "deep.json", FACTS).problems] in (["deep"], ["bad"])
    assert [p.why for p in take(b" " * 6_000_000, "big.json", FACTS).problems] == ["big"]
    long = answers_file(FACTS, 1).replace('"sum": 6', '"sum": ' + "9" * 5000)
    assert take(long.encode(), "long.json", FACTS).problems


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5) | st.sampled_from(["quarter", "talk", "7"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["one", "days", "hour", "a.b", "think", "", "é"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
fields = st.sampled_from([*KNOWN["before"]["asked"], "other"])
an_attempt = st.fixed_dictionaries(
    {"at": st.sampled_from(["2026-03-01T08:00:00.000Z", "2026-03-02T08:00:00Z"])},
    optional={
        "answers": st.dictionaries(fields, json_values, max_size=4),
        "outputs": st.dictionaries(st.sampled_from(["asked", "retried"]), st.sampled_from(["one many", True, False, "x", 0, []])),
    },
)  # fmt: skip
a_record = st.fixed_dictionaries(
    {"revision": st.sampled_from(["r", KNOWN["before"]["revision"]]), "updated": st.sampled_from(["2026-03-02T08:00:00Z", "", "2026-13-01T08:00:00Z", "soon"])},
    optional={
        "answers": st.dictionaries(fields, json_values, max_size=6),
        "history": st.lists(an_attempt, max_size=2),
        "asked": st.dictionaries(fields, st.sampled_from(["x", KNOWN["before"]["asked"]["one"]["sig"]]), max_size=3),
        "times": st.dictionaries(fields, st.integers(0, 9) | st.none(), max_size=3),
        "done": json_values,
    },
)  # fmt: skip


@quick
@given(
    st.dictionaries(st.sampled_from(["before", "habit-open", "gift", "rate", "x", "Bad"]), a_record | json_values),
    st.text(max_size=8),
)
def test_any_answers_file_is_taken_alike(node: Node, exercises: Any, name: str) -> None:
    content = {
        "format": "handbook-answers",
        "version": 1,
        "handbook": FACTS.data["handbook"],
        "learner": {"name": name},
        "exercises": exercises,
    }
    files = [("x.json", json.dumps(content).encode())]
    same(taken(files), node.call("taken", packed(files)))
    same(reported(files), node.call("reported", packed(files)))


cells = st.sampled_from(
    ["A", "ab", "A C", "对", "√", "x", "7|24", "1", "2.5", "6次", "", "'=1", "quarter", "ｂ", "3", "-1", '"', "，",
     "3 1 2 4", "C A B D", "dcba", "4321", "2 - 2 1", "B A", "BA", "1B 2A", "2C", "A B A", "1A3B", "ABC", "①b", "- -"]
)  # fmt: skip
heads = st.lists(
    st.sampled_from([*KNOWN["before"]["asked"], "1", "2.confidence", "6", "７", "8", "9", "0", "8.x", "007"]),
    min_size=1, max_size=6,
)  # fmt: skip


@quick
@given(heads, st.lists(st.tuples(st.sampled_from(["甲", "乙", "", "a"]), st.lists(cells, max_size=7)), max_size=5))
def test_any_table_from_paper_is_taken_alike(node: Node, head: list[str], rows: list[tuple[str, list[str]]]) -> None:
    lines = [",".join(["before", *head]), *(",".join([label, *row]) for label, row in rows)]
    files = [("x.csv", "\n".join(lines).encode())]
    same(taken(files), node.call("taken", packed(files)))
    same(reported(files), node.call("reported", packed(files)))


marked = st.text(alphabet="1234ABCDab0-— ,|xé½²", max_size=12) | st.lists(
    st.sampled_from(["1", "2", "3", "10", "A", "b", "C", "-", "0", "1A", "2b", "3C", "11D"]), max_size=5
).map(" ".join)


@quick
@given(marked, st.integers(2, 12), st.integers(2, 6))
def test_marks_on_paper_are_read_alike(node: Node, text: str, lines: int, letters: int) -> None:
    for ours, theirs in (
        (marks.places(text, lines), node.call("places", text, lines)),
        (marks.beside(text, lines, letters), node.call("beside", text, lines, letters)),
    ):
        assert ours == (None if theirs is None else {int(line): one for line, one in theirs.items()})


PAPER: dict[str, dict[str, tuple[str, Any]]] = {
    "line": {
        "3 1 2 4": ("answer", [3, 1, 2, 4]), "3124": ("answer", [3, 1, 2, 4]), "C A B D": ("answer", [2, 3, 1, 4]),
        "dcba": ("answer", [4, 3, 2, 1]), "3, - 2 4": ("answer", [3, None, 2, 4]), "③ ① ② ④": ("answer", [3, 1, 2, 4]),
        "1": ("given", 1), "0.5": ("given", 0.5), "0": ("given", 0), "2 2 1 1": ("answer", [2, 2, 1, 1]),
        "3 1 2": ("", None), "5 1 2 3": ("", None), "A A B C": ("", None), "A 2 C D": ("", None), "- - - -": ("", None), "2": ("", None),
    },
    "pair": {
        "B A": ("answer", [1, 0]), "ba": ("answer", [1, 0]), "2C": ("answer", [None, 2]), "1C2A": ("answer", [2, 0]),
        "- C": ("answer", [None, 2]), "1": ("given", 1), "D A": ("", None), "A B C": ("", None), "3A": ("", None), "1A 1B": ("", None),
    },
    "box": {
        "A B A": ("answer", [0, 1, 0]), "3B 1A": ("answer", [0, None, 1]), "2.5": ("given", 2.5), "4": ("", None), "A B C": ("", None),
    },
}  # fmt: skip


def test_order_match_and_sort_are_typed_as_they_stand_on_paper(node: Node) -> None:
    for name, texts in PAPER.items():
        question = next(q for q in KNOWN["before"]["questions"] if q["id"] == name)
        choices = question.get("choices", ["mine", "theirs"])
        number = 1 + [q["id"] for q in KNOWN["before"]["questions"]].index(name)
        for text, (kind, value) in texts.items():
            files = [("x.csv", f'before,{number}\n甲,"{text}"\n'.encode())]
            ours = taken(files)
            same(ours, node.call("taken", packed(files)))
            if not kind:
                refusal, nothing = ours[0]["problems"]
                assert (refusal["source"], refusal["why"], refusal["args"]["column"]) == (
                    "x.csv 2",
                    "paper_cell",
                    str(number),
                ), text
                assert nothing["why"] == "nothing"
                continue
            (sitting,) = ours[0]["sheets"][0]["sittings"]
            if kind == "given":
                assert sitting["given"] == {name: value}, text
                continue
            spoken = [one if one is None or name == "line" else choices[one] for one in value]
            wanted = {part: one for part, one in zip(question["parts"], spoken, strict=True) if one is not None}
            assert sitting["answers"] == {name: wanted}, text


@quick
@given(coded())
def test_codes_are_written_and_read_alike(node: Node, one: Any) -> None:
    known, answers = one
    code = node.call("encode", known, answers)
    assert encode(known, answers) == code
    if code:
        found = decode(code.lower().replace("-", " "), [known])
        same(dict(found.answers), node.call("decode", code, [known])["answers"])


@quick
@given(st.text(alphabet="HB10OILU-ABCZ 9\n甲：", max_size=40))
def test_any_text_of_codes_is_taken_alike(node: Node, text: str) -> None:
    code = encode(KNOWN["before"], {"one": "ten", "yes": True})
    files = [("x.txt", f"{text}\n{code[:9]}\n{code[9:]}\n{text} {code}".encode())]
    same(taken(files), node.call("taken", packed(files)))


@quick
@given(st.integers(1, 60), st.integers(2, 7), st.integers(1, 999), st.booleans())
def test_figures_agree(node: Node, people: int, questions: int, seed: int, whole: bool) -> None:
    columns = (shares if whole else partial)(people, questions, seed)
    points = [1.0 + (q % 3) for q in range(questions)]
    same([asdict(item) for item in stats.items(columns, points)], node.call("items", columns, points))
    rely = stats.reliability(columns, points)
    same(asdict(rely) if rely else None, node.call("reliability", columns, points))
    percents = [value for value in stats.percents(columns, points) if value is not None]
    same(percents, node.call("percents", columns, points))
    found = stats.summary(percents)
    same(asdict(found) if found else None, node.call("summary", percents))
    assert stats.bins(percents) == node.call("bins", percents)
    change = stats.change(percents, percents[::-1])
    same(asdict(change) if change else None, node.call("change", percents, percents[::-1]))
