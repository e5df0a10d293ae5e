"""What a model refuses → diagnostics: pydantic's errors mapped to codes, places and words."""

from collections.abc import Iterable, Sequence
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from builder.diagnostics import Diagnostics
from builder.diagnostics.suggest import unknown
from builder.model.base import ID_PATTERN, OUTCOME_PATTERN
from builder.source import Document

_RANGES = {
    "greater_than": ">",
    "greater_than_equal": "≥",
    "less_than": "<",
    "less_than_equal": "≤",
    "multiple_of": "×",
}
_SIZES = {"string_too_long": "HB207", "string_too_short": "HB208", "too_short": "HB211", "too_long": "HB212"}
_LIMITS = {"string_too_long": "max_length", "string_too_short": "min_length", "too_short": "min_length",
           "too_long": "max_length"}  # fmt: skip
_PATTERNS = {
    ID_PATTERN: "HB206",
    OUTCOME_PATTERN: "HB206",
    r"^[^\n]*$": "HB213",
    r"^\d{4}-\d{2}-\d{2}$": "HB209",
}
_KINDS = {
    "string": "text", "int": "number", "float": "number", "bool": "bool", "tuple": "list", "list": "list",
    "dict": "mapping", "model": "mapping",
}  # fmt: skip
_DERIVED = {"too_short"}
"""Errors that follow from others: a list whose items were refused counts as too short."""


def report(doc: Document, errors: Iterable[Any], root: Any, sink: Diagnostics) -> None:
    """Add a diagnostic for each error; of several at one place (branches of a union) only the first."""
    found = list(errors)
    broken = {tuple(e["loc"][:n]) for e in found if e["type"] not in _DERIVED for n in range(len(e["loc"]))}
    seen: set[tuple[Any, ...]] = set()
    for error in found:
        loc = tuple(error["loc"])
        if error["type"] in _DERIVED and loc in broken:
            continue
        place = (*_real(doc, loc), error["type"] == "missing" and loc[-1])
        if place in seen:
            continue
        seen.add(place)
        _add(doc, error["type"], loc, error, root, sink)


def _add(doc: Document, kind: str, loc: tuple[Any, ...], error: Any, root: Any, sink: Diagnostics) -> None:
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys(root, loc[:-1])
        sink.add("HB201", doc.where(loc, key=True), **unknown(str(loc[-1]), known))
    elif kind in ("missing", "union_tag_not_found"):
        key = str(loc[-1]) if kind == "missing" else str(context.get("discriminator", "")).strip("'")
        parent = loc[:-1] if kind == "missing" else loc
        sink.add("HB202", doc.where(parent), key=key)
    elif kind in ("literal_error", "union_tag_invalid"):
        word = str(error["input"] if kind == "literal_error" else context.get("tag"))
        where = doc.where(
            loc if kind == "literal_error" else (*loc, str(context["discriminator"]).strip("'"))
        )
        sink.add("HB205", where, **unknown(word, _choices(context)))
    elif kind in _RANGES:
        limit = next(iter(v for k, v in context.items() if k in ("gt", "ge", "lt", "le", "multiple_of")), "")
        sink.add("HB204", doc.where(loc), value=error["input"], sign=_RANGES[kind], limit=limit)
    elif kind in _SIZES:
        sink.add(_SIZES[kind], doc.where(loc), limit=context[_LIMITS[kind]])
    elif kind == "string_pattern_mismatch":
        sink.add(_PATTERNS.get(context["pattern"], "HB214"), doc.where(loc), value=error["input"])
    elif kind == "finite_number":
        sink.add("HB109", doc.where(loc), value=error["input"])
    elif kind == "int_from_float":
        sink.add("HB215", doc.where(loc), value=error["input"])
    elif kind.rpartition("_")[0] in _KINDS or kind.startswith(("model_", "dict_")):
        sink.add("HB203", doc.where(loc), case=_KINDS[kind.split("_")[0]])
    else:
        sink.add("HB299", doc.where(loc), detail=error["msg"])


def _choices(context: dict[str, Any]) -> list[str]:
    """The allowed words, out of pydantic's `'a', 'b' or 'c'`."""
    text = str(context.get("expected") or context.get("expected_tags", ""))
    return [word.strip(" '") for word in text.replace(" or ", ", ").split(",") if word.strip(" '")]


def _real(doc: Document, loc: Sequence[Any]) -> tuple[Any, ...]:
    """`loc` without the union tags that pydantic puts in."""
    kept: list[Any] = []
    value = doc.value
    for part in loc:
        inside = isinstance(value, list) and isinstance(part, int) and part < len(value)
        if inside or (isinstance(value, dict) and part in value):
            value = value[part]  # type: ignore[index]
            kept.append(part)
    return tuple(kept)


def _keys(root: Any, loc: Sequence[Any]) -> list[str]:
    """The keys that are known where `loc` leads, as authors write them."""
    models = [root]
    for part in loc:
        models = [inner for model in models for inner in _inner(model, part)]
    fields = [f for model in models for m in _models(model) for f in m.model_fields.items()]
    return list(dict.fromkeys(field.alias or name for name, field in fields))


def _inner(kind: Any, part: Any) -> list[Any]:
    """The types that a step of a location may lead to; a union tag leads to the branch it names."""
    found = []
    for branch in _branches(kind):
        origin = get_origin(branch)
        if origin in (tuple, list) and isinstance(part, int):
            found += [a for a in get_args(branch) if a is not Ellipsis][:1]
        elif isinstance(branch, type) and issubclass(branch, BaseModel):
            fields = {f.alias or name: f.annotation for name, f in branch.model_fields.items()}
            if part in fields:
                found.append(fields[part])
            elif part in _tags(branch):
                found.append(branch)
    return found or ([kind] if isinstance(part, str) else [])


def _branches(kind: Any) -> list[Any]:
    origin = get_origin(kind)
    if origin is Annotated:
        return _branches(get_args(kind)[0])
    if origin in (Union, UnionType):
        return [branch for arg in get_args(kind) for branch in _branches(arg)]
    return [kind]


def _models(kind: Any) -> list[type[BaseModel]]:
    return [b for b in _branches(kind) if isinstance(b, type) and issubclass(b, BaseModel)]


def _tags(model: type[BaseModel]) -> tuple[Any, ...]:
    for name in ("type", "kind"):
        field = model.model_fields.get(name)
        if field is not None and get_origin(field.annotation) is Literal:
            return get_args(field.annotation)
    return ()
