"""The source of handbook/diagnostics/names.py, generated from the catalogue by `python3 dev.py errors`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handbook.diagnostics import names
from handbook.diagnostics.codes import Rule

NAMES = Path(names.__file__)
_HEAD = '''"""The names of all rules as a type, and each one's code, group and severity.

Generated from catalogue/*.yml; do not edit.
"""

from typing import Literal

'''


def names_module(rules: Iterable[Rule]) -> str:
    """The text of `names.py` for these rules."""
    listed = list(rules)
    names = "".join(f'    "{rule.name}",\n' for rule in listed)
    rows = "".join(f'    "{rule.name}": ("{rule.code}", "{rule.group}", "{rule.severity}"),\n' for rule in listed)
    index = 'INDEX: dict[RuleName, tuple[str, str, Literal["error", "warning"]]] = {\n'
    return f"{_HEAD}RuleName = Literal[\n{names}]\n\n{index}{rows}}}\n"
