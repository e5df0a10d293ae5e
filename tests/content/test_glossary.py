"""The order of terms and sources."""

from __future__ import annotations

from handbook.content.glossary import alphabetical, by_pinyin
from handbook.model.reference import Term


def term(word: str, **more: str) -> Term:
    return Term(id="t", term=word, define="一句话。", **more)


def test_names_are_sorted_without_regard_to_case_and_accents_and_chinese_last() -> None:
    names = ["《反垄断法》", "de Matos", "Hughes", "Häfner", "《宪法》", "Zhu", "Covey", "Adams"]
    assert sorted(names, key=alphabetical) == [
        "Adams", "Covey", "de Matos", "Häfner", "Hughes", "Zhu", "《反垄断法》", "《宪法》"
    ]  # fmt: skip


def test_terms_are_grouped_by_the_letter_of_their_pinyin() -> None:
    letters = by_pinyin([term("异议"), term("5A"), term("重做", pinyin="chong zuo"), term("报复"), term("AMO")])
    assert [(group.letter, [one.term for one in group.terms]) for group in letters] == [
        ("#", ["5A"]), ("A", ["AMO"]), ("B", ["报复"]), ("C", ["重做"]), ("Y", ["异议"])
    ]  # fmt: skip
