"""MkDocs events: the handbook's finished pages and assets take the place of the folder MkDocs would read.

The tree is made before anything is cleaned or written, so a mistake in the authors' files leaves the last
site as it was.
"""

from __future__ import annotations

import logging
import re
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from handbook.content.addresses import POLICY, SESSIONS, exercise_path, module_path
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.crash import guard
from handbook.diagnostics.render import as_text, summary
from handbook.pages.policy.pages import policy_beside
from handbook.render.environment import Options
from handbook.site.assets import DIST
from handbook.site.build import Built, build_tree
from handbook.site.engines.bundler import Bundler
from handbook.site.engines.html_blocks import put_back, set_aside
from handbook.site.engines.settings import engine_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.handbook")

PACKAGE = Path(__file__).parents[2]
AUTHORS = ("content", "exercises")
_MAIN = re.compile(r"<main[^>]*>")
OURS = (PACKAGE / "render" / "templates", PACKAGE / "text" / "words", PACKAGE / "site" / "theme", DIST)


class PagesPlugin:
    """Gives MkDocs a tree: one that is there already, or a new one from the authors' files for every build."""

    def __init__(self) -> None:
        self._given: Built | None = None
        self._built: Built | None = None
        self._from_disk = False
        self._serving = False
        self._problems = ""
        self._root = Path()
        self._aside: dict[str, list[str]] = {}
        self._bundler: Bundler | None = None

    def give(self, built: Built, *, from_disk: bool) -> None:
        """Take this tree, and none from the authors' files; with `from_disk` for a site that is opened as files."""
        self._given = self._built = built
        self._from_disk = from_disk

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Begin anew, for MkDocs keeps a plugin for all builds of a process; keep the bundle fresh while serving."""
        self._given = self._built = None
        self._from_disk, self._problems = False, ""
        self._serving = command == "serve"
        if self._serving:
            self._bundler = Bundler.start()

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what MkDocs has to know of the tree. Raises Abort when the authors' files have errors."""
        self._built = self._given or self._build(config)
        for key, value in engine_settings(self._built, from_disk=self._from_disk).items():
            _set(config, key, value)
        return config

    def _build(self, config: MkDocsConfig) -> Built:
        """Make the tree and tell what is wrong. While serving, mistakes leave the last good tree to look at."""
        sink = Diagnostics()
        root = self._root = _root(config)
        built = None
        with guard(sink, root):
            built = build_tree(root, sink, Options(directory_urls=config.use_directory_urls))
        text = as_text(sink)
        sys.stderr.write(text)
        self._problems = "" if built else text
        if sink.warning_count and built:
            log.warning(summary(sink))
        kept = built or (self._built if self._serving else None)
        if kept is None:
            raise Abort(summary(sink))
        return kept

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The tree's files and the theme's; nothing of the authors' folder is published as it is."""
        tree = self._built.tree if self._built else {}
        pages = (File.generated(config, path, content=data) for path, data in tree.items())
        return Files([*pages, *(file for file in files if file.src_dir != config.docs_dir)])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Show what no list of the navigation holds under what it belongs to: exercises, versions of the scheme."""
        pages = {file.src_uri: file.page for file in files if file.page}
        for course in self._built.handbook.courses if self._built else ():
            module = pages[module_path(course.module.id)]
            for exercise in course.exercises:
                pages[exercise_path(exercise.id)].parent = module.parent
        for page in self._handouts():
            pages[page].parent = pages[SESSIONS].parent
        for path in policy_beside(self._built.handbook) if self._built else ():
            pages[path].parent = pages[POLICY].parent
        return nav

    def _handouts(self) -> list[str]:
        """Pages that are reached from a run sheet only."""
        built = self._built
        return [page.path for page in built.pages if page.template.startswith("session-")] if built else []

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Spare the engine the blocks that are finished."""
        markdown, self._aside[page.file.src_uri] = set_aside(markdown)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the finished blocks back."""
        return put_back(html, self._aside.pop(page.file.src_uri))

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Show an author who looks at the last good pages what is wrong with the new ones."""
        if not self._problems:
            return output
        notice = f'<pre role="alert" style="padding:1rem;white-space:pre-wrap">{escape(self._problems)}</pre>'
        return _MAIN.sub(lambda tag: tag[0] + notice, output, count=1)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Build again when anything changes that pages are made from."""
        for folder in _existing([*(_root(config) / name for name in AUTHORS), *OURS]):
            server.watch(str(folder))
        return server

    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Say in a sentence why MkDocs stopped, where nobody else does."""
        if self._given is None:
            sink = Diagnostics()
            with guard(sink, self._root, writes=True):
                raise error
            sys.stderr.write(as_text(sink))
            raise Abort(summary(sink))

    def on_shutdown(self) -> None:
        """Let go of the bundler."""
        if self._bundler:
            self._bundler.stop()


def _root(config: MkDocsConfig) -> Path:
    """The handbook's folder: what MkDocs takes for documents is its content/."""
    return Path(config.docs_dir).parent


def _existing(folders: Iterable[Path]) -> list[Path]:
    return [folder for folder in folders if folder.is_dir()]


def _set(config: MkDocsConfig, key: str, value: Any) -> None:
    """Set a key of the configuration; a mapping is merged into what is there."""
    if isinstance(value, dict):
        for name, part in value.items():
            config[key][name] = part
    else:
        config[key] = value
