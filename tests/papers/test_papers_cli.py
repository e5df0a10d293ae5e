"""The commands that make papers: where they write, what they refuse, and with which exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from handbook.cli import main
from handbook.papers import fonts
from handbook.policy.release import written

from tests.bench import corpus
from tests.policy.test_forms import FACTS
from tests.support import releases


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small handbook with the real scheme, its first release frozen."""
    folder = corpus.handbook(tmp_path_factory.mktemp("handbook"), lessons=1, quizzes=1)
    shutil.copytree(releases.CONTENT, folder / "content" / "policy", ignore=shutil.ignore_patterns("releases"))
    frozen = releases.published().releases[0].frozen
    assert frozen
    path = folder / "content" / "policy" / "releases" / "1.0.yml"
    path.parent.mkdir()
    path.write_text(written(frozen), "utf-8", newline="\n")
    return folder


def policy(root: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["policy", *map(str, arguments), "--root", str(root)])


def test_importing_the_commands_loads_no_typesetter() -> None:
    code = "import sys, handbook.cli; sys.exit(any(name in sys.modules for name in ('typst', 'docx', 'lxml')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_a_version_it_is_the_next_draft(root: Path) -> None:
    done = policy(root, "json")
    assert done.exit_code == 0
    path = Path(done.output.strip())
    assert path == root / "build/policy/sales-discipline-1.1-draft.json"
    told = json.loads(path.read_text("utf-8"))
    assert (told["version"], told["draft"], told["hash"]) == ("1.1", True, None)


def test_a_status_is_told_for_a_day_only(root: Path, tmp_path: Path) -> None:
    assert policy(root, "json", "1.0", "--out", tmp_path, "--day", "2027-03-01").exit_code == 0
    told = json.loads((tmp_path / "sales-discipline-1.0.json").read_text("utf-8"))
    assert told["status"] == {"day": "2027-03-01", "is": "current"}
    assert policy(root, "json", "1.0", "--day", "yesterday").exit_code == 2


def test_every_paper_is_written(root: Path, tmp_path: Path) -> None:
    assert policy(root, "pdf", "1.0", "--out", tmp_path).exit_code == 0
    assert policy(root, "docx", "1.1", "--redline", "1.0", "--out", tmp_path).exit_code == 0
    assert policy(root, "akn", "1.0", "--out", tmp_path).exit_code == 0
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == ["sales-discipline-1.0-1.1-draft.docx", "sales-discipline-1.0.akn.xml", "sales-discipline-1.0.pdf"]


def test_versions_that_are_not_there_are_refused(root: Path) -> None:
    done = policy(root, "pdf", "9.9")
    assert (done.exit_code, "没有 9.9 这一版；有 1.0、1.1。" in done.output) == (2, True)
    assert policy(root, "docx", "1.0", "--redline", "1.1").exit_code == 2


def test_no_font_is_a_diagnostic_and_no_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_fc_list", list)
    monkeypatch.setattr(fonts, "FOLDERS", ())
    for command in (["pdf", "1.0"], ["pack", "1.0"]):
        done = policy(root, *command, "--out", tmp_path / "none")
        assert done.exit_code == 1
        assert "HB904" in done.output
        assert "fonts-noto-cjk" in done.output
        assert not (tmp_path / "none").exists()


def test_a_blank_form_as_word_and_pdf(root: Path, tmp_path: Path) -> None:
    for name in ("a.docx", "a.pdf"):
        assert policy(root, "form", "receipt", "--version", "1.0", "--out", tmp_path / name).exit_code == 0
        assert (tmp_path / name).stat().st_size > 5000
    assert policy(root, "form", "receipt", "--out", tmp_path / "a.txt").exit_code == 2
    assert policy(root, "form", "nothing").exit_code == 2


def facts_file(folder: Path, **changed: object) -> Path:
    path = folder / "facts.yml"
    path.write_text(yaml.safe_dump(FACTS | changed, allow_unicode=True), "utf-8")
    return path


def test_a_notice_is_written_only_when_nothing_is_missing(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "notice.docx"
    done = policy(root, "form", "notice", "--data", facts_file(tmp_path, defence=[], quantity=""), "--out", out)
    assert done.exit_code == 1
    assert "缺“本人的理由”（defence）" in done.output
    assert not out.exists()
    done = policy(root, "form", "notice", "--data", facts_file(tmp_path), "--out", out)
    assert (done.exit_code, done.output.strip()) == (0, str(out))
    done = policy(root, "form", "notice", "--version", "1.1", "--data", facts_file(tmp_path), "--out", out)
    assert "行为那天现行的是 V1.0，不是 V1.1" in done.output


@pytest.mark.parametrize("text", ["[1, 2]", "a: [", "a: &x [b]\nb: *x", "\x80"])
def test_facts_that_are_none_are_refused(root: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "facts.yml"
    path.write_bytes(text.encode("latin-1"))
    done = policy(root, "form", "hearing", "--data", path, "--out", tmp_path / "a.docx")
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert not (tmp_path / "a.docx").exists()


def test_the_pack_takes_receipts_and_leaves_other_folders_alone(root: Path, tmp_path: Path) -> None:
    receipts = tmp_path / "receipts"
    receipts.mkdir()
    (receipts / "1.json").write_text("{}")
    out = tmp_path / "pack"
    for _ in range(2):
        done = policy(root, "pack", "1.0", "--out", out, "--receipts", receipts, "--day", "2027-01-05")
        assert done.exit_code == 0, done.output
    assert (out / "4-签收/收回/1.json").read_text() == "{}"
    assert "收回 1 份" in done.output
    (receipts / "keep.txt").write_text("x")
    done = policy(root, "pack", "1.0", "--out", receipts)
    assert (done.exit_code, (receipts / "keep.txt").exists()) == (1, True)


def test_a_handbook_without_a_scheme_says_so(tmp_path: Path) -> None:
    done = policy(corpus.handbook(tmp_path, lessons=1, quizzes=1), "pdf")
    assert done.exit_code == 1
    assert "还没有制度" in done.output
