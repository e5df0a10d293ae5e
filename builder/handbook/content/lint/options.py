"""Options that are the same, overlap, or say “all of the above”, and explanations that explain nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from handbook.content.lint.option_lists import Group
from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics
from handbook.model.exercises.case import Case
from handbook.model.exercises.quiz import Quiz
from handbook.source import Document, Loc
from handbook.text.markdown_text import strip_markdown

ALIKE = 0.95
"""Similarity from which on two options are taken for one; below it lie options that differ in a word on purpose."""
CASES = ("same", "inside", "close")

_ALL = re.compile(
    r"(以上|上述|上面|前面|前[一二两三四五六])(的|几|各|所有|选项|三|两|四|个|项|条|种)*(都|皆|全|均)*(不|没有)?(对|是|正确|错|可以|选|行)了?"
    r"|(都|全部?|皆|均)(不)?(对|是|正确|错)了?"
    r"|以上(皆|都|全)?(是|非)"
)
_EMPTY = re.compile(r"(这|此|该)?(个|一)?(选项|项|答案|说法)?(是|很)?(不)?(对|正确|错误|错)(的|了)?(答案|选项)?")
MOST_EMPTY = 40
"""Characters, marks and signs included, beyond which no reason is as empty as that."""
_WORD = re.compile(r"\w")
_TELLING = re.compile(r"\d+|[不没未无非别勿]|[一二三四五六七八九十两]")
"""Characters that make two like sentences say different things."""


def check_options(loaded: Loaded, groups: Iterable[Group], sink: Diagnostics) -> None:
    """Report options that do not stand beside each other as choices should."""
    for group in groups:
        for choice in group.choices:
            _report_alike(choice.doc, [(choice.option(n, "text"), t) for n, t in enumerate(choice.texts)], sink)
            for number, (text, why) in enumerate(zip(choice.texts, choice.whys, strict=True)):
                if _ALL.fullmatch(_bare(text)):
                    sink.add("all-of-the-above", choice.doc.where(choice.option(number, "text")), text=text)
                _report_empty(choice.doc, choice.option(number, "why"), why, sink)
    _check_exercises(loaded, sink)


def _check_exercises(loaded: Loaded, sink: Diagnostics) -> None:
    for quiz in loaded.exercises_of(Quiz):
        for loc, why in _verdicts(quiz.model):
            _report_empty(quiz.doc, loc, why, sink)
    for case in loaded.exercises_of(Case):
        for scene in _scenes(case.model):
            _report_alike(case.doc, scene, sink)


def _verdicts(quiz: Quiz) -> Iterator[tuple[Loc, str]]:
    for number, question in enumerate(quiz.questions):
        for key in ("why_true", "why_false", "explain"):
            if why := getattr(question, key, None):
                yield ("questions", number, key), why


def _report_empty(doc: Document, loc: Loc, why: str, sink: Diagnostics) -> None:
    if len(why) <= MOST_EMPTY and _EMPTY.fullmatch(_bare(strip_markdown(why))):
        sink.add("empty-explanation", doc.where(loc), text=why.strip())


def _scenes(case: Case) -> Iterator[list[tuple[Loc, str]]]:
    for number, scene in enumerate(case.scenes):
        yield [
            (("scenes", number, "turns", at, "text"), strip_markdown(turn.text)) for at, turn in enumerate(scene.turns)
        ]


def _report_alike(doc: Document, options: Sequence[tuple[Loc, str]], sink: Diagnostics) -> None:
    """Each option that is like an earlier one is reported once, for what they have most in common."""
    bare = [_bare(text) for _, text in options]
    for number, (loc, _) in enumerate(options):
        cases = ((_alike(bare[earlier], bare[number]), options[earlier][1]) for earlier in range(number))
        found = sorted((CASES.index(case), first) for case, first in cases if case)
        if found:
            sink.add("overlapping-options", doc.where(loc), case=CASES[found[0][0]], first=found[0][1])


def _alike(first: str, second: str) -> str | None:
    """How two options overlap, one of `CASES`; None when they are two."""
    if first == second:
        return "same"
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    if len(short) > 1 and not short.isdigit() and (long.startswith(short) or long.endswith(short)):
        return "inside" if _TELLING.findall(long) == _TELLING.findall(short) else None
    if 2 * sum(letter in long for letter in short) < ALIKE * (len(short) + len(long)):
        return None  # not even in another order, which saves the search for nearly all pairs
    if _TELLING.findall(first) != _TELLING.findall(second):
        return None
    return "close" if SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE else None


def _bare(text: str) -> str:
    """Letters and figures only, in one width."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text))).lower()
