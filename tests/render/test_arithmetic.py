"""Formulas as sums are printed in lessons."""

from __future__ import annotations

import pytest
from handbook.render.environment import arithmetic

TERMS = {"date": "{} 年 {} 月 {} 日", "comma": "，", "sqrt": "√", "ceil": "向上取整"}


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("2 * 3 / 4 - 1", "2 × 3 ÷ 4 − 1"),
        ("sqrt((38 - 44) ** 2)", "√((38 − 44)²)"),
        ("0.9 ** 10 * 100", "0.9¹⁰ × 100"),
        ("date(2027, 1, 8) - date(2027, 1, 1)", "2027 年 1 月 8 日 − 2027 年 1 月 1 日"),
        ("ceil(5 * 2 / 3)", "向上取整(5 × 2 ÷ 3)"),
    ],
)
def test_arithmetic(formula: str, printed: str) -> None:
    assert arithmetic(formula, TERMS) == printed
