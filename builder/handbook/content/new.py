"""Commented starts: a new module, lesson, exercise or session that builds as it is."""

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import yaml

from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandError, CommandUsageError
from handbook.model.base import ID_PATTERN
from handbook.model.blocks import BLOCKS
from handbook.model.collections import COLLECTIONS, Collection
from handbook.model.exercises.fields import ANSWERS
from handbook.source import parse

STARTS = Path(__file__).parent / "scaffolds"
THINGS = ("module", "lesson", "exercise", "session")
"""Collections that this writes starts of."""
HANDBOOK = Path(COLLECTIONS["handbook"].place)
LONGEST = 48
"""Characters of a name; what is made of it must still be an id."""


@dataclass(frozen=True, slots=True)
class _Start:
    """A file to write, with the id that its path says, and the start it is written from."""

    collection: Collection
    ident: str
    path: Path
    start: str


def write_start(root: Path, what: str, name: str, module: str | None, kind: str) -> list[Path]:
    """Write the files of a new `what` called `name`; returns their paths. Nothing that exists is overwritten.

    A module brings a lesson, a worksheet and its place in content/handbook.yml with it, because a module without
    them would not build; anything else serves the first outcome of its module until its author chooses.
    """
    if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST:
        raise CommandUsageError("new.bad-name", name=name, most=LONGEST)
    if not (root / HANDBOOK).is_file():
        raise CommandUsageError("new.no-handbook", file=HANDBOOK)
    folder = name if what == "module" else _module(root, module)
    starts = _starts(root, what, folder, name, kind)
    for start in starts:
        _refuse_taken(root, start)
    listed = _with_module(_read(root, HANDBOOK), name) if what == "module" else ""
    outcome = f"{folder}.first" if what == "module" else _first_outcome(root, folder)
    for start in starts:
        _write(root, start, module=folder, name=name, outcome=outcome)
    if listed:
        (root / HANDBOOK).write_text(listed, "utf-8", newline="\n")
    return [root / start.path for start in starts]


def _starts(root: Path, what: str, module: str, name: str, kind: str) -> list[_Start]:
    first = _start(what, module, name, kind if what == "exercise" else what, number=_number(root, module))
    if what != "module":
        return [first]
    lesson = _start("lesson", module, f"{name}-first", "first-lesson", number=1)
    return [first, lesson, _start("exercise", module, f"{name}-sheet", "first-exercise")]


def _start(what: str, module: str, ident: str, start: str, number: int = 0) -> _Start:
    return _Start(COLLECTIONS[what], ident, Path(COLLECTIONS[what].path(module, ident, number=number)), start)


def _number(root: Path, module: str) -> int:
    """The number of a module's next lesson."""
    folder = (root / COLLECTIONS["module"].path(module)).parent
    return max((int(path.name[:2]) for path in folder.glob("[0-9][0-9]-*.yml")), default=0) + 1


def _module(root: Path, module: str | None) -> str:
    modules = sorted(path.parent.name for path in root.glob(COLLECTIONS["module"].glob()))
    if module is None and len(modules) == 1:
        return modules[0]
    if module not in modules:
        raise CommandUsageError("new.which-module", known=tuple(modules))
    return module


def _refuse_taken(root: Path, start: _Start) -> None:
    """Refuse a file that exists, and an id that another lesson or exercise has."""
    there = (root / start.path).exists()
    taken = [root / start.path] if there else sorted(root.glob(start.collection.glob(start.ident)))
    if taken:
        raise CommandError("new.taken", file=taken[0].relative_to(root).as_posix())


def _write(root: Path, start: _Start, *, module: str, name: str, outcome: str) -> None:
    text = Template((STARTS / f"{start.start}.yml").read_text("utf-8"))
    schemas = "../" * (len(start.path.parts) - 1) + "schemas"
    target = root / start.path
    target.parent.mkdir(parents=True, exist_ok=True)
    types = {"fields": " ".join(ANSWERS), "blocks": " ".join(BLOCKS)}
    values = {"module": module, "name": name, "outcome": outcome, "schemas": schemas, **types}
    target.write_text(text.substitute(values), "utf-8", newline="\n")


def _read(root: Path, path: Path) -> str:
    """The text of a file that can be read as YAML; the command ends where it cannot."""
    sink = Diagnostics()
    data = (root / path).read_bytes()
    if parse(path.as_posix(), data, sink) is None or sink.error_count:
        raise CommandError("new.errors", file=path.as_posix())
    return data.decode("utf-8-sig")


def _first_outcome(root: Path, module: str) -> str:
    """An outcome the start can serve until its author chooses another."""
    path = Path(COLLECTIONS["module"].path(module))
    try:
        return str(yaml.safe_load(_read(root, path))["outcomes"][0]["id"])
    except (LookupError, TypeError):
        raise CommandError("new.no-outcome", file=path.as_posix()) from None


def _with_module(text: str, module: str) -> str:
    """content/handbook.yml with one more module at the end of its list, everything else as it was written."""
    root: Any = yaml.compose(text, yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    found = next((value for key, value in pairs if key.value == "modules"), None)
    if not isinstance(found, yaml.SequenceNode) or not found.value:
        raise CommandError("new.no-list", file=HANDBOOK.as_posix())
    last = found.value[-1].end_mark.index
    if found.flow_style:
        return f"{text[:last]}, {module}{text[last:]}"
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    return f"{text[:end]}\n{' ' * found.start_mark.column}- {module}{text[end:]}"
