"""One case per code: what an author wrote, and what they are told, in Chinese as text and in English as JSON.

`pytest tests/diagnostics/test_cases.py --update-cases` writes what is told now as what is expected; read the difference.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest
from handbook.diagnostics import codes
from handbook.diagnostics.render import as_json, as_text

from tests.support import casefiles
from tests.support.handbooks import BASE

CASES = Path(__file__).parents[1] / "cases"
OUT_OF_REACH = {"formula-syntax too-long", "formula-syntax unreadable"}
"""What a formula says about text that a file cannot bring to it: models refuse it before."""
CHINESE = re.compile("[\u3400-\u9fff]+")
NUMBERED = re.compile("[第一二三四五六七八九十百零章条款项目]+")
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(CASES.glob("*.case"))}
NAMES = list(TEXTS)


def told_in_english(name: str) -> list[dict[str, str]]:
    """The diagnostics of a case's expected JSON."""
    found: list[dict[str, str]] = json.loads(casefiles.split(TEXTS[name])[1].en)["diagnostics"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written, expected = casefiles.split(TEXTS[name])
    found = casefiles.read(written).check(tmp_path)
    told = casefiles.Expected(as_text(found, "zh"), as_json(found, "en"))
    if request.config.getoption("--update-cases"):
        (CASES / f"{name}.case").write_text(casefiles.joined(written, told), "utf-8")
    else:
        assert told.zh == expected.zh
        assert told.en == expected.en
    assert "‹" not in told.zh + told.en, "a place in a message that nobody filled"


@pytest.mark.parametrize("name", NAMES)
def test_english_holds_no_chinese_but_what_the_author_wrote(name: str) -> None:
    case, _ = casefiles.split(TEXTS[name])
    laid = b"".join(data or b"" for files in casefiles.LAID.values() for data in files.values()).decode()
    written = (
        laid + case + re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), case) + "".join(BASE.values())
    )
    for found in told_in_english(name):
        for words in CHINESE.findall(found["message"] + "\n" + found["hint"]):
            assert words in written or NUMBERED.fullmatch(words) or f"`{words}`" in found["message"] + found["hint"], (
                found
            )  # a unit to be written just so


@pytest.mark.parametrize("name", NAMES)
def test_chinese_is_told_in_chinese(name: str) -> None:
    """Every sentence holds Chinese words of ours: names and examples alone say nothing."""
    for block in casefiles.split(TEXTS[name])[1].zh.strip("\n").split("\n\n"):
        head, hint = block.split("\n")[0], block.split("\n")[-1]
        message = re.sub("`[^`]*`", "", head.partition("]: ")[2])
        assert len("".join(CHINESE.findall(message))) >= 3, head
        assert hint.startswith("  提示："), "what to do"


@pytest.mark.parametrize("rule", codes.rules().values(), ids=lambda rule: rule.code)
def test_every_code_has_a_case_of_its_name(rule: codes.Rule) -> None:
    name = f"{rule.code}-{rule.name}"
    assert name in NAMES, f"write tests/cases/{name}.case"
    assert rule.code in {found["code"] for found in told_in_english(name)}


def test_every_case_is_of_a_code() -> None:
    assert {name.split("-", 1)[0] for name in NAMES} <= set(codes.by_code())


def test_every_special_form_of_a_code_is_shown() -> None:
    shown = [casefiles.split(text)[1].zh for text in TEXTS.values()]
    missing = {
        f"{name} {case}"
        for name, entry in ((name, codes.words(name, "zh")) for name in codes.rules())
        for case, own in entry.get("case", {}).items()
        if not any(_fits(own.get("message", entry["message"]), told) for told in shown)
    }
    assert missing == OUT_OF_REACH


def _fits(template: str, told: str) -> bool:
    """Whether all fixed pieces of a template stand in a text."""
    pieces = (literal for literal, *_ in Formatter().parse(re.sub("⟨[^⟩]*⟩", "", template)))
    return all(piece in told for piece in pieces)
