"""MkDocs events: what every site gets, wherever its Markdown came from.

A security policy on each page and as files for web servers, a search index without answers, the same
bytes for the same input, and a live site that is only ever replaced by a whole one.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

from handbook.render.compiled import compiled
from handbook.site.engines.atomic_site import FreshSite, fix_clock
from handbook.site.engines.csp import inline_scripts, with_policy
from handbook.site.engines.hosting import hosting_files
from handbook.site.engines.search import Memory, SearchGuard
from handbook.site.engines.search_patch import WORKER, mended

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

UNUSED = ("assets/javascripts/lunr/", "sitemap.xml")
"""Files of the theme for languages and features that no handbook has; source maps go too. A sitemap that is
made (for it needs `site_url`) is not among the files that are copied."""


class SitePlugin:
    """Protects the pages of a site, makes its search index and puts it in the place of the last one."""

    def __init__(self) -> None:
        self._from_disk = False
        self._camera = False
        self._serving = False
        self._site: FreshSite | None = None
        self._restore_clock: Callable[[], None] = _nothing
        self._hashes: set[str] = set()
        self._memory: Memory | None = None
        self._guard: SearchGuard | None = None

    def give(self, *, from_disk: bool, camera: bool) -> None:
        """Make a site that is opened as files, without a server, or one whose pages may ask for the camera."""
        self._from_disk = from_disk
        self._camera = camera

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Begin anew, for MkDocs keeps a plugin for all builds of a process; a served folder needs no protection."""
        self._memory = None
        self._from_disk = self._camera = False
        self._serving = command == "serve"

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Turn the build to a fresh folder, and the clock to the handbook's date."""
        logging.getLogger("jieba").setLevel(logging.WARNING)
        self._restore_clock = fix_clock(config.extra["handbook"]["date"])
        self._hashes.clear()
        if not config.site_url and "sitemap.xml" in config.theme.static_templates:
            config.theme.static_templates.remove("sitemap.xml")  # it would list nothing
        self._memory = self._memory or Memory(_cache(config, serving=self._serving))
        self._guard = SearchGuard(_search(config).search_index, self._memory, config.extra["handbook"].get("words", ()))
        if not self._serving:
            self._site = FreshSite(Path(config.site_dir))
            self._site.begin()
            config.site_dir = str(self._site.folder)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what of the theme no page asks for, mend its search, and give whole pages their policy."""
        for file in [file for file in files if _unused(file.src_uri)]:
            files.remove(file)
        for file in [file for file in files if file.src_uri.startswith(WORKER)]:
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=mended(file.content_string)))
        for file in [file for file in files if file.src_uri.endswith(".html")]:  # whole pages, which no event sees
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=self._protect(file.content_string)))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's compiled templates, as the builder keeps its own."""
        env.bytecode_cache = compiled()
        return env

    @event_priority(100)
    def _hide(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: object) -> None:
        if self._guard:
            self._guard.hide(page)

    @event_priority(-100)
    def _show(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: object) -> None:
        if self._guard:
            self._guard.show(page)

    on_page_context = CombinedEvent(_hide, _show)
    """The search index is made between the two, of what may be found."""

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give the page its policy."""
        return self._protect(output)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give the page for missing pages its policy too."""
        return self._protect(output) if template_name.endswith(".html") else output

    def _protect(self, html: str) -> str:
        # The development server writes a script of its own into each page, new every time.
        if self._serving:
            return html
        self._hashes.update(inline_scripts(html))
        return with_policy(html, from_disk=self._from_disk)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add what lies beside the pages, and put the new site in place of the old one."""
        if self._site:
            _complete(self._site.folder, self._hashes, from_disk=self._from_disk, camera=self._camera)
            if not _failed_strictly(config):
                self._site.finish()
            config.site_dir = str(self._site.live)
        if self._memory:
            self._memory.save()
        self._restore_clock()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it was."""
        if self._site:
            self._site.give_up()
        self._restore_clock()


def _nothing() -> None:
    pass


def _cache(config: MkDocsConfig, *, serving: bool) -> Path:
    """Where search entries are remembered; a served site lies in a temporary folder, so not there."""
    site = Path(config.docs_dir).parent / "build" / "site" if serving else Path(config.site_dir)
    return site.parent / "cache" / f"search-{site.name}.json"


def _search(config: MkDocsConfig) -> Any:
    """The theme's search plugin, which is not typed."""
    return config.plugins["material/search"]


def _unused(path: str) -> bool:
    return path.startswith(UNUSED) or path.endswith(".map")


def _complete(site: Path, hashes: set[str], *, from_disk: bool, camera: bool) -> None:
    if from_disk:
        index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
        (site / "search" / "search_index.js").write_text(f"var __index = {index}", encoding="utf-8", newline="\n")
        return
    for path, data in hosting_files(hashes, camera=camera).items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_bytes(data)


def _failed_strictly(config: MkDocsConfig) -> bool:
    """Return whether MkDocs is about to give up because of warnings, which it only does after its last event."""
    counters = (h for h in logging.getLogger("mkdocs").handlers if isinstance(h, CountHandler))
    return config.strict and any(counter.get_counts() for counter in counters)
