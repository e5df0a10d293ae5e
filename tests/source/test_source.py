"""YAML text → values that know where they stand."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import yaml
from handbook.diagnostics import Diagnostics, Location
from handbook.source import Document, parse
from handbook.source.compose import loader_class
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def read(text: str) -> Document:
    """The document of a text without problems."""
    sink = Diagnostics()
    document = parse("a.yml", text.encode(), sink)
    assert list(sink) == []
    assert document is not None
    return document


def marked(document: Document, where: Location) -> str:
    """The characters of the file that a place covers."""
    line = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[where.line - 1]
    return line[where.column - 1 :][: where.length]


@pytest.fixture(params=["C", "Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Once with PyYAML's parser in C, once without."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    loader_class.cache_clear()
    yield
    loader_class.cache_clear()


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12:30", "12:30"),
        ("no", "no"),
        ("yes", "yes"),
        ("1.10", "1.10"),
        ("1.1", 1.1),
        ("007", "007"),
        ("0", 0),
        ("-0", "-0"),
        ("-3", -3),
        ("+3", "+3"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        (".5", ".5"),
        ("0.5", 0.5),
        ("2026-03-02", "2026-03-02"),
        (".inf", ".inf"),
        ("true", True),
        ("True", "True"),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("1２", "1２"),
        ("=", "="),
        ("|\n  a\n  b", "a\nb\n"),
    ],
)
def test_scalars_are_what_they_look_like(text: str, value: object) -> None:
    document = read(f"a: {text}\n")
    assert document.value == {"a": value}
    assert type(document.value["a"]) is type(value)  # type: ignore[index]


def test_keys_are_text_as_written() -> None:
    assert read("1: a\nno: b\n12:30: c\n").value == {"1": "a", "no": "b", "12:30": "c"}


def test_aliases_stand_for_what_they_name() -> None:
    assert read("a: &x [1, 2]\nb: *x\n").value == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("loc", "key", "text"),
    [
        (("标题",), False, "目标：😀"),
        (("标题",), True, "标题"),
        (("items", 1), False, "two"),
        (("items", 2, "name"), False, '"三"'),
        (("items", 2, "name"), True, "name"),
        (("items", 2), False, "{"),
        (("items",), False, '[one, two, {name: "三"}]'),
        (("group",), False, "inner"),
        (("group", "inner"), False, "1"),
        (("long",), False, "|"),
        ((), False, "标题"),
    ],
)
def test_places(loc: tuple[str | int, ...], key: bool, text: str) -> None:
    document = read('标题: 目标：😀  # 话\nitems: [one, two, {name: "三"}]\ngroup:\n  inner: 1\nlong: |\n  words\n')
    assert marked(document, document.where(loc, key=key)) == text


def test_a_place_that_is_not_there_is_that_of_its_parent() -> None:
    document = read("a:\n  - b: 1\n")
    assert document.where(("a", 0, "missing")) == document.where(("a", 0))
    assert document.where(("a", 7)) == document.where(("a",))
    assert document.where(("a", 0, "b", "c", 3)) == document.where(("a", 0, "b"))


def test_what_pydantic_puts_between_is_passed_over() -> None:
    document = read("fields:\n  - {type: table, rows: x}\n  - {type: rows, rows: [1]}\n")
    assert document.where(("fields", 0, "table", "rows")) == document.where(("fields", 0, "rows"))
    assert document.where(("fields", 0, "table", "rows", "tuple[int, ...]")) == document.where(("fields", 0, "rows"))
    assert document.where(("fields", 1, "rows", "rows", 0)) == document.where(("fields", 1, "rows", 0))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_count_them(end: str) -> None:
    text = "a: 一\u2028二\u0085三\nb: 四\x0c".replace("\x0c", "").replace("\n", end) + end
    document = read(text)
    assert document.value == {"a": "一 二 三", "b": "四"}
    assert document.where(("b",)) == Location("a.yml", 2, 4, 1)


def test_a_byte_order_mark_moves_nothing() -> None:
    sink = Diagnostics()
    document = parse("a.yml", b"\xef\xbb\xbfa: 1\n", sink)
    assert document is not None
    assert document.where(("a",)) == Location("a.yml", 1, 4, 1)


SCALARS = {
    "plain": "f: {}\n",
    "single": "f: '{}'\n",
    "double": 'f: "{}"\n',
    "literal": "f: |\n  {}\n",
    "folded": "f: >-\n  {}\n",
    "anchored": "f: &x {}\n",
    "listed": "f: [a, '{}']\n",
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("style", SCALARS)
def test_a_place_inside_a_text(style: str) -> None:
    document = read(SCALARS[style].format("利润 / (总额😀 - cost)"))
    loc = ("f", 1) if style == "listed" else ("f",)
    assert marked(document, document.inside(loc, 6, 3)) == "总额😀"
    assert marked(document, document.inside(loc, 0, 2)) == "利润"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("f: 'it''s cost'\n", "cost"),
        ('f: "a\\u4e2d\\n cost"\n', "cost"),
        ('f: "a\\\n   cost"\n', "cost"),
        ("f: a +\n   b +\n\n   cost\n", "cost"),
        ("f: 'a\n\n\n  cost'\n", "cost"),
        ("f: |\n  a\n\n    b\n  cost\n", "cost"),
        ("f: >\n  a\n  b\n\n    more\n  cost\n\n", "cost"),
        ("f: |2\n    a\n  cost\n", "cost"),
        ("f: |+\r\n  a\r\n  cost\r\n\r\n", "cost"),
        ("f: >-  # why\n\n  a\n  cost", "cost"),
        ('f: "\\x41\\u0042\\U00000043\\t cost"\n', "cost"),
    ],
)
def test_a_place_in_a_text_over_several_lines(text: str, word: str) -> None:
    document = read(text)
    value = document.value["f"]  # type: ignore[index]
    assert marked(document, document.inside(("f",), value.index(word), len(word))) == word


def test_a_stretch_over_a_line_end_is_cut_there() -> None:
    document = read("f: one\n   two\n")
    assert document.inside(("f",), 1, 5) == Location("a.yml", 1, 5, 2)


def test_the_end_of_a_text_is_a_place() -> None:
    assert read("f: one\n").inside(("f",), 3, 1) == Location("a.yml", 1, 7, 1)


def test_no_place_inside_what_is_no_text() -> None:
    document = read("f: [1]\ng: ''\n")
    assert document.inside(("f",), 3, 1) == document.where(("f",))
    assert document.inside(("g",), 0, 1) == document.where(("g",))
    assert document.inside(("h",), 0, 1) == document.where(("h",))


WORDS = st.text(st.sampled_from("ab 中😀\n'\"\\:#-{}[],|>&*!%@`\t1."), max_size=30)


@given(WORDS, st.sampled_from(["'", '"', "|", ">", None]), st.integers(10, 40))
def test_every_character_is_found_where_it_stands(word: str, style: str | None, width: int) -> None:
    text = yaml.safe_dump({"a": {"f": word}}, default_style=style, allow_unicode=True, width=width)
    sink = Diagnostics()
    document = parse("a.yml", text.encode(), sink)
    assert document is not None
    value = document.value["a"]["f"]  # type: ignore[index]
    if not isinstance(value, str):
        return
    for offset, char in enumerate(value):
        where = document.inside(("a", "f"), offset, 1)
        if where == document.where(("a", "f")) and marked(document, where) != char:
            assert "\\" in text or style in ("|", ">"), "only what is escaped or hard to follow is placed roughly"
        elif char not in "\n \\'\"\t😀中":
            assert marked(document, where) == char


def test_a_valid_document_costs_little_more_than_composing_it() -> None:
    row = "  - {id: a, label: 年度销售目标, type: number, unit: 万元, min: 0, step: 0.5, note: 'x: y'}\n"
    text = "fields:\n" + row * 600
    data = text.encode()

    def spent(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    def ratio() -> float:
        composed = spent(lambda: yaml.compose(text, yaml.CSafeLoader))
        return spent(lambda: parse("a.yml", data, Diagnostics())) / composed

    assert min(ratio() for _ in range(15)) < 2  # one pair that nothing else on the machine came between is enough
