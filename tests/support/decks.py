"""A session whose slides have something of every kind: what tests of decks build."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import yaml

from tests.support.handbooks import BASE, write

SITES = Path(__file__).parents[1] / "sites"
ADDRESS = "https://handbook.example/sales"
HOSTILE = '`"><img src=x onerror="window.hacked=1">${7}</script><script>window.hacked=2</script>`'
"""Markup that stands as code, which is as near as an author comes to writing some."""
BLOCKS: list[dict[str, Any]] = [
    {"type": "concept", "id": "rate-is", "term": "成交率", "text": "成交次数除以拜访次数。"},
    {
        "type": "table", "id": "week", "caption": "一周", "columns": ["天", "拜访", "成交"],
        "rows": [[f"第 {n} 天", str(n), "1"] for n in range(1, 25)],
    },
    {
        "type": "steps", "id": "how", "heading": "怎么算",
        "steps": [{"do": "数拜访"}, {"do": "数成交", "how": "只数签了字的。"}, {"do": "相除"}],
    },
    {
        "type": "figure", "id": "way", "caption": "两步", "alt": "先数，再除。",
        "figure": {"kind": "flow", "nodes": [{"label": "数"}, {"label": "除"}]},
    },
    {
        "type": "warning", "id": "beware", "title": HOSTILE, "text": f"{HOSTILE}\n\n**粗。**后面。",
    },
    {
        "type": "myth", "id": "said", "myth": "多跑就行", "truth": "先看率。",
        "claims": [{"text": "率更要紧。", "grade": "C"}],
    },
]  # fmt: skip


def session() -> dict[str, Any]:
    """The session of tests/sites, with blocks, slides of its own, a quiz for all, a break and a role play."""
    data = yaml.safe_load((SITES / "session.yml").read_text("utf-8"))
    activities = {one["id"]: one for one in data["activities"]}
    activities["teach"] |= {"blocks": [block["id"] for block in BLOCKS], "say": f"说：{HOSTILE}"}
    activities["close"] |= {"title": HOSTILE, "aim": HOSTILE, "cut": {"to": 3, "order": 9, "how": HOSTILE}}
    activities["open"] |= {
        "kind": "quiz",
        "exercise": "quiz-each",
        "seconds": 90,
        "slides": [{"title": "写两样", "text": "1. 一样\n2. 两样", "answer": "答案一，答案二。"}],
    }
    return data


def handbook(root: Path, changed: dict[str, Any] | None = None) -> Path:
    """A handbook in `root` with that session, or another one."""
    kinds = SITES / "kinds"
    files: dict[str, str | bytes | None] = {
        path.relative_to(kinds).as_posix(): path.read_bytes() for path in kinds.rglob("*.yml")
    }
    lesson = "content/modules/basics/01-first.yml"
    data = yaml.safe_load((kinds / lesson).read_text("utf-8"))
    files[lesson] = yaml.safe_dump({**data, "blocks": [*BLOCKS, *data["blocks"]]}, allow_unicode=True, sort_keys=False)
    settings = textwrap.dedent(BASE["content/handbook.yml"])
    files["content/handbook.yml"] = settings.replace("organisation:", f"address: {ADDRESS}/\norganisation:", 1)
    files["content/sessions/talk.yml"] = yaml.safe_dump(changed or session(), allow_unicode=True, sort_keys=False)
    files["exercises/basics/rate.yml"] = None
    return write(root, files)
