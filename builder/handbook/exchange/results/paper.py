"""Rows that a trainer typed from paper; the browser's twin is frontend/src/trainer/class/paper.ts.

A CSV table: the first cell is the exercise's id; the others of the first line are questions, by their numbers on paper
(``3``, ``3.confidence``) or ids (``q1``, ``q1.confidence``); then a line for each person, a number or name first.

An answer is written as on paper: the letter of an option (or its id), several letters for several, 对 or 错, a number,
blanks parted by ``|``. Ordering: the place written beside A, B, C …, in that order (``3 1 2 4``), or the letters from
the first place to the last (``C A B D``). Matching and sorting: the letter written beside 1, 2, 3 … (``B A C``), or
beside some of them (``1B 3C``). ``-`` stands for a place that was left empty. In place of an answer to these three the
trainer may type its points; a single number that can be points is points.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from handbook.exchange.results.marks import beside, places
from handbook.exchange.results.sittings import Problem, Sheet, Taken, label_of, of_answers, refused
from handbook.exercises.answer_key import Facts, Known

MOST_ROWS, MOST_CELLS = 5_000, 200
_TRUE = ("对", "是", "√", "✓", "✔", "t", "true", "1", "y", "yes")
_FALSE = ("错", "不对", "否", "×", "✗", "✘", "x", "f", "false", "0", "n", "no")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?", re.ASCII)
Cell = tuple[str, object]
"""``answer`` or ``given``, and the value."""


def take_rows(data: bytes, source: str, facts: Facts) -> Taken:
    """Read a table of unknown origin: what cannot be read is told by row and column."""
    rows = _rows(data)
    head = [cell.strip() for cell in rows[0]] if rows else []
    known = facts.exercises.get(facts.now.get(head[0], "")) if head else None
    if known is None:
        return refused(source, "paper_exercise", of=label_of(head[0] if head else ""))
    taken = Taken()
    columns = _columns(head, known, source, taken)
    heads = {at: (name, label_of(head[at])) for at, name in columns.items()}
    for number, row in enumerate(rows[1 : MOST_ROWS + 1], 2):
        if any(cell.strip() for cell in row):
            _row(row, f"{source} {number}", heads, known, taken)
    if len(rows) > MOST_ROWS + 1:
        taken.problems.append(Problem(source, "paper_long", {"n": str(MOST_ROWS)}))
    if not taken.sheets and not taken.problems:
        return refused(source, "nothing")
    return taken


def _rows(data: bytes) -> list[list[str]]:
    """UTF-8, or GB 18030, which Excel writes on Chinese Windows; commas, semicolons or tabs."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    first = text.split("\n", 1)[0]
    comma = next((c for c in "\t;," if c in first), ",")
    text = text.replace("\0", "")
    try:
        return [row[:MOST_CELLS] for row in csv.reader(io.StringIO(text, newline=""), delimiter=comma)]
    except csv.Error:
        return []


def _columns(head: list[str], known: Known, source: str, taken: Taken) -> dict[int, str]:
    """Place of a column → the question or its confidence."""
    found: dict[int, str] = {}
    for place, text in enumerate(head[1:], 1):
        name = _named(text, known)
        if name in known["asked"] and name not in found.values():
            found[place] = name
        elif text:
            taken.problems.append(Problem(source, "paper_column", {"column": label_of(text)}, refused=False))
    return found


def _named(text: str, known: Known) -> str:
    """The id behind a question's number on paper; what is no such number stays."""
    number, dot, rest = text.partition(".")
    numbered = [one["id"] for one in known.get("questions") or known.get("items") or ()]
    place = int(number) if re.fullmatch("[0-9]{1,3}", number) else 0
    return f"{numbered[place - 1]}{dot}{rest}" if 0 < place <= len(numbered) else text


def _row(row: list[str], place: str, heads: Mapping[int, tuple[str, str]], known: Known, taken: Taken) -> None:
    label = label_of(row[0])
    answers: dict[str, Any] = {}
    given: dict[str, float] = {}
    for at, (name, head) in heads.items():
        text = _plain(row[at]) if at < len(row) else ""
        if not text:
            continue
        cell = _cell(text, name, known)
        if cell is None:
            more = {"column": head, "cell": label_of(text)}
            taken.problems.append(Problem(place, "paper_cell", more, refused=False))
        elif cell[0] == "given":
            given[name] = float(cell[1])  # type: ignore[arg-type]
        else:
            answers[name] = cell[1]
    sitting = of_answers(known, answers, "paper", given) if answers or given else None
    if not label:
        taken.problems.append(Problem(place, "paper_label"))
    elif sitting is None:
        taken.problems.append(Problem(place, "nothing"))
    else:
        taken.sheets.append(Sheet(place, "paper", label, [], [sitting]))


def _plain(cell: str) -> str:
    """A cell without the apostrophe that exports put before what looks like a formula."""
    return unicodedata.normalize("NFKC", cell).strip().removeprefix("'").strip()


def _cell(text: str, name: str, known: Known) -> Cell | None:
    ask = known["asked"][name]
    if ask.get("range"):
        low, high = ask["range"]
        value = _number(text)
        return ("answer", int(value)) if value is not None and value in range(int(low), int(high) + 1) else None
    question = next((q for q in known.get("questions", ()) if q["id"] == name), None)
    if question and question["type"] == "sort":
        question = question | {"buckets": [one[0] for one in ask["options"]]}
    read = _TYPES.get(question["type"] if question else _OTHERS.get(ask["shape"], ""))
    return read(text, question or {"parts": [one[0] for one in ask.get("options", ())]}) if read else None


def _number(text: str) -> float | None:
    value = float(text) if _NUMBER.fullmatch(text) else None
    return value if value is not None and math.isfinite(value) else None


def _lettered(question: Known) -> list[str]:
    """Options in the order of the paper (templates/session/paper/quiz.html.j2), which tells nothing of the author's."""
    return sorted(question["parts"]) if question.get("shuffle") else question["parts"]


def _single(text: str, question: Known) -> Cell | None:
    found = _letter(text, _lettered(question))
    return ("answer", found) if found else None


def _multiple(text: str, question: Known) -> Cell | None:
    parts = question["parts"]
    names = [text] if text in parts else [one for one in re.split(r"[\s,，、;；|/]+", text) if one]
    if len(names) == 1 and names[0] not in parts:
        names = list(names[0])
    lettered = _lettered(question)
    found = [_letter(name, lettered) for name in names]
    return ("answer", [one for one in parts if one in found]) if found and None not in found else None


def _letter(text: str, parts: list[str]) -> str | None:
    if text in parts:
        return text
    place = ord(text.upper()) - ord("A") if len(text) == 1 and text.isascii() else -1
    return parts[place] if 0 <= place < len(parts) else None


def _truefalse(text: str, _: Known) -> Cell | None:
    plain = text.lower()
    return ("answer", True) if plain in _TRUE else ("answer", False) if plain in _FALSE else None


def _blank(text: str, question: Known) -> Cell | None:
    parts = [part.strip() for part in text.split("|")]
    known = question["parts"]
    return (
        ("answer", {key: part for key, part in zip(known, parts, strict=False) if part})
        if len(parts) <= len(known)
        else None
    )


def _points(text: str, question: Known) -> Cell | None:
    value = _number(text)
    return ("given", value) if value is not None and 0 <= value <= question["points"] else None


def _order(text: str, question: Known) -> Cell | None:
    """Items stand on paper in the order of the page's parts."""
    parts = question["parts"]
    found = places(text, len(parts))
    return _points(text, question) or (
        ("answer", {parts[line]: place for line, place in found.items()}) if found else None
    )


def _match(text: str, question: Known) -> Cell | None:
    return _points(text, question) or _beside(text, question["parts"], question["choices"])


def _sort(text: str, question: Known) -> Cell | None:
    return _points(text, question) or _beside(text, question["parts"], question["buckets"])


def _beside(text: str, lines: list[str], choices: list[str]) -> Cell | None:
    found = beside(text, len(lines), len(choices))
    return ("answer", {lines[line]: choices[letter] for line, letter in found.items()}) if found else None


_TYPES: Mapping[str, Callable[[str, Known], Cell | None]] = {
    "single": _single,
    "multiple": _multiple,
    "truefalse": _truefalse,
    "blank": _blank,
    "numeric": lambda text, _: ("answer", text),
    "order": _order,
    "match": _match,
    "sort": _sort,
}
_OTHERS = {"one": "single", "many": "multiple", "bool": "truefalse"}
