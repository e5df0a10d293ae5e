"""A document → PDF, by typst: tagged, searchable and the same bytes for the same document.

No word of an author's is ever part of the typesetting program: the document goes to it as JSON, it shows strings.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from builder.policy.papers.document import Block, Document, Heading, Para, joined
from builder.policy.papers.fonts import Fonts

TEMPLATE = Path(__file__).with_name("paper.typ")
STANDARDS: tuple[Literal["ua-1"], Literal["a-2a"]] = ("ua-1", "a-2a")


_UNPRINTABLE = re.compile(r'the text `"(.*)"` could not be displayed')


class UnprintableError(Exception):
    """Characters that none of the fonts has; for archives every character must be there to be seen."""

    def __init__(self, text: str, near: str) -> None:
        super().__init__(text)
        self.text, self.near = text, near


def pdf(document: Document, fonts: Fonts) -> bytes:
    """The finished file: A4, PDF/UA-1 and PDF/A-2a. Raises UnprintableError."""
    import typst

    compiler = typst.Compiler(font_paths=list(fonts.folders), ignore_system_fonts=True)
    try:
        made = compiler.compile(
            input=TEMPLATE.read_bytes(),
            format="pdf",
            sys_inputs={"paper": json.dumps(_data(document, fonts), ensure_ascii=False)},
            pdf_standards=[*STANDARDS],
            timestamp=datetime.fromisoformat(document.day).replace(tzinfo=UTC),
        )
    except typst.TypstError as error:
        if found := _UNPRINTABLE.search(str(error)):
            raise UnprintableError(found[1], _near(document, found[1])) from None
        raise
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made


def _near(document: Document, text: str) -> str:
    """The beginning of the line that has a text; the title where no line has it."""
    lines = (joined(block.pieces) for block in document.blocks if isinstance(block, Heading | Para))
    return next((line for line in lines if text in line), document.title)[:40]


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
