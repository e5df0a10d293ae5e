"""`handbook results`: files in, report out; again, after a kill, and forgotten."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.exchange.results.folder import gather, names
from handbook.exchange.results.learners import Memory, place
from handbook.exchange.results.report import report
from handbook.exchange.results.store import NotAStoreError, Store
from handbook.exchange.results.submissions import take

from tests.support.classes import HANDBOOK, answers_file, class_facts
from tests.support.handbooks import write

FACTS = class_facts()


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    """A handbook, and a folder of what a class of twelve handed in."""
    write(tmp_path / "handbook", HANDBOOK)
    folder = tmp_path / "spring"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.json").write_text(answers_file(FACTS, n, f"学员{n}" if n % 3 else ""), encoding="utf-8")
    return folder


def run(*args: object) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["results", *map(str, args)])
    return found.exit_code, found.output


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_a_folder_becomes_a_report(handed: Path) -> None:
    (handed / "paper.csv").write_text("before,one,many\n=1+1|x,A,AB\n", encoding="utf-8")
    (handed / "broken.json").write_text('{"format":', encoding="utf-8")
    (handed / "copy.json").write_bytes((handed / "01.json").read_bytes())
    code, said = run(handed, "--root", handed.parent / "handbook")
    assert code == 0, said
    assert "15 份（新读 15 份），13 人，2 条没有算，0 条提醒。" in said
    out = handed.parent / "spring-results"
    people = rows(out / "people.csv")
    assert people[0] == ["姓名或编号", "前测", "后测", "有把握却错"]
    assert len(people) == 14
    assert people[-1][0] == "'=1+1|x"
    assert {line[0]: line[2] for line in rows(out / "problems.csv")[1:]} == {
        "broken.json": "内容损坏，读不出来。",
        "copy.json": "和“01.json”一模一样，只算一次。",
    }
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "再教什么" in page
    assert page.count("<svg") == 2  # a radar for each scale


def test_the_workbook_has_no_formula_and_a_chart_for_each_quiz_and_scale(handed: Path) -> None:
    (handed / "paper.csv").write_text("before,one\n=HYPERLINK(1),A\n", encoding="utf-8")
    run(handed, "--root", handed.parent / "handbook")
    with zipfile.ZipFile(handed.parent / "spring-results" / "results.xlsx") as book:
        parts = book.namelist()
        text = "".join(book.read(name).decode() for name in parts if name.endswith(".xml"))
    assert sum("charts/chart" in name for name in parts) == 4
    assert "<f>" not in text.replace("<c:f>", "")
    assert "&#39;=HYPERLINK(1)" in text or "'=HYPERLINK(1)" in text
    assert "<hyperlink" not in text


def test_scales_carry_no_name_and_few_are_not_profiled(handed: Path) -> None:
    for n in range(4, 12):
        (handed / f"{n:02}.json").unlink()
    run(handed, "--root", handed.parent / "handbook")
    out = handed.parent / "spring-results"
    assert all(line[2:] == [""] * 6 for line in rows(out / "scales.csv")[1:])
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "不到 5 人，不画群体轮廓" in page
    assert "<svg" not in page
    scales = page[page.index("<h2>自查") : page.index("<h2>学员")]
    assert "学员1" not in scales


def test_names_can_be_left_out(handed: Path) -> None:
    run(handed, "--root", handed.parent / "handbook", "--no-names")
    out = handed.parent / "spring-results"
    for path in out.iterdir():
        assert "学员1" not in path.read_bytes().decode("utf-8", "replace")


def test_again_changes_nothing_and_cohorts_stand_side_by_side(handed: Path, tmp_path: Path) -> None:
    db, root = tmp_path / "classes.db", tmp_path / "handbook"
    run(handed, "--root", root, "--db", db)
    first = {p.name: p.read_bytes() for p in (tmp_path / "spring-results").iterdir()}
    code, said = run(handed, "--root", root, "--db", db)
    assert code == 0
    assert "（新读 0 份）" in said
    assert {p.name: p.read_bytes() for p in (tmp_path / "spring-results").iterdir()} == first
    run(handed, "--root", root, "--db", db, "--cohort", "autumn", "--module", "basics")
    assert {line[0] for line in rows(tmp_path / "spring-results" / "cohorts.csv")[1:]} == {"spring", "autumn"}


def test_forgetting_leaves_nothing_in_the_file(handed: Path, tmp_path: Path) -> None:
    db, root = tmp_path / "classes.db", tmp_path / "handbook"
    run(handed, "--root", root, "--db", db)
    assert "学员7".encode() in db.read_bytes()
    code, said = run("forget", "--db", db, "--person", "学员7", "--yes")
    assert (code, said.split("。")[0]) == (0, "删了 1 人、1 份的记录")
    assert "学员7".encode() not in db.read_bytes()
    assert "学员8".encode() in db.read_bytes()
    run("forget", "--db", db, "--all", "--yes")
    assert "学员".encode() not in db.read_bytes()
    with sqlite3.connect(db) as found:
        for table in ("cohort", "file", "person", "sheet", "trace", "sitting", "result"):
            assert found.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    assert run("forget", "--db", db)[0] == 2


def test_wrong_use_is_said(handed: Path, tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("no database at all, but long enough to be taken for one" * 20, encoding="utf-8")
    root = tmp_path / "handbook"
    assert run(handed, "--root", root, "--db", tmp_path / "no.db")[0] == 2
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE x (y)")
    other.close()
    with pytest.raises(NotAStoreError):
        Store(tmp_path / "other.db")
    assert run(handed, "--root", root, "--module", "none")[0] == 2
    assert run(handed, "--root", root, "--out", handed / "inside")[0] == 2


def stored(path: Path, folder: Path) -> dict[str, Any]:
    store = Store(path)
    cohort = store.cohort("x")
    list(gather(folder, names(folder), FACTS, store, cohort))
    found = report(FACTS, cohort)
    store.close()
    return found


def test_the_database_says_what_memory_says(handed: Path, tmp_path: Path) -> None:
    people = Memory()
    for name in names(handed):
        for sheet in take((handed / name).read_bytes(), name, FACTS).sheets:
            place(sheet, people)
    assert json.loads(json.dumps(stored(tmp_path / "x.db", handed))) == json.loads(json.dumps(report(FACTS, people)))


def committed(path: Path) -> int:
    """How many files a database holds for good."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as found:
            return int(found.execute("SELECT count(*) FROM file").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


DIES = """
import os, signal, sys
from pathlib import Path
from handbook.exchange.results import folder as folder_room
from tests.exchange.test_results import stored
path, folder, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
take, taken = folder_room._take, []
def once_more(*arguments):
    taken.append(take(*arguments))
    if len(taken) == last:
        os.kill(os.getpid(), signal.SIGKILL)
    return taken[-1]
folder_room._take = once_more
stored(path, folder)
"""
"""An import that dies without a chance to tidy up, in the middle of a batch."""


def test_an_import_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(1600):
        (folder / f"{n:04}.json").write_text(
            answers_file(FACTS, n % 50, f"学员{n}", ("before", "after")), encoding="utf-8"
        )
    whole = stored(tmp_path / "whole.db", folder)
    for count in (500, 1000, 1500):
        process = subprocess.run(
            [sys.executable, "-c", DIES, tmp_path / "part.db", folder, str(count + 100)], cwd=Path.cwd(), check=False
        )
        assert process.returncode == -signal.SIGKILL
        assert committed(tmp_path / "part.db") == count
    assert json.loads(json.dumps(stored(tmp_path / "part.db", folder))) == json.loads(json.dumps(whole))


def test_links_and_folders_are_not_followed_out(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep" / ".hidden").mkdir(parents=True)
    (folder / "deep" / "a.json").write_text("{}", encoding="utf-8")
    (folder / "deep" / ".hidden" / "b.json").write_text("{}", encoding="utf-8")
    (folder / ".DS_Store").write_text("x", encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.json")
    assert names(folder) == ["deep/a.json", "loop", "pipe.json"] or names(folder) == ["deep/a.json", "pipe.json"]
    store = Store(None)
    cohort = store.cohort("x")
    list(gather(folder, names(folder), FACTS, store, cohort))
    assert {p.why for p in cohort.problems()} <= {"foreign", "unreadable"}
