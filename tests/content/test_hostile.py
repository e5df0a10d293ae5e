"""Whatever stands in an author's file, the answer is a handbook or diagnostics, and soon."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_github, as_json, as_text
from handbook.source import MOST_BYTES

from tests.support import handbooks

if TYPE_CHECKING:
    from pathlib import Path

MOST_SECONDS = 5.0
"""Of the processor; the worst of these files takes a third of one on a plain machine. What hangs takes for ever."""
FULL = MOST_BYTES - 200
SETTINGS = "content/handbook.yml"
GLOSSARY, LESSON, SHEET = "content/glossary.yml", "content/modules/basics/01-first.yml", "exercises/basics/rate.yml"


def fill(piece: str, before: str = "", after: str = "", most: int = FULL) -> bytes:
    """As many pieces as a file may hold."""
    return (before + piece * (most // len(piece.encode())) + after).encode("utf-8", "surrogatepass")


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)

BYTES: dict[str, bytes] = {
    "empty": b"",
    "one-nul": b"\0",
    "nul-in-text": b"terms: a\0b\n",
    "all-nul": b"\0" * FULL,
    "too-large": b"a" * (MOST_BYTES + 1),
    "all-bytes": bytes(range(256)) * 1000,
    "byte-order-mark-only": b"\xef\xbb\xbf",
    "byte-order-mark-inside": "terms: []\n\ufeffa: 1\n".encode(),
    "utf-16": "terms: []\n".encode("utf-16"),
    "utf-16-without-mark": "terms: []\n".encode("utf-16-le"),
    "utf-32": "terms: []\n".encode("utf-32"),
    "gbk": "terms: 面客小时，与客户同在一场对话里\n".encode("gbk"),
    "gbk-full": fill("面客", "terms: ").decode().encode("gbk"),
    "big5": "terms: 電腦軟體\n".encode("big5"),
    "damaged-utf-8": "terms: 面客\n".encode() + b"\xff" + "小时\n".encode() * 1000,
    "surrogates": b"terms: \xed\xa0\xbd\xed\xb8\x80\n",
    "overlong-nul": b"terms: \xc0\x80\n",
    "control-characters": fill("\x07", "terms: "),
    "escaped-nul": b'terms: "\\0\\0"\n',
    "escaped-surrogates": b'terms: "\\ud83d\\ude00"\n',
    "escaped-beyond-unicode": b'terms: "\\UFFFFFFFF"\n',
    "lone-carriage-returns": b"terms:\r- a\r- b\r",
    "false-line-ends": fill("a\u0085\u2028\u2029", "terms: "),
    "right-to-left": fill("\u202e\u2066", "terms: "),
    "one-long-line": fill("长", "terms: "),
    "one-long-key": fill("k", "", ": 1\n"),
    "long-unknown-key": fill("k", "terms: []\n? ", "\n: 1\n", 100_000),
    "combining-marks": fill("e\u0301\u0302\u0303", "terms: "),
    "emoji": fill("👨‍👩‍👧‍👦", "terms: "),
    "open-brackets": fill("["),
    "open-braces": fill("{a: "),
    "closed-brackets": b"[" * (FULL // 2) + b"]" * (FULL // 2),
    "brackets-400-deep": b"[" * 400 + b"]" * 400,
    "nested-dashes": fill("- "),
    "nested-questions": fill("? "),
    "nested-lines": "".join(" " * n + "a:\n" for n in range(1900)).encode(),
    "nested-mixed": fill("- ? "),
    "bomb": BOMB.encode(),
    "bomb-in-terms": (BOMB + "terms: *a29\n").encode(),
    "loop": b"terms: &a [*a, *a]\n",
    "loop-through-keys": b"&a terms: {*a : *a}\n",
    "loop-of-mappings": b"&a terms: &b {id: *b, define: *b}\n",
    "merge-loop": b"terms:\n  - &a {<<: *a, id: x}\n",
    "many-aliases": b"a: &a x\nterms: [" + b"*a," * 400_000 + b"]\n",
    "many-anchors": "".join(f"- &a{n} x\n" for n in range(100_000)).encode(),
    "many-values": fill("a,", "terms: [", "]"),
    "many-empty-values": fill("?,", "{", "}"),
    "many-lists": fill("[],", "[", "]"),
    "many-keys": "".join(f"k{n}: 1\n" for n in range(49_000 // 2)).encode(),
    "many-equal-keys": fill("a: 1\n", most=100_000),
    "many-unknown-keys": ("terms:\n" + "".join(f"  - {{k{n}: 1}}\n" for n in range(12_000))).encode(),
    "many-wrong-items": fill("- 1\n", "terms:\n", most=160_000),
    "many-tags": fill("!a ", "terms: [", "]", 100_000),
    "many-tag-lines": "".join(f"%TAG !a{n}! tag:x,{n}:\n" for n in range(60_000)).encode() + b"--- a\n",
    "many-documents": fill("---\n"),
    "many-comments": fill("#\n"),
    "many-empty-lines": fill("\n", "a: |\n", " x"),
    "python-tag": b"terms: !!python/object/apply:os.system ['true']\n",
    "binary-tag": b"terms: !!binary aGVsbG8=\n",
    "timestamp-tag": b"terms: !!timestamp 2026-01-01\n",
    "set-tag": b"terms: !!set {a, b}\n",
    "digits": fill("9", "terms: ", "\n"),
    "decimals": fill("9", "terms: 0.", "\n"),
    "exponent": b"terms: 1e999999999999\n",
    "sexagesimal": fill("1:", "terms: ", "1\n"),
    "scalar": b"a\n",
    "list": b"- a\n",
    "number": b"1\n",
    "null": b"null\n",
    "tabs": fill("\t"),
    "quotes": fill('"'),
    "single-quotes": fill("'", "terms: "),
    "colons": fill(":", "terms"),
    "colons-and-spaces": fill(": ", "terms"),
    "bars": fill("|\n"),
    "stars": fill("*", "terms: "),
    "ampersands": fill("& ", "terms: "),
    "percents": fill("%"),
    "backslashes": fill("\\", 'terms: "'),
    "markup": b"terms: <script>alert(1)</script>{{7*7}}{% raw %}\n",
}


def told_in_time(root: Path) -> Diagnostics:
    """Check a handbook and tell what was found in every form, within the time."""
    sink = Diagnostics()
    start = time.process_time()
    handbook = check(root, sink)
    text, data, annotations = as_text(sink), as_json(sink, "en"), as_github(sink)
    assert time.process_time() - start < MOST_SECONDS
    assert (handbook is None) == (sink.error_count > 0)
    assert len(json.loads(data)["diagnostics"]) == annotations.count("\n")
    assert "\x1b" not in text
    assert "‹" not in text, "a place in a message that nobody filled"
    (text + data + annotations).encode()
    return sink


@pytest.fixture(autouse=True, scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Read the words and make the validators before the clock runs."""
    check(handbooks.write(tmp_path_factory.mktemp("warm"), {GLOSSARY: b"x"}), Diagnostics())


@pytest.mark.parametrize("name", BYTES)
@pytest.mark.parametrize("path", [GLOSSARY, LESSON, SHEET, SETTINGS])
def test_hostile_files(name: str, path: str, tmp_path: Path) -> None:
    sink = told_in_time(handbooks.write(tmp_path, {path: BYTES[name]}))
    assert sink.error_count
    assert {found.file for found in sink if found.severity == "error"} == {path}


PROSE = {
    "backticks": "`" * 19_000,
    "backticks-in-steps": "".join("`" * n + "a" for n in range(1, 190)),
    "open-tags": "<a " * 6_000,
    "open-links": "[" * 19_000,
    "links": "[a](lesson:x)" * 1_400,
    "images": "![" * 9_000,
    "stars": "*a " * 6_000,
    "underscores": "_" * 19_000,
    "quotes": "> " * 9_000,
    "bullets": "- " * 9_000,
    "braces": "{{" * 9_000,
    "braces-in-braces": "{{ a" * 4_000,
    "tables": "|" * 19_000,
    "entities": "&amp" * 4_700,
    "markup": "<img src=x onerror=alert(1)>" * 600,
}


@pytest.mark.parametrize("name", PROSE)
def test_hostile_prose(name: str, tmp_path: Path) -> None:
    lesson = f"""
        id: first
        title: 第一课
        outcomes: [basics.rate]
        can_do: 算出自己的成交率。
        blocks:
          - {{type: prose, text: {json.dumps(PROSE[name])}, claims: [{{text: 一, grade: B, sources: [someone-2000]}}]}}
          - {{type: practice, exercise: rate}}
        """
    told_in_time(handbooks.write(tmp_path, {LESSON: lesson}))


FORMULAS = {
    "brackets": "(" * 900 + "1" + ")" * 900,
    "lists": "[" * 900 + "]" * 900,
    "sums": "+".join(["deals"] * 300),
    "nots": "not " * 450 + "deals",
    "minuses": "-" * 1_900 + "1",
    "powers": "**".join(["9"] * 300),
    "big-power": "9**9**9**9",
    "big-product": "*".join(["9" * 50] * 30),
    "conditions": "1 if deals else " * 100 + "2",
    "comparisons": "<".join(["deals"] * 300),
    "attributes": "deals" + ".a" * 900,
    "calls": "sum(" * 400 + "deals" + ")" * 400,
    "strings": "'" + "a" * 1_900 + "'",
    "text-repeated": "'a' * 999999999",
    "f-string": "f'{deals:>999999999}'",
    "walrus": "(deals := 1)",
    "lambda": "lambda: deals",
    "comprehension": "[x for x in range(10**9)]",
    "dunder": "().__class__.__bases__[0].__subclasses__()",
    "import": "__import__('os').system('true')",
    "await": "await deals",
    "nul": "deals\\u0000",
    "line-ends": "deals\\n+\\n1",
    "non-characters": "\\ufffe",
    "digits": "9" * 1_900,
    "exponent": "1e999999",
    "underscored": "1" + "_1" * 900,
    "full-width": "（" * 900,
}


@pytest.mark.parametrize("name", FORMULAS)
def test_hostile_formulas(name: str, tmp_path: Path) -> None:
    sheet = handbooks.BASE[SHEET].replace("deals / visits * 100", f'"{FORMULAS[name]}"')
    told_in_time(handbooks.write(tmp_path, {SHEET: sheet}))


def test_hostile_names(tmp_path: Path) -> None:
    root = handbooks.write(tmp_path)
    for name in ("a\nb.yml", "\u202e.yml", "a'\"<b>.yml", "-rf.yml", "%s%n.yml", "长" * 80 + ".yml", "a\x1b[31m.yml"):
        (root / "exercises/basics" / name).write_bytes(b"id: x\n")
    (root / "exercises" / "basics" / "folder.yml").mkdir()
    (root / "content" / "modules" / "basics" / "02-gone.yml").symlink_to("nowhere")
    assert told_in_time(root).error_count


def test_a_name_that_is_not_text(tmp_path: Path) -> None:
    root = handbooks.write(tmp_path)
    try:
        (root / "exercises" / "basics" / "\udcff.yml").write_bytes(b"id: x\n")
    except OSError:
        pytest.skip("this file system takes text only")
    assert told_in_time(root).error_count


def test_a_link_to_its_own_folder(tmp_path: Path) -> None:
    root = handbooks.write(tmp_path)
    (root / "content" / "modules" / "basics" / "again").symlink_to(root / "content", target_is_directory=True)
    assert not told_in_time(root).error_count


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    import os

    root = handbooks.write(tmp_path)
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    os.mkfifo(root / "exercises" / "basics" / "pipe.yml")
    assert [found.name for found in told_in_time(root)] == ["unreadable-file"]


def test_every_file_is_read_though_others_are_broken(tmp_path: Path) -> None:
    root = handbooks.write(tmp_path, {GLOSSARY: b"\xff", LESSON: "a: [", SHEET: "id: Rate\nkind: worksheet\n"})
    assert {found.file for found in told_in_time(root)} == {GLOSSARY, LESSON, SHEET}
