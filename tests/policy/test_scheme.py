"""The discipline scheme's life: numbers, amendments, fingerprints, status, redline."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from handbook.cli import main
from handbook.content.check import check
from handbook.content.privacy import looks_personal, numbers
from handbook.diagnostics import Diagnostics
from handbook.model.scheme import Amendment, Cities, Frozen, Matrix, Record, Scheme
from handbook.policy import quorum
from handbook.policy.amend import BELOW, PARTS, apply, places
from handbook.policy.amendment_text import sentences
from handbook.policy.compare import compare
from handbook.policy.redline import atoms, new_text, old_text, redline
from handbook.policy.release import expected_hash, freeze, seals, written
from handbook.policy.status import history_note, in_force, missing, status, superseded_on
from handbook.policy.text import text_of
from handbook.policy.versions import Policy, Release, build_policy, version_key
from handbook.source import parse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.support.handbooks import POLICY, RECORD, write


def load(text: str) -> Any:
    """What the handbook reads in a file."""
    document = parse("some.yml", textwrap.dedent(text).lstrip().encode(), Diagnostics())
    assert document is not None
    return document.value


SCHEME = Scheme.model_validate(load(POLICY["content/policy/scheme.yml"]))
MATRIX = Matrix.model_validate(load(POLICY["content/policy/matrix.yml"]))
CITIES = Cities.model_validate(load(POLICY["content/policy/cities.yml"]))
RECORDED = Record.model_validate(load(RECORD))


def amendment(*changes: dict[str, Any], version: str = "1.1", effective: str = "2027-01-01") -> Amendment:
    given = {"version": version, "number": f"人字 {version} 号", "effective": effective, "review": "2028-01-01"}
    return Amendment.model_validate({**given, "summary": "改。", "changes": [{"reason": "因。", **c} for c in changes]})


def policy(*amendments: Amendment, frozen: int = 0, records: tuple[Record, ...] = (RECORDED,)) -> Policy:
    """A policy whose first `frozen` versions are frozen."""
    made: list[Frozen] = []
    for _ in range(frozen):
        draft = build_policy(SCHEME, MATRIX, made, amendments, records, CITIES.cities).drafts[0]
        made.append(freeze(draft, made[-1] if made else None, "2026-04-25"))
    return build_policy(SCHEME, MATRIX, made, amendments, records, CITIES.cities)


ADD = {
    "op": "add",
    "before": "gift-limit",
    "article": {"id": "visit", "paragraphs": [{"id": "visit-1", "text": "一。"}]},
}
CHANGE = {"op": "change", "clause": "gift-register", "text": "次日登记；"}
REPEAL = {"op": "repeal", "clause": "appeal-first"}


def test_an_added_article_moves_numbers_and_no_ids() -> None:
    made = apply(SCHEME, MATRIX, amendment(ADD))
    before, after = text_of(SCHEME, MATRIX), text_of(made.scheme, made.matrix)
    assert (before.by_id["gift-limit"].label, after.by_id["gift-limit"].label) == ("第二条", "第三条")
    assert after.by_id["appeal-second"].text == "申诉不影响依第三条登记的义务。"
    assert {change.clause.id: change.kind for change in compare(before, after).changed} == {
        "visit": "added", "visit-1": "added", "gift-limit": "renumbered", "gift-rule": "renumbered",
        "gift-register": "renumbered", "gift-return": "renumbered", "appeal": "renumbered",
        "appeal-first": "renumbered", "appeal-second": "renumbered",
    }  # fmt: skip


def test_a_change_is_made_where_its_id_stands() -> None:
    made = apply(SCHEME, MATRIX, amendment(CHANGE, REPEAL))
    text = text_of(made.scheme, made.matrix)
    assert not made.faults
    assert text.by_id["gift-register"].text == "次日登记；"
    assert text.by_id["appeal-second"].label == "第三条", "the only paragraph left is cited as its article"
    assert dict(made.repealed) == {"appeal-first": ("changes", 1)}
    assert (made.scheme.version, made.scheme.effective) == ("1.1", "2027-01-01")


def test_a_renamed_clause_is_found_under_its_old_id() -> None:
    new = {"id": "gift", "was": ["gift-limit"], "paragraphs": [{"id": "gift-rule", "text": "收到「礼品」的登记。"}]}
    made = policy(amendment({"op": "change", "clause": "gift-limit", "article": new}))
    found = made.find("gift-limit")
    assert found is not None
    assert found[1].id == "gift"
    assert set(made.repealed) == {"gift-register", "gift-return"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CHANGE, "一、将第二条第（一）项修改为：\n“（一）次日登记；”"),
        (REPEAL, "一、删去第三条第一款。"),
        (ADD, "一、增加一条，作为第二条：\n“第二条　一。”"),
        ({"op": "add", "into": "appeal", "paragraph": {"id": "p", "text": "三。"}}, "一、第三条增加一款，作为第三款：\n“三。”"),
        ({"op": "add", "after": "gift-register", "item": {"id": "i", "text": "报告；"}}, "一、第二条增加一项，作为第（二）项：\n“（二）报告；”"),
        ({"op": "change", "clause": "purpose", "title": "宗旨"}, "一、将第一条的条旨修改为“宗旨”。"),
        ({"op": "change", "clause": "general", "title": "总纲"}, "一、将第一章的章名修改为“总纲”。"),
        ({"op": "change", "clause": "d-gift", "text": "东西。"}, "一、将术语“礼品”的定义修改为：\n“东西。”"),
        ({"op": "repeal", "clause": "gift-2"}, "一、删去违规处理矩阵中“收下「礼品」不退”一行。"),
    ],
)  # fmt: skip
def test_an_amendment_reads_like_a_statute(change: dict[str, Any], words: str) -> None:
    given = amendment(change)
    made = apply(SCHEME, MATRIX, given)
    assert not made.faults
    assert str(sentences(text_of(SCHEME, MATRIX), text_of(made.scheme, made.matrix), given)[0]) == words


def test_the_amendment_closes_with_numbers_and_date() -> None:
    given = amendment(ADD)
    made = apply(SCHEME, MATRIX, given)
    closing = [str(s) for s in sentences(text_of(SCHEME, MATRIX), text_of(made.scheme, made.matrix), given)[1:]]
    assert closing == [
        "条文序号按照修改后的顺序重新编排，引用的条号相应调整。",
        "本修正案自2027年1月1日起施行。",
    ]


def test_a_release_is_in_force_only_with_records_and_from_its_day() -> None:
    made = policy(frozen=1)
    (release,) = made.releases
    assert missing(made, release) == ()
    assert [status(made, release, day) for day in ("2026-05-31", "2026-06-01")] == ["pending", "current"]
    assert in_force(made, "2026-05-31") is None
    bare = policy(frozen=1, records=())
    assert status(bare, bare.releases[0], "2030-01-01") == "pending"
    assert missing(bare, bare.releases[0]) == ("discussion", "negotiation", "publication")


def test_a_vote_that_failed_keeps_a_release_out_of_force() -> None:
    vote = {"entitled": 32, "present": 24, "favour": 16, "against": 8}
    discussion = RECORDED.discussion.model_copy(update={"vote": None}) if RECORDED.discussion else None
    assert discussion
    failed = Record.model_validate(RECORDED.model_dump() | {"discussion": discussion.model_dump() | {"vote": vote}})
    made = policy(frozen=1, records=(failed,))
    assert missing(made, made.releases[0]) == ("vote",)


def test_the_next_release_takes_over_on_its_day() -> None:
    second = RECORDED.model_copy(update={"version": "1.1"})
    made = policy(amendment(CHANGE), amendment(REPEAL, version="1.2"), frozen=2, records=(RECORDED, second))
    first, later = made.releases
    assert superseded_on(made, first) == "2027-01-01"
    assert [status(made, item, "2027-01-01") for item in made.versions] == ["past", "current", "draft"]
    assert in_force(made, "2026-12-31") is first
    assert history_note(made, later) == (
        "（2026年5月1日人字〔2026〕1 号公布　自2026年6月1日起施行"
        "　根据2026年5月1日人字 1.1 号修正　修正自2027年1月1日起施行）"
    )


def test_versions_are_ordered_by_their_numbers() -> None:
    assert sorted(["1.10", "1.9", "1.9.1"], key=version_key) == ["1.9", "1.9.1", "1.10"]


@pytest.mark.parametrize(
    ("words", "number", "least"),
    [
        ("2/3", 30, 20), ("应到代表的三分之二以上", 31, 21), ("全体代表的过半数", 30, 16),
        ("1/2 以上", 30, 15), ("超过 1/2", 31, 16),
    ],
)  # fmt: skip
def test_shares_are_counted_in_heads(words: str, number: int, least: int) -> None:
    rule = quorum.rule(words)
    assert rule is not None
    assert rule.least(number) == least


@pytest.mark.parametrize("words", ["", "另行规定", "1/0"])
def test_words_without_a_share_are_no_rule(words: str) -> None:
    assert quorum.rule(words) is None


def test_a_place_says_how_many_must_come_and_agree() -> None:
    found = quorum.quorum(CITIES.cities[0], 250)
    assert (found.congress, found.representatives, found.present, found.favour) == (True, 35, 24, 18)
    assert quorum.quorum(CITIES.cities[0], 42).representatives is None


def test_a_number_is_never_cut() -> None:
    runs = redline("依照第十二条第（一）项，200 元", "依照第十四条第（二）项，250 元")
    changed = [run.text for run in runs if run.kind != "same"]
    assert changed == ["第十二条第（一）项，200", "第十四条第（二）项，250"]


def test_islands_of_two_characters_are_part_of_the_change() -> None:
    assert [run.text for run in redline("甲甲不得乙乙", "丙丙不得丁丁")] == ["甲甲不得乙乙", "丙丙不得丁丁"]
    assert [run.text for run in redline("甲甲不得不乙乙", "丙丙不得不丁丁") if run.kind == "same"] == ["不得不"]


WORDS = st.text(st.sampled_from("第一二十条款项（）12345.%甲乙丙丁，。\n a"), max_size=60)


@given(WORDS, WORDS)
@settings(deadline=None)
def test_a_redline_gives_back_both_texts(old: str, new: str) -> None:
    runs = redline(old, new)
    assert (old_text(runs), new_text(runs)) == (old, new)
    assert all(run.text for run in runs)
    assert all(a.kind != b.kind for a, b in pairwise(runs))
    assert "".join(atoms(old)) == old


@given(st.text(max_size=80), st.text(max_size=80))
@settings(deadline=None)
def test_a_redline_gives_back_any_two_texts(old: str, new: str) -> None:
    runs = redline(old, new)
    assert (old_text(runs), new_text(runs)) == (old, new)


def test_what_is_written_is_read_back() -> None:
    for frozen in (item.frozen for item in policy(amendment(CHANGE), frozen=2).releases):
        assert frozen is not None
        text = written(frozen)
        assert Frozen.model_validate(load(text)) == frozen
        assert expected_hash(frozen) == frozen.hash
        assert len(set(seals(text))) == 1
        assert len(set(seals(text.replace("\n", "\r\n")))) == 1, "line ends of another system are no change"


PROSE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"),
                              include_characters="\n"), min_size=1, max_size=60)  # fmt: skip


@given(PROSE, st.floats(0, 1e6))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_prose_and_number_is_read_back(prose: str, at_least: float) -> None:
    given = amendment(CHANGE).model_copy(update={"summary": prose})
    row = MATRIX.rows[0].model_copy(update={"at_least": at_least})
    draft = Release(SCHEME, MATRIX.model_copy(update={"rows": (row, *MATRIX.rows[1:])}), given)
    frozen = freeze(draft, None, "2026-04-25")
    assert Frozen.model_validate(load(written(frozen))) == frozen


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with one frozen release."""
    files: dict[str, str | bytes | None] = {**POLICY, "content/policy/records/1.0.yml": RECORD}
    root = write(tmp_path_factory.mktemp("published"), files)
    result = CliRunner().invoke(main, ["policy", "release", "--day", "2026-04-25", "--root", str(root)])
    assert result.exit_code == 0, result.output
    return root


def errors(root: Path) -> list[str]:
    sink = Diagnostics()
    check(root, sink)
    return [found.name for found in sink if found.severity == "error"]


@pytest.mark.parametrize("nth", [0, 1])
@pytest.mark.parametrize("version", ["0.1", "0.9", "1.1", "2.0"])
def test_a_version_changed_by_hand_is_found(published: Path, nth: int, version: str) -> None:
    """In the file's head, or in the text that it holds: the two then name different versions."""
    path = published / "content/policy/releases/1.0.yml"
    whole = path.read_text("utf-8")
    spots = [spot.span(1) for spot in re.finditer(r'(?m)^ *version: "?(1\.0)"?$', whole)]
    start, end = spots[nth]
    try:
        path.write_text(whole[:start] + version + whole[end:], "utf-8")
        assert errors(published)
    finally:
        path.write_text(whole, "utf-8")


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_byte_is_found(published: Path, data: st.DataObject) -> None:
    path = published / "content/policy/releases/1.0.yml"
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255))
    assume(byte != whole[at])
    assume((whole[at : at + 1], byte) != (b"\n", 13))  # CR ends a line as LF does
    try:
        path.write_bytes(whole[:at] + bytes([byte]) + whole[at + 1 :])
        assert errors(published)
    finally:
        path.write_bytes(whole)
    assert errors(published) == []


def test_a_release_is_refused_while_there_are_errors(tmp_path: Path) -> None:
    root = write(tmp_path, {**POLICY, "content/sources.yml": "sources: [\n"})
    result = CliRunner().invoke(main, ["policy", "release", "--root", str(root)])
    assert result.exit_code == 1
    assert not (root / "content/policy/releases").exists()


def test_a_release_is_never_written_again(published: Path) -> None:
    path = published / "content/policy/releases/1.0.yml"
    before = path.read_bytes()
    assert CliRunner().invoke(main, ["policy", "release", "1.0", "--root", str(published)]).exit_code != 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("args", [["policy", "release", "1.1"], ["policy", "release", "--day", "yesterday"]])
def test_wrong_use_of_release_exits_with_2(tmp_path: Path, args: list[str]) -> None:
    files: dict[str, str | bytes | None] = dict(POLICY)
    assert CliRunner().invoke(main, [*args, "--root", str(write(tmp_path, files))]).exit_code == 2


def test_starts_of_a_policy_are_clean(tmp_path: Path) -> None:
    root = write(tmp_path)

    def run(*args: str) -> None:
        result = CliRunner().invoke(main, [*args, "--root", str(root)])
        assert result.exit_code == 0, result.output

    run("new", "policy", "self-discipline")
    run("check", "--strict")
    run("new", "record", "1.0")
    run("new", "amendment", "1.1")
    run("check", "--strict")
    run("policy", "release")
    run("check")
    run("policy", "release")


def test_a_handbook_without_a_scheme_has_none(tmp_path: Path) -> None:
    handbook = check(write(tmp_path), Diagnostics())
    assert handbook is not None
    assert handbook.policy is None


@pytest.mark.parametrize(
    ("name", "head", "found"),
    [
        ("records/1.0.yml", b"version: '1.0'", None), ("签收/2026.yml", b"", "file"), ("roster.csv", b"", "file"),
        ("a.xlsx", b"", "table"), ("notes.txt", "姓名\t工号\n".encode(), "file"), ("notes.txt", b"to do", None),
        ("a.json", b'{"learner": {"name": "x"}}', "file"), ("README.md", "写岗位，不写姓名。".encode(), None),
    ],
)  # fmt: skip
def test_what_looks_like_names_is_kept_out(name: str, head: bytes, found: str | None) -> None:
    assert looks_personal(name, head) == found


def test_only_real_numbers_are_of_persons() -> None:
    assert [kind for _, _, kind in numbers("11010519491231002X 110105194912310021 13800138000 138001380001")] == [
        "identity", "phone",
    ]  # fmt: skip


# ---------------------------------------------------------------- random amendments
IDS = tuple(spot.node["id"] for _, spot in places(SCHEME.model_dump(mode="json"), MATRIX.model_dump(mode="json")))


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """A change that may or may not be possible."""
    op = draw(st.sampled_from(["change", "add", "repeal"]))
    target = draw(st.sampled_from(IDS))
    words = draw(st.text(st.sampled_from("甲乙丙丁[]「」"), min_size=1, max_size=6))
    if op == "repeal":
        return {"op": op, "clause": target}
    if op == "change":
        return {"op": op, "clause": target, draw(st.sampled_from(["text", "title"])): words}
    new = f"new-{draw(st.integers(0, 3))}"
    paragraph = {"id": f"{new}-p", "text": words}
    article = {"id": new, "paragraphs": [paragraph]}
    nodes = {"article": article, "paragraph": {"id": new, "text": words}, "item": {"id": new, "text": words},
             "chapter": {"id": f"{new}-c", "title": words, "articles": [article]}}  # fmt: skip
    kind = draw(st.sampled_from(sorted(nodes)))
    return {"op": op, draw(st.sampled_from(["after", "before", "into"])): target, kind: nodes[kind]}


@given(st.lists(changes(), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_amend_consolidate_and_compare_agree(made: list[dict[str, Any]]) -> None:
    before = text_of(SCHEME, MATRIX)
    applied = apply(SCHEME, MATRIX, amendment(*made))
    after = text_of(applied.scheme, applied.matrix)
    compared = compare(before, after)
    kinds = {change.clause.id: change.kind for change in compared.clauses}
    assert len(kinds) == len(compared.clauses), "each clause once"
    assert {ident for ident, kind in kinds.items() if kind == "repealed"} == set(before.by_id) - set(after.by_id)
    assert {ident for ident, kind in kinds.items() if kind == "added"} == set(after.by_id) - set(before.by_id)
    assert {ident for ident, kind in kinds.items() if kind == "changed"} <= set(applied.touched) | _parents(
        applied.touched, after
    )
    assert set(applied.repealed) & set(before.by_id) == set(before.by_id) - set(after.by_id)
    assert [c.new.id for c in compared.clauses if c.new] == [clause.id for clause in after.clauses], "in reading order"
    assert [c.old.id for c in compared.clauses if c.new is None and c.old] == [
        clause.id for clause in before.clauses if clause.id not in after.by_id
    ]
    for change in compared.clauses:
        assert old_text(change.runs) == (change.old.text if change.old else "")
        assert new_text(change.runs) == (change.new.text if change.new else "")


def _parents(touched: Any, text: Any) -> set[str]:
    """An article whose only paragraph was meant."""
    return {text.by_id[ident].parent for ident in touched if ident in text.by_id}


@given(st.lists(changes(), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_renumbering_keeps_ids_hashes_and_links(made: list[dict[str, Any]]) -> None:
    before = text_of(SCHEME, MATRIX)
    applied = apply(SCHEME, MATRIX, amendment(*made))
    after = text_of(applied.scheme, applied.matrix)
    for clause in before.clauses:
        if clause.id in after.by_id and clause.id not in applied.touched:
            assert after.by_id[clause.id].hash == clause.hash
    labels = [clause.label for clause in after.clauses if clause.kind == "article"]
    assert len(set(labels)) == len(labels)
    for clause in after.clauses:
        for span in clause.spans:
            if span.kind == "clause":
                assert clause.text[span.start : span.end] == after.by_id[span.target].label


@given(st.lists(changes(), min_size=1, max_size=4))
@settings(max_examples=50, deadline=None)
def test_a_frozen_amendment_gives_its_text_again(made: list[dict[str, Any]]) -> None:
    frozen = [release.frozen for release in policy(amendment(*made), frozen=2).releases]
    first, second = frozen
    assert first is not None
    assert second is not None
    assert second.amendment is not None
    again = apply(first.scheme, first.matrix, second.amendment)
    assert (again.scheme, again.matrix) == (second.scheme, second.matrix)
    assert second.previous == first.hash


def test_parts_and_their_lists_are_those_of_the_models() -> None:
    assert set(BELOW) < set(PARTS)
