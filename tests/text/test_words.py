"""The catalogues of the interface's words: the same keys and holes in every language, and none missing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from handbook.text.catalogue import HERE, languages, lookup, words

BUILDER = Path(__file__).parents[2] / "builder"
TEMPLATES = BUILDER / "handbook" / "render" / "templates"
KEY_IN_SCRIPT = re.compile(r"""\bwords\(\s*"([a-z]+_[a-z_0-9]+)\"""")
KEY_IN_TEMPLATE = re.compile(r"""\bw\(\s*["']([a-z_.-]+)["'](?!\s*~)""")


SRC = BUILDER / "frontend" / "src"
ENTRIES = {path.stem.removeprefix("handbook-"): path for path in (SRC / "entries").rglob("*.ts")}
"""Part of the bundle → its entry."""
PARTS_OF_WORKSHEETS = {"extras", "flow", "timer", "board"}
PART_OF_CLASS = "scan"
"""Also a worker, where no words can be put in front of it: what it says on the page travels with the class page's."""
IMPORTS = re.compile(r"""^(?:import|export)\s(?!type\b)[^"]*"(\.[^"]+)";""", re.MULTILINE)


@cache
def modules(entry: Path) -> frozenset[Path]:
    """A script's entry and everything that it bundles."""
    found, queue = {entry}, [entry]
    for path in queue:
        for name in IMPORTS.findall(path.read_text(encoding="utf-8")):
            other = (path.parent / f"{name}.ts").resolve()
            if other not in found:
                found.add(other)
                queue.append(other)
    return frozenset(found)


def groups(path: Path) -> list[dict[str, str]]:
    """The words that are there whenever this module runs: of every page, and of the script that bundles it."""
    js = words("zh")["js"]
    assert set(js) <= set(ENTRIES)
    owners = [name for name in js if path in modules(ENTRIES[name])]
    shared = [js["handbook"]]
    if not owners and path in modules(ENTRIES[PART_OF_CLASS]):
        return [*shared, js["class"]]
    if len(owners) != 1:
        return shared
    return [*shared, js[owners[0]], *([js["worksheet"]] if owners[0] in PARTS_OF_WORKSHEETS else [])]


def holes(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_languages() -> None:
    assert languages() == ("en", "zh")
    with pytest.raises(KeyError):
        words("tlh")


def test_every_language_has_the_same_keys_and_holes() -> None:
    chinese, english = words("zh"), words("en")
    assert set(chinese) == set(english)
    for key, text in chinese.items():
        if isinstance(text, str):
            assert holes(text) == holes(english[key]), key


def test_no_text_is_empty_and_english_is_english() -> None:
    for language in languages():
        assert [key for key, text in words(language).items() if not str(text).strip()] == []
    chinese = [key for key, text in words("en").items() if isinstance(text, str) and re.search("[\u4e00-\u9fff]", text)]
    assert chinese == []


def test_lists_in_one_text_have_as_many_parts() -> None:
    for key, text in words("zh").items():
        if isinstance(text, str):
            assert text.count("|") == words("en")[key].count("|"), key


def test_scripts_and_templates_ask_only_for_words_there_are() -> None:
    known = words("zh")
    scripts, templates = sorted(SRC.rglob("*.ts")), sorted(TEMPLATES.rglob("*.j2"))
    assert scripts
    assert templates
    for path in scripts:
        for key in KEY_IN_SCRIPT.findall(path.read_text(encoding="utf-8")):
            assert any(key in group for group in groups(path)), f"{path.name}: {key}"
    for path in templates:
        for key in KEY_IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            assert isinstance(known.get(key), str), f"{path.name}: {key}"


def test_lookup_fills_holes_and_knows_mistakes() -> None:
    catalogue = {"a": "so {n}", "b": {"c": "d"}, "b.c": "d"}
    assert lookup(catalogue, "a", n=3) == "so 3"
    for key in ("b", "missing"):
        with pytest.raises(KeyError):
            lookup(catalogue, key)
    with pytest.raises(KeyError):
        lookup(catalogue, "a")


def test_catalogues_have_no_key_twice() -> None:
    for path in sorted(HERE.glob("*.yml")):
        seen: set[tuple[str, ...]] = set()
        stack: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r"^( *)([\w\"-]+):", line)
            if match:
                del stack[len(match[1]) // 2 :]
                stack.append(match[2])
                assert tuple(stack) not in seen, f"{path.name}: {stack}"
                seen.add(tuple(stack))
