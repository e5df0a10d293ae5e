"""Importing a company's own text: differently formatted documents, references, ids, reports, and hostile files."""

from __future__ import annotations

import io
import re
import time
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from click.testing import CliRunner
from handbook.cli import main
from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.exchange.scheme_import import Imported, as_text, as_yaml, import_scheme
from handbook.exchange.scheme_import.derive_ids import slug, words_only
from handbook.exchange.scheme_import.lists import counted
from handbook.exchange.scheme_import.markers import marker, value
from handbook.model.scheme import Matrix, Scheme
from handbook.policy.text import text_of
from handbook.source import parse
from handbook.text.catalogue import words
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import papers
from tests.support.papers import define, listed, raw, run, save, written

MATRIX = Matrix.model_validate(
    {
        "tiers": [{"id": "remind", "name": "提醒", "text": "提醒。"}, {"id": "warn", "name": "警告", "text": "警告。"}],
        "rows": [
            {
                "id": "late", "clause": "any", "behaviour": "迟到", "measure": "count", "at_least": 1,
                "intent": ["negligent"], "window_months": 12, "tier": "remind", "decider": "主管",
                "evidence": ["记录"], "days_to_act": 5, "hearing_days": 3, "appeal_days": 10,
            }
        ],
    }
)  # fmt: skip


def take(data: bytes, name: str = "制度.docx") -> Imported:
    sink = Diagnostics()
    found = import_scheme(name, data, sink)
    assert found is not None, [one.message() for one in sink]
    read_back(found)
    return found


def text(*lines: str, encoding: str = "utf-8") -> Imported:
    return take("\n".join(lines).encode(encoding), "制度.txt")


def read_back(found: Imported) -> None:
    """The YAML says the same as the model, to the handbook's own reader too."""
    written_out = as_yaml(found)
    sink = Diagnostics()
    document = parse("content/policy/scheme.yml", written_out.encode(), sink)
    assert document is not None
    assert [one.message() for one in sink] == []
    assert Scheme.model_validate(document.value) == found.scheme
    assert Scheme.model_validate(yaml.safe_load(written_out)) == found.scheme
    ids = [clause.id for clause in text_of(found.scheme, MATRIX).clauses]
    assert len(ids) == len(set(ids))


def outline(found: Imported) -> list[str]:
    """Printed numbers, titles and texts, as a reader sees them."""
    rows = []
    for clause in text_of(found.scheme, MATRIX).clauses:
        title = f"【{clause.title}】" if clause.title else ""
        rows.append(f"{clause.printed}{title}{clause.text}")
    return rows


def unplaced(found: Imported) -> list[tuple[str, int | None, str]]:
    return [(note.reason, note.number, note.text) for note in found.unplaced]


def remarks(found: Imported, reason: str) -> list[str]:
    return [note.text for note in found.remarks if note.reason == reason]


# Differently formatted documents

BY_HAND = (
    "销售人员自律管理制度",
    "第一章 总则",
    "第一条 为了规范销售行为，制定本制度。",
    "第二条 本制度适用于全体销售人员。",
    "外包人员参照执行。",
    "第二章 行为要求",
    "第三条（礼品限额） 有下列情形之一的，应当登记：",
    "（一）每人每次超过 200 元的；",
    "（二）一年内累计超过三次的：",
    "1. 同一客户；",
    "2. 同一供应商。",
    "第四条 本制度自2027年1月1日起施行。",
)
PRINTED = [
    "第一章【总则】",
    "第一条",
    "为了规范销售行为，制定本制度。",
    "第二条",
    "本制度适用于全体销售人员。",
    "外包人员参照执行。",
    "第二章【行为要求】",
    "第三条【礼品限额】",
    "有下列情形之一的，应当登记：",
    "（一）每人每次超过 200 元的；",
    "（二）一年内累计超过三次的：",
    "1.同一客户；",
    "2.同一供应商。",
    "第四条",
    "本制度自2027年1月1日起施行。",
]


def test_numbered_by_hand() -> None:
    found = take(written(*BY_HAND))
    assert found.scheme.title == "销售人员自律管理制度"
    assert found.scheme.effective == "2027-01-01"
    assert outline(found) == PRINTED
    assert found.unplaced == ()


def test_numbered_by_word() -> None:
    document = docx.Document()
    levels = (
        ("chineseCountingThousand", "第%1章"),
        ("chineseCountingThousand", "第%2条"),
        ("japaneseCounting", "（%3）"),
        ("decimal", "%4."),
    )
    define(document, 90, *levels, extra='<w:lvlRestart w:val="0"/>')
    document.add_paragraph("销售人员自律管理制度", style="Title")
    depths = {"第一章 ": 0, "第二章 ": 0, "第": 1, "（": 2, "1": 3, "2": 3}
    for line in BY_HAND[1:]:
        start = next((start for start in depths if line.startswith(start)), "")
        bare = re.sub(r"^(第.[章条] ?|（.）|\d\. )", "", line)
        if start:
            listed(document, 90, depths[start], bare)
        else:
            document.add_paragraph(bare)
    define_restart = outline(take(save(document)))
    assert define_restart == PRINTED


def test_the_counters_of_word() -> None:
    document = docx.Document()
    define(document, 91, ("decimal", "%1."), ("decimal", "%1.%2"))
    for level, words_ in ((0, "目的"), (1, "规范行为。"), (1, "保护客户。"), (0, "范围"), (1, "全体销售人员。")):
        listed(document, 91, level, words_)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    define(document, 92, ("decimal", "%1."), override=override)
    listed(document, 92, 0, "附则")
    document.add_paragraph("由人事部解释。")
    found = take(save(document))
    assert outline(found) == [
        "第一章【目的】", "第一条", "规范行为。", "第二条", "保护客户。", "第二章【范围】", "第三条", "全体销售人员。",
        "第三章【附则】", "第四条", "由人事部解释。",
    ]  # fmt: skip


def test_lists_of_styles_and_of_numbering_styles() -> None:
    document = docx.Document()
    define(document, 93, ("chineseCounting", "第%1条"))
    style = document.styles.add_style("条文", 1)
    style.element.get_or_add_pPr().append(
        docx.oxml.parse_xml(f'<w:numPr {docx.oxml.ns.nsdecls("w")}><w:numId w:val="93"/></w:numPr>')
    )
    child = document.styles.add_style("条文二", 1)
    child.base_style = style
    document.add_paragraph("员工应当如实填写拜访记录。", style="条文")
    document.add_paragraph("员工应当如实报销。", style="条文二")
    assert outline(take(save(document)))[1:] == ["第一条", "员工应当如实填写拜访记录。", "第二条", "员工应当如实报销。"]


def test_chinese_then_bracketed_then_plain_numbers() -> None:
    found = take(
        written(
            "员工行为守则",
            "一、礼品与招待",
            "（一）员工不得收受客户的下列财物：",
            "1.现金；",
            "（1）人民币；",
            "（2）外币；",
            "2.有价证券。",
            "（二）招待客户应当事先登记。",
            "二、客户信息",
            "（一）员工不得带走客户资料。",
        )
    )
    assert outline(found) == [
        "第一章【礼品与招待】", "第一条", "员工不得收受客户的下列财物：", "（一）现金；", "1.人民币；", "2.外币；",
        "（二）有价证券。", "第二条", "招待客户应当事先登记。", "第二章【客户信息】", "第三条", "员工不得带走客户资料。",
    ]  # fmt: skip
    assert remarks(found, "counted")


def test_chinese_numbers_of_whole_sentences_are_articles() -> None:
    found = text(
        "廉洁从业规定",
        "一、员工不得收受回扣。",
        "二、员工不得有下列行为：",
        "1、虚报费用；",
        "2、伪造拜访记录。",
        "三、自发布之日起执行。",
    )
    assert outline(found)[1:] == [
        "第一条", "员工不得收受回扣。", "第二条", "员工不得有下列行为：", "（一）虚报费用；", "（二）伪造拜访记录。",
        "第三条", "自发布之日起执行。",
    ]  # fmt: skip


def test_heading_styles_without_numbers() -> None:
    document = docx.Document()
    document.add_heading("销售人员自律管理方案", 0)
    for level, title, body in (
        (1, "总则", ""), (2, "目的", "为了保护客户和员工，制定本方案。"), (2, "范围", "适用于全体销售人员。"),
        (1, "行为", ""), (2, "礼品", "送礼每人每次不超过 200 元。"),
    ):  # fmt: skip
        document.add_heading(title, level)
        if body:
            document.add_paragraph(body)
    document.add_paragraph("超过的应当登记。")
    found = take(save(document))
    assert outline(found) == [
        "第一章【总则】", "第一条【目的】", "为了保护客户和员工，制定本方案。", "第二条【范围】", "适用于全体销售人员。",
        "第二章【行为】", "第三条【礼品】", "送礼每人每次不超过 200 元。", "超过的应当登记。",
    ]  # fmt: skip
    assert [chapter.id for chapter in found.scheme.chapters] == ["zong-ze", "xing-wei"]
    assert found.scheme.chapters[1].articles[0].id == "li-pin"


def test_no_headings_at_all() -> None:
    found = take(
        written(
            "关于规范销售行为的规定",
            "员工不得收受回扣。",
            "",
            "员工应当如实报销，不得有下列行为：",
            "（1）虚开发票；",
            "（2）拆分报销。",
            "违反的，书面提醒。",
        )
    )
    assert found.scheme.title == "关于规范销售行为的规定"
    assert outline(found) == [
        "第一章【正文】", "第一条", "员工不得收受回扣。", "第二条", "员工应当如实报销，不得有下列行为：", "（一）虚开发票；",
        "（二）拆分报销。", "第三条", "违反的，书面提醒。",
    ]  # fmt: skip


def test_short_lines_as_headings() -> None:
    found = text(
        "自律办法", "适用范围", "本办法适用于全体销售人员。", "礼品", "每人每次不超过 200 元。", "超过的应当登记。"
    )
    assert outline(found)[1:] == [
        "第一条【适用范围】", "本办法适用于全体销售人员。", "第二条【礼品】", "每人每次不超过 200 元。", "超过的应当登记。",
    ]  # fmt: skip


def test_tables() -> None:
    document = docx.Document()
    document.add_paragraph("违规处理规定")
    layout = document.add_table(2, 2)
    for row, cells in enumerate((("第一条", "员工应当守时。"), ("第二条", "违反的，按下表处理。"))):
        for column, words_ in enumerate(cells):
            layout.cell(row, column).text = words_
    table = document.add_table(3, 3)
    rows = (("序号", "行为", "措施"), ("1", "迟到", "提醒"), ("2", "虚报", "警告"))
    for row, cells in enumerate(rows):
        for column, words_ in enumerate(cells):
            table.cell(row, column).text = words_
    document.add_paragraph("第三条 本规定自发布之日起施行。")
    found = take(save(document))
    assert outline(found) == [
        "第一章【正文】", "第一条", "员工应当守时。", "第二条", "违反的，按下表处理。", "序号｜行为｜措施", "1｜迟到｜提醒",
        "2｜虚报｜警告", "第三条", "本规定自发布之日起施行。",
    ]  # fmt: skip
    assert [(note.text, note.count) for note in found.remarks if note.reason == "table"][1] == ("序号｜行为｜措施", 3)


def test_merged_and_nested_cells_come_once() -> None:
    document = docx.Document()
    document.add_paragraph("第一条 按下表处理。")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并的格"
    inner = table.cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "里面的格"
    words_ = "".join(outline(take(save(document))))
    assert words_.count("合并的格") == 1
    assert words_.count("里面的格") == 1


def test_mixed_with_everything_around_it() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "澜桥净水 内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 1 页"
    for line in (
        "澜桥净水设备有限公司", "销售人员自律管理办法", "文件编号：LQ-HR-012", "版本：V1.2", "归口部门：人力资源部",
        "目 录", "一、总则", "二、行为要求", "", "一、总则", "第1条 为了规范销售行为，制定本办法。", "",
        "第２条　本办法适用于全体销售人员。", "二、行为要求", "第 三 条：员工不得有下列行为：", "（1）收受回扣；",
        "⑵虚报费用。", "第一节 其他", "第4条 举报渠道由人力资源部公布。", "附件1：登记表", "姓名：",
    ):  # fmt: skip
        document.add_paragraph(line)
    found = take(save(document))
    assert found.scheme.title == "销售人员自律管理办法"
    assert (found.scheme.number, found.scheme.version, found.scheme.owner) == ("LQ-HR-012", "1.2", "人力资源部")
    assert outline(found) == [
        "第一章【总则】", "第一条", "为了规范销售行为，制定本办法。", "第二条", "本办法适用于全体销售人员。", "第二章【行为要求】",
        "第三条", "员工不得有下列行为：", "（一）收受回扣；", "（二）虚报费用。", "第四条", "举报渠道由人力资源部公布。",
    ]  # fmt: skip
    assert unplaced(found) == [
        ("header", None, "澜桥净水 内部资料"), ("footer", None, "第 1 页"), ("front", 1, "澜桥净水设备有限公司"),
        ("contents", 6, "目 录"), ("contents", 7, "一、总则"), ("contents", 8, "二、行为要求"), ("section", 18, "第一节 其他"),
        ("annex", 20, "附件1：登记表"), ("annex", 21, "姓名："),
    ]  # fmt: skip


def test_tracked_changes_boxes_notes_and_hidden_text() -> None:
    document = docx.Document()
    mark = 'w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z"'
    deleted = f"<w:del {mark}><w:r><w:delText>500</w:delText></w:r></w:del>"
    raw(document, run("第一条 礼品不超过 ") + deleted + f"<w:ins {mark}>{run('200')}</w:ins>" + run(" 元。"))
    raw(document, f"<w:pPr><w:rPr><w:del {mark}/></w:rPr></w:pPr>{run('第二条 员工应当')}")
    raw(document, run("如实报销。"))
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
    raw(
        document,
        run("第三条 举报不受报复。")
        + f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的话</w:t></w:r>",
    )
    comment = document.paragraphs[0]
    document.add_comment(comment.runs[0], text="这里要改")
    found = take(save(document))
    assert outline(found)[1:] == [
        "第一条", "礼品不超过 200 元。", "第二条", "员工应当如实报销。", "第三条", "举报不受报复。",
    ]  # fmt: skip
    assert unplaced(found) == [("comments", None, "这里要改"), ("hidden", 4, "看不见的话"), ("textbox", 4, "框里的话")]
    told = as_text(found)
    assert "第 4 段　文本框：框里的话" in told
    assert "# " + "  第 4 段　文本框：框里的话" in as_yaml(found)


def test_fields_links_controls_and_soft_breaks() -> None:
    document = docx.Document()
    raw(document, run("第一条 总则") + "<w:r><w:br/></w:r>" + run("员工应当守法。"))
    raw(
        document,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("第二条")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f"<w:r><w:tab/></w:r><w:hyperlink>{run('员工应当')}</w:hyperlink><w:sdt><w:sdtContent>{run('守信。')}</w:sdtContent></w:sdt>",
    )
    assert outline(take(save(document)))[1:] == ["第一条【总则】", "员工应当守法。", "第二条", "员工应当守信。"]


def test_bullets_of_two_levels() -> None:
    document = docx.Document()
    define(document, 94, ("bullet", "\uf0b7"), ("bullet", "o"))
    document.add_paragraph("第一条 员工不得有下列行为：")
    for level, words_ in ((0, "收受："), (1, "现金；"), (1, "礼券；"), (0, "虚报。")):
        listed(document, 94, level, words_)
    assert outline(take(save(document)))[2:] == [
        "员工不得有下列行为：", "（一）收受：", "1.现金；", "2.礼券；", "（二）虚报。",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files(encoding: str) -> None:
    lines = list(BY_HAND)
    lines[2:2] = ["", "内部资料", "- 1 -", ""]
    lines[9:9] = ["", "内部资料", "第 2 页 共 3 页", ""]
    found = text(*lines, "", "内部资料", "3", encoding=encoding)
    assert outline(found) == PRINTED
    assert [reason for reason, _, _ in unplaced(found)] == ["running", "page"] * 3
    assert "第 4 行　每页重复的文字：内部资料" in as_text(found)


def test_a_pledge_is_a_list_and_no_row_of_chapters() -> None:
    found = text("自律公约", "我们承诺：", "1. 不收礼", "2. 不说谎", "3. 不抢单", "违反公约的，接受批评。")
    assert outline(found)[1:] == [
        "第一条", "我们承诺：", "（一）不收礼", "（二）不说谎", "（三）不抢单", "第二条", "违反公约的，接受批评。",
    ]  # fmt: skip


def test_parts_spaced_titles_and_a_chapter_without_numbers() -> None:
    found = text(
        "第一部分  总 则",
        "第一条【目的】",
        "为加强管理，特制定本准则。",
        "第二部分  附则",
        "本准则自二〇二七年一月一日起施行。",
    )
    assert outline(found) == [
        "第一章【总则】", "第一条【目的】", "为加强管理，特制定本准则。", "第二章【附则】", "第二条", "本准则自二〇二七年一月一日起施行。",
    ]  # fmt: skip
    assert found.scheme.effective == "2027-01-01"


def test_wrapped_lines_are_joined() -> None:
    found = text(
        "第一条 员工应当如实填写每一次拜访的时间、地点、人物和结果，不得",
        "事后补写，也不得代填。",
        "第二条 员工应当守时。",
    )
    assert outline(found)[2] == "员工应当如实填写每一次拜访的时间、地点、人物和结果，不得事后补写，也不得代填。"


def test_decimal_numbers() -> None:
    found = text(
        "差旅规定",
        "1 总则",
        "1.1 目的",
        "为了规范差旅。",
        "1.2 范围",
        "全体销售人员。",
        "2 标准",
        "2.1 住宿",
        "每晚不超过下列标准：",
        "2.1.1 省会 400 元；",
        "2.1.2 其他 300 元。",
    )
    assert outline(found) == [
        "第一章【总则】", "第一条【目的】", "为了规范差旅。", "第二条【范围】", "全体销售人员。", "第二章【标准】",
        "第三条【住宿】", "每晚不超过下列标准：", "（一）省会 400 元；", "（二）其他 300 元。",
    ]  # fmt: skip


def test_signature_and_preface() -> None:
    found = text(
        "为规范销售行为，特制定本制度。",
        "第一章 总则",
        "第一条 员工应当守法。",
        "澜桥净水设备有限公司",
        "2026年12月1日",
    )
    assert unplaced(found) == [
        ("preface", 1, "为规范销售行为，特制定本制度。"), ("signature", 4, "澜桥净水设备有限公司"), ("signature", 5, "2026年12月1日"),
    ]  # fmt: skip


def test_a_table_for_signatures_is_no_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph("第一条 员工应当守时。")
    table = document.add_table(2, 2)
    for at, words_ in enumerate(("公司（盖章）", "工会（签名）", "日期：", "日期：")):
        table.cell(at // 2, at % 2).text = words_
    assert [reason for reason, _, _ in unplaced(take(save(document)))] == ["signature", "signature"]


def test_articles_without_opening_words_keep_their_numbers() -> None:
    found = text(
        "第一条",
        "（一）员工应当守时。",
        "（二）员工应当守信：",
        "1.对客户；",
        "2.对同事。",
        "第二条 礼品",
        "（一）不收。",
        "（二）不送。",
    )
    assert outline(found)[1:] == [
        "第一条", "（一）员工应当守时。", "（二）员工应当守信：", "（一）对客户；", "（二）对同事。", "第二条", "礼品",
        "（一）不收。", "（二）不送。",
    ]  # fmt: skip
    assert len(found.scheme.chapters[0].articles[0].paragraphs) == 2


def test_deep_levels_and_gaps_are_told() -> None:
    found = text("第一条 如下：", "（一）甲：", "1.乙：", "（1）丙；", "（2）丁。", "第三条 完。")
    assert outline(found)[3:5] == ["（一）甲：", "1.乙：（1）丙；（2）丁。"]
    assert remarks(found, "deep") == ["（1）丙；", "（2）丁。"]
    assert remarks(found, "renumbered") == ["3"]
    assert "原文第 3 条现在是第 2 条" in as_text(found)


def test_long_paragraphs_are_cut_behind_sentences() -> None:
    long = "员工应当如实填写每一次拜访。" * 200
    found = text("第一条 " + long)
    parts = [paragraph.text for paragraph in found.scheme.chapters[0].articles[0].paragraphs]
    assert "".join(parts) == long
    assert all(part.endswith("。") for part in parts)


# References


def test_references_lead_to_clauses() -> None:
    found = text(
        "销售自律制度",
        "第一章 总则",
        "第一条 依据《劳动合同法》第四条、第三十九条第二项和劳动法第三条，制定本制度。",
        "第二条 有下列情形的，登记：",
        "（一）现金：",
        "1.人民币；",
        "（二）礼券。",
        "前款的登记在三日内完成，前款第（一）项的当日完成。",
        "第三条 违反本制度第二条第一款第（二）项、第二款或者前条第一款第一项第1目的，按第四条至第五条处理。",
        "第四条 依照第一章和《销售自律制度》第九条处理；第一款产品和本条除外。",
        "第五条 依照前条处理，见前三款。",
    )
    paragraphs = [
        one for chapter in found.scheme.chapters for article in chapter.articles for one in article.paragraphs
    ]
    article = dict(enumerate(found.scheme.chapters[0].articles, 1))
    two = article[2].paragraphs
    assert "[[" not in paragraphs[0].text
    assert two[1].text == f"[[{two[0].id}]]的登记在三日内完成，[[{two[0].items[0].id}]]的当日完成。"
    third = article[3].paragraphs[0].text
    ids = (two[0].items[1].id, two[1].id, two[0].items[0].points[0].id, article[4].id, article[5].id)
    assert third == "违反本制度[[{}]]、[[{}]]或者[[{}]]的，按[[{}]]至[[{}]]处理。".format(*ids)
    assert article[4].paragraphs[0].text == "依照[[zong-ze]]和《销售自律制度》第九条处理；第一款产品和本条除外。"
    assert article[5].paragraphs[0].text == f"依照[[{article[4].id}]]处理，见前三款。"
    assert found.references == 9
    assert len(remarks(found, "reference")) == 2
    assert len(remarks(found, "foreign")) == 3


def test_a_sentence_that_begins_with_a_reference_is_no_article() -> None:
    rows = outline(
        text(
            "第一条 员工应当守法。",
            "第一条所称员工，包括外包人员。",
            "第二条第一款另有规定的除外。",
            "第二条员工应当守信。",
        )
    )
    assert rows[1:] == [
        "第一条", "员工应当守法。", "第一条所称员工，包括外包人员。", "第二条另有规定的除外。", "第二条", "员工应当守信。",
    ]  # fmt: skip


def test_numbers_that_start_anew_in_each_chapter() -> None:
    found = text("第一章 甲", "第一条 守时。", "第二章 乙", "第一条 守信。", "第二条 违反第一条的，提醒。")
    second = found.scheme.chapters[1].articles
    assert second[1].paragraphs[0].text == f"违反[[{second[0].id}]]的，提醒。"
    assert remarks(found, "renumbered") == ["1", "2"]


# Ids


def test_ids_follow_words_not_places() -> None:
    before = text(*BY_HAND)
    after = text(
        *BY_HAND[:3], "第二条（保密） 员工应当保密。", *(line.replace("第二条", "第三条") for line in BY_HAND[3:])
    )
    ids = {clause.id for clause in text_of(before.scheme, MATRIX).clauses}
    assert ids <= {clause.id for clause in text_of(after.scheme, MATRIX).clauses}


def test_equal_headings_get_different_ids() -> None:
    found = text(
        "第一章 总则", "第一条（总则） 守时。", "第二条（礼品） 不收。", "第三条（礼品） 不送。", "第四条 不送。"
    )
    ids = [article.id for article in found.scheme.chapters[0].articles]
    assert found.scheme.chapters[0].id == "zong-ze"
    assert all(re.fullmatch(r"(zong-ze|li-pin)-[0-9a-f]{4}", ident) for ident in ids[:3])
    assert len(set(ids)) == 4


@pytest.mark.parametrize(
    ("words_", "expected"),
    [
        ("礼品限额", "li-pin-xian-e"),
        ("CRM 使用", "crm-shi-yong"),
        ("5 项禁令", "n-5-xiang-jin-ling"),
        ("……", "clause"),
        ("a" * 90, "a" * 40),
    ],
)
def test_slugs(words_: str, expected: str) -> None:
    assert slug(words_) == expected


# Round trips


@pytest.mark.parametrize(
    "lines",
    [
        BY_HAND,
        (
            "员工行为守则",
            "一、礼品",
            "（一）不得收受：",
            "1.现金；",
            "2.礼券。",
            "二、信息",
            "（一）违反前条的，提醒。",
        ),
    ],
)
def test_round_trip_is_stable(lines: tuple[str, ...]) -> None:
    first = text(*lines)
    again = take(papers.export(first.scheme, MATRIX))
    assert again.scheme.chapters == first.scheme.chapters
    assert again.scheme.title == first.scheme.title
    assert take(papers.export(again.scheme, MATRIX)).scheme == again.scheme


@pytest.mark.skipif(find_spec("handbook.papers.scheme") is None, reason="no exporter in this tree yet")
def test_round_trip_through_the_handbooks_own_word_file() -> None:
    scheme, terms, word = (
        import_module(f"handbook.papers.scheme.{name}") for name in ("scheme_paper", "labels", "word")
    )
    handbook = check(Path(__file__).parents[2], Diagnostics())
    assert handbook is not None
    assert handbook.policy is not None
    setting = terms.PaperContext(handbook.policy, "公司")
    first, last = handbook.policy.first, handbook.policy.versions[-1]
    printed_, marked = scheme.scheme_document(setting, first), scheme.redline_document(setting, first, last)
    for document, release in ((printed_, first), (marked, last)):
        found = take(word.word(document))
        assert found.scheme.version == release.scheme.version
        again = text_of(found.scheme, MATRIX).clauses
        for old, new in zip(release.text.clauses, again, strict=True):
            assert (old.label, old.title, words_only(old.text)) == (new.label, new.title, words_only(new.text))
            assert old.id == new.id or len(old.id) > 24, "bookmarks hold ids that are not too long for them"


def test_bookmarks_of_the_handbooks_own_word_file_keep_ids() -> None:
    document = docx.Document()
    rows = (
        ("clause_no_bribe", "第一条 员工不得收受好处。"), ("clause_gift_limit", "礼品每人每次不超过 200 元。"),
        ("clause_gift_limit", "第二条 复制来的一条。"), ("clause_much_too_long_for_a_0123abcd", "第三条 员工应当守时。"),
        ("_GoBack", "（一）上班；"), ("clause_all_staff", "（二）赴约。"),
    )  # fmt: skip
    for name, words_ in rows:
        raw(document, f'<w:bookmarkStart w:id="1" w:name="{name}"/>{run(words_)}<w:bookmarkEnd w:id="1"/>')
    found = take(save(document))
    one, two, three = found.scheme.chapters[0].articles
    assert (one.id, one.paragraphs[1].id) == ("no-bribe", "gift-limit")
    assert two.id == "fu-zhi-lai-de-yi-tiao"
    assert three.id == "yuan-gong-ying-dang-shou-shi"
    assert all(re.fullmatch(f"{three.id}-[0-9a-f]{{4}}", item.id) for item in three.paragraphs[0].items)


# Nothing is lost

HAN = st.text("员工应当如实填写拜访记录不得收受回扣客户资料第一条前款礼品限额（）：；。，、", min_size=1, max_size=30)
NUMBER = st.sampled_from(
    [
        "第一章 ",
        "第二章",
        "第一条 ",
        "第二条",
        "第３条：",
        "一、",
        "（一）",
        "(2)",
        "1.",
        "1.1 ",
        "①",
        "• ",
        "a) ",
        "目录",
        "附件1：",
        "",
        "",
        "",
    ]
)
LINES = st.lists(st.tuples(NUMBER, HAN).map("".join), min_size=1, max_size=25)


def bare(words_: str) -> str:
    """What must survive: the words, without spaces."""
    return re.sub(r"\s", "", words_)


def kept(found: Imported) -> str:
    """Everything that the scheme and its report hold, references as the source may have printed them."""
    clauses = text_of(found.scheme, MATRIX).clauses
    rows = [found.scheme.title, found.scheme.number, found.scheme.owner, *(clause.title for clause in clauses)]
    rows += [re.sub(r"\[\[.*?\]\]", "§", getattr(clause.source, "text", "")) for clause in clauses]
    return bare("\n".join([*rows, *(note.text for note in found.unplaced)]))


def survives(line: str, found: Imported) -> bool:
    led = marker(line)
    forms = {bare(line), bare(led.rest) if led else bare(line)}
    pieces = [piece for form in forms for piece in [form] if piece]
    whole = kept(found)
    if (led and not led.rest) or any(piece in whole for piece in pieces):
        return True
    # A title in brackets, a reference or a title on a line of its own takes the line apart: its words remain.
    shortest = min(pieces, key=len)
    return all(
        part in whole for part in re.split(r"[（）：:]|第.{1,3}[章条款]|前[章条款项]", shortest) if len(part) > 1
    )


SENTENCE = st.text("员工应当如实填写拜访记录不得收受回扣客户资料礼品限额招待", min_size=6, max_size=30).map(
    "{}。".format
)
POINTS = st.lists(SENTENCE, max_size=2)
ITEMS = st.lists(st.tuples(SENTENCE, POINTS), max_size=3)
PARAGRAPHS = st.lists(st.tuples(SENTENCE, ITEMS), min_size=1, max_size=3)
TITLE = st.sampled_from(["", "", "礼品", "客户信息"])
CHAPTERS = st.lists(st.lists(st.tuples(TITLE, PARAGRAPHS), min_size=1, max_size=3), min_size=1, max_size=3)


def printed(chapters: list[list[tuple[str, list[tuple[str, list[tuple[str, list[str]]]]]]]]) -> list[str]:
    """A scheme as a company types it."""
    rows, count = ["销售自律制度"], 0
    for number, articles in enumerate(chapters, 1):
        rows.append(f"第{'一二三'[number - 1]}章 规则")
        for title, paragraphs in articles:
            count += 1
            before = f"第{count}条" + (f"（{title}）" if title else " ")
            for words_, items in paragraphs:
                rows.append(before + words_)
                before = ""
                for at, (item, points) in enumerate(items):
                    rows.append(f"（{'一二三'[at]}）{item}")
                    rows += [f"{place}. {point}" for place, point in enumerate(points, 1)]
    return rows


@settings(max_examples=60, deadline=None)
@given(CHAPTERS)
def test_a_well_numbered_scheme_is_taken_word_for_word(chapters: Any) -> None:
    first = text(*printed(chapters))
    assert first.unplaced == ()
    got = [
        [
            (
                article.title or "",
                [(one.text, [(i.text, [p.text for p in i.points]) for i in one.items]) for one in article.paragraphs],
            )
            for article in chapter.articles
        ]
        for chapter in first.scheme.chapters
    ]
    assert got == chapters
    again = take(papers.export(first.scheme, MATRIX))
    assert again.scheme.chapters == first.scheme.chapters


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_every_line_is_somewhere(lines: list[str]) -> None:
    sink = Diagnostics()
    for name, data in (("a.txt", "\n".join(lines).encode()), ("a.docx", written(*lines))):
        found = import_scheme(name, data, sink)
        if found is None:
            continue
        lost = [line for line in lines if line.strip() and not survives(line, found)]
        assert lost == [], outline(found)


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_what_was_imported_comes_back_the_same(lines: list[str]) -> None:
    found = import_scheme("a.txt", "\n".join(["自律制度", *lines]).encode(), Diagnostics())
    if found is None:
        return
    read_back(found)
    assert import_scheme("a.txt", "\n".join(["自律制度", *lines]).encode(), Diagnostics()) == found


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_scheme_or_a_sentence(data: bytes) -> None:
    for name in ("a.txt", "a.docx"):
        sink = Diagnostics()
        assert (import_scheme(name, data, sink) is None) == bool(len(sink))


# Numbers


@pytest.mark.parametrize(
    ("line", "kind", "number", "rest"),
    [
        ("第十二条 守时", "article", "12", "守时"),
        ("第１２条：守时", "article", "12", "守时"),
        ("第十条之一 守时", "article", "10-1", "守时"),
        ("㈢守时", "cnparen", "3", "守时"),
        ("⒊守时", "num", "3", "守时"),
        ("③守时", "circle", "3", "守时"),
        ("3）守时", "numparen", "3", "守时"),
        ("3.2.1守时", "decimal3", "3.2.1", "守时"),
        ("b) 守时", "letter", "b", "守时"),
        ("iv. 守时", "roman", "iv", "守时"),
    ],
)
def test_markers(line: str, kind: str, number: str, rest: str) -> None:
    found = marker(line)
    assert found is not None
    assert (found.kind, found.number, found.rest) == (kind, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "1.5倍工资",
        "2026.1.1起",
        "一、二级客户",
        "第三条所称礼品",
        "第三条第二款",
        "第三条、第四条",
        "e.g. 例",
        "-5 度",
        "",
    ],
)
def test_no_markers(line: str) -> None:
    found = marker(line)
    assert found is None or found.kind == "bullet"


@pytest.mark.parametrize(
    ("numeral", "expected"), [("十", 10), ("二十一", 21), ("一百零五", 105), ("一〇五", 105), ("两百", 200), ("12", 12)]
)
def test_values(numeral: str, expected: int) -> None:
    assert value(numeral) == expected


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", "12"), ("chineseCounting", "十二"), ("ideographDigital", "一二"), ("lowerRoman", "xii"),
        ("upperLetter", "L"), ("decimalZero", "12"), ("decimalEnclosedCircleChinese", "⑫"), ("ideographTraditional", "乙"),
        ("unheard", "12"),
    ],
)  # fmt: skip
def test_list_formats(form: str, printed: str) -> None:
    assert counted(12, form) == printed
    assert counted(10**9, form) == "1000000000"


# Hostile files


def refused(name: str, data: bytes) -> str:
    sink = Diagnostics()
    assert import_scheme(name, data, sink) is None
    (found,) = sink
    assert "‹" not in found.message()
    return f"{found.name} {dict(found.args).get('case', '')}".strip()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 40_000_000)
    return out.getvalue()


def entities(name: str, data: bytes) -> bytes:
    if name != "word/document.xml":
        return data
    return data.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document', 1)


def macros(name: str, data: bytes) -> bytes:
    if name != "[Content_Types].xml":
        return data
    return data.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"application/vnd.ms-word.document.macroEnabled.main",
    )


def deep(name: str, data: bytes) -> bytes:
    return data.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5_000, 1) if name == "word/document.xml" else data


def test_hostile_files_are_refused_in_a_sentence() -> None:
    good = written(*BY_HAND)
    assert refused("a.docx", b"") == "not-importable damaged"
    assert refused("a.docx", b"PK\x03\x04 no zip") == "not-importable damaged"
    assert refused("a.docx", good[:-200]) == "not-importable damaged"
    assert refused("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512) == "not-importable ole"
    assert refused("a.docx", bomb()) == "import-too-large unpacked"
    assert refused("a.docx", b"x" * 20_000_001) == "import-too-large bytes"
    assert refused("a.docx", papers.repack(good, entities)) == "not-importable entity"
    assert refused("a.docx", papers.repack(good, macros)) == "not-importable macro"
    assert refused("a.docx", papers.repack(good, deep)) == "not-importable damaged"
    assert (
        refused("a.docx", papers.repack(good, lambda name, data: b"" if "rels" in name else data))
        == "not-importable damaged"
    )
    assert refused("a.docx", written("", " ")) == "import-empty"
    assert refused("a.doc", good) == "not-importable doc"
    assert refused("a.pdf", b"%PDF") == "not-importable suffix"
    assert refused("a.txt", good) == "import-encoding"
    assert refused("a.txt", bytes(range(256)) * 8) == "import-encoding"
    assert refused("a.txt", "第一条 员工应当守时守信守法。".encode()[:-1] + b"\xff") == "import-encoding damaged"
    assert refused("a.txt", b"") == "import-empty"
    assert refused("a.txt", b"a\n" * 2_500_000) == "import-too-large bytes"
    assert refused("a.txt", "第一条 守时。\n".encode() * 30_000) == "import-too-large paragraphs"


def test_a_zip_that_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")
    assert refused("a.docx", out.getvalue()) == "not-importable other"


def test_a_hundred_thousand_paragraphs_are_refused_soon() -> None:
    many = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 100_000
    data = papers.repack(
        written("x"),
        lambda name, part: part.replace(b"<w:body>", b"<w:body>" + many) if name == "word/document.xml" else part,
    )
    start = time.monotonic()
    assert refused("a.docx", data) == "import-too-large paragraphs"
    assert time.monotonic() - start < 20


def test_strange_numbering_does_no_harm() -> None:
    document = docx.Document()
    define(document, 95, ("decimal", "%1%2%3%9"), ("unheard", "第%2条"))
    for ident, level in ((95, 0), (95, 1), (95, 7), (95, -3), (12345, 0)):
        listed(document, ident, level, "员工应当守时。")
    assert len(outline(take(save(document)))) > 3


def test_macros_inside_an_honest_file_are_told() -> None:
    document = docx.Document()
    document.add_paragraph("第一条 员工应当守时。")
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/vbaProject.bin"),
        "application/vnd.ms-office.vbaProject",
        b"x",
        document.part.package,
    )
    document.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    assert "macros" in {note.reason for note in take(save(document)).remarks}


def test_comments_in_the_yaml_stay_comments() -> None:
    document = docx.Document()
    document.add_paragraph("第一条 员工应当守时。")
    document.sections[0].header.paragraphs[0].text = "a\u2028b: c\u0085d"
    found = take(save(document))
    assert yaml.safe_load(as_yaml(found)).keys() == found.scheme.model_dump(exclude_defaults=True).keys()


# The command


def command(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["policy", "import", *map(str, args)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_command_writes_and_never_overwrites(tmp_path: Path) -> None:
    source, out = tmp_path / "制度.docx", tmp_path / "content/policy/scheme.yml"
    source.write_bytes(written(*BY_HAND))
    code, told = command(source, "--out", out)
    assert code == 0
    assert "2 章、4 条、5 款、2 项、2 目" in told
    assert Scheme.model_validate(yaml.safe_load(out.read_text("utf-8"))).title == "销售人员自律管理制度"
    out.write_text("mine", "utf-8")
    code, told = command(source, "--out", out)
    assert (code, out.read_text("utf-8")) == (1, "mine")
    assert "HB795" in told
    assert command(source, "--out", out, "--force", "--lang", "en")[0] == 0
    assert out.read_text("utf-8") != "mine"


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(b"no")
    code, told = command(source, "--out", tmp_path / "s.yml")
    assert code == 1
    assert "a.docx:1:1: error[HB791]: 这个 .docx 坏了" in told
    assert command(tmp_path / "missing.docx")[0] == 2


def test_every_reason_has_words() -> None:
    rooms = Path(__file__).parents[2] / "builder/handbook/exchange/scheme_import"
    code = "".join(path.read_text("utf-8") for path in rooms.glob("*.py"))
    for group in ("unplaced", "remark", "fill"):
        for reason in words("zh")[f"policy_import.{group}"]:
            assert f'"{reason}"' in code, reason
