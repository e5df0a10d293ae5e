"""Sums in lessons, as people write them."""

from __future__ import annotations

import pytest

from builder.render import arithmetic


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("8 * 3 / 4 - 1", "8 × 3 ÷ 4 − 1"),
        ("(1 - 0.075) ** 10", "(1 − 0.075)<sup>10</sup>"),
        ("sqrt(2 ** 2)", "√(2<sup>2</sup>)"),
        ("ceil(90 / (60 - 10))", "sums.ceil(90 ÷ (60 − 10))"),
        ("date(2026, 12, 4) - date(2026, 11, 23)", "2026‑12‑04 − 2026‑11‑23"),
        ("a < b", "a &lt; b"),
    ],
)
def test_a_sum_is_printed_as_people_write_it(formula: str, printed: str) -> None:
    assert arithmetic(formula, lambda key: key) == printed
