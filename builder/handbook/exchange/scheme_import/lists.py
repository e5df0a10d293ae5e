"""Word's automatic lists: what Word prints before a paragraph, from numbering.xml and the styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from handbook.policy import numbering

LEVELS = 9
_MOST = 999
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26
_CIRCLED = 20


def local(node: Any) -> str:
    """The name of an element or attribute without its namespace; empty for comments and the like."""
    tag = node if isinstance(node, str) else node.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child(node: Any, *names: str) -> Any:
    """The element that a chain of names leads to, or None."""
    for name in names:
        node = next((one for one in node if local(one) == name), None)
        if node is None:
            return None
    return node


def attribute(node: Any, name: str = "val") -> str | None:
    """An attribute by its name without a namespace."""
    return None if node is None else next((text for key, text in node.attrib.items() if local(key) == name), None)


def whole(text: str | None) -> int | None:
    """The number that a text is; None for anything else, and for what no list needs."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and what it prints."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The printed number of a paragraph, and its level."""

    text: str
    level: int


@dataclass
class Lists:
    """All lists of a document, counting as its paragraphs go by."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By the id that paragraphs name (numId)."""
    counted_as: dict[str, str] = field(default_factory=dict)
    """numId → the abstract list whose counters it shares."""
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[str] = field(default_factory=set)

    def next(self, num: str, level: int) -> Label | None:
        """Count one paragraph of a list and say what Word prints before it."""
        known = self.levels.get(num)
        if known is None or level not in known:
            return None
        counter = self.counters.setdefault(self.counted_as[num], [None] * LEVELS)
        if num not in self.started:
            self.started.add(num)
            for at in self.overrides.get(num, {}):
                counter[at] = None
        self._count(counter, known, level, self.overrides.get(num, {}))
        return Label(_printed(known, counter, level), level)

    @staticmethod
    def _count(counter: list[int | None], known: dict[int, Level], level: int, starts: dict[int, int]) -> None:
        before = counter[level]
        first = starts.get(level, known[level].start)
        counter[level] = first if before is None else before + 1
        for above in range(level):
            if counter[above] is None:
                counter[above] = starts.get(above, known[above].start if above in known else 1)
        for below in range(level + 1, LEVELS):
            limit = known[below].restart if below in known else None
            if limit is None or (limit and level < limit):
                counter[below] = None


def lists_of(root: Any) -> Lists:
    """The lists that numbering.xml defines; none when there is no such part."""
    found = Lists()
    if root is None:
        return found
    abstract = {attribute(node, "abstractNumId"): node for node in root if local(node) == "abstractNum"}
    nums = {attribute(node, "numId"): node for node in root if local(node) == "num"}
    for ident, node in nums.items():
        name = attribute(child(node, "abstractNumId"))
        if ident is None or name is None or name not in abstract:
            continue
        base = _linked(abstract[name], abstract)
        found.levels[ident] = {at: _level(one) for at, one in _levels(base)}
        found.counted_as[ident] = name
        _override(found, ident, node)
    return found


def _linked(node: Any, abstract: dict[str | None, Any]) -> Any:
    """The definition behind a list that only names a list style."""
    style = attribute(child(node, "numStyleLink"))
    if style is None:
        return node
    return next((one for one in abstract.values() if attribute(child(one, "styleLink")) == style), node)


def _levels(node: Any) -> Iterator[tuple[int, Any]]:
    for one in node:
        at = whole(attribute(one, "ilvl")) if local(one) == "lvl" else None
        if at is not None and 0 <= at < LEVELS:
            yield at, one


def _level(node: Any) -> Level:
    return Level(
        form=attribute(child(node, "numFmt")) or "decimal",
        text=attribute(child(node, "lvlText")) or "",
        start=whole(attribute(child(node, "start"))) or 1,
        restart=whole(attribute(child(node, "lvlRestart"))),
        legal=child(node, "isLgl") is not None,
    )


def _override(found: Lists, ident: str, node: Any) -> None:
    for one in node:
        at = whole(attribute(one, "ilvl")) if local(one) == "lvlOverride" else None
        if at is None or not 0 <= at < LEVELS:
            continue
        start = whole(attribute(child(one, "startOverride")))
        if start is not None:
            found.overrides.setdefault(ident, {})[at] = start
        for _, level in _levels(one):
            found.levels[ident][at] = _level(level)


def _printed(known: dict[int, Level], counter: list[int | None], level: int) -> str:
    own = known[level]
    if own.form == "bullet":
        return "•"
    if own.form == "none":
        return ""

    def number(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        form = "decimal" if own.legal or at not in known else known[at].form
        return counted(counter[at] or 0, form)

    return re.sub(r"%([1-9])", number, own.text)


def counted(number: int, form: str) -> str:
    """A number as a list format of Word prints it; plain digits where the format is unknown or has run out."""
    if not 1 <= number <= _MOST:
        return str(number)
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    found = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        found += sign * times
    return found


def _letter(number: int) -> str:
    times, at = divmod(number - 1, _LETTERS)
    return chr(ord("a") + at) * (times + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= _CIRCLED else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_CHINESE = (
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting", "koreanCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand", "ideographLegalTraditional", "japaneseLegal",
)  # fmt: skip
_POSITIONAL = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2")
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, numbering.chinese),
    **dict.fromkeys(_POSITIONAL, lambda number: "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "ideographEnclosedCircle": lambda number: f"（{numbering.chinese(number)}）",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
}
