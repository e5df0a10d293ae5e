"""The site, built and served by MkDocs from a tree in memory."""

from __future__ import annotations

import logging
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config

from handbook.render.environment import Options
from handbook.site.engines.base import CONFIG
from handbook.site.engines.plugin import HandbookPlugin
from handbook.site.output import Output, produce

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from handbook.diagnostics import Diagnostics
    from handbook.model.base import Edition
    from handbook.site.build import Built

PLUGIN = "handbook"
"""The name of the plugin in mkdocs.yml."""
SITE = "build/site"
OFFLINE = "build/offline"
ZIPS = {"learner": "handbook-offline.zip", "trainer": "handbook-trainer.zip"}


@dataclass(frozen=True)
class Site:
    """An edition's site, to be put on a web server. Raises mkdocs' Abort when the engine gives up."""

    edition: Edition = "learner"
    strict: bool = False
    name: str = "site"

    @property
    def options(self) -> Options:
        """Pages are folders, as web servers like them."""
        return Options(edition=self.edition)

    def folder(self, _built: Built) -> str:
        """``build/site``, with the edition's name where it is not the learner's."""
        return f"{SITE}{suffix_of(self.edition)}"

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Build the site in `out`, in place of the one that was there; with `strict` not if there are warnings."""
        if not _make(built, out, sink, offline=False, strict=self.strict):
            return ()
        return (out / "index.html",)


@dataclass(frozen=True)
class Offline:
    """An edition's site that opens from a disk, and the zip of it beside its folder."""

    edition: Edition = "learner"
    strict: bool = False
    name: str = "offline"

    @property
    def options(self) -> Options:
        """Pages are files: nothing serves a folder's index from a disk."""
        return Options(directory_urls=False, edition=self.edition)

    def folder(self, _built: Built) -> str:
        """``build/offline``, with the edition's name where it is not the learner's."""
        return f"{OFFLINE}{suffix_of(self.edition)}"

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Build the folder in `out` and zip it; returns the zip."""
        if not _make(built, out, sink, offline=True, strict=self.strict):
            return ()
        return (zip_folder(out, out.parent / ZIPS[self.edition], f"handbook{suffix_of(self.edition)}"),)


def build_site(
    root: Path, sink: Diagnostics, *, offline: bool = False, strict: bool = False, edition: Edition = "learner"
) -> Path | None:
    """Build an edition of the handbook in `root`; returns the page to open, or the zip of an offline one.

    None when the authors' files have errors (or, with `strict`, warnings), which are then in `sink`.
    Raises mkdocs' Abort when the engine gives up. In both cases the last site stays as it was.
    """
    output: Output = Offline(edition, strict) if offline else Site(edition, strict)
    made = produce(output, root, sink)
    return made[0] if made else None


def _make(built: Built, out: Path, sink: Diagnostics, *, offline: bool, strict: bool) -> bool:
    """Have MkDocs make a site in `out`; return whether the tree was fit for one."""
    if not built.tree or sink.error_count or (strict and sink.warning_count):
        return False
    _run(_config(built.root, out, offline=offline, strict=strict), built, offline=offline)
    return True


def suffix_of(edition: Edition) -> str:
    """The suffix of the trainer's edition's folders, so that nobody takes it for the learner's."""
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
    config.plugins.on_startup(command="build", dirty=False)
    plugins[PLUGIN].give(built, from_disk=offline)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
