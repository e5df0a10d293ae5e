"""Workbooks of questions that an earlier version exported: taken back unchanged and edited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.kept import kept

if TYPE_CHECKING:
    from pathlib import Path

BANK = kept.FOLDER / "bank"
SHEETS = {"题库小测": "exercises/basics/bank.yml", "四象限测验": "exercises/basics/quiz-each.yml"}


def files(root: Path) -> dict[str, bytes]:
    """Every YAML file's bytes by its path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yml"))}


def test_a_kept_workbook_changes_nothing(tmp_path: Path) -> None:
    root = kept.handbook(tmp_path / "book")
    before = files(root)
    said = json.loads(kept.run("bank", "import", BANK / "bank.xlsx", "--strict", "--format", "json", "--root", root))
    assert said["diagnostics"] == []
    assert files(root) == before


def test_an_edited_workbook_changes_exactly_its_cells(tmp_path: Path) -> None:
    root = kept.handbook(tmp_path / "book")
    before = files(root)
    expected = dict(before)
    for sheet, cells in kept.EDITED.items():
        text = before[SHEETS[sheet]].decode()
        for old, new in cells.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        expected[SHEETS[sheet]] = text.encode()
    said = json.loads(kept.run("bank", "import", BANK / "edited.xlsx", "--strict", "--format", "json", "--root", root))
    assert said["diagnostics"] == []
    assert files(root) == expected
    kept.run("bank", "import", BANK / "edited.xlsx", "--strict", "--root", root)
    assert files(root) == expected, "a second import finds nothing to do"
    kept.run("bank", "import", BANK / "bank.xlsx", "--strict", "--root", root)
    assert files(root) == expected, "cells that nobody edited leave what was changed since"
