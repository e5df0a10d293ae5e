"""Catalogues of texts: YAML files of nested keys, read once and only when the first text is asked for.

The interface's own words are one catalogue per language; their part `js` is flat and is what the browser's scripts
need. Legal texts and forms, which are Chinese whatever the interface's language is, lie beside the code that uses them.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "words"


def languages() -> tuple[str, ...]:
    """The languages there are catalogues for."""
    return tuple(sorted(path.stem for path in HERE.glob("*.yml")))


@cache
def tree(path: Path) -> Mapping[str, Any]:
    """A YAML file as it is nested; every value in it is a string, a list or a mapping."""
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))  # noqa: S506 - knows only strings


@cache
def catalogue(path: Path) -> Mapping[str, Any]:
    """A YAML file flattened: dotted key → text, or → mapping where the key names a group."""
    return dict(_dotted(tree(path), ""))


def texts_of(path: Path) -> Callable[..., str]:
    """A function that looks texts up in a file: `say(key, **args)`. The file is not read before its first call."""

    def say(key: str, /, **args: object) -> str:
        return lookup(catalogue(path), key, **args)

    return say


@cache
def words(language: str) -> Mapping[str, Any]:
    """The interface's catalogue in a language. Raises KeyError when there is no such language."""
    path = HERE / f"{language}.yml"
    if not path.is_file():
        raise KeyError(language)
    return catalogue(path)


def lookup(catalogue: Mapping[str, Any], key: str, /, **args: object) -> str:
    """The text under a dotted key, with `{name}` replaced by the argument of that name.

    Raises KeyError for an unknown key or argument: both are mistakes of the program, not of an author.
    """
    text = catalogue[key]
    if not isinstance(text, str):
        raise KeyError(key)
    return text.format_map(args)


def _dotted(nested: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in nested.items():
        yield prefix + key, value
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")
