"""Python and the browser give the same marks for whatever was answered."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from handbook.exercises.kinds import quiz as quiz_definition
from handbook.exercises.kinds import scale as scale_definition
from handbook.exercises.marking import quiz as quiz_scoring
from handbook.exercises.marking import scale as scale_scoring
from handbook.exercises.marking.text import normal, number
from handbook.model.exercises.quiz import Quiz
from handbook.model.exercises.scale import Scale
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.support.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = settings(max_examples=300, deadline=None)
IDS = ["a", "b", "c", "d"]


class NoHandbook:
    """As much of a handbook as a definition looks at."""

    exercises: dict[str, Any] = {}  # noqa: RUF012
    outcomes: dict[str, Any] = {}  # noqa: RUF012
    settings = SimpleNamespace(language="zh")


@pytest.fixture(scope="module")
def text_js() -> Iterator[Node]:
    with Node("scoring/text.ts") as node:
        yield node


@pytest.fixture(scope="module")
def quiz_js() -> Iterator[Node]:
    with Node("scoring/quiz.ts") as node:
        yield node


@pytest.fixture(scope="module")
def scale_js() -> Iterator[Node]:
    with Node("scoring/scale.ts") as node:
        yield node


def known(character: str) -> bool:
    """Whether both languages' Unicode tables know the character; Node's are newer."""
    return unicodedata.category(character) not in ("Cn", "Cs")


numerals = st.text(
    alphabet="零〇一二三四五六七八九两十百千万亿0123456789０９.．,，、点%％‰-－−~ 分之百a元", max_size=14
)
anything = st.text(max_size=20).filter(lambda text: all(map(known, text)))
texts = numerals | anything | st.tuples(numerals, anything).map("".join)


@EXAMPLES
@given(texts)
def test_texts_are_made_comparable_alike(text_js, text):
    assert text_js.call("normal", text) == normal(text)


@EXAMPLES
@given(texts | st.floats(allow_nan=False, allow_infinity=False) | st.none() | st.booleans() | st.lists(st.none()))
def test_numbers_are_read_alike(text_js, answer):
    for unit in (None, "元", "万元", "%"):
        there = text_js.call("number", answer, unit)
        # JavaScript writes a great double out in digits, which Python reads as a whole number.
        assert (there if there is None else float(there)) == number(answer, unit)


def question(type_: str, **more: object) -> dict[str, object]:
    return {"id": "q", "type": type_, "ask": "?", **more}


def labelled(ids: list[str]) -> list[dict[str, str]]:
    return [{"id": i, "label": i} for i in ids]


flags = st.lists(st.booleans(), min_size=2, max_size=4)
options = flags.map(lambda all_: [{"id": IDS[i], "text": IDS[i], "right": r} for i, r in enumerate(all_)])
accepts = st.lists(texts.filter(lambda t: t and "\n" not in t), min_size=1, max_size=3)
some_ids = st.lists(st.sampled_from(IDS), min_size=3, max_size=4, unique=True)
questions = st.one_of(
    st.builds(question, st.sampled_from(["single", "multiple"]), options=options),
    st.builds(question, st.just("truefalse"), answer=st.booleans()),
    st.builds(question, st.just("blank"), blanks=accepts.map(lambda a: [{"id": i, "accept": a} for i in IDS[:2]])),
    st.builds(
        question,
        st.just("numeric"),
        answer=st.floats(-1e6, 1e6) | st.integers(-50, 50),
        tolerance=st.floats(0, 10) | st.sampled_from([0, 0.1, 1]),
    ),
    st.builds(question, st.just("order"), items=some_ids.map(labelled)),
    st.builds(
        question,
        st.just("match"),
        pairs=some_ids.map(lambda ids: [{"id": i, "left": i, "right": r} for i, r in zip(ids, IDS, strict=False)]),
    ),
    st.builds(
        question,
        st.just("sort"),
        buckets=st.just(labelled(IDS[:2])),
        items=some_ids.map(lambda ids: [{"id": i, "label": i, "bucket": IDS[k % 2]} for k, i in enumerate(ids)]),
    ),
).flatmap(lambda q: st.floats(0.25, 100).map(lambda points: {**q, "points": points}))

loose = st.none() | st.booleans() | st.sampled_from(IDS) | st.integers(-2, 120) | st.floats(-5, 1e9) | texts
maps = st.dictionaries(st.sampled_from(IDS), loose | st.integers(1, 4) | st.sampled_from(["1", "2", "3"]), max_size=4)
answers = loose | st.lists(st.sampled_from([*IDS, "gone"]), max_size=5) | maps
confidences = st.sampled_from([1, 2, 3, 3.0, 0, 4, True, None, "3", [3]])


def make_quiz(asked: list[dict[str, object]], pass_percent: float) -> Quiz:
    numbered = [{**q, "id": f"q{i}"} for i, q in enumerate(asked)]
    head = {"id": "x", "kind": "quiz", "title": "x", "outcome": "m.o", "minutes": 1}
    return TypeAdapter(Quiz).validate_python({**head, "questions": numbered, "pass_percent": pass_percent})


def in_browser(node: Node, quiz: Quiz, given_: dict[str, object]) -> dict[str, Any]:
    class Book(NoHandbook):
        outcomes = {"m.o": type("Outcome", (), {"text": "o"})}  # noqa: RUF012

    details = quiz_definition.details(quiz, Book())  # type: ignore[arg-type]
    return node.call("result", details["questions"], given_, details["pass"])


@EXAMPLES
@given(st.lists(questions, min_size=1, max_size=4), st.floats(0, 100), st.data())
def test_quizzes_are_scored_alike(quiz_js, asked, pass_percent, data):
    quiz = make_quiz(asked, pass_percent)
    given_: dict[str, object] = {}
    for q in quiz.questions:
        given_[q.id] = data.draw(answers)
        given_[f"{q.id}.confidence"] = data.draw(confidences)
    here = quiz_scoring.result(quiz, given_)
    there = in_browser(quiz_js, quiz, given_)
    assert [(m["share"], m["confidence"]) for m in there["marked"]] == [(m.share, m.confidence) for m in here.marked]
    for mine, theirs in (("score", "score"), ("most", "most"), ("percent", "percent"), ("passed", "passed")):
        assert there[theirs] == getattr(here, mine)
    assert there["marks"] == here.marks
    assert there["sureButWrong"] == list(here.sure_but_wrong)


items = st.lists(
    st.fixed_dictionaries(
        {
            "subscale": st.sampled_from(["s", "t"]),
            "reversed": st.booleans(),
            "weight": st.sampled_from([1, 1, 0.5, 2.25]) | st.floats(0.01, 10),
        }
    ),
    min_size=3,
    max_size=9,
)


@EXAMPLES
@given(items, st.integers(3, 7), st.data())
def test_scales_are_scored_alike(scale_js, parts, points, data):
    scale = TypeAdapter(Scale).validate_python(
        {
            "id": "x",
            "kind": "scale",
            "title": "x",
            "outcome": "m.o",
            "minutes": 1,
            "points": [str(i) for i in range(points)],
            "subscales": [{"id": s, "label": s} for s in ("s", "t")],
            "items": [{"id": f"i{n}", "text": "x", **part} for n, part in enumerate(parts)],
        }
    )
    given_ = {item.id: data.draw(loose | st.integers(1, 7)) for item in scale.items}
    details = scale_definition.details(scale, NoHandbook())  # type: ignore[arg-type]
    assert scale_js.call("mean", details["items"], points, given_) == in_json(scale_scoring.total(scale, given_))
    for sub, mean in scale_scoring.subscales(scale, given_).items():
        mine = [item for item in details["items"] if item["sub"] == sub]
        assert scale_js.call("mean", mine, points, given_) == in_json(mean)


def in_json(mean: scale_scoring.Mean) -> dict[str, Any]:
    return {**asdict(mean), "missing": list(mean.missing)}
