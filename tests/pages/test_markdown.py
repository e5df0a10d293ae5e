"""Authors' Markdown: harmless, linked, and plain text stays plain."""

from __future__ import annotations

import pytest
from handbook.content.addresses import Links
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.pages.prose import Prose, ProseIndex
from hypothesis import given
from hypothesis import strategies as st

from tests.support.handbooks import write


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ProseIndex:
    handbook = check(write(tmp_path_factory.mktemp("handbook")), Diagnostics())
    assert handbook is not None
    return ProseIndex(handbook)


@pytest.fixture
def prose(index: ProseIndex) -> Prose:
    return Prose(index, Links(), "modules/basics/first.md")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("普通一句话。", "<p>普通一句话。</p>"),
        ("**重点**", "<p><strong>重点</strong></p>"),
        ("**先问。**再答", "<p><strong>先问。</strong>再答</p>"),
        ("他说**“好”**就走", "<p>他说<strong>“好”</strong>就走</p>"),
        ("<b>粗</b>", "<p>&lt;b&gt;粗&lt;/b&gt;</p>"),
        ("客单价 {{deal-size}}。", "<p>客单价 8 万元。</p>"),
        ("见[成交率](exercise:rate)。", '<p>见<a href="../../../exercises/rate/">成交率</a>。</p>'),
        ("[坏](javascript:alert(1))", "<p>[坏](javascript:alert(1))</p>"),
    ],
)
def test_block(prose: Prose, text: str, html: str) -> None:
    assert str(prose.block(text)) == html


def test_a_term_is_linked_once_a_page(prose: Prose) -> None:
    html = str(prose.block("面客小时，又是面客小时。", terms=True)) + str(prose.block("面客小时", terms=True))
    assert html.count("glossary/#term-face-hour") == 1


def test_terms_are_not_linked_inside_links(prose: Prose) -> None:
    assert "#term-" not in str(prose.block("[面客小时](exercise:rate)", terms=True))


@given(st.text(max_size=80))
def test_no_text_becomes_a_tag_of_its_own(index: ProseIndex, text: str) -> None:
    prose = Prose(index, Links(), "index.md")
    html = str(prose.block(text + "<script>alert(1)</script><img src=x onerror=alert(1)>", terms=True))
    assert "<script" not in html
    assert "<img src=x" not in html
