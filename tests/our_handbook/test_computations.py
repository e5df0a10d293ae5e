"""The key computations of the content against numbers worked out apart from it: by hand, or by the standard library.

Each sheet is computed as its page computes it, and held against a plain reckoning of the same thing; with the awkward
cases: nothing, zero, negative, one row, many rows, ties.
"""

from __future__ import annotations

import math
import statistics
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from handbook.formula import compile_worksheet
from handbook.formula.evaluate import Missing
from handbook.formula.examples import example_results
from handbook.model.exercises import Exercise
from handbook.model.exercises.worksheet import Worksheet
from pydantic import TypeAdapter

ROOT = Path(__file__).parents[2]
TODAY = float((date(2026, 11, 25) - date(1970, 1, 1)).days)
close = pytest.approx


@cache
def sheet(name: str) -> Worksheet:
    text = (ROOT / "exercises" / f"{name}.yml").read_text("utf-8")
    found = TypeAdapter(Exercise).validate_python(yaml.safe_load(text))
    assert isinstance(found, Worksheet)
    return found


class Got:
    """What a sheet shows: ``got.output``, ``got["table", "column"]`` to its last row in use; None where there is nothing."""

    def __init__(self, name: str, **answers: Any) -> None:
        worksheet = sheet(name)
        self.results = example_results(worksheet, compile_worksheet(worksheet), answers, TODAY)

    def __getattr__(self, output: str) -> Any:
        return plain(self.results.values[output]) if self.results.shown.get(output, True) else None

    def __getitem__(self, cell: tuple[str, str]) -> list[Any]:
        found = [plain(value) for value in self.results.cells[cell]]
        while found and found[-1] is None:
            found.pop()
        return found


def plain(value: Any) -> Any:
    return None if isinstance(value, Missing) else value


def days(text: str) -> float:
    return float((date.fromisoformat(text) - date(1970, 1, 1)).days)


# ---------------------------------------------------------------- goals and motivation


def test_goal_cascade() -> None:
    weights = [0.8, 0.5, 1.1, 1.1, 1, 1.2, 1.1, 0.9, 1, 0.9, 1.2, 1.2]
    work = [20, 16, 23, 21, 19, 21, 22, 22, 21, 18, 22, 23]
    rows = [{"weight": w, "days": d} for w, d in zip(weights, work, strict=True)]
    given = {"year_target": 500, "deal_size": 8, "win_rate": 25, "visit_rate": 30, "done": 320, "days_left": 27}
    got = Got("motivation/goal-cascade", **given, months=rows, said_month=50)
    targets = [500 * w / sum(weights) for w in weights]
    assert got["months", "target"] == close(targets)
    assert sum(got["months", "target"]) == close(500)
    assert got["months", "visits"] == close([t / 8 / 0.25 / 0.3 for t in targets])
    assert got["months", "visits_day"] == close([t / 8 / 0.25 / 0.3 / d for t, d in zip(targets, work, strict=True)])
    assert (got.work_days, got.orders, got.opps, got.visits) == close((sum(work), 62.5, 250, 2500 / 3))
    # 50 万 a month is 600 万 a year, not 500.
    assert got.said_gap == close(100)
    assert got.need_day == close((500 - 320) / 27)


def test_goal_cascade_in_awkward_cases() -> None:
    nothing = [{"weight": 0, "days": 0}] * 12
    got = Got("motivation/goal-cascade", year_target=0, months=nothing)
    assert got["months", "target"] == [0] * 12
    assert got["months", "visits_day"] == [0] * 12
    assert got.orders == 0
    assert got.load_rate is None
    assert Got("motivation/goal-cascade", months=nothing).orders is None
    one = Got("motivation/goal-cascade", year_target=500, months=[{"weight": 2, "days": 20}, *[{"weight": 0}] * 11])
    assert one["months", "target"][:2] == close([500, 0])
    # Sold more than the target: what is left is negative, and is said so.
    assert Got("motivation/goal-cascade", year_target=100, done=130, days_left=10).need_day == close(-3)


def test_ability_motivation_opportunity() -> None:
    marks = {"a": [4, 3, 5, 2], "m": [5, 5, 4, 4], "o": [2, 1, 3, 2]}
    got = Got("motivation/amo", **{f"{k}{i + 1}": v for k, row in marks.items() for i, v in enumerate(row)})
    a, m, o = (statistics.mean(marks[k]) for k in "amo")
    assert (got.ability, got.drive, got.chance, got.lowest) == close((a, m, o, min(a, m, o)))
    assert got.added == close((a + m + o) / 15 * 100)
    assert got.multiplied == close(a * m * o / 125 * 100)
    assert got.whose == 3
    even = Got("motivation/amo", **{f"{k}{i}": 3 for k in "amo" for i in range(1, 5)})
    assert (even.whose, even.added, even.multiplied) == close((0, 60, 21.6))
    assert Got("motivation/amo", a1=3).ability is None


def test_expectancy_with_instrumentality_beside_the_simple_product() -> None:
    rows = [{"what": "提成", "link": 0.5, "want": 8}, {"what": "加班", "link": 1, "want": -3}]
    got = Got("motivation/vie", expect_rate=60, results=rows)
    assert got.force == close(0.6 * (0.5 * 8 + 1 * -3))
    assert got.simple == close(0.6 * (8 - 3))
    assert got.hidden_loss == close(0.6 * 5 - 0.6 * 1)
    assert got["results", "part"][:2] == close([4, -3])
    backwards = Got("motivation/vie", expect_rate=100, results=[{"what": "升职", "link": -1, "want": 10}])
    assert backwards.force == close(-10)
    assert Got("motivation/vie", expect_rate=0, results=rows).force == 0
    assert Got("motivation/vie", expect_rate=60).force is None
    # Half a row counts in neither product.
    assert Got("motivation/vie", expect_rate=50, results=[*rows, {"want": 9}]).simple == close(0.5 * 5)


@pytest.mark.parametrize(("p", "n", "lost"), [(7.5, 56, 12), (100, 1, 0), (0.1, 500, 500), (50, 2, 3)])
def test_rejection_arithmetic(p: float, n: int, lost: int) -> None:
    got = Got("motivation/rejection-ev", p=p, margin=24000, cost=100, n=n, lost=lost, runs=[{"k": 0}, {"k": 5}])
    fail = 1 - p / 100
    assert got.ev == close(p / 100 * 24000 - 100)
    assert got.at_least == close((1 - math.prod([fail] * n)) * 100)
    assert got.luck == (close(fail**lost * 100) if lost else None)
    assert got.next_p == p, "a no does not bring the next yes closer"
    assert got["runs", "none"][:2] == close([100, fail**5 * 100])
    assert got.upper == (close(min(100, 300 / lost)) if lost >= 20 else None)


def test_a_visit_can_cost_more_than_it_brings() -> None:
    got = Got("motivation/rejection-ev", p=1, margin=0, cost=100, lost=1)
    assert (got.ev, got.break_even) == (-100, 0)


def test_stretch() -> None:
    past = [36, 44, 40]
    got = Got("motivation/stretch", past=[{"actual": x} for x in past], goal=50, kind="effort")
    mean, deviation = statistics.mean(past), statistics.stdev(past)
    assert (got.avg, got.sd, got.z) == close((mean, deviation, (50 - mean) / deviation))
    assert (got.low, got.high) == close((mean - deviation, mean + deviation))
    assert got.over_best == close((50 - 44) / 44 * 100)
    flat = [{"actual": 40}] * 3
    assert Got("motivation/stretch", past=flat, goal=41, kind="skill").z == 3
    assert Got("motivation/stretch", past=flat, goal=40, kind="skill").z == 0
    assert Got("motivation/stretch", past=[{"actual": 40}], goal=41, kind="skill").sd is None, (
        "one period has no spread"
    )
    zero = Got("motivation/stretch", past=[{"actual": 0}] * 3, goal=5, kind="effort")
    assert (zero.low, zero.over_best) == (0, 0)


def test_need_gaps_and_ties() -> None:
    rows = [{"weight": 8, "have": 3}, {"weight": 9, "have": 4}, {"weight": 8, "have": 5}, {"weight": 8, "have": 3}]
    got = Got("motivation/need-radar", needs=[*rows, *[{}] * 6])
    gaps = [56, 54, 40, 56]
    assert got["needs", "gap"][:4] == gaps
    assert got["needs", "place"][:4] == [1, 3, 4, 1], "equal gaps share the better place"
    assert (got.biggest, got.mean_gap) == close((56, statistics.mean(gaps)))
    assert got.first == "收入够用", "of equal gaps the first in the list"
    assert Got("motivation/need-radar").first is None
    assert Got("motivation/need-radar", needs=[{"weight": 10, "have": 0}, *[{}] * 9]).mean_gap == 100


def test_attribution_map() -> None:
    rows = [
        {"cause": "我不行", "inside": 7, "lasting": 6, "control": 2},
        {"cause": "价高", "inside": 2, "lasting": 4, "control": 3, "proof": "开标记录", "checked": True},
        {"cause": "没问预算", "inside": 6, "lasting": 2, "control": 7},
        {},
    ]
    got = Got("motivation/reattribution", causes=rows)
    assert (got.handle, got.outside, got.guess) == (1, 1, 2)
    assert got.first_trap == 1, "inside, lasting, out of control: the trap"
    assert Got("motivation/reattribution", causes=[{}] * 4).handle is None


# ---------------------------------------------------------------- customers


def test_customer_lifetime_value() -> None:
    rows = [{"name": "甲", "margin": 10, "cost": 1, "keep": 80}, {"name": "乙", "margin": 4, "keep": 0}, {"margin": 2}]
    got = Got("customer/clv", discount=6, tiers=rows)
    assert got["tiers", "value"] == close([9 * 0.8 / (1 + 0.06 - 0.8), 0])
    # The closed form is the sum of what each later year brings.
    years = sum(9 * (0.8 / 1.06) ** t for t in range(1, 400))
    assert got["tiers", "value"][0] == close(years, rel=1e-9)
    assert got["tiers", "plus"][0] == close(9 * 0.85 / (1.06 - 0.85) - 9 * 0.8 / (1.06 - 0.8))
    assert Got("customer/clv", discount=1, tiers=[{"margin": 1, "keep": 98}]).top == close(0.98 / 0.03)
    assert Got("customer/clv", discount=6, tiers=[{"margin": 1, "cost": 3, "keep": 50}]).top < 0


def fifths(values: list[float]) -> list[int]:
    """5 for the best fifth to 1; equal values share the better place."""
    places = [1 + sum(other > value for other in values) for value in values]
    return [5 - (place - 1) * 5 // len(values) for place in places]


@pytest.mark.parametrize("many", [1, 5, 7, 60])
def test_recency_frequency_money_by_potential(many: int) -> None:
    rows = [
        {"name": f"客{i}", "last": f"2026-{1 + i % 11:02d}-15", "freq": 1 + i % 4, "amount": 3 * (i % 9) + 1,
         "potential": 10 * (i % 7), "seen": "2026-11-01"}
        for i in range(many)
    ]  # fmt: skip
    got = Got("customer/rfm-abc", customers=rows, past_line=10, pot_line=30)
    recent, often, money = (fifths([key(row) for row in rows]) for key in (
        lambda row: days(row["last"]), lambda row: row["freq"], lambda row: row["amount"]))  # fmt: skip
    past = [a + b + c for a, b, c in zip(recent, often, money, strict=True)]
    assert got["customers", "past"] == past
    cells = [(1 if r["potential"] >= 30 else 3) if p >= 10 else (2 if r["potential"] >= 30 else 4)
             for r, p in zip(rows, past, strict=True)]  # fmt: skip
    assert got["customers", "cell"] == cells
    assert [got.n1, got.n2, got.n3, got.n4] == [cells.count(n) for n in (1, 2, 3, 4)]
    cycle = {1: 14, 2: 14, 3: 45, 4: 90}
    assert got.per_week == close(sum(7 / cycle[cell] for cell in cells))
    assert got["customers", "late"] == [max(0, TODAY - days("2026-11-01") - cycle[cell]) for cell in cells]


def test_customers_who_never_bought() -> None:
    got = Got("customer/rfm-abc", customers=[{"name": "新", "freq": 0, "amount": 0, "potential": 50}])
    assert (got["customers", "past"], got["customers", "cell"]) == ([3], [2])
    assert Got("customer/rfm-abc").per_week is None


def test_credit_score() -> None:
    rows = [
        {"score": 5, "weight": 40, "proof": "流水"},
        {"score": 5, "weight": 20},
        {"weight": 20},
        {"score": 2, "weight": 20},
    ]
    got = Got("customer/credit-score", criteria=rows, overdue=45, owed=6, year_sales=24, term=30, margin=25, capital=6)
    base = (5 * 40 + 3 * 20 + 2 * 20) / 80 * 20
    assert got.base == close(base)
    assert got.score == close(base - 20)
    assert got.limit == close(24 / 12 * 30 / 30 * 0.5)
    assert got.over == close(6 - 1)
    assert got.hole == close(24)
    assert got.interest == close(60000 * 0.06 * 75 / 365)
    ours = Got("customer/credit-score", criteria=rows, overdue=45, ours=True, year_sales=24)
    assert ours.score == close(base), "papers that we owe take nothing off"
    assert Got("customer/credit-score", criteria=[{"score": 1, "weight": 1}], overdue=90, year_sales=1).score == 0
    assert Got("customer/credit-score", criteria=[{"score": 3, "weight": 0}], year_sales=1).base == 0
    assert Got("customer/credit-score", year_sales=1).score is None


def test_contract_radar() -> None:
    states = ["clear", "vague", "oral", "missing", *["clear"] * 8]
    weights = [3, 3, 3, 3, 3, 2, 2, 1, 3, 3, 2, 2]
    clauses = [{"state": s, "weight": w} for s, w in zip(states, weights, strict=True)]
    before = [{"before": b} for b in (90, 60, 30, 7)]
    got = Got("customer/contract-radar", clauses=clauses, end_date="2027-01-10", notice=30, reminders=before)
    end = days("2027-01-10")
    assert got.risk_total == 3 * 1 + 3 * 2 + 3 * 2
    assert got.missing == 2
    assert got["reminders", "day"] == [end - b for b in (90, 60, 30, 7)]
    assert (got.days_left, got.notice_left) == (end - TODAY, end - 30 - TODAY)
    assert got.overdue == sum(end - b < TODAY for b in (90, 60, 30, 7))
    assert Got("customer/contract-radar").days_left is None


@pytest.mark.parametrize(
    "answers", [[10, 9, 8, 7, 6, 0], [10], [0, 0], [10, 0], [8] * 40, list(range(11)) * 27], ids=lambda a: str(len(a))
)
def test_recommendation_score_and_its_interval(answers: list[int]) -> None:
    got = Got("customer/csat-nps", answers=[{"likely": a, "csat": 1 + a % 5} for a in answers])
    n = len(answers)
    up, down = sum(a >= 9 for a in answers), sum(a <= 6 for a in answers)
    assert got.score == close((up - down) / n * 100)
    # Adjusted Wald: three answers more, spread evenly over the three groups' two ends.
    variance = (up + down + 1.5) / (n + 3) - ((up - down) / (n + 3)) ** 2
    half = 1.96 * 100 * math.sqrt(variance / (n + 3))
    middle = (up - down) / (n + 3) * 100
    assert (got.half, got.low, got.high) == close((half, max(-100, middle - half), min(100, middle + half)))
    happy = sum(1 + a % 5 >= 4 for a in answers)
    centre = (happy + 2) / (n + 4)
    wald = 1.96 * math.sqrt(centre * (1 - centre) / (n + 4))
    assert got.csat == close(happy / n * 100)
    assert (got.csat_low, got.csat_high) == close((max(0, centre - wald) * 100, min(1, centre + wald) * 100))


def test_no_answer_has_no_score() -> None:
    assert Got("customer/csat-nps").score is None


def test_complaints_rise_by_severity_scope_and_law() -> None:
    rows = [
        {"what": "慢", "impact": 1, "scope": 1, "loud": 5, "waited": 20},
        {"what": "停产", "impact": 4, "scope": 3, "waited": 1},
        {"what": "漏电", "impact": 1, "scope": 1, "legal": True, "waited": 0.4},
        {"what": "又漏", "impact": 2, "scope": 1, "again": True},
    ]
    got = Got("customer/complaint-triage", cases=rows)
    assert got["cases", "severity"] == [1, 12, 1, 4]
    assert got["cases", "level"] == [3, 1, 1, 2]
    assert got["cases", "limit"] == [24, 0.5, 0.5, 4]
    assert got["cases", "order"] == [4, 2, 1, 3], "the law comes first, a loud voice does not count"
    assert got.first == "漏电"
    assert got.on_time == close(2 / 3 * 100)
    assert Got("customer/complaint-triage").first is None


def test_early_warning() -> None:
    rows = [
        {"name": "甲", "usual": 30, "swing": 10, "since": 55, "trend": -25, "overdue": 0, "margin": 5},
        {"name": "乙", "usual": 30, "since": 30, "overdue": 61, "margin": 2},
        {"name": "丙", "usual": 30, "swing": 0, "since": 60, "left": True, "complaints": 1, "margin": 3},
    ]
    got = Got("customer/early-warning", customers=rows, gaps=[{"days": d} for d in (28, 33, 29)])
    assert got["customers", "stretch"] == close([2.5, 0, 2])
    total = 3 + 3 + 2 + 1 + 2 + 1
    heat = [(3 * 1 + 2 * 0.5) / total * 100, 3 * 1 / total * 100, (3 * 1 + 1 * 0.5 + 2) / total * 100]
    assert got["customers", "heat"] == close(heat)
    colours = ["红" if h >= 45 or late else "黄" if h >= 20 else "绿" for h, late in zip(heat, (0, 1, 0), strict=True)]
    assert got["customers", "colour"] == colours
    assert (got.gap_mean, got.gap_swing) == close((30, statistics.stdev((28, 33, 29))))
    assert got.at_stake == close(sum(r["margin"] for r, c in zip(rows, colours, strict=True) if c == "红"))
    assert Got("customer/early-warning", gaps=[{"days": 30}]).gap_swing is None, "one interval has no spread"


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("bought", [0, 5, 18.5, 20, 60])
def test_rebate_margins(whole: bool, bought: float) -> None:
    tiers = [(10, 2), (20, 4), (40, 6)]

    def rebate(amount: float) -> float:
        reached = [(start, rate) for start, rate in tiers if amount >= start]
        if whole:
            return amount * (reached[-1][1] if reached else 0) / 100
        ends = [*[start for start, _ in reached[1:]], amount][: len(reached)]
        return sum((end - start) * rate / 100 for (start, rate), end in zip(reached, ends, strict=True))

    rows = [{"start": start, "rate": rate} for start, rate in tiers]
    common = {"margin": 20, "stock": 4, "monthly": 1.5, "months": 1, "whole": whole, "capital": 6}
    got = Got("customer/rebate-sim", tiers=rows, bought=bought, **common)
    following = next((start for start, _ in tiers if start > bought), None)
    assert got.now_rebate == close(rebate(bought))
    if following is None:
        assert got.marginal is None
        return
    jump = rebate(following) - rebate(bought)
    assert (got.jump, got.marginal) == close((jump, jump / (following - bought) * 100))
    stock = max(0, 4 + following - bought - 1.5)
    assert (got.stock_after, got.months_stock) == close((stock, stock / 1.5))
    assert got.company == close((following - bought) * 0.2 - jump)


def test_customer_net_contribution_and_the_whale_curve() -> None:
    rows = [
        {"name": "甲", "sales": 96, "margin_rate": 30, "rebate": 0, "hours": 120, "extra": 1, "days": 45},
        {"name": "乙", "sales": 24, "margin_rate": 10, "rebate": 1, "hours": 200, "extra": 0.5, "days": 90},
        {"name": "丙", "sales": 24, "margin_rate": 30, "rebate": 0, "hours": 0, "extra": 0, "days": 0},
    ]
    got = Got("customer/cust-profit", customers=rows, hour_cost=150, capital=6, hour_value=2016)
    net = [
        row["sales"] * row["margin_rate"] / 100 - row["rebate"] - row["hours"] * 150 / 10000 - row["extra"]
        - row["sales"] * row["days"] / 365 * 0.06
        for row in rows
    ]  # fmt: skip
    assert got["customers", "net"] == close(net)
    best = sorted(net, reverse=True)
    running = [sum(best[: best.index(value) + 1]) / sum(net) * 100 for value in net]
    assert got["customers", "running"] == close(running)
    assert max(running) > 100, "somebody is carried by the others"
    assert (got.losing, got.best, got.biggest) == (1, "甲", "甲")
    assert got["customers", "per_hour"][2] == 0, "no hours, no rate"
    assert Got("customer/cust-profit").total_net is None


@pytest.mark.parametrize(("margin", "discount"), [(30, 8), (30, 29), (30, 30), (30, 45), (20, 0)])
def test_discount_break_even(margin: float, discount: float) -> None:
    got = Got("customer/discount-be", price=8, margin=margin, discount=discount, units=60)
    if discount >= margin:
        assert (got.breakeven, got.no_way) == (None, close(discount - margin))
        return
    more = got.breakeven / 100
    assert more == close(discount / (margin - discount))
    assert 60 * (1 + more) * (margin - discount) == close(60 * margin), "the same gross profit as before"
    assert got.extra_units == math.ceil(round(60 * more, 9))
    assert got.level == (1 if discount <= 5 else 2 if discount <= 10 else 3)


def test_territory_balance() -> None:
    rows = [
        {"name": "一", "zone": "a", "potential": 40, "visits": 4, "minutes": 75, "move": "b"},
        {"name": "二", "zone": "a", "potential": 20, "visits": 2, "minutes": 90},
        {"name": "三", "zone": "b", "potential": 30, "visits": 2, "minutes": 60},
        {"name": "四", "zone": "c", "potential": 30, "visits": 3, "minutes": 60},
    ]
    got = Got("customer/territory", customers=rows, capacity=7)

    def spread(values: list[float]) -> float:
        return (max(values) - min(values)) / statistics.mean(values) * 100

    assert [got.hours_a, got.hours_b, got.hours_c] == close([8, 2, 3])
    assert (got.load_gap, got.pot_gap) == close((spread([8, 2, 3]), spread([60, 30, 30])))
    assert (got.load_gap_after, got.pot_gap_after) == close((spread([3, 7, 3]), spread([20, 70, 30])))
    assert (got.over, got.moved) == (1, 1)
    assert Got("customer/territory", customers=rows[:2]).load_gap is None, "one zone has no balance"


# ---------------------------------------------------------------- discipline and words


def test_conflicts_of_responsibility() -> None:
    rows = [
        {"body": "委员会", "make": "a", "act": "r", "check": "r", "punish": "a", "appeal": "a"},
        {"body": "人力", "make": "r", "check": "c", "appeal": "i"},
    ]
    got = Got("discipline/role-conflict", bodies=rows)
    assert got["bodies", "self_punish"][:2] == [1, 0]
    assert got["bodies", "check_punish"][:2] == [1, 0]
    assert got["bodies", "self_appeal"][:2] == [1, 0]
    assert got.red == 3
    assert got.orphan == 2, "nobody decides on acting and on checking"
    apart = [{"body": "甲", "make": "a"}, {"body": "乙", "act": "a"}, {"body": "丙", "check": "a"},
             {"body": "丁", "punish": "a"}, {"body": "戊", "appeal": "a"}]  # fmt: skip
    good = Got("discipline/role-conflict", bodies=apart)
    assert (good.red, good.orphan, good.crowded) == (0, 0, 0)
    assert Got("discipline/role-conflict").red is None


def test_self_appraisal_counts_figures_and_empty_words() -> None:
    text = "我工作认真，积极努力，成绩显著，拜访 120 家。"
    got = Got("discipline/self-appraisal", draft=text)
    assert got.old_digits == sum(c.isdigit() for c in text)
    assert got.old_empty == sum(word in text for word in ("积极", "认真", "努力", "显著"))
    assert got.density == close(3 / len(text) * 100)
    assert Got("discipline/self-appraisal").old_digits is None


def test_goal_sentences_and_vague_words() -> None:
    vague = Got("motivation/smart-linter", sentence="努力加强客户开发，争取更好", owner="周宁")
    assert (vague.has_digit, vague.has_date, vague.score) == (0, 0, 0)
    assert vague.vague == 3
    sharp = Got(
        "motivation/smart-linter",
        sentence="努力",
        rewrite="我到 12 月 31 日从 4 家到 9 家",
        link="季度目标",
        owner="周宁",
    )
    assert (sharp.has_digit, sharp.has_unit, sharp.has_date, sharp.has_base, sharp.has_link) == (1, 1, 1, 1, 1)
    assert sharp.vague == 0
