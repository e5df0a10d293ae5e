"""Estimate how wide a text is printed, and wrap it; without a font, from the kinds of its characters."""

import unicodedata

FONT = 14
"""Size of type that widths are in where none is given: that of figures."""
_CLOSING = "，。、；：？！）》”’%"


def width(text: str, font: float = FONT) -> float:
    """The approximate width of a text: a Chinese character is one em wide, others a little over half."""
    return sum(font if unicodedata.east_asian_width(c) in "WF" else font * 0.56 for c in text)


def wrap(text: str, room: float, font: float = FONT) -> list[str]:
    """Lines of at most `room` units; Latin words and figures stay whole, no line begins with a closing mark."""
    lines, line = [], ""
    for word in _words(text):
        if line and width(line + word, font) > room and word[0] not in _CLOSING:
            lines.append(line.strip())
            line = word.lstrip()
        else:
            line += word
    return [*lines, line.strip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        latin = character.isascii() and not character.isspace()
        if latin and words and words[-1][-1].isascii() and not words[-1][-1].isspace():
            words[-1] += character
        else:
            words.append(character)
    return words
