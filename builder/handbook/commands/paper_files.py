"""Reading what the commands are given, and writing what they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandError, CommandUsageError
from handbook.papers.fonts import Fonts, find_fonts
from handbook.papers.scheme.document import Document
from handbook.papers.scheme.labels import PaperContext
from handbook.policy.versions import Policy, Release
from handbook.render.tree import write_file, write_tree

MOST_BYTES = 1_000_000
"""Of a file of facts."""
FOLDER = Path("build/policy")


@dataclass(frozen=True, slots=True)
class Opened:
    """A handbook's scheme, as the commands need it."""

    setting: PaperContext
    policy: Policy

    def release(self, version: str | None) -> Release:
        """The version asked for; else the next draft, or the last release when there is none."""
        if version is None:
            return self.policy.drafts[0] if self.policy.drafts else self.policy.newest
        found = self.policy.get(version)
        if found is None:
            known = tuple(release.version for release in self.policy.versions)
            raise CommandUsageError("no-version", version=version, known=known)
        return found


def open_policy(root: Path, sink: Diagnostics, today: str | None = None) -> Opened | None:
    """The scheme of a handbook; None where the check finds errors, which are then in `sink`."""
    from handbook.content.check import check

    handbook = check(root, sink)
    if handbook is None:
        return None
    if handbook.policy is None:
        raise CommandError("no-policy")
    settings = handbook.settings
    return Opened(PaperContext(handbook.policy, settings.organisation, settings.language, today), handbook.policy)


def need_fonts(sink: Diagnostics) -> Fonts | None:
    """Chinese fonts; without any a diagnostic says how to get them."""
    found = find_fonts()
    if found is None:
        sink.add("no-chinese-font", "content/policy")
    return found


def printed(document: Document, fonts: Fonts, sink: Diagnostics) -> bytes | None:
    """The PDF of a document; None with a diagnostic where a character cannot be shown."""
    from handbook.papers.scheme.pdf import pdf
    from handbook.papers.typst import UnprintableError

    try:
        return pdf(document, fonts)
    except UnprintableError as error:
        sink.add("unprintable-text", "content/policy", text=error.text, near=error.near)
        return None


def put(path: Path, data: bytes, sink: Diagnostics) -> Path | None:
    """Write one file in one step; None with a diagnostic where that fails."""
    try:
        write_file(path, data)
    except OSError as error:
        sink.add("output-not-writable", path.as_posix(), reason=error.strerror or str(error))
        return None
    return path


def put_folder(folder: Path, files: Mapping[str, bytes], mark: str, sink: Diagnostics) -> Path | None:
    """Write a whole folder; never over one that this program did not write, told by its file `mark`."""
    if folder.exists() and any(folder.iterdir()) and not (folder / mark).is_file():
        raise CommandError("papers.foreign", folder=folder)
    try:
        write_tree(folder, files)
    except OSError as error:
        sink.add("output-not-writable", folder.as_posix(), reason=error.strerror or str(error))
        return None
    return folder


def file_name(release: Release, suffix: str, old: Release | None = None) -> str:
    """Such as sales-discipline-1.1-draft.pdf, or sales-discipline-1.0-1.1.docx for a comparison."""
    versions = [old.version] if old else []
    draft = ["draft"] if release.draft else []
    return "-".join([release.scheme.id, *versions, release.version, *draft]) + suffix


def read_facts(path: Path) -> Mapping[str, Any]:
    """The facts of a form: a YAML or JSON mapping of texts. Raises CommandError for anything else."""
    if path.stat().st_size > MOST_BYTES:
        raise CommandError("papers.too-big", file=path)
    try:
        facts = _without_aliases(path.read_text("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError("papers.unreadable", file=path, reason=" ".join(str(error).split())) from None
    if not isinstance(facts, dict):
        raise CommandError("papers.no-mapping", file=path)
    return {str(key): value for key, value in facts.items()}


def _without_aliases(text: str) -> Any:
    """YAML of which every value is text; anchors are refused, for they can make much of little."""
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        if isinstance(token, yaml.AliasToken):
            raise yaml.YAMLError("*")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it knows only strings


def read_receipts(folder: Path) -> dict[str, bytes]:
    """Every file of a folder of returned receipts, by its path in it."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
