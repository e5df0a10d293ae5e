"""Where an author wraps a line of Chinese, the reader sees none."""

import pytest
from handbook.pages.prose import _engine


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("先清后排。\n再排日历。", "<p>先清后排。再排日历。</p>"),
        ("先**清**\n**后**排", "<p>先<strong>清</strong><strong>后</strong>排</p>"),
        ("用\nExcel 表", "<p>用\nExcel 表</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("上一段\n\n下一段", "<p>上一段</p>\n<p>下一段</p>"),
    ],
)
def test_line_ends_between_chinese_characters_go(text: str, html: str) -> None:
    assert _engine().render(text).strip() == html
