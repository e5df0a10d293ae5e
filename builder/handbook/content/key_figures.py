"""Key figures of the company, named in authors' texts as ``{{id}}``."""

import re

from handbook.content.handbook import Handbook

_REFERENCE = re.compile(r"\{\{\s*([a-z][a-z0-9_-]*)\s*\}\}")


class KeyFigures:
    """The figures of one handbook, ready to be put into texts."""

    def __init__(self, handbook: Handbook) -> None:
        self._texts = {f.id: _quantity(f.value, f.unit) for f in handbook.settings.company.figures}

    def fill(self, text: str) -> str:
        """The text with every ``{{id}}`` replaced by that figure's value and unit."""
        if "{{" not in text:
            return text
        return _REFERENCE.sub(lambda m: self._texts.get(m[1], m[0]), text)


def _quantity(value: float, unit: str | None) -> str:
    number = f"{value:.15g}"
    return number + ("" if not unit else unit if unit in "%‰" else f" {unit}")
