"""The interface's own words: one catalogue per language, so that a language is data.

A catalogue is a YAML file of nested keys. Its part `js` is flat and is what the browser's scripts need.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "words"


def languages() -> tuple[str, ...]:
    """The languages there are catalogues for."""
    return tuple(sorted(path.stem for path in HERE.glob("*.yml")))


@cache
def words(language: str) -> Mapping[str, Any]:
    """The catalogue of a language: dotted key → text, or → mapping where the key names a group.

    Raises KeyError when there is no such language.
    """
    path = HERE / f"{language}.yml"
    if not path.is_file():
        raise KeyError(language)
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - it knows only strings
    return dict(_dotted(tree, ""))


def lookup(catalogue: Mapping[str, Any], key: str, **args: object) -> str:
    """The text under a dotted key, with `{name}` replaced by the argument of that name.

    Raises KeyError for an unknown key or argument: both are mistakes of the program, not of an author.
    """
    text = catalogue[key]
    if not isinstance(text, str):
        raise KeyError(key)
    return text.format_map(args)


def _dotted(tree: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        yield prefix + key, value
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")
