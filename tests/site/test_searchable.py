"""What is marked `data-search-exclude` is not in what the search index is made of."""

from __future__ import annotations

import pytest
from handbook.site.engines.search_exclude import without_excluded


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>甲</p>", "<p>甲</p>"),
        ("<p>甲</p><p data-search-exclude>乙</p><p>丙</p>", "<p>甲</p><p>丙</p>"),
        ('<div class="x" data-search-exclude><div>乙</div>丙</div>丁', "丁"),
        ("<details data-search-exclude><details>乙</details></details>丁", "丁"),
        ("<li data-search-exclude><ul><li>乙</li></ul>丙</li><li>丁</li>", "<li>丁</li>"),
        ('<div data-search-exclude="">乙</div>丁', "丁"),
        ('甲<input data-search-exclude value="乙">丁', "甲丁"),
        ("甲<div data-search-exclude>乙", "甲"),
        ("<div-x>甲</div-x><div data-search-exclude>乙<div-x>丙</div-x></div>丁", "<div-x>甲</div-x>丁"),
        ("<p>data-search-exclude</p>", "<p>data-search-exclude</p>"),
    ],
)
def test_marked_elements_are_gone_with_all_that_is_in_them(html: str, left: str) -> None:
    assert without_excluded(html) == left


def test_a_marked_heading_is_left_to_the_theme_which_leaves_out_its_section() -> None:
    html = '<h2 id="a" data-search-exclude>甲</h2><p>乙</p>'
    assert without_excluded(html) == html
