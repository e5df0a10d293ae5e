"""The PDF as other programs see it: pages, tags, bookmarks, dates, text; and what keeps it from being made."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from handbook.papers import fonts
from handbook.papers.fonts import find_fonts
from handbook.papers.scheme.pdf import pdf
from handbook.papers.scheme.scheme_paper import redline_document, scheme_document
from handbook.papers.typst import UnprintableError

from tests.support import releases, same_text

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.policy.versions import Policy

SCRIPT = """
import hashlib
from handbook.papers.fonts import find_fonts
from handbook.papers.scheme.pdf import pdf
from handbook.papers.scheme.scheme_paper import scheme_document
from tests.support import releases
policy = releases.published()
print(hashlib.sha256(pdf(scheme_document(releases.setting(policy), policy.releases[1]), find_fonts())).hexdigest())
"""


def made(policy: Policy, version: str, today: str | None = None) -> bytes:
    release, found = policy.get(version), find_fonts()
    assert release
    assert found
    return pdf(scheme_document(releases.setting(policy, today), release), found)


def tool(name: str, data: bytes, folder: Path, *options: str) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    done = subprocess.run([name, *options, str(path), *(["-"] if name == "pdftotext" else [])],
                          capture_output=True, check=True, text=True, encoding="utf-8")  # fmt: skip
    return done.stdout


@same_text.needs_poppler
def test_pages_tags_and_the_release_day(tmp_path: Path) -> None:
    told = tool("pdfinfo", made(releases.published(), "1.0"), tmp_path)
    assert "Title:           澜桥净水设备有限公司销售自律管理方案" in told
    assert "Tagged:          yes" in told
    assert "(A4)" in told
    assert "CreationDate:    Fri Dec 11 00:00:00 2026 UTC" in told


def test_it_says_that_it_is_for_archives_and_for_everybody() -> None:
    data = made(releases.published(), "1.0")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in re.sub(rb">\s+<", b"><", data)


@same_text.needs_poppler
def test_bookmarks_are_chapters_and_articles(tmp_path: Path) -> None:
    policy = releases.published()
    told = tool("pdftohtml", made(policy, "1.0"), tmp_path, "-xml", "-i", "-stdout")
    outline = re.findall(r"<item[^>]*>([^<]*)</item>", told[told.index("<outline>") :])
    text = policy.releases[0].text
    headed = [clause.printed for clause in text.clauses if clause.kind in ("chapter", "article")]
    assert [item.split("　")[0].split("（")[0] for item in outline[: len(headed)]] == headed
    assert [item.split("　")[0] for item in outline[len(headed) :]] == ["附件一", "附件二", "附件三", "附件四"]


@same_text.needs_poppler
def test_a_date_is_found_and_every_page_has_its_number_and_fingerprint(tmp_path: Path) -> None:
    policy = releases.frozen(releases.small("本方案于2026年12月1日公布，自2027年1月1日起施行。"), {}, ("2026-12-01",))
    release = policy.releases[0]
    pages = tool("pdftotext", made(policy, "1.0"), tmp_path).split("\f")[:-1]
    assert any("2026年12月1日" in page for page in pages)
    assert release.frozen
    for number, page in enumerate(map(same_text.squeezed, pages), 1):
        assert f"第{number}页" in page
        assert f"共{len(pages)}页" in page
        assert release.frozen.hash in page


@same_text.needs_poppler
def test_the_history_and_the_state_are_on_the_first_page(tmp_path: Path) -> None:
    policy = releases.published()
    first = same_text.squeezed(tool("pdftotext", made(policy, "1.1"), tmp_path, "-l", "1"))
    assert "（2026年12月15日澜桥人字〔2026〕12号公布自2027年1月1日起施行根据2027年6月10日" in first
    assert "状态：自2027年7月1日起施行。" in first
    first = same_text.squeezed(tool("pdftotext", made(policy, "1.0", "2027-08-01"), tmp_path, "-l", "1"))
    assert "状态：自2027年1月1日起施行，2027年7月1日起由后一版代替。2027年8月1日：历史。" in first


@same_text.needs_poppler
def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    pages = tool("pdftotext", made(releases.drafts(), "1.1"), tmp_path).split("\f")[:-1]
    assert len(pages) > 20
    assert all("草案，没有效力" in same_text.squeezed(page) for page in pages)
    assert "草案" not in tool("pdftotext", made(releases.published(), "1.0"), tmp_path, "-l", "1")


@same_text.needs_poppler
def test_the_redline_shows_what_went_and_what_came(tmp_path: Path) -> None:
    policy, found = releases.published(), find_fonts()
    assert found
    data = pdf(redline_document(releases.setting(policy), *policy.releases), found)
    text = same_text.squeezed(tool("pdftotext", data, tmp_path))
    assert "同一人12个月内合计不得超过600元" in text
    assert "2027年3月31日以前初次发生" in text
    assert "V1.0→V1.1修订对照" in text


def test_the_same_release_gives_the_same_bytes_in_another_process_and_place() -> None:
    env = {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=env, check=True)
    again = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert done.stdout == again.stdout != ""


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(UnprintableError) as caught:
        made(releases.small("笑一个🙂吧。"), "1.0")
    assert (caught.value.text, caught.value.near) == ("🙂", "笑一个🙂吧。")


def test_without_a_chinese_font_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path),))
    assert find_fonts() is None
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"no font")
    assert find_fonts() is None


def test_fonts_are_found_where_nobody_can_list_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    listed = find_fonts()
    assert listed
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fonts, "FOLDERS", listed.folders)
    assert find_fonts() == listed
