"""What the rules of quality report, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from handbook.content.lint.options import _ALL, _EMPTY, _alike, _bare
from handbook.content.lint.stems import _BOLD, _EITHER, _NEGATIVE, _hidden
from handbook.content.lint.typography import typography_issues
from handbook.content.load import load
from handbook.content.resolve import resolve
from handbook.diagnostics import Diagnostics
from handbook.text.markdown_text import strip_markdown, visible_text

from tests.support.handbooks import write


@pytest.mark.parametrize(
    "text",
    [
        "周宁签了 3 单，共 500 万元。",
        "用 `第2版` 这样的名字",
        "见[劳动法第四十三条](source:law)和**第 3 步**。",
        "**140%，红灯。** 不是周宁懒。",
        "0.5 × 2 ＝ 4；4 × 0.8 ＝ 3.2。算出 8.8 的，漏了。",
        "客单价 {{deal-size}}，见 https://example.com/第2页 。".replace(" 。", "。"),
        "马斯洛（Maslow，1943）说过“缺什么”。",
        "P=f(A,M,O) 是公式",
        "第八条\u3000及时填写",
        "空里填[[a]]次",
        'English only, with (brackets) and "quotes".',
    ],
)
def test_what_is_set_well_is_left_alone(text: str) -> None:
    assert list(typography_issues(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("签了3单", [("space", "了3单", "了 3 单")]),
        ("签了3单，又签了5单", [("space", "了3单", "了 3 单"), ("space", "了5单", "了 5 单")]),
        ('他说"好"。', [("width", '"', "“"), ("width", '"', "”")]),
        ("好,走", [("width", ",", "，")]),
        ("中文(English)对", [("width", "(", "（"), ("width", ")", "）")]),
        ("好 。走", [("no-space", " ", "")]),
        ("共**3**单", [("space", "共3单", "共 3 单")]),
    ],
)
def test_what_is_not_is_found_where_it_stands(text: str, found: list[tuple[str, str, str]]) -> None:
    told = list(typography_issues(text))
    assert [(slip.case, slip.found, slip.want) for slip in told] == found
    for slip in told:
        assert strip_markdown(text[slip.offset : slip.offset + slip.length]) == slip.found


@pytest.mark.parametrize("text", ["b\u3000={{乙%+%\u3000 ", "乙%+%", "甲a", "a甲 "])
def test_what_the_linter_adds_at_the_end_is_no_trouble(text: str) -> None:
    for slip in typography_issues(text):
        assert 0 <= slip.offset < len(text)


def test_places_of_what_is_read() -> None:
    seen = visible_text("a**b**[c](term:d)`e`{{f}}")
    assert seen.text == "abc\ufffc0 元"
    assert tuple(seen.places) == (0, 3, 7, 17, 20, 20, 20)


@pytest.mark.parametrize(
    ("ask", "word"),
    [
        ("哪一项不属于面客小时？", "不"),
        ("下列说法不正确的是：", "不"),
        ("下面没有写进合同的是哪一条？", "没有"),
        ("除了哪一项，其余都要写？", "除了"),
        ("哪一项**不**属于？", None),
        ("能不能改天？", None),
        ("客户说不急，下一步先做哪一件？", None),
        ("有没有哪一件该先做？", None),
        ("哪一种说法不同？", None),
        ("为什么不行？", None),
        ("除了回款，还看什么？", None),
    ],
)
def test_negatives_are_seen_where_they_are_asked_for(ask: str, word: str | None) -> None:
    found = _NEGATIVE.search(_EITHER.sub(_hidden, _BOLD.sub(_hidden, ask)))
    assert (found and found[found.lastgroup or 0]) == word


@pytest.mark.parametrize(
    "text",
    ["以上都对", "以上都不对。", "以上皆是", "以上皆非", "都对", "都不对", "前三项都正确", "全对", "上述选项都不是"],
)
def test_options_about_the_others(text: str) -> None:
    assert _ALL.fullmatch(_bare(text))


@pytest.mark.parametrize("text", ["两边都对客户好", "都不去", "以上级批示为准", "对", "全部退款"])
def test_options_of_their_own(text: str) -> None:
    assert not _ALL.fullmatch(_bare(text))


@pytest.mark.parametrize(
    ("text", "empty"), [("对。", True), ("不对", True), ("这是错误的。", True), ("对，见不到人。", False)]
)
def test_explanations_that_explain_nothing(text: str, empty: bool) -> None:
    assert bool(_EMPTY.fullmatch(_bare(text))) is empty


@pytest.mark.parametrize(
    ("first", "second", "case"),
    [
        ("马上答应。", "马上答应", "same"),
        ("先问主管", "先问主管，再答复", "inside"),
        ("可以", "不可以", None),
        ("3 天", "13 天", None),
        ("先问", "后答", None),
    ],
)
def test_options_that_overlap(first: str, second: str, case: str | None) -> None:
    assert _alike(_bare(first), _bare(second)) == case


def test_what_is_accepted_is_counted_and_not_shown(tmp_path: Path) -> None:
    lesson = """
        id: second
        title: 第二课
        # accept HB712: 只读，不练
        outcomes: [basics.rate]
        can_do: 算出自己的成交率。
        blocks:
          # accept HB714: 原样引用
          - type: prose
            text: |
              签了3单，

              又签了5单。
          - {type: prose, text: 签了7单。}
        """
    root = write(tmp_path, {"content/modules/basics/02-second.yml": lesson})
    sink = Diagnostics()
    resolve(load(root, sink), sink)
    assert [(found.name, found.line) for found in sink] == [
        ("lesson-without-practice", 1),
        ("acceptance", 3),
        ("typography", 13),
    ]
    assert sink.accepted_count == 2


def test_a_text_without_end_is_looked_at_from_its_beginning() -> None:
    """Whole, it would take minutes; the first slips are told, and the next once they are put right."""
    found = list(typography_issues("周宁用CRM记了3次" * 20_000))
    assert found[0].want == "用 C"
    assert found[-1].offset < 1000
    assert list(typography_issues("他用了三次，" * 20_000)) == []


def test_slips_are_found_in_every_sentence() -> None:
    text = "周宁用CRM记。\n" * 3
    assert [slip.offset for slip in typography_issues(text)] == [2, 5, 11, 14, 20, 23]
