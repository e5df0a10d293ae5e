"""Read what was handed in as sittings; the browser's twin is frontend/src/trainer/class/take.ts.

Whatever a text holds, it gives sheets and problems and never an error: an answers file is one sheet, a text of codes
and a table typed from paper as many as they have lines. A picture is refused: only the class page reads QR codes.

Of each exercise one sitting counts. Of a quiz it is the first attempt that was not helped by "try again"; without one,
the first attempt; without any, the answers as they stand. Of all else it is the answers as they stand. What was
answered to other wording than today's does not count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NoReturn

from handbook.exchange.results.codes import decode, signs_of
from handbook.exchange.results.paper import take_rows
from handbook.exchange.results.records import Record, is_stale, migrate, read_record
from handbook.exchange.results.sittings import (
    How,
    Problem,
    Sheet,
    Sitting,
    Taken,
    asked_of,
    label_of,
    of_answers,
    refused,
)  # fmt: skip
from handbook.exercises.answer_key import Facts, Known, closed

FORMAT, VERSION = "handbook-answers", 1
MOST_BYTES = 5_000_000
LEAST_TIMES = 3
_ID = re.compile(r"(lesson:)?[a-z][a-z0-9_-]{0,63}(~half)?")
_START = re.compile(r"HB[1IL][\s\-‐-―]", re.IGNORECASE)
_PICTURE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|.{4}ftyp", re.DOTALL)
_LINE = re.compile(r"\r\n?|\n")
_SIGNS = re.compile(r"[0-9A-Za-z\s-]+", re.ASCII)


def take(data: bytes, source: str, facts: Facts) -> Taken:
    """Read one file that was handed in; never raises for what is in it."""
    if _PICTURE.match(data[:12]):
        return refused(source, "picture")
    if len(data) > MOST_BYTES:
        return refused(source, "big")
    text = data.decode("utf-8-sig", errors="replace")
    head = text.lstrip()[:1]
    if not head:
        return refused(source, "empty")
    if head in "{[":
        return _take_file(text, source, facts)
    if _START.search(_narrow(text)) and not source.lower().endswith(".csv"):
        return take_codes(text, source, facts)
    return take_rows(data, source, facts)


# ------------------------------------------------------------------ answers files


def _no(constant: str) -> NoReturn:
    raise ValueError(constant)


def _take_file(text: str, source: str, facts: Facts) -> Taken:
    try:
        given = json.loads(text, parse_constant=_no)
    except (ValueError, RecursionError) as error:
        return refused(source, "deep" if isinstance(error, RecursionError) else "not_json")
    why, of = _foreign(given, facts.data["handbook"]["id"])
    if why:
        return refused(source, why, of=of)
    learner, now = given.get("learner"), facts.data["handbook"]["version"]
    label = label_of(learner.get("name")) if isinstance(learner, dict) else ""
    taken = Taken([Sheet(source, "file", label)])
    _fill(taken, given["exercises"], facts)
    version = label_of(given["handbook"].get("version"))
    if version != now:
        taken.problems.append(Problem(source, "version", {"version": version or "–", "now": now}, refused=False))
    if not taken.sheets[0].sittings:
        return Taken(problems=[*taken.problems, Problem(source, "nothing")])
    return taken


def _foreign(given: object, ident: str) -> tuple[str, str]:
    """Why parsed JSON is no answers file of this handbook, and what it is of; empty when it is one."""
    known = given if isinstance(given, dict) else {}
    handbook = known.get("handbook")
    if known.get("format") != FORMAT or not isinstance(known.get("exercises"), dict) or not isinstance(handbook, dict):
        return "foreign", ""
    if known.get("version") != VERSION or isinstance(known.get("version"), bool):
        return "newer", ""
    return ("other", label_of(handbook.get("id"))) if handbook.get("id") != ident else ("", "")


def _fill(taken: Taken, exercises: Mapping[str, object], facts: Facts) -> None:
    sheet, bad, stale = taken.sheets[0], [], 0
    records: dict[str, Record] = {}
    for ident, raw in exercises.items():
        record = read_record(raw) if _ID.fullmatch(ident) else None
        if record is None:
            bad.append(label_of(ident))
            continue
        now = facts.now.get(ident)
        if now is not None and (now == ident or now not in exercises):
            records[now] = record
    for ident, record in records.items():
        known = facts.exercises[ident]
        migrate(record, known)
        sheet.traces += _traces(ident, record)
        sitting, old = sitting_of(record, known)
        stale += old
        if sitting:
            sheet.sittings.append(sitting)
    if bad:
        more = {"n": str(len(bad)), "list": "、".join(bad[:3])}
        taken.problems.append(Problem(sheet.source, "bad", more, refused=False))
    if stale:
        taken.problems.append(Problem(sheet.source, "stale", {"n": str(stale)}, refused=False))


def _traces(ident: str, record: Record) -> list[str]:
    """Marks of every attempt, and of when the answers as they stand were given."""
    found = [_mark(ident, one["at"], one["answers"]) for one in record["history"]]
    return [*found, _mark(ident, record["times"])] if len(record["times"]) >= LEAST_TIMES else found


def _mark(*parts: object) -> str:
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]


def sitting_of(record: Record, known: Known) -> tuple[Sitting | None, int]:
    """The sitting of an exercise that counts, and how many answers were given to other words."""
    if known["kind"] != "quiz":
        return _standing(record, known)
    how, at, answers, asked = _attempt(record, known)
    if not any(q in answers for q in asked):
        return None, 0
    stale = [q for q in asked if is_stale(record, q, known) and q in answers]
    asked = tuple(q for q in asked if q not in stale)
    if not asked:
        return None, len(stale)
    fields = {part for q in asked for part in (q, f"{q}.confidence")}
    return Sitting(known["id"], how, at, asked, {k: v for k, v in answers.items() if k in fields}), len(stale)


def _attempt(record: Record, known: Known) -> tuple[How, str, Mapping[str, Any], tuple[str, ...]]:
    every = [q["id"] for q in known["questions"]]
    attempts = sorted(record["history"], key=lambda one: str(one["at"]))
    chosen = next((one for one in attempts if not one["outputs"].get("retried")), attempts[0] if attempts else None)
    if chosen is None:
        return "open", record["updated"], record["answers"], asked_of(known, record["answers"])
    named = chosen["outputs"].get("asked")
    names = named.split(" ") if isinstance(named, str) else []
    asked = tuple(q for q in every if q in names) or asked_of(known, chosen["answers"])
    return "retried" if chosen["outputs"].get("retried") else "first", chosen["at"], chosen["answers"], asked


def _standing(record: Record, known: Known) -> tuple[Sitting | None, int]:
    """The answers as they stand; of a scale that was started anew, those that were kept last."""
    answers, at = record["answers"], record["updated"]
    asked = [item for item, ask in known["asked"].items() if closed(ask)]
    if known["kind"] == "scale" and record["history"] and not any(item in answers for item in asked):
        last = max(record["history"], key=lambda one: str(one["at"]))
        answers, at = last["answers"], last["at"]
    given = {item: answers[item] for item in asked if item in answers}
    stale = [item for item in given if is_stale(record, item, known)]
    fresh = {item: value for item, value in given.items() if item not in stale}
    return (Sitting(known["id"], "open", at, tuple(fresh), fresh) if fresh else None), len(stale)


# ------------------------------------------------------------------ codes


def take_codes(text: str, source: str, facts: Facts) -> Taken:
    """Codes, one after the other; a name or number may stand before each, on its line or on the line above."""
    taken = Taken()
    seen: set[tuple[str, str]] = set()
    for number, (label, code) in enumerate(_codes(text), 1):
        place = f"{source} #{number}"
        found = decode(code, facts.data["exercises"])
        if found.known is None:
            taken.problems.append(Problem(place, found.problem, {"label": label}))
            continue
        mark = (label, signs_of(code)[0])
        if mark in seen:
            taken.problems.append(Problem(place, "again" if label else "again_unnamed", {"label": label}))
            continue
        seen.add(mark)
        sitting = of_answers(found.known, found.answers, "code")
        traces = [] if label else [_mark(*mark)]
        taken.sheets.append(Sheet(place, "code", label, traces, [sitting] if sitting else []))
    if not taken.sheets and not taken.problems:
        return refused(source, "code_foreign")
    return taken


def _narrow(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", text)


def _codes(text: str) -> Iterator[tuple[str, str]]:
    """Label and code, in order; a code may run over several lines."""
    label, code = "", ""
    for line in _LINE.split(_narrow(text)):
        start = _START.search(line)
        if start:
            if code:
                yield label, code
                label = ""
            label = label_of(line[: start.start()]) or label
            code = line[start.start() :]
        elif code and not _whole(code) and _SIGNS.fullmatch(line):
            code += line
        elif line.strip():
            if code:
                yield label, code
            label, code = label_of(line), ""
    if code:
        yield label, code


def _whole(code: str) -> bool:
    return not signs_of(code)[1]
