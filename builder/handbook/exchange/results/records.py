"""Records of answers of unknown origin; frontend/src/answers/record.ts, the browser's twin, says what they are."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

Record = dict[str, Any]

KEY = re.compile(r"[a-z0-9][\w.:-]{0,199}", re.ASCII | re.IGNORECASE)
TIME = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z", re.ASCII)
DEEPEST = 6
_NOTHING = object()


def read_record(raw: object) -> Record | None:
    """The record that parsed JSON holds; None when it holds none."""
    given = _clean_map(raw, DEEPEST)
    if given is None:
        return None
    updated, revision, history = given.get("updated"), given.get("revision"), given.get("history", [])
    parts = {key: given.get(key, {}) for key in ("outputs", "asked", "times")} | {"answers": given.get("answers")}
    sound = (
        isinstance(revision, str)
        and isinstance(updated, str)
        and TIME.fullmatch(updated)
        and all(isinstance(part, dict) for part in parts.values())
        and all(isinstance(sig, str) for sig in parts["asked"].values())
        and all(_is_number(at) for at in parts["times"].values())
        and isinstance(history, list)
        and all(_is_attempt(one) for one in history)
    )
    if not sound:
        return None
    return {"revision": revision, "updated": updated, **parts, "history": history, "done": given.get("done") is True}


def _is_attempt(one: object) -> bool:
    if not isinstance(one, dict) or not isinstance(one.get("at"), str) or not isinstance(one.get("answers"), dict):
        return False
    return isinstance(one.setdefault("outputs", {}), dict) and bool(TIME.fullmatch(one["at"]))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _clean(value: object, depth: int) -> object:
    """A copy that holds only what an answer can be; `_NOTHING` where that is not possible."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (int, float)):
        return _number(value)
    if not depth:
        return _NOTHING
    if isinstance(value, list):
        parts = [_clean(part, depth - 1) for part in value]
        return _NOTHING if any(part is _NOTHING for part in parts) else parts
    found = _clean_map(value, depth)
    return _NOTHING if found is None else found


def _number(value: float) -> object:
    try:
        return value if math.isfinite(float(value)) else _NOTHING
    except OverflowError:
        return _NOTHING


def _clean_map(value: object, depth: int) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    found = {}
    for key, part in value.items():
        kept = _clean(part, depth - 1)
        if kept is _NOTHING or not KEY.fullmatch(key):
            return None
        found[key] = kept
    return found


def is_stale(record: Record, field: str, known: Mapping[str, Any]) -> bool:
    """Return whether the answer to `field` was given to other words than those now on the page."""
    ask = known["asked"].get(field)
    then = record["asked"].get(field, record["revision"])
    return ask is not None and then != known["revision"] and not _agree(then, ask["sig"])


def _agree(then: str, now: str) -> bool:
    """Return whether two signatures (``head part:digits …``) name the same wording, where both know a part."""
    parts = dict(part.partition(":")[::2] for part in then.split(" "))
    for part in now.split(" "):
        ident, _, digits = part.partition(":")
        if not (parts.get(ident, digits) == digits if digits else ident in parts):
            return False
    return True


def migrate(record: Record, known: Mapping[str, Any]) -> None:
    """Carry answers over from former ids of fields, options, items and columns to the present ones."""
    every = [record["answers"], *(one["answers"] for one in record["history"])]
    for ident, ask in known["asked"].items():
        for old in ask.get("was", ()):
            for part in (record["asked"], record["times"], *every):
                if old in part:
                    part.setdefault(ident, part.pop(old))
                    part.pop(old, None)
        for answers in every if ask.get("ids") else ():
            if ident in answers:
                answers[ident] = _renamed(answers[ident], ask["ids"], ask["shape"])


def _renamed(value: object, ids: Mapping[str, str], shape: str) -> object:
    if isinstance(value, str):
        return ids.get(value, value) if shape == "one" else value
    if isinstance(value, list):
        return [ids.get(part, part) if isinstance(part, str) else part for part in value]
    if isinstance(value, dict):
        told = shape == "map"
        return {
            ids.get(k, k): ids.get(part, part) if told and isinstance(part, str) else part for k, part in value.items()
        }
    return value
