"""What counts as the same short answer."""

import pytest
from handbook.exercises.marking.text import normal, number


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("紧急、不重要", "紧急不重要"),
        (" 紧急，不 重要。 ", "紧急不重要"),
        ("ＳＭＡＲＴ", "smart"),
        ("三", "3"),
        ("３", "3"),
        ("十二", "12"),
        ("两", "二"),
        ("二〇二六", "2026"),
        ("一百零五", "105"),
        ("三千二", "3200"),
        ("三点五万", "35000"),
        ("一亿二千万", "120000000"),
        ("3.50", "3.5"),
        ("1,200", "1200"),
        ("百分之三十", "30%"),
        ("３０％", "30%"),
        ("−5", "-5"),
        ("COVID-19", "covid19"),
        ("第三象限", "第3象限"),
    ],
)
def test_ways_of_writing_the_same(typed, meant):
    assert normal(typed) == normal(meant)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5", "15"),
        ("-5", "5"),
        ("30%", "30"),
        ("3-5", "35"),
        ("紧急", "不紧急"),
        ("——", "！"),
        ("12", "21"),
    ],
)
def test_what_stays_different(one, other):
    assert normal(one) != normal(other)


@pytest.mark.parametrize("word", ["千万", "万一", "百", "亿亿", "九千亿亿"])
def test_words_that_only_look_like_numbers_stay_words(word):
    assert not normal(word).replace("-", "").isdigit()


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        (12, None, 12.0),
        ("１２", None, 12.0),
        ("1,200 元", "元", 1200.0),
        ("50万元", "万元", 50.0),
        ("三十", None, 30.0),
        (".5", None, 0.5),
        ("-2.50", None, -2.5),
        ("30％", "%", 30.0),
        ("1e5", None, None),
        ("大约五", None, None),
        ("", None, None),
        (True, None, None),
        (None, None, None),
    ],
)
def test_numbers(typed, unit, value):
    assert number(typed, unit) == value
