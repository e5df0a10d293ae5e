"""Small real handbooks for tests: a minimal valid base, with changed or added files laid over it."""

from __future__ import annotations

import shutil
import textwrap
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.content.check import check
from handbook.content.handbook import Handbook
from handbook.diagnostics import Diagnostics

BASE: dict[str, str] = {
    "content/handbook.yml": """
        id: test-handbook
        title: 测试手册
        version: "1.0"
        date: 2026-03-02
        organisation: 测试公司
        welcome: 欢迎。
        company:
          name: 测试公司
          about: 一家虚构的公司。
          figures:
            - {id: deal-size, label: 客单价, value: 8, unit: 万元}
        modules: [basics]
        """,
    "content/sources.yml": """
        sources:
          - {id: someone-2000, cite: 某人（2000）。某题。某刊，1（1）。, status: verified}
        """,
    "content/glossary.yml": """
        terms:
          - {id: face-hour, term: 面客小时, define: 与客户同在一场对话里的小时。}
        """,
    "content/modules/basics/module.yml": """
        id: basics
        title: 基础
        summary: 一个模块。
        outcomes:
          - {id: basics.rate, verb: 算出, level: apply, text: 算出成交率}
        """,
    "content/modules/basics/01-first.yml": """
        id: first
        title: 第一课
        outcomes: [basics.rate]
        can_do: 算出自己的成交率。
        blocks:
          - type: prose
            heading: 场面
            text: 周宁这周的面客小时是 15，客单价 {{deal-size}}。
            claims:
              - {text: 计划与绩效相关。, grade: B, sources: [someone-2000]}
          - type: practice
            exercise: rate
        """,
    "exercises/basics/rate.yml": """
        id: rate
        kind: worksheet
        title: 成交率
        outcome: basics.rate
        minutes: 5
        fields:
          - {id: visits, label: 拜访次数, type: number, unit: 次, min: 1}
          - {id: deals, label: 成交次数, type: number, unit: 次, min: 0}
        outputs:
          - {id: rate, label: 成交率, formula: deals / visits * 100, unit: "%", digits: 1}
        worked_example:
          given: {visits: 8, deals: 2}
          expect: {rate: 25}
        """,
}

POLICY: dict[str, str] = {
    "content/policy/scheme.yml": """
        id: discipline
        title: 自律制度
        version: "1.0"
        number: 人字〔2026〕1 号
        owner: 人力资源部
        approver: 总经理
        city: here
        effective: 2026-06-01
        review: 2027-06-01
        roles: [{id: sales, name: 销售人员}]
        definitions:
          - {id: d-gift, term: 礼品, define: 客户给的、能用钱衡量的东西。}
        chapters:
          - id: general
            title: 总则
            articles:
              - id: purpose
                title: 目的
                paragraphs: [{id: purpose-text, text: 为说明怎么做、违反了怎么办，制定本制度。}]
          - id: conduct
            title: 行为
            articles:
              - id: gift-limit
                title: 收礼
                paragraphs:
                  - id: gift-rule
                    text: 收到「礼品」的，应当：
                    items:
                      - {id: gift-register, text: 当天登记；}
                      - {id: gift-return, text: 超过 200 元的退回。}
                basis: [{law: 反不正当竞争法, article: 第八条, checked: 2026-01-05, mark: B}]
              - id: appeal
                title: 申诉
                paragraphs:
                  - id: appeal-first
                    text: 不服处理的，可以自送达之日起 10 日内申诉。
                  - id: appeal-second
                    text: 申诉不影响依[[gift-limit]]登记的义务。
        """,
    "content/policy/matrix.yml": """
        investigator: 合规专员
        tiers:
          - {id: remind, name: 书面提醒, expiry_months: 6, text: 书面指出。}
          - {id: dismiss, name: 解除, dismissal: true, text: 听取申辩、通知工会后，依劳动合同法第三十九条第二项解除。}
        rows:
          - id: gift-1
            clause: gift-return
            behaviour: 收下「礼品」不退
            measure: yuan
            at_least: 200
            intent: [intentional]
            window_months: 12
            tier: remind
            decider: 销售经理
            evidence: [登记表]
            days_to_act: 30
            hearing_days: 3
            appeal_days: 10
          - id: gift-2
            clause: gift-return
            behaviour: 收下「礼品」不退
            measure: yuan
            at_least: 200
            intent: [intentional]
            occurrence: 2
            window_months: 12
            tier: dismiss
            decider: 总经理
            evidence: [登记表]
            days_to_act: 30
            hearing_days: 3
            appeal_days: 10
        """,
    "content/policy/cities.yml": """
        cities:
          - id: here
            name: 本市
            congress_from: 100
            representatives_base: 30
            representatives_per_100: 5
            quorum: 应到代表的 2/3 以上
            majority: 全体代表的过半数
            basis: [{law: 本地职工代表大会条例, article: 第十条, checked: 2026-01-05, mark: B}]
        """,
}
"""A small discipline scheme without anything wrong, to lay over the base."""
RECORD = """
    version: "1.0"
    headcount: 150
    discussion:
      held: 2026-04-10
      notice: 2026-04-01
      form: congress
      place: 会议室
      draft: 第二稿
      vote: {entitled: 32, present: 24, favour: 20, against: 3, abstain: 1}
    negotiation: {held: 2026-04-20, company: 总经理, workers: 工会主席, result: 照草案确定。}
    opinions:
      - {clause: gift-limit, by: 销售一组, text: 200 元太低。, adopted: false, reason: 200 元已经高过一次工作餐的标准。}
    publication: [{channel: 公告栏, place: 一楼, start: 2026-05-01, proof: 照片 3 号}]
    """


OURS = Path(__file__).parents[2]


def copy_of_ours(root: Path) -> Path:
    """Put a copy of the handbook that comes with the project into `root`; returns it."""
    for folder in ("content", "exercises"):
        shutil.copytree(OURS / folder, root / folder)
    return root


def write(root: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the base with `changes` laid over it (None removes a file); returns `root`."""
    files: dict[str, str | bytes | None] = {path: textwrap.dedent(text).lstrip() for path, text in BASE.items()}
    for path, text in (changes or {}).items():
        files[path] = textwrap.dedent(text).lstrip() if isinstance(text, str) else text
    for path, content in files.items():
        if content is not None:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@cache
def handbook() -> Handbook:
    """The base as a resolved handbook."""
    with TemporaryDirectory() as folder:
        found = check(write(Path(folder)), Diagnostics())
    assert found
    return found
