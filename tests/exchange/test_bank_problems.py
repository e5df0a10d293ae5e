"""Whatever is wrong in a workbook is told by sheet, row and column, all at once, and nothing is written."""

from __future__ import annotations

import datetime
import io
import json
import time
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_json, as_text
from handbook.exchange.bank import read_xlsx
from handbook.exchange.bank.importer import plan_import
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.books import ALL, OTHER, PATH, Book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


Case = tuple[str, str, str, object, str, str, str]
CELLS: list[Case] = [
    # question, part, column, what is typed, code, case, the column that is told
    ("pick", "", "row", "单项选择", "workbook-value", "row", "row"),
    ("pick", "", "row", None, "workbook-row", "", "row"),
    ("pick", "", "row", "数值题", "workbook-change", "type", "row"),
    ("pick", "cut", "row", "空", "workbook-row", "part", "row"),
    ("pick", "cut", "question", "several", "workbook-row", "astray", "question"),
    ("pick", "cut", "hint", "想一想", "workbook-row", "unused", "hint"),
    ("pick", "", "unit", "元", "workbook-row", "unused", "unit"),
    ("pick", "", "question", "pikc", "workbook-id", "", "question"),
    ("pick", "", "question", "several", "workbook-id", "twice", "question"),
    ("pick", "", "question", "only", "workbook-id", "elsewhere", "question"),
    ("pick", "cut", "part", "cutt", "workbook-id", "part", "part"),
    ("several", "people", "part", "sites", "workbook-id", "twice", "part"),
    ("pick", "", "level", "很难", "workbook-value", "", "level"),
    ("pick", "cut", "answer", "大概", "workbook-value", "", "answer"),
    ("several", "", "shuffle", "随便", "workbook-value", "", "shuffle"),
    ("rate", "", "answer", "三十", "workbook-value", "number", "answer"),
    ("rate", "", "answer", datetime.date(2026, 3, 5), "workbook-value", "date", "answer"),
    ("today", "cards", "answer", "后天做", "workbook-value", "bucket", "answer"),
    ("follow", "true", "content", "也许", "workbook-value", "", "content"),
    ("follow", "true", "content", None, "workbook-value", "", "content"),
    ("follow", "true", "content", "不对", "workbook-id", "twice", "content"),
    ("follow", "false", "answer", None, "quiz-key", "none", "answer"),
    ("follow", "true", "answer", "✓", "quiz-key", "several", "answer"),
    # what the check of the handbook finds, brought back to its cell
    ("pick", "", "content", None, "missing-key", "", "content"),
    ("pick", "cut", "content", None, "missing-key", "", "content"),
    ("pick", "cut", "explain", None, "missing-explanation", "", "explain"),
    ("follow", "true", "explain", None, "missing-explanation", "", "explain"),
    ("week", "", "explain", None, "missing-explanation", "", "explain"),
    ("pick", "ask", "answer", None, "quiz-key", "none", "row"),
    ("pick", "cut", "answer", "✓", "quiz-key", "several", "row"),
    ("pick", "cut", "content", "两行\n文字", "one-line", "", "content"),
    ("pick", "cut", "content", "长" * 301, "too-long", "", "content"),
    ("pick", "", "outcome", "basics.rat", "unknown-outcome", "", "outcome"),
    ("pick", "", "outcome", "成交率", "bad-id", "", "outcome"),
    ("pick", "", "points", 0, "out-of-range", "", "points"),
    ("rate", "", "tolerance", -1, "out-of-range", "", "tolerance"),
    ("rate", "", "answer", None, "missing-key", "", "answer"),
    ("week", "", "content", "一周见 [[visits]] 次。", "quiz-key", "blank", "part"),
    ("week", "", "content", "[[visits]] [[hours]] [[days]]", "unknown-field", "", "content"),
    ("week", "visits", "answer", None, "missing-key", "", "answer"),
    ("who", "user", "answer", None, "missing-key", "", "answer"),
]


ELSEWHERE = {
    ("week", "quiz-key", "blank"): ("week", "hours"),
    ("pick", "workbook-id", "twice"): ("several", ""),
    ("follow", "workbook-id", "twice"): ("follow", "false"),
    ("follow", "quiz-key", "several"): ("follow", "false"),
}
"""Problems that show in another row than the one that was edited."""


@pytest.mark.parametrize("case", CELLS, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}-{case[4]}-{case[5]}")
def test_a_cell_is_told_where_it_is(book: Book, case: Case) -> None:
    question, part, column, typed, code, variant, told = case
    row = book.row(question, part)
    elsewhere = ELSEWHERE.get(
        (question, code, variant), (question, "") if (code, told) == ("quiz-key", "row") else None
    )
    rows = {book.row(*elsewhere) if elsewhere else row}
    book.put(row, column, typed)
    result = book.take()
    assert result.taken is None
    found = [one for one in result.problems if one.name == code and one.severity == "error"]
    assert found, result.told
    where = {(one.cell.sheet, one.line, one.cell.letters) for one in found if one.cell}
    letters = book.at(row, told).rstrip("0123456789")
    assert where & {("小测", at, letters) for at in rows}, result.told
    assert dict(found[0].args).get("case", "") == variant
    shown = as_text(result.found)
    assert "‹" not in shown
    assert "edited.xlsx[小测]:" in shown
    assert f"第 {next(iter(rows))} 行 {letters} 列" in shown
    assert not any("\u4e00" <= char <= "\u9fff" for one in found for char in _english(one))


def _english(found: Any) -> str:
    """A problem in English without what the author wrote and what columns are called."""
    words = found.message("en") + found.hint("en")
    for said in (*dict(found.args).values(), "不对", "对"):
        for one in sorted(said if isinstance(said, tuple) else (said,), key=len, reverse=True):
            words = words.replace(one[:59], "")
    return words


def test_all_problems_are_told_at_once(book: Book) -> None:
    for question, part, column, typed, *_ in (CELLS[5], CELLS[7], CELLS[12], CELLS[15], CELLS[23]):
        book.put(book.row(question, part) if question != "pick" or part else 3, column, typed)
    book.put(book.row("who", "user"), "content", None)
    result = book.take()
    assert {one.name for one in result.problems} >= {"workbook-row", "workbook-id", "workbook-value", "missing-key"}
    assert (book.root / PATH).read_text("utf-8") == ALL


def formula(book: Book) -> None:
    book.sheet()["C3"] = "=A1&B1"


def error(book: Book) -> None:
    book.sheet()["C3"] = "#REF!"
    book.sheet()["C3"].data_type = "e"


def percent(book: Book) -> None:
    cell = book.sheet().cell(book.row("rate"), book.column("answer"))
    cell.value, cell.number_format = 0.3, "0%"


def merged(book: Book) -> None:
    book.sheet().merge_cells("A3:A5")


def renamed(book: Book) -> None:
    book.sheet().cell(2, book.column("explain")).value = "解释说明"


def doubled(book: Book) -> None:
    book.sheet().cell(2, 20).value = "内容"


def no_heads(book: Book) -> None:
    book.sheet().delete_rows(2)


def no_marker(book: Book) -> None:
    book.sheet()["A1"] = None


def wrong_marker(book: Book) -> None:
    book.sheet()["A1"] = "chekc"


def twice(book: Book) -> None:
    book.book.copy_worksheet(book.sheet())


def wrong_quiz(book: Book) -> None:
    book.book["卷子"]["A3"] = "chekc"


def same_quiz(book: Book) -> None:
    book.book["卷子"]["A4"] = "check"


def loose(book: Book) -> None:
    book.sheet().delete_rows(3)


def sample(book: Book) -> None:
    book.paste(book.template("数值题"))


def no_options(book: Book) -> None:
    book.paste([["", "单选题", "问什么？"]])


def control(book: Book) -> None:
    book.put(4, "content", "a\x7fb")


@pytest.mark.parametrize(
    ("edit", "code", "case", "cell"),
    [
        (formula, "workbook-formula", "", "C3"), (error, "workbook-formula", "error", "C3"), (percent, "workbook-value", "percent", ""),
        (merged, "workbook-merged", "", "A3"), (renamed, "workbook-head", "", "E2"), (doubled, "workbook-head", "twice", "T2"),
        (no_heads, "workbook-head", "row", "A2"), (no_marker, "workbook-sheet", "marker", "A1"), (wrong_marker, "workbook-sheet", "unknown", "A1"),
        (twice, "workbook-sheet", "twice", "A1"), (wrong_quiz, "workbook-id", "quiz", "A3"), (same_quiz, "workbook-id", "twice", "A4"),
        (loose, "workbook-row", "loose", "B3"), (sample, "workbook-row", "sample", ""), (no_options, "missing-key", "parts", ""),
        (control, "control-character", "", "C4"),
    ],
)  # fmt: skip
def test_a_sheet_is_told_what_is_wrong(
    book: Book, edit: Callable[[Book], None], code: str, case: str, cell: str
) -> None:
    edit(book)
    result = book.take()
    assert result.taken is None
    found = [one for one in result.problems if one.name == code]
    assert found, result.told
    assert dict(found[0].args).get("case", "").removesuffix("-near") == case
    assert found[0].cell
    assert not cell or f"{found[0].cell.letters}{found[0].line}" == cell
    assert "‹" not in as_text(result.found) + as_json(result.found, "en")


def test_columns_may_change_places_and_have_company(book: Book) -> None:
    sheet = book.sheet()
    sheet.move_range("C2:D40", cols=20)
    sheet["C2"] = "我的备注"
    sheet["C5"] = "问过何蔚"
    book.book["卷子"]["M9"] = "别处的话"
    result = book.take()
    assert (result.told, result.taken and result.taken.files) == ([], {})


def test_a_missing_sheet_is_no_problem_and_none_at_all_is(book: Book) -> None:
    del book.book["小测"]
    result = book.take(remove=True)
    assert (result.told, result.taken and result.taken.files) == ([], {})
    for name in ("卷子", "另一张"):
        del book.book[name]
    assert book.take().told == [("workbook-sheet", "edited.xlsx", "")]


def test_what_an_alias_shares_is_told(tmp_path: Path) -> None:
    text = ALL.replace("why: 别人的隐私。}", "why: &why 别人的隐私。}").replace(
        "why: 还没问就先让了。}", "why: 还没问就先让了。}"
    )
    book = Book(
        tmp_path, text.replace("hint: 先问。", "hint: &hint 先问。").replace("explain: 先让人放心。", "explain: *hint")
    )
    book.put(book.row("first"), "explain", "放心。")
    result = book.take()
    assert result.told == [("workbook-change", book.at(book.row("first"), "explain"), "解释")]


def test_errors_of_the_handbook_come_first(book: Book) -> None:
    (book.root / OTHER).write_text("id: other\n", "utf-8")
    result = book.take()
    assert {one.file for one in result.problems if one.severity == "error"} == {OTHER}
    assert "id: other" in as_text(result.found), "the line is shown"


# --- files that are no workbook, or one that nobody should open


def package(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def parts_of(book: Book) -> dict[str, bytes]:
    return unpacked(book.saved().read_bytes())


def bomb(_: Book) -> bytes:
    return package({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b" " * 200_000_000})


def many_tags(book: Book) -> bytes:
    parts = parts_of(book)
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
        b"<cellXfs", b"<cellXfs>" + b"<xf/>" * 2_000_000 + b"<cellXfs"
    )
    return package(parts)


def entities(book: Book) -> bytes:
    parts = parts_of(book)
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    parts["xl/workbook.xml"] = lol + parts["xl/workbook.xml"]
    return package(parts)


def external(book: Book) -> bytes:
    parts = unpacked(book.export())
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    parts["xl/sharedStrings.xml"] = head + parts["xl/sharedStrings.xml"].replace(b"<t>", b"<t>&f;", 1)
    assert b"&f;" in parts["xl/sharedStrings.xml"]
    return package(parts)


def utf7(book: Book) -> bytes:
    parts = parts_of(book)
    parts["xl/workbook.xml"] = b'<?xml version="1.0" encoding="UTF-7"?>' + parts["xl/workbook.xml"]
    return package(parts)


def macros(book: Book) -> bytes:
    parts = parts_of(book)
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )
    return package(parts)


def million_rows(book: Book) -> bytes:
    parts = parts_of(book)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(100, 1_000_100))
    parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet3.xml"].replace(
        b"</sheetData>", rows + b"</sheetData>"
    )
    return package(parts)


def far_row(book: Book) -> bytes:
    book.sheet()["C1048576"] = "远处"
    return book.saved().read_bytes()


def many_cells(book: Book) -> bytes:
    parts = parts_of(book)
    row = b'<row r="200">' + b"<c><v>1</v></c>" * 400_000 + b"</row>"
    parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet3.xml"].replace(
        b"</sheetData>", row + b"</sheetData>"
    )
    return package(parts)


HOSTILE: list[tuple[Callable[[Book], bytes], str, str, str]] = [
    (bomb, "a.xlsx", "workbook-too-large", "unpacked"),
    (many_tags, "a.xlsx", "workbook-too-large", "unpacked"),
    (many_cells, "a.xlsx", "workbook-too-large", "cells"),
    (lambda _: b"PK" + b"\0" * (read_xlsx.MOST_BYTES + 1), "a.xlsx", "workbook-too-large", "bytes"),
    (far_row, "a.xlsx", "workbook-too-large", "rows"),
    (entities, "a.xlsx", "workbook-unreadable", "entity"),
    (external, "a.xlsx", "workbook-unreadable", "entity"),
    (utf7, "a.xlsx", "workbook-unreadable", "entity"),
    (macros, "a.xlsm", "workbook-unreadable", "macro"),
    (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "workbook-unreadable", "ole"),
    (lambda _: "题号,行\n".encode("gb18030"), "a.csv", "workbook-unreadable", "suffix"),
    (lambda _: b"", "a.xlsx", "workbook-unreadable", "other"),
    (lambda _: b"%PDF-1.7", "a.xlsx", "workbook-unreadable", "other"),
    (
        lambda _: package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}),
        "a.xlsx",
        "workbook-unreadable",
        "other",
    ),
    (lambda book: book.saved().read_bytes()[:3000], "a.xlsx", "workbook-unreadable", "damaged"),
    (lambda book: package({**parts_of(book), "xl/workbook.xml": b"<x>"}), "a.xlsx", "workbook-unreadable", "damaged"),
    (
        lambda book: package({**parts_of(book), "xl/worksheets/sheet3.xml": b"<x"}),
        "a.xlsx",
        "workbook-unreadable",
        "damaged",
    ),
]


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: f"{case[2]}-{case[3]}")
def test_hostile_files_are_answered_at_once(
    book: Book, tmp_path: Path, case: tuple[Callable[[Book], bytes], str, str, str]
) -> None:
    make, name, code, variant = case
    (tmp_path / name).write_bytes(make(book))
    began = time.process_time()
    assert plan_import(book.root, tmp_path / name, sink := Diagnostics()) is None
    assert time.process_time() - began < 3
    assert [(one.name, dict(one.args)["case"]) for one in sink] == [(code, variant)]
    assert "‹" not in as_text(sink) + as_json(sink, "en")


def test_a_million_rows_are_not_read(book: Book, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(million_rows(book))
    began = time.process_time()
    assert plan_import(book.root, tmp_path / "a.xlsx", sink := Diagnostics()) is None
    assert time.process_time() - began < 3
    assert {one.name for one in sink} == {"workbook-too-large"}


def test_empty_rows_with_formats_are_no_matter(book: Book, tmp_path: Path) -> None:
    """Some programs save a format for every row there could be."""
    parts = parts_of(book)
    rows = b"".join(b'<row r="%d" ht="20" customHeight="1"/>' % row for row in range(5_000, 60_000))
    parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet3.xml"].replace(
        b"</sheetData>", rows + b"</sheetData>"
    )
    (tmp_path / "a.xlsx").write_bytes(package(parts))
    taken = plan_import(book.root, tmp_path / "a.xlsx", sink := Diagnostics())
    assert (taken and taken.files, len(sink)) == ({}, 0)


def test_wrong_dimensions_and_rich_text_are_no_matter(book: Book, tmp_path: Path) -> None:
    parts = unpacked(book.export())
    sheet = parts["xl/worksheets/sheet3.xml"]
    start = sheet.index(b"<dimension")
    parts["xl/worksheets/sheet3.xml"] = (
        sheet[:start] + b'<dimension ref="A1"/>' + sheet[sheet.index(b"/>", start) + 2 :]
    )
    strings = parts["xl/sharedStrings.xml"]
    whole = "<t>马上让价</t>".encode()
    assert whole in strings
    rich = "<r><t>马上</t></r><r><rPr><b/></rPr><t>让价</t></r>".encode()
    parts["xl/sharedStrings.xml"] = strings.replace(whole, rich)
    (tmp_path / "a.xlsx").write_bytes(package(parts))
    taken = plan_import(book.root, tmp_path / "a.xlsx", sink := Diagnostics())
    assert (taken and taken.files, len(sink)) == ({}, 0), as_text(sink)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("whole"))


@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_is_told_and_never_a_traceback(whole: Book, data: st.DataObject) -> None:
    """Bytes that change inside any part of the package."""
    parts = unpacked(whole.export())
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(parts)))
        at = data.draw(st.integers(0, max(0, len(parts[name]) - 1)))
        junk = data.draw(
            st.sampled_from([b"", b"<", b">", b'"', b"0", b"9999999999", b"\xff", b"&#0;", b"<c/>", b"<v>x</v>", b"-"])
        )
        parts[name] = parts[name][:at] + junk + parts[name][at + data.draw(st.integers(0, 40)) :]
    (whole.root / "a.xlsx").write_bytes(package(parts))
    taken = plan_import(whole.root, whole.root / "a.xlsx", sink := Diagnostics())
    assert taken is not None or sink.error_count
    assert "internal-error" not in {one.name for one in sink}
    as_text(sink)


def test_links_to_other_workbooks_are_not_followed(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(socket, "socket", None)
    book.sheet()["C3"] = "='[other.xlsx]Sheet1'!A1"
    book.sheet()["C4"].hyperlink = "http://example.invalid/"
    assert ("workbook-formula", "C3", "内容") in book.take().told


# --- the command line


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["bank", *arguments])


def test_the_way_of_a_trainer(book: Book, tmp_path: Path) -> None:
    root = ("--root", str(book.root))
    made = run("export", *root)
    target = tmp_path / "build" / "bank.xlsx"
    assert (made.exit_code, made.output.strip()) == (0, str(target))
    assert run("export", *root).exit_code == 0, "the same again does no harm"
    opened = openpyxl.load_workbook(target)
    opened["小测"]["C3"] = "客户说太贵。\n先做什么？"
    opened.save(target)
    refused = run("export", *root)
    assert refused.exit_code == 1
    assert "HB795" in refused.output
    dry = run("import", str(target), "--dry-run", *root)
    assert dry.exit_code == 0
    assert "改 1，新增 0，删除 0" in dry.output
    assert "没有写任何文件" in dry.output
    assert (tmp_path / PATH).read_text("utf-8") == ALL
    done = run("import", str(target), *root, "--lang", "en")
    assert (
        done.output
        == f"{PATH}: 1 changed, 0 new, 0 removed.\n  changed: pick\nImported.\nExport again before you go on.\n"
    )
    assert "客户说太贵。" in (tmp_path / PATH).read_text("utf-8")
    assert "没有要改的" in run("import", str(target), *root).output
    assert run("export", *root, "--force").exit_code == 0


def test_a_program_reads_json(book: Book) -> None:
    book.put(book.row("rate"), "answer", "三十")
    answer = run("import", str(book.saved()), "--format", "json", "--root", str(book.root))
    assert answer.exit_code == 1
    told = json.loads(answer.output)
    assert told["written"] is False
    problem = told["diagnostics"][0]
    assert (problem["code"], problem["sheet"], problem["head"]) == ("HB788", "小测", "答案")
    assert problem["cell"] == book.at(book.row("rate"), "answer")
    book.put(book.row("rate"), "answer", 31)
    answer = run("import", str(book.saved()), "--format", "json", "--root", str(book.root))
    files = {one["file"]: one for one in json.loads(answer.output)["files"]}
    assert files[PATH]["questions"]["changed"] == ["rate"]
    assert files[OTHER]["changed"] is False


def test_unknown_quizzes_and_files(book: Book, tmp_path: Path) -> None:
    assert run("export", "--quiz", "nope", "--root", str(book.root)).exit_code == 2
    assert run("import", str(tmp_path / "nope.xlsx"), "--root", str(book.root)).exit_code == 2
    assert run("export", "--quiz", "check", "--out", str(tmp_path / "x.xlsx"), "--root", str(book.root)).exit_code == 0


def test_new_warnings_are_told_and_strict_refuses_them(book: Book) -> None:
    book.put(book.row("rate"), "content", "20次里成 6 个，是百分之几？")
    answer = run("import", str(book.saved()), "--strict", "--root", str(book.root))
    assert answer.exit_code == 1
    assert "HB714" in answer.output
    assert (book.root / PATH).read_text("utf-8") == ALL
    answer = run("import", str(book.saved()), "--root", str(book.root))
    assert answer.exit_code == 0
    assert "HB714" in answer.output
    assert (book.root / PATH).read_text("utf-8") != ALL


def test_half_written_is_not_written(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    book.put(book.row("rate"), "answer", 31)
    book.put(4, "minutes", 4, "卷子")
    written: list[Path] = []
    write_bytes = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        written.append(self)
        if len(written) > 1:
            raise OSError(28, "No space left on device", str(self))
        return write_bytes(self, data)

    source = book.saved()
    monkeypatch.setattr(Path, "write_bytes", full)
    answer = run("import", str(source), "--root", str(book.root))
    assert answer.exit_code == 1
    assert "HB902" in answer.output
    assert (book.root / PATH).read_text("utf-8") == ALL
    assert list(book.root.rglob("*.part")) == []
