"""Commented starts: a new module, lesson or exercise that builds as it is."""

from dataclasses import dataclass
from pathlib import Path
from string import Template

import click
import yaml

STARTS = Path(__file__).parent / "starts"


@dataclass(frozen=True, slots=True)
class _Start:
    """A file to write, and the start it is written from."""

    path: Path
    start: str


def write_start(root: Path, what: str, name: str, module: str | None, kind: str) -> list[Path]:
    """Write the files of a new `what` called `name`; returns their paths. Nothing that exists is overwritten.

    A module brings a lesson, a worksheet and its place in content/handbook.yml with it, because a module without
    them would not build; a lesson or an exercise adds the outcome it serves to its module.
    """
    folder = name if what == "module" else _module(root, module)
    starts = {"module": _module_files, "lesson": _lesson_files, "exercise": _exercise_files}[what](
        root, folder, name, kind
    )
    for start in starts:
        if start.path.exists():
            raise click.ClickException(f"{start.path} 已经存在，没有改动它。")
    for start in starts:
        _write(start, module=folder, name=name)
    if what == "module":
        _list_module(root, name)
    return [start.path for start in starts]


def _module_files(root: Path, module: str, name: str, _kind: str) -> list[_Start]:
    folder = root / "content" / "modules" / module
    return [
        _Start(folder / "module.yml", "module"),
        _Start(folder / f"01-{name}-first.yml", "first-lesson"),
        _Start(root / "exercises" / module / f"{name}-sheet.yml", "first-exercise"),
    ]


def _lesson_files(root: Path, module: str, name: str, _kind: str) -> list[_Start]:
    folder = root / "content" / "modules" / module
    numbers = [int(path.name[:2]) for path in folder.glob("[0-9][0-9]-*.yml")]
    return [_Start(folder / f"{max(numbers, default=0) + 1:02d}-{name}.yml", "lesson")]


def _exercise_files(root: Path, module: str, name: str, kind: str) -> list[_Start]:
    return [_Start(root / "exercises" / module / f"{name}.yml", kind)]


def _module(root: Path, module: str | None) -> str:
    modules = sorted(path.parent.name for path in (root / "content" / "modules").glob("*/module.yml"))
    if module is None and len(modules) == 1:
        return modules[0]
    if module not in modules:
        raise click.UsageError(f"请用 --module 指明模块；现有：{'、'.join(modules)}")
    return module


def _write(start: _Start, *, module: str, name: str) -> None:
    outcome = _first_outcome(start, module)
    up = "../" * (len(start.path.parts) - 1 - _root_depth(start.path))
    text = Template((STARTS / f"{start.start}.yml").read_text("utf-8"))
    start.path.parent.mkdir(parents=True, exist_ok=True)
    values = {"module": module, "name": name, "outcome": outcome, "schemas": f"{up}schemas"}
    start.path.write_text(text.substitute(values), "utf-8", newline="\n")


def _root_depth(path: Path) -> int:
    """How many parts of a path lead to the handbook's root."""
    return max(i for i, part in enumerate(path.parts) if part in ("content", "exercises"))


def _first_outcome(start: _Start, module: str) -> str:
    """An outcome the start can serve until its author chooses another."""
    at = _root_depth(start.path)
    folder = Path(*start.path.parts[:at]) / "content" / "modules" / module / "module.yml"
    if start.start in ("module", "first-lesson", "first-exercise") or not folder.is_file():
        return f"{module}.first"
    return str(yaml.safe_load(folder.read_text("utf-8"))["outcomes"][0]["id"])


def _list_module(root: Path, module: str) -> None:
    """Add the module to the list in content/handbook.yml, leaving everything else as it was written."""
    path = root / "content" / "handbook.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith("modules:"):
            lines[number] = _listed(line, module)
            break
    path.write_text("".join(lines), "utf-8", newline="\n")


def _listed(line: str, module: str) -> str:
    if line.rstrip().endswith("]"):
        return line.rstrip()[:-1].rstrip(", ") + f", {module}]\n"
    return f"{line}  - {module}\n"
