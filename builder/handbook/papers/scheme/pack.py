"""The folder of evidence of one release: path → bytes, with fingerprints and a report of what is missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handbook.papers.fonts import Fonts
from handbook.papers.scheme.akn import akn
from handbook.papers.scheme.amending import amendment_document
from handbook.papers.scheme.compliance_gaps import TEXTS, Evidence, as_data, as_text, gaps
from handbook.papers.scheme.document import Document
from handbook.papers.scheme.form_paper import form_document
from handbook.papers.scheme.json_data import as_json
from handbook.papers.scheme.labels import PaperContext
from handbook.papers.scheme.pdf import pdf
from handbook.papers.scheme.scheme_paper import redline_document, scheme_document
from handbook.papers.scheme.word import word
from handbook.policy.forms import blank, from_record
from handbook.policy.release import written
from handbook.policy.versions import Release
from handbook.text.catalogue import texts_of

MANIFEST = "manifest.json"
FORMAT = "handbook-policy-pack/1"
_RECORDS = ("discussion", "negotiation", "publication")
_say = texts_of(TEXTS)


@dataclass(frozen=True, slots=True)
class Request:
    """Options of a pack: a release, the day of the report, and returned receipts (path → bytes), if any were given."""

    setting: PaperContext
    release: Release
    day: str
    fonts: Fonts
    receipts: Mapping[str, bytes] | None = field(default=None, repr=False)


def report_name() -> str:
    """The file in the folder that says in words what is missing."""
    return _path("report-text")


def pack(request: Request) -> dict[str, bytes]:
    """Every file of the folder."""
    files = dict(_files(request))
    evidence = Evidence(request.day, None if request.receipts is None else len(request.receipts))
    found = gaps(request.setting.policy, request.release, evidence)
    files[report_name()] = as_text(request.release, found, evidence).encode()
    files[_path("report-data")] = _json(as_data(request.release, found, evidence))
    files[MANIFEST] = _json(manifest(request.release, files))
    return files


def manifest(release: Release, files: Mapping[str, bytes]) -> dict[str, object]:
    """The fingerprints of the release and of every file."""
    return {
        "format": FORMAT,
        "scheme": release.scheme.id,
        "version": release.version,
        "release_sha256": release.frozen.hash if release.frozen else None,
        "files": [
            {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in sorted(files.items())
        ],
    }


def _files(request: Request) -> Iterator[tuple[str, bytes]]:
    setting, release = request.setting, request.release
    name = f"{release.scheme.id}-{release.version}"
    yield from _both(request, _path("scheme", name=name), scheme_document(setting, release))
    yield f"{_path('scheme', name=name)}.json", as_json(setting, release)
    yield f"{_path('scheme', name=name)}.akn.xml", akn(setting, release)
    if release.frozen:
        yield _path("release", version=release.version), written(release.frozen).encode()
    before = setting.policy.before(release.version)
    if before:
        redline = redline_document(setting, before, release)
        versions = f"{release.scheme.id}-{before.version}-{release.version}"
        yield from _both(request, _path("redline", versions=versions), redline)
        if release.amendment:
            document = amendment_document(setting, before, release, release.amendment)
            yield from _both(request, _path("amendment", version=release.version), document)
    for form in _RECORDS:
        if made := from_record(setting.policy, release, form):
            yield _path(form), word(form_document(setting, release, made))
    receipt = form_document(setting, release, blank(setting.policy, release, "receipt"))
    yield from _both(request, _path("blank-receipt"), receipt)
    for path, data in (request.receipts or {}).items():
        yield _path("returned", path=path), data


def _path(key: str, **args: object) -> str:
    return _say(f"pack.{key}", **args)


def _both(request: Request, path: str, document: Document) -> Iterator[tuple[str, bytes]]:
    yield f"{path}.pdf", pdf(document, request.fonts)
    yield f"{path}.docx", word(document)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
