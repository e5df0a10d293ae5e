"""What every engine has to be told about a handbook, in the words of mkdocs.yml."""

from typing import Any

from builder.assets import mark
from builder.build import Built, navigation
from builder.keywords import known_words
from builder.words import lookup, words

STYLE = "assets/handbook.css"
STYLE_OF_KIND = "assets/handbook-{}.css"
STYLE_OF_ALL = STYLE_OF_KIND.format("any")
SCRIPT = "assets/handbook.js"
SHIM = "assets/iframe-worker.js"

_SCHEMES = (
    ("auto", "(prefers-color-scheme)", None, "material/theme-light-dark"),
    ("light", "(prefers-color-scheme: light)", "default", "material/weather-sunny"),
    ("dark", "(prefers-color-scheme: dark)", "slate", "material/weather-night"),
)
"""Name, when it is the first choice, the theme's name for it, icon."""


def engine_settings(built: Built, *, from_disk: bool = False) -> dict[str, Any]:
    """Keys of mkdocs.yml that depend on the authors' files; `extra` and `theme` are to be merged.

    With `from_disk` the site gets what lets search run from file://.
    """
    settings = built.handbook.settings
    return {
        "site_name": settings.title,
        "site_description": f"{settings.title} · {settings.organisation}",
        "nav": navigation(built),
        "extra_javascript": [stamped(built, SCRIPT)],
        "extra": {"handbook": _facts(built), "polyfills": [SHIM] if from_disk else []},
        "theme": {"language": settings.language, "palette": _palette(settings.language)},
    }


def _facts(built: Built) -> dict[str, Any]:
    """What the theme's own templates say about the handbook."""
    settings = built.handbook.settings
    facts = {key: getattr(settings, key) for key in ("id", "version", "date", "organisation", "contact")}
    facts["words"] = list(known_words(built.handbook))
    return {**facts, "styles": _styles(built), "missing": dict(words(settings.language)["site.missing"])}


def _styles(built: Built) -> dict[str, str]:
    """Kind of page (of exercise, or ``mine``) → the one style it loads; others load that of the kind ``reading``."""
    kinds: set[str] = {exercise.kind for exercise in built.handbook.exercises.values()}
    kinds |= {"mine", "class"}
    paths = {"reading": STYLE} | {kind: STYLE_OF_KIND.format(kind) for kind in sorted(kinds)}
    return {kind: stamped(built, path) for kind, path in paths.items()}


def _palette(language: str) -> list[dict[str, Any]]:
    catalogue = words(language)
    return [
        {
            "media": media,
            **({"scheme": scheme} if scheme else {}),
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": icon, "name": lookup(catalogue, f"site.theme.{name}")},
        }
        for name, media, scheme, icon in _SCHEMES
    ]


def stamped(built: Built, path: str) -> str:
    """The path with a mark of its content, so that no browser keeps an old script beside a new page."""
    return f"{path}?{mark(built.tree[path])}"
