"""What somebody edits in the workbook comes into the YAML file; what they did not stays as it was."""

from __future__ import annotations

import copy
import difflib
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from handbook.content.load import load
from handbook.content.resolve import resolve
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.exchange.bank.export import quizzes, workbook
from handbook.exchange.bank.importer import plan_import
from handbook.exchange.bank.labels import Labels, meant
from handbook.exchange.bank.layout import COLUMNS, OWN, TYPES, cells_of
from handbook.exchange.bank.parse import as_number
from handbook.exchange.bank.rows import plain_text, tidy
from handbook.exchange.cells import quoted, unquoted
from handbook.source import parse
from handbook.source.edit import rewritten
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.support.books import ALL, PATH, Book
from tests.support.handbooks import OURS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def lines(before: str, after: str) -> list[str]:
    """What a change does to a text, line by line."""
    found = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in found if line[0] in "+-" and not line.startswith(("+++", "---"))]


# --- nothing changes


def test_all_our_quizzes_come_back_as_they_went(tmp_path: Path) -> None:
    """As it was written, and as another program saves it: no file would change."""
    loaded = load(OURS, Diagnostics())
    assert len(quizzes(loaded)) == 13
    data = workbook(loaded, ())
    assert workbook(loaded, ()) == data, "the same bytes for the same quizzes"
    (tmp_path / "a.xlsx").write_bytes(data)
    openpyxl.load_workbook(tmp_path / "a.xlsx").save(tmp_path / "b.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        taken = plan_import(OURS, tmp_path / name, sink := Diagnostics(), remove=True)
        assert taken is not None, as_text(sink)
        assert (taken.files, len(sink)) == ({}, 0)
        assert len(taken.merged) == 13
        assert not any(one.kept or one.newer or one.moved or one.settings for one in taken.merged.values())


def test_every_type_comes_back_as_it_went(book: Book) -> None:
    result = book.take(remove=True)
    assert (result.told, result.taken and result.taken.files) == ([], {})


def test_only_the_wanted_quizzes(book: Book) -> None:
    book.export("other")
    assert book.book.sheetnames == ["说明", "卷子", "另一张", "模板", "选单"]
    assert book.take(remove=True).taken


def test_a_handbook_in_english(book: Book) -> None:
    path = book.root / "content/handbook.yml"
    path.write_text(path.read_text("utf-8") + "language: en\n", "utf-8")
    book.export()
    assert book.book.sheetnames == ["Read me", "Quizzes", "小测", "另一张", "Template", "Lists"]
    assert book.sheet()["B3"].value == "Single choice"
    assert book.take(remove=True).taken.files == {}  # type: ignore[union-attr]
    book.put(book.row("pick"), "level", "评价")
    book.brought()
    assert book.questions["pick"]["level"] == "evaluate", "what is typed is understood in any language"


def choices(book: Book, cell: str) -> list[str]:
    """What a cell's list offers."""
    for rule in book.sheet().data_validations.dataValidation:
        if cell in rule.sqref:
            name, _, span = rule.formula1.rpartition("!")
            sheet = book.book[name.strip("'")] if name else book.sheet()
            first, _, last = span.replace("$", "").partition(":")
            return [row[0].value for row in sheet[first : last or first]]
    return []


def test_there_are_lists_to_choose_from(book: Book) -> None:
    assert choices(book, "B3")[:2] == ["单选题", "多选题"]
    assert choices(book, "H3") == ["记住", "理解", "应用", "分析", "评价", "创造"]
    assert choices(book, "G3") == ["basics.rate"]
    assert choices(book, "L3") == ["是", "否"]
    assert choices(book, book.at(book.row("pick", "cut"), "answer")) == ["✓"]
    assert choices(book, book.at(book.row("today", "cards"), "answer")) == ["今天做", "记下"]
    assert choices(book, book.at(book.row("rate"), "answer")) == []
    assert book.sheet().column_dimensions["P"].hidden
    assert book.sheet().freeze_panes == "C3"


def test_no_cell_begins_like_a_formula(book: Book) -> None:
    for sheet in book.book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@")) or isinstance(cell.value, float), cell
    assert book.sheet().cell(book.row("who", kind="多余项") + 1, book.column("answer")).value == "'=没有人管"


# --- cells change


@pytest.mark.parametrize(
    ("question", "part", "column", "typed", "change"),
    [
        ("pick", "ask", "content", "问清和谁比", ["-        text: 问清在比什么", "+        text: 问清和谁比"]),
        ("pick", "cut", "explain", "先让就没了：价。",
         ["-      - {id: cut, text: 马上让价, why: 还没问就先让了。}", "+      - {id: cut, text: 马上让价, why: 先让就没了：价。}"]),
        ("pick", "", "content", "客户说贵。\n怎么办？", ["-      先做什么？", "+      怎么办？"]),
        ("pick", "", "content", "贵？", ["-    ask: |", "-      客户说贵。", "-      先做什么？", "+    ask: 贵？"]),
        ("pick", "", "hint", None, ["-    hint: 先问。"]),
        ("pick", "", "level", "评价", ["-    level: apply", "+    level: evaluate"]),
        ("pick", "", "points", 2.5, ["+    points: 2.5"]),
        ("pick", "", "outcome", "basics.rate", ["+    outcome: basics.rate"]),
        ("several", "", "shuffle", "是", ["-    shuffle: false", "+    shuffle: true"]),
        ("several", "", "alike", "visits", ["+    alike: visits"]),
        ("follow", "true", "explain", "不等。", ["-    why_true: 等三天，别家的也到了。", "+    why_true: 不等。"]),
        ("week", "visits", "answer", "10\n十次", ['-      - {id: visits, label: 次数, accept: ["10", 10 次]}',
                                                 '+      - {id: visits, label: 次数, accept: ["10", 十次]}']),
        ("rate", "", "answer", "31", ["-    answer: 30", "+    answer: 31"]),
        ("rate", "", "answer", "−3．5", ["-    answer: 30", "+    answer: -3.5"]),
        ("rate", "", "tolerance", None, ["-    tolerance: 0.5"]),
        ("rate", "", "unit", "=%", ['-    unit: "%"', "+    unit: =%"]),
        ("who", "user", "answer", "顺不顺手", ["-      - {id: user, left: 使用部门, right: 好不好用}",
                                            "+      - {id: user, left: 使用部门, right: 顺不顺手}"]),
        ("today", "cards", "answer", "今天做", ["-      - {id: cards, label: 整理名片, bucket: note, why: 没人等。}",
                                             "+      - {id: cards, label: 整理名片, bucket: do, why: 没人等。}"]),
    ],
)  # fmt: skip
def test_a_cell_changes_its_lines_only(
    book: Book, question: str, part: str, column: str, typed: object, change: list[str]
) -> None:
    book.put(book.row(question, part), column, typed)
    before = book.text
    result = book.brought()
    assert lines(before, book.text) == change
    merged = result.taken.merged[PATH] if result.taken else None
    assert merged
    assert (merged.changed, merged.added, merged.kept) == ([question], [], [])
    assert book.take().taken.files == {}, "the second time there is nothing left to change"  # type: ignore[union-attr]


def test_another_option_is_right(book: Book) -> None:
    book.put(book.row("pick", "ask"), "answer", None)
    book.put(book.row("pick", "wait"), "answer", "√")
    before = book.text
    book.brought()
    assert lines(before, book.text) == ["-        right: true   # 核过", "+        right: true"]
    options = {one["id"]: one.get("right") for one in book.questions["pick"]["options"]}
    assert options == {"ask": None, "cut": None, "wait": True}


def test_a_statement_is_true_after_all(book: Book) -> None:
    book.put(book.row("follow", "true"), "answer", "✓")
    book.put(book.row("follow", "false"), "answer", "否")
    before = book.text
    book.brought()
    assert lines(before, book.text) == ["-    answer: false", "+    answer: true"]


def test_the_quiz_itself(book: Book) -> None:
    book.put(3, "pass_percent", 75, "卷子")
    book.put(3, "confidence", "否", "卷子")
    book.put(3, "feedback", "交卷后", "卷子")
    before = book.text
    result = book.brought()
    assert lines(before, book.text) == [
        "-confidence: true",
        "+pass_percent: 75",
        "+confidence: false",
        "+feedback: end",
    ]
    assert result.taken
    assert result.taken.merged[PATH].settings


def test_single_choice_may_become_multiple(book: Book) -> None:
    book.put(book.row("pick"), "row", "多选题")
    book.put(book.row("pick", "wait"), "answer", "✓")
    before = book.text
    book.brought()
    assert lines(before, book.text) == ["-    type: single", "+    type: multiple", "+        right: true"]


# --- rows come, go and move


@pytest.mark.parametrize("kind", TYPES)
def test_a_template_becomes_a_question(book: Book, kind: str) -> None:
    rows = book.template(Labels("zh").kind(kind))
    rows[0][2] = f"{rows[0][2]} 改过"
    book.paste(rows)
    before = book.text
    result = book.brought()
    assert [one for one in result.problems if one.severity == "error"] == []
    added = result.taken.merged[PATH].added if result.taken else []
    assert len(added) == 1
    assert book.questions[added[0]]["type"] == kind
    assert [line for line in lines(before, book.text) if line.startswith("-")] == []
    assert book.text.index(added[0]) < book.text.index("# 最后")
    assert book.take().taken.files == {}, "a workbook without the new ids does not add them again"  # type: ignore[union-attr]


def test_a_question_may_go_between_others(book: Book) -> None:
    row = book.row("several")
    book.sheet().insert_rows(row, 2)
    for at, cells in enumerate([["", "数值题", "二加二？", 4, "数一数。"], [None]]):
        for column, cell in enumerate(cells, 1):
            book.sheet().cell(row + at, column).value = cell
    book.brought()
    assert list(book.questions)[1].startswith("q-")


def test_an_option_is_added(book: Book) -> None:
    row = book.row("pick", "cut")
    book.sheet().insert_rows(row)
    for column, cell in (("row", "选项"), ("content", "请主管来谈"), ("explain", "还没到那一步。")):
        book.put(row, column, cell)
    book.brought()
    ids = [one["id"] for one in book.questions["pick"]["options"]]
    assert [ids[0], *ids[2:]] == ["ask", "cut", "wait"]
    assert ids[1].startswith("n-")
    assert "right: true   # 核过" in book.text
    assert book.take().taken.files == {}  # type: ignore[union-attr]


def test_rows_that_are_gone_stay_unless_told(book: Book) -> None:
    book.sheet().delete_rows(book.row("pick", "wait"))
    book.sheet().delete_rows(book.row("rate"))
    kept = book.take()
    assert kept.taken
    assert kept.taken.files == {}
    assert kept.taken.merged[PATH].kept == ["rate", "pick/wait"]
    before = book.text
    book.brought(remove=True)
    assert lines(before, book.text) == [
        "-      - id: wait", "-        text: 等他再说", "-        why: 等来的多半是别家。",
        "-  - id: rate", "-    type: numeric", "-    ask: 20 次里成 6 个，是百分之几？", "-    answer: 30",
        "-    tolerance: 0.5", '-    unit: "%"', "-    explain: 6 ÷ 20 ＝ 30%。",
    ]  # fmt: skip


def move_rows(book: Book, first: int, count: int, to: int) -> None:
    """Cut rows and insert them in front of another one, as people do."""
    sheet = book.sheet()
    cut = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=first + count - 1)]
    sheet.delete_rows(first, count)
    target = to - count if to > first else to
    sheet.insert_rows(target, count)
    for at, cells in enumerate(cut):
        for column, cell in enumerate(cells, 1):
            sheet.cell(target + at, column).value = cell


def test_questions_and_steps_may_move(book: Book) -> None:
    move_rows(book, book.row("first", "next"), 1, book.row("first", "aim"))
    move_rows(book, book.row("rate"), 1, book.row("pick"))
    before = book.text
    result = book.brought()
    assert list(book.questions)[:2] == ["rate", "pick"]
    assert [one["id"] for one in book.questions["first"]["items"]] == ["next", "aim", "now"]
    assert result.taken
    assert result.taken.merged[PATH].moved
    assert sorted(set(before.split("\n")) - set(book.text.split("\n"))) == [
        "    items: [{id: aim, label: 说来意}, {id: now, label: 问现状}, {id: next, label: 约下一步}]"
    ]
    assert book.text.index("- id: rate") < book.text.index("# 第一题的来历") < book.text.index("- id: pick")


# --- two people


def rewrite(book: Book, old: str, new: str) -> None:
    assert old in book.text
    (book.root / PATH).write_text(book.text.replace(old, new), "utf-8")


def test_what_the_handbook_changed_meanwhile_stays(book: Book) -> None:
    rewrite(book, "text: 等他再说", "text: 等他来电")
    rewrite(book, "confidence: true", "confidence: false")
    book.put(book.row("rate"), "answer", 31)
    result = book.brought()
    assert "text: 等他来电" in book.text
    assert "confidence: false" in book.text
    assert "answer: 31" in book.text
    assert result.taken
    assert result.taken.merged[PATH].newer == ["check", "pick"]


def test_what_both_changed_is_a_conflict(book: Book) -> None:
    rewrite(book, "text: 等他再说", "text: 等他来电")
    book.put(book.row("pick", "wait"), "content", "等一等")
    book.put(3, "minutes", 9, "卷子")
    rewrite(book, "minutes: 5", "minutes: 6")
    result = book.take()
    assert result.told == [
        ("workbook-change", "A3", "卷号"),
        ("workbook-change", book.at(book.row("pick"), "question"), "题号"),
    ]


def test_both_may_change_the_same_to_the_same(book: Book) -> None:
    rewrite(book, "text: 等他再说", "text: 等一等")
    book.put(book.row("pick", "wait"), "content", "等一等")
    result = book.take()
    assert (result.told, result.taken and result.taken.files) == ([], {})


def test_what_is_new_in_the_handbook_is_not_removed(book: Book) -> None:
    extra = "  - {id: fresh, type: numeric, ask: 二加二？, answer: 4, explain: 数。}\n"
    rewrite(book, "# 最后", extra + "# 最后")
    result = book.take(remove=True)
    assert result.taken
    assert (result.taken.files, result.taken.merged[PATH].removed, result.taken.merged[PATH].kept) == ({}, [], [])


def test_a_former_id_is_still_known(book: Book) -> None:
    rewrite(book, "id: rate\n    type: numeric", "id: hit-rate\n    was: [rate]\n    type: numeric")
    book.put(book.row("rate"), "answer", 31)
    book.sheet().cell(book.row("rate"), book.column("stamp")).value = None
    book.brought()
    assert book.questions["hit-rate"]["answer"] == 31


def test_a_class_keeps_its_items_when_it_is_renamed(book: Book) -> None:
    book.put(book.row("today", "do"), "content", "现在就做")
    book.brought()
    assert [one["bucket"] for one in book.questions["today"]["items"]] == ["do", "note"]


def test_files_keep_their_line_ends_and_marks(tmp_path: Path) -> None:
    book = Book(tmp_path)
    (tmp_path / PATH).write_bytes(b"\xef\xbb\xbf" + ALL.replace("\n", "\r\n").encode())
    book.export()
    book.put(book.row("pick"), "hint", "一\n二")
    book.brought()
    data = (tmp_path / PATH).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# yaml")
    assert data.count(b"\n") == data.count(b"\r\n") == ALL.count("\n") + 2


# --- properties

WORDS = st.one_of(
    st.text("甲乙 abc，。“”-=+@'#:?|>[]{}\"\\%0159\n", max_size=12),
    st.sampled_from(["是", "✓", "应用", "单选题", "选项", "3.5", "1,200", "a: b", "=1+1", "'=1", "''=1", "[[visits]]",
                     "basics.rate", "basics.none", "今天做", "do", "对", "x" * 400, "-", "null", "1\n2", " 甲 "]),
    st.integers(-5, 10**6), st.floats(-10, 10).map(lambda value: round(value, 3)), st.booleans(), st.none(),
)  # fmt: skip

TYPED = tuple(column for column in COLUMNS if column != "stamp")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("shared"))


@given(data=st.data())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_typed_cell_is_taken_as_typed_or_told(shared: Book, data: st.DataObject) -> None:
    """Whatever is typed into whichever cell: it stands in the file as typed, or the problem names sheet and cell."""
    book = shared
    (book.root / PATH).write_text(ALL, "utf-8")
    book.export()
    sheet = book.sheet()
    row = data.draw(st.integers(3, sheet.max_row))
    column = data.draw(st.sampled_from(TYPED))
    typed = data.draw(WORDS)
    book.put(row, column, typed)
    result = book.take()
    if result.taken is None:
        errors = [one for one in result.problems if one.severity == "error"]
        assert errors
        assert all(one.cell and one.file.endswith("[小测]") for one in errors), result.told
        return
    if column in OWN or typed is None:
        return
    for path, text in result.taken.files.items():
        (book.root / path).write_bytes(text)
    expected = _cell_of(sheet, book, row, column)
    book.export()
    assert _cell_of(book.sheet(), book, row, column) == expected


def _cell_of(sheet: Any, book: Book, row: int, column: str) -> str | None:
    """What a cell means, whatever it looks like."""
    value = sheet.cell(row, book.column(column)).value
    kind = meant("kinds", str(sheet.cell(row, 2).value)) or ""
    field = cells_of(kind).get(column)
    text = "" if value is None else tidy(unquoted(plain_text(value)))
    if field is None or not text:
        return text
    if field.kind in ("level", "mark", "bool", "verdict"):
        return meant("verdicts" if field.kind == "verdict" else field.kind, text) or ""
    if field.kind == "number":
        return as_number(text)
    if field.kind == "lines":
        parts = re.split(r"[\s,，、;；]+", text) if field.key == "clauses" else text.split("\n")
        return "\n".join(part.strip() for part in parts if part.strip())
    if field.kind == "bucket":
        return {"do": "今天做", "note": "记下"}.get(text, text)
    return text


LINES = st.one_of(
    st.text("甲乙 ab，“”-=+@'#:?|>[]{}\"\\%0159_x\t\u3000🙂\u00a0", min_size=1, max_size=12),
    st.sampled_from(
        ["=1+1", "'=1", "''=1", "＝1", "true", "1.50", "_x000D_", "_x0041_", "x005F_", "<b>&amp;", " 甲 ", "✓", "-"]
    ),
)


@given(texts=st.lists(LINES, min_size=8, max_size=8), prose=st.lists(LINES, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_question_says_comes_back(shared: Book, texts: list[str], prose: list[str]) -> None:
    """Export and import are each other's inverse, through another program too, whatever the texts are."""
    book = shared
    document = parse(PATH, ALL.encode(), Diagnostics())
    assert document
    wanted: Any = copy.deepcopy(document.value)
    by_id = {one["id"]: one for one in wanted["questions"]}
    by_id["pick"]["options"][1] |= {"text": texts[0], "why": "\n".join(prose)}
    by_id["pick"]["hint"] = "\n".join(prose) + "\n\n"
    by_id["week"]["blanks"][0]["accept"] = texts[:3]
    by_id["who"]["pairs"][0] |= {"left": texts[3], "right": texts[4]}
    by_id["who"]["extra"] = texts[4:7]
    by_id["today"]["buckets"][0]["label"] = texts[7]
    by_id["today"]["buckets"][1]["label"] = texts[6]
    text = rewritten(document, ALL, wanted)
    (book.root / PATH).write_text(text, "utf-8")
    resolve(load(book.root, sink := Diagnostics()), sink)
    assume(not sink.error_count)
    data = book.export()
    assert book.take(remove=True).taken.files == {}  # type: ignore[union-attr]
    (book.root / "plain.xlsx").write_bytes(data)
    taken = plan_import(book.root, book.root / "plain.xlsx", sink := Diagnostics(), remove=True)
    assert (taken and taken.files, len(sink)) == ({}, 0)


@given(st.text("'=+-@＝ \t甲a\n", max_size=8))
def test_what_is_quoted_comes_back(text: str) -> None:
    assert unquoted(quoted(text)) == text
    assert not quoted(text).lstrip().startswith(tuple("=+-@＝"))
