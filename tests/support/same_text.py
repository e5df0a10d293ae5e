"""The words of clauses as another program reads them out of a paper, to be compared with the numbered text.

Whatever keeps the permanent ids gives id → words; a PDF gives one stream, in which the whole text must stand unbroken.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from handbook.papers.scheme.akn import NAMESPACE
from handbook.papers.scheme.scheme_paper import anchor, line_of
from handbook.papers.scheme.word import bookmark
from lxml import etree
from markdown import markdown

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.policy.text import Text

A4_BODY = ("-raw", "-x", "0", "-y", "68", "-W", "596", "-H", "710")
"""The part of an upright page between header and footer, in points; raw, for otherwise a hyphen at a line end goes."""
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils is not installed and this is no Debian on which we may"
)


def squeezed(text: str) -> str:
    """A text without any white space: lines break where they like."""
    return "".join(text.split())


def expected(text: Text) -> dict[str, str]:
    """Clause id → its printed line: number, title, words."""
    return {clause.id: squeezed(line_of(clause)) for clause in text.clauses}


def check(found: Mapping[str, str], text: Text) -> None:
    """Every clause is there, in order, with exactly its words."""
    assert list(found) == [clause.id for clause in text.clauses]
    assert {ident: squeezed(words) for ident, words in found.items()} == expected(text)


def check_stream(stream: str, text: Text) -> None:
    """All clauses stand in a stream of text one after another with nothing between."""
    assert "".join(expected(text).values()) in squeezed(stream)


def of_json(data: bytes) -> dict[str, str]:
    def walk(clauses: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
        for clause in clauses:
            printed, title, text = (clause.get(key, "") for key in ("printed", "title", "text"))
            shown = f"（{title}）" if title and clause["kind"] == "article" else title
            yield clause["id"], printed + shown + text
            yield from walk(clause.get("clauses", []))

    return dict(walk(json.loads(data)["clauses"]))


def of_akn(data: bytes) -> dict[str, str]:
    root = etree.fromstring(data)
    found = {}
    for node in root.find(f".//{{{NAMESPACE}}}body").iter():
        if ident := node.get("wId"):
            num, heading, *words = (
                "".join(part.itertext()) if (part := node.find(f"{{{NAMESPACE}}}{name}")) is not None else ""
                for name in ("num", "heading", "intro", "content")
            )
            shown = f"（{heading}）" if heading and node.tag.endswith("}article") else heading
            found[ident] = num + shown + "".join(words)
    return found


def of_docx(data: bytes, text: Text) -> dict[str, str]:
    names = {bookmark(anchor(clause.id)): clause.id for clause in text.clauses}
    found = {}
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        for start in paragraph._p.findall(qn("w:bookmarkStart")):
            if ident := names.get(start.get(qn("w:name"))):
                found[ident] = paragraph.text
    return found


def of_page(source: str, text: Text) -> dict[str, str]:
    """From a page as it is handed to MkDocs, whose heading ids of chapters become HTML here as they do there.

    "第一款" is an aid of the page, which no other paper prints.
    """
    body = markdown(source.split("---\n", 2)[2], extensions=["attr_list"])
    wanted, found = {clause.id for clause in text.clauses}, {}
    for node in etree.HTML(body).iter("h2", "h3", "div", "li"):
        if (ident := node.get("id")) not in wanted:
            continue
        line = node if node.tag in ("h2", "h3") else node.find("p")
        kept = [part for part in list(line) or [line] if "hb-cl__nr--soft" not in part.get("class", "")]
        found[ident] = "".join("".join(part.itertext()) for part in kept)
    return found


def of_pdf(data: bytes, folder: Path, *options: str) -> str:
    """The text of a PDF as pdftotext reads it; by default without header and footer."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    command = ["pdftotext", "-enc", "UTF-8", *(options or A4_BODY), str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout.replace(
        "\f", ""
    )
