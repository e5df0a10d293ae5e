"""The scheme in the browser means what it means in Python: redlines, versions, days; and the matrix is looked up."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from handbook.pages.policy import browser_data
from handbook.policy.compare import compare
from handbook.policy.redline import redline
from handbook.policy.status import in_force, status
from handbook.policy.validity import shipped_periods, validity_periods
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import policysite
from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.policy.redline import Run
    from handbook.policy.versions import Policy

often = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
LETTERS = st.text("第（）一二十百条款项目之〇1２9.,%:/-aZ的不得𠮷\n", max_size=40)
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/policy.ts") as started:
        yield started


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    found = policysite.handbook(policysite.small(tmp_path_factory.mktemp("policy"))).policy
    assert found
    return found


@pytest.fixture(scope="module")
def own() -> Policy:
    found = policysite.handbook(policysite.ROOT).policy
    assert found
    return found


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts that share stretches, as two versions of a clause do."""
    parts = draw(st.lists(LETTERS, max_size=6))
    old = "".join(draw(st.permutations(parts))) if draw(st.booleans()) else "".join(parts)
    new = "".join(part if draw(st.booleans()) else draw(LETTERS) for part in parts)
    return old, new


def told(runs: Iterable[Run]) -> list[list[str]]:
    return [[run.kind, run.text] for run in runs]


@often
@given(pairs())
def test_a_redline_is_told_by_its_lengths(node: Node, pair: tuple[str, str]) -> None:
    runs = redline(*pair)
    assert node.call("runsOf", *pair, browser_data.cuts(runs)) == told(runs)


def test_lengths_are_of_what_stayed_went_and_came(node: Node) -> None:
    assert browser_data.cuts(redline("200 元", "100 元")) == [0, 3, 3, 2, 0, 0]
    old, new = "每次 200 元。", "每次 100 元，全年 𠮷 元。"
    assert browser_data.cuts(redline(old, new)) == [3, 3, 10, 3, 0, 0]
    assert node.call("runsOf", old, new, [3, 3, 10, 3, 0, 0]) == [
        ["same", "每次 "],
        ["deleted", "200"],
        ["inserted", "100 元，全年 𠮷"],
        ["same", " 元。"],
    ]
    assert node.call("runsOf", "", new) == [["inserted", new]]
    assert node.call("runsOf", old, "") == [["deleted", old]]
    assert node.call("runsOf", old, old) == [["same", old]]
    assert node.call("runsOf", "", "") == []


def test_any_two_versions_have_the_redlines_of_the_builder(node: Node, small: Policy, own: Policy) -> None:
    for policy in (small, own):
        texts = browser_data.texts(policy.versions)
        for old, new in product(policy.versions, repeat=2):
            changes = compare(old.text, new.text).clauses
            expected = [{"title": told(change.title_runs), "text": told(change.runs)} for change in changes]
            assert node.call("redlined", texts, old.version, new.version) == expected


@pytest.mark.parametrize(
    ("texts_of", "pairs_shipped"),
    [(("每次 200 元。", "每次 100 元。"), 1), (("甲甲甲乙乙乙丙", "丁乙乙乙甲甲甲戊"), 2)],
)
def test_what_does_not_mirror_is_shipped_both_ways(
    node: Node, small: Policy, texts_of: tuple[str, str], pairs_shipped: int
) -> None:
    """Of two longest stretches the first of the old text is kept, so that the way back may keep another."""
    text = small.versions[0].text
    first, *rest = text.clauses
    releases: list[Any] = [
        SimpleNamespace(version=words, text=replace(text, clauses=(replace(first, text=words), *rest)))
        for words in texts_of
    ]
    texts = browser_data.texts(releases)
    assert len(texts["cuts"]) == pairs_shipped
    for old, new in product(releases, repeat=2):
        changes = compare(old.text, new.text).clauses
        expected = [{"title": told(change.title_runs), "text": told(change.runs)} for change in changes]
        assert node.call("redlined", texts, old.version, new.version) == expected


def test_any_two_versions_are_paired_alike(node: Node, small: Policy, own: Policy) -> None:
    for policy in (small, own):
        texts = browser_data.texts(policy.versions)
        for old in policy.versions:
            for new in policy.versions:
                expected = [[change.kind, change.clause.id] for change in compare(old.text, new.text).clauses]
                assert node.call("compared", texts, old.version, new.version) == expected


@often
@given(day=st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_versions_stand_alike(node: Node, small: Policy, day: date) -> None:
    known = shipped_periods(validity_periods(small, day.isoformat()))
    current = in_force(small, day.isoformat())
    assert (node.call("inForce", known, day.isoformat()) or {}).get("version") == (current and current.version)
    for release in small.versions:
        assert node.call("standing", known, release.version, day.isoformat()) == status(small, release, day.isoformat())


@often
@given(day=DAYS, days=st.integers(0, 400), months=st.integers(-60, 60))
def test_days_are_counted_alike(node: Node, day: date, days: int, months: int) -> None:
    assert node.call("plusDays", day.isoformat(), days) == (day + timedelta(days)).isoformat()
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    assert node.call("plusMonths", day.isoformat(), months) == date(year, month + 1, min(day.day, last)).isoformat()


@often
@given(day=DAYS, days=st.integers(1, 40))
def test_working_days_are_monday_to_friday(node: Node, day: date, days: int) -> None:
    found, left = day, days
    while left:
        found += timedelta(1)
        left -= found.weekday() < 5
    assert node.call("plusWorkdays", day.isoformat(), days) == found.isoformat()


# ---------------------------------------------------------------- looking up


def facts(**changed: Any) -> dict[str, Any]:
    return {
        "act": "2026-03-02",
        "found": "2026-03-06",
        "conduct": "gift|送的礼品超过限额，按超出的金额",
        "amount": 150,
        "intent": "negligent",
        "occurrence": 1,
        "notified": "",
        "delivered": "",
        **changed,
    }


def look(node: Node, policy: Policy, **changed: Any) -> dict[str, Any]:
    known = shipped_periods(validity_periods(policy, "2026-03-02"))
    return dict(node.call("lookup", browser_data.matrices(policy.versions), known, facts(**changed)))


def test_the_version_of_the_day_of_the_act_is_used(node: Node, small: Policy) -> None:
    assert look(node, small)["row"]["id"] == "gift-1"
    assert look(node, small)["version"] == "1.0"
    assert look(node, small, act="2026-07-01")["version"] == "1.1"
    assert look(node, small, act="2025-12-31")["state"] == "no-version"


def test_an_unmatched_combination_says_which_part_does_not_match(node: Node, small: Policy) -> None:
    assert look(node, small, amount=99) == {"state": "none", "version": "1.0", "why": "amount"}
    assert look(node, small, act="2026-07-01") == {"state": "none", "version": "1.1", "why": "intent"}
    assert look(node, small, conduct="other|x")["state"] == "absent"
    assert look(node, small, amount=None)["state"] == "amount"
    assert look(node, small, intent=None)["state"] == "intent"
    assert look(node, small, act="")["state"] == "wait"


@pytest.mark.parametrize(("occurrence", "row"), [(1, "gift-1"), (2, "gift-2"), (3, "gift-3"), (7, "gift-3")])
def test_more_often_than_the_matrix_counts_is_its_last_row(
    node: Node, small: Policy, occurrence: int, row: str
) -> None:
    assert look(node, small, occurrence=occurrence)["row"]["id"] == row


def test_every_date_is_counted(node: Node, small: Policy) -> None:
    found = look(node, small, notified="2026-03-12", delivered="2026-03-31")
    assert found["dates"] == {
        "window": "2025-03-02",
        "decide": "2026-03-26",
        "heard": "2026-03-17",
        "appeal": "2026-04-14",
        "expires": "2026-09-30",
    }


def test_a_milder_version_in_force_is_named(node: Node, small: Policy) -> None:
    matrices, known = browser_data.matrices(small.versions), shipped_periods(validity_periods(small, "2026-03-02"))
    visit = facts(conduct="false-visit|录入没有发生的拜访，按条数", amount=1, intent="gross")
    found = node.call("lookup", matrices, known, visit)
    assert found["tier"]["id"] == "warn"
    assert node.call("milder", matrices, known, visit, found, "2026-06-30") is None
    assert node.call("milder", matrices, known, visit, found, "2026-07-01")["tier"]["id"] == "remind"
    gift = facts()
    found = node.call("lookup", matrices, known, gift)
    assert node.call("milder", matrices, known, gift, found, "2026-07-01")["state"] == "none"


def test_every_row_of_the_own_matrix_can_be_found(node: Node, own: Policy) -> None:
    release = own.releases[0]
    matrices, known = browser_data.matrices(own.versions), shipped_periods(validity_periods(own, release.effective))
    for row in release.matrix.rows:
        amount = None if row.at_least is None else row.at_least
        conduct = f"{row.series or f'{row.clause} {row.measure}'}|{row.behaviour}"
        given_facts = facts(act=release.effective, conduct=conduct, amount=amount, intent=row.intent[0])
        given_facts["occurrence"] = row.occurrence
        assert node.call("lookup", matrices, known, given_facts)["row"]["id"] == row.id
