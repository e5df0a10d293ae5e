"""The `handbook` command as an author uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from handbook.cli import main
from handbook.model.exercises import KINDS

from tests.support.handbooks import write


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_a_clean_handbook_exits_with_0(tmp_path: Path) -> None:
    result = run("check", "--root", write(tmp_path))
    assert result.exit_code == 0, result.output


def test_a_mistyped_key_is_named_with_its_place_and_cure(tmp_path: Path) -> None:
    bad = {"content/modules/basics/module.yml": "id: basics\ntitel: 基础\nsummary: 一个模块。\noutcomes: []\n"}
    result = run("check", "--root", write(tmp_path, bad))
    assert result.exit_code == 1
    assert "content/modules/basics/module.yml:2:1: error[HB201]" in result.output
    assert "title" in result.output


def test_json_has_every_field(tmp_path: Path) -> None:
    result = run("check", "--root", write(tmp_path, {"content/sources.yml": "sources: [\n"}), "--format", "json")
    found = json.loads(result.output)["diagnostics"]
    assert found
    assert {"code", "severity", "file", "line", "column", "message", "hint"} <= set(found[0])


def test_wrong_use_exits_with_2() -> None:
    assert run("check", "--no-such-option").exit_code == 2


def test_strict_makes_warnings_fail(tmp_path: Path) -> None:
    entries = ("{id: someone-2000, cite: 甲, status: verified}", "{id: nobody-1999, cite: 乙, status: recalled}")
    unused = "sources:\n" + "".join(f"  - {entry}\n" for entry in entries)
    root = write(tmp_path, {"content/sources.yml": unused})
    assert run("check", "--root", root).exit_code == 0
    assert run("check", "--root", root, "--strict").exit_code == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_exercise_is_clean(tmp_path: Path, kind: str) -> None:
    root = write(tmp_path)
    assert run("new", "exercise", f"my-{kind}", "--kind", kind, "--root", root).exit_code == 0
    result = run("check", "--root", root, "--strict")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("what", "name"), [("module", "extra"), ("lesson", "second")])
def test_a_new_start_is_clean(tmp_path: Path, what: str, name: str) -> None:
    root = write(tmp_path)
    assert run("new", what, name, "--root", root).exit_code == 0
    result = run("check", "--root", root, "--strict")
    assert result.exit_code == 0, result.output


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = (root / "exercises/basics/rate.yml").read_bytes()
    assert run("new", "exercise", "rate", "--root", root).exit_code == 1
    assert (root / "exercises/basics/rate.yml").read_bytes() == before
