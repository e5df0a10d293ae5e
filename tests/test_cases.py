"""One case per code: what an author wrote, and what they are told, in Chinese as text and in English as JSON.

`pytest tests/test_cases.py --update-cases` writes what is told now as what is expected; read the difference.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest
from handbook.diagnostics import codes
from handbook.diagnostics.render import as_json, as_text

from tests import casefiles
from tests.handbooks import BASE

CASES = Path(__file__).parent / "cases"
OUT_OF_REACH = {"HB401 too-long", "HB401 unreadable"}
"""What a formula says about text that a file cannot bring to it: models refuse it before."""
CHINESE = re.compile("[\u3400-\u9fff]+")
NUMBERED = re.compile("[第一二三四五六七八九十百零章条款项目]+")
NAMES = sorted(path.stem for path in CASES.glob("*.case"))


def codes_of(name: str) -> set[str]:
    """The codes that a case's expected JSON speaks of."""
    expected = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return {found["code"] for found in expected["diagnostics"]}


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = casefiles.read((CASES / f"{name}.case").read_text("utf-8")).check(tmp_path)
    told = {".txt": as_text(found, "zh"), ".json": as_json(found, "en")}
    for suffix, text in told.items():
        path = CASES / f"{name}{suffix}"
        if request.config.getoption("--update-cases"):
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text
        assert "‹" not in text, "a place in a message that nobody filled"


@pytest.mark.parametrize("name", NAMES)
def test_english_holds_no_chinese_but_what_the_author_wrote(name: str) -> None:
    case = (CASES / f"{name}.case").read_text("utf-8")
    laid = b"".join(data or b"" for files in casefiles.LAID.values() for data in files.values()).decode()
    written = (
        laid + case + re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), case) + "".join(BASE.values())
    )
    for found in json.loads((CASES / f"{name}.json").read_text("utf-8"))["diagnostics"]:
        for words in CHINESE.findall(found["message"] + "\n" + found["hint"]):
            assert words in written or NUMBERED.fullmatch(words) or f"`{words}`" in found["message"] + found["hint"], (
                found
            )  # a unit to be written just so


@pytest.mark.parametrize("name", NAMES)
def test_chinese_is_told_in_chinese(name: str) -> None:
    """Every sentence holds Chinese words of ours: names and examples alone say nothing."""
    for block in (CASES / f"{name}.txt").read_text("utf-8").strip("\n").split("\n\n"):
        head, hint = block.split("\n")[0], block.split("\n")[-1]
        message = re.sub("`[^`]*`", "", head.partition("]: ")[2])
        assert len("".join(CHINESE.findall(message))) >= 3, head
        assert hint.startswith("  提示："), "what to do"


@pytest.mark.parametrize("code", codes.rules())
def test_every_code_has_a_case_of_its_name(code: str) -> None:
    name = f"{code}-{codes.rule(code).name}"
    assert name in NAMES, f"write tests/cases/{name}.case"
    assert code in codes_of(name)


def test_every_case_is_of_a_code() -> None:
    assert {name.split("-", 1)[0] for name in NAMES} <= set(codes.rules())


def test_every_special_form_of_a_code_is_shown() -> None:
    shown = {name: (CASES / f"{name}.txt").read_text("utf-8") for name in NAMES}
    missing = {
        f"{code} {case}"
        for code, entry in ((code, codes.words("zh")[code]) for code in codes.rules())
        for case, own in entry.get("case", {}).items()
        if not any(_fits(own.get("message", entry["message"]), told) for told in shown.values())
    }
    assert missing == OUT_OF_REACH


def _fits(template: str, told: str) -> bool:
    """Whether all fixed pieces of a template stand in a text."""
    pieces = (literal for literal, *_ in Formatter().parse(re.sub("⟨[^⟩]*⟩", "", template)))
    return all(piece in told for piece in pieces)
