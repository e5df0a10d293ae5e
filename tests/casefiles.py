"""Case files: what an author wrote, laid over the minimal handbook of `handbooks`.

A case file is a list of sections, each a file's path and its text:

    Words before the first section say what the case is about.
    == content/sources.yml
    sources: []
    == exercises/basics/rate.yml [gb18030]
    id: rate

In brackets stand, where needed: an encoding; `escaped` (`\\t`, `\\x07`, `\\u202e` in the text are read as in
Python); `times 9` (the text nine times over); `removed`; `dangling` (a link that leads nowhere). Sections of
the same path are joined. The path `nothing` takes all files of the minimal handbook away. A path like
`situation a broken phase` is no file: it names one of `situations`, in which the handbook is then looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builder.build import check
from builder.diagnostics import Diagnostics
from tests import handbooks, situations

if TYPE_CHECKING:
    from pathlib import Path

_SECTION = re.compile(r"^== (?P<path>.+?)(?: \[(?P<how>[^\]]+)\])?\n", re.MULTILINE)


@dataclass
class Case:
    """A case file, read."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    dangling: list[str] = field(default_factory=list)
    situation: str = ""

    def check(self, root: Path) -> Diagnostics:
        """Write the handbook into `root` and check it."""
        handbooks.write(root, dict(self.files))
        for path in self.dangling:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(root / "nowhere")
        sink = Diagnostics()
        if self.situation:
            situations.SITUATIONS[self.situation](root, sink)
        else:
            check(root, sink)
        return sink


def read(text: str) -> Case:
    """The case that `text` describes."""
    case = Case()
    _, *parts = _SECTION.split(text)
    for path, how, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if path == "nothing":
            case.files |= dict.fromkeys(handbooks.BASE)
        elif path.startswith("situation "):
            case.situation = path.removeprefix("situation ")
        elif how == "dangling":
            case.files[path] = None
            case.dangling.append(path)
        else:
            before = case.files.get(path) or b""
            case.files[path] = None if how == "removed" else before + _bytes(body, how)
    return case


def _bytes(body: str, how: str | None) -> bytes:
    if how is None:
        return body.encode()
    if how == "escaped":
        unescaped = re.sub(r"\\(?:x..|u....|[tr])", lambda m: m[0].encode().decode("unicode_escape"), body)
        return unescaped.encode("utf-8", "surrogatepass")
    if how.startswith("times "):
        return body.encode() * int(how.removeprefix("times "))
    return body.encode(how)
