"""The folder of evidence: what is in it, that its fingerprints are right, and what the report misses."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from handbook.papers.fonts import find_fonts
from handbook.papers.scheme.compliance_gaps import Evidence, Gap, as_text, gaps
from handbook.papers.scheme.pack import MANIFEST, Request, pack
from handbook.policy.release import written
from handbook.policy.versions import Policy

from tests.support import releases

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = "2027-08-01"


@cache
def packed(version: str, receipts: int = 0) -> Mapping[str, bytes]:
    policy, fonts = releases.published(), find_fonts()
    release = policy.get(version)
    assert release
    assert fonts
    returned = {f"{number}.json": b"{}" for number in range(receipts)}
    return pack(Request(releases.setting(policy), release, DAY, fonts, returned or None))


def report(policy: Policy, version: str, receipts: int | None = None, day: str = DAY) -> dict[str, Gap]:
    release = policy.get(version)
    assert release
    return {gap.id: gap for gap in gaps(policy, release, Evidence(day, receipts))}


def test_everything_is_there_and_the_first_release_has_no_changes() -> None:
    first, second = set(packed("1.0")), set(packed("1.1"))
    assert {"1-制度/sales-discipline-1.0.pdf", "1-制度/sales-discipline-1.0.docx", "1-制度/sales-discipline-1.0.json",
            "1-制度/sales-discipline-1.0.akn.xml", "1-制度/releases-1.0.yml", "3-程序记录/讨论会议纪要.docx",
            "3-程序记录/协商会议纪要.docx", "3-程序记录/公示记录.docx", "4-签收/空白签收回执.docx",
            "4-签收/空白签收回执.pdf", "缺口报告.txt", "缺口报告.json", MANIFEST} == first  # fmt: skip
    assert {
        "2-修改/sales-discipline-1.0-1.1.docx",
        "2-修改/sales-discipline-1.0-1.1.pdf",
        "2-修改/修正案-1.1.docx",
    } <= second


def test_the_manifest_has_the_fingerprint_of_every_file_and_of_the_release() -> None:
    files = packed("1.1", 2)
    told = json.loads(files[MANIFEST])
    listed = {entry["path"]: entry["sha256"] for entry in told["files"]}
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path != MANIFEST}
    frozen = releases.published().releases[1].frozen
    assert frozen
    assert told["release_sha256"] == frozen.hash
    assert files["1-制度/releases-1.1.yml"] == written(frozen).encode()
    assert "4-签收/收回/1.json" in listed


def test_the_same_evidence_is_the_same_folder() -> None:
    again = packed.__wrapped__("1.1", 2)
    assert again == packed("1.1", 2)


def test_a_whole_procedure_has_no_gap_but_counsel_and_receipts() -> None:
    found = report(releases.published(), "1.0", 42, "2027-01-05")
    assert {ident for ident, gap in found.items() if gap.state != "yes"} == {"bases"}
    assert "须律师复核" in found["bases"].lacking[0]
    found = report(releases.published(), "1.0", 40, "2027-01-05")
    assert found["receipts"].state == "part"
    assert "还差 2 份" in found["receipts"].lacking[0]
    assert report(releases.published(), "1.0")["receipts"].state == "no"


def test_a_draft_lacks_everything() -> None:
    found = report(releases.drafts(), "1.1")
    missing = {"discussion", "quorum", "opinions", "negotiation", "publication", "fingerprint", "receipts", "force"}
    assert {ident for ident, gap in found.items() if gap.state == "no"} == missing
    assert found["order"].state == "part"


def test_what_is_wrong_with_the_procedure_is_said() -> None:
    policy = releases.published()
    record = policy.records["1.0"]
    assert record.discussion
    assert record.discussion.vote
    vote = record.discussion.vote.model_copy(update={"present": 20, "favour": 15, "against": 3, "abstain": 2})
    bad = record.model_copy(
        update={
            "discussion": record.discussion.model_copy(update={"vote": vote}),
            "publication": (record.publication[0].model_copy(update={"start": "2026-12-01"}),),
            "opinions": (),
        }
    )
    release = replace(policy.releases[0], record=bad)
    found = report(Policy((release,), (), {"1.0": bad}, policy.cities), "1.0", 0, "2028-01-05")
    assert found["quorum"].lacking == ("到会应当至少 28 人，只有 20 人", "同意应当至少 22 人，只有 15 人")
    assert found["order"].lacking == ("公示（2026年12月1日）早于协商（2026年12月10日）",)
    assert found["publication"].state == "part"
    assert found["opinions"].state == "no"
    assert found["review"].state == "part"
    assert found["force"].lacking == ("还缺：有效的表决",)


def test_a_changed_word_is_a_gap() -> None:
    policy = releases.published()
    frozen = policy.releases[0].frozen
    assert frozen
    release = replace(policy.releases[0], frozen=frozen.model_copy(update={"hash": "0" * 64}))
    found = report(Policy((release, policy.releases[1]), (), policy.records, policy.cities), "1.0")
    assert found["fingerprint"].lacking == ("指纹和全文对不上",)
    found = report(Policy((release, policy.releases[1]), (), policy.records, policy.cities), "1.1")
    assert found["fingerprint"].lacking == ("和上一版的指纹接不上",)


def test_the_text_of_the_report_tells_all() -> None:
    policy = releases.published()
    evidence = Evidence(DAY)
    found = gaps(policy, policy.releases[0], evidence)
    text = as_text(policy.releases[0], found, evidence)
    assert all(gap.title in text and gap.law in text for gap in found)
    assert all(line in text for gap in found for line in (*gap.found, *gap.lacking))
    assert "这不是法律意见" in text
