"""By which words a lesson and an exercise are found."""

from __future__ import annotations

from pathlib import Path

from handbook.content.keywords import exercise_keywords, known_words, lesson_keywords
from handbook.content.load import load
from handbook.content.resolve import resolve
from handbook.diagnostics import Diagnostics

from tests.support.handbooks import write

GLOSSARY = """
    terms:
      - {id: face-hour, term: 面客小时, define: 一个小时。}
      - {id: rate, term: 成交率, aliases: [转化率], search: [签单率], define: 几成。}
    """
LESSON = """
    id: first
    title: 第一课
    outcomes: [basics.rate]
    can_do: 算出自己的成交率。
    search: [成单]
    blocks:
      - type: concept
        heading: 一个数
        term: 成交率
        text: 几成。
        claims: [{text: 计划与绩效相关。, grade: B, sources: [someone-2000]}]
      - {type: practice, exercise: rate}
    """


def test_a_page_is_found_by_the_other_names_of_what_it_is_about(tmp_path: Path) -> None:
    files = {"content/glossary.yml": GLOSSARY, "content/modules/basics/01-first.yml": LESSON}
    handbook = resolve(load(write(tmp_path, files), Diagnostics()), Diagnostics())
    assert handbook is not None
    (course,) = handbook.courses
    assert lesson_keywords(handbook, course.lessons[0]) == ("成单", "转化率", "签单率")
    assert exercise_keywords(handbook, course.exercises[0]) == ("转化率", "签单率")
    assert known_words(handbook) == ("成交率", "成单", "签单率", "转化率", "面客小时")
