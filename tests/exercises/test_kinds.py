"""What is found by the name of a kind or a type is there for each of them."""

from __future__ import annotations

from importlib import import_module
from inspect import signature
from typing import get_args

import pytest
from handbook.exercises import kinds
from handbook.model.blocks import BLOCKS
from handbook.model.exercises import KINDS, kind_module
from handbook.model.exercises.fields import ANSWERS, Field_
from handbook.render.environment import TEMPLATES

FUNCTIONS = {"questions": 2, "needs": 1, "details": 2, "outline": 2}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_functions(kind: str) -> None:
    module = kind_module(kinds.__name__, kind)
    assert module is not None
    for name, count in FUNCTIONS.items():
        assert len(signature(getattr(module, name)).parameters) == count


@pytest.mark.parametrize(
    ("package", "function"), [("handbook.content.resolve.kinds", "findings"), ("handbook.pages.slides.kinds", "slides")]
)
def test_modules_are_named_by_kinds(package: str, function: str) -> None:
    """A module of another name would never be asked."""
    folder = import_module(package).__path__[0]
    found = {path.stem for path in (TEMPLATES.parents[1] / folder).glob("[!_]*.py")}
    assert found
    assert found <= set(KINDS)
    assert all(hasattr(import_module(f"{package}.{name}"), function) for name in found)


def test_a_kind_without_a_module_has_none() -> None:
    assert kind_module("handbook.pages.slides.kinds", "worksheet") is None


@pytest.mark.parametrize("model", get_args(get_args(Field_)[0]), ids=lambda model: model.__name__)
def test_a_field_says_what_each_of_its_types_is(model: object) -> None:
    types = get_args(model.model_fields["type"].annotation)  # type: ignore[attr-defined]
    assert tuple(model.types) == types  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", ["exercises", "session/paper"])
def test_each_kind_has_its_templates(folder: str, kind: str) -> None:
    assert (TEMPLATES / folder / f"{kind}.html.j2").is_file()


@pytest.mark.parametrize("name", ANSWERS)
def test_each_field_type_has_its_templates(name: str) -> None:
    assert (TEMPLATES / "exercises/worksheet/controls" / f"{name}.html.j2").is_file()
    paper = TEMPLATES / "session/paper/fields"
    assert any((paper / f"{one}.html.j2").is_file() for one in (name, ANSWERS[name].kind))


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_has_its_template(name: str) -> None:
    assert (TEMPLATES / "blocks" / f"{name}.html.j2").is_file()
