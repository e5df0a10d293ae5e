"""What slides come of a session: which blocks, how they are cut, what is asked, and who may know what."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from handbook.content.check import check
from handbook.content.handbook import Handbook
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.model.blocks import CheckBlock, TableBlock
from handbook.model.exercises.quiz import Quiz
from handbook.model.exercises.roleplay import Roleplay
from handbook.pages.sessions import session_views
from handbook.pages.slides import Deck, Slide, deck_of
from handbook.pages.slides.layout import HIGH, SIZES, pack
from handbook.pages.slides.questions import of_check, seconds_for, slides_of
from handbook.pages.slides.select_blocks import select_blocks
from handbook.pages.slides.table_slides import of_table
from handbook.pages.slides.text_chunks import pages, split_chunks, whole
from handbook.render.environment import Options, Renderer
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import decks
from tests.support.handbooks import OURS
from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = st.text("一二三四五六七。，；！ab 1", max_size=200).filter(str.strip)


@cache
def ours() -> Handbook:
    sink = Diagnostics()
    found = check(OURS, sink)
    assert found, as_text(sink)
    return found


def all_decks() -> list[Deck]:
    return [deck_of(view, ours()) for view in session_views(ours())]


def slides(deck: Deck) -> list[Slide]:
    return [slide for stack in deck.stacks for slide in stack.slides]


@pytest.fixture
def built(tmp_path: Path) -> tuple[Handbook, Deck]:
    sink = Diagnostics()
    handbook = check(decks.handbook(tmp_path), sink)
    assert handbook, as_text(sink)
    return handbook, deck_of(session_views(handbook)[0], handbook)


# ---------------------------------------------------------------- cutting


@given(st.lists(st.floats(0.1, 9), max_size=40))
def test_pages_hold_everything_in_order_and_no_page_more_than_needed(heights: list[float]) -> None:
    made = pack(heights, lambda one: one, 10.0)
    assert [one for page in made for one in page] == heights
    assert all(sum(page) <= 10.0 + 1e-9 for page in made)
    least, used = 0, 10.1
    for one in heights:
        least, used = (least + 1, one) if used + one > 10.0 else (least, used + one)
    assert len(made) == least, "as few as the greedy way needs"


def test_what_is_higher_than_a_page_has_its_own() -> None:
    assert pack([3, 12, 3], float, 10) == [[3], [12], [3]]
    assert pack([], float, 10) == []
    assert pack([1] * 12, float, 10) == [[1] * 6, [1] * 6], "about as full, not ten and two"


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_no_letter_of_a_text_is_lost(parts: list[str]) -> None:
    text = "\n\n".join(part.strip() for part in parts)
    letters = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", whole(split_chunks(text))) == letters
    made = pages(text, HIGH)
    assert re.sub(r"\s", "", "".join(page for page, _ in made)) == letters
    assert all(size >= 1.125 for _, size in made)


def test_a_long_paragraph_is_cut_at_a_sentence_and_never_inside_a_mark() -> None:
    text = "".join(f"第{n}句话说了一些事情，**重要。还是重要。**后面。" for n in range(40))
    made = [page for page, _ in pages(text, HIGH)]
    assert len(made) > 2
    assert all(page.endswith(("。", "。**")) and page.count("**") % 2 == 0 for page in made)
    listed = "先说。\n\n" + "\n".join(
        f"{n}. 第 {n} 样东西，要说上一整行才说得清楚它是什么样的东西" for n in range(1, 30)
    )
    assert [page for page, _ in pages(listed, HIGH)][1].startswith(("6.", "7.", "8.", "9."))
    assert len(pages("```\n一\n\n二\n```", HIGH)) == 1


def test_long_tables_are_cut_between_rows_and_widths_are_whole() -> None:
    rows = tuple((f"第 {n} 行", "字" * 30, str(n)) for n in range(30))
    made = of_table(TableBlock(type="table", caption="很长", columns=("行", "话", "数"), rows=rows))
    assert [row for slide in made for row in slide.data["rows"]] == list(rows)
    assert [slide.page for slide in made] == [(n, len(made)) for n in range(1, len(made) + 1)]
    assert all(abs(sum(slide.data["widths"]) - 100) < 0.1 for slide in made)
    widths = made[0].data["widths"]
    assert widths[1] > 2 * widths[0]


# ---------------------------------------------------------------- choosing


def test_named_blocks_come_in_the_authors_order_and_others_by_nearness() -> None:
    handbook = ours()
    lesson = handbook.lessons["priorities"][1]
    session = next(one for one in handbook.sessions if one.id == "time-90")
    group = next(one for one in session.activities if one.id == "three-questions")
    assert [block.id for block in select_blocks(group, lesson, frozenset())] == list(group.blocks)
    bare = group.model_copy(update={"blocks": ()})
    found = select_blocks(bare, lesson, frozenset())
    assert {block.id for block in found} == {"sorting", "four-cells"}, "what it says to show"
    at = frozenset(n for n, block in enumerate(lesson.blocks) if block in found)
    assert not set(select_blocks(bare, lesson, at)) & set(found), "not shown twice"
    silent = bare.model_copy(update={"title": "茶", "say": "水", "show": None, "do": None, "aim": None})
    assert select_blocks(silent, lesson, frozenset()) == ()


def test_our_decks_show_every_named_block_and_every_question() -> None:
    for deck in all_decks():
        shown = [slide.data.get("asked") for slide in slides(deck) if slide.kind == "question"]
        for stack in deck.stacks:
            if stack.part is None:
                continue
            one = stack.part.activity
            kinds = [slide.kind for slide in stack.slides]
            assert kinds[0] == ("break" if one.kind == "break" else "activity")
            assert len(kinds) > len(one.blocks)
            exercise = ours().exercises[one.exercise] if one.exercise else None
            if isinstance(exercise, Quiz):
                asked = [q.id for q in shown if q and q.number]
                assert set(asked) >= {question.id for question in exercise.questions}


def test_every_size_is_one_that_can_be_read_from_the_last_row() -> None:
    for deck in all_decks():
        assert {slide.size for slide in slides(deck)} <= set(SIZES)
        assert deck.count == len(slides(deck))


def test_debriefing_questions_are_asked_once_in_every_deck() -> None:
    for deck in all_decks():
        asked = [slide.data["text"] for slide in slides(deck) if slide.kind == "ask"]
        assert asked == [one.ask for one in deck.view.session.debrief]


# ---------------------------------------------------------------- asking


def test_a_question_has_letters_a_key_and_time() -> None:
    block = CheckBlock.model_validate(
        {"type": "check", "id": "c", "ask": "哪个？", "options": [{"text": "甲", "why": "不。"}, {"text": "乙", "right": True, "why": "因为。"}]}
    )  # fmt: skip
    asked = of_check(block)
    assert [(one.letter, one.right) for one in asked.choices] == [("A", False), ("B", True)]
    question, answer = slides_of(asked)
    assert question.seconds == seconds_for(asked) == 30
    assert {note.text for note in question.notes} == {"A　不。", "B　因为。"}
    assert answer.data["text"] == "因为。"
    assert slides_of(asked, seconds=75)[0].seconds == 75
    open_ = CheckBlock.model_validate({"type": "check", "id": "c", "ask": "几？" * 90, "answer": "三。"})
    assert 60 < seconds_for(of_check(open_)) <= 180


def test_options_stand_as_on_the_page_and_not_as_the_author_wrote_them(built: tuple[Handbook, Deck]) -> None:
    _, deck = built
    first = next(
        slide for slide in slides(deck) if slide.kind == "question" and slide.data["asked"].id == "first-thing"
    )
    assert [one.text for one in first.data["asked"].choices] == ["先把邮件回完", "先改青禾的附件", "先处理恒源的停水"]
    order = next(slide for slide in slides(deck) if slide.kind == "question" and slide.data["asked"].given)
    right = [right for _, right in order.data["asked"].answers]
    assert sorted(order.data["asked"].given) == sorted(right) or order.data["asked"].into
    assert order.data["asked"].given != tuple(right)


def test_times_are_the_authors_or_those_of_the_activity(built: tuple[Handbook, Deck]) -> None:
    _, deck = built
    by_stack = {stack.id: stack.slides for stack in deck.stacks}
    assert next(slide for slide in by_stack["open"] if slide.kind == "exercise").seconds == 90
    assert by_stack["rest"][0].seconds == 5 * 60
    assert by_stack["teach"][0].seconds is None, "who talks looks at the notes"
    rounds = next(slide for slide in by_stack["play"] if slide.kind == "rounds")
    assert rounds.seconds == rounds.data["minutes"] * 60


# ---------------------------------------------------------------- who may know what


def test_nothing_that_only_one_player_may_know_is_on_a_slide() -> None:
    handbook = ours()
    for view in session_views(handbook):
        page = Renderer(handbook, Options(edition="trainer")).slides(
            f"sessions/{view.session.id}-slides.html", deck_of(view, handbook)
        )
        for used in view.used:
            if isinstance(used.exercise, Roleplay) and any(
                s.exercise == used.exercise.id for s in view.session.activities
            ):
                for role in used.exercise.roles:
                    assert not [line for line in role.know if line in page]


def test_what_authors_write_stays_text(built: tuple[Handbook, Deck]) -> None:
    handbook, deck = built
    renderer = Renderer(handbook, Options(edition="trainer"))
    for html in (
        renderer.slides("sessions/talk-slides.html", deck),
        renderer.kit_slides(deck, script="", style="", script_hash="x"),
    ):
        assert html.count("<img") == html.count('<img src="data:image/svg+xml;'), "QR pictures alone"
        assert html.count("<script") == 1
        assert html.count("&lt;img src=x onerror=") > 5
        assert "#nowhere" not in html


def test_addresses_lead_from_the_deck_to_the_site(built: tuple[Handbook, Deck]) -> None:
    handbook, deck = built
    flat = Renderer(handbook, Options(directory_urls=False, edition="trainer")).slides(
        "sessions/talk-slides.html", deck
    )
    nested = Renderer(handbook, Options(edition="trainer")).slides("sessions/talk-slides.html", deck)
    assert 'href="talk.html"' in flat
    assert 'href="talk/"' in nested
    assert 'src="../assets/handbook-slides.js?' in flat
    assert 'src="../assets/handbook-slides.js?' in nested


# ---------------------------------------------------------------- pace


@pytest.fixture(scope="module")
def pace() -> Iterator[Node]:
    with Node("trainer/slides/pace.ts") as node:
        yield node


ROWS = [{"minutes": minutes, "to": to, "order": 1, "rest": False} for minutes, to in ((0, None), (10, None), (15, 9), (5, None), (30, 20))]  # fmt: skip


def kept(*spent: int) -> dict[str, Any]:
    return {"began": 0, "spent": list(spent), "before": []}


def test_minutes_are_settled_by_going_on_and_not_by_going_back(pace: Node) -> None:
    assert pace.call("enter", kept(), 1, 0)["spent"] == [0]
    assert pace.call("enter", kept(0), 2, 12.7)["spent"] == [0, 12]
    assert pace.call("enter", kept(0, 12), 1, 14)["spent"] == [0, 12], "a look back changes nothing"
    assert pace.call("enter", kept(0), 4, 20)["spent"] == [0, 20, 0, 0], "what is passed over took no time"
    assert pace.call("enter", kept(0, 12), 4, 20)["spent"] == [0, 12, 8, 0]
    assert pace.call("enter", {"began": None, "spent": [], "before": []}, 3, -1)["spent"] == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 30), min_size=1, max_size=6))
def test_what_is_settled_never_sums_to_more_than_has_passed(pace: Node, steps: list[float]) -> None:
    state, now = kept(), 0.0
    for at, step in enumerate(steps, 1):
        now += step
        state = pace.call("enter", state, at, now)
        assert sum(state["spent"]) <= now
        assert len(state["spent"]) == at


def test_late_and_early_are_measured_against_the_plan(pace: Node) -> None:
    on = pace.call("paceOf", ROWS, kept(0), 1, 6)
    assert (on["gone"], on["planned"], on["late"], on["plan"]["over"]) == (6, 10, 0, 0)
    late = pace.call("paceOf", ROWS, kept(0), 1, 14)
    assert late["late"] == 4
    assert late["plan"] == {"minutes": [0, 14, 11, 5, 30], "over": 0}, "what comes is cut by the author's order"
    early = pace.call("paceOf", ROWS, kept(0, 6), 2, 6)
    assert early["late"] == -4
    over = pace.call("paceOf", ROWS, kept(0, 40), 2, 40)
    assert over["plan"]["over"] == 40 - 10 - 6 - 10
