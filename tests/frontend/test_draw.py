"""Which questions an attempt asks: the same each time it is opened, every question in its turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

IDS = [f"q{i}" for i in range(9)]
often = settings(max_examples=200, deadline=None)
pools = st.integers(2, 7).flatmap(
    lambda size: st.integers(1, size).map(lambda count: [{"draw": count, "of": IDS[:size]}])
)


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with Node("../../../tests/frontend/kinds.ts") as started:
        yield started


@often
@given(st.text(max_size=20), st.integers(0, 12))
def test_a_shuffle_follows_from_its_seed_and_loses_nothing(node, seed, count):
    items = list(range(count))
    first = node.call("shuffled", items, seed)
    assert sorted(first) == items
    assert node.call("shuffled", items, seed) == first


def test_seeds_give_different_orders(node):
    orders = {tuple(node.call("shuffled", IDS, f"quiz/{attempt}")) for attempt in range(20)}
    assert len(orders) == 20


@often
@given(pools, st.booleans(), st.integers(0, 50))
def test_an_attempt_draws_from_its_pool_and_asks_the_rest(node, pools, shuffle, attempt):
    asked = node.call("drawn", IDS, pools, shuffle, "quiz", attempt)
    assert asked == node.call("drawn", IDS, pools, shuffle, "quiz", attempt)
    pool = pools[0]["of"]
    assert len(set(asked) & set(pool)) == pools[0]["draw"]
    assert set(asked) - set(pool) == set(IDS) - set(pool)
    assert shuffle or asked == sorted(asked)


@often
@given(pools)
def test_every_question_comes_before_one_comes_again(node, pools):
    size, count = len(pools[0]["of"]), pools[0]["draw"]
    seen = [
        q for attempt in range(size // count) for q in node.call("drawn", pools[0]["of"], pools, False, "x", attempt)
    ]
    assert len(seen) == len(set(seen))
