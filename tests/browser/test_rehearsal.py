"""A rehearsal of a whole class: thirty learners in browsers of their own, a trainer, and what they see of each other.

Thirty learners answer a pre-test and work three sheets with the real controls, some on phones; they hand in by file,
short code and QR picture, and the trainer types a few sheets of paper. The class page and `handbook results` must say
what was put in; what that is, is computed here and nowhere else.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site
from playwright.sync_api import expect

from tests.browser.test_class import drop, go, report, settled
from tests.conftest import DESK, PHONE
from tests.support import filling
from tests.support.classes import HANDBOOK, Learner, class_facts
from tests.support.handbooks import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.conftest import Serve

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

SHEETS = {
    "exercises/basics/week.yml": """
        id: week
        kind: worksheet
        title: 一周怎么排
        outcome: basics.plan
        minutes: 5
        fields:
          - {id: hours, label: 面客小时, type: number, unit: 小时, min: 0}
          - id: day
            label: 哪天整理
            type: choice
            options: [{id: mon, label: 周一}, {id: wed, label: 周三}, {id: fri, label: 周五}]
          - {id: note, label: 记一句, type: text}
        """,
    "exercises/basics/step.yml": """
        id: step
        kind: worksheet
        title: 下一步
        outcome: basics.plan
        minutes: 5
        fields:
          - {id: calls, label: 一天几次, type: number, unit: 次, min: 0}
          - {id: days, label: 一周几天, type: number, unit: 天, min: 1, max: 7}
        outputs:
          - {id: total, label: 一周几次, formula: calls * days, unit: 次, digits: 0}
        worked_example:
          given: {calls: 4, days: 5}
          expect: {total: 20}
        """,
}
WAYS = ("file", "file", "file", "code", "code", "qr") * 5
PAPER = 4
QUESTIONS = class_facts().exercises["before"]["questions"]
QUESTIONS_BY_ID = {question["id"]: question for question in QUESTIONS}
POINTS = {"one": 1, "many": 2, "yes": 1, "gap": 1, "sum": 1, "line": 1, "pair": 1, "box": 3}


@dataclass
class Person:
    """Somebody, and what he put in."""

    way: str
    label: str
    answers: dict[str, Any]
    sheets: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def counted(self) -> dict[str, Any]:
        """What reaches the trainer: a code carries no words."""
        return {k: v for k, v in self.answers.items() if k != "gap" or self.way in ("file", "paper")}

    def shares(self) -> dict[str, float | None]:
        """What each answer is worth, from 0 to 1; None where there is none."""
        return {name: worth(name, self.counted.get(name)) for name in POINTS}

    def percent(self) -> float:
        return 100 * sum(POINTS[name] * (share or 0) for name, share in self.shares().items()) / sum(POINTS.values())

    def sure_wrong(self) -> list[str]:
        shares = self.shares()
        return [
            q for q in POINTS if self.counted.get(f"{q}.confidence") == 3 and shares[q] is not None and shares[q] < 1
        ]


def worth(name: str, answer: Any) -> float | None:
    """The share of the points, by the rules that learners are told; written out for these eight questions."""
    return None if answer is None else float(WORTH[name](answer))


def followers(places: list[int]) -> float:
    """Of the steps from one item to the next, the share that are in order."""
    return sum(a > 0 and b == a + 1 for a, b in pairwise(places)) / (len(places) - 1)


def fitting(answer: dict[str, str], right: dict[str, str]) -> float:
    return sum(answer.get(part) == value for part, value in right.items()) / len(right)


WORTH: dict[str, Callable[[Any], float]] = {
    "one": lambda answer: answer == "quarter",
    "many": lambda answer: max(0, 2 * sum(one in ("talk", "call") for one in answer) - len(answer)) / 2,
    "yes": lambda answer: answer is False,
    "gap": lambda answer: ((answer.get("days") in ("七", "7")) + (answer.get("hours") == "24")) / 2,
    "sum": lambda answer: answer == 6,
    "line": lambda answer: followers([answer.get(one, 0) for one in ("think", "write", "act", "check")]),
    "pair": lambda answer: fitting(answer, {"money": "元", "time": "小时"}),
    "box": lambda answer: fitting(answer, {"hour": "mine", "budget": "theirs", "offer": "mine"}),
}


def everybody() -> list[Person]:
    known = class_facts().exercises["before"]
    people = []
    for number in range(len(WAYS) + PAPER):
        learner = Learner(number + 1)
        answers = learner.record(known, "2026-03-02T08:00:00.000Z")["answers"]
        way = WAYS[number] if number < len(WAYS) else "paper"
        label = "" if way == "qr" else f"{'甲乙丙丁'[number % 4]}{number + 10}"
        sheets = {
            "rate": {"visits": 5 + number, "deals": 1 + number % 5},
            "week": {"hours": 10 + number / 2, "day": ("mon", "wed", "fri")[number % 3], "note": f"第 {number} 位"},
            "step": {"calls": 2 + number % 4, "days": 1 + number % 5},
        }
        people.append(Person(way, label, answers, sheets if way != "paper" else {}))
    return people


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("rehearsal"), {**HANDBOOK, **SHEETS})


@pytest.fixture(scope="module")
def editions(root: Path, serve: Serve) -> tuple[str, str]:
    """The addresses of the learner's edition and of the trainer's."""
    addresses = []
    for edition in ("learner", "trainer"):
        sink = Diagnostics()
        made = build_site(root, sink, edition=edition)
        assert made, [diagnostic.message() for diagnostic in sink]
        addresses.append(serve(made.parent))
    return addresses[0], addresses[1]


def work(page: Page, address: str, person: Person) -> bytes:
    """Do it all as the learner does; returns what he hands in: a file, a picture, or a code."""
    for sheet, fields in person.sheets.items():
        page.goto(f"{address}exercises/{sheet}/")
        fill(page, fields)
        for name, value in wanted(sheet, fields).items():
            shown = page.locator(f"output[name='{name}']")
            expect(shown).not_to_have_attribute("data-value", "")
            assert float(shown.get_attribute("data-value") or "") == pytest.approx(value)
    page.goto(f"{address}exercises/before/")
    filling.answer(page, QUESTIONS, person.answers)
    page.click("[data-act=finish]")
    if page.locator("[data-result]").is_hidden():  # once more, in spite of what is open
        page.click("[data-act=finish]")
    expect(page.locator("[data-result]")).to_be_visible()
    return hand_in(page, address, person)


def fill(page: Page, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        control = page.locator(f"[name='{name}']").first
        if control.get_attribute("type") == "radio":
            page.locator(f"[name='{name}'][value='{value}']").dispatch_event("click")
        elif control.evaluate("one => one.localName") == "select":
            control.select_option(value)
        else:
            control.fill(str(value))


def hand_in(page: Page, address: str, person: Person) -> bytes:
    if person.way == "file":
        page.goto(f"{address}my-data/")
        page.fill("[data-part=name]", person.label)
        return filling.export(page)
    return filling.qr(page) if person.way == "qr" else filling.code(page).encode()


def wanted(sheet: str, fields: dict[str, Any]) -> dict[str, float]:
    """What a sheet makes of its fields."""
    if sheet == "rate":
        return {"rate": fields["deals"] / fields["visits"] * 100}
    return {"total": fields["calls"] * fields["days"]} if sheet == "step" else {}


LINES = QUESTIONS_BY_ID["line"]["parts"]
CHOICES = QUESTIONS_BY_ID["pair"]["choices"]
ON_PAPER: dict[str, Callable[[Any], str]] = {
    "one": lambda value: "ABC"[["four", "quarter", "ten"].index(value)],
    "many": lambda value: "".join("ABCD"[["call", "drive", "mail", "talk"].index(one)] for one in value),
    "yes": lambda value: "对" if value else "错",
    "gap": lambda value: "|".join(value.get(part, "") for part in ("days", "hours")),
    "sum": str,
    "line": lambda value: " ".join(str(value.get(one, "-")) for one in LINES),
    "pair": lambda value: " ".join("ABC"[CHOICES.index(value[one])] for one in ("money", "time")),
    "box": lambda value: "".join(
        f"{n}{'AB'[('mine', 'theirs').index(value[one])]}" for n, one in enumerate(("hour", "budget", "offer"), 1)
    ),
}
"""An answer as it stands on the sheet, where shuffled options are lettered by their ids."""


def on_paper(person: Person) -> str:
    """The row that a trainer types."""
    cells = [person.label]
    for name, typed in ON_PAPER.items():
        value = person.answers.get(name)
        cells += ["" if value is None else typed(value), str(person.answers.get(f"{name}.confidence", ""))]
    return ",".join(cells)


@pytest.fixture(scope="module")
def class_(browser: Browser, editions: tuple[str, str]) -> tuple[list[Person], list[bytes], str]:
    """The people, what the first thirty handed in, and the trainer's table of the rest."""
    people, handed = everybody(), []
    for number, person in enumerate(people):
        if person.way == "paper":
            continue
        context = browser.new_context(**{**DESK, **(PHONE if number % 3 == 0 else {})})
        errors: list[str] = []
        context.on("weberror", lambda error, errors=errors: errors.append(str(error.error)))
        handed.append(work(context.new_page(), editions[0], person))
        assert errors == []
        context.close()
    head = ",".join(["before", *(f"{n},{n}.confidence" for n in range(1, 9))])
    rows = [on_paper(one) for one in people if one.way == "paper"]
    return people, handed, "\n".join([head, *rows]) + "\n"


def bins(percents: list[float]) -> list[int]:
    found = Counter(min(9, int(percent // 10)) for percent in percents)
    return [found[n] for n in range(10)]


def listed(people: list[Person]) -> list[tuple[str, float, int]]:
    return sorted((one.label, round(one.percent(), 6), len(one.sure_wrong())) for one in people)


def test_the_trainer_sees_what_the_class_put_in(
    page: Page,
    editions: tuple[str, str],
    root: Path,
    tmp_path: Path,
    class_: tuple[list[Person], list[bytes], str],
) -> None:
    """On the class page and from the command line, in one test: a class is too dear to come twice."""
    the_page_says_so(page, editions, class_)
    the_command_line_says_the_same_of_the_files(root, tmp_path, class_)


def the_page_says_so(page: Page, editions: tuple[str, str], class_: tuple[list[Person], list[bytes], str]) -> None:
    people, handed, table = class_
    assert len(handed) == 30
    assert {one.way for one in people} == {"file", "code", "qr", "paper"}
    go(page, f"{editions[1]}class/")
    files = [
        (f"{n:02}.{'json' if people[n].way == 'file' else 'png'}", data)
        for n, data in enumerate(handed)
        if people[n].way != "code"
    ]
    drop(page, files)
    settled(page, len(files))
    page.fill(
        "[data-part=paste]",
        "\n".join(f"{people[n].label} {data.decode()}" for n, data in enumerate(handed) if people[n].way == "code"),
    )
    page.click("[data-do=read]")
    settled(page, len(files) + 1)
    page.fill("[data-part=paste]", table)
    page.click("[data-do=read]")
    settled(page, len(files) + 2)
    expect(page.locator("[data-part=requests]")).to_contain_text("没有发出任何请求")

    found = report(page)
    assert found["problems"] == []
    assert sorted(
        (one["label"], round(one["scores"]["before"], 6), one["sure"]) for one in found["report"]["people"]
    ) == listed(people)
    (quiz,) = found["report"]["quizzes"]
    percents = [one.percent() for one in people]
    assert (quiz["n"], quiz["how"]) == (34, {"first": 15, "code": 15, "paper": 4})
    assert quiz["percent"]["mean"] == pytest.approx(sum(percents) / 34)
    assert quiz["bins"] == bins(percents)
    for item in quiz["items"]:
        name = item["id"]
        shares = [one.shares()[name] for one in people]
        assert item["difficulty"] == pytest.approx(sum(share or 0 for share in shares) / 34), name
        assert item["skipped"] == shares.count(None), name
        sure = sum(
            one.counted.get(f"{name}.confidence") == 3 and share is not None
            for one, share in zip(people, shares, strict=True)
        )
        assert item["sure"] == [sure, sum(name in one.sure_wrong() for one in people)], name
    chosen = Counter(option for one in people for option in one.answers.get("many") or [])
    assert quiz["items"][1]["chosen"] == dict(chosen)
    others = {one["id"]: one for one in found["report"]["others"]}
    filed = [one for one in people if one.way == "file"]
    assert others["week"]["n"] == len(filed)
    assert others["week"]["fields"] == {"day": dict(Counter(one.sheets["week"]["day"] for one in filed))}

    # The page says so in its tables, its chart and its sentences.
    rows = page.locator("[data-section=people] tbody tr")
    shown = sorted(tuple(row.inner_text().split("\t")) for row in rows.all())
    assert [row[1:] for row in shown if row[0] in {one.label for one in people if one.label}] == [
        (f"{round(one.percent(), 1):g}", str(len(one.sure_wrong())))
        for one in sorted(people, key=lambda one: one.label)
        if one.label
    ]
    expect(page.locator("[data-section=quiz-before] figure svg")).to_have_count(1)
    counts = Counter(name for one in people for name in one.sure_wrong())
    worst = sorted(((count, name) for name, count in counts.items() if count >= 3), key=lambda one: (-one[0], one[1]))[
        :3
    ]
    assert [(one["question"], one["count"]) for one in found["report"]["again"][0]["sure"]] == [
        (name, count) for count, name in worst
    ]
    for count, _ in worst:
        expect(page.locator("[data-section=again]")).to_contain_text(f"（{count} / 34 人）")


def the_command_line_says_the_same_of_the_files(
    root: Path, tmp_path: Path, class_: tuple[list[Person], list[bytes], str]
) -> None:
    people, handed, table = class_
    folder = tmp_path / "handed"
    folder.mkdir()
    for n, data in enumerate(handed):
        if people[n].way != "code":
            (folder / f"{n:02}.{'json' if people[n].way == 'file' else 'png'}").write_bytes(data)
    codes = [f"{people[n].label} {data.decode()}" for n, data in enumerate(handed) if people[n].way == "code"]
    (folder / "codes.txt").write_text("\n".join(codes), encoding="utf-8")
    (folder / "paper.csv").write_text(table, encoding="utf-8")
    found = CliRunner().invoke(main, ["results", str(folder), "--root", str(root)])
    assert found.exit_code == 0, found.output
    out = tmp_path / "handed-results"
    said = {path.stem: list(csv.reader(io.StringIO(path.read_text("utf-8-sig")))) for path in out.glob("*.csv")}
    read = [one for one in people if one.way != "qr"]
    found_people = sorted((label, float(percent), int(sure)) for label, percent, sure in said["people"][1:])
    for (label, percent, sure), expected in zip(found_people, listed(read), strict=True):
        assert (label, sure) == (expected[0], expected[2])
        assert percent == pytest.approx(expected[1], abs=1e-3)  # six digits
    assert sorted(row[0] for row in said["problems"][1:]) == sorted(path.name for path in folder.glob("*.png"))
    assert all("命令行不读二维码" in " ".join(row) for row in said["problems"][1:])
