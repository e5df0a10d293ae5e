"""What other programs may import, and nothing else: `from handbook import check, build, Handbook, Diagnostics`."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import handbook
import pytest
from handbook import Diagnostics, Handbook, build, check

from tests.support.handbooks import write

NAMES = ["Diagnostics", "Handbook", "build", "check"]
BROKEN = {"content/modules/basics/module.yml": "id: basics\ntitel: 基础\n"}


def test_these_names_are_public() -> None:
    assert handbook.__all__ == NAMES
    assert set(NAMES) <= set(dir(handbook))


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_says_what_it_is(name: str) -> None:
    assert len(inspect.getdoc(getattr(handbook, name)) or "") > 30
    assert name in (handbook.__doc__ or "")


@pytest.mark.parametrize(
    ("function", "positional", "named"),
    [(check, ["root", "sink"], []), (build, ["root", "sink"], ["offline", "strict", "edition"])],
)
def test_signatures_stay(function: Any, positional: list[str], named: list[str]) -> None:
    parameters = inspect.signature(function).parameters.values()
    assert [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD] == positional
    assert [one.name for one in parameters if one.kind is one.KEYWORD_ONLY] == named
    assert all(one.default is not one.empty for one in parameters if one.kind is one.KEYWORD_ONLY)


def test_a_handbook_is_checked_and_built(tmp_path: Path) -> None:
    root, sink = write(tmp_path), Diagnostics()
    made = check(root, sink)
    assert isinstance(made, Handbook)
    assert made.settings.title == "测试手册"
    index = build(root, sink, strict=True)
    assert index == root / "build" / "site" / "index.html"
    assert "测试手册" in index.read_text("utf-8")
    assert list(sink) == []


def test_problems_are_data(tmp_path: Path) -> None:
    root, sink = write(tmp_path, BROKEN), Diagnostics()
    assert check(root, sink) is None
    assert build(root, Diagnostics()) is None
    (found,) = (problem for problem in sink if problem.name == "unknown-key")
    assert (found.file, found.line, found.column) == ("content/modules/basics/module.yml", 2, 1)
    assert found.severity == "error"
    assert found.message("zh") != found.message("en")


def test_another_name_is_refused_as_python_does() -> None:
    with pytest.raises(AttributeError, match="no attribute 'load'"):
        handbook.load  # type: ignore[attr-defined]  # noqa: B018


def test_nothing_is_loaded_before_it_is_used() -> None:
    question = (
        "import sys, handbook; print(sorted({'click', 'jinja2', 'mkdocs', 'pydantic', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_its_types_are_for_others_too() -> None:
    assert (Path(handbook.__file__).parent / "py.typed").is_file()
