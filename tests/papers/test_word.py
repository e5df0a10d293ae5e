"""The Word file read back: styles, bookmarks, header and footer, tracked changes, bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from handbook.papers.scheme.scheme_paper import anchor, line_of, redline_document, scheme_document
from handbook.papers.scheme.word import bookmark, word

from tests.support import releases
from tests.support.same_text import squeezed

if TYPE_CHECKING:
    from handbook.policy.text import Text
    from handbook.policy.versions import Policy, Release

CHANGES: list[dict[str, Any]] = [
    {"op": "change", "clause": "p0", "text": "第一款改过了，满 20 元。", "reason": "改。"},
    {"op": "repeal", "clause": "p1", "reason": "删。"},
    {"op": "add", "after": "p2", "paragraph": {"id": "p9", "text": "新的一款，见[[p2]]。", "items": [
        {"id": "i1", "text": "甲；"}, {"id": "i2", "text": "乙。"}]}, "reason": "增。"},
    {"op": "change", "clause": "a", "title": "新的条旨", "reason": "改条旨。"},
]  # fmt: skip


def tracked(policy: Policy, old: Release, new: Release) -> bytes:
    return word(redline_document(releases.setting(policy), old, new))


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def lines(data: bytes, *, accept: bool) -> list[str]:
    """The paragraphs of the text as they are once all changes are accepted, or rejected."""
    gone, kept = ("w:del", "w:ins") if accept else ("w:ins", "w:del")
    found = []
    for paragraph in opened(data).paragraphs:
        if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(gone)}") is not None:
            continue
        words = [
            node.text or ""
            for node in paragraph._p.iter(qn("w:t"), qn("w:delText"))
            if not any(parent.tag == qn(gone) for parent in node.iterancestors())
            and (node.tag == qn("w:t") or kept == "w:del")
        ]
        found.append("".join(words))
    return found


def clause_lines(text: Text) -> list[str]:
    return [line_of(clause) for clause in text.clauses]


def body(found: list[str], text: Text) -> list[str]:
    """As many lines as the text has clauses, from its first chapter's second appearance: the first is in the contents."""
    first = [at for at, line in enumerate(found) if line == line_of(text.clauses[0])][-1]
    return found[first : first + len(text.clauses)]


@pytest.mark.parametrize("policy", [releases.published(), releases.small("一。", "二。", "三。", changes=CHANGES)])
def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old(policy: Policy) -> None:
    old, new = policy.versions
    data = tracked(policy, old, new)
    assert body(lines(data, accept=True), new.text) == clause_lines(new.text)
    assert body(lines(data, accept=False), old.text) == clause_lines(old.text)


def test_a_clause_that_moved_goes_here_and_comes_there() -> None:
    article = {"id": "a", "title": "条旨", "paragraphs": [{"id": "p1", "text": "二。"}, {"id": "p0", "text": "一。"}]}
    changes = [{"op": "change", "clause": "a", "article": article, "reason": "换次序。"}]
    policy = releases.small("一。", "二。", changes=changes)
    old, new = policy.versions
    data = tracked(policy, old, new)
    assert body(lines(data, accept=True), new.text) == clause_lines(new.text)
    assert body(lines(data, accept=False), old.text) == clause_lines(old.text)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_sees_the_same_changes() -> None:
    policy = releases.published()
    old, new = policy.versions
    data = tracked(policy, old, new)
    for option, text in (("accept", new.text), ("reject", old.text)):
        command = ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={option}"]
        read = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
        assert squeezed("".join(clause_lines(text))) in squeezed(read)
    command = ["pandoc", "-f", "docx", "-t", "markdown", "--wrap=none", "--track-changes=all"]
    read = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    assert '.insertion author="人力资源部" date="2027-06-01T00:00:00Z"' in read
    assert '.deletion author="人力资源部"' in read


def test_headings_styles_and_numbers_as_text() -> None:
    policy = releases.published()
    release = policy.releases[0]
    document = opened(word(scheme_document(releases.setting(policy), release)))
    wanted = {"chapter": "Heading 1", "article": "Heading 2", "paragraph": "Clause", "item": "Item", "point": "Point"}
    styles = {line_of(clause): wanted[clause.kind] for clause in release.text.clauses}
    found = {
        paragraph.text: paragraph.style.name
        for paragraph in document.paragraphs
        if not paragraph.style.name.startswith("toc")
    }
    assert {line: found[line] for line in styles} == styles
    assert not document.element.body.findall(f".//{qn('w:numPr')}")
    assert document.paragraphs[0].style.name == "Title"


def test_every_clause_has_its_bookmark_and_links_lead_to_one() -> None:
    policy = releases.published()
    root = opened(word(scheme_document(releases.setting(policy), policy.releases[0]))).element.body
    marks = [node.get(qn("w:name")) for node in root.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    assert {bookmark(anchor(ident)) for ident in policy.releases[0].text.by_id} <= set(marks)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in marks)
    links = [node.get(qn("w:anchor")) for node in root.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) <= set(marks)
    starts, ends = (
        [node.get(qn("w:id")) for node in root.iter(qn(tag))] for tag in ("w:bookmarkStart", "w:bookmarkEnd")
    )
    assert starts == ends


def test_bookmarks_never_meet() -> None:
    names = {bookmark(name) for name in ("a-b", "a_b", "a" * 60 + "b", "a" * 60 + "c", "a-" * 30, "a_" * 30)}
    assert len(names) == 6
    assert all(len(name) <= 40 for name in names)


def test_header_footer_and_the_files_own_data() -> None:
    draft, done = releases.drafts(), releases.published()
    document = opened(word(scheme_document(releases.setting(draft), draft.versions[1])))
    assert "草案" in document.sections[0].header.paragraphs[0].text
    document = opened(word(scheme_document(releases.setting(done), done.releases[0])))
    assert "草案" not in document.sections[0].header.paragraphs[0].text
    footer = document.sections[0].footer
    frozen = done.releases[0].frozen
    assert frozen
    assert frozen.hash in footer.paragraphs[0].text
    fields = [node.get(qn("w:instr")).strip() for node in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    known = document.core_properties
    assert (known.title, known.author) == (done.releases[0].scheme.title, "人力资源部")
    assert known.created.isoformat()[:10] == known.modified.isoformat()[:10] == "2026-12-11"
    assert [section.orientation for section in document.sections].count(1) == 2


def test_the_same_release_gives_the_same_bytes() -> None:
    policy = releases.published()
    document = scheme_document(releases.setting(policy), policy.releases[0])
    first, second = word(document), word(document)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
