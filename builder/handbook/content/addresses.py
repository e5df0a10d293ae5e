"""Where pages lie, and how one page links to another."""

import posixpath
from dataclasses import dataclass

HOME = "index.md"
EXERCISES = "exercises/index.md"
SOURCES = "sources.md"
GLOSSARY = "glossary.md"
MY_DATA = "my-data.md"
POLICY = "policy/index.md"
POLICY_ROLES = "policy/roles.md"
POLICY_REPORTING = "policy/reporting.md"
POLICY_CALCULATOR = "policy/calculator.md"
POLICY_HISTORY = "policy/history.md"
POLICY_COMPARE = "policy/compare.md"
POLICY_FORMS = "policy/forms.md"
MY_HANDBOOK = "my-handbook.md"
COVERAGE = "coverage.md"
ACKNOWLEDGE = "policy/acknowledge.md"
SESSIONS = "sessions/index.md"
CLASS = "class/index.md"
FIXED = (HOME, EXERCISES, SOURCES, GLOSSARY, MY_DATA, MY_HANDBOOK, COVERAGE, SESSIONS)
"""Pages that belong to no module."""


def module_path(module: str) -> str:
    """The module's own page."""
    return f"modules/{module}/index.md"


def lesson_path(module: str, lesson: str) -> str:
    """A lesson's page."""
    return f"modules/{module}/{lesson}.md"


def exercise_path(exercise: str) -> str:
    """An exercise's page."""
    return f"exercises/{exercise}.md"


def session_path(session: str, part: str = "") -> str:
    """A session's run sheet, or one of its handouts."""
    return f"sessions/{session}{'-' if part else ''}{part}.md"


def slides_path(session: str) -> str:
    """A session's slides: a whole page of its own, which no engine puts its theme around."""
    return f"sessions/{session}-slides.html"


def version_path(version: str) -> str:
    """The page of one version of the discipline scheme, which stays where it is for ever."""
    return f"policy/v{version}.md"


def changes_path(version: str) -> str:
    """The page of what a version changes in the one before."""
    return f"policy/v{version}-changes.md"


def form_path(form: str) -> str:
    """The page of a form that goes with the discipline scheme."""
    return f"policy/forms/{form}.md"


@dataclass(frozen=True, slots=True)
class Links:
    """Relative addresses; with `directory_urls` a page is a folder, without it an .html file."""

    directory_urls: bool = True

    def url(self, path: str) -> str:
        """The address of a page (``x.md``) or asset, relative to the site's root."""
        if not path.endswith(".md"):
            return path
        stem = path[:-3]
        if not self.directory_urls:
            return f"{stem}.html"
        return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"

    def to(self, here: str, there: str) -> str:
        """The address of `there` as written on the page `here`; `there` may end in ``#anchor``."""
        path, hash_, anchor = there.partition("#")
        base = posixpath.dirname(self.url(here))
        target = self.url(path)
        relative = posixpath.relpath(target or ".", base or ".")
        slash = "/" if (target.endswith("/") or not target) and not relative.endswith("/") else ""
        return f"{relative}{slash}{hash_}{anchor}"


@dataclass(frozen=True, slots=True)
class Outward(Links):
    """Addresses as written on a page outside the site; without the site's address there is no way back."""

    address: str = ""

    def to(self, here: str, there: str) -> str:
        """The full address of `there`, or ``#nowhere``."""
        path, hash_, anchor = there.partition("#")
        return f"{self.address}{self.url(path)}{hash_}{anchor}" if self.address else "#nowhere"
