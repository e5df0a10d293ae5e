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


class ValidationIssue(NamedTuple):
    """One of pydantic's errors, and where it leads."""

    error: ErrorDetails
    path: introspect.ModelPath
    wanted: tuple[str, ...] = ()
    """What else the value could have been, where a union takes none of its branches."""

    @property
    def kind(self) -> str:
        """Pydantic's name of the error."""
        return self.error["type"]

    @property
    def context(self) -> Mapping[str, Any]:
        """Limits, patterns and tags of the error."""
        return self.error.get("ctx", {})

    @property
    def wants(self) -> str:
        """The type that the value does not have; empty where something else is wrong with it."""
        found = _TYPE_ERROR.fullmatch(self.kind)
        return _WANTED[found[1]] if found else ""

    @property
    def is_other_type(self) -> bool:
        """The value is of another type than the branch of the union that this error comes from."""
        return bool(self.wants) and self.path.branches[0][0] == len(self.path.real)

    @property
    def discriminator(self) -> str:
        """The key that tells the kinds of a union apart."""
        return str(self.context["discriminator"]).strip("'")


MOST_LOOKED_AT = 10 * MOST_PER_FILE
"""Errors of a file that are sorted out; those of union branches are many, and few of them are meant."""

Finding = tuple["RuleName", "Location", dict[str, object]]


def report(doc: Document, errors: Sequence[ErrorDetails], root: Any, sink: Diagnostics) -> None:
    """Add a diagnostic for each thing that is wrong; `root` is the type that refused the document."""
    issues = [ValidationIssue(error, introspect.resolve_path(root, error["loc"])) for error in errors[:MOST_LOOKED_AT]]
    refused = {issue.path.real[:end] for issue in issues for end in range(len(issue.path.real))}
    # A list counts as too short as well where items in it were refused: that is no error of its own.
    issues = [issue for issue in issues if issue.kind != "too_short" or issue.path.real not in refused]
    for issue in likeliest_branch(issues):
        if sink.is_full(doc.path):
            sink.count_omitted(doc.path)
        else:
            name, where, args = _finding(doc, issue, root)
            sink.add(name, where, **args)
    sink.count_omitted(doc.path, max(0, len(errors) - MOST_LOOKED_AT))


def likeliest_branch(issues: Sequence[ValidationIssue]) -> list[ValidationIssue]:
    """Return the issues with those of each union reduced to the branch that fits the value best.

    Where the value is of no branch's type, one issue is left that names all the types it could have had:

    >>> def issue(kind, label):
    ...     path = introspect.ModelPath(("rows",), ((1, label),), int, "")
    ...     return ValidationIssue({"type": kind, "loc": ("rows", label), "msg": "", "input": "many"}, path)
    >>> [one.wanted for one in likeliest_branch([issue("int_type", "int"), issue("tuple_type", "tuple")])]
    [('number', 'list')]
    >>> [one.kind for one in likeliest_branch([issue("int_type", "int"), issue("string_too_short", "str")])]
    ['string_too_short']
    """
    unions: dict[introspect.Loc, dict[str, list[ValidationIssue]]] = {}
    kept: list[ValidationIssue] = []
    for issue in issues:
        if issue.path.branches:
            depth, label = issue.path.branches[0]
            unions.setdefault(issue.path.real[:depth], {}).setdefault(label, []).append(issue)
        else:
            kept.append(issue)
    for branches in unions.values():
        fitting = [branch for branch in branches.values() if not any(issue.is_other_type for issue in branch)]
        if fitting:
            best: list[ValidationIssue] = min(fitting, key=len)
            kept += best
        else:
            every = [issue for branch in branches.values() for issue in branch]
            wanted = dict.fromkeys(issue.wants for issue in every if issue.wants)
            kept.append(every[0]._replace(wanted=tuple(wanted)))
    return kept


def _finding(doc: Document, issue: ValidationIssue, root: Any) -> Finding:
    for pattern, answer in _ANSWERS:
        if pattern.fullmatch(issue.kind):
            return answer(doc, issue, root)
    detail = issue.error["msg"].removeprefix("Value error, ")
    return "invalid-value", doc.where(issue.path.real), {"detail": detail, "about": issue.path.about}


def _unknown_key(doc: Document, issue: ValidationIssue, root: Any) -> Finding:
    key = str(issue.error["loc"][-1])
    where = doc.where(issue.path.real, key=True)
    if slip := key_without_space(key):
        return "missing-colon", where, {"case": slip.case, "key": slip.key}
    return (
        "unknown-key",
        where,
        unknown(key, introspect.keys(introspect.resolve_path(root, issue.error["loc"][:-1]).kind)),
    )


def _missing(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
    *parent, key = issue.path.real
    if isinstance(key, int):  # a pair with one item
        return "too-few", doc.where(parent), {"limit": key + 1, "length": key, "about": issue.path.about}
    if slipped := _slipped(doc, issue, tuple(parent), key):
        return slipped
    return "missing-key", doc.where(parent), {"key": key, "about": issue.path.about}


def _slipped(doc: Document, issue: ValidationIssue, loc: introspect.Loc, key: str) -> Finding | None:
    """The key is there after all, but with a full-width colon or no space behind it."""
    for written in issue.error["input"]:
        slip = key_without_space(str(written))
        if slip and slip.key == key:
            return "missing-colon", doc.where((*loc, written), key=True), {"case": slip.case, "key": key}
    return None


def _no_kind(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
    if slipped := _slipped(doc, issue, issue.path.real, issue.discriminator):
        return slipped
    return (
        "missing-key",
        doc.where(issue.path.real),
        {"key": issue.discriminator, "known": introspect.tags(issue.path.kind)},
    )


def _wrong_kind(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
    key = issue.discriminator
    args = unknown(str(issue.context["tag"]), introspect.tags(issue.path.kind))
    return "wrong-kind", doc.where((*issue.path.real, key)), {**args, "key": key}


def _bad_choice(doc: Document, issue: ValidationIssue, root: Any) -> Finding:
    given = issue.error["input"]
    if not isinstance(given, str | int | float):
        return _wrong_type(doc, issue, root)
    shown = str(given).lower() if isinstance(given, bool) else str(given)
    return "bad-choice", doc.where(issue.path.real), unknown(shown, introspect.words(issue.path.kind))


def _out_of_range(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
    name, limit = next((name, issue.context[name]) for name in _SIGNS if name in issue.context)
    args = {"value": issue.error["input"], "sign": _SIGNS[name], "limit": limit, "about": issue.path.about}
    return "out-of-range", doc.where(issue.path.real), args


def _size(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
    names: dict[str, RuleName] = {
        "string_too_long": "too-long",
        "string_too_short": "too-short",
        "too_short": "too-few",
        "too_long": "too-many",
    }
    limit = issue.context.get("max_length", issue.context.get("min_length"))
    length = len(issue.error["input"])
    return names[issue.kind], doc.where(issue.path.real), {"limit": limit, "length": length, "about": issue.path.about}


def _bad_pattern(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
    name = _PATTERNS.get(issue.context["pattern"], "bad-format")
    args = {"value": issue.error["input"], "about": issue.path.about}
    form = _FORMS.get(str(issue.path.real[-1])) if name == "bad-format" else None
    return name, doc.where(issue.path.real), {**args, "case": form} if form else args


def _number(name: RuleName) -> Callable[[Document, ValidationIssue, Any], Finding]:
    def answer(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
        return name, doc.where(issue.path.real), {"value": issue.error["input"], "about": issue.path.about}

    return answer


def _wrong_type(doc: Document, issue: ValidationIssue, _root: Any) -> Finding:
    given, where = issue.error["input"], doc.where(issue.path.real)
    if given is None and issue.path.real:
        return "too-short", where, {"limit": 1, "length": 0, "about": issue.path.about}
    if isinstance(given, str) and (slip := key_without_space(given)) and not issue.kind.startswith("string"):
        return "missing-colon", where, {"case": slip.case, "key": slip.key}
    about = issue.path.about
    if len(issue.wanted) > 1:
        return "wrong-type", where, {"case": "either", "wanted": issue.wanted, "about": about}
    return "wrong-type", where, {"case": issue.wants or "text", "about": about}


_ANSWERS: tuple[tuple[re.Pattern[str], Callable[[Document, ValidationIssue, Any], Finding]], ...] = tuple(
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
