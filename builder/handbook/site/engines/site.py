"""The site, built and served by MkDocs from a tree in memory."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config

from handbook.render.environment import Options
from handbook.site.build import build_tree
from handbook.site.engines.base import CONFIG
from handbook.site.engines.plugin import HandbookPlugin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from handbook.diagnostics import Diagnostics
    from handbook.model.base import Edition
    from handbook.site.build import Built

PLUGIN = "handbook"
"""The name of the plugin in mkdocs.yml."""
SITE = "build/site"
OFFLINE = "build/offline"
ZIPS = {"learner": Path("build/handbook-offline.zip"), "trainer": Path("build/handbook-trainer.zip")}


def build_site(
    root: Path, sink: Diagnostics, *, offline: bool = False, strict: bool = False, edition: Edition = "learner"
) -> Path | None:
    """Build an edition of the handbook in `root`; returns the site's folder, or the zip of an offline one.

    None when the authors' files have errors (or, with `strict`, warnings), which are then in `sink`.
    Raises mkdocs' Abort when the engine gives up. In both cases the last site stays as it was.
    """
    built = build_tree(root, sink, Options(directory_urls=not offline, edition=edition))
    if built is None or (strict and sink.warning_count):
        return None
    site = root / f"{OFFLINE if offline else SITE}{suffix_of(edition)}"
    _run(_config(root, site, offline=offline, strict=strict), built, offline=offline)
    inside = f"handbook{suffix_of(edition)}"
    return zip_folder(site, root / ZIPS[edition], inside) if offline else site / "index.html"


def suffix_of(edition: Edition) -> str:
    """What the trainer's edition has behind the names of its folders, so that nobody takes it for the learner's."""
    return "" if edition == "learner" else f"-{edition}"


def serve_site(root: Path, port: int = 8000) -> None:
    """Show the site on this machine until interrupted, and build it again after every change."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    docs = str((root / "content").resolve())
    serve(config_file=str(_config_file(root)), docs_dir=docs, dev_addr=f"127.0.0.1:{port}")


def zip_folder(folder: Path, target: Path, inside: str = "handbook") -> Path:
    """Pack a folder so that the same files give the same bytes; the archive unpacks into one folder."""
    part = target.with_name(target.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{inside}/{path.relative_to(folder).as_posix()}", _DAY_ONE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    part.replace(target)
    return target


_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold."""


def _config_file(root: Path) -> Path:
    own = root / "mkdocs.yml"
    return own if own.is_file() else CONFIG


def _config(root: Path, site: Path, *, offline: bool, strict: bool) -> MkDocsConfig:
    return load_config(
        str(_config_file(root)),
        docs_dir=str((root / "content").resolve()),
        site_dir=str(site.resolve()),
        use_directory_urls=not offline,
        strict=strict,
    )


def _run(config: MkDocsConfig, built: Built, *, offline: bool) -> None:
    plugins: Any = config.plugins
    if PLUGIN not in plugins:  # a mkdocs.yml that says other things only
        plugins[PLUGIN] = HandbookPlugin()
    plugins[PLUGIN].give(built, from_disk=offline)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
