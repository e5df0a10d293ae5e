"""Problems as data, in words, and as text, JSON and annotations."""

from __future__ import annotations

import json
import re
from string import Formatter

import pytest
from handbook.diagnostics import MOST_PER_FILE, Diagnostic, Diagnostics, Location, codes
from handbook.diagnostics.messages import MOST_LISTED, template
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.render import WINDOW, as_github, as_json, as_text, paint, plain, summary
from handbook.diagnostics.suggest import nearest, unknown
from handbook.diagnostics.width import cells
from hypothesis import given
from hypothesis import strategies as st


def one(name: RuleName = "duplicate-key", where: Location | str = "a.yml", **args: object) -> Diagnostics:
    sink = Diagnostics()
    sink.add(name, where, **args)
    return sink


# Codes and words


RULES = pytest.mark.parametrize("name", codes.rules())


def test_codes_and_names_are_used_once() -> None:
    rules = codes.read_rules()
    assert len({rule.name for rule in rules}) == len({rule.code for rule in rules}) == len(rules)
    assert all(re.fullmatch(r"HB\d{3}", rule.code) and re.fullmatch(r"[a-z0-9-]+", rule.name) for rule in rules)
    assert {rule.severity for rule in rules} == {"error", "warning"}
    written = [line for path in codes.CATALOGUE.glob("*.yml") for line in path.read_text("utf-8").splitlines()]
    assert sum(line.startswith("    code: ") for line in written) == len(rules), "YAML keeps one of two equal keys"


@RULES
@pytest.mark.parametrize("lang", codes.LANGUAGES)
def test_every_language_has_words_for_every_rule(lang: str, name: RuleName) -> None:
    assert all(codes.words(name, lang).get(part) for part in ("message", "hint", "why"))


def test_a_file_of_the_catalogue_holds_nothing_unknown() -> None:
    parts = {"message", "hint", "why", "cell_message", "cell_hint"}
    for rule in codes.read_rules():
        assert set(codes.group(rule.group)) == {"title", "rules"}
        assert set(codes.group(rule.group)["rules"][rule.name]) == {"code", "severity", *codes.LANGUAGES}
        for lang in codes.LANGUAGES:
            entry = codes.words(rule.name, lang)
            assert set(entry) - {"case"} <= parts
            assert all(set(own) <= parts for own in entry.get("case", {}).values())


def test_languages_have_the_same_tables() -> None:
    tables = [{name: set(table) for name, table in codes.group("tables")[lang].items()} for lang in codes.LANGUAGES]
    assert all(table == tables[0] for table in tables)
    assert all(set(codes.group(rule.group)["title"]) == set(codes.LANGUAGES) for rule in codes.rules().values())


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template.replace("⟨", "").replace("⟩", "")) if name}


@RULES
def test_languages_say_the_same_things(name: RuleName) -> None:
    entries = {lang: codes.words(name, lang) for lang in codes.LANGUAGES}
    cases = [set(entry.get("case", {})) for entry in entries.values()]
    assert all(names == cases[0] for names in cases)
    for case in ("", *cases[0]):
        shown = [places(template(name, "message", lang, case)) for lang in entries]
        assert all(names == shown[0] for names in shown), case


def test_an_unknown_language_speaks_english() -> None:
    assert codes.words("duplicate-key", "eo") == codes.words("duplicate-key", "en")
    assert codes.table("kinds", "eo") == codes.table("kinds", "en")


def test_a_part_with_nothing_to_show_is_left_out() -> None:
    found = next(iter(one("unknown-key", id="x", known=["a", "b"], near=None)))
    assert found.hint() == "可用的键：`a`、`b`。"
    assert found.hint("en") == "Known keys: `a`, `b`."
    assert next(iter(one("unknown-key", id="x", known=[]))).hint() == ""


def test_what_authors_write_is_shown_on_one_line_and_steers_no_terminal() -> None:
    message = next(iter(one("duplicate-key", key="a\nb\x1b[31m\u202e{x}" + "长" * 999, line=1))).message()
    assert "\n" not in message
    assert "\x1b" not in message
    assert "\u202e" not in message
    assert "{x}" in message
    assert len(message) < 120


def test_long_lists_are_cut() -> None:
    known = [f"key{number}" for number in range(99)]
    assert next(iter(one("unknown-key", id="x", known=known))).hint().count("`") == 2 * MOST_LISTED


@pytest.mark.parametrize(("value", "shown"), [(2.0, "2"), (0.1, "0.1"), (True, "true"), (None, ""), (7, "7")])
def test_numbers_are_shown_as_people_write_them(value: object, shown: str) -> None:
    assert next(iter(one(value=value))).args == (("value", shown),)


# Collecting


def test_problems_are_sorted_and_kept_once() -> None:
    sink = Diagnostics()
    for where in (
        Location("b", 1, 1),
        Location("a", 10, 2),
        Location("a", 9, 30),
        Location("a", 10, 1),
        Location("a", 10, 2),
    ):
        sink.add("duplicate-key", where, key="k", line=1)
    assert [(d.file, d.line, d.column) for d in sink] == [("a", 9, 30), ("a", 10, 1), ("a", 10, 2), ("b", 1, 1)]
    assert len(sink) == sink.error_count == 4


def test_warnings_are_no_errors() -> None:
    sink = one("unused-source", id="x")
    assert (sink.error_count, sink.warning_count) == (0, 1)
    assert summary(sink) == "0 个错误，1 个提醒。"
    assert summary(Diagnostics(), "en") == "No problems found."


def test_a_file_with_too_many_problems_says_so_at_the_end() -> None:
    sink = Diagnostics()
    for line in range(1, MOST_PER_FILE + 4):
        sink.add("duplicate-key", Location("a", line), key="k", line=1)
    sink.add("duplicate-key", "b", key="k", line=1)
    found = sink.sorted()
    assert len(found) == MOST_PER_FILE + 2
    assert found[MOST_PER_FILE].name == "many-problems"
    assert dict(found[MOST_PER_FILE].args)["more"] == "3"


def test_a_name_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError):
        one("HB102")  # type: ignore[arg-type]


def test_diagnostics_can_be_compared_and_kept_in_sets() -> None:
    first, second = next(iter(one(key="a"))), next(iter(one(key="b")))
    assert first < second
    assert len({first, second, first}) == 2
    assert isinstance(first, Diagnostic)


# Suggestions


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("lable", "label"),
        ("Label", "label"),
        ("ｌａｂｅｌ", "label"),
        ("la\u200bbel", "label"),
        ("year-target", "year_target"),
        ("label ", "label"),
        ("unti", "unit"),
        ("xyz", None),
        ("", None),
        ("label" * 99, None),
    ],
)
def test_the_nearest_word(word: str, near: str | None) -> None:
    assert nearest(word, ["unit", "label", "year_target", "formula"]) == near


def test_a_word_with_something_invisible_in_it() -> None:
    assert unknown("la\u200bbel", ["label"])["case"] == "invisible"
    assert "case" not in unknown("lable", ["label"])


# Cells


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("abc", 3),
        ("中文：，", 8),
        ("“”…—①", 5),
        ("ｗｉｄｅ", 8),
        ("e\u0301a\u0308", 2),
        ("한글", 4),
        ("\u1112\u1161\u11ab", 2),
        ("😀", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("👩🏽‍⚕️", 2),
        ("☀", 1),
        ("☀️", 2),
        ("❤️‍🔥", 2),
        ("1️⃣", 2),
        ("🇨🇳🇨🇳", 4),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2),
        ("\U0001fae8", 2),
        ("\u3000", 2),
        ("", 0),
    ],
)
def test_cells(text: str, wide: int) -> None:
    assert cells(text) == wide


# Text


def excerpt(line: str, column: int, length: int = 1) -> tuple[str, str]:
    """The shown line and the caret's line, both without the gutter."""
    sink = one("duplicate-key", Location("a.yml", 1, column, length), key="k", line=1)
    sink.add_source("a.yml", line)
    _, shown, carets, *_ = as_text(sink).split("\n")
    return shown.removeprefix("    1 | "), carets.removeprefix("      | ")


def pointed(line: str, column: int, length: int = 1) -> str:
    """What the carets stand under."""
    shown, carets = excerpt(line, column, length)
    start, end = len(carets) - len(carets.lstrip()), len(carets)
    return "".join(char for at, char in enumerate(shown) if start <= cells(shown[: at + 1]) - 1 < end)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("title: 目标", "目标"),
        ("标题：😀 目标", "目标"),
        ("家 👨‍👩‍👧‍👦 里", "里"),
        ("天 ☀️ 好", "好"),
        ("\t- 目标", "目标"),
        ("a\tb: c", "c"),
        ("e\u0301e\u0301 x", "x"),
        ("\u3000\u3000全角 y", "y"),
        ("控\x07制 z", "z"),
    ],
)
def test_the_caret_stands_under_what_it_points_at(line: str, word: str) -> None:
    assert pointed(line, line.index(word) + 1, len(word)) == word


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "长" * 500 + "错" + "长" * 500
    shown, carets = excerpt(line, 501)
    assert cells(shown) <= WINDOW
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert pointed(line, 501) == "错"
    assert len(carets.strip()) == 2


def test_a_line_of_two_million_characters_is_cut_at_once() -> None:
    shown, _ = excerpt("👍🏽" * 1_000_000, 1_500_001, 400_000)
    assert cells(shown) <= WINDOW + 1


@given(st.text(max_size=300), st.integers(1, 310), st.integers(1, 400))
def test_any_line_can_be_shown(line: str, column: int, length: int) -> None:
    line = re.sub(r"[\r\n]", " ", line)
    if not line.strip():
        return
    shown, carets = excerpt(line, column, length)
    assert set(carets.strip()) == {"^"}
    assert "\x1b" not in shown
    assert cells(shown) <= WINDOW + 2


def test_text_has_place_code_message_and_hint() -> None:
    sink = one("unknown-key", Location("content/x.yml", 2, 3, 5), id="lable", known=["label"], near="label")
    sink.add_source("content/x.yml", "a:\n  lable: 1\n")
    assert as_text(sink) == (
        "content/x.yml:2:3: error[HB201]: 这里不认识 `lable` 这个键。\n"
        "    2 |   lable: 1\n"
        "      |   ^^^^^\n"
        "  提示：是不是想写 `label`？可用的键：`label`。\n\n"
    )
    assert as_text(sink, "en").splitlines()[-2] == "  hint: Did you mean `label`? Known keys: `label`."


def test_a_file_that_was_not_read_has_no_line_to_show() -> None:
    assert as_text(one("empty-file", "a.yml")).count("\n") == 3


def test_colours_are_added_on_demand_only() -> None:
    sink = one(key="k", line=1)
    assert "\x1b" not in as_text(sink, "zh", plain)
    assert "\x1b[31m" in as_text(sink, "zh", paint)


# JSON and annotations


def test_json() -> None:
    sink = one("unused-source", Location("a.yml", 4, 10, 3), id="x")
    assert json.loads(as_json(sink, "en")) == {
        "diagnostics": [
            {
                "code": "HB603",
                "name": "unused-source",
                "severity": "warning",
                "file": "a.yml",
                "line": 4,
                "column": 10,
                "length": 3,
                "message": "Nothing cites the source `x`.",
                "hint": "Cite it where its finding is claimed, or delete it.",
            }
        ]
    }
    assert json.loads(as_json(Diagnostics())) == {"diagnostics": []}


def test_annotations_escape_what_would_end_them() -> None:
    sink = one("duplicate-key", Location("a,b:100%.yml", 4, 10, 3), key="50%", line=1)
    assert as_github(sink, "en") == (
        "::error file=a%2Cb%3A100%25.yml,line=4,col=10,endColumn=13,title=HB102 duplicate-key"
        "::`50%25` is given twice at this level, first in line 1."
        "%0AKeep one; if you need both contents, put them together.\n"
    )
