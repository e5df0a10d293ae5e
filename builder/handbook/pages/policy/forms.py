"""A blank form as the site prints it: its parts, with questions to answer and tables to fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Question(Protocol):
    """A question; `value` is what is known already, else there is room for so many lines."""

    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def lines(self) -> int: ...  # noqa: D102
    @property
    def choices(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def value(self) -> str: ...  # noqa: D102


class Grid(Protocol):
    """A table: rows that are known, and so many empty ones."""

    @property
    def columns(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def known(self) -> Sequence[Sequence[str]]: ...  # noqa: D102
    @property
    def blank(self) -> int: ...  # noqa: D102


class Section(Protocol):
    """A headed part."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102
    @property
    def fields(self) -> Sequence[Question]: ...  # noqa: D102
    @property
    def table(self) -> Grid | None: ...  # noqa: D102


class Sheet(Protocol):
    """A form of one version of the scheme."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def purpose(self) -> str: ...  # noqa: D102
    @property
    def parts(self) -> Sequence[Section]: ...  # noqa: D102
    @property
    def signatures(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102
