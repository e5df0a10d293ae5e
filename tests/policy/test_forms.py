"""Forms: blank from the scheme, filled from records and facts; a notice refuses what the row does not allow."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from handbook.commands import papers
from handbook.papers.fonts import find_fonts
from handbook.papers.scheme.form_paper import form_document
from handbook.papers.scheme.pdf import pdf
from handbook.papers.scheme.word import word
from handbook.policy import forms
from handbook.policy.deadlines import Calendar, calendar_days, is_day, months, working_days
from handbook.policy.fill_form import Filling, fill
from hypothesis import given
from hypothesis import strategies as st

from tests.support import releases

FACTS: dict[str, Any] = {
    "number": "LQ-2027-03", "person": "甲", "department": "西城组销售", "happened": "2027-04-06", "discovered": "2027-04-12",
    "facts": "4 月 6 日录入两条没有发生的拜访。", "quantity": "2", "evidence": ["系统日志", "门岗登记"], "intent": "故意",
    "intent_reason": "本人承认知道。", "row": "false-record-1", "excluded": "没有选错类型；不只是电话对不上。",
    "told": "2027-04-19", "heard": "2027-04-21", "defence": ["客户临时改期。"], "response": ["改期应当改记录，不采信。"],
    "circumstances": "没有减轻、加重的情况。", "decided": "2027-04-26", "delivered": "2027-04-27 当面",
}  # fmt: skip


def notice(**changed: Any) -> Filling:
    policy = releases.published()
    facts = {key: value for key, value in (FACTS | changed).items() if value is not None}
    return fill(policy, policy.releases[-1], "notice", facts)


def value(filling: Filling, ident: str) -> str:
    return next(field.value for field in filling.form.fields if field.id == ident)


def test_the_command_knows_every_form() -> None:
    name = next(one for one in papers.form.params if one.name == "name")
    assert name.type.choices == forms.names()  # type: ignore[attr-defined]
    assert [form.name for form in forms.all_forms(releases.published())] == list(forms.names())


def test_ids_are_unique_and_widths_fit() -> None:
    for form in forms.all_forms(releases.published()):
        idents = [field.id for field in form.fields] + [table.id for table in form.tables]
        assert len(idents) == len(set(idents)), form.name
        assert all(len(table.columns) == len(table.widths) for table in form.tables)
        assert all(len(row) == len(table.columns) for table in form.tables for row in table.known)
        assert form.signatures


@pytest.mark.parametrize("name", forms.names())
def test_every_form_prints(name: str) -> None:
    policy, found = releases.published(), find_fonts()
    assert found
    form = forms.blank(policy, policy.releases[1], name)
    document = form_document(releases.setting(policy), policy.releases[1], form)
    assert pdf(document, found) == pdf(document, found)
    read = docx.Document(io.BytesIO(word(document)))
    cells = {cell.text for table in read.tables for row in table.rows for cell in row.cells}
    assert {field.label for field in form.fields} <= cells
    assert read.paragraphs[0].text == form.title


def test_a_receipt_names_the_version_and_only_what_changed() -> None:
    policy = releases.published()
    first, second = (forms.blank(policy, release, "receipt") for release in policy.releases)
    known = {field.id: field.value for field in second.fields}
    frozen = policy.releases[1].frozen
    assert frozen
    assert (known["version"], known["hash"]) == ("V1.1", frozen.hash)
    assert not first.tables
    changed = {row[0]: row[2] for row in second.tables[0].known}
    assert changed["第十三条第一款"] == "改"
    assert changed["第十四条第三款第（五）项"] == "增"
    assert changed["第七十四条第二款"] == "删"


def test_minutes_say_how_many_must_come_and_agree() -> None:
    policy = releases.drafts()
    part = next(part for part in forms.blank(policy, policy.versions[0], "discussion").parts if part.note)
    assert "应到 42 人，实到至少 28 人，同意至少 22 人" in part.note


def test_a_self_check_asks_for_every_behaviour_once() -> None:
    policy = releases.published()
    rows = forms.blank(policy, policy.releases[0], "self-check").tables[0].known
    assert len(rows) == len({row[:2] for row in rows})
    assert len(rows) == len({(row.clause, row.behaviour) for row in policy.releases[0].matrix.rows})


def test_records_become_filled_forms() -> None:
    policy = releases.published()
    form = forms.from_record(policy, policy.releases[0], "discussion")
    assert form
    known = {field.id: field.value for field in form.fields}
    assert (known["held"], known["entitled"], known["favour"]) == ("2026年12月7日", "42", "34")
    assert len(form.tables[0].known) == 17
    assert forms.from_record(releases.drafts(), releases.drafts().versions[1], "discussion") is None
    assert forms.from_record(policy, policy.releases[0], "receipt") is None


def test_a_notice_quotes_clause_version_and_text_of_the_day() -> None:
    made = notice()
    assert made.problems == ()
    assert made.form.version == "1.0"
    assert value(made, "version").startswith(
        "《澜桥净水设备有限公司销售自律管理方案》V1.0（澜桥人字〔2026〕12 号），指纹 "
    )
    assert value(made, "clause") == "第八条第二款（永久编号 visit-as-was）"
    assert "做了什么就录什么；电话和视频应当录成电话和视频，不得录入没有发生的拜访。" in value(made, "quoted")
    assert "12 个月内第 1 次（矩阵 false-record-1）" in value(made, "matched")
    assert value(made, "decider") == "人力资源负责人"
    assert value(made, "measure").startswith("警告：")
    assert value(made, "lapses") == "送达之日起满 12 个月自动失效，即 2028年4月27日"
    assert "10 个工作日内" in value(made, "appeal")
    assert "最后一天是2027年5月11日" in value(made, "appeal")
    assert "15 个工作日" in value(made, "appeal_text")


def test_holidays_that_the_facts_name_are_no_working_days() -> None:
    made = notice(holidays=["2027-05-03", "2027-05-04", "2027-05-05"], workdays=["2027-05-08"])
    assert "最后一天是2027年5月13日" in value(made, "appeal")


@pytest.mark.parametrize("key", [field.id for field in forms.blank(releases.published(), releases.published().newest, "notice").fields
                                 if field.required])  # fmt: skip
def test_nothing_that_is_required_may_be_missing(key: str) -> None:
    for missing in (None, "", "  "):
        problems = notice(**{key: missing}).problems
        assert any(f"（{key}）" in problem for problem in problems), key


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"happened": "2026-12-31", "discovered": "2027-01-04"}, "没有现行的版本"),
        ({"row": "nothing"}, "V1.0 的矩阵里没有 nothing 这一行"),
        ({"row": "video-claim-1"}, "V1.0 的矩阵里没有 video-claim-1 这一行"),
        ({"quantity": None}, "缺“门槛的数”"),
        ({"quantity": "很多"}, "缺“门槛的数”"),
        ({"quantity": "0"}, "没有到这一行的门槛 1"),
        ({"quantity": "5"}, "要不满 5"),
        ({"intent": "一般过失"}, "不适用于“一般过失”"),
        ({"intent": "不知道"}, "主观状态（intent）写"),
        ({"discovered": "2027-04-01"}, "发现（2027-04-01）早于发生（2027-04-06）"),
        ({"heard": "2027-04-30"}, "决定（2027-04-26）早于听取申辩（2027-04-30）"),
        ({"decided": "2027-04-22"}, "决定得太早"),
        ({"decided": "2027-05-13", "delivered": None}, "应当在 2027-05-12 以前决定"),
        ({"decided": "2027-05-13", "delivered": None, "extension_days": "10"}, "extension 写书面理由"),
        ({"row": "false-record-2"}, "缺前几次的决定和送达（previous）"),
        ({"row": "false-record-3", "previous": "两次"}, "缺通知工会的日期（union_told）"),
        ({"row": "false-record-3", "previous": "两次", "union": "无意见", "union_told": "2027-05-01"}, "晚于决定"),
        ({"delivered": "2027-04-20 当面"}, "送达（2027-04-20）早于决定"),
        ({"happened": "2027-4-6"}, "不是日期"),
        ({"decided": "2027-02-30"}, "不是日期"),
        ({"holidays": "五一"}, "holidays 要写成一组日期"),
        ({"evidence": {"a": "b"}}, "要写成一条一条的文字"),
        ({"person": ["甲"]}, "要写成一段文字"),
        ({"measure": "开除"}, "由制度得出，不用写"),
        ({"persn": "甲"}, "没有叫 persn 的一栏；是不是 person？"),
    ],
)  # fmt: skip
def test_a_notice_is_refused(changed: dict[str, Any], told: str) -> None:
    assert any(told in problem for problem in notice(**changed).problems)


def test_more_days_with_a_reason_are_more_days() -> None:
    extended = {"decided": "2027-05-20", "delivered": None, "extension_days": "10", "extension": "10 天：客户出差。"}
    assert notice(**extended).problems == ()


def test_dismissal_with_the_union_told_in_time() -> None:
    union = {"union": "没有意见。", "union_told": "2027-04-22", "previous": "LQ-1、LQ-2"}
    made = notice(row="false-record-3", **union, told="2027-04-15", heard="2027-04-19")
    assert made.problems == ()
    assert value(made, "measure").startswith("解除劳动合同：")
    assert value(made, "union") == "2027年4月22日通知。没有意见。"
    assert value(made, "lapses") == "不适用"


def test_a_newer_version_must_have_been_looked_at() -> None:
    late = {"happened": "2027-06-21", "discovered": "2027-06-22", "told": "2027-07-01", "heard": "2027-07-05",
            "decided": "2027-07-09", "delivered": None}  # fmt: skip
    assert any("现行的已经是 V1.1" in problem for problem in notice(**late).problems)
    assert notice(**late, newer="两版这一款相同。").problems == ()


def test_another_version_than_that_of_the_day_is_refused() -> None:
    policy = releases.published()
    made = fill(policy, policy.releases[1], "notice", FACTS, chosen=True)
    assert made.problems == ("行为那天现行的是 V1.0，不是 V1.1",)


def test_nothing_is_in_force_while_all_is_draft() -> None:
    policy = releases.drafts()
    assert any("没有现行的版本" in problem for problem in fill(policy, policy.newest, "notice", FACTS).problems)


def test_an_appeal_knows_its_last_day() -> None:
    facts = {"person": "甲", "decision": "LQ-1", "received": "2027-01-18", "grounds": "没有这回事。",
             "row": "false-record-1", "happened": "2027-01-05"}  # fmt: skip
    policy = releases.published()
    made = fill(policy, policy.releases[0], "appeal", facts)
    assert made.problems == ()
    assert value(made, "last_day").startswith("2027年2月1日（10 个工作日")


def test_tables_are_filled_row_by_row() -> None:
    policy = releases.published()
    rows = [["公告栏", "一楼", "2026-12-15", "2027-01-15", "照片 3 张"]]
    made = fill(policy, policy.releases[0], "publication", {"channels": rows})
    assert made.form.tables[0].known == (tuple(rows[0]),)
    assert fill(policy, policy.releases[0], "publication", {"channels": [["少了"]]}).problems


def test_days() -> None:
    none = Calendar()
    assert working_days("2027-01-18", 10, none) == "2027-02-01"
    assert working_days("2027-01-22", 1, none) == "2027-01-25"
    assert working_days("2027-01-22", 0, none) == "2027-01-22"
    assert calendar_days("2027-01-01", 30, none) == "2027-02-01"
    assert calendar_days("2027-01-01", 29, none) == "2027-02-01"
    assert months("2027-01-31", 1) == "2027-02-28"
    assert months("2027-12-15", 12) == "2028-12-15"
    assert months("2028-02-29", 12) == "2029-02-28"
    assert working_days("2027-01-22", 1, Calendar.of(worked=["2027-01-23"])) == "2027-01-23"
    assert not is_day("2027-1-1")
    assert not is_day(None)


@given(st.dates(min_value=date(2020, 1, 1)), st.integers(0, 200))
def test_so_many_working_days_are_so_many(start: Any, count: int) -> None:
    if start.year > 9990:
        return
    calendar = Calendar()
    last = date.fromisoformat(working_days(start.isoformat(), count, calendar))
    between = (last - start).days
    days = [start + timedelta(days=number) for number in range(1, between + 1)]
    assert sum(map(calendar.works, days)) == count
    assert count == 0 or calendar.works(last)
