"""Situations that no author's file can bring about, each made real for a case in tests/cases.

A situation runs a phase of the builder on the handbook in a folder; what goes wrong lands in the diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn
from unittest import mock

from handbook.content import load
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.crash import guard
from handbook.model.collections import COLLECTIONS
from handbook.model.reference import Glossary, Term
from handbook.render.environment import Options
from handbook.site import assets
from handbook.site.build import build_tree, check
from handbook.site.engines import build_site
from pydantic import field_validator


def without_bundle(root: Path, sink: Diagnostics) -> None:
    """Build where the scripts have not been bundled."""
    with no_bundle():
        build_tree(root, sink, Options())


def site(root: Path, sink: Diagnostics) -> None:
    """Build the site."""
    with guard(sink, root, writes=True):
        build_site(root, sink)


def rule_without_words(root: Path, sink: Diagnostics) -> None:
    """Check with a model that has a rule for which there are no words."""
    with rule_of_its_own():
        check(root, sink)


def broken_phase(root: Path, sink: Diagnostics) -> None:
    """Check with a program that fails on the first lesson."""
    with failing_phase(), guard(sink, root):
        check(root, sink)


SITUATIONS: dict[str, Callable[[Path, Diagnostics], None]] = {
    "without a bundle": without_bundle,
    "building the site": site,
    "a rule without words": rule_without_words,
    "a broken phase": broken_phase,
}


@contextmanager
def no_bundle() -> Iterator[None]:
    """The front end's folder for bundles is empty."""
    with TemporaryDirectory() as empty, mock.patch.object(assets, "DIST", Path(empty)):
        yield


@contextmanager
def failing_phase() -> Iterator[None]:
    """Looking at a lesson fails inside the program."""
    with mock.patch("handbook.content.resolve.exercises._lesson_findings", _fail):
        yield


def _fail(_blocks: object) -> NoReturn:
    raise KeyError("first")


@contextmanager
def rule_of_its_own() -> Iterator[None]:
    """The glossary's model has a validator that knows no code."""
    strict = replace(COLLECTIONS["glossary"], model=_StrictGlossary)
    with mock.patch.dict(COLLECTIONS, {"glossary": strict}):  # type: ignore[arg-type]
        load._adapter.cache_clear()
        yield
    load._adapter.cache_clear()


class _StrictGlossary(Glossary):
    @field_validator("terms")
    @classmethod
    def _few(cls, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        if len(terms) > 1:
            raise ValueError("no more than one term")
        return terms
