"""The figures of a class beside those that SciPy 1.17, pandas 3.1 and NumPy 2.4 give for the same simulated classes."""

from __future__ import annotations

import math

import pytest
from handbook.exchange.results import stats

from tests.support.classes import partial, shares

PLAIN = shares(40, 8, 11)
PARTIAL = partial(33, 6, 5)
POINTS = [1.0, 2.0, 1.0, 3.0, 1.0, 2.0]
BEFORE = [20.0, 30.0, 90.0, 70.0, 100.0, 60.0, 80.0, 20.0, 100.0, 50.0, 40.0, 60.0]
AFTER = [12.0, 38.0, 103.0, 72.0, 125.0, 83.0, 111.0, 28.0, 93.0, 66.0, 66.0, 71.0]


def test_difficulty_is_the_mean_share() -> None:
    found = [item.difficulty for item in stats.items(PLAIN, [1.0] * 8)]
    assert found == pytest.approx([0.875, 0.8, 0.8, 0.675, 0.575, 0.475, 0.35, 0.6])


def test_item_rest_is_pearsons_r_with_the_other_questions() -> None:
    """scipy.stats.pearsonr."""
    assert [item.item_rest for item in stats.items(PLAIN, [1.0] * 8)] == pytest.approx([
        0.5835609046455005, 0.598342977824283, 0.564832045608083, 0.5548537400317997, 0.6605282718359075,
        0.5223015403802151, 0.59309073316523, 0.15761022595230875,
    ])  # fmt: skip
    assert [item.item_rest for item in stats.items(PARTIAL, POINTS)] == pytest.approx([
        0.2744184908470454, 0.24999131448252282, 0.16901135060139616, 0.11868342172046982, 0.15790333738303042,
        -0.2705780369240618,
    ])  # fmt: skip


def test_discrimination_shares_the_border_among_equals() -> None:
    """pandas: group means of tied scores, then the mean of the first and last 27 %."""
    assert [item.discrimination for item in stats.items(PLAIN, [1.0] * 8)] == pytest.approx([
        0.4545454545454546, 0.5795454545454546, 0.6136363636363636, 0.7314049586776858, 0.875, 0.7923553719008265,
        0.8760330578512397, 0.44111570247933873,
    ])  # fmt: skip
    assert [item.discrimination for item in stats.items(PARTIAL, POINTS)] == pytest.approx([
        0.40740740740740744, 0.6419753086419752, 0.25925925925925924, 0.5061728395061729, 0.3950617283950618,
        0.030864197530864113,
    ])  # fmt: skip


def test_the_order_of_sittings_changes_nothing() -> None:
    turned = [list(reversed(column)) for column in PARTIAL]
    for one, other in zip(stats.items(PARTIAL, POINTS), stats.items(turned, POINTS), strict=True):
        assert one.discrimination == pytest.approx(other.discrimination)
        assert one.item_rest == pytest.approx(other.item_rest)


def test_reliability_is_kr20_or_alpha_and_only_from_thirty() -> None:
    found = stats.reliability(PLAIN, [1.0] * 8)
    assert found
    assert found.kind == "kr20"
    assert found.value == pytest.approx(0.8038428637231032)  # with p (1 − p) and the population's variance
    found = stats.reliability(PARTIAL, POINTS)
    assert found
    assert found.kind == "alpha"
    assert found.value == pytest.approx(0.16435515230071282)
    assert stats.reliability([column[:29] for column in PLAIN], [1.0] * 8) is None
    drawn = [[None, *column[1:]] for column in PLAIN]
    assert stats.reliability(drawn, [1.0] * 8) is None
    assert stats.reliability([[1.0] * 40, [1.0] * 40], [1.0, 1.0]) is None


def test_summary_and_bins() -> None:
    """pandas.DataFrame.describe and numpy.histogram of per cents rounded to nine places."""
    for columns, points, figures, counts in (
        (PLAIN, [1.0] * 8, [40, 64.375, 29.492230615310646, 0, 50, 62.5, 87.5, 100], [2, 3, 0, 3, 0, 8, 5, 2, 11, 6]),
        (PARTIAL, POINTS,
         [33, 55.454545454545446, 17.094877843519342, 10, 43.33333333333333, 63.33333333333333, 70, 76.66666666666666],
         [0, 1, 2, 2, 7, 3, 8, 10, 0, 0]),
    ):  # fmt: skip
        percents = [p for p in stats.percents(columns, points) if p is not None]
        found = stats.summary(percents)
        assert found
        named = [found.n, found.mean, found.sd, found.least, found.q1, found.median, found.q3, found.most]
        assert named == pytest.approx(figures)
        assert stats.bins(percents) == counts


def test_paired_change_with_both_effect_sizes() -> None:
    """scipy.stats.ttest_rel: d_z is t ÷ √n; both times 1 − 3 ÷ (4 · 11 − 1), which is gamma's value to 0.0003."""
    found = stats.change(BEFORE, AFTER)
    assert found
    assert (found.n, found.up, found.same, found.down) == (12, 10, 0, 2)
    assert [found.before, found.after, found.sd_before, found.sd_after, found.gain, found.sd_gain] == pytest.approx(
        [60, 72.33333333333333, 28.91995221924885, 33.86694106307355, 12.333333333333334, 12.63712663927088]
    )
    assert found.dz == pytest.approx(0.9078700043569566)
    assert found.dav == pytest.approx(0.36545424107755436)
    assert stats.correction(12) == pytest.approx(0.9299598099757785, abs=3e-4)


def test_few_pairs_have_counts_but_no_effect_size() -> None:
    found = stats.change(BEFORE[:4], AFTER[:4])
    assert found
    assert (found.n, found.up, found.dz, found.dav) == (4, 3, None, None)
    assert stats.change([], []) is None
    one = stats.change([50.0], [60.0])
    assert one
    assert (one.gain, one.sd_gain) == (10, None)
    flat = stats.change([50.0] * 6, [60.0] * 6)
    assert flat
    assert (flat.dz, flat.dav) == (None, None)


def test_a_group_of_four_is_not_profiled() -> None:
    assert stats.spread([1.0, 2.0, 3.0, 4.0]) is None
    found = stats.spread([1.0, 2.0, 3.0, 4.0, 5.0])
    assert found
    assert (found.mean, found.q1, found.q3) == (3, 2, 4)
    assert found.sd == pytest.approx(math.sqrt(2.5))
    assert not hasattr(found, "least")  # the lowest answer is somebody's


def test_drawn_questions_count_only_where_they_were_asked() -> None:
    columns = [[1.0, None, 0.0], [None, 1.0, 1.0]]
    assert stats.percents(columns, [1.0, 3.0]) == [100, 100, 75]
    assert [item.n for item in stats.items(columns, [1.0, 3.0])] == [2, 2]
    assert stats.percents([[None], [None]], [1.0, 1.0]) == [None]
    assert stats.items([], []) == []


def flagged(item: stats.Item, **more: object) -> list[tuple[str, str]]:
    given: dict[str, object] = {"skipped": 0, "chosen": {}, "right": [], "sure": (0, 0)}
    return stats.flags(item, **{**given, **more})  # type: ignore[arg-type, return-value]


def test_flags_say_what_to_look_at() -> None:
    assert flagged(stats.Item(4, 1, None, None)) == []
    assert flagged(stats.Item(30, 0.9, 0.1, None)) == [("easy", ""), ("weak", "")]
    assert flagged(stats.Item(29, 0.1, 0.1, None)) == [("hard", "")]
    assert flagged(stats.Item(12, 0.5, -0.1, None)) == [("negative", "")]
    assert flagged(stats.Item(20, 0.5, None, None), skipped=5, sure=(8, 4)) == [("skipped", ""), ("sure", "")]
    assert flagged(stats.Item(20, 0.5, None, None), skipped=4, sure=(8, 3)) == []


def test_distractors_are_dead_below_five_per_cent_and_popular_above_the_key() -> None:
    chosen = {"a": 5, "b": 14, "c": 1, "d": 0}
    half = stats.Item(20, 0.5, 0.3, None)
    assert flagged(half, chosen=chosen, right=["a"]) == [("dead", "d"), ("popular", "b")]
    few = stats.Item(19, 0.5, 0.3, None)
    assert flagged(few, chosen=chosen, right=["a"]) == [("popular", "b")]
    assert flagged(stats.Item(9, 0.5, None, None), chosen=chosen, right=["a"]) == []
