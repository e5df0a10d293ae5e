"""One text, whatever it is printed as: a clause has the same words in HTML, PDF, Word, JSON and Akoma Ntoso."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from handbook.pages.policy.pages import policy_pages
from handbook.papers.fonts import find_fonts
from handbook.papers.scheme.akn import akn
from handbook.papers.scheme.json_data import as_json
from handbook.papers.scheme.pdf import pdf
from handbook.papers.scheme.scheme_paper import scheme_document
from handbook.papers.scheme.word import word
from handbook.render.environment import Options, Renderer

from tests.support import policysite, releases, same_text

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.policy.versions import Policy, Release

HOSTILE = (
    '#panic("x") #{1+1} $a^2$ *粗* _斜_ `码` = 标题 @引用 <标签> // 注 /* 注 */ \\u{41} \\ ~ --- "引号" \'单\'',
    "</w:t></w:p><w:p/> <script>alert(1)</script> & &amp; &lt; ]]> <!-- x --> <?php ?> {{ x }} {% x %} ${x} %PDF",
    "很长的一款，" * 300,
    "a" * 1900,
    "https://example.com/" + "x1-" * 500,
    "全角　空格、生僻字𠮷㐂、组合 é、上标 m²、① Ⅳ ℃ ‰ … —— ·",
    "结尾有反斜杠\\",
)


def small_frozen(*texts: str) -> Policy:
    return releases.frozen(releases.small(*texts), {}, ("2026-12-01",))


def versions() -> list[tuple[str, Policy, Release]]:
    own, hostile = releases.published(), small_frozen(*HOSTILE)
    found = [(f"own {release.version}", own, release) for release in own.releases]
    return [*found, ("hostile", hostile, hostile.releases[0])]


@pytest.fixture(params=versions(), ids=lambda given: given[0])
def version(request: pytest.FixtureRequest) -> tuple[str, Policy, Release]:
    found: tuple[str, Policy, Release] = request.param
    return found


def test_json(version: tuple[str, Policy, Release]) -> None:
    _, policy, release = version
    same_text.check(same_text.of_json(as_json(releases.setting(policy), release)), release.text)


def test_akoma_ntoso(version: tuple[str, Policy, Release]) -> None:
    _, policy, release = version
    same_text.check(same_text.of_akn(akn(releases.setting(policy), release)), release.text)


def test_page(version: tuple[str, Policy, Release], tmp_path: Path) -> None:
    _, policy, release = version
    handbook = replace(policysite.handbook(policysite.small(tmp_path)), policy=policy)
    path = f"policy/v{release.version}.md"
    made = next(page for page in policy_pages(handbook) if page.path == path)
    source = Renderer(handbook, Options()).render(made).decode()
    same_text.check(same_text.of_page(source, release.text), release.text)


def test_word(version: tuple[str, Policy, Release]) -> None:
    _, policy, release = version
    made = word(scheme_document(releases.setting(policy), release))
    same_text.check(same_text.of_docx(made, release.text), release.text)


@same_text.needs_poppler
def test_pdf(version: tuple[str, Policy, Release], tmp_path: Path) -> None:
    _, policy, release = version
    fonts = find_fonts()
    assert fonts
    made = pdf(scheme_document(releases.setting(policy), release), fonts)
    same_text.check_stream(same_text.of_pdf(made, tmp_path), release.text)
