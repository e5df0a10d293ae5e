"""Case files: what an author wrote, laid over the minimal handbook of `handbooks`.

A case file is a list of sections, each a file's path and its text:

    Words before the first section say what the case is about.
    == content/sources.yml
    sources: []
    == exercises/basics/rate.yml [gb18030]
    id: rate

In brackets stand, where needed: `patched` (lines `old => new` change the file of that path in the base; `patched
after` when everything is frozen); `frozen` (the release as the program writes it); `lost` (and then removed);
`forged` (and then without its amendment, under a right fingerprint); an encoding; `escaped` (`\\t`, `\\x07`, `\\u202e` in the text are read as in
Python); `times 9` (the text nine times over); `removed`; `dangling` (a link that leads nowhere). Sections of
the same path are joined. The path `nothing` takes all files of the minimal handbook away, `policy` adds a small
discipline scheme, `record` its record. A path like `situation a broken phase` is no file: it names one of
`situations`, in which the handbook is then looked at. A path like `raised not-importable a.pdf` is no file either: it
reports that problem there, with arguments from lines `name: value`, where the real way to it is tested with files of another kind; a line
`cell: E12 head | text` puts it into a sheet.

Two sections at the end hold what is expected: `expect zh text` and `expect en json`.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

import yaml
from handbook.commands.release import write_release
from handbook.content.check import check
from handbook.content.load import load
from handbook.content.resolve.scheme import resolve_policy
from handbook.diagnostics import Cell, Diagnostics, Location
from handbook.model.scheme import Frozen
from handbook.policy.release import expected_hash, written

from tests.support import handbooks, situations

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.diagnostics.names import RuleName

_EXPECTED = re.compile(r"^== expect zh text\n(?P<zh>.*)^== expect en json\n(?P<en>.*)\Z", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^== (?P<path>.+?)(?: \[(?P<how>[^\]]+)\])?\n", re.MULTILINE)


class Expected(NamedTuple):
    """What is told in a case: in Chinese as text, in English as JSON."""

    zh: str
    en: str


def split(text: str) -> tuple[str, Expected]:
    """What the author wrote, and what is expected; both empty in a case that is new."""
    found = _EXPECTED.search(text)
    return (text[: found.start()], Expected(found["zh"], found["en"])) if found else (text, Expected("", ""))


def joined(written: str, expected: Expected) -> str:
    """The text of a case file with these expectations."""
    return f"{written}== expect zh text\n{expected.zh}== expect en json\n{expected.en}"


@dataclass
class Case:
    """A case file, read."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    dangling: list[str] = field(default_factory=list)
    situation: str = ""
    raised: list[tuple[RuleName, str, dict[str, str]]] = field(default_factory=list)
    frozen: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    forged: list[str] = field(default_factory=list)
    later: list[tuple[str, str]] = field(default_factory=list)

    def check(self, root: Path) -> Diagnostics:
        """Write the handbook into `root` and check it."""
        self._write(root)
        sink = Diagnostics()
        for name, place, args in self.raised:
            sink.add(name, _place(place, args.pop("cell", "")), **args)
        if self.raised:
            return sink
        if self.situation:
            situations.SITUATIONS[self.situation](root, sink)
        else:
            check(root, sink)
        return sink

    def _write(self, root: Path) -> None:
        handbooks.write(root, dict(self.files))
        for path in self.dangling:
            (root / path).unlink(missing_ok=True)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(root / "nowhere")
        for path in self.frozen:
            write_release(root, resolve_policy(load(root, Diagnostics()), Diagnostics()), None, "2026-04-25")
            assert (root / path).is_file(), "releases are frozen in their order"
        for path, lines in self.later:
            _patch(root / path, lines)
        for path in self.lost:
            (root / path).unlink()
        for path in self.forged:
            _forge(root / path)


def _place(place: str, cell: str) -> str | Location:
    """Where a raised problem is: a file, or with `E12 head | text` a cell of the sheet in its brackets."""
    if not cell:
        return place
    address, head, text = re.fullmatch(r"([A-Z]+\d+) (.*?) \| ?(.*)", cell).groups()  # type: ignore[union-attr]
    letters, row = address.rstrip("0123456789"), int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    sheet = place[place.index("[") + 1 : -1]
    return Location(place, row, ord(letters) - 64, 1, Cell(sheet, letters, head, text))


def read(text: str) -> Case:
    """The case that `text` describes."""
    case = Case()
    _, *parts = _SECTION.split(split(text)[0])
    for path, how, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if path.startswith("raised "):
            _, name, place = path.split(maxsplit=2)
            case.raised.append((cast("RuleName", name), place, dict(line.split(": ", 1) for line in body.splitlines())))
        elif path.startswith("situation "):
            case.situation = path.removeprefix("situation ")
        elif path in LAID:
            case.files |= LAID[path]
        elif how in ("dangling", "frozen", "lost", "forged"):
            if how == "dangling":
                case.files[path] = None
            getattr(case, how).append(path)
        elif how == "patched after":
            case.later.append((path, body))
        else:
            case.files[path] = _content(case.files.get(path), path, how, body)
    return case


def _dedented(text: str) -> bytes:
    return textwrap.dedent(text).lstrip().encode()


LAID: dict[str, dict[str, bytes | None]] = {
    "nothing": dict.fromkeys(handbooks.BASE),
    "policy": {path: _dedented(text) for path, text in handbooks.POLICY.items()},
    "record": {"content/policy/records/1.0.yml": _dedented(handbooks.RECORD)},
}


def _content(before: bytes | None, path: str, how: str | None, body: str) -> bytes | None:
    if how == "removed":
        return None
    if how == "patched":
        return _patched((before or _dedented(handbooks.BASE[path])).decode(), body).encode()
    return (before or b"") + _bytes(body, how)


def _forge(path: Path) -> None:
    """Leave the amendment out of a frozen release, and give it the fingerprint of what is left."""
    frozen = Frozen.model_validate(yaml.safe_load(path.read_text("utf-8"))).model_copy(update={"amendment": None})
    path.write_text(written(frozen.model_copy(update={"hash": expected_hash(frozen)})), "utf-8")


def _patch(path: Path, lines: str) -> None:
    path.write_text(_patched(path.read_text("utf-8"), lines), "utf-8")


def _patched(text: str, lines: str) -> str:
    """`text` with what stands before => in each line replaced by what stands behind it."""
    for line in filter(None, lines.splitlines()):
        old, new = (part.replace("\\n", "\n") for part in line.split(" => "))
        assert old in text, f"{old} is not in the file"
        text = text.replace(old, new, 1)
    return text


def _bytes(body: str, how: str | None) -> bytes:
    if how is None:
        return body.encode()
    if how == "escaped":
        unescaped = re.sub(r"\\(?:x..|u....|[tr])", lambda m: m[0].encode().decode("unicode_escape"), body)
        return unescaped.encode("utf-8", "surrogatepass")
    if how.startswith("times "):
        return body.encode() * int(how.removeprefix("times "))
    return body.encode(how)
