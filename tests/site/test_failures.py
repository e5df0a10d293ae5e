"""When the program or the machine fails: a sentence, the right exit code, and the last site as it was."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from handbook import cli
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.crash import TRACEBACK, guard
from handbook.render.tree import swap
from handbook.site.engines import build_site

from tests.site.test_engines import fork
from tests.support.handbooks import write
from tests.support.sitecheck import contents
from tests.support.situations import failing_phase, no_bundle, rule_of_its_own

LESSON = "content/modules/basics/01-first.yml"


@pytest.fixture(autouse=True)
def _no_tracebacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TRACEBACK, raising=False)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(arg) for arg in args])


def built(root: Path) -> dict[str, bytes]:
    """The files of a site, made now."""
    sink = Diagnostics()
    assert build_site(root, sink), list(sink)
    return contents(root / "build" / "site")


def assert_told(result: Result, *words: str) -> None:
    """Exit code 1 and a sentence, no traceback, nothing that escaped."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    for word in words:
        assert word in result.output


def test_an_internal_error_is_told_as_text_with_its_file(tmp_path: Path) -> None:
    with failing_phase():
        result = run("check", "--root", write(tmp_path))
    assert_told(result, f"{LESSON}:1:1: error[HB999]", "KeyError: 'first'", "1 个错误")


def test_an_internal_error_is_told_as_json(tmp_path: Path) -> None:
    with failing_phase():
        result = run("check", "--root", write(tmp_path), "--format", "json", "--lang", "en")
    assert_told(result)
    (found,) = json.loads(result.output)["diagnostics"]
    assert (found["code"], found["severity"], found["file"]) == ("HB999", "error", LESSON)
    assert "handbook.content.resolve.exercises" in found["message"]


def test_what_was_found_before_an_internal_error_is_told_too(tmp_path: Path) -> None:
    with failing_phase():
        result = run("check", "--root", write(tmp_path, {"content/glossary.yml": "term: []\n"}))
    assert_told(result, "error[HB201]", "error[HB999]")


def test_a_maintainer_can_see_the_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TRACEBACK, "1")
    with failing_phase():
        assert isinstance(run("check", "--root", write(tmp_path)).exception, KeyError)


def test_an_internal_error_leaves_the_last_site(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = built(root)
    with failing_phase():
        assert_told(run("build", "--root", root), "error[HB999]")
    assert contents(root / "build" / "site") == before


def test_an_engine_that_fails_halfway_is_an_internal_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path)
    before = built(root)

    def stop(*_: object, **__: object) -> NoReturn:
        raise RuntimeError("halfway")

    monkeypatch.setattr("handbook.site.engines.site_plugin.with_policy", stop)
    assert_told(run("build", "--root", root), "error[HB999]", "RuntimeError: halfway")
    assert contents(root / "build" / "site") == before


def test_a_missing_bundle_leaves_the_last_site(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = built(root)
    with no_bundle():
        result = run("build", "--root", root)
        assert_told(result, "builder/frontend:1:1: error[HB901]", "python3 dev.py site")
        assert run("check", "--root", root).exit_code == 0, "checking needs no bundle"
        assert_told(run("build", "--root", root, "--tree"), "error[HB901]")
    assert not (root / "build" / "docs").exists()
    assert contents(root / "build" / "site") == before


def test_half_a_bundle_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "handbook.js").write_bytes(b"")
    monkeypatch.setattr("handbook.site.assets.DIST", tmp_path / "dist")
    assert_told(run("build", "--root", write(tmp_path), "--tree"), "error[HB901]")


@pytest.mark.parametrize("options", [(), ("--offline",), ("--tree",)])
def test_a_file_where_the_output_folder_should_be(tmp_path: Path, options: tuple[str, ...]) -> None:
    root = write(tmp_path, {"build": b"mine"})
    assert_told(run("build", "--root", root, *options), "build:1:1: error[HB902]", "却有一个同名的文件")
    assert (root / "build").read_bytes() == b"mine"


@pytest.mark.parametrize("place", ["site.new", "site.old"])
def test_a_site_that_cannot_be_written_or_swapped_leaves_the_last_one(tmp_path: Path, place: str) -> None:
    root = write(tmp_path)
    before = built(root)
    (root / "build" / place).write_bytes(b"in the way")
    assert_told(run("build", "--root", root), "error[HB902]", f"build/{place}")
    assert contents(root / "build" / "site") == before


def test_a_full_disk_leaves_the_last_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path)
    before = built(root)

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("mkdocs.utils.write_file", full)
    result = run("build", "--root", root, "--lang", "en")
    assert_told(result, "error[HB902]", "the disk is full")
    assert contents(root / "build" / "site") == before


def test_an_old_site_comes_back_when_the_new_one_cannot_take_its_place(tmp_path: Path) -> None:
    live = tmp_path / "site"
    live.mkdir()
    (live / "index.html").write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "there-is-no-such-folder", live)
    assert (live / "index.html").read_bytes() == b"old"


def mkdocs(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_plain_mkdocs_says_in_a_sentence_that_it_cannot_write(tmp_path: Path) -> None:
    done = mkdocs(fork(tmp_path, {"build": b"mine"}))
    assert done.returncode == 1
    assert "build:1:1: error[HB902]" in done.stderr
    assert "Traceback" not in done.stderr


def test_plain_mkdocs_says_in_a_sentence_that_the_program_failed(tmp_path: Path) -> None:
    root = fork(tmp_path)
    hook = "from unittest import mock\n\n\ndef fail(_):\n    raise KeyError('first')\n\n\nmock.patch('handbook.content.resolve.exercises._lesson_findings', fail).start()\n"
    (root / "hook.py").write_text(hook, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8") + "hooks: [hook.py]\n"
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = mkdocs(root)
    assert done.returncode == 1
    assert f"{LESSON}:1:1: error[HB999]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rule_without_words_is_told_with_what_the_key_is_for(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/glossary.yml": "terms:\n" + "  - {id: a, term: 甲, define: 乙。}\n" * 2})
    with rule_of_its_own():
        assert_told(run("check", "--root", root), "content/glossary.yml:2:3: error[HB299]", "no more than one term")
        found = json.loads(run("check", "--root", root, "--format", "json", "--lang", "en").output)["diagnostics"]
    assert [one["code"] for one in found] == ["HB299"]


def test_every_command_ends_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError("oh")

    for name in ("handbook.model.json_schema.write_schemas", "handbook.content.new.write_start"):
        monkeypatch.setattr(name, fail)
    for words in (("schema", "--out", tmp_path), ("new", "exercise", "x")):
        assert_told(run(*words), "error[HB999]", "ZeroDivisionError: oh")


def test_a_schema_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "schemas").write_bytes(b"")
    result = run("schema", "--out", tmp_path / "schemas" / "deep")
    assert_told(result, "error[HB902]")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(errno.EACCES, "x", "content/a.yml"), ("unreadable-file", "content/a.yml", "EACCES")),
        (OSError(errno.ENOSPC, "full"), ("unreadable-file", "content", "ENOSPC")),
        (OSError(9999, "odd", "content/a.yml"), ("unreadable-file", "content/a.yml", "odd")),
        (TimeoutError("net"), ("internal-error", "content", "TimeoutError: net")),
        (RecursionError("deep"), ("internal-error", "content", "RecursionError: deep")),
    ],
)
def test_what_an_error_is_told_as(error: Exception, expected: tuple[str, str, str], tmp_path: Path) -> None:
    sink = Diagnostics()
    if isinstance(error, OSError) and error.filename:
        error.filename = str(tmp_path / error.filename)
    with guard(sink, tmp_path):
        raise error
    (found,) = sink
    args: dict[str, Any] = dict(found.args)
    assert (found.name, found.file, args.get("reason") or args["detail"]) == expected
