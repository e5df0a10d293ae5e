"""The small scheme of tests/sites/policy: two releases and a draft."""

from __future__ import annotations

from pathlib import Path

from handbook.content.check import check
from handbook.content.handbook import Handbook
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text

from tests.support.handbooks import write

FOLDER = Path(__file__).parents[1] / "sites" / "policy"
ROOT = Path(__file__).parents[2]


def small(root: Path) -> Path:
    """Write the handbook with the small scheme into `root`."""
    return write(root, {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*.yml")})


def handbook(root: Path) -> Handbook:
    """The handbook in `root`, which must be right."""
    sink = Diagnostics()
    found = check(root, sink)
    assert found, as_text(sink)
    assert found.policy
    return found
