"""Texts are data: no Chinese in what a command says, and none in Python beyond what recognises or writes Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "builder" / "handbook"
CHINESE = re.compile("[\u3400-\u9fff]")
SAID = {"UsageError", "ClickException", "BadParameter", "echo", "secho", "confirm", "prompt", "option", "argument"}
"""Calls whose texts somebody at a terminal reads."""
DESCRIBED = "model/"
"""Its literals are the descriptions of fields, which the schemas take from beside the fields themselves."""
ALLOWED = {
    # numerals and numbering, read and written
    "exchange/scheme_import/lists.py": 3, "exchange/scheme_import/markers.py": 16, "exercises/marking/text.py": 15,
    "papers/scheme/scheme_paper.py": 1, "policy/numbering.py": 10, "policy/text.py": 4, "policy/quorum.py": 4,
    # patterns that recognise how Chinese is written
    "content/lint/suppressions.py": 2, "content/lint/lessons.py": 1, "content/lint/options.py": 3,
    "content/lint/stems.py": 4, "content/lint/typography.py": 1, "content/privacy.py": 2,
    "exchange/scheme_import/preamble.py": 20, "exchange/scheme_import/read_docx.py": 3,
    "exchange/scheme_import/read_text.py": 2, "exchange/scheme_import/references.py": 18,
    "exchange/scheme_import/structure.py": 2, "policy/checks/matrix.py": 5, "policy/checks/records.py": 1,
    "policy/checks/references.py": 1, "policy/checks/wording.py": 17, "policy/redline.py": 5, "source/decode.py": 1,
    # dates, units and ticks that authors and learners write
    "exchange/bank/labels.py": 8, "exchange/results/paper.py": 5, "formula/placed.py": 0, "formula/check.py": 2,
    "formula/signatures.py": 2, "formula/units.py": 9, "formula/values.py": 3, "policy/status.py": 3,
    # the widest text that is measured, and a legend, a tick and names of fonts
    "pages/class_page.py": 1, "pages/slides/blocks.py": 1, "papers/scheme/word_style.py": 2,
    "render/figures/curve.py": 1, "text/markdown_text.py": 1,
    # the format of frozen releases, which may never change
    "policy/release.py": 2,
    # diagnostics stand above the catalogue and have words of their own
    "diagnostics/render.py": 6,
}  # fmt: skip
"""File → how many literals it may have. A number only ever falls: a new text belongs into a data file."""


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Chinese string constants below a node, docstrings left out."""
    told = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in told:
            continue
        if isinstance(node.value, str) and CHINESE.search(node.value):
            yield node


def said(tree: ast.AST) -> Iterator[str]:
    """Chinese literals in calls whose texts are read at a terminal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SAID:
                yield from (str(literal.value) for literal in literals(node))


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


def test_no_command_speaks_chinese_from_its_code(trees: dict[str, ast.Module]) -> None:
    assert {path: found for path, tree in trees.items() if (found := list(said(tree)))} == {}


def test_a_text_in_code_is_found() -> None:
    assert list(said(ast.parse('raise click.UsageError(f"{name} 不是日期")'))) == [" 不是日期"]
    assert list(said(ast.parse('"""说明"""\nclick.echo("done")'))) == []


def test_chinese_literals_become_no_more(trees: dict[str, ast.Module]) -> None:
    counted = {path: sum(1 for _ in literals(tree)) for path, tree in trees.items() if not path.startswith(DESCRIBED)}
    assert {path: count for path, count in counted.items() if count > ALLOWED.get(path, 0)} == {}
    assert {path: count for path, count in ALLOWED.items() if counted.get(path, 0) < count} == {}, "lower the number"
