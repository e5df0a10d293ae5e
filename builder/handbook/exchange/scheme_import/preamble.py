"""The matter around the clauses: title and first page, table of contents, signature and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handbook.exchange.scheme_import.draft import Preamble
from handbook.exchange.scheme_import.lines import Note
from handbook.exchange.scheme_import.markers import narrow, value
from handbook.exchange.scheme_import.numbering_scheme import HEADED, MarkedLine, NumberingScheme, is_short

KINDS = "制度|办法|规定|方案|守则|准则|规则|细则|手册|条例|章程|规范|公约|指引"
_TITLE = re.compile(rf"(?:{KINDS})(?:[（(].*[）)])?$")
_MOST_TITLE = 60
_CONTENTS = re.compile(r"目\s*[录次]")
_ANNEX = re.compile(r"附\s*[件录表]\s*(?:[0-9一二三四五六七八九十]{0,3})\s*(?:[:：、.\s].*)?")
_SIGNED = re.compile(r"(?:公司|集团|部|办公室|委员会|工会|中心|厂)(?:[（(](?:盖章|公章|章)[）)])?$")
_SIGNATURE = re.compile(r"\((?:签名|签字|盖章|公章|签章)\)|^\s*(?:签名|签字|盖章|日期)")
_TAIL = 6
"""How many lines a signature block has at most."""
_KEYS = {
    "number": "文号|文件编号|文件号|编号|制度编号",
    "version": "版本|版本号|版次",
    "owner": "归口部门|编制部门|制定部门|责任部门|主责部门|归口管理部门",
    "approver": "批准|批准人|审批|审批人|签发|签发人|批准机构",
    "effective": "生效日期|施行日期|实施日期|生效日|施行日|生效时间|实施时间",
    "review": "复核日期|复审日期|下次复核|下次复核日期",
}
_FIELD = {name: key for key, names in _KEYS.items() for name in names.split("|")}
_DOCUMENT_NUMBER = re.compile(r"[^\s:：]{1,20}[〔\[［（(]\s*20\d\d\s*[〕\]］）)]\s*第?\s*\d{1,4}\s*号")
_POSITION = re.compile(r"经理|董事|委员会|会议|总裁|大会|主任|部|室|长$")
_VERSION = re.compile(r"[vV]?\s*(\d+(?:\.\d+){1,3})")
_YEAR, _ONE = r"(20\d\d|[二〇零○一三四五六七八九]{4})", r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(rf"{_YEAR}\s*[-年./]\s*{_ONE}\s*[-月./]\s*{_ONE}\s*日?")
_FROM_DAY = re.compile(rf"自\s*(?P<day>{DATE.pattern})\s*起\s*(?:正式)?(?:施行|实施|执行|生效)")
_MONTHS, _DAYS = 12, 31


def day(text: str) -> str:
    """The first date in a text as YYYY-MM-DD; empty when there is none."""
    found = DATE.search(narrow(text).replace("○", "〇"))
    if found is None:
        return ""
    year, month, date = (value(part) for part in found.groups()[:3])
    return f"{year:04d}-{month:02d}-{date:02d}" if 1 <= month <= _MONTHS and 1 <= date <= _DAYS else ""


def effective(text: str) -> str:
    """The day from which a clause says that the scheme applies; empty when it does not say."""
    found = _FROM_DAY.search(narrow(text).replace("○", "〇"))
    return day(found["day"]) if found else ""


def unspaced(title: str) -> str:
    """总 则 → 总则: spaces between single characters are there for looks."""
    words = title.split(" ")
    return "".join(words) if all(len(word) == 1 for word in words) else title


def without_contents(marked: Sequence[MarkedLine], unplaced: list[Note]) -> list[MarkedLine]:
    """The lines without a table of contents, be its lines marked as such or only repeated below."""
    start = next((at for at, one in enumerate(marked) if _CONTENTS.fullmatch(one.line.text)), None)
    listed: set[int] = {at for at, one in enumerate(marked) if one.line.place == "toc"}
    if start is not None:
        listed |= {start, *range(start + 1, _repeated(marked, start + 1, listed))}
    unplaced += [Note("contents", marked[at].line.number, marked[at].whole) for at in sorted(listed)]
    return [one for at, one in enumerate(marked) if at not in listed]


def _repeated(marked: Sequence[MarkedLine], start: int, listed: set[int]) -> int:
    """Where the first line after the heading 目录 comes a second time: there the text begins."""
    first = next((at for at in range(start, len(marked)) if at not in listed), None)
    if first is None or first != start:
        return start
    again = (at for at in range(first + 1, len(marked)) if marked[at].line.text == marked[first].line.text)
    return next(again, start)


def split_front(marked: Sequence[MarkedLine], begins: int, unplaced: list[Note]) -> tuple[Preamble, list[MarkedLine]]:
    """The front matter before line `begins`, and all lines that are not front matter."""
    head, rest = list(marked[:begins]), list(marked[begins:])
    front = Preamble()
    title = _title(head)
    if title is not None:
        front.title = unspaced(title.line.text)
        head.remove(title)
    kept = [one for one in head if not _is_matter(one, front, unplaced)]
    return front, [*kept, *rest]


def _title(head: Sequence[MarkedLine]) -> MarkedLine | None:
    able = [one for one in head if len(one.line.text) <= _MOST_TITLE and not one.marker and _alone(one)]
    named = [one for one in able if _TITLE.search(narrow(one.line.text)) and is_short(one.line.text[-20:])]
    styled = [one for one in able if one.line.heading == 0 or one.line.centred]
    return next(iter([one for one in named if one in styled] or named or styled or able[:1]), None)


def _alone(one: MarkedLine) -> bool:
    return one.line.text[-1] not in "。；：，;:," and "：" not in one.line.text and one.line.place == "body"


def _is_matter(one: MarkedLine, front: Preamble, unplaced: list[Note]) -> bool:
    """Return whether a line of the first page is data or decoration; what cannot be used is noted."""
    text = one.line.text
    if one.marker or one.line.heading:
        return False
    pairs = _pairs(text)
    if pairs and all(_use(key, given, front) for key, given in pairs):
        return True
    if not pairs and text[-1] in "。；：":
        return False
    unplaced.append(Note("front", one.line.number, text))
    return True


def _pairs(text: str) -> list[tuple[str, str]]:
    if _DOCUMENT_NUMBER.fullmatch(text):
        return [("number", text)]
    parts = [part.strip() for part in re.split(r"[｜：:]|\s{1,}(?=[^\s：:]{2,8}[：:])", text) if part and part.strip()]
    names = [re.sub(r"\s", "", part) for part in parts]
    if len(parts) % 2 or not any(name in _FIELD for name in names[::2]):
        return []
    return [(_FIELD.get(name, ""), value) for name, value in zip(names[::2], parts[1::2], strict=True)]


def _use(key: str, given: str, front: Preamble) -> bool:
    found = _useful(key, given)
    if not found or key in front.fields:
        return False
    front.fields[key] = found
    return True


def _useful(key: str, given: str) -> str:
    """Return a first-page field in the form that the scheme wants; empty where it cannot be used."""
    if key in ("effective", "review"):
        return day(given)
    if key == "version":
        found = _VERSION.fullmatch(given)
        return found[1] if found else ""
    if key == "approver" and not _POSITION.search(given):
        return ""
    return given if key else ""


def without_end(marked: Sequence[MarkedLine], unplaced: list[Note]) -> list[MarkedLine]:
    """The lines without annexes and signature."""
    end = _annexes(marked)
    unplaced += [Note("annex", one.line.number, one.whole) for one in marked[end:]]
    signed = _signature(marked[:end])
    unplaced += [Note("signature", one.line.number, one.whole) for one in marked[signed:end]]
    return list(marked[:signed])


def _annexes(marked: Sequence[MarkedLine]) -> int:
    """Where the annexes begin: after the last clause that goes on counting."""
    last, expected = 0, 1
    for at, one in enumerate(marked):
        if one.marker and one.marker.kind == "article":
            number = int(one.marker.number.split("-")[0])
            if number >= expected:
                last, expected = at, number
    start = last + 1 if expected > 1 else max(1, len(marked) // 2)
    able = (at for at in range(start, len(marked)) if _is_annex(marked[at]))
    return next(able, len(marked))


def _is_annex(one: MarkedLine) -> bool:
    return not one.marker and len(one.line.text) <= _MOST_TITLE and bool(_ANNEX.fullmatch(narrow(one.line.text)))


def _signature(marked: Sequence[MarkedLine]) -> int:
    """Where the names and the date below the text begin."""
    at = len(marked)
    while at > 1 and len(marked) - at < _TAIL and _signs(marked[at - 1]):
        at -= 1
    dated = any(DATE.fullmatch(narrow(one.line.text)) for one in marked[at:])
    signed = any(one.line.place == "table" for one in marked[at:])
    return at if dated or signed or all(_SIGNED.search(one.line.text) for one in marked[at:]) else len(marked)


def _signs(one: MarkedLine) -> bool:
    text = narrow(one.line.text)
    if one.line.place == "table":
        return all(_SIGNATURE.search(cell) for cell in text.split("|"))
    plain = not one.key and one.line.place == "body"
    return plain and bool(DATE.fullmatch(text) or (_SIGNED.search(text) and is_short(text)))


def begins(marked: Sequence[MarkedLine], shape: NumberingScheme) -> int:
    """The first line of the text: a chapter or an article; at the latest the first sentence, with its heading."""
    for at, one in enumerate(marked):
        if one.key and one.key in (shape.chapter, shape.article):
            return at
    first = (at for at, one in enumerate(marked) if one.marker or not is_short(one.line.text))
    sentence = next(first, min(1, len(marked)))
    return sentence - 1 if shape.article == HEADED and sentence > 1 else sentence
