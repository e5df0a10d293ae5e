"""The kept handbook, copied and built once for all tests of kept files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kept import kept

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Serve


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kept handbook, which no test changes."""
    return kept.handbook(tmp_path_factory.mktemp("kept") / "book")


@pytest.fixture(scope="session")
def learners(book: Path, serve: Serve) -> str:
    """The address of the learners' site."""
    return serve(kept.build(book))


@pytest.fixture(scope="session")
def trainers(book: Path, serve: Serve) -> str:
    """The address of the trainers' site."""
    return serve(kept.build(book, "--edition", "trainer"))
