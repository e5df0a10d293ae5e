"""Small real handbooks for tests: a minimal valid base, with changed or added files laid over it."""

from __future__ import annotations

import shutil
import textwrap
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.build import check
from builder.diagnostics import Diagnostics
from builder.model.handbook import Handbook

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


OURS = Path(__file__).parents[1]


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
