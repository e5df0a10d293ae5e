"""Worked examples as the page shows them: the same sheet that the build has checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from handbook.content.handbook import Handbook
from handbook.content.resolve.sentences import check_sentences
from handbook.exercises.kinds.worksheet import details
from handbook.formula import compile_worksheet
from handbook.formula.examples import check_worked_example, example_results
from handbook.formula.numbers import display
from handbook.model.exercises.worksheet import Worksheet
from handbook.pages.worked_example import Grid, Line, filled_in, worked
from pydantic import TypeAdapter

from tests.support.handbooks import handbook

FIELDS: list[dict[str, Any]] = [
    {"id": "hours", "label": "时", "type": "number", "unit": "小时", "min": 1, "default": 8},
    {"id": "people", "label": "人", "type": "number", "min": 1},
    {
        "id": "log",
        "label": "记",
        "type": "table",
        "rows": 4,
        "columns": [
            {"id": "x", "label": "甲", "type": "number"},
            {"id": "weight", "label": "重", "type": "number"},
        ],
        "defaults": [{"weight": 3}, {"weight": 4}],
    },
]
OUTPUTS: list[dict[str, Any]] = [
    {"id": "work", "label": "工", "formula": "hours * people", "say": "{} 小时，每人 {each} 小时，重 {weight}。"},
    {"id": "each", "label": "每", "formula": "hours / people", "hidden": True},
    {"id": "weight", "label": "重", "formula": "sum(log.weight)"},
    {"id": "gone", "label": "无", "formula": "sum(log.x)", "say": "{} 和 {work}。"},
    {"id": "speaks", "label": "说", "formula": "people", "say": "{}，没有 {gone}。"},
]
EXAMPLE = {"given": {"people": 2, "log": [{"weight": 5}]}, "expect": {"work": 16, "weight": 9}}


def sheet(**changes: Any) -> Worksheet:
    whole = {"id": "x", "kind": "worksheet", "title": "甲", "outcome": "a.b", "minutes": 1, "fields": FIELDS,
             "outputs": OUTPUTS, "worked_example": EXAMPLE}  # fmt: skip
    return TypeAdapter(Worksheet).validate_python(whole | changes)


def with_sheet(worksheet: Worksheet) -> Handbook:
    return replace(handbook(), sheets={worksheet.id: compile_worksheet(worksheet)})


def shown(worksheet: Worksheet) -> Any:
    book = with_sheet(worksheet)
    example = worksheet.worked_example
    assert example
    return worked(worksheet, example.given, details(worksheet, book), book.settings, lambda key, **_: key)


def test_what_nobody_wrote_over_keeps_its_default() -> None:
    found = shown(sheet())
    assert {answer.label: answer.text for answer in found.results} == {"工": "16", "重": "9", "说": "2"}


def test_the_page_shows_what_the_build_has_checked() -> None:
    worksheet = sheet()
    example = worksheet.worked_example
    assert example
    checked = example_results(worksheet, compile_worksheet(worksheet), example.given, 0.0).values
    by_label = {output.label: checked[output.id] for output in worksheet.outputs}
    for answer in shown(worksheet).results:
        value = by_label[answer.label]
        assert isinstance(value, float)
        assert answer.text == display(value, 2)


def test_defaults_are_shown_among_what_is_filled_in() -> None:
    lines = {part.label: part.text for part in shown(sheet()).filled if isinstance(part, Line)}
    assert lines == {"时": "8", "人": "2"}
    (grid,) = (part for part in shown(sheet()).filled if isinstance(part, Grid))
    assert [list(row) for row in grid.rows] == [["1", "", "5"], ["2", "", "4"]]


def test_rows_that_an_author_leaves_empty_stay_and_those_after_them_go() -> None:
    assert len(filled_in(sheet(), {"log": [{}, {}, {}]})["log"]) == 3
    assert len(filled_in(sheet(), {})["log"]) == 2
    fields = [{**FIELDS[2], "defaults": []}]
    assert filled_in(sheet(fields=fields, outputs=[], worked_example=None), {})["log"] == []


def test_the_charts_of_an_example_start_with_the_defaults_too() -> None:
    charts = [{"type": "bar", "x": "log", "y": "log.weight"}]
    assert details(sheet(charts=charts), with_sheet(sheet(charts=charts)))["example"] == {
        "hours": 8, "people": 2, "log": [{"weight": 5}, {"weight": 4}]
    }  # fmt: skip


def test_a_sentence_with_a_hole_that_stays_empty_is_not_said() -> None:
    says = {answer.label: answer.say for answer in shown(sheet()).results}
    assert says == {"工": "16 小时，每人 4 小时，重 9。", "重": None, "说": None}


@pytest.mark.parametrize("number", range(5))
def test_these_sentences_are_whole(number: int) -> None:
    assert not list(check_sentences(sheet(outputs=[OUTPUTS[number] | {"say": "{}，{" + OUTPUTS[number]["id"] + "}"}])))


def test_an_example_with_a_column_that_is_nothing_is_not_computed() -> None:
    columns = [{"id": "x", "label": "甲"}]
    fields = [*FIELDS[:2], {"id": "log", "label": "记", "type": "table", "columns": columns, "rows": 1}]
    example = {"given": {"log": [{"x": 1}]}, "expect": {"work": 16}}
    worksheet = sheet(fields=fields, outputs=OUTPUTS[:1], worked_example=example)
    compiled = compile_worksheet(worksheet)
    assert not compiled.definition
    assert not check_worked_example(worksheet, compiled, 0.0)


@pytest.mark.parametrize("twice", [{"fields": [*FIELDS, {"id": "log", "label": "又", "type": "number"}]},
                                   {"outputs": [*OUTPUTS, {"id": "hours", "label": "又", "formula": "people"}]},
                                   {"outputs": [*OUTPUTS, {"id": "log", "label": "又", "formula": "people"}]}])  # fmt: skip
def test_an_example_in_which_an_id_means_two_things_is_not_computed(twice: dict[str, Any]) -> None:
    worksheet = sheet(**twice)
    assert not check_worked_example(worksheet, compile_worksheet(worksheet), 0.0)
