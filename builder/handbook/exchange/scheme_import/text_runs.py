"""The text of a Word paragraph once its tracked changes are accepted, and the objects attached to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from handbook.exchange.scheme_import.lists import attribute, child, local

_GONE = {"del", "moveFrom"}
_SILENT = {
    "instrText",
    "delText",
    "delInstrText",
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "rt",
    "AlternateContent",
    "txbxContent",
}
_FIXED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_BOOKMARK = re.compile(r"clause_([a-z][a-z0-9]*(?:_[a-z0-9]+)*)")
_SHORTENED = re.compile(r"_[0-9a-f]{8}$")
"""How names end that stand for an id too long for a bookmark."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml"


@dataclass
class ParagraphText:
    """The text of a paragraph and what was found beside it."""

    text: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Elements of text boxes, in order."""
    ident: str = ""
    """The id of a clause that the handbook's own Word files keep as a bookmark, such as clause_no_bribe."""
    inserted: int = 0
    deleted: int = 0


def paragraph_text(paragraph: Any) -> ParagraphText:
    """Return the text of a paragraph."""
    found = ParagraphText()
    _walk(paragraph, found)
    return found


def _walk(node: Any, found: ParagraphText) -> None:
    for one in node:
        name = local(one)
        if name in _GONE:
            found.deleted += 1
        elif name == "AlternateContent":
            chosen = child(one, "Choice")
            _walk(one if chosen is None else chosen, found)
        elif name in ("txbxContent", "textbox") or (name == "p" and str(one.tag).startswith(f"{{{_DRAWING}")):
            found.boxes.append(one)
        elif name == "bookmarkStart":
            found.ident = found.ident or _ident(attribute(one, "name") or "")
        elif name == "rt":
            found.text.append("（" + "".join(one.itertext()) + "）")
        elif name not in _SILENT:
            _visible(one, name, found)


def _visible(one: Any, name: str, found: ParagraphText) -> None:
    if name in ("ins", "moveTo"):
        found.inserted += 1
    if name == "t":
        found.text.append(one.text or "")
    elif name in _FIXED:
        found.text.append(_FIXED[name])
    elif name == "sym":
        found.text.append(_symbol(one))
    elif name == "r" and _is_hidden(one):
        inside = ParagraphText()
        _walk(one, inside)
        found.hidden.append("".join(inside.text))
    else:
        _walk(one, found)


def _ident(bookmark: str) -> str:
    held = _BOOKMARK.fullmatch(bookmark)
    return held[1].replace("_", "-") if held and not _SHORTENED.search(bookmark) else ""


def _is_hidden(run: Any) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark) not in ("0", "false", "off")


def _symbol(node: Any) -> str:
    code = attribute(node, "char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def box_text(box: Any) -> list[str]:
    """The paragraphs of a text box, a header, a footnote or a comment; boxes in it included."""
    texts = []
    for paragraph in (node for node in box.iter() if local(node) == "p") if local(box) != "p" else [box]:
        inside = paragraph_text(paragraph)
        texts.append("".join([*inside.text, *inside.hidden]))
    return texts
