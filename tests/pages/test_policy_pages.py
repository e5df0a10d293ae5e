"""The contexts of the scheme's pages, and what is rendered of them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from handbook.content import addresses
from handbook.diagnostics import Diagnostics
from handbook.pages.policy import browser_data
from handbook.pages.policy.citations import cited
from handbook.pages.policy.clause_exercises import exercises_by_clause
from handbook.pages.policy.pages import policy_beside, policy_navigation, policy_pages
from handbook.policy.clause_tree import inside, outline, removed_clauses
from handbook.policy.compare import compare
from handbook.policy.matrix_table import matrix_parts
from handbook.policy.text import Span
from handbook.policy.validity import displayed_version, validity_periods
from handbook.render.environment import Options
from handbook.render.policy_text import Marker
from handbook.site.build import build_tree
from handbook.site.engines.navigation import navigation

from tests.support import handbooks, policysite

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.content.handbook import Handbook
    from handbook.policy.versions import Policy
    from handbook.site.build import Built

CLAUSE = re.compile(r'id="([\w-]+)" data-label="([^"]+)">.*?<span class="hb-cl__text">(.*?)</span></p>', re.DOTALL)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return policysite.small(tmp_path_factory.mktemp("policy"))


@pytest.fixture(scope="module")
def handbook(root: Path) -> Handbook:
    return policysite.handbook(root)


@pytest.fixture(scope="module")
def policy(handbook: Handbook) -> Policy:
    assert handbook.policy
    return handbook.policy


@pytest.fixture(scope="module")
def built(root: Path) -> Built:
    found = build_tree(root, Diagnostics(), Options())
    assert found
    return found


def page(built: Built, path: str) -> str:
    return built.tree[path].decode()


def test_a_text_is_a_tree_with_everything_in_it(policy: Policy) -> None:
    for release in policy.versions:
        nodes = [node for chapter in outline(release.text) for node in inside(chapter)]
        assert [node.clause for node in nodes] == list(release.text.clauses)


def test_the_leading_version_is_in_force_or_the_last_frozen(policy: Policy) -> None:
    assert displayed_version(policy, "2026-03-02").version == "1.0"
    assert displayed_version(policy, "2026-07-01").version == "1.1"
    assert displayed_version(policy, "2025-01-01").version == "1.1"


def test_periods_say_from_when_to_when(policy: Policy) -> None:
    found = [(p.version, p.status, p.in_force_from, p.superseded_on) for p in validity_periods(policy, "2026-03-02")]
    assert found == [
        ("1.0", "current", "2026-01-01", "2026-07-01"),
        ("1.1", "pending", "2026-07-01", None),
        ("1.2", "draft", None, None),
    ]


def test_what_is_gone_is_told_with_where_it_was(policy: Policy) -> None:
    by_version = {
        release.version: [item.id for item in removed_clauses(policy, release)] for release in policy.versions
    }
    assert by_version["1.0"] == []
    assert by_version["1.1"] == ["old-rule", "old-rule-text"]  # gift-cap is not gone: it has a new id
    assert by_version["1.2"] == ["old-rule", "old-rule-text", "visit-when"]
    assert removed_clauses(policy, policy.newest)[0].last == "1.0"


def test_old_and_present_ids_are_cited_in_the_version_that_is_shown(policy: Policy) -> None:
    first, second = policy.releases
    found = cited(policy, second, "gift-cap")
    assert found
    assert (found.path, found.label, found.title) == ("policy/index.md#gift-limit", "第五条", "礼品")
    later = cited(policy, first, "complaint-first")
    assert later
    assert later.path == "policy/v1.2.md#complaint-first"
    assert cited(policy, first, "nothing") is None


def test_practice_is_found_by_article_whatever_id_it_names(handbook: Handbook, policy: Policy) -> None:
    found = exercises_by_clause(handbook, policy.releases[1].text)
    assert [(way.kind, way.path) for way in found["gifts"]] == [("question", "exercises/quiz-lines.md#q-q-gift")]
    assert [(way.kind, way.path) for way in found["visits"]] == [("checklist", "exercises/list-lines.md")]


def test_the_matrix_stands_by_chapters_and_conducts(policy: Policy) -> None:
    (part,) = matrix_parts(policy.first.text)
    assert part.title == "第二章　行为"
    assert [(conduct.label, len(conduct.rows)) for conduct in part.conducts] == [("第三条第一款", 2), ("第四条", 3)]
    assert part.conducts[0].excluded == ("选错类型后自己改正",)


def test_marked_words_are_the_words(policy: Policy) -> None:
    marker = Marker({"d": '1 < 2 & "3"'})
    marked = marker.text("a<b>见 & c", [Span(1, 4, "term", "d"), Span(5, 8, "clause", "x")])
    assert html.unescape(re.sub(r"<[^>]+>", "", marked)) == "a<b>见 & c"
    assert '"3"' not in marked
    assert "title=" not in marker.text("a", [Span(0, 1, "term", "d")])
    assert marker.fresh() == ""
    assert "title=" in marker.text("a", [Span(0, 1, "term", "d")])


def test_texts_are_shipped_once(policy: Policy) -> None:
    data = browser_data.texts(policy.versions)
    for release, version in zip(policy.versions, data["versions"], strict=True):
        rows = [data["rows"][at] for at in version["rows"]]
        assert [(row[0], row[2], row[5]) for row in rows] == [(c.id, c.label, c.text) for c in release.text.clauses]
    assert len(data["rows"]) < sum(len(version["rows"]) for version in data["versions"])


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_every_clause_is_on_its_page_word_for_word(built: Built, policy: Policy, version: str) -> None:
    release = policy.get(version)
    assert release
    shown = {
        ident: (label, html.unescape(re.sub(r"<[^>]+>", "", text)))
        for ident, label, text in CLAUSE.findall(page(built, addresses.version_path(version)))
    }
    kinds = ("paragraph", "item", "point")
    assert shown == {c.id: (c.label, c.text) for c in release.text.clauses if c.kind in kinds}


def test_every_id_that_ever_was_has_an_anchor(built: Built, policy: Policy) -> None:
    newest = page(built, "policy/v1.2.md")
    for release in policy.versions:
        for ident in release.ids:
            assert f'id="{ident}"' in newest or f"{{#{ident}}}" in newest, ident
    assert "V1.0）在 V1.1 删去" in newest


def test_clauses_and_practice_lead_to_each_other(built: Built) -> None:
    living = page(built, addresses.POLICY)
    assert 'href="../exercises/quiz-lines/#q-q-gift"' in living
    assert "礼品没有限额" in living
    assert '<a href="../../policy/#gift-cap">第四条（礼品）</a>' in page(built, "exercises/quiz-lines.md")
    assert '<a href="../../policy/#visits">第三条（记录）</a>' in page(built, "exercises/list-lines.md")


def test_without_a_scheme_there_is_no_page_and_ids_stay_ids(tmp_path: Path) -> None:
    quiz = (policysite.FOLDER / "exercises/basics/quiz-lines.yml").read_text("utf-8")
    handbooks.write(tmp_path, {"exercises/basics/quiz-lines.yml": quiz.replace('checked_against: "1.1"\n', "")})
    found = build_tree(tmp_path, Diagnostics(), Options())
    assert found
    assert not [path for path in found.tree if path.startswith("policy/")]
    assert "gift-cap" in page(found, "exercises/quiz-lines.md")
    assert policy_navigation(found.handbook) == policy_beside(found.handbook) == []
    assert list(policy_pages(found.handbook)) == []


def test_every_page_is_in_the_navigation_or_beside_it(built: Built) -> None:
    made = [path for path in built.tree if path.startswith("policy/") and path != addresses.ACKNOWLEDGE]
    listed = policy_navigation(built.handbook)
    assert sorted(made) == sorted([*listed, *policy_beside(built.handbook)])
    assert {"制度": listed} in navigation(built)


def test_the_words_of_old_versions_are_not_searched(built: Built) -> None:
    for path, data in built.tree.items():
        if path.startswith("policy/v"):
            assert b'search: {"exclude": true}' in data
    assert b"exclude" not in built.tree[addresses.POLICY].split(b"---")[1]


def test_changes_are_shown_with_words_for_those_who_do_not_see_them(built: Built, policy: Policy) -> None:
    text = page(built, addresses.changes_path("1.1"))
    first, second = policy.releases
    for change in compare(first.text, second.text).changed:
        if change.kind != "renumbered" and change.clause.kind != "chapter":
            assert f'data-clause="{change.clause.id}"' in text, change.clause.id
    assert '<del><span class="hb-sr">（删去：</span>200<span class="hb-sr">）</span></del>' in text
    assert "第二条（过渡）" not in text  # titles stand apart from labels
    assert "删去第二条。" in text
    assert "第四条 → 第五条" in text


def test_a_reporting_page_quotes_clauses_that_exist(root: Path, tmp_path: Path) -> None:
    copy = policysite.small(tmp_path)
    file = copy / "content/policy/reporting.yml"
    file.write_text(file.read_text("utf-8").replace("visit-who", "visit-whom"), "utf-8")
    sink = Diagnostics()
    assert build_tree(copy, sink, Options()) is None
    (found,) = [diagnostic for diagnostic in sink if diagnostic.name == "sentence-hole"]
    assert found.file.endswith("reporting.yml")
