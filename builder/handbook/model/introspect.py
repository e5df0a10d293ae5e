"""The models as a map of the files: where a location of pydantic's leads, and what is known there."""

from __future__ import annotations

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ModelPath:
    """Where a location leads. `kind` is the type there, `about` the description of the nearest key above."""

    real: Loc
    """The location without what is not in the file: tags and labels of unions."""
    branches: tuple[tuple[int, str], ...]
    """(depth in `real`, label) of each branch of an untagged union on the way."""
    kind: Any
    about: str


def resolve_path(root: Any, loc: Loc) -> ModelPath:
    """Follow `loc`, as pydantic gives it, through the types from `root` on."""
    kind, about, real = root, "", list[str | int]()
    branches: list[tuple[int, str]] = []
    for part in loc:
        choices = options(kind)
        if len(choices) > 1:
            if not all(map(_tags, choices)):
                branches.append((len(real), str(part)))
            kind = _chosen(choices, str(part))
            continue
        kind, about = _step(choices[0], part, about)
        real.append(part)
    return ModelPath(tuple(real), tuple(branches), kind, about)


def keys(kind: Any) -> list[str]:
    """The keys of the models that `kind` may be, as authors write them."""
    models = [choice for choice in options(kind) if _is_model(choice)]
    return list(dict.fromkeys(field.alias or name for model in models for name, field in model.model_fields.items()))


def words(kind: Any) -> list[str]:
    """The words that `kind` allows, if it is a choice of words."""
    return [str(word) for choice in options(kind) if get_origin(choice) is Literal for word in get_args(choice)]


def tags(kind: Any) -> list[str]:
    """The kinds of a tagged union, as authors write them."""
    return [tag for choice in options(kind) for tag in _tags(choice)]


def options(kind: Any) -> list[Any]:
    """The types that `kind` may be, None left out."""
    origin = get_origin(kind)
    if origin is Annotated:
        return options(get_args(kind)[0])
    if origin in (Union, UnionType):
        return [option for arg in get_args(kind) if arg is not NoneType for option in options(arg)]
    return [kind]


def _step(kind: Any, part: str | int, about: str) -> tuple[Any, str]:
    """The type behind a key or an index, and the description that goes with it."""
    if _is_model(kind):
        for name, field in kind.model_fields.items():
            if part in (field.alias, name):
                return field.annotation, field.description or ""
    args = get_args(kind)
    if get_origin(kind) is tuple and isinstance(part, int):
        return args[0] if args[-1] is Ellipsis else args[min(part, len(args) - 1)], about
    if get_origin(kind) is dict:
        return args[1], about
    return object, about


def _chosen(choices: list[Any], label: str) -> Any:
    """The branch that a tag, or a label such as `tuple[str, ...]`, names."""
    by_tag = (choice for choice in choices if label in _tags(choice))
    is_tuple = label.startswith("tuple")
    by_label = (choice for choice in choices if (get_origin(choice) is tuple) == is_tuple)
    return next(by_tag, next(by_label, choices[0]))


def _tags(kind: Any) -> tuple[Any, ...]:
    for name in ("type", "kind") if _is_model(kind) else ():
        field = kind.model_fields.get(name)
        if field is not None and get_origin(field.annotation) is Literal:
            return get_args(field.annotation)
    return ()


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
