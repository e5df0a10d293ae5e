"""The table of collections agrees with what it cannot declare: the typed attributes of what is loaded."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from handbook.content.loaded import Loaded
from handbook.model.collections import COLLECTIONS, Collection, collection_of
from pydantic import BaseModel

ROOT = Path(__file__).parents[2]
AT_WORK = {"documents", "lost", "blind", "complete"}


def test_each_collection_has_its_attribute() -> None:
    assert {one.attribute for one in COLLECTIONS.values()} == {one.name for one in fields(Loaded)} - AT_WORK


@pytest.mark.parametrize("one", COLLECTIONS.values(), ids=COLLECTIONS)
def test_the_key_is_an_attribute_of_the_model(one: Collection) -> None:
    if isinstance(one.model, type) and issubclass(one.model, BaseModel) and not one.single:
        assert one.key in one.model.model_fields


@pytest.mark.parametrize(
    ("path", "name", "ident"),
    [
        ("content/handbook.yml", "handbook", "handbook"),
        ("content/modules/sales/module.yml", "module", "sales"),
        ("content/modules/sales/07-first-call.yml", "lesson", "first-call"),
        ("exercises/sales/sheet.yml", "exercise", "sheet"),
        ("content/policy/releases/1.0.yml", "release", "1.0"),
    ],
)
def test_a_path_says_collection_and_id(path: str, name: str, ident: str) -> None:
    found = collection_of(path)
    assert found is not None
    assert (found.name, found.ident(path)) == (name, ident)


@pytest.mark.parametrize("path", ["content/modules/sales/7-first.yml", "exercises/sheet.yml", "content/handbook.yaml"])
def test_other_paths_say_none(path: str) -> None:
    assert collection_of(path) is None


def test_a_path_is_made_of_its_names() -> None:
    lesson = COLLECTIONS["lesson"]
    assert lesson.path("sales", "first", number=3) == "content/modules/sales/03-first.yml"
    assert lesson.glob("first") == "content/modules/*/[0-9][0-9]-first.yml"
    assert COLLECTIONS["session"].path("sales", "day") == "content/sessions/day.yml"
    assert COLLECTIONS["handbook"].path("sales", "x") == COLLECTIONS["handbook"].glob() == "content/handbook.yml"


@pytest.mark.parametrize("one", COLLECTIONS.values(), ids=COLLECTIONS)
def test_its_glob_finds_what_its_pattern_matches(one: Collection) -> None:
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(one.glob())}
    assert found
    assert all(collection_of(path) is one for path in found)
