"""Docstrings state facts, and the examples in them are true."""

import ast
import doctest
import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "builder/handbook"
RIDDLES = ("What ", "Whether ")
WITH_EXAMPLES = (
    "content.validation", "exchange.scheme_import.derive_ids", "exchange.scheme_import.structure", "exchange.sheet_names", "formula.hoist",
    "formula.ranges", "pages.slides.layout", "policy.compare", "policy.redline", "source.edit", "source.offsets",
)  # fmt: skip


def _riddles(path: Path) -> list[str]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kinds))
    return [text.splitlines()[0] for node in nodes if (text := ast.get_docstring(node) or "").startswith(RIDDLES)]


def test_docstrings_are_statements() -> None:
    files = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
    found = {name: riddles for name, path in files.items() if (riddles := _riddles(path))}
    assert not found


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"handbook.{name}"), raise_on_error=False)
    assert tried > 0, "an example shows input and output"
    assert failed == 0
