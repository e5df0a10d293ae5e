"""Turn pydantic errors into diagnostics with codes, places and arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import ErrorDetails

from handbook.diagnostics import MOST_PER_FILE
from handbook.diagnostics.names import RuleName
from handbook.diagnostics.suggest import unknown
from handbook.model import introspect
from handbook.model.base import ID_PATTERN, OUTCOME_PATTERN
from handbook.source import Document, key_without_space

if TYPE_CHECKING:
    from handbook.diagnostics import Diagnostics, Location

_PATTERNS: dict[str, RuleName] = {
    ID_PATTERN: "bad-id",
    OUTCOME_PATTERN: "bad-id",
    r"^[^\n]*$": "one-line",
    r"^\d{4}-\d{2}-\d{2}$": "bad-date",
}
_FORMS = {"url": "url", "doi": "doi", "isbn": "isbn", "version": "version", "from": "from", "items_from": "from"}
"""Keys of which the words know more to say when their form is wrong (`bad-format`)."""
_SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "multiple_of": "×"}
_WANTED = {
    "string": "text",
    "int": "number",
    "float": "number",
    "bool": "bool",
    "tuple": "list",
    "dict": "mapping",
    "model": "mapping",
}
_TYPE_ERROR = re.compile(rf"({'|'.join(_WANTED)})_(?:type|parsing|attributes_type)")


class _Fault(NamedTuple):
    """One of pydantic's errors, and where it leads."""

    error: ErrorDetails
    way: introspect.ModelPath
    wanted: tuple[str, ...] = ()
    """What else the value could have been, where a union takes none of its branches."""

    @property
    def kind(self) -> str:
        return self.error["type"]

    @property
    def context(self) -> Mapping[str, Any]:
        return self.error.get("ctx", {})

    @property
    def wants(self) -> str:
        """The type that the value does not have; empty where something else is wrong with it."""
        found = _TYPE_ERROR.fullmatch(self.kind)
        return _WANTED[found[1]] if found else ""


MOST_LOOKED_AT = 10 * MOST_PER_FILE
"""Errors of a file that are sorted out; those of union branches are many, and few of them are meant."""

Finding = tuple["RuleName", "Location", dict[str, object]]


def report(doc: Document, errors: Sequence[ErrorDetails], root: Any, sink: Diagnostics) -> None:
    """Add a diagnostic for each thing that is wrong; `root` is the type that refused the document."""
    faults = [_Fault(error, introspect.resolve_path(root, error["loc"])) for error in errors[:MOST_LOOKED_AT]]
    for fault in _meant(_not_derived(faults)):
        if sink.is_full(doc.path):
            sink.count_omitted(doc.path)
        else:
            name, where, args = _finding(doc, fault, root)
            sink.add(name, where, **args)
    sink.count_omitted(doc.path, max(0, len(errors) - MOST_LOOKED_AT))


def _not_derived(faults: list[_Fault]) -> list[_Fault]:
    """Without lists that count as too short only because items in them were refused."""
    refused = {fault.way.real[:end] for fault in faults for end in range(len(fault.way.real))}
    return [fault for fault in faults if fault.kind != "too_short" or fault.way.real not in refused]


def _meant(faults: list[_Fault]) -> list[_Fault]:
    """Of each union the complaints of the branch that was most likely meant, which is the one that fits best."""
    unions: dict[introspect.Loc, dict[str, list[_Fault]]] = {}
    kept: list[_Fault] = []
    for fault in faults:
        if fault.way.branches:
            depth, label = fault.way.branches[0]
            unions.setdefault(fault.way.real[:depth], {}).setdefault(label, []).append(fault)
        else:
            kept.append(fault)
    for branches in unions.values():
        fitting = sorted((branch for branch in branches.values() if not _misfit(branch)), key=len)
        kept += fitting[0] if fitting else [_any_of(list(branches.values()))]
    return kept


def _misfit(branch: list[_Fault]) -> bool:
    """Return whether the value is of another type than the branch."""
    return any(fault.wants and fault.way.branches[0][0] == len(fault.way.real) for fault in branch)


def _any_of(branches: list[list[_Fault]]) -> _Fault:
    """One complaint for a value that is of no branch's type."""
    wanted = dict.fromkeys(fault.wants for branch in branches for fault in branch if fault.wants)
    return branches[0][0]._replace(wanted=tuple(wanted))


def _finding(doc: Document, fault: _Fault, root: Any) -> Finding:
    for pattern, answer in _ANSWERS:
        if pattern.fullmatch(fault.kind):
            return answer(doc, fault, root)
    detail = fault.error["msg"].removeprefix("Value error, ")
    return "invalid-value", doc.where(fault.way.real), {"detail": detail, "about": fault.way.about}


def _unknown_key(doc: Document, fault: _Fault, root: Any) -> Finding:
    key = str(fault.error["loc"][-1])
    where = doc.where(fault.way.real, key=True)
    if slip := key_without_space(key):
        return "missing-colon", where, {"case": slip.case, "key": slip.key}
    return (
        "unknown-key",
        where,
        unknown(key, introspect.keys(introspect.resolve_path(root, fault.error["loc"][:-1]).kind)),
    )


def _missing(doc: Document, fault: _Fault, _root: Any) -> Finding:
    *parent, key = fault.way.real
    if isinstance(key, int):  # a pair with one item
        return "too-few", doc.where(parent), {"limit": key + 1, "length": key, "about": fault.way.about}
    if slipped := _slipped(doc, fault, tuple(parent), key):
        return slipped
    return "missing-key", doc.where(parent), {"key": key, "about": fault.way.about}


def _slipped(doc: Document, fault: _Fault, loc: introspect.Loc, key: str) -> Finding | None:
    """The key is there after all, but with a full-width colon or no space behind it."""
    for written in fault.error["input"]:
        slip = key_without_space(str(written))
        if slip and slip.key == key:
            return "missing-colon", doc.where((*loc, written), key=True), {"case": slip.case, "key": key}
    return None


def _no_kind(doc: Document, fault: _Fault, _root: Any) -> Finding:
    if slipped := _slipped(doc, fault, fault.way.real, _discriminator(fault)):
        return slipped
    return (
        "missing-key",
        doc.where(fault.way.real),
        {"key": _discriminator(fault), "known": introspect.tags(fault.way.kind)},
    )


def _wrong_kind(doc: Document, fault: _Fault, _root: Any) -> Finding:
    key = _discriminator(fault)
    args = unknown(str(fault.context["tag"]), introspect.tags(fault.way.kind))
    return "wrong-kind", doc.where((*fault.way.real, key)), {**args, "key": key}


def _discriminator(fault: _Fault) -> str:
    return str(fault.context["discriminator"]).strip("'")


def _bad_choice(doc: Document, fault: _Fault, root: Any) -> Finding:
    given = fault.error["input"]
    if not isinstance(given, str | int | float):
        return _wrong_type(doc, fault, root)
    return "bad-choice", doc.where(fault.way.real), unknown(_shown(given), introspect.words(fault.way.kind))


def _out_of_range(doc: Document, fault: _Fault, _root: Any) -> Finding:
    name, limit = next((name, fault.context[name]) for name in _SIGNS if name in fault.context)
    args = {"value": fault.error["input"], "sign": _SIGNS[name], "limit": limit, "about": fault.way.about}
    return "out-of-range", doc.where(fault.way.real), args


def _size(doc: Document, fault: _Fault, _root: Any) -> Finding:
    names: dict[str, RuleName] = {
        "string_too_long": "too-long",
        "string_too_short": "too-short",
        "too_short": "too-few",
        "too_long": "too-many",
    }
    limit = fault.context.get("max_length", fault.context.get("min_length"))
    length = len(fault.error["input"])
    return names[fault.kind], doc.where(fault.way.real), {"limit": limit, "length": length, "about": fault.way.about}


def _bad_pattern(doc: Document, fault: _Fault, _root: Any) -> Finding:
    name = _PATTERNS.get(fault.context["pattern"], "bad-format")
    args = {"value": fault.error["input"], "about": fault.way.about}
    form = _FORMS.get(str(fault.way.real[-1])) if name == "bad-format" else None
    return name, doc.where(fault.way.real), {**args, "case": form} if form else args


def _number(name: RuleName) -> Callable[[Document, _Fault, Any], Finding]:
    def answer(doc: Document, fault: _Fault, _root: Any) -> Finding:
        return name, doc.where(fault.way.real), {"value": fault.error["input"], "about": fault.way.about}

    return answer


def _wrong_type(doc: Document, fault: _Fault, _root: Any) -> Finding:
    given, where = fault.error["input"], doc.where(fault.way.real)
    if given is None and fault.way.real:
        return "too-short", where, {"limit": 1, "length": 0, "about": fault.way.about}
    if isinstance(given, str) and (slip := key_without_space(given)) and not fault.kind.startswith("string"):
        return "missing-colon", where, {"case": slip.case, "key": slip.key}
    about = fault.way.about
    if len(fault.wanted) > 1:
        return "wrong-type", where, {"case": "either", "wanted": fault.wanted, "about": about}
    return "wrong-type", where, {"case": fault.wants or "text", "about": about}


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


_ANSWERS: tuple[tuple[re.Pattern[str], Callable[[Document, _Fault, Any], Finding]], ...] = tuple(
    (re.compile(pattern), answer)
    for pattern, answer in (
        (r"extra_forbidden", _unknown_key),
        (r"missing", _missing),
        (r"union_tag_not_found", _no_kind),
        (r"union_tag_invalid", _wrong_kind),
        (r"literal_error", _bad_choice),
        (r"(?:greater|less)_than(?:_equal)?|multiple_of", _out_of_range),
        (r"(?:string_)?too_(?:long|short)", _size),
        (r"string_pattern_mismatch", _bad_pattern),
        (r"finite_number|int_parsing_size", _number("huge-number")),
        (r"int_from_float", _number("not-whole")),
        (_TYPE_ERROR.pattern, _wrong_type),
    )
)
