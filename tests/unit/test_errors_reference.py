"""docs/errors.md is what the codes, their words and the tests' cases say now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from handbook.diagnostics import codes

from tests.tools.errors import main
from tests.tools.reference import reference

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "errors.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (HB\d{3}) .*?\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_the_page_is_fresh() -> None:
    assert reference(ROOT / "tests" / "cases") == PAGE, "run: python3 dev.py errors"


def test_every_code_has_its_section_in_order() -> None:
    assert list(SECTIONS) == list(codes.rules())


@pytest.mark.parametrize("code", codes.rules())
def test_a_section_says_everything(code: str) -> None:
    section, rule = SECTIONS[code], codes.rule(code)
    assert f"### {code} {rule.name}\n" in PAGE
    assert section.startswith("\n**错误**：" if rule.severity == "error" else "\n**提醒**：")
    assert "**怎么改**：" in section
    assert "**为什么管**：" in section
    assert section.count("\n- ") >= len(codes.words("zh")[code].get("case", {}))
    assert re.search(rf"```text\n.*(?:error|warning)\[{code}\]", section), "an example of this code"
    assert section.count("```") == 2


def test_no_place_of_a_template_is_left_open() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    assert not set("⟨⟩‹›") & set(prose)
    assert not re.search(r"\{[a-z_]+[:}]", prose)


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "docs" / "errors.md"
    result = CliRunner().invoke(main, ["--out", str(out), "--cases", str(ROOT / "tests" / "cases")])
    assert result.exit_code == 0, result.output
    assert out.read_text("utf-8") == PAGE
