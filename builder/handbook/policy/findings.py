"""Findings about a scheme in terms of ids; the caller knows the files and finds the places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.diagnostics.names import RuleName


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of something with a permanent id, or of the whole text where `ident` is empty."""

    name: RuleName
    ident: str
    key: tuple[str | int, ...] = ()
    """Which part of it; empty for its words."""
    args: Mapping[str, object] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    """Offset and length in its words."""
