"""Questions as one line of plain text, for lists, spreadsheets and the answers' own labels."""

import re
from collections.abc import Callable

from handbook.content.handbook import Handbook
from handbook.content.key_figures import KeyFigures

Plain = Callable[[str], str]
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_BLANK = re.compile(r"\[\[[^\[\]]*\]\]")
_EMPHASIS = re.compile(r"\*+|`+|~~")


def plain_for(handbook: Handbook) -> Plain:
    """Takes emphasis, links and line breaks out of authors' prose and fills in the key figures.

    Labels need no more, and a whole Markdown parse per question would be most of the builder's time.
    """

    figures = KeyFigures(handbook)

    def plain(text: str) -> str:
        text = _LINK.sub(r"\1", _BLANK.sub("＿＿", figures.fill(text)))
        return " ".join(_EMPHASIS.sub("", text).split())

    return plain
