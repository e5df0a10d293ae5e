"""Releases frozen and receipts made by an earlier version: still what they were, still valid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.kept import kept

if TYPE_CHECKING:
    from pathlib import Path

RECEIPTS = kept.FOLDER / "policy" / "receipts"
HASHES = {
    "1.0": "9d2ad95563d3494e9daddeb5832797eda8cbdbc41b5ed0f3e76ce8643c203318",
    "1.1": "0e013d3551fcf0cbccce7522f68719cb0610bd8a4f1a97f26a203d0500c8fddc",
}


def diagnostics(root: Path) -> list[str]:
    """The codes of all that the check tells."""
    said = json.loads(kept.run("check", "--format", "json", "--root", root))
    return [one["code"] for one in said["diagnostics"]]


def test_the_check_finds_nothing_in_kept_releases_records_and_exercises(book: Path) -> None:
    assert diagnostics(book) == []
    assert kept.run("check", "--strict", "--root", book)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_kept_release_has_the_fingerprint_it_was_frozen_with(book: Path, tmp_path: Path, version: str) -> None:
    kept.run("policy", "json", version, "--out", tmp_path, "--day", "2024-08-01", "--root", book)
    told = json.loads((tmp_path / f"small-scheme-{version}.json").read_text("utf-8"))
    assert (told["version"], told["draft"], told["hash"]) == (version, False, HASHES[version])


def test_the_same_drafts_freeze_to_the_same_bytes(book: Path, tmp_path: Path) -> None:
    root = kept.handbook(tmp_path / "again")
    releases = root / "content/policy/releases"
    originals = {path.name: path.read_bytes() for path in sorted(releases.iterdir())}
    for path in releases.iterdir():
        path.unlink()
    for version, day in (("1.0", "2023-12-05"), ("1.1", "2024-04-13")):
        kept.run("policy", "release", version, "--day", day, "--root", root)
    assert {path.name: path.read_bytes() for path in sorted(releases.iterdir())} == originals


def test_the_draft_after_them_can_be_frozen(tmp_path: Path) -> None:
    root = kept.handbook(tmp_path / "next")
    kept.run("policy", "release", "1.2", "--day", "2025-04-13", "--root", root)
    made = yaml.safe_load((root / "content/policy/releases/1.2.yml").read_text("utf-8"))
    assert made["previous"] == HASHES["1.1"]


def test_a_letter_changed_in_a_kept_release_is_noticed(tmp_path: Path) -> None:
    root = kept.handbook(tmp_path / "changed")
    path = root / "content/policy/releases/1.0.yml"
    path.write_text(path.read_text("utf-8").replace("当面见客户", "当面见到客户", 1), "utf-8", newline="\n")
    assert "error[HB808]" in kept.run("check", "--root", root, code=1)


def test_kept_receipts_are_valid_and_make_the_same_register(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "register"
    kept.run(
        "policy", "receipts", RECEIPTS, "--roster", kept.FOLDER / "policy/roster.csv", "--out", out, "--root", book
    )
    found = kept.tables(out)
    assert found == kept.read("policy/register.json")
    assert [row[0] for row in found["register.csv"]] == ["LQ-0042", "LQ-0043", "LQ-0044", "LQ-0045"]
    assert [row[0] for row in found["missing.csv"]] == ["LQ-0044", "LQ-0046"]


def test_the_kept_receipt_of_the_first_release_is_valid_too(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "receipts"
    folder.mkdir()
    (folder / "receipt-1.0.json").write_bytes((RECEIPTS / "receipt-1.0.json").read_bytes())
    kept.run("policy", "receipts", folder, "--release", "1.0", "--out", tmp_path / "out", "--root", book)
    found = kept.tables(tmp_path / "out")
    assert [row[0] for row in found["register.csv"]] == ["LQ-0042"]
    assert found["refused.csv"] == []
    (folder / "receipt-1.0.json").write_bytes(
        (RECEIPTS / "receipt-1.0.json").read_bytes().replace("周样".encode(), "别人".encode())
    )
    kept.run("policy", "receipts", folder, "--release", "1.0", "--out", tmp_path / "out", "--root", book, code=1)
    assert kept.tables(tmp_path / "out")["register.csv"] == []
