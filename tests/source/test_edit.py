"""Changing a YAML text by its value: what is wanted comes out, and nothing else changes a byte."""

from __future__ import annotations

import copy
import textwrap
from typing import Any

import pytest
from handbook.diagnostics import Diagnostics
from handbook.source import Document, parse
from handbook.source.edit import CannotRewriteError, rewritten, same
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.support.handbooks import OURS

QUIZZES = sorted(path for path in OURS.glob("exercises/*/*.yml") if "\nkind: quiz\n" in path.read_text("utf-8"))
HAND = textwrap.dedent("""
    # top
    id: x
    kind: quiz   # a quiz
    # accept HB703: for all
    questions:

      # about a
      - id: a   # first
        ask: |   # note
          line 1

          line 2

        # before options
        options:
          - {id: o1, text: A, right: true}  # c
          - {id: o2, text: "B, b", why: '#1'}
        hint: foo # trailing
        extra: [x,
          "y"]   # spread
      # accept HB709: about b
      # goes on
      - id: b
        ask: one
          folded
        options:
        - id: p
          text: T
          why: >-
            because
            of it
        - text: U
          id: q
        # deep comment
        hint:
      - {id: c, ask: flow, options: [{id: p, text: T}, {id: q, text: U}], clauses: [k, l]}
    # before pools
    pools: []
    trainer: |
      last words
    """).lstrip()
SIGNS = "abc 甲乙 ，。“”#:-?|>&*!%@`'\"[]{},=+~0159.\n\t\\/；"
TEXTS = st.one_of(
    st.text(SIGNS, max_size=24),
    st.sampled_from(
        ["true", "null", "~", "12:30", "1.10", "0x1", "- a", "a: b", "a #b", "---", " x", "x ", "\n x", "'"]
    ),
)


def read(text: str) -> Document:
    sink = Diagnostics()
    document = parse("x.yml", text.encode(), sink)
    assert document is not None
    return document


def change(text: str, wanted: Any) -> str:
    return rewritten(read(text), text, wanted)


def value(text: str) -> Any:
    return copy.deepcopy(read(text).value)


def edited(text: str, edit: Any) -> str:
    wanted = value(text)
    edit(wanted)
    return change(text, wanted)


def test_a_scalar_changes_where_it_stands() -> None:
    result = edited(HAND, lambda quiz: quiz["questions"][0].update(hint="bar: baz"))
    assert result == HAND.replace("hint: foo # trailing", 'hint: "bar: baz" # trailing')


def test_a_block_becomes_a_line_and_a_line_a_block() -> None:
    def edit(quiz: Any) -> None:
        quiz["questions"][0]["ask"] = "short"
        quiz["questions"][0]["hint"] = "two\nlines\n"

    expected = HAND.replace("ask: |   # note\n      line 1\n\n      line 2\n", "ask: short   # note\n")
    expected = expected.replace("hint: foo # trailing\n", "hint: | # trailing\n      two\n      lines\n")
    assert edited(HAND, edit) == expected


def test_items_move_with_the_comments_above_them() -> None:
    result = edited(HAND, lambda quiz: quiz["questions"].reverse())
    questions = result[result.index("  - {id: c") : result.index("# before pools")]
    assert questions.index("- {id: c") < questions.index("# accept HB709: about b") < questions.index("- id: b")
    assert questions.index("- id: b") < questions.index("# about a") < questions.index("- id: a   # first")
    assert "# accept HB703: for all\nquestions:\n" in result
    assert sorted(result.split("\n")) == sorted(HAND.split("\n"))


def test_an_entry_goes_with_its_line_only() -> None:
    result = edited(HAND, lambda quiz: quiz["questions"][0].pop("hint"))
    assert result == HAND.replace("    hint: foo # trailing\n", "")


def test_new_items_look_like_their_neighbours() -> None:
    def edit(quiz: Any) -> None:
        quiz["questions"][0]["options"].append({"id": "o3", "text": "C"})
        quiz["questions"][1]["options"].append({"id": "r", "text": "V"})
        quiz["questions"][2]["options"].insert(1, {"id": "r", "text": "V"})
        quiz["questions"][2]["hint"] = "x, y"

    result = edited(HAND, edit)
    assert "      - {id: o2, text: \"B, b\", why: '#1'}\n      - {id: o3, text: C}\n" in result
    assert "    - text: U\n      id: q\n    # deep comment\n" in result or "    - id: r\n      text: V\n" in result
    assert 'options: [{id: p, text: T}, {id: r, text: V}, {id: q, text: U}], clauses: [k, l], hint: "x, y"}' in result


def test_line_ends_stay_those_of_the_file() -> None:
    text = HAND.replace("\n", "\r\n")
    result = edited(text, lambda quiz: quiz["questions"][0].update(ask="a\nb\n", hint="c"))
    assert "\n" not in result.replace("\r\n", "")


@pytest.mark.parametrize("end", ["", "\n", "\n\n# the end", "\n# the end\n"])
def test_a_file_may_end_as_it_likes(end: str) -> None:
    text = "id: x\nquestions:\n  - id: a\n    ask: one" + end

    def edit(quiz: Any) -> None:
        quiz["questions"][0]["ask"] = "1\n2\n"
        quiz["questions"][0]["hint"] = "h"
        quiz["questions"].append({"id": "b", "ask": "two"})
        quiz["trainer"] = "t"

    result = edited(text, edit)
    assert result.count("# the end") == end.count("# the end")


SHARED = "id: x\nquestions:\n  - id: a\n    options: &same\n      - {id: p, text: T}\n  - id: b\n    options: *same\n"


def test_what_an_alias_shares_is_left_to_its_author() -> None:
    with pytest.raises(CannotRewriteError) as refused:
        edited(SHARED, lambda quiz: quiz["questions"][1]["options"][0].update(text="U"))
    assert refused.value.loc[:2] == ("questions", 1)
    assert "ask: x" in edited(SHARED, lambda quiz: quiz["questions"][1].update(ask="x"))


@pytest.mark.parametrize("path", QUIZZES, ids=lambda path: path.stem)
def test_the_same_value_is_the_same_text(path: Any) -> None:
    text = path.read_text("utf-8")
    assert change(text, value(text)) == text


# --- random edits


OPTIONAL = ("hint", "explain", "alike", "unit")


@st.composite
def edits(draw: st.DrawFn, quiz: Any) -> Any:
    """`quiz` with some edits that an import makes: texts, keys, items that come, go and move."""
    for _ in range(draw(st.integers(1, 5))):
        question = draw(st.sampled_from(quiz["questions"]))
        lists = [one for one in question.values() if isinstance(one, list) and one]
        what = draw(st.sampled_from(["text", "key", "add", "move", "drop", "item", "question", "questions"]))
        if what == "text":
            question["ask"] = draw(TEXTS)
        elif what == "key":
            key = draw(st.sampled_from(OPTIONAL))
            if key in question and draw(st.booleans()):
                del question[key]
            else:
                question[key] = draw(TEXTS)
        elif what == "question":
            new = {"id": f"n{len(quiz['questions'])}", "ask": draw(TEXTS), "clauses": ["a", draw(TEXTS)]}
            quiz["questions"].insert(draw(st.integers(0, len(quiz["questions"]))), new)
        elif what == "questions":
            quiz["questions"] = draw(st.permutations(quiz["questions"]))
        elif lists:
            _edit_list(draw, draw(st.sampled_from(lists)), what)
    return quiz


def _edit_list(draw: st.DrawFn, items: list[Any], what: str) -> None:
    plain = not isinstance(items[0], dict)
    if what == "add":
        new = draw(TEXTS) if plain else {"id": f"m{len(items)}", "text": draw(TEXTS), "why": draw(TEXTS)}
        items.insert(draw(st.integers(0, len(items))), new)
    elif what == "move":
        items[:] = draw(st.permutations(items))
    elif what == "drop" and len(items) > 1:
        del items[draw(st.integers(0, len(items) - 1))]
    elif what == "item":
        at = draw(st.integers(0, len(items) - 1))
        if plain:
            items[at] = draw(TEXTS)
        else:
            items[at]["why"] = draw(TEXTS)


def commented(text: str, marks: list[int]) -> str:
    """`text` with comments where whole lines begin, outside of texts of several lines."""
    lines = text.split("\n")
    for count, mark in enumerate(sorted({mark % len(lines) for mark in marks}, reverse=True)):
        stripped = lines[mark].lstrip()
        if stripped.startswith("- "):
            lines.insert(mark, " " * (len(lines[mark]) - len(stripped)) + f"# comment {count}")
    return "\n".join(lines)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_edits_come_out_as_wanted(newline: str, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([HAND, *(path.read_text("utf-8") for path in QUIZZES)]))
    text = commented(source, data.draw(st.lists(st.integers(0, 400), max_size=6))).replace("\n", newline)
    before = value(text)
    assume(same(before, read(source).value))
    wanted = data.draw(edits(copy.deepcopy(before)))
    result = change(text, wanted)
    assert same(read(result).value, wanted)
    if not _dropped(before, wanted):
        lines = result.split(newline)
        assert [line for line in text.split(newline) if "# comment" in line and line not in lines] == []
    for one in before["questions"]:
        _assert_untouched(text, result, one, wanted)


def _dropped(before: Any, wanted: Any) -> bool:
    """Whether a question or an item is gone, and with it the comments above it."""
    now = {one["id"]: one for one in wanted["questions"]}
    return any(
        one["id"] not in now
        or any(len(_names(value)) > len(_names(now[one["id"]].get(key))) for key, value in one.items())
        for one in before["questions"]
    )


def _names(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _assert_untouched(text: str, result: str, question: Any, wanted: Any) -> None:
    """A question of which nothing changed is there with the very lines it had."""
    if not any(same(question, one) for one in wanted["questions"]):
        return
    document = read(text)
    nodes = next(value for key, value in document.root.value if key.value == "questions").value
    numbers = [one["id"] for one in document.value["questions"]]  # type: ignore[index,call-overload]
    node = nodes[numbers.index(question["id"])]
    lines = text.replace("\r\n", "\n").split("\n")[node.start_mark.line : node.end_mark.line + node.flow_style]
    while not lines[-1].strip() or lines[-1].startswith("  #"):
        lines.pop()
    assert "\n".join(lines) in result.replace("\r\n", "\n")
