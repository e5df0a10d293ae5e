"""What a class handed in to an earlier version: today's command and today's class page give the kept figures."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.kept import kept

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

HANDED = kept.FOLDER / "class" / "handed"


def results(book: Path, folder: Path, *options: str | Path) -> tuple[str, dict[str, list[list[str]]]]:
    """What the command says of the kept files, and its tables."""
    said = kept.run("results", HANDED, "--out", folder, "--root", book, "--cohort", "spring", *options)
    return said, kept.tables(folder)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A copy of the kept store, in which the class is the cohort ``spring``."""
    path = tmp_path / "classes.db"
    path.write_bytes(gzip.decompress((kept.FOLDER / "class/classes.db.gz").read_bytes()))
    return path


def test_files_codes_and_tables_give_the_same_figures(book: Path, tmp_path: Path) -> None:
    said, found = results(book, tmp_path / "out")
    assert "8 份（新读 8 份），10 人" in said
    assert found == kept.read("class/tables.json")
    assert [row[0] for row in found["people.csv"]][:4] == ["甲学员", "乙学员", "丙学员", "丁学员"]


def test_the_kept_store_knows_its_files_and_figures(book: Path, tmp_path: Path, store: Path) -> None:
    said, found = results(book, tmp_path / "out", "--db", store)
    assert "（新读 0 份）" in said
    assert found == kept.read("class/tables.json")


def test_a_new_class_stands_beside_the_kept_one(book: Path, tmp_path: Path, store: Path) -> None:
    _, found = results(book, tmp_path / "out", "--db", store, "--cohort", "autumn")
    spring = kept.read("class/tables.json")["cohorts.csv"]
    assert [row for row in found["cohorts.csv"] if row[0] == "spring"] == spring
    assert [row[1:] for row in found["cohorts.csv"] if row[0] == "autumn"] == [row[1:] for row in spring]


def test_somebody_in_the_kept_store_can_be_forgotten(store: Path) -> None:
    assert "乙学员".encode() in store.read_bytes()
    kept.run("results", "forget", "--db", store, "--person", "乙学员", "--yes")
    assert "乙学员".encode() not in store.read_bytes()
    assert "丙学员".encode() in store.read_bytes()


@pytest.mark.browser
def test_the_class_page_reads_all_of_it_and_a_picture(page: Page, trainers: str) -> None:
    found = kept.class_page(page, trainers, kept.FOLDER / "class")
    expected = kept.read("class/report.json")
    assert found == expected
    assert [quiz["n"] for quiz in found["report"]["quizzes"]] == [10, 5]
