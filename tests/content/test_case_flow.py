"""Ways through a case: where they may lead and where not."""

from __future__ import annotations

from typing import Any

import pytest
from handbook.content.resolve.kinds.case import findings
from handbook.model.exercises.case import Case

END = {"tone": "good", "title": "结局", "explain": "因为。"}


def turns(to: str) -> dict[str, Any]:
    return {"turns": [{"id": f"t{n}", "text": "做", "to": one} for n, one in enumerate(to.split())]}


def case(**ways: str) -> Case:
    """A case of scenes `name="to to"`; a scene that leads nowhere is an ending."""
    scenes = [{"id": name, "text": "一幕。", **(turns(to) if to else {"ending": END})} for name, to in ways.items()]
    return Case.model_validate(
        {"id": "x", "kind": "case", "title": "案例", "outcome": "basics.rate", "minutes": 5, "scenes": scenes}
    )


def found(**ways: str) -> list[tuple[str, object]]:
    return [(code, args.get("case") or args["id"]) for code, _, args in findings(case(**ways))]


def test_ways_may_part_and_meet_and_a_scene_may_have_one_turn() -> None:
    assert found(a="b c", b="d", c="d e", d="e f", e="", f="") == []


@pytest.mark.parametrize(
    ("ways", "circle"),
    [
        ({"a": "b c", "b": "a", "c": ""}, "a → b → a"),
        ({"a": "a b", "b": "", "c": ""}, "a → a"),
        ({"a": "b", "b": "c", "c": "d b", "d": ""}, "b → c → b"),
    ],
)
def test_circles_are_named_once_where_they_close(ways: dict[str, str], circle: str) -> None:
    circles = [(loc, args["circle"]) for _, loc, args in findings(case(**ways)) if args.get("case") == "circle"]
    assert [said for _, said in circles] == [circle]
    assert circles[0][0][-1] == "to"


def test_two_circles_are_both_named() -> None:
    assert found(a="b c", b="a d", c="a d", d="") == [("case-flow", "circle"), ("case-flow", "circle")]


def test_circles_among_scenes_that_nobody_reaches_are_named_too() -> None:
    assert found(a="d", b="c", c="b", d="") == [
        ("case-flow", "circle"),
        ("case-flow", "unreached"),
        ("case-flow", "unreached"),
    ]


def test_a_turn_to_nowhere_is_named_with_the_nearest_scene() -> None:
    (code, loc, args), *_ = findings(case(start="ende", end="", other=""))
    assert (code, loc, args["near"]) == ("unknown-field", ("scenes", 0, "turns", 0, "to"), "end")


def test_many_ways_through_forty_scenes_take_no_time() -> None:
    ways = {f"s{n}": f"s{n + 1} s{n + 1} s{n + 2} s{n + 2}" for n in range(38)}
    assert found(**ways, s38="s39", s39="") == []
