"""Messages name the command as it was started."""

from __future__ import annotations

import re
from pathlib import Path

import handbook
import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.program import VARIABLE

import dev
from tests.support.handbooks import write

PACKAGE = Path(handbook.__file__).parent
OTHER_WORDS = re.compile(r"dev\.py (?!site|bundle)")
"""Only what a checkout alone can lack, its front end's bundle, is a matter of dev.py."""


@pytest.fixture(params=["handbook", "python3 dev.py"])
def command(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A way to start the command, as the environment tells it."""
    name = str(request.param)
    monkeypatch.setenv(VARIABLE, "" if name == "handbook" else name)
    return name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hint_names_the_command(command: str, lang: str, tmp_path: Path) -> None:
    sink = Diagnostics()
    check(write(tmp_path, {"content/glossary.yml": ""}), sink)
    (found,) = (problem for problem in sink if problem.name == "empty-file")
    assert f"`{command} new`" in found.hint(lang)


def test_a_refusal_names_the_command(command: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["policy", "pdf", "--root", str(write(tmp_path))])
    assert result.exit_code == 1
    assert f"{command} new policy" in result.output


def test_dev_says_that_it_started_the_command() -> None:
    assert dev.child_environment()[VARIABLE] == "python3 dev.py"


def test_no_other_text_of_the_package_names_dev() -> None:
    texts = (path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".toml", ".yml", ".html", ".md"})
    assert [path.name for path in texts if OTHER_WORDS.search(path.read_text("utf-8"))] == []
