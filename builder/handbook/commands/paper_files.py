"""Read what the commands of papers are given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from handbook.diagnostics.command_error import CommandError

MOST_BYTES = 1_000_000
"""Of a file of facts."""


def read_facts(path: Path) -> Mapping[str, Any]:
    """The facts of a form: a YAML or JSON mapping of texts. Raises CommandError for anything else."""
    if path.stat().st_size > MOST_BYTES:
        raise CommandError("papers.too-big", file=path)
    try:
        facts = _without_aliases(path.read_text("utf-8-sig"))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError("papers.unreadable", file=path, reason=" ".join(str(error).split())) from None
    if not isinstance(facts, dict):
        raise CommandError("papers.no-mapping", file=path)
    return {str(key): value for key, value in facts.items()}


def _without_aliases(text: str) -> Any:
    """YAML of which every value is text; anchors are refused, for they can make much of little."""
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        if isinstance(token, yaml.AliasToken):
            raise yaml.YAMLError("*")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it knows only strings


def read_receipts(folder: Path) -> dict[str, bytes]:
    """Every file of a folder of returned receipts, by its path in it."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~")))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
