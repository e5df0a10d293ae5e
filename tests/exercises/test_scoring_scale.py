"""Means of a scale, with figures worked out by hand."""

import pytest
from handbook.exercises.marking.scale import band, subscales, total
from handbook.model.exercises.base import Band
from handbook.model.exercises.scale import Scale

SCALE = Scale.model_validate(
    {
        "id": "x",
        "kind": "scale",
        "title": "x",
        "outcome": "m.o",
        "minutes": 1,
        "points": ["从不", "很少", "有时", "经常", "总是"],
        "subscales": [{"id": "plan", "label": "计划"}, {"id": "calm", "label": "从容"}],
        "items": [
            {"id": "p1", "text": "?", "subscale": "plan"},
            {"id": "p2", "text": "?", "subscale": "plan", "reversed": True, "weight": 2},
            {"id": "p3", "text": "?", "subscale": "plan"},
            {"id": "c1", "text": "?", "subscale": "calm"},
        ],
    }
)


def test_weighted_mean_with_a_reversed_item():
    found = subscales(SCALE, {"p1": 4, "p2": 2, "p3": 5, "c1": 1})
    assert found["plan"].value == (4 + 2 * 4 + 5) / 4
    assert found["calm"].value == 1
    assert total(SCALE, {"p1": 4, "p2": 2, "p3": 5, "c1": 1}).value == (4 + 8 + 5 + 1) / 5


def test_half_of_the_items_is_enough_and_less_is_not():
    assert subscales(SCALE, {"p1": 4, "p3": 2})["plan"].value == 3
    few = subscales(SCALE, {"p1": 4})["plan"]
    assert (few.value, few.missing) == (None, ("p2", "p3"))
    assert total(SCALE, {"p1": 4, "c1": 2}).value == 3
    assert total(SCALE, {"p1": 4}).value is None


@pytest.mark.parametrize("answer", [0, 6, 2.5, "3", True, None, [3]])
def test_what_is_no_point_of_the_scale_was_not_answered(answer):
    assert subscales(SCALE, {"c1": answer})["calm"].missing == ("c1",)


def test_bands_go_up_to_their_bound():
    low, high = (Band.model_validate({"tone": "warn", "say": "低", "below": 3}), Band(tone="good", say="高"))
    assert [band((low, high), value) for value in (2.99, 3, None)] == [low, high, None]
    assert band((low,), 3) is None
