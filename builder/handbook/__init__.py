"""YAML-defined training handbooks, rendered to a static site.

    from pathlib import Path
    from handbook import Diagnostics, build, check

    sink = Diagnostics()
    handbook = check(Path("."), sink)  # a Handbook, or None with the reasons in `sink`
    index = build(Path("."), sink, edition="trainer")  # the site's index.html, or None
    for problem in sink:
        print(problem.file, problem.line, problem.message("en"))

These names are the public ones; all others may change with any version. They are loaded when they are first used,
so that commands which need little start fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.content.check import check
    from handbook.content.handbook import Handbook
    from handbook.diagnostics import Diagnostics
    from handbook.site.engines import build_site as build

__all__ = ["Diagnostics", "Handbook", "build", "check"]

_PLACES = {
    "Diagnostics": ("handbook.diagnostics", "Diagnostics"),
    "Handbook": ("handbook.content.handbook", "Handbook"),
    "build": ("handbook.site.engines", "build_site"),
    "check": ("handbook.content.check", "check"),
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACES[name]
    found: object = getattr(import_module(module), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
