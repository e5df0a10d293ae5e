"""A document → PDF for archives and for everybody."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from handbook.papers.fonts import Fonts
from handbook.papers.scheme.document import Block, Document, Heading, Para, joined
from handbook.papers.typst import UnprintableError, typeset

TEMPLATE = Path(__file__).with_name("paper.typ")


def pdf(document: Document, fonts: Fonts) -> bytes:
    """The finished file: A4, PDF/UA-1 and PDF/A-2a. Raises UnprintableError."""
    try:
        return typeset(TEMPLATE, _data(document, fonts), fonts, document.day)
    except UnprintableError as error:
        raise UnprintableError(error.texts, _near(document, error.text)) from None


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
