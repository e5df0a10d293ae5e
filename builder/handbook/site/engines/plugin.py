"""The MkDocs plugin `handbook`: `plugins: [search, handbook]` in mkdocs.yml makes a site of a handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.config_options import Type
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugins

from handbook.content import addresses
from handbook.site.engines.base import KEYS, SEARCH, SEARCH_OF_THEME, THEME, completed, own_settings
from handbook.site.engines.pages_plugin import PagesPlugin
from handbook.site.engines.site_plugin import SitePlugin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from handbook.site.build import Built


class HandbookOptions(Config):  # type: ignore[no-untyped-call]
    """Options under `handbook` in mkdocs.yml."""

    pages = Type(bool, default=True)
    """False where `docs_dir` holds finished pages, as `handbook build --tree` writes them."""


class HandbookPlugin(BasePlugin[HandbookOptions]):  # type: ignore[no-untyped-call]
    """Base settings and theme, the pages of the authors' files, and a site that is replaced as a whole."""

    def __init__(self) -> None:
        self.pages = PagesPlugin()
        self.site = SitePlugin()
        self._listen(self.pages, self.site)

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options, which decide which events matter; MkDocs registers them after this."""
        told = super().load_config(options, config_file_path)
        if not self.config.pages:
            self._listen(self.site)
        return told

    def give(self, built: Built, *, from_disk: bool) -> None:
        """Make the site of these pages, and not of the authors' files; with `from_disk` to be opened as files."""
        self.pages.give(built, from_disk=from_disk)
        self.site.give(from_disk=from_disk, camera=addresses.CLASS in built.tree)

    def _listen(self, *parts: object) -> None:
        """Set this plugin's events to those of its parts, each with its own priority."""
        for name in {name for part in (self.pages, self.site) for name in dir(part) if name.startswith("on_")}:
            own = [complete] if name == "on_config" else []
            setattr(self, name, CombinedEvent(*own, *(getattr(part, name) for part in parts if hasattr(part, name))))


@event_priority(200)
def complete(config: MkDocsConfig) -> MkDocsConfig:
    """Add the base settings to those of the handbook's own file, before any other plugin reads them."""
    settings = completed(own_settings(config.config_file_path, config))
    whole = type(config)(config_file_path=config.config_file_path)
    fixed = {"site_name": config.site_name, "docs_dir": config.docs_dir, "site_dir": config.site_dir, "plugins": []}
    whole.load_dict({**fixed, **{key: settings[key] for key in KEYS}})
    whole.validate()  # the handbook's own part was found valid before, and the base is
    for key in (*KEYS, "mdx_configs"):
        config[key] = whole[key]
    if not any(THEME.samefile(folder) for folder in config.theme.dirs):
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    _search(config, settings["plugins"][SEARCH])
    return config


def _search(config: MkDocsConfig, options: dict[str, Any]) -> None:
    """Give the theme's search its options. MkDocs takes its own instead where mkdocs.yml names no theme."""
    plugins: Any = config.plugins
    if SEARCH_OF_THEME in plugins:
        plugins[SEARCH_OF_THEME].load_config(options, config.config_file_path)
        return
    replaced = plugins.pop(SEARCH, None)
    for methods in plugins.events.values() if replaced else ():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not replaced]
    search = get_plugins()[SEARCH_OF_THEME].load()()
    search.load_config(options, config.config_file_path)
    plugins[SEARCH_OF_THEME] = search
