"""`handbook new`: what it writes builds as it is, and it spoils nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from handbook.cli import main, new
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.render.environment import Options
from handbook.site.build import build_tree

from tests.support.handbooks import BASE, write

ROOT = Path(__file__).parents[2]
KINDS = next(option.type.choices for option in new.params if option.name == "kind")  # type: ignore[attr-defined]
SETTINGS = "content/handbook.yml"


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def made(root: Path, *args: str) -> list[str]:
    """Run the command, and give the files it says it wrote."""
    result = run("new", *args, "--root", root)
    assert result.exit_code == 0, result.output
    paths = map(Path, result.output.splitlines())
    return [path.relative_to(root).as_posix() for path in paths if path.is_file()]


def built(root: Path) -> dict[str, bytes]:
    sink = Diagnostics()
    found = build_tree(root, sink, Options())
    assert found, as_text(sink)
    assert not len(sink), as_text(sink)
    return found.tree


def refused(root: Path, *args: str) -> str:
    """Run the command, which must refuse without having written anything."""
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = run("new", *args, "--root", root)
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.output
    assert "HB999" not in result.output
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    return result.output


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_exercise_builds(tmp_path: Path, kind: str) -> None:
    root = write(tmp_path)
    assert made(root, "exercise", "mine", "--kind", kind) == ["exercises/basics/mine.yml"]
    assert f"kind: {kind}\n" in (root / "exercises/basics/mine.yml").read_text("utf-8")
    assert 'data-exercise="mine"' in built(root)["exercises/mine.md"].decode()


def test_a_lesson_and_a_module_build(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert made(root, "lesson", "second") == ["content/modules/basics/02-second.yml"]
    assert made(root, "module", "extra") == [
        "content/modules/extra/module.yml",
        "content/modules/extra/01-extra-first.yml",
        "exercises/extra/extra-sheet.yml",
    ]
    assert {"modules/basics/second.md", "modules/extra/extra-first.md", "exercises/extra-sheet.md"} <= set(built(root))


def test_everything_at_once_builds_in_the_handbook_that_comes_with_the_project(tmp_path: Path) -> None:
    for part in ("content", "exercises"):
        shutil.copytree(ROOT / part, tmp_path / part)
    made(tmp_path, "module", "my-own")
    made(tmp_path, "lesson", "my-lesson", "--module", "my-own")
    for kind in KINDS:
        made(tmp_path, "exercise", f"my-{kind}", "--module", "my-own", "--kind", kind)
    assert "modules/my-own/my-lesson.md" in built(tmp_path)


@pytest.mark.parametrize("name", ["content", "exercises", "modules", "a", "a-b_c-2"])
def test_any_name_that_is_an_id_builds(tmp_path: Path, name: str) -> None:
    root = write(tmp_path)
    made(root, "module", name)
    made(root, "lesson", f"{name}-more", "--module", name)
    made(root, "exercise", f"{name}-quiz", "--module", name, "--kind", "quiz")
    built(root)


def test_the_first_line_leads_to_the_schema(tmp_path: Path) -> None:
    root = write(tmp_path)
    for path in [*made(root, "module", "exercises"), *made(root, "exercise", "mine", "--module", "basics")]:
        schema = (root / path).read_text("utf-8").splitlines()[0].partition("$schema=")[2]
        target = (root / path).parent / schema
        assert target.resolve().parent == (root / "schemas").resolve()
        assert target.read_bytes() == (ROOT / "schemas" / target.name).read_bytes()


def test_schemas_that_are_there_are_left_alone(tmp_path: Path) -> None:
    root = write(tmp_path, {"schemas/mine.json": "{}"})
    made(root, "lesson", "second")
    assert [path.name for path in (root / "schemas").iterdir()] == ["mine.json"]


@pytest.mark.parametrize(
    "modules",
    [
        "modules: [basics]",
        "modules: [ basics ]  # 顺序",
        "modules: [basics,]",
        "modules: [\n  basics\n]",
        "modules:\n  - basics",
        "modules:\n- basics  # 第一个\n# 以后还有",
        "modules:\n    - basics\n\n",
        '"modules": ["basics"]',
    ],
)
def test_a_module_is_listed_last_however_the_list_is_written(tmp_path: Path, modules: str) -> None:
    settings = BASE[SETTINGS].replace("        modules: [basics]\n", "")
    root = write(tmp_path, {SETTINGS: settings})
    path = root / SETTINGS
    path.write_text(modules + "\n" + path.read_text("utf-8"), "utf-8")
    before = path.read_text("utf-8")
    made(root, "module", "extra")
    after = path.read_text("utf-8")
    assert yaml.safe_load(after)["modules"] == ["basics", "extra"]
    assert len(after) - len(before) <= len("\n    - extra"), "everything else as it was"
    built(root)


@pytest.mark.parametrize("name", ["", "Mine", "我的", "../../x", "a b", "-x", "a/b", "x" * 49, "a.b", "a--b"])
@pytest.mark.parametrize("what", ["module", "lesson", "exercise"])
def test_a_name_that_is_no_id_is_refused(tmp_path: Path, what: str, name: str) -> None:
    root = write(tmp_path)
    result = run("new", "--root", root, what, "--", name)
    assert result.exit_code == 2, result.output
    assert not {path.relative_to(root).as_posix() for path in root.rglob("*.yml")} - set(BASE)


def test_what_exists_is_not_overwritten(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert "content/modules/basics/module.yml" in refused(root, "module", "basics")
    assert "01-first.yml" in refused(root, "lesson", "first"), "an id that another lesson has"
    made(root, "module", "extra")
    assert "exercises/basics/rate.yml" in refused(root, "exercise", "rate", "--module", "extra")


def test_a_module_that_there_is_not_is_refused(tmp_path: Path) -> None:
    assert "basics" in refused(write(tmp_path), "exercise", "mine", "--module", "basic")


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    assert "module.yml" in refused(write(tmp_path, {"content/modules/basics/module.yml": "id: ["}), "lesson", "x")
    assert "outcomes" in refused(write(tmp_path, {"content/modules/basics/module.yml": "id: basics\n"}), "lesson", "x")
    assert "handbook.yml" in refused(
        write(
            tmp_path,
            {
                SETTINGS: "a: [",
            },
        ),
        "module",
        "x",
    )
    assert "modules" in refused(write(tmp_path, {SETTINGS: "id: a\nmodules: 3\n"}), "module", "x")
    (tmp_path / "empty").mkdir()
    assert "--root" in refused(tmp_path / "empty", "module", "x")


def test_a_session_builds(tmp_path: Path) -> None:
    root = write(tmp_path)
    assert made(root, "session", "basics-90") == ["content/sessions/basics-90.yml"]
    built(root)
    assert "已经存在" in refused(root, "session", "basics-90")
