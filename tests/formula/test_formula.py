"""The formula language: what is understood, what is refused and where, and what it means."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from handbook.formula import Name, Scope, Table, compile_formula, compile_worksheet
from handbook.formula.evaluate import Missing
from handbook.formula.examples import check_worked_example, with_defaults
from handbook.formula.numbers import display, rounded
from handbook.formula.run import evaluate_worksheet
from handbook.formula.signatures import ALL
from handbook.formula.values import date, day_number
from handbook.model.exercises.worksheet import Worksheet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.support import formulas

SCOPE = Scope(
    names={
        "a": Name("number"),
        "b": Name("number"),
        "one": Name("number", lo=1),
        "some": Name("number", lo=0),
        "s": Name("text"),
        "pick": Name("text", options=("face", "phone")),
        "many": Name("choices", options=("face", "phone")),
        "yes": Name("bool"),
        "d": Name("date"),
        "t": Name("time"),
        "deep_work": Name("number", id="deep-work"),
    },
    tables={
        "log": Table({"x": Name("number"), "y": Name("number", lo=1), "z": Name("number", lo=0), "ok": Name("bool"),
                      "kind": Name("text", options=("face", "phone"))}),
        "other": Table({"x": Name("number")}),
    },
    parts={"bins": {"left": Name("number", lo=0, id="bins.left")}},
)  # fmt: skip
ROW = Scope(SCOPE.names, SCOPE.tables, SCOPE.parts, row="log")
DAY = day_number(2026, 3, 2)
FREELY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def found(text: str, scope: Scope = SCOPE) -> list[tuple[str, str, str]]:
    """Problems of a formula: code, case, and the characters that are marked."""
    _, problems = compile_formula(text, scope)
    return [(p.name, str(p.args.get("case", "")), text[p.offset : p.offset + p.length]) for p in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("formula-syntax", "empty", "")),
        ("a +", ("formula-syntax", "syntax", "+")),
        ("a b", ("formula-syntax", "syntax", "b")),
        ("(a + b", ("formula-syntax", "brackets", "(")),
        ("a + b)", ("formula-syntax", "brackets", ")")),
        ("（a + b）", ("formula-syntax", "full-width", "（")),
        ("a × b", ("formula-syntax", "full-width", "×")),
        ("a = b", ("formula-syntax", "equals", "=")),
        ("'half", ("formula-syntax", "quotes", "'")),
        ("a # note", ("formula-syntax", "comment", "#")),
        ("class + 1", ("formula-syntax", "reserved", "class")),
        ("1e999", ("formula-syntax", "too-large-number", "1e999")),
        ("a + nope", ("formula-unknown-name", "", "nope")),
        ("销售额 * 中文", ("formula-unknown-name", "", "销售额")),
        ("summ(log.x)", ("formula-unknown-name", "function", "summ")),
        ("sum(log.q)", ("formula-unknown-name", "column", "log.q")),
        ("lag.x", ("formula-unknown-name", "table", "lag.x")),
        ("bins.right", ("formula-unknown-name", "part", "bins.right")),
        ("pick == 'fone'", ("formula-unknown-name", "option", "'fone'")),
        ("'fone' in many", ("formula-unknown-name", "option", "'fone'")),
        ("pick in ('face', 'fone')", ("formula-unknown-name", "option", "'fone'")),
        ("s * 2", ("formula-wrong-kind", "want-number", "s")),
        ("a and yes", ("formula-wrong-kind", "want-bool", "a")),
        ("1 if a else 2", ("formula-wrong-kind", "want-bool", "a")),
        ("not a", ("formula-wrong-kind", "want-bool", "a")),
        ("a if yes else s", ("formula-wrong-kind", "branches", "a if yes else s")),
        ("a == s", ("formula-wrong-kind", "compare", "a == s")),
        ("s < 'b'", ("formula-wrong-kind", "compare", "s < 'b'")),
        ("d > '2026-01-01'", ("formula-wrong-kind", "compare", "d > '2026-01-01'")),
        ("log", ("formula-wrong-kind", "table", "log")),
        ("bins + 1", ("formula-wrong-kind", "parts", "bins")),
        ("log.x * 2", ("formula-wrong-kind", "lonely-column", "log.x * 2")),
        ("sum(a)", ("formula-wrong-kind", "column", "a")),
        ("sum(log.x + other.x)", ("formula-wrong-kind", "two-tables", "log.x + other.x")),
        ("sum(log.x, other.x > 0)", ("formula-wrong-kind", "two-tables", "sum(log.x, other.x > 0)")),
        ("sum(log.x, yes)", ("formula-wrong-kind", "where", "yes")),
        ("sum(log.kind)", ("formula-wrong-kind", "want-number", "log.kind")),
        ("rank(log.x)", ("formula-wrong-kind", "row-wise", "rank(log.x)")),
        ("filled(a, b)", ("formula-wrong-kind", "filled", "filled(a, b)")),
        ("sqrt(a, b)", ("formula-wrong-kind", "arguments", "sqrt(a, b)")),
        ("round(a, b)", ("formula-wrong-kind", "digits", "b")),
        ("top_share(log.x, 20)", ("formula-wrong-kind", "share", "20")),
        ("a ** 0.5", ("formula-wrong-kind", "exponent", "0.5")),
        ("d + d", ("formula-wrong-kind", "moment-date", "d + d")),
        ("a - t", ("formula-wrong-kind", "moment-time", "a - t")),
        ("many", ("formula-wrong-kind", "choices", "many")),
        ("s in (a, 'x')", ("formula-wrong-kind", "want-text", "a")),
        ("a in (b, 2)", ("formula-wrong-kind", "list", "b")),
        ("a if yes", ("formula-syntax", "syntax", "a if yes")),
        ("a.b.c", ("formula-not-allowed", "", "a.b.c")),
        ("a[0]", ("formula-not-allowed", "", "a[0]")),
        ("[a, b]", ("formula-not-allowed", "", "[a, b]")),
        ("{a: b}", ("formula-not-allowed", "", "{a: b}")),
        ("(x for x in log)", ("formula-not-allowed", "", "(x for x in log)")),
        ("f'{a}'", ("formula-not-allowed", "", "f'{a}'")),
        ("b'x'", ("formula-not-allowed", "", "b'x'")),
        ("1j", ("formula-not-allowed", "", "1j")),
        ("...", ("formula-not-allowed", "", "...")),
        ("a is b", ("formula-not-allowed", "", "a is b")),
        ("~a", ("formula-not-allowed", "", "~a")),
        ("a << 2", ("formula-not-allowed", "", "a << 2")),
        ("sum(log.x, start=1)", ("formula-not-allowed", "", "sum(log.x, start=1)")),
        ("sum(*log.x)", ("formula-not-allowed", "", "*log.x")),
        ("(a)(b)", ("formula-unknown-name", "function", "a")),
        ("(a or b).x", ("formula-not-allowed", "", "(a or b).x")),
        ("__import__('os')", ("formula-unknown-name", "function", "__import__")),
        ("().__class__", ("formula-not-allowed", "", "().__class__")),
    ],
)
def test_refused(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    ["a / one", "a / (one + some)", "a / sum(log.y)", "a / mean(log.y)", "a / max(log.z, 1)" , "a / 60", "a % 7",
     "a / b if b != 0 else 0", "a / b if b > 0 else 0", "0 if b == 0 else a / b", "a / b if 0 < b else 0",
     "0 if b <= 0 else a / b", "a / some if yes and some > 0 else 0", "a / (a - b) if a > b else 0",
     "a / (a - b) if a != b else 0", "a / sum(log.z) if sum(log.z) > 0 else 0", "mean(log.x / log.z, log.z > 0)",
     "a / (b if b > 1 else 1)", "a / max(1, b)", "a / (1 + abs(b))", "a / (2 + b ** 2)", "a / sqrt(one)",
     "some == 0 or a / some > 2", "not some == 0 and a / some > 2", "a / ceil(one / 2)", "a / min(one, 5)",
     "a / sum(one, some)", "a / month(d)", "a / (100 if yes else 10)", "one ** -1", "a // one", "a / -one",
     "a / (one * one)", "a / (one / one)", "a / round(one)", "a / sum(filled(one, 2))", "a / (b if 0 < b <= 5 else 1)"],
)  # fmt: skip
def test_safe_division(text: str) -> None:
    assert found(text.replace("max(log.z, 1)", "max(one, 1)")) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [("a / b", "b"), ("a / some", "some"), ("a // b", "b"), ("a % b", "b"), ("a / 0", "0"), ("a / sum(log.z)", "sum(log.z)"),
     ("a / sum(log.y, log.ok)", "sum(log.y, log.ok)"), ("a / count(log)", "count(log)"), ("a / (one - 1)", "one - 1"),
     ("a / b if b >= 0 else 0", "b"), ("a / b if b < 5 else 0", "b"), ("a / b if yes or b > 0 else 0", "b"),
     ("a / (a - b) if a >= b else 0", "a - b"), ("mean(log.x / log.z, log.z >= 0)", "log.z"), ("a / floor(b)", "floor(b)"),
     ("b ** -2", "b"), ("a / (b if yes else 1)", "b if yes else 1"), ("0 if b > 0 else a / b", "b")],
)  # fmt: skip
def test_division_that_can_be_by_zero_is_warned_of(text: str, marked: str) -> None:
    assert found(text) == [("formula-division-by-zero", "", marked)]
    assert compile_formula(text, SCOPE)[0]


def test_every_wrong_name_of_a_formula_is_named() -> None:
    assert [marked for _, _, marked in found("ax + bx * cx")] == ["ax", "bx", "cx"]


def test_near_names_are_offered() -> None:
    _, [problem] = compile_formula("deep_wrk", SCOPE)
    assert problem.args["near"] == "deep_work"


def test_positions_count_characters_not_bytes() -> None:
    _, [problem] = compile_formula("  '客户' == nope", SCOPE)
    assert (problem.offset, problem.length) == (10, 4)


def test_a_formula_may_span_lines() -> None:
    formula, problems = compile_formula("a\n  + b\n", SCOPE)
    assert formula
    assert not problems


def test_hyphens_are_written_as_underscores() -> None:
    formula, _ = compile_formula("deep_work + 1", SCOPE)
    assert formula
    assert formula.data == ["+", ["n", "deep-work"], 1]
    assert formula.names == {("deep-work",)}


def test_literals_that_outgrow_all_numbers_are_left_to_the_page() -> None:
    formula, _ = compile_formula("-(1e308 * 10) + a", SCOPE)
    assert formula
    assert formula.data == ["+", ["neg", ["*", 1e308, 10]], ["n", "a"]]  # JSON has no infinity


def test_what_does_not_depend_on_the_row_is_marked() -> None:
    formula, _ = compile_formula("x / sum(log.y) + a * b", ROW)
    assert formula
    once = ["h", ["sum", ["rows", "log", True, ["c", "log", "y"]]]]
    assert formula.data == ["+", ["/", ["r", "x"], once], ["h", ["*", ["n", "a"], ["n", "b"]]]]


def test_what_depends_only_on_the_outer_row_is_marked() -> None:
    formula, _ = compile_formula("sum(log.x * sum(log.y, log.z > x))", ROW)
    assert formula
    assert str(formula.data).count("'k'") == 1


HOSTILE = ["(" * 5000, "[" * 5000, "-" * 1990 + "1", "not " * 490 + "yes", "a" + "+a" * 900, "a**" * 300 + "2", "9" * 1900,
           "a if yes else " * 120 + "b", "1" * 1_000_000, "a\x00b", "\ud800", "'" * 1999, "sum(" * 29 + "log.x" + ")" * 29,
           "0x" + "f" * 1900, "a." * 900 + "b", "lambda: 0", "yes and " * 200 + "yes", "{" * 31, '"""a"""', "1_0e5",
           "\u202ea", "a\u200b", "𝐚", "if", "a;b", "a:=1", "(yield)", "await a", "print(a)", "10 ** 10 ** 10"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_formulas_are_answered_at_once(text: str) -> None:
    start = time.process_time()
    formula, problems = compile_formula(text, SCOPE)
    assert time.process_time() - start < 1
    assert formula or problems
    assert all(0 <= p.offset <= len(text) and p.length >= 1 for p in problems)


@FREELY
@given(st.text(max_size=60) | st.text("ab(). +-*/%<>='\"#,if else and or not sum log.x1e\n", max_size=60))
def test_any_text_is_a_formula_or_a_problem(text: str) -> None:
    formula, problems = compile_formula(text, ROW)
    assert formula or problems


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = formulas.Writer(draw).formula("number", 3)
    at = draw(st.integers(0, len(text)))
    return (
        text[:at]
        + draw(st.sampled_from(["", "(", ")", "'", ".", ",", " if ", "。", "0", "*"]))
        + text[at + draw(st.integers(0, 3)) :]
    )


@FREELY
@given(mutated())
def test_any_slip_is_a_formula_or_a_problem(text: str) -> None:
    formula, problems = compile_formula(text, ROW)
    assert formula or problems


# What formulas mean

WORKSHEET: TypeAdapter[Worksheet] = TypeAdapter(Worksheet)
FIELDS: list[dict[str, Any]] = [
    {"id": "a", "type": "number"},
    {"id": "b", "type": "number", "min": 0},
    {"id": "s", "type": "text"},
    {"id": "yes", "type": "yesno"},
    {"id": "d", "type": "date"},
    {"id": "t", "type": "time"},
    {"id": "many", "type": "choices", "options": [{"id": "face", "label": "面谈"}, {"id": "phone", "label": "电话"}]},
    {"id": "gone", "type": "number", "visible_if": "yes"},
    {"id": "bins", "type": "sort", "items": [{"id": "i1", "label": "一"}, {"id": "i2", "label": "二"}],
     "buckets": [{"id": "left", "label": "左"}, {"id": "right", "label": "右"}]},
    {"id": "top", "type": "rank", "items": [{"id": "r1", "label": "甲"}, {"id": "r2", "label": "乙"}]},
    {"id": "log", "type": "table", "rows": ["早", "中", "晚"], "grow": True, "columns": [
        {"id": "x", "label": "x", "type": "number", "total": "sum"},
        {"id": "y", "label": "y", "type": "number"},
        {"id": "ok", "label": "ok", "type": "yesno"},
        {"id": "on", "label": "on", "type": "date"},
        {"id": "double", "label": "double", "formula": "x * 2"},
        {"id": "part", "label": "part", "formula": "x / sum(log.x) if sum(log.x) > 0 else 0"},
        {"id": "place", "label": "place", "formula": "rank(x)"},
        {"id": "whale", "label": "whale", "formula": "cumshare(log.x)"}]},
]  # fmt: skip


def sheet(*outputs: str, fields: list[dict[str, Any]] = FIELDS, **more: Any) -> Worksheet:
    """A worksheet with these formulas as outputs o0, o1, …"""
    listed = [{"id": f"o{n}", "label": "o", "formula": text} for n, text in enumerate(outputs)]
    known = [{"label": field["id"], **field} for field in fields]
    head = {"id": "sheet", "kind": "worksheet", "title": "表", "outcome": "time.log", "minutes": 5}
    return WORKSHEET.validate_python({**head, "fields": known, "outputs": listed, **more})


ANSWERS: dict[str, object] = {
    "a": "１,０００",
    "b": 4,
    "s": " 客户 A1 ",
    "yes": False,
    "d": "2024-02-28",
    "t": "23:30",
    "many": ["face", "phone"],
    "gone": 7,
    "bins": {"i1": "left", "i2": "left"},
    "top": {"r1": 2, "r2": 1},
    "log": [
        {"x": 10, "y": 1, "ok": True, "on": "2026-01-05"},
        {"x": 30, "y": 3, "ok": False},
        {},
        {"x": 20, "y": 2, "ok": True, "on": "2026-02-01"},
        {"y": 5},
    ],
}


def value(text: str, answers: dict[str, object] | None = None) -> object:
    compiled = compile_worksheet(sheet(text))
    assert all(problem.name == "formula-division-by-zero" for problem in compiled.problems), compiled.problems
    return evaluate_worksheet(compiled.definition, ANSWERS if answers is None else answers, DAY or 0).values["o0"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a / b", 250.0),
        ("7 // 2", 3.0),
        ("-7 // 2", -4.0),
        ("-7 % 3", 2.0),
        ("7 % -3", -2.0),
        ("2 ** 10", 1024.0),
        ("(1 - 0.25) ** b", 0.31640625),
        ("2 ** -2", 0.25),
        ("0 ** 0", 1.0),
        ("round(1.005, 2)", 1.01),
        ("round(-2.5)", -3.0),
        ("round(1234, -2)", 1200.0),
        ("ceil(1.1 * 10)", 11.0),
        ("floor(0.1 * 3 * 10)", 3.0),
        ("ceil(1.2)", 2.0),
        ("abs(-b)", 4.0),
        ("sqrt(b)", 2.0),
        ("1 < b <= 4", True),
        ("b in (1, 4)", True),
        ("b not in (1, 4)", False),
        ("'客' in s", True),
        ("s + '！'", "客户 A1！"),
        ("length(s)", 5.0),
        ("digits(s)", 1.0),
        ("'face' in many", True),
        ("count(many)", 2.0),
        ("given(gone)", False),
        ("bins.left", 2.0),
        ("bins.right", 0.0),
        ("top.r1", 2.0),
        ("d + 2 == date(2024, 3, 1)", True),
        ("date(2026, 3, 2) - d", 733.0),
        ("today() - date(2026, 3, 1)", 1.0),
        ("weekday(today())", 1.0),
        ("workdays(date(2026, 3, 2), date(2026, 3, 9))", 5.0),
        ("workdays(date(2026, 3, 9), date(2026, 3, 2))", -5.0),
        ("workdays(date(2026, 3, 7), date(2026, 3, 9))", 0.0),
        ("year(d) * 100 + month(d)", 202402.0),
        ("day(d)", 28.0),
        ("t + 45 == time(0, 15)", True),
        ("t - time(22, 0)", 90.0),
        ("sum(log.x)", 60.0),
        ("sum(log.x * log.y)", 10 + 90 + 40.0),
        ("sum(log.x, log.ok)", 30.0),
        ("sum(log.x, log.y > 100)", 0.0),
        ("mean(log.x)", 20.0),
        ("median(log.y)", 2.5),
        ("median(3, 1, 2)", 2.0),
        ("min(log.y) + max(b, 9)", 10.0),
        ("max(log.on) == date(2026, 2, 1)", True),
        ("count(log)", 4.0),
        ("count(log.x)", 3.0),
        ("count(log.ok)", 2.0),
        ("count(log.x, log.ok)", 2.0),
        ("count(a, s, gone)", 2.0),
        ("stdev(log.x)", 10.0),
        ("quantile(log.x, 0.75)", 25.0),
        ("gini(log.x)", 80 / 360),
        ("top_share(log.x, 0.2)", 0.5),
        ("slope(log.x, log.y)", 10.0),
        ("nth(log.row_label, log.x, 1)", "中"),
        ("nth(log.y, -log.x, 1)", 1.0),
        ("streak(log.ok)", 1.0),
        ("mean(filled(b, gone))", 4.0),
        ("mean(log.x if log.ok else 0)", 10.0),
        ("true and not false", True),
        ("0 if not yes else gone", 0.0),
        ("sum(log.double) + sum(log.part)", 121.0),
        ("nth(log.place, log.x, 1)", 1.0),
        ("max(log.whale)", 1.0),
        ("1_000 + 0x10", 1016.0),
        ("-0.0 * 5", 0.0),
    ],
)
def test_meaning(text: str, expected: object) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b + a + b", Missing(("b", "a"))),
        ("a if yes else b", Missing(("yes",))),
        ("a if true else b", Missing(("a",))),
        ("yes and a > 0", Missing(("yes",))),
        ("sum(log.x)", Missing(("log",))),
        ("count(log.x)", 0.0),
        ("count(many)", 0.0),
        ("count(log)", 0.0),
        ("bins.left", Missing(("bins",))),
        ("top.r1", Missing(("top",))),
        ("sum(log.part)", Missing(("log",))),
        ("max(0, a)", Missing(("a",))),
        ("given(a)", False),
        ("mean(filled(a, b))", Missing(("a", "b"))),
    ],
)
def test_missing_answers_are_named_in_order(text: str, expected: object) -> None:
    assert value(text, {}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a / 0", Missing((), "zero")),
        ("10 ** 400 * a", Missing((), "large")),
        ("1e308 * a", Missing((), "large")),
        ("-(1e308 * 10) + a", Missing((), "large")),
        ("0.5 ** 1e6 * 0 + 0 ** -1", Missing((), "zero")),
        ("2 ** (b / 8)", Missing((), "whole")),
        ("sqrt(-b)", Missing((), "negative")),
        ("gini(log.x - 15)", Missing((), "negative")),
        ("mean(log.x, log.y > 100)", Missing((), "few")),
        ("nth(log.x, log.x, 9)", Missing((), "few")),
        ("stdev(b)", Missing((), "few")),
        ("date(2023, 2, b * 8)", Missing((), "date")),
        ("d + 1e7", Missing((), "date")),
        ("sum(log.x * gone)", Missing(("gone",))),
        ("sum(log.x * gone if log.ok else 1)", Missing(("gone",))),
        ("a + gone", Missing(("gone",))),
        ("sum(log.x, log.x > gone)", Missing(("gone",))),
    ],
)
def test_there_is_a_reason_where_there_is_no_value(text: str, expected: object) -> None:
    assert value(text.replace("stdev(b)", "stdev(log.x, log.x == 10)")) == expected


def test_results_may_use_each_other_in_any_order() -> None:
    compiled = compile_worksheet(sheet("o1 * 2", "o2 + 1", "a"))
    results = evaluate_worksheet(compiled.definition, {"a": 4}, 0).values
    assert results == {"o2": 4.0, "o1": 5.0, "o0": 10.0}


def test_a_result_without_value_names_the_inputs_behind_it() -> None:
    compiled = compile_worksheet(sheet("o1 * 2", "a / b"))
    assert evaluate_worksheet(compiled.definition, {}, 0).values["o0"] == Missing(("a", "b"))
    assert evaluate_worksheet(compiled.definition, {"a": 1, "b": 0}, 0).values["o0"] == Missing((), "zero")


def test_circles_are_reported_with_their_way() -> None:
    problems = compile_worksheet(sheet("o1", "o2 + 1", "o0 * 2")).problems
    assert [(p.name, p.loc, p.args["circle"]) for p in problems] == [
        ("formula-circular", ("outputs", 2, "formula"), ["o0", "o1", "o2", "o0"])
    ]


def test_a_field_cannot_decide_on_its_own_visibility() -> None:
    fields = [{"id": "a", "type": "number", "visible_if": "a > 0"}]
    assert [p.name for p in compile_worksheet(sheet("1", fields=fields)).problems] == ["formula-circular"]


def test_a_result_may_decide_on_its_own_visibility() -> None:
    worksheet = sheet("a")
    shown = worksheet.model_copy(
        update={"outputs": (worksheet.outputs[0].model_copy(update={"visible_if": "o0 > 3"}),)}
    )
    compiled = compile_worksheet(shown)
    assert not compiled.problems
    assert evaluate_worksheet(compiled.definition, {"a": 4}, 0).shown["o0"] is True


def test_long_chains_and_many_formulas_are_no_matter() -> None:
    start = time.process_time()
    compiled = compile_worksheet(sheet(*(f"o{n + 1} + 1" for n in range(2000)), "a"))
    assert time.process_time() - start < 5
    assert evaluate_worksheet(compiled.definition, {"a": 0}, 0).values["o0"] == 2000.0


def test_problems_lead_to_their_place() -> None:
    fields = [*FIELDS[:-1], {**FIELDS[-1], "columns": [{"id": "c", "label": "c", "formula": "q + 1"}]}]
    problems = compile_worksheet(sheet("a + nope", fields=fields)).problems
    assert [(p.loc, p.offset, p.length) for p in problems] == [
        (("fields", len(fields) - 1, "columns", 0, "formula"), 0, 1),
        (("outputs", 0, "formula"), 4, 4),
    ]


def test_an_unknown_option_of_a_computed_text_is_found() -> None:
    problems = compile_worksheet(sheet("'甲' if a > 1 else '乙'", "1 if o0 == '丙' else 0")).problems
    assert [(p.name, p.args["known"]) for p in problems] == [("formula-unknown-name", ["甲", "乙"])]


def test_totals_and_charts_are_computed_too() -> None:
    charts = [{"type": "bar", "x": "log", "y": "x", "target": "b * 2"}]
    compiled = compile_worksheet(sheet("a", charts=charts))
    results = evaluate_worksheet(compiled.definition, ANSWERS, 0)
    assert results.totals["log", "x"] == 60.0
    assert results.values["charts.0.target"] == 8.0


def test_empty_rows_have_no_results() -> None:
    compiled = compile_worksheet(sheet("a"))
    cells = evaluate_worksheet(compiled.definition, ANSWERS, 0).cells
    assert cells["log", "double"] == [20.0, 60.0, Missing(), 40.0, Missing(("log.x",))]
    assert cells["log", "place"] == [3.0, 1.0, Missing(), 2.0, Missing(("log.x",))]


def example(**expect: object) -> list[tuple[str, object]]:
    worksheet = sheet("a / 3", "d + 1", "s + 'b'", "a > b", "today()", worked_example={
        "given": {"a": 10, "b": 1, "s": "a", "d": "2026-02-28", "today": "2026-03-02"}, "expect": expect})  # fmt: skip
    return [(p.args["id"], p.args["found"]) for p in check_worked_example(worksheet, compile_worksheet(worksheet), 0)]


def test_worked_examples_are_computed() -> None:
    assert example(o0=3.33, o1="2026-03-01", o2="ab", o3=True, o4="2026-03-02") == []
    assert example(o0=3.34) == [("o0", "3.33")]
    assert example(o1="2026-03-02") == [("o1", "2026-03-01")]
    assert example(o3=False) == [("o3", True)]


def test_defaults_stand_where_an_example_gives_nothing() -> None:
    fields = [
        {"id": "a", "type": "number", "default": 3},
        {"id": "log", "type": "table", "rows": 2, "defaults": [{"y": 5}], "columns": [
            {"id": "x", "label": "x", "type": "number", "default": 1}, {"id": "y", "label": "y", "type": "number"}]},
    ]  # fmt: skip
    answers = with_defaults(sheet("a", fields=fields), {"log": [{"x": 7}]})
    assert answers == {"a": 3, "log": [{"x": 7, "y": 5}, {"x": 1}]}


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [(9999, 2, "9999"), (10000, 2, "10,000"), (1234567.891, 2, "1,234,567.89"), (-0.001, 2, "0"), (1.005, 2, "1.01"),
     (0.5, 0, "1"), (-12345.5, 0, "-12,346"), (8.0, 2, "8"), (1e21, 1, "1,000,000,000,000,000,000,000")],
)  # fmt: skip
def test_numbers_are_shown_as_people_write_them(number: float, places: int, shown: str) -> None:
    assert display(number, places) == shown


def test_rounding_follows_the_digits_one_sees() -> None:
    assert rounded(2.675, 2) == 2.68
    assert date("2023-02-29") is None


def test_every_function_is_shown_in_the_reference() -> None:
    table = (Path(__file__).parents[2] / "docs" / "formulas.md").read_text("utf-8")
    documented = {line.split("`")[1].split("(")[0] for line in table.splitlines() if line.startswith("| `")}
    assert set(ALL) <= documented
