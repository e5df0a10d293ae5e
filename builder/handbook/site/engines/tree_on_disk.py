"""The finished tree as files, for any engine that reads mkdocs.yml.

`build/docs` holds the pages; `build/mkdocs.yml` inherits the handbook's own settings and repeats the base settings,
which an engine that loads no plugins would not find. Every page is the
`index.md` of a folder of its own: some engines count the addresses in a page from its source and some from
where it is published, and so both are the same.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from handbook.render.environment import Options
from handbook.render.tree import write_file, write_tree
from handbook.site.engines.base import THEME, completed, own_settings
from handbook.site.engines.settings import STYLE_OF_ALL, STYLE_OF_KIND, engine_settings, stamped
from handbook.site.engines.site import PLUGIN, suffix_of
from handbook.site.output import produce

if TYPE_CHECKING:
    from handbook.diagnostics import Diagnostics
    from handbook.model.base import Edition
    from handbook.site.build import Built

DOCS = "docs"
SETTINGS = "mkdocs"


@dataclass(frozen=True)
class MarkdownTree:
    """An edition's finished pages and the settings that go with them, for another engine."""

    edition: Edition = "learner"
    name: str = "tree"

    @property
    def options(self) -> Options:
        """Pages are folders."""
        return Options(edition=self.edition)

    def folder(self, _built: Built) -> str:
        """``build``: the pages go to ``docs`` in it, the settings beside them."""
        return "build"

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Write the pages and then the settings, whose path is returned."""
        if not built.tree or sink.error_count:
            return ()
        suffix = suffix_of(self.edition)
        write_tree(out / f"{DOCS}{suffix}", {_in_folder(path): data for path, data in built.tree.items()})
        target = out / f"{SETTINGS}{suffix}.yml"
        _write_settings(target, _settings(built), built.root / "mkdocs.yml")
        return (target,)


def write_docs(root: Path, sink: Diagnostics, edition: Edition = "learner") -> Path | None:
    """Write the tree of the handbook in `root`; returns the settings' path, None when there are errors."""
    made = produce(MarkdownTree(edition), root, sink)
    return made[0] if made else None


def _settings(built: Built) -> dict[str, Any]:
    """Settings that depend on the authors' files, with paths as they are on the disk."""
    suffix = suffix_of(built.edition)
    settings = engine_settings(built)
    settings["nav"] = _nav_in_folders(settings["nav"])
    # Not every engine reads our theme's templates, which pick a style by page: here one style serves all pages.
    own = (STYLE_OF_KIND.format("session"),) if built.edition == "trainer" else ()
    settings["extra_css"] = [stamped(built, STYLE_OF_ALL), *(stamped(built, p) for p in own), *settings["extra_css"]]
    settings["extra"]["handbook"]["styles"] = {}
    return settings | {"docs_dir": f"docs{suffix}", "site_dir": f"site{suffix}"}


def _in_folder(path: str) -> str:
    """``a.md`` → ``a/index.md``; assets and pages that are an index already stay."""
    stem, dot, _ = path.rpartition(".md")
    return f"{stem}/index.md" if dot and stem.rpartition("/")[2] != "index" else path


def _nav_in_folders(item: Any) -> Any:
    if isinstance(item, list):
        return [_nav_in_folders(part) for part in item]
    if isinstance(item, dict):
        return {title: _nav_in_folders(part) for title, part in item.items()}
    return _in_folder(item)


def _write_settings(target: Path, settings: dict[str, Any], own: Path) -> None:
    """Write what the handbook's own mkdocs.yml does not say."""
    base = completed(own_settings(str(own)))
    whole = {
        **({"INHERIT": _relative(own, target.parent)} if own.is_file() else {}),
        **base,
        **settings,
        "theme": {**base["theme"], **settings["theme"], "custom_dir": _relative(THEME, target.parent)},
        "extra": {**base["extra"], **settings["extra"]},
        "plugins": {**base["plugins"], PLUGIN: {"pages": False}},
    }
    # Not the safe dumper: extensions may have options that are Python names.
    write_file(target, yaml.dump(whole, allow_unicode=True, sort_keys=False).encode())


def _relative(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
