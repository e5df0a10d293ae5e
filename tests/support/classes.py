"""Simulated classes: the same numbers in every run and every language version."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.exercises.answer_key import Facts, facts

from tests.support.handbooks import write


def stream(seed: int) -> Iterator[float]:
    """Numbers from 0 up to 1, by Park and Miller's generator."""
    state = seed
    while True:
        state = state * 48271 % 2147483647
        yield state / 2147483647


def shares(people: int, questions: int, seed: int) -> list[list[float]]:
    """Columns of right (1) and wrong (0): able people answer easy questions; the last question is only guessed."""
    numbers = stream(seed)
    able = [next(numbers) * 4 - 2 for _ in range(people)]
    columns = []
    for q in range(questions):
        hard = q * 3 / questions - 1.5
        guess = q == questions - 1
        columns.append([float(next(numbers) < (0.5 if guess else 1 / (1 + math.exp(2 * (hard - a))))) for a in able])
    return columns


def partial(people: int, questions: int, seed: int) -> list[list[float]]:
    """The same with partial credit in thirds."""
    numbers = stream(seed + 1)
    plain = shares(people, questions, seed)
    return [[(share * 2 + math.floor(next(numbers) * 2)) / 3 for share in column] for column in plain]


TEST = """
id: {id}
kind: quiz
title: {title}
outcome: [basics.rate, basics.plan]
minutes: 10
role: {role}
parallel: {parallel}
keyed: trainer
confidence: true
feedback: end
questions:
  - id: one
    type: single
    outcome: basics.rate
    ask: 拜访 8 次成交 2 次，成交率是多少？{extra}
    options:
      - {{id: quarter, text: 25%, right: true, why: 2 除以 8。}}
      - {{id: four, text: 400%, why: 除反了。}}
      - {{id: ten, text: 10%, why: 没有根据。}}
  - id: many
    type: multiple
    outcome: basics.plan
    points: 2
    ask: 哪些算面客小时？
    options:
      - {{id: talk, text: 面谈, right: true, why: 面对面。}}
      - {{id: call, text: 视频会, right: true, why: 同在一场对话。}}
      - {{id: drive, text: 开车, why: 在路上。}}
      - {{id: mail, text: 写邮件, why: 没有对话。}}
  - id: yes
    type: truefalse
    outcome: basics.rate
    ask: 成交率可以超过 100%。
    answer: false
    why_true: 不会。
    why_false: 成交不会多过拜访。
  - {{id: gap, type: blank, outcome: basics.plan, ask: "一周 [[days]] 天，一天 [[hours]] 小时。", explain: 常识。, blanks: [{{id: days, accept: [七]}}, {{id: hours, accept: ["24"]}}]}}
  - {{id: sum, type: numeric, outcome: basics.rate, ask: 八次里成两次，失几次？, answer: 6, unit: 次, explain: 相减。}}
  - {{id: line, type: order, outcome: basics.plan, ask: 排先后。, explain: 先想后做。, items: [{{id: think, label: 想}}, {{id: write, label: 写}}, {{id: act, label: 做}}, {{id: check, label: 查}}]}}
  - {{id: pair, type: match, outcome: basics.plan, ask: 配对。, explain: 看单位。, pairs: [{{id: money, left: 钱, right: 元}}, {{id: time, left: 时间, right: 小时}}], extra: [次]}}
  - {{id: box, type: sort, outcome: basics.rate, points: 3, ask: 分类。, explain: 看谁定。, buckets: [{{id: mine, label: 我定}}, {{id: theirs, label: 客户定}}], items: [{{id: hour, label: 几点出门, bucket: mine}}, {{id: budget, label: 预算, bucket: theirs}}, {{id: offer, label: 报价, bucket: mine}}]}}
"""
SCALE = """
id: {id}
kind: scale
title: {title}
outcome: basics.plan
minutes: 3
points: [从不, 偶尔, 有时, 常常, 总是]
{compare}subscales: [{{id: plan, label: 计划}}, {{id: review, label: 复盘}}, {{id: focus, label: 专注}}]
items:
  - {{id: p1, text: 过去 7 天，我写下了当天要做的事。, subscale: plan}}
  - {{id: p2, text: 过去 7 天，我临时才想起要做什么。, subscale: plan, reversed: true}}
  - {{id: r1, text: 过去 7 天，我回头看了当天的记录。, subscale: review}}
  - {{id: r2, text: 过去 7 天，我写下了明天要改的一件事。, subscale: review, weight: 2}}
  - {{id: f1, text: 过去 7 天，我关掉提醒做完一件事。, subscale: focus}}
  - {{id: f2, text: 过去 7 天，我做着一件事又去看消息。, subscale: focus, reversed: true}}
"""
CASE = """
id: gift
kind: case
title: 一张购物卡
outcome: basics.plan
minutes: 5
scenes:
  - id: desk
    text: 客户递来一张卡。
    ask: 你怎么做？
    turns:
      - {id: take, text: 收下, to: bad}
      - {id: back, text: 退回, to: good}
  - {id: bad, text: 事后被问起。, ending: {tone: bad, title: 说不清, explain: 收下就说不清。}}
  - {id: good, text: 客户理解。, ending: {tone: good, title: 站得住, explain: 退回最简单。}}
"""
HANDBOOK = {
    "content/modules/basics/module.yml": """
        id: basics
        title: 基础
        summary: 一个模块。
        outcomes:
          - {id: basics.rate, verb: 算出, level: apply, text: 算出成交率}
          - {id: basics.plan, verb: 排出, level: apply, text: 排出一周}
        """,
    "content/modules/basics/01-first.yml": """
        id: first
        title: 第一课
        outcomes: [basics.rate, basics.plan]
        can_do: 算出自己的成交率。
        blocks:
          - {type: prose, heading: 场面, text: 周宁算成交率。}
          - {type: practice, exercise: rate}
        """,
    "exercises/basics/before.yml": TEST.format(
        id="before", title="前测", role="pretest", parallel="after", extra=""
    ),
    "exercises/basics/after.yml": TEST.format(
        id="after", title="后测", role="posttest", parallel="before", extra="再算一次。"
    ),
    "exercises/basics/habit-open.yml": SCALE.format(id="habit-open", title="习惯自查（前）", compare=""),
    "exercises/basics/habit-close.yml": SCALE.format(
        id="habit-close", title="习惯自查（后）", compare="compare_with: habit-open\n"
    ),
    "exercises/basics/gift.yml": CASE,
}  # fmt: skip
"""A handbook with a pre- and a post-test of every type of question, a scale taken twice, and a case."""


@cache
def class_facts() -> Facts:
    """The facts of that handbook."""
    sink = Diagnostics()
    with TemporaryDirectory() as folder:
        found = check(write(Path(folder), HANDBOOK), sink)
    assert found, [diagnostic.message() for diagnostic in sink]
    return facts(found)


class Learner:
    """Somebody who answers as well as he can."""

    def __init__(self, seed: int) -> None:
        self._numbers = stream(seed * 7919 + 13)
        for _ in range(5):
            self.able = next(self._numbers)

    def chance(self, share: float) -> bool:
        return next(self._numbers) < share

    def one_of(self, options: list[Any]) -> Any:
        return options[int(next(self._numbers) * len(options)) % len(options)]

    def answer(self, question: dict[str, Any], more: float) -> Any:  # noqa: PLR0911
        """An answer to a question as the page would save it; None where it is skipped."""
        if self.chance(0.04):
            return None
        right = self.chance(min(0.95, self.able * 0.8 + more))
        key, parts, kind = question["key"], question.get("parts", []), question["type"]
        if kind == "single":
            return key[0] if right else self.one_of(parts)
        if kind == "multiple":
            return sorted(key) if right else [part for part in parts if self.chance(0.5)] or [parts[0]]
        if kind == "truefalse":
            return key if right else self.chance(0.5)
        if kind == "numeric":
            return key if right else key + int(next(self._numbers) * 10)
        if kind == "order":
            places = list(key) if right else [*key[1:], key[0]]
            return {part: places.index(part) + 1 for part in places}
        if kind == "blank":
            return {part: key[part][0] if right or self.chance(0.4) else "x" for part in parts}
        values = [*dict.fromkeys(key.values())]
        return {part: key[part] if right else self.one_of(values) for part in parts}

    def record(self, known: dict[str, Any], at: str, more: float = 0.0) -> dict[str, Any]:
        """The record of an exercise that was done at a time."""
        answers: dict[str, Any] = {}
        history = []
        for question in known.get("questions", []):
            value = self.answer(question, more)
            if value is not None:
                answers[question["id"]] = value
                answers[f"{question['id']}.confidence"] = 1 + int(next(self._numbers) * 3)
        if known["kind"] == "quiz":
            asked = " ".join(q["id"] for q in known["questions"])
            history = [{"at": at, "answers": answers, "outputs": {"asked": asked, "finished": at}}]
        elif known["kind"] == "scale":
            answers = {
                i["id"]: 1 + int(next(self._numbers) * known["points"]) for i in known["items"] if self.chance(0.95)
            }
        else:
            for field, ask in known["asked"].items():
                if ask["shape"] == "one":
                    answers[field] = self.one_of([one[0] for one in ask["options"]])
        asked_ = {field: known["asked"][field]["sig"] for field in answers if field in known["asked"]}
        return {
            "revision": known["revision"], "updated": at, "answers": answers, "outputs": {}, "history": history,
            "asked": asked_, "times": {}, "done": True,
        }  # fmt: skip


def answers_file(of: Facts, number: int, name: str = "", only: tuple[str, ...] = ()) -> str:
    """The answers file of a simulated learner who did every quiz, scale and case (or `only` some)."""
    learner = Learner(number)
    exercises = {}
    for place, known in enumerate(of.data["exercises"]):
        day = f"2026-03-{1 + place % 28:02}T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}.{number % 1000:03}Z"
        record = learner.record(known, day, 0.15 if known.get("role") == "posttest" else 0)
        if known["kind"] in ("quiz", "scale", "case") and (not only or known["id"] in only):
            exercises[known["id"]] = record
    handbook = of.data["handbook"]
    content = {
        "format": "handbook-answers",
        "version": 1,
        "handbook": handbook,
        "learner": {"name": name},
        "exercises": exercises,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
