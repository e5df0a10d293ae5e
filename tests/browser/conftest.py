"""The site that the tests of every kind but worksheets share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site

from tests.support.handbooks import write

if TYPE_CHECKING:
    from tests.conftest import Serve

KINDS = Path(__file__).parent.parent / "sites" / "kinds"


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the exercises of tests/sites/kinds, built once."""
    files = {path.relative_to(KINDS).as_posix(): path.read_bytes() for path in KINDS.rglob("*.yml")}
    root = write(tmp_path_factory.mktemp("kinds"), {**files, "exercises/basics/rate.yml": None})
    sink = Diagnostics()
    made = build_site(root, sink)
    assert made, [diagnostic.message() for diagnostic in sink]
    return serve(made.parent) + "exercises/"
