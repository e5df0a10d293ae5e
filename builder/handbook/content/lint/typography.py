"""Chinese typography: a space between Chinese and Latin letters or figures, and full-width punctuation.

The rules are AutoCorrect's (see docs/decisions/typography.md). It says how a text should be; where the two
differ is found here, so that every place is exact and what is right in our texts is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics
from handbook.source import Loc
from handbook.text.markdown_text import visible_text

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CHINESE = re.compile(f"[{_HAN}]")
_WIDE = "：；。，！？（）“”‘’、…—《》〈〉【】·～＝\u3000"
"""Signs that stand where an author wants them; the linter would narrow some of them between Latin words."""
_ALL_CHINESE = re.compile(f"[{_HAN}{_WIDE}]*")
_NARROW = re.compile(rf"(?<=[{_HAN}“”（）《》])[()\",;:?!]|[()\"](?=[{_HAN}“”])")
"""Signs beside Chinese that the linter sets apart, or passes over, instead of widening them."""
_WIDENED = {"(": "（", ")": "）", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_NOT_PROSE = {
    "formula", "visible_if", "compute", "x_split", "y_split", "target", "cite", "accept", "pinyin", "english", "url",
}  # fmt: skip
"""Keys whose text is read by a program, compared with what a learner types, or quoted letter by letter."""


NEAR = 3
"""Characters between two changes from which on they are two, and not both in one word such as a file's name."""
LONGEST = 1000
"""Characters of a sentence that are looked at; what follows shows when these are put right."""
_SENTENCE = re.compile(r"[^。\n]*[。\n]|[^。\n]+")


class Change(NamedTuple):
    """`text[start:end]` should be `want`."""

    start: int
    end: int
    want: str


class TypographyIssue(NamedTuple):
    """A typographic error: `case` (space, no-space, width), position, length and correction."""

    case: str
    offset: int
    length: int
    found: str
    want: str


def check_typography(loaded: Loaded, sink: Diagnostics) -> None:
    """Report every text that is not set as Chinese is set in this handbook."""
    for doc in loaded.documents:
        for loc, text in _prose(doc.value, ()):
            for slip in typography_issues(text):
                where = doc.inside(loc, slip.offset, slip.length)
                sink.add("typography", where, case=slip.case, found=slip.found, want=slip.want)


def typography_issues(written: str) -> Iterator[TypographyIssue]:
    """Return the typographic errors of an author's text."""
    if _ALL_CHINESE.fullmatch(written):
        return  # the rules are about what meets other letters
    seen = visible_text(written)
    known = seen.text
    for found in _NARROW.finditer(known):
        at = found.start()
        want = _WIDENED.get(found[0]) or "“”"[seen.text.count('"', 0, at) % 2]
        known = known[:at] + want + known[at + 1 :]
        yield TypographyIssue("width", seen.places[at], 1, found[0], want)
    wanted = _corrected(known)
    if wanted == known:
        return
    for start, end, want in _runs(seen.places, known, wanted):
        yield _slip(seen.places, known, (start, end), want)


def _runs(places: Sequence[int], known: str, wanted: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of `known` and what they should be; what is less than two characters apart is one."""
    run: list[Change] = []
    for change in _changes(places, known, wanted):
        if run and change.start - run[-1].end >= NEAR:
            yield _joined(run, known)
            run = []
        run.append(change)
    if run:
        yield _joined(run, known)


def _changes(places: Sequence[int], known: str, wanted: str) -> Iterator[Change]:
    """Yield the differences, compared sentence by sentence: time grows with the square of the length, or worse."""
    at = 0
    for mine, right in _sentences(known, wanted):
        for kind, start, end, from_, to in SequenceMatcher(None, mine, right, autojunk=False).get_opcodes():
            cut = end == len(mine) == LONGEST
            if kind != "equal" and not cut and not _meant(places, known, kind, at + start):
                yield Change(at + start, at + end, right[from_:to])
        at += len(mine)


def _sentences(known: str, wanted: str) -> Iterator[tuple[str, str]]:
    """Pairs of sentences. Of one that no reader would take in only the beginning is compared, and no more after it."""
    mine, right = (_SENTENCE.findall(text) for text in (known, wanted))
    if len(mine) != len(right):
        mine, right = [known], [wanted]
    for one, other in zip(mine, right, strict=True):
        yield one[:LONGEST], other[:LONGEST]
        if len(one) > LONGEST:
            return


def _joined(run: list[Change], known: str) -> tuple[int, int, str]:
    """One change for several that stand close together."""
    want, at = "", run[0].start
    for change in run:
        want += known[at : change.start] + change.want
        at = change.end
    return run[0].start, at, want


def _meant(places: Sequence[int], text: str, kind: str, start: int) -> bool:
    """Return whether the linter's change is right: a full-width character, or a space that lets bold end after one."""
    after_mark = 0 < start < len(places) and places[start] - places[start - 1] > 1
    return (kind == "replace" and text[start] in _WIDE) or (kind == "delete" and after_mark)


def _slip(places: Sequence[int], text: str, span: tuple[int, int], want: str) -> TypographyIssue:
    """A change as it is shown: what is put in between two characters is shown with both."""
    start, end = span
    found = text[start:end]
    if want.replace(" ", "") != found or not want:
        case = "width" if want.strip() else "no-space"
        at = places[min(start, len(places) - 1)]  # what is put in may be put at the end
        return TypographyIssue(case, at, max(1, places[end - 1] - at + 1), found, want)
    first, last = max(0, start - 1), min(end, len(text) - 1)
    whole = text[first : last + 1]
    return TypographyIssue(
        "space", places[first], places[last] - places[first] + 1, whole, f"{text[first]}{want}{text[last]}"
    )


def _corrected(text: str) -> str:
    import autocorrect_py  # a compiled library: only when a text has Chinese in it

    return str(autocorrect_py.format(text))


def _prose(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        if _CHINESE.search(value):
            yield loc, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NOT_PROSE:
                yield from _prose(inner, (*loc, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _prose(inner, (*loc, number))
