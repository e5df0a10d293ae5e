"""The folder of evidence of one release: path → bytes, with fingerprints and a report of what is missing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from handbook.papers.fonts import Fonts
from handbook.papers.scheme.akn import akn
from handbook.papers.scheme.amending import amendment_document
from handbook.papers.scheme.compliance_gaps import Evidence, as_data, as_text, gaps
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

MANIFEST = "manifest.json"
FORMAT = "handbook-policy-pack/1"
_RECORDS = (("discussion", "讨论会议纪要"), ("negotiation", "协商会议纪要"), ("publication", "公示记录"))


@dataclass(frozen=True, slots=True)
class Request:
    """Options of a pack: a release, the day of the report, and returned receipts (path → bytes), if any were given."""

    setting: PaperContext
    release: Release
    day: str
    fonts: Fonts
    receipts: Mapping[str, bytes] | None = field(default=None, repr=False)


def pack(request: Request) -> dict[str, bytes]:
    """Every file of the folder."""
    files = dict(_files(request))
    evidence = Evidence(request.day, None if request.receipts is None else len(request.receipts))
    found = gaps(request.setting.policy, request.release, evidence)
    files["缺口报告.txt"] = as_text(request.release, found, evidence).encode()
    files["缺口报告.json"] = _json(as_data(request.release, found, evidence))
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
    yield from _both(request, f"1-制度/{name}", scheme_document(setting, release))
    yield f"1-制度/{name}.json", as_json(setting, release)
    yield f"1-制度/{name}.akn.xml", akn(setting, release)
    if release.frozen:
        yield f"1-制度/releases-{release.version}.yml", written(release.frozen).encode()
    before = setting.policy.before(release.version)
    if before:
        redline = redline_document(setting, before, release)
        yield from _both(request, f"2-修改/{release.scheme.id}-{before.version}-{release.version}", redline)
        if release.amendment:
            document = amendment_document(setting, before, release, release.amendment)
            yield from _both(request, f"2-修改/修正案-{release.version}", document)
    for form, title in _RECORDS:
        if made := from_record(setting.policy, release, form):
            yield f"3-程序记录/{title}.docx", word(form_document(setting, release, made))
    receipt = form_document(setting, release, blank(setting.policy, release, "receipt"))
    yield from _both(request, "4-签收/空白签收回执", receipt)
    for path, data in (request.receipts or {}).items():
        yield f"4-签收/收回/{path}", data


def _both(request: Request, path: str, document: Document) -> Iterator[tuple[str, bytes]]:
    yield f"{path}.pdf", pdf(document, request.fonts)
    yield f"{path}.docx", word(document)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
