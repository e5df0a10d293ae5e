"""`handbook session` from end to end: its files, the PDF, and what keeps one from being made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.papers import fonts
from handbook.papers.kit import pdf as kit_pdf

from tests.support import kit_reading as reading
from tests.support import small_kit as small
from tests.support.handbooks import BASE
from tests.support.same_text import needs_poppler

if TYPE_CHECKING:
    from click.testing import Result

PAGES = ["run-sheet.html", "workbook.html", "key.html", "roles.html", "forms.html", "sign-in.html", "slides.html"]
HOSTILE = (
    '#panic("x")', "#import sys: *", "$x^2$ $", "a < label > b @label", "*b* _i_ `c`", "[[ ]] #[", "// no /* comment */",
    "\\u{1F600} \\", "= 标题", "- 一 + 二 / 三: 四", "~ -- --- ...", "“”‘’'\"", "&amp; &lt;b&gt; &#60; < script >",
    "{% raw %} {# no #} { 7 * 7 }", "x" * 300, "https://example.com/" + "a" * 200, "字" * 280,
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.root(tmp_path_factory.mktemp("handbook"))


def session(root: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["session", "basics", "--root", str(root), *map(str, arguments)])


def held(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_pages_and_one_file_to_print(root: Path, tmp_path: Path) -> None:
    done = session(root, "--out", tmp_path / "kit")
    assert done.exit_code == 0, done.output
    assert [Path(line).name for line in done.stdout.splitlines()] == [*PAGES, "kit.pdf"]
    assert sorted(held(tmp_path / "kit")) == sorted([*PAGES, "kit.pdf"])
    data = (tmp_path / "kit" / "kit.pdf").read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_the_same_handbook_gives_the_same_bytes_in_another_process(root: Path, tmp_path: Path) -> None:
    for name, seed, zone in (("a", "1", "Asia/Shanghai"), ("b", "2", "UTC")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-m", "handbook", "session", "basics", "--root", root, "--out", tmp_path / name]
        subprocess.run(list(map(str, command)), check=True, env=env, capture_output=True)
    assert held(tmp_path / "a") == held(tmp_path / "b")


def test_without_the_pdf_an_earlier_one_goes_too(root: Path, tmp_path: Path) -> None:
    assert session(root, "--out", tmp_path / "kit").exit_code == 0
    done = session(root, "--out", tmp_path / "kit", "--no-pdf")
    assert [Path(line).name for line in done.stdout.splitlines()] == PAGES
    assert sorted(held(tmp_path / "kit")) == sorted(PAGES)


def test_a_foreign_folder_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(b"mine")
    done = session(root, "--out", tmp_path)
    assert (done.exit_code, held(tmp_path).keys()) == (1, {"other.pdf"})
    assert "other.pdf" in done.output


def test_without_a_font_the_pages_are_written_and_an_earlier_pdf_stays(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_fc_list", list)
    monkeypatch.setattr(fonts, "FOLDERS", ())
    done = session(root, "--out", tmp_path / "kit")
    assert done.exit_code == 0
    assert "warning[HB908]" in done.output
    assert [Path(line).name for line in done.stdout.splitlines()] == PAGES
    (tmp_path / "kit" / "kit.pdf").write_bytes(b"earlier")
    (tmp_path / "kit" / "key.html").write_bytes(b"earlier")
    assert session(root, "--out", tmp_path / "kit").exit_code == 0
    assert (tmp_path / "kit" / "kit.pdf").read_bytes() == b"earlier"
    assert (tmp_path / "kit" / "key.html").read_bytes() != b"earlier"


def test_a_typesetter_that_fails_costs_neither_the_pages_nor_the_earlier_pdf(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise RuntimeError("no")

    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "kit.pdf").write_bytes(b"earlier")
    monkeypatch.setattr(kit_pdf, "typeset", fail)
    done = session(root, "--out", tmp_path / "kit")
    assert (done.exit_code, "HB999" in done.output, "Traceback" in done.output) == (1, True, False)
    assert sorted(held(tmp_path / "kit")) == sorted([*PAGES, "kit.pdf"])
    assert (tmp_path / "kit" / "kit.pdf").read_bytes() == b"earlier"


@needs_poppler
def test_a_character_without_a_glyph_is_told_and_the_rest_is_printed(tmp_path: Path) -> None:
    text = BASE["exercises/basics/rate.yml"].replace("label: 拜访次数", "label: 拜访🙂次数👍")
    root = small.root(tmp_path / "handbook", exercises__basics__rate=text)
    done = session(root, "--out", tmp_path / "kit")
    assert done.exit_code == 0, done.output
    assert "content/sessions/talk.yml" in done.output
    assert "warning[HB909]: 这台电脑的字体里没有“🙂”“👍”" in done.output
    pages = reading.pages_of_pdf((tmp_path / "kit" / "kit.pdf").read_bytes(), tmp_path)
    assert any("成交次数" in page for page in pages)


@needs_poppler
@pytest.mark.parametrize("text", HOSTILE)
def test_an_authors_words_are_printed_and_never_evaluated(tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    sheet = BASE["exercises/basics/rate.yml"].replace("unit: 次, min: 1", f"unit: 次, min: 1, help: {quoted}", 1)
    root = small.root(tmp_path / "handbook", exercises__basics__rate=sheet)
    handbook = check(root, sink := Diagnostics())
    assert handbook, list(sink)
    kit = reading.kit_of(handbook, "talk")
    pages = reading.pages_of_pdf(kit.data, tmp_path)
    assert reading.squeezed(text) in "".join(pages)
    for wide, _, words in reading.boxes(kit.data, tmp_path):
        assert all(right <= wide - 40 for _, _, right, _, _ in words)


MARKDOWN = """\
# 大标题

### 小标题

1. 一
   - 甲
     > 引文

     ```
     代码  行
     ```
2. 二

5. 五

| 表头 | 另一列 |
|---|---|
| **粗** | `码` ~~删~~ |

---

![图里有什么](https://pictures.example/a.png) [网页](https://example.com/x) [课](lesson:first) 换\\
行
"""


@needs_poppler
def test_all_of_markdown_has_its_place(tmp_path: Path) -> None:
    intro = "intro: |\n" + textwrap.indent(MARKDOWN, "  ")
    sheet = textwrap.dedent(BASE["exercises/basics/rate.yml"]).replace("minutes: 5\n", f"minutes: 5\n{intro}", 1)
    session_of = (
        (small.SITES / "session.yml")
        .read_text("utf-8")
        .replace("say: 成交次数除以拜访次数。", "say: |\n" + textwrap.indent(MARKDOWN, "      "))
    )
    session_of = session_of.replace("materials: [投影,", 'materials: [投影, "exercise:rate",', 1)
    root = small.root(tmp_path / "handbook", exercises__basics__rate=sheet, content__sessions__talk=session_of)
    handbook = check(root, sink := Diagnostics())
    assert handbook, list(sink)
    kit = reading.kit_of(handbook, "talk")
    pages = reading.pages_of_pdf(kit.data, tmp_path)
    for wanted in ("大标题", "小标题", "甲", "引文", "代码行", "表头", "删", "图里有什么", "网页", "换行"):
        assert "".join(pages).count(wanted) >= 2, wanted


@needs_poppler
def test_texts_longer_than_a_page_run_on_and_not_off_it(tmp_path: Path) -> None:
    long = "".join(f"第 {n} 句话写在这里。" for n in range(1500))
    sheet = textwrap.dedent(BASE["exercises/basics/rate.yml"])
    sheet = sheet.replace("digits: 1}", f'digits: 1, explain: "{long}"}}', 1)
    handbook = check(small.root(tmp_path / "handbook", exercises__basics__rate=sheet), sink := Diagnostics())
    assert handbook, list(sink)
    kit = reading.kit_of(handbook, "talk")
    text = "".join(reading.pages_of_pdf(kit.data, tmp_path))
    lost = [n for n in range(1500) if text.count(f"第{n}句") < 2]
    assert len(lost) < 6, "in the workbook and in the key; one at each turn of a page has its foot and head inside"
    for _, tall, words in reading.boxes(kit.data, tmp_path):
        assert all(bottom <= tall - 15 for _, _, _, bottom, _ in words)


@needs_poppler
@pytest.mark.parametrize("count", [15, 24])
def test_a_sheet_with_many_columns_stays_on_its_page(tmp_path: Path, count: int) -> None:
    columns = "\n".join(f"      - {{id: c{n}, label: Column{n}值, type: number}}" for n in range(count))
    table = f"fields:\n  - id: t\n    label: 表\n    type: table\n    rows: 3\n    columns:\n{columns}\n"
    sheet = textwrap.dedent(BASE["exercises/basics/rate.yml"]).replace("fields:\n", table, 1)
    handbook = check(small.root(tmp_path / "handbook", exercises__basics__rate=sheet), sink := Diagnostics())
    assert handbook, list(sink)
    kit = reading.kit_of(handbook, "talk")
    own = [words for wide, tall, words in reading.boxes(kit.data, tmp_path) if wide > tall]
    assert own
    assert all(right <= 842 - 40 for words in own for _, _, right, _, _ in words)
    text = "".join(reading.pages_of_pdf(kit.data, tmp_path))
    assert all(f"Column{n}值" in text for n in range(count))


@needs_poppler
def test_bookmarks_are_parts_and_sheets(root: Path, tmp_path: Path) -> None:
    handbook = check(root, Diagnostics())
    assert handbook
    kit = reading.kit_of(handbook, "talk")
    told = reading.tool("pdftohtml", kit.data, tmp_path, "-xml", "-i", "-stdout")
    outline = told[told.index("<outline>") :]
    for part in ("运行单", "答案与误解", "学员手册", "角色卡", "评估表", "签到表"):
        assert f">{part}</item>" in outline
    for one in kit.view.used:
        assert outline.count(f">{one.exercise.title}</item>") >= 2, "in the key and in the workbook"


@needs_poppler
def test_addresses_are_pictures_where_there_is_an_address(root: Path, tmp_path: Path) -> None:
    for address in (small.ADDRESS, None):
        handbook = check(small.root(tmp_path / str(bool(address)), address), Diagnostics())
        assert handbook
        kit = reading.kit_of(handbook, "talk")
        text = "".join(reading.pages_of_pdf(kit.data, tmp_path))
        assert (f"{small.ADDRESS}/exercises/rate/" in text) == bool(address)
        assert ("二维码" in kit.pages["workbook"]) == bool(address)
        assert ("data:image/svg+xml" in kit.pages["workbook"]) == bool(address)
