"""A document → PDF, by typst: tagged, searchable and the same bytes for the same document.

No word of an author's is ever part of the typesetting program: the document goes to it as JSON, it shows strings.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from builder.policy.papers.document import Block, Document
from builder.policy.papers.fonts import Fonts

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARDS: tuple[Literal["ua-1"], Literal["a-2a"]] = ("ua-1", "a-2a")


def pdf(document: Document, fonts: Fonts) -> bytes:
    """The finished file: A4, PDF/UA-1 and PDF/A-2a."""
    import typst

    compiler = typst.Compiler(font_paths=list(fonts.folders), ignore_system_fonts=True)
    made = compiler.compile(
        input=TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": json.dumps(_data(document, fonts), ensure_ascii=False)},
        pdf_standards=[*STANDARDS],
        timestamp=datetime.fromisoformat(document.day).replace(tzinfo=UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def _data(document: Document, fonts: Fonts) -> dict[str, Any]:
    year, month, day = map(int, document.day.split("-"))
    return {
        **asdict(document),
        "day": [year, month, day],
        "blocks": [_block(block) for block in document.blocks],
        "body": fonts.body,
        "head": fonts.head,
        "anchors": [anchor for block in document.blocks if (anchor := getattr(block, "anchor", None))],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"type": type(block).__name__.lower(), **asdict(block)}
