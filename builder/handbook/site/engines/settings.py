"""Settings of mkdocs.yml that depend on the handbook, for every engine."""

from typing import Any

from handbook.content.keywords import known_words
from handbook.render.table_width import is_wide
from handbook.render.tree import mark
from handbook.site.build import Built
from handbook.site.engines.navigation import navigation
from handbook.text.catalogue import lookup, words

STYLE = "assets/handbook.css"
STYLE_OF_KIND = "assets/handbook-{}.css"
STYLE_OF_ALL = STYLE_OF_KIND.format("any")
SCRIPT = "assets/handbook.js"
STYLE_OF_TRAINERS = STYLE_OF_KIND.format("trainer")
SCRIPT_OF_TRAINERS = "assets/handbook-trainer.js"
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
        "site_name": _title(built),
        "site_description": f"{settings.title} · {settings.organisation}",
        "nav": navigation(built),
        "extra_javascript": [stamped(built, path) for path in (SCRIPT, *_trainers(built, SCRIPT_OF_TRAINERS))],
        "extra_css": [stamped(built, path) for path in _trainers(built, STYLE_OF_TRAINERS)],
        "extra": {"handbook": _facts(built), "polyfills": [SHIM] if from_disk else []},
        "theme": {"language": settings.language, "palette": _palette(settings.language)},
    }


def _title(built: Built) -> str:
    """The site's name, which says so where it is the trainer's edition."""
    title = built.handbook.settings.title
    marks = words(built.handbook.settings.language)
    return lookup(marks, "edition.title", title=title) if built.edition == "trainer" else title


def _trainers(built: Built, name: str) -> list[str]:
    """`name` where this is the trainer's edition."""
    return [name] if built.edition == "trainer" else []


def _facts(built: Built) -> dict[str, Any]:
    """Facts about the handbook for the theme's own templates."""
    settings = built.handbook.settings
    facts = {key: getattr(settings, key) for key in ("id", "version", "date", "organisation", "contact")}
    facts["words"] = list(known_words(built.handbook))
    if built.edition == "trainer":
        facts["edition"] = dict(words(settings.language)["edition"])
    return {**facts, "styles": _styles(built), "missing": dict(words(settings.language)["site.missing"])}


def _styles(built: Built) -> dict[str, str]:
    """Kind of page → the one style it loads; others load that of the kind ``reading``.

    Kinds are those of exercises (``wide`` for one with a wide table), ``mine`` and others of one page.
    """
    kinds: set[str] = {exercise.kind for exercise in built.handbook.exercises.values()}
    kinds |= {"wide"} if any(map(is_wide, built.handbook.exercises.values())) else set()
    kinds |= {"mine", *_trainers(built, "session"), *_trainers(built, "class")}
    kinds |= {"policy", "receipt"} if built.handbook.policy else set()
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
