"""Every kind of file that an author can write, declared once: where it lies, what it holds, what depends on it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from handbook.model.coverage import Coverage
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson, Module
from handbook.model.reference import Glossary, Sources
from handbook.model.scheme import Amendment, Cities, Frozen, Matrix, Record, Reporting, Scheme
from handbook.model.session import Session
from handbook.model.settings import Settings

_SLOT = re.compile(r"<[^<>]+>")
_SCHEME = frozenset({"unknown-clause"})


@dataclass(frozen=True)
class Collection:
    """The files of one kind; a collection whose `place` names nothing has one file.

    `place` is a path from the handbook's root in which ``<…>`` stands for a name and ``NN`` for two digits. The last
    name is the id that the file must give: ``content/modules/<模块>/NN-<课>.yml`` holds the lesson ``<课>``.
    """

    name: str
    """Also the name of its schema and, where there is one, of its scaffold."""
    title: str
    place: str
    model: Any
    plural: str = ""
    """The attribute of `Loaded` that holds it, where that is not its name, with an ``s`` if there are several."""
    key: str = "id"
    """The attribute of the model that repeats the name in the path."""
    required: bool = False
    """A handbook cannot do without it; of the scheme's files, a handbook that has one of them."""
    blinds: frozenset[str] = frozenset()
    """Codes of the references that cannot be checked while a file of this kind cannot be read."""
    frozen: bool = False
    """Written by a command, and never changed by hand."""

    @property
    def single(self) -> bool:
        """There is one such file."""
        return not _SLOT.search(self.place)

    @property
    def of_scheme(self) -> bool:
        """Part of the discipline scheme."""
        return self.place.startswith("content/policy/")

    @property
    def attribute(self) -> str:
        """The attribute of `Loaded`: one entry, or the list of them."""
        return self.plural or (self.name if self.single else f"{self.name}s")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the whole path of each file."""
        return re.compile(_SLOT.sub("([^/]+)", re.escape(self.place)).replace("NN", r"\d\d"))

    def ident(self, path: str) -> str:
        """The id that a file's path says: ``content/modules/x/01-first.yml`` → ``first``."""
        found = self.pattern.fullmatch(path)
        return found[found.lastindex] if found and found.lastindex else PurePosixPath(path).stem

    def path(self, *names: str, number: int = 0) -> str:
        """The path of the file with these names; of more names than the place has, the last ones count."""
        slots = len(_SLOT.findall(self.place))
        return self._filled(names[len(names) - slots :], f"{number:02d}")

    def glob(self, ident: str = "*") -> str:
        """Matches the files of this kind, or those whose path says this id."""
        slots = len(_SLOT.findall(self.place))
        return self._filled(["*"] * (slots - 1) + [ident], "[0-9][0-9]")

    def _filled(self, names: Sequence[str], digits: str) -> str:
        left = iter(names)
        return _SLOT.sub(lambda _: next(left), self.place.replace("NN", digits))


_ALL = (
    Collection("handbook", "手册", "content/handbook.yml", Settings, "settings", required=True,
               blinds=frozenset({"unknown-module", "unknown-figure"})),
    Collection("module", "模块", "content/modules/<模块>/module.yml", Module),
    Collection("lesson", "课", "content/modules/<模块>/NN-<课>.yml", Lesson),
    Collection("exercise", "练习", "exercises/<模块>/<练习>.yml", Exercise),
    Collection("session", "场次", "content/sessions/<场次>.yml", Session),
    Collection("sources", "出处", "content/sources.yml", Sources, blinds=frozenset({"unknown-source"})),
    Collection("coverage", "内容清单", "content/coverage.yml", Coverage),
    Collection("glossary", "术语", "content/glossary.yml", Glossary, "terms", blinds=frozenset({"unknown-term"})),
    Collection("scheme", "制度第一版的条文", "content/policy/scheme.yml", Scheme, required=True, blinds=_SCHEME),
    Collection("matrix", "违规处理矩阵", "content/policy/matrix.yml", Matrix, required=True, blinds=_SCHEME),
    Collection("cities", "各地参数", "content/policy/cities.yml", Cities, required=True, blinds=_SCHEME),
    Collection("reporting", "举报页", "content/policy/reporting.yml", Reporting, blinds=_SCHEME),
    Collection("amendment", "修正案", "content/policy/amendments/<版本>.yml", Amendment, key="version", blinds=_SCHEME),
    Collection("record", "程序记录", "content/policy/records/<版本>.yml", Record, key="version", blinds=_SCHEME),
    Collection("release", "冻结的版本", "content/policy/releases/<版本>.yml", Frozen, key="version", blinds=_SCHEME,
               frozen=True),
)  # fmt: skip
COLLECTIONS: Mapping[str, Collection] = {one.name: one for one in _ALL}
"""By name."""


def collection_of(path: str) -> Collection | None:
    """The collection that a file belongs to, by its path from the handbook's root; None where no file is looked for."""
    return next((one for one in _ALL if one.pattern.fullmatch(path)), None)
