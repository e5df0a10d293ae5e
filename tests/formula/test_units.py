"""Units: what adds up, what multiplies to what, and when a number may be a conversion."""

from __future__ import annotations

import pytest
from handbook.formula import Name, Scope, Table, compile_formula
from handbook.formula.units import agree, fits, parse, shown, times, times_number

SCOPE = Scope(
    names={
        "target": Name("number", "万元"),
        "income": Name("number", "元"),
        "minutes": Name("number", "分钟"),
        "hours": Name("number", "小时"),
        "visits": Name("number", "次"),
        "per_visit": Name("number", "分钟/次"),
        "customers": Name("number", "家"),
        "days": Name("number", "天", 1),
        "hours_a_day": Name("number", "小时/天", 1),
        "share": Name("number", "%"),
        "plain": Name("number"),
        "begun": Name("date"),
        "clock": Name("time"),
        "yes": Name("bool"),
    },
    tables={"log": Table({"minutes": Name("number", "分钟"), "ok": Name("bool"), "sales": Name("number", "万元")})},
)


def codes(text: str, unit: str | None = None) -> list[str]:
    """What is wrong besides divisions, which are not the matter here."""
    return [
        problem.name
        for problem in compile_formula(text, SCOPE, unit=unit)[1]
        if problem.name != "formula-division-by-zero"
    ]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("sum(log.minutes) / 60", "小时"),
        ("sum(log.minutes) / 60", "分钟"),
        ("minutes * 60", "秒"),
        ("target * 10000", "元"),
        ("target * 10000", "万元"),
        ("income / 10000", "万元"),
        ("income * 0.0001", "万元"),
        ("visits * per_visit", "分钟"),
        ("visits * minutes", "分钟"),
        ("visits * minutes + minutes", "分钟"),
        ("visits * per_visit / 60", "小时"),
        ("target / days", "万元/天"),
        ("target / (days * hours_a_day)", "万元/小时"),
        ("target * 10000 / (days * hours_a_day)", "元/小时"),
        ("target * 10000 / days / hours_a_day", "元/小时"),
        ("income / target", None),
        ("target / target * 100", "%"),
        ("income * share / 100", "元"),
        ("income * (1 - share / 100)", "元"),
        ("max(0, target - 10)", "万元"),
        ("target if yes else 0", "万元"),
        ("minutes > 45 and hours >= 2", None),
        ("plain + target", "万元"),
        ("plain * 3", "小时"),
        ("today() - begun", "天"),
        ("begun + days", None),
        ("clock - clock", "分钟"),
        ("clock + minutes", None),
        ("mean(log.minutes)", "分钟"),
        ("gini(log.sales) * 100", "%"),
        ("abs(round(target, 1))", "万元"),
        ("target ** 2 / target", "万元"),
        ("500", "万元"),
        ("customers * visits", "次/周"),
        ("minutes % 60", "分钟"),
        ("60 / minutes", "1/分钟"),
        ("days * hours_a_day", "小时"),
    ],
)
def test_fits(text: str, unit: str | None) -> None:
    assert codes(text, unit) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("sum(log.minutes)", "小时"),
        ("sum(log.minutes) / 60", "秒"),
        ("sum(log.minutes) / 30", "小时"),
        ("target", "元"),
        ("target", "小时"),
        ("target + income", None),
        ("target > income", None),
        ("max(minutes, hours)", None),
        ("minutes if yes else hours", None),
        ("visits + customers", None),
        ("visits + days", None),
        ("visits * 80000", "元"),
        ("target / days", "元/天"),
        ("target / days", "元"),
        ("target * hours", "万元"),
        ("clock + hours", None),
        ("begun + hours", None),
        ("today() - begun + minutes", None),
        ("sum(log.minutes) + sum(log.sales)", None),
        ("gini(log.sales)", "万元"),
        ("visits ** 2", "元"),
        ("1 - share / 100 + minutes", None),
    ],
)
def test_does_not_fit(text: str, unit: str | None) -> None:
    assert "formula-unit-mismatch" in codes(text, unit)


@pytest.mark.parametrize("text", ["元", "万元/天", "元/小时", "分钟/次", "次", "%", "元·次/天", "1/天"])
def test_units_are_shown_as_written(text: str) -> None:
    assert shown(parse(text)) == text or text == "1/天"
    assert shown(parse("1/天").__class__()) == "1"


def test_labels_alone_decide_nothing_at_a_declaration() -> None:
    assert fits(parse("次"), parse("家"))
    assert not fits(parse("次"), parse("元"))


def test_two_different_labels_do_not_add_up() -> None:
    assert agree(parse("次"), parse("家")) is None
    assert agree(parse("次·家"), parse("家")) is not None


def test_conversions_stay_few() -> None:
    unit = parse("元")
    for factor in range(2, 40):
        unit = times_number(unit, factor)
    assert len(times(unit, unit).scales) <= 64


@pytest.mark.parametrize("number", [0.0, float("inf"), float("nan")])
def test_odd_factors_convert_nothing(number: float) -> None:
    assert times_number(parse("元"), number) == parse("元")
