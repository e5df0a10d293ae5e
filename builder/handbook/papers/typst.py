"""A template and data → PDF, by typst: tagged, searchable and the same bytes for the same data.

No word of an author's is ever part of the typesetting program: data goes to it as JSON, it shows strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from handbook.papers.fonts import Fonts

STANDARDS: tuple[Literal["ua-1"], Literal["a-2a"]] = ("ua-1", "a-2a")
_UNPRINTABLE = re.compile(r'the text `"(.*)"` could not be displayed')


class UnprintableError(Exception):
    """Characters that none of the fonts has; for archives every character must be there to be seen."""

    def __init__(self, texts: tuple[str, ...], near: str = "") -> None:
        super().__init__("".join(texts))
        self.texts, self.near = texts, near

    @property
    def text(self) -> str:
        """The first of them."""
        return self.texts[0]


def typeset(template: Path, data: Mapping[str, Any], fonts: Fonts, day: str, *, standards: bool = True) -> bytes:
    """The finished file: PDF/UA-1 and PDF/A-2a with `standards`, and then raises UnprintableError; else with boxes.

    The template finds `data` as JSON in ``sys.inputs.paper``. `day`, YYYY-MM-DD, is the only date in the file.
    """
    import typst

    compiler = typst.Compiler(font_paths=list(fonts.folders), ignore_system_fonts=True)
    try:
        made = compiler.compile(
            input=template.read_bytes(),
            format="pdf",
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[*STANDARDS] if standards else [],
            timestamp=datetime.fromisoformat(day).replace(tzinfo=UTC),
        )
    except typst.TypstError as error:
        if found := _UNPRINTABLE.findall(error.diagnostic or str(error)):
            raise UnprintableError(tuple(dict.fromkeys(found))) from None
        raise
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made
