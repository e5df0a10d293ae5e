"""The words of a workbook: what rows, columns, levels and ticks are called, in the handbook's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from handbook.diagnostics.suggest import skeleton
from handbook.exchange.bank.layout import FEEDBACK, LEVELS, QUIZ, Field, cells_of, kinds
from handbook.text.catalogue import languages, lookup, words

_TICKS = ("✓", "√", "✔", "☑", "对", "是", "v", "x", "1", "true", "yes", "y", "right")
_BOOLS = {
    "true": ("是", "对", "true", "yes", "y", "1", "✓", "√"),
    "false": ("否", "不", "不对", "错", "false", "no", "n", "0", "×", "✗"),
}
_LEVELS = "site.level"


class Labels:
    """The words of one language; what was typed is understood in all of them."""

    def __init__(self, language: str) -> None:
        self._words = words(language)

    def say(self, key: str, **args: object) -> str:
        """A text of the catalogue's part `bank`."""
        return lookup(self._words, f"bank.{key}", **args)

    def group(self, key: str) -> Mapping[str, Any]:
        """A group of the catalogue's part `bank`."""
        found: Mapping[str, Any] = self._words[f"bank.{key}"]
        return found

    def column(self, key: str) -> str:
        """A column's head."""
        return self.say(f"columns.{key}")

    def kind(self, kind: str) -> str:
        """Return the label of a kind of row."""
        return self.say(f"kinds.{kind}")

    def level(self, level: str) -> str:
        """Return the label of a level."""
        return lookup(self._words, f"{_LEVELS}.{level}")

    def shown(self, text: str, field: Field) -> str:
        """Return the text that a cell shows for a value."""
        if not text:
            return ""
        if field.kind == "level":
            return self.level(text)
        if field.kind == "mark":
            return self.say("mark")
        if field.kind == "bool":
            return self.say(f"bools.{text}")
        if field.kind == "verdict":
            return self.say(f"verdicts.{text}")
        return self.say(f"feedback.{text}") if field.key == "feedback" else text


def field_of(kind: str, column: str) -> Field | None:
    """Return the field that a column holds in rows of this kind; None where they do not use the column."""
    return (QUIZ if kind == "quiz" else cells_of(kind)).get(column)


@cache
def known(group: str) -> Mapping[str, str]:
    """Return the accepted spellings, normalised → value: of `kinds`, `columns`, `level` and so on."""
    if group == "mark":
        return {skeleton(tick): "true" for tick in _TICKS}
    if group == "bool":
        return {skeleton(word): value for value, typed in _BOOLS.items() for word in typed}
    keys: Mapping[str, Iterable[str]] = {"kinds": kinds(), "level": LEVELS, "feedback": FEEDBACK,
                                         "verdicts": ("true", "false")}  # fmt: skip
    found = {skeleton(key): key for key in keys.get(group, ())}
    for language in languages():
        catalogue = words(language)[_LEVELS if group == "level" else f"bank.{group}"]
        found |= {skeleton(label): key for key, label in catalogue.items() if isinstance(label, str)}
    return found


def meant(group: str, typed: str) -> str | None:
    """Return the value that a spelling stands for; None where it is unknown."""
    return known(group).get(skeleton(typed))
