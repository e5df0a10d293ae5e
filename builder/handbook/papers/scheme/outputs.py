"""The outputs of the discipline scheme: PDF, Word, JSON, Akoma Ntoso, forms, and the folder of evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandError, CommandUsageError
from handbook.papers.fonts import Fonts, find_fonts
from handbook.papers.scheme.labels import PaperContext
from handbook.policy.versions import Policy, Release
from handbook.render.environment import Options
from handbook.render.tree import write_file, write_tree

if TYPE_CHECKING:
    from handbook.papers.scheme.document import Document
    from handbook.policy.forms import Form
    from handbook.site.build import Built

FOLDER = "build/policy"
PLACE = "content/policy"
"""What diagnostics of papers are about."""
OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class OpenedScheme:
    """A handbook's scheme, as papers need it."""

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

    def document(self, release: Release, before: Release | None) -> Document:
        """A release as a document, or the way to it from an earlier one."""
        from handbook.papers.scheme.scheme_paper import redline_document, scheme_document

        if before is None:
            return scheme_document(self.setting, release)
        if self.policy.versions.index(before) >= self.policy.versions.index(release):
            raise CommandUsageError("papers.redline", version=release.version)
        return redline_document(self.setting, before, release)


def open_scheme(built: Built, today: str | None = None) -> OpenedScheme:
    """The scheme of a handbook. Raises CommandError where it has none."""
    if built.handbook.policy is None:
        raise CommandError("no-policy")
    settings = built.handbook.settings
    policy = built.handbook.policy
    return OpenedScheme(PaperContext(policy, settings.organisation, settings.language, today), policy)


SchemeFormat = Literal["scheme-pdf", "scheme-word", "scheme-json", "scheme-akn"]


@dataclass(frozen=True)
class SchemeFile:
    """One file of a version: the next draft, or the last release, without `version`.

    PDF is tagged and searchable, for archives; PDF and Word show the changes from the version `before`, and print the
    status on `day`, where these are given.
    """

    name: SchemeFormat
    version: str | None = None
    day: str | None = None
    before: str | None = None
    options: Options = OPTIONS

    def folder(self, _built: Built) -> str:
        """``build/policy``."""
        return FOLDER

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Write the file into `out`, named by the scheme and the version."""
        opened = open_scheme(built, self.day)
        release = opened.release(self.version)
        before = opened.release(self.before) if self.before else None
        suffix, make = _FORMATS[self.name]
        data = make(opened, release, before, sink)
        return _put(out / file_name(release, suffix, before), data, sink) if data is not None else ()


def _pdf(opened: OpenedScheme, release: Release, before: Release | None, sink: Diagnostics) -> bytes | None:
    fonts = need_fonts(sink)
    document = opened.document(release, before)
    return printed(document, fonts, sink) if fonts else None


def _word(opened: OpenedScheme, release: Release, before: Release | None, _: Diagnostics) -> bytes:
    from handbook.papers.scheme.word import word

    return word(opened.document(release, before))


def _json(opened: OpenedScheme, release: Release, _before: Release | None, _: Diagnostics) -> bytes:
    from handbook.papers.scheme.json_data import as_json

    return as_json(opened.setting, release)


def _akn(opened: OpenedScheme, release: Release, _before: Release | None, _: Diagnostics) -> bytes:
    from handbook.papers.scheme.akn import akn

    return akn(opened.setting, release)


_Make = Callable[[OpenedScheme, Release, Release | None, Diagnostics], bytes | None]
_FORMATS: Mapping[SchemeFormat, tuple[str, _Make]] = {
    "scheme-pdf": (".pdf", _pdf),
    "scheme-word": (".docx", _word),
    "scheme-json": (".json", _json),
    "scheme-akn": (".akn.xml", _akn),
}
"""Suffix of the file, and what makes its bytes; None with a diagnostic."""


class UnfilledFormError(Exception):
    """Facts of a form are missing or do not fit; `problems` are sentences."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True)
class FormPaper:
    """A form, blank or filled with `facts`; `file` is .docx or .pdf. Raises UnfilledFormError."""

    form: str
    file: str
    version: str | None = None
    facts: Mapping[str, Any] | None = None
    options: Options = OPTIONS
    name: str = "form"

    def folder(self, _built: Built) -> str:
        """``build/policy``."""
        return FOLDER

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Write the form into `out` under its file name."""
        from handbook.papers.scheme.form_paper import form_document
        from handbook.papers.scheme.word import word

        opened = open_scheme(built)
        made, release = self._filled(opened)
        document = form_document(opened.setting, release, made)
        if self.file.lower().endswith(".docx"):
            return _put(out / self.file, word(document), sink)
        fonts = need_fonts(sink)
        data = printed(document, fonts, sink) if fonts else None
        return _put(out / self.file, data, sink) if data is not None else ()

    def _filled(self, opened: OpenedScheme) -> tuple[Form, Release]:
        from handbook.policy.fill_form import fill
        from handbook.policy.forms import blank

        release = opened.release(self.version)
        if self.facts is None:
            return blank(opened.policy, release, self.form), release
        filling = fill(opened.policy, release, self.form, self.facts, chosen=self.version is not None)
        if filling.problems:
            raise UnfilledFormError(filling.problems)
        return filling.form, opened.release(filling.form.version)


@dataclass(frozen=True)
class EvidencePack:
    """The folder of evidence of a version on a day, with returned receipts (path → bytes) if any were given."""

    day: str
    version: str | None = None
    receipts: Mapping[str, bytes] | None = field(default=None, hash=False)
    options: Options = OPTIONS
    name: str = "pack"

    def folder(self, built: Built) -> str:
        """``build/policy/pack-<version>``."""
        return f"{FOLDER}/pack-{open_scheme(built).release(self.version).version}"

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Write the folder `out`; returns it and its report."""
        from handbook.papers.scheme.pack import MANIFEST, Request, pack, report_name
        from handbook.papers.typst import UnprintableError

        opened = open_scheme(built)
        fonts = need_fonts(sink)
        if fonts is None:
            return ()
        try:
            files = pack(Request(opened.setting, opened.release(self.version), self.day, fonts, self.receipts))
        except UnprintableError as error:
            sink.add("unprintable-text", PLACE, text=error.text, near=error.near)
            return ()
        _put_folder(out, files, MANIFEST, sink)
        return (out, out / report_name())


def need_fonts(sink: Diagnostics) -> Fonts | None:
    """Chinese fonts; without any a diagnostic says how to get them."""
    found = find_fonts()
    if found is None:
        sink.add("no-chinese-font", PLACE)
    return found


def printed(document: Document, fonts: Fonts, sink: Diagnostics) -> bytes | None:
    """The PDF of a document; None with a diagnostic where a character cannot be shown."""
    from handbook.papers.scheme.pdf import pdf
    from handbook.papers.typst import UnprintableError

    try:
        return pdf(document, fonts)
    except UnprintableError as error:
        sink.add("unprintable-text", PLACE, text=error.text, near=error.near)
        return None


def file_name(release: Release, suffix: str, old: Release | None = None) -> str:
    """Such as sales-discipline-1.1-draft.pdf, or sales-discipline-1.0-1.1.docx for a comparison."""
    versions = [old.version] if old else []
    draft = ["draft"] if release.draft else []
    return "-".join([release.scheme.id, *versions, release.version, *draft]) + suffix


def _put(path: Path, data: bytes, sink: Diagnostics) -> tuple[Path, ...]:
    """Write one file in one step; nothing but a diagnostic where that fails."""
    try:
        write_file(path, data)
    except OSError as error:
        sink.add("output-not-writable", path.as_posix(), reason=error.strerror or str(error))
        return ()
    return (path,)


def _put_folder(folder: Path, files: Mapping[str, bytes], mark: str, sink: Diagnostics) -> None:
    """Write a whole folder; never over one that this program did not write, told by its file `mark`."""
    if folder.exists() and any(folder.iterdir()) and not (folder / mark).is_file():
        raise CommandError("papers.foreign", folder=folder)
    try:
        write_tree(folder, files)
    except OSError as error:
        sink.add("output-not-writable", folder.as_posix(), reason=error.strerror or str(error))
