"""How wide tables are taken to be, and what follows from it."""

from __future__ import annotations

import pytest
from handbook.model.exercises.fields import TableField
from handbook.model.exercises.worksheet import Worksheet
from handbook.render.table_width import classes, estimated_width, is_stacked, is_wide
from pydantic import TypeAdapter


def table(*types: str, rows: object = 3) -> TableField:
    columns = [
        {"id": f"c{n}", "label": f"列{n}"} | ({"formula": "1 + 1"} if kind == "formula" else {"type": kind})
        for n, kind in enumerate(types)
    ]
    return TableField.model_validate({"id": "t", "label": "表", "type": "table", "columns": columns, "rows": rows})


def test_breadth_counts_names_and_columns() -> None:
    assert estimated_width(table("text", "number", "formula")) == 2 + 9 + 5 + 4
    assert estimated_width(table("number", rows=["周一", "周二下午"])) == 5 + 5
    assert estimated_width(table("number", rows=["一个说得很长的行名"])) == 6 + 5, "a long name breaks over lines"


@pytest.mark.parametrize(("label", "width"), [("是", 7), ("硬憋着装没事", 9), ("换看法：换成他的位置想一遍", 11)])
def test_a_choice_is_as_wide_as_its_longest_option(label: str, width: int) -> None:
    column = {
        "id": "c",
        "label": "列",
        "type": "choice",
        "options": [{"id": "a", "label": label}, {"id": "b", "label": "否"}],
    }
    field = {"id": "t", "label": "表", "type": "table", "columns": [column]}
    assert estimated_width(TableField.model_validate(field)) == 2 + width


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["text", "number"], "hb-grid hb-grid--count"),
        (["text", "date", "number"], "hb-grid hb-grid--cards hb-grid--count"),
        (["number"] * 14, "hb-grid hb-grid--cards hb-grid--count"),
        (["number"] * 15, "hb-grid hb-grid--cards hb-grid--stack hb-grid--count"),
        (["text"] * 6 + ["number"], "hb-grid hb-grid--cards hb-grid--stack hb-grid--count"),
    ],
)
def test_what_does_not_fit_stands_in_cards(types: list[str], expected: str) -> None:
    assert classes(table(*types)) == expected


def test_long_names_of_rows_make_cards_on_a_phone() -> None:
    assert classes(table("number", rows=["一个说得很长的行名"])) == "hb-grid hb-grid--cards"
    assert classes(table("number", rows=["短名"])) == "hb-grid"


def test_words_need_more_room_than_numbers() -> None:
    assert is_stacked(table(*["text"] * 3, *["number"] * 7))
    assert not is_stacked(table(*["text"] * 2, *["number"] * 9))


def test_only_a_wide_table_makes_a_page_wide() -> None:
    sheet = {
        "id": "s", "kind": "worksheet", "title": "表", "outcome": "a.b", "minutes": 5,
        "fields": [{"id": "n", "label": "数", "type": "number"}],
    }  # fmt: skip
    narrow = TypeAdapter(Worksheet).validate_python(sheet)
    assert not is_wide(narrow)
    assert is_wide(narrow.model_copy(update={"fields": (*narrow.fields, table(*["number"] * 10))}))
    assert not is_wide(narrow.model_copy(update={"fields": (*narrow.fields, table(*["number"] * 9))}))
