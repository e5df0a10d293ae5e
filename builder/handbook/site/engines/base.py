"""A handbook's own mkdocs.yml, completed by the settings that every handbook's site is built with.

`theme`, `extra`, `validation`, `markdown_extensions`, `not_in_nav` and the options of the search plugin are added
where the handbook's own file does not set them; mappings are completed key by key. Only `not_in_nav` is joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

CONFIG = Path(__file__).parents[1] / "mkdocs.yml"
"""The base settings; also what a handbook without a mkdocs.yml of its own is built with."""
THEME = CONFIG.with_name("theme")
"""Templates and files that come before those of the Material theme."""
KEYS = ("theme", "extra", "validation", "markdown_extensions", "not_in_nav")
SEARCH = "search"
SEARCH_OF_THEME = "material/search"


def completed(own: Mapping[str, Any]) -> dict[str, Any]:
    """The base settings under KEYS and `plugins`, with what `own` sets in their place.

    `plugins` is a mapping of names to options; the search plugin is called `search` in it.

    >>> completed({"theme": "material", "plugins": ["search", "handbook"]})["theme"]["features"][0]
    'navigation.indexes'
    """
    base = _base()
    plugins = _named(own.get("plugins"))
    if SEARCH_OF_THEME in plugins:
        plugins[SEARCH] = plugins.pop(SEARCH_OF_THEME)
    theme = own.get("theme")
    mine = {
        "theme": {"name": theme} if isinstance(theme, str) else theme,
        "extra": own.get("extra"),
        "validation": own.get("validation"),
        "markdown_extensions": _named(own.get("markdown_extensions")),
        "plugins": plugins,
        "not_in_nav": "\n".join(filter(None, (base["not_in_nav"], own.get("not_in_nav")))),
    }
    return _joined({key: base[key] for key in mine}, {key: value for key, value in mine.items() if value})


def own_settings(path: str, config: Any = None) -> dict[str, Any]:
    """Read a mkdocs.yml with what it inherits; nothing where there is no such file."""
    if not path or not Path(path).is_file():
        return {}
    with Path(path).open("rb") as file:
        return yaml_load(file, get_yaml_loader(config=config))


@cache
def _base() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(CONFIG.read_text("utf-8"))
    return data


def _joined(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    both = {key for key in base.keys() & own.keys() if isinstance(base[key], dict) and isinstance(own[key], dict)}
    return {**base, **own, **{key: _joined(base[key], own[key]) for key in sorted(both)}}


def _named(entries: Any) -> dict[str, Any]:
    """Names → options, of what MkDocs lets be written as a list of names and of mappings with one key."""
    if isinstance(entries, dict):
        return {str(name): options or {} for name, options in entries.items()}
    listed: Iterable[Any] = entries if isinstance(entries, list) else ()
    pairs = (entry if isinstance(entry, dict) else {entry: {}} for entry in listed)
    return {str(name): options or {} for pair in pairs for name, options in pair.items()}
