"""docs/errors.md and the module of names are what the catalogue and the tests' cases say now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from handbook.diagnostics import codes

from tests.tools.errors import main
from tests.tools.names import NAMES, names_module
from tests.tools.reference import reference, told_in

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
PAGE = (ROOT / "docs" / "errors.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (HB\d{3}) .*?\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_the_page_is_fresh() -> None:
    assert reference(codes.read_rules(), told_in(CASES)) == PAGE, "run: python3 dev.py errors"


def test_the_names_are_fresh() -> None:
    assert names_module(codes.read_rules()) == NAMES.read_text("utf-8"), "run: python3 dev.py errors"


def test_every_code_has_its_section_in_order() -> None:
    assert list(SECTIONS) == list(codes.by_code())


@pytest.mark.parametrize("rule", codes.rules().values(), ids=lambda rule: rule.code)
def test_a_section_says_everything(rule: codes.Rule) -> None:
    section = SECTIONS[rule.code]
    assert f"### {rule.code} {rule.name}\n" in PAGE
    assert section.startswith("\n**错误**：" if rule.severity == "error" else "\n**提醒**：")
    assert "**怎么改**：" in section
    assert "**为什么管**：" in section
    assert section.count("\n- ") >= len(codes.words(rule.name, "zh").get("case", {}))
    assert re.search(rf"```text\n.*(?:error|warning)\[{rule.code}\]", section), "an example of this code"
    assert section.count("```") == 2


def test_no_place_of_a_template_is_left_open() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    assert not set("⟨⟩‹›") & set(prose)
    assert not re.search(r"\{[a-z_]+[:}]", prose)


def test_the_command_writes_it(tmp_path: Path) -> None:
    out, names = tmp_path / "docs" / "errors.md", tmp_path / "names.py"
    result = CliRunner().invoke(main, ["--out", str(out), "--names", str(names), "--cases", str(CASES)])
    assert result.exit_code == 0, result.output
    assert out.read_text("utf-8") == PAGE
    assert names.read_text("utf-8") == NAMES.read_text("utf-8")
