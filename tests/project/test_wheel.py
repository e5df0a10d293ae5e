"""The wheel, installed where there is no Node and no checkout, does all that the checkout does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

import dev
from tests.bench.results import patterns, write_class
from tests.support.sitecheck import contents

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "builder" / "handbook"
MOST_BYTES = 1_500_000
WHAT_A_HANDBOOK_IS = ("mkdocs.yml", "content", "exercises")


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel, and a folder with a copy of our handbook in which commands run."""

    environment: dev.Environment
    root: Path

    @property
    def package(self) -> Path:
        """Where the wheel's code lies."""
        return self.environment.packages / "handbook"

    def run(self, program: str, *words: str | Path) -> str:
        """What a program of the environment prints; it finds no other program, Node least of all."""
        folder = self.environment.python.parent
        env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", *dev.COMMAND)}
        env |= {"PATH": str(folder), "XDG_CACHE_HOME": str(self.root.parent / "cache"), "PYTHONUTF8": "1"}
        env |= {"NO_MKDOCS_2_WARNING": "1"}
        command = [str(folder / program), *map(str, words)]
        done = subprocess.run(
            command, cwd=self.root, env=env, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def files(self) -> dict[str, int]:
        """Every file of the installed package and when it was written."""
        return {str(path): path.stat().st_mtime_ns for path in self.package.rglob("*")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dev.make_wheel(tmp_path_factory.mktemp("made") / "dist")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The wheel in an environment of its own, which borrows other packages from ours.

    After all tests the installed package is what it was.
    """
    folder = tmp_path_factory.mktemp("installed")
    environment = dev.Environment(folder / "env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment.folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(environment.python), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel], check=True)
    (environment.packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    root = folder / "手册"
    root.mkdir()
    for name in WHAT_A_HANDBOOK_IS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    made = Installed(environment, root)
    before = made.files()
    yield made
    assert made.files() == before


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as plain `mkdocs build --strict` makes it in the repository."""
    folder = tmp_path_factory.mktemp("repository") / "site"
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    return contents(folder)


def shipped(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def test_the_wheel_holds_every_file_of_the_package_and_none_of_its_sources(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    code = {name for name in names if ".dist-info/" not in name}
    assert code == {path.relative_to(ROOT / "builder").as_posix() for path in PACKAGE.rglob("*") if shipped(path)}
    assert "handbook/site/static/handbook.js" in code
    assert not [name for name in names if name.endswith((".ts", ".map", ".mjs")) or "node_modules" in name]
    assert wheel.stat().st_size <= MOST_BYTES


def test_the_source_archive_holds_what_makes_the_bundle_too(wheel: Path) -> None:
    (archive,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    frontend = {f"builder/frontend/{path.relative_to(dev.FRONTEND).as_posix()}" for path in dev.frontend_sources()}
    assert {"dev.py", "pyproject.toml", "requirements.lock", "builder/frontend/package.json"} | frontend <= names
    assert "builder/handbook/site/static/handbook.js" in names
    assert not [name for name in names if name.startswith(("tests", "content")) or "node_modules" in name]


def test_it_is_the_wheels_code_that_runs(installed: Installed) -> None:
    assert installed.run("python", "-c", "import handbook; print(handbook.__file__)").startswith(str(installed.package))
    question = "import shutil; print(shutil.which('node'), shutil.which('npm'))"
    assert installed.run("python", "-c", question).split() == ["None", "None"]


def test_plain_mkdocs_makes_the_same_bytes_as_in_the_repository(installed: Installed, site: dict[str, bytes]) -> None:
    installed.run("python", "-m", "mkdocs", "build", "--strict")
    assert contents(installed.root / "build" / "site") == site
    shutil.rmtree(installed.root / "build" / "site")
    installed.run("handbook", "check", "--strict")
    assert installed.run("handbook", "build").strip() == "build/site/index.html"
    assert contents(installed.root / "build" / "site") == site


def test_the_trainers_edition_is_built(installed: Installed) -> None:
    installed.run("handbook", "build", "--edition", "trainer")
    paths = set(contents(installed.root / "build" / "site-trainer"))
    assert {"sessions/index.html", "class/index.html", "assets/handbook-slides.js"} <= paths


def test_a_kit_is_written(installed: Installed) -> None:
    installed.run("handbook", "session", "time")
    (kit,) = (installed.root / "build" / "kits").iterdir()
    assert (kit / "kit.pdf").read_bytes().startswith(b"%PDF")


def test_a_class_is_read(installed: Installed) -> None:
    answers = installed.root.parent / "answers"
    write_class(answers, patterns(ROOT), 3)
    installed.run("handbook", "results", answers)
    report = (answers.with_name("answers-results") / "report.html").read_text("utf-8")
    assert "N000002" in report


def test_the_scheme_is_printed(installed: Installed) -> None:
    path = installed.root / installed.run("handbook", "policy", "pdf").strip()
    assert path.read_bytes().startswith(b"%PDF")


def test_the_questions_are_exported(installed: Installed) -> None:
    path = installed.root / installed.run("handbook", "bank", "export").strip()
    assert "xl/workbook.xml" in ZipFile(path).namelist()


def test_a_start_names_a_schema_that_is_there(installed: Installed) -> None:
    path, _ = installed.run("handbook", "new", "exercise", "my-quiz", "--kind", "quiz", "--module", "time").split()
    first = (installed.root / path).read_text("utf-8").partition("\n")[0]
    schema = (installed.root / path).parent / first.partition("$schema=")[2]
    assert schema.read_bytes() == (ROOT / "schemas" / schema.name).read_bytes()
    installed.run("handbook", "check")
    (installed.root / path).unlink()


def test_a_hint_names_the_installed_command(installed: Installed) -> None:
    empty = installed.root / "content" / "modules" / "time" / "99-empty.yml"
    empty.write_bytes(b"")
    try:
        with pytest.raises(AssertionError, match="`handbook new`"):
            installed.run("handbook", "check")
    finally:
        empty.unlink()
