"""What a trainer copies from the printed sheet is what the learner meant."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.exchange.results.submissions import take
from handbook.render.environment import Options
from handbook.site.build import build_tree

from tests.support.classes import HANDBOOK, class_facts
from tests.support.handbooks import write

FACTS = class_facts()
BEFORE = FACTS.exercises["before"]
SESSION = (Path(__file__).parents[1] / "sites" / "session.yml").read_text("utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Texts of the workbook's questions and of the exercise's page, without markup."""
    session = re.sub(r'(exercise: |"exercise:)[a-z-]+', r"\1before", SESSION).replace("basics.sort", "basics.plan")
    session = re.sub(r"materials: \[投影.*", 'materials: [投影, "exercise:before"]', session)
    session = re.sub(r"kind: roleplay", "kind: exercise", session)
    files = {**HANDBOOK, "content/sessions/talk.yml": session}
    sink = Diagnostics()
    built = build_tree(write(tmp_path_factory.mktemp("paper"), files), sink, Options(edition="trainer"))
    assert built, as_text(sink)
    return {name: built.tree[path].decode() if isinstance(built.tree[path], bytes) else str(built.tree[path])
            for name, path in (("workbook", "sessions/talk-workbook.md"), ("page", "exercises/before.md"), ("class", "class/index.md"))}  # fmt: skip


def questions(workbook: str) -> list[str]:
    found = workbook.split('<div class="hb-paperq">')[1:]
    return [unescape(re.sub(r"<[^>]+>", " ", one)) for one in found]


def printed(text: str, sign: str) -> dict[str, str]:
    """What stands on paper behind ``A.`` or ``1.``: sign → text."""
    return {mark: said.strip() for mark, said in re.findall(rf"({sign})\. +(\S+)", text)}


def typed(number: int, cell: str) -> object:
    found = take(f"before,{number}\n甲,{cell}\n".encode(), "x.csv", FACTS)
    assert not found.problems
    return found.sheets[0].sittings[0].answers[BEFORE["questions"][number - 1]["id"]]


def test_letters_of_options_stand_on_paper(pages: dict[str, str]) -> None:
    for number in (1, 2):
        question = BEFORE["questions"][number - 1]
        options = dict(BEFORE["asked"][question["id"]]["options"])
        letters = printed(questions(pages["workbook"])[number - 1], "[A-Z]")
        assert sorted(letters.values()) == sorted(options.values())
        for letter, text in letters.items():
            answer = typed(number, letter)
            assert options[answer[0] if isinstance(answer, list) else answer] == text


def test_lines_and_choices_of_order_match_and_sort_stand_on_paper(pages: dict[str, str]) -> None:
    line, pair, box = (questions(pages["workbook"])[n] for n in (5, 6, 7))
    labels = {"think": "想", "write": "写", "act": "做", "check": "查"}
    letters = {text: mark for mark, text in printed(line, "[A-D]").items()}
    assert typed(6, " ".join(letters[labels[one]] for one in labels)) == {"think": 1, "write": 2, "act": 3, "check": 4}
    places = {"写": 1, "查": 2, "想": 3, "做": 4}
    assert typed(6, " ".join(str(places[text]) for text in printed(line, "[A-D]").values())) == {
        "write": 1, "check": 2, "think": 3, "act": 4,
    }  # fmt: skip
    numbers, choices = (
        printed(pair[pair.index("1. ") :], "[1-9]"),
        {text: mark for mark, text in printed(pair, "[A-C]").items()},
    )
    assert numbers == {"1": "钱", "2": "时间"}
    assert typed(7, f"{choices['元']} {choices['次']}") == {"money": "元", "time": "次"}
    numbers, choices = printed(box, "[1-9]"), {text: mark for mark, text in printed(box, "[AB]").items()}
    assert [numbers[n] for n in "123"] == ["几点出门", "预算", "报价"]
    assert typed(8, f"3{choices['我定']}1{choices['客户定']}") == {"offer": "mine", "hour": "theirs"}


def test_the_sheet_names_the_table_and_numbers_how_sure(pages: dict[str, str]) -> None:
    assert "录入编号：before" in pages["workbook"]
    assert "results/paper.py" not in pages["workbook"]
    assert "1 没把握" in questions(pages["workbook"])[0]
    assert "<code>before</code> 前测" in pages["class"]


def test_the_exercises_page_has_options_in_the_papers_order(pages: dict[str, str]) -> None:
    """Its blank print letters them by their order."""
    first = pages["page"][pages["page"].index('id="q-one"') :]
    assert re.findall(r'value="(\w+)"', first)[:3] == ["four", "quarter", "ten"]


def test_the_example_of_the_class_page_is_read(pages: dict[str, str]) -> None:
    example = unescape(re.search(r"<pre>(.*?)</pre>", pages["class"], re.DOTALL)[1])  # type: ignore[index]
    found = take(example.encode(), "x.csv", FACTS)
    assert found.problems == []
    assert len(found.sheets[0].sittings[0].answers) == 8
