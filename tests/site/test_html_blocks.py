"""Blocks of a finished page are set aside for the engine and come back as they were."""

from __future__ import annotations

import pytest
from handbook.site.engines.html_blocks import put_back, set_aside

PAGE = """# 标题 {#top}

<div class="a">
<div>一</div>
<pre>空行

在里面</pre>
</div>

## 小标题 {#part}

<section>
<p>二</p>
</section>
"""


def test_blocks_go_and_headings_stay() -> None:
    markdown, blocks = set_aside(PAGE)
    assert "# 标题 {#top}" in markdown
    assert "## 小标题 {#part}" in markdown
    assert "一" not in markdown
    assert len(blocks) == 2
    assert "在里面" in blocks[0]


def test_what_was_set_aside_comes_back() -> None:
    assert put_back(*set_aside(PAGE)) == PAGE


@pytest.mark.parametrize("text", ["没有块。\n", "行里的 <b>字</b>\n", "<div>不收尾\n", ""])
def test_other_pages_come_back_too(text: str) -> None:
    assert put_back(*set_aside(text)) == text


def test_a_mark_inside_a_block_is_only_text() -> None:
    page = '<div><div data-block="0"></div></div>\n'
    assert put_back(*set_aside(page)) == page
