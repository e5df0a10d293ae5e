"""Receipts for tests: two frozen releases of a small scheme, and receipts of them as the browser's code makes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner
from handbook.cli import main

from tests.support.handbooks import write

SCHEME = """
    id: small
    title: 小公司销售自律方案
    version: "1.0"
    number: 小公字〔2026〕1 号
    owner: 人力资源部
    approver: 总经理
    city: town
    effective: 2026-06-01
    review: 2099-12-01
    roles:
      - {id: sales, name: 销售人员}
    definitions:
      - {id: d-gift, term: 礼品, define: 送给客户的小东西。}
    chapters:
      - id: general
        title: 总则
        articles:
          - id: purpose
            title: 目的
            paragraphs:
              - {id: purpose-aim, text: 让人知道什么能做、什么不能做。}
          - id: gift-limit
            title: 送礼
            paragraphs:
              - {id: gift-cap, text: 「礼品」每人每次不得超过 200 元。}
            gloss: 两百块以内的小东西。
          - id: true-reports
            title: 记录
            paragraphs:
              - id: report-as-was
                text: 记录应当真实，不得有下列行为：
                items:
                  - {id: report-fake, text: 写没有发生的拜访；}
                  - {id: report-date, text: 改日期。}
"""
MATRIX = """
    investigator: 财务负责人
    tiers:
      - {id: remind, name: 书面提醒, expiry_months: 3, text: 当面讲清并写下来。}
      - {id: end, name: 解除劳动合同, dismissal: true, text: 听取陈述申辩、事先通知工会以后，依照劳动合同法第三十九条第二项解除。}
    rows:
      - id: gift-1
        clause: gift-cap
        behaviour: 送的东西超过限额
        measure: event
        intent: [intentional, gross, negligent]
        window_months: 6
        tier: remind
        decider: 人力资源负责人
        evidence: [登记簿]
        days_to_act: 30
        hearing_days: 3
        appeal_days: 10
      - id: gift-2
        clause: gift-cap
        behaviour: 送的东西超过限额
        measure: event
        intent: [intentional, gross, negligent]
        occurrence: 2
        window_months: 6
        tier: end
        decider: 总经理
        evidence: [登记簿, 陈述申辩笔录]
        days_to_act: 30
        hearing_days: 3
        appeal_days: 10
"""
CITIES = """
    cities:
      - id: town
        name: 小城
        basis:
          - {law: 劳动合同法, article: 第四条, checked: 2026-01-01, mark: C}
"""
AMENDMENT = """
    version: "1.1"
    number: 小公字〔2026〕2 号
    effective: 2026-09-01
    review: 2099-12-01
    summary: 限额改小。
    changes:
      - {op: change, clause: gift-cap, text: 「礼品」每人每次不得超过 100 元。, reason: 太高。}
"""
QUIZ = """
    id: lines
    kind: quiz
    title: 红线小测
    outcome: basics.rate
    minutes: 3
    questions:
      - id: gift
        type: single
        ask: 送 500 元的卡，行吗？
        clauses: [gift-limit]
        options:
          - {id: may, text: 可以, why: 超过限额。}
          - {id: may-not, text: 不可以, right: true, why: 对。}
      - id: fake
        type: truefalse
        ask: 没去的拜访可以先写上。
        clauses: [report-fake]
        answer: false
        why_true: 没有发生的不能写。
        why_false: 对。
"""
FILES: dict[str, str | bytes | None] = {
    "content/policy/scheme.yml": SCHEME,
    "content/policy/matrix.yml": MATRIX,
    "content/policy/cities.yml": CITIES,
    "exercises/basics/lines.yml": QUIZ,
}


def handbook(root: Path, *, second: bool = True, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """A handbook with release 1.0 frozen, and 1.1 too where asked."""
    write(root, {**FILES, **(changes or {})})
    freeze(root, "1.0", "2026-05-01")
    if second:
        amend(root)
    return root


def amend(root: Path) -> None:
    """Write the amendment and freeze 1.1."""
    import textwrap

    path = root / "content" / "policy" / "amendments" / "1.1.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(AMENDMENT).lstrip(), "utf-8")
    freeze(root, "1.1", "2026-08-01")


def freeze(root: Path, version: str, day: str) -> None:
    done = CliRunner().invoke(main, ["policy", "release", version, "--day", day, "--root", str(root)])
    assert done.exit_code == 0, done.output


def body(known: Any, **changes: Any) -> dict[str, Any]:
    """A receipt without its checksum: everything read, two questions, one right."""
    whole = {
        "format": "handbook-receipt",
        "version": 1,
        "policy": {"id": known.policy, "version": known.version, "number": "小公字〔2026〕1 号", "hash": known.hash},
        "person": {"name": "周宁", "number": "LQ-0042", "department": "开发区组"},
        "date": "2026-08-02",
        "made": "2026-08-02T09:30:00Z",
        "status": "agreed",
        "parts": [{"id": ident, "hash": hash_, "read": "2026-08-02"} for ident, hash_ in known.parts.items()],
        "questions": {
            "asked": 2,
            "right": 1,
            "answers": [
                {"id": "lines.gift", "chosen": ["may-not"], "right": True},
                {"id": "lines.fake", "chosen": ["true"], "right": False},
            ],
        },
    }
    return {**whole, **changes}


def person(number: str, name: str = "周宁") -> dict[str, str]:
    return {"name": name, "number": number, "department": "开发区组"}
