"""The handbook's own scheme as two frozen releases, and a small scheme of any clauses, for tests of papers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from handbook.model.scheme import Amendment, Cities, Matrix, Record, Scheme
from handbook.papers.scheme.labels import PaperContext
from handbook.policy.release import freeze
from handbook.policy.versions import Policy, Release, build_policy

CONTENT = Path(__file__).parents[2] / "content" / "policy"
COMPANY = "澜桥净水设备有限公司"
TIERS = [
    {"id": "warn", "name": "警告", "expiry_months": 12, "text": "书面作出。"},
    {"id": "dismiss", "name": "解除劳动合同", "dismissal": True, "text": "依照第三十九条第二项。"},
]


def read(name: str) -> Any:
    return yaml.load((CONTENT / name).read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506


@cache
def drafts() -> Policy:
    """What content/policy would be with nothing frozen."""
    return build_policy(
        Scheme.model_validate(read("scheme.yml")),
        Matrix.model_validate(read("matrix.yml")),
        [],
        [Amendment.model_validate(read("amendments/1.1.yml"))],
        [Record.model_validate(read("records/1.0.yml"))],
        Cities.model_validate(read("cities.yml")).cities,
    )


@cache
def published() -> Policy:
    """The same with both versions frozen; the second has the records of the first, later."""
    policy = drafts()
    record = policy.records["1.0"]
    assert record.discussion
    assert record.negotiation
    later = record.model_copy(
        update={
            "version": "1.1",
            "discussion": record.discussion.model_copy(update={"held": "2027-05-10", "notice": "2027-05-01"}),
            "negotiation": record.negotiation.model_copy(update={"held": "2027-05-12"}),
            "publication": tuple(
                made.model_copy(update={"start": "2027-06-10", "end": None}) for made in record.publication
            ),
        }
    )
    return frozen(policy, {"1.0": record, "1.1": later}, ("2026-12-11", "2027-06-01"))


def frozen(policy: Policy, records: dict[str, Record], days: tuple[str, ...]) -> Policy:
    """All drafts of a policy as releases of these days."""
    found: list[Release] = []
    for draft, day in zip(policy.drafts, days, strict=True):
        made = freeze(draft, found[-1].frozen if found else None, day)
        found.append(replace(draft, frozen=made, record=records.get(draft.version)))
    return Policy(tuple(found), (), records, policy.cities)


def setting(policy: Policy, today: str | None = None) -> PaperContext:
    return PaperContext(policy, COMPANY, "zh", today)


def small(*texts: str, title: str = "测试制度", changes: list[dict[str, Any]] | None = None) -> Policy:
    """A scheme with one article of these paragraphs, p0 upwards; with `changes` a second version."""
    paragraphs = [{"id": f"p{number}", "text": text} for number, text in enumerate(texts)]
    article = {"id": "a", "title": "条旨", "paragraphs": paragraphs}
    scheme = {
        "id": "test", "title": title, "version": "1.0", "number": "测〔2026〕1 号", "owner": "人力资源部",
        "approver": "总经理", "city": "nowhere", "effective": "2027-01-01", "review": "2028-01-01",
        "roles": [{"id": "sales", "name": "销售人员"}], "definitions": [{"id": "d-a", "term": "词", "define": "定义。"}],
        "chapters": [{"id": "c", "title": "总则", "articles": [article]}],
    }  # fmt: skip
    row = {
        "id": "r-1", "clause": "p0", "behaviour": "没有照做", "measure": "event", "intent": ["intentional"],
        "window_months": 12, "tier": "dismiss", "decider": "总经理", "evidence": ["笔录"], "days_to_act": 30,
        "hearing_days": 3, "appeal_days": 10,
    }  # fmt: skip
    amendment = {
        "version": "1.1", "number": "测〔2027〕1 号", "effective": "2027-07-01", "review": "2028-07-01",
        "summary": "改了一处。", "changes": changes,
    }  # fmt: skip
    later = [Amendment.model_validate(amendment)] if changes else []
    matrix = Matrix.model_validate({"tiers": TIERS, "rows": [row]})
    return build_policy(Scheme.model_validate(scheme), matrix, [], later, [], [])
