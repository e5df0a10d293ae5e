"""A scheme of any size for measuring: articles of three paragraphs, and releases that each change a few of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from handbook.model.scheme import Amendment, Cities, Frozen, Matrix, Record, Scheme
from handbook.policy.release import freeze, written
from handbook.policy.versions import Policy, build_policy

_SENTENCE = "销售人员应当在当天把与客户说定的事、下一步和日期写进记录，超过 {n} 元的先报批后答应，依照[[p-{to}]]办理"
_PER_ARTICLE, _PER_CHAPTER = 3, 10


def policy(clauses: int, releases: int) -> Policy:
    """A scheme of so many paragraphs, so often released."""
    scheme = Scheme.model_validate(_scheme(clauses))
    matrix = Matrix.model_validate(_matrix(clauses))
    amendments = [Amendment.model_validate(_amendment(number, clauses)) for number in range(1, releases)]
    records = [Record.model_validate(_record(number)) for number in range(releases)]
    cities = Cities.model_validate(_cities()).cities
    drafts = build_policy(scheme, matrix, [], amendments, records, cities).drafts
    frozen: list[Frozen] = []
    for draft in drafts:
        frozen.append(freeze(draft, frozen[-1] if frozen else None, draft.effective))
    return build_policy(scheme, matrix, frozen, amendments, records, cities)


def write(root: Path, made: Policy) -> None:
    """The files of the policy, as the handbook reads them."""
    folder = root / "content" / "policy"
    first = made.first
    _write(folder / "scheme.yml", first.scheme.model_dump(mode="json", exclude_defaults=True))
    _write(folder / "matrix.yml", first.matrix.model_dump(mode="json", exclude_defaults=True))
    _write(folder / "cities.yml", _cities())
    for release in made.releases:
        if release.amendment:
            data = release.amendment.model_dump(mode="json", exclude_defaults=True)
            _write(folder / "amendments" / f"{release.version}.yml", data)
        if release.record:
            _write(folder / "records" / f"{release.version}.yml", release.record.model_dump(mode="json"))
        if release.frozen:
            path = folder / "releases" / f"{release.version}.yml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(written(release.frozen), "utf-8", newline="\n")


def _days(number: int) -> tuple[str, str]:
    """The days on which a release begins and is due for review; two releases a year."""
    year, half = divmod(number, 2)
    return f"{2000 + year}-{'07' if half else '01'}-01", f"{2100 + year}-01-01"


def _scheme(clauses: int) -> dict[str, Any]:
    effective, review = _days(0)
    articles = [_article(number, clauses) for number in range(0, clauses, _PER_ARTICLE)]
    chapters = [
        {"id": f"c-{start}", "title": f"第 {start} 部分", "articles": articles[start : start + _PER_CHAPTER]}
        for start in range(0, len(articles), _PER_CHAPTER)
    ]
    return {
        "id": "bench-scheme", "title": "量一量用的销售自律管理方案", "version": "1.0", "number": "测〔2000〕1 号",
        "owner": "人力资源部", "approver": "总经理", "city": "bench", "effective": effective, "review": review,
        "roles": [{"id": "sales", "name": "销售人员"}], "chapters": chapters,
    }  # fmt: skip


def _article(first: int, clauses: int) -> dict[str, Any]:
    numbers = range(first, min(first + _PER_ARTICLE, clauses))
    paragraphs = [{"id": f"p-{number}", "text": _text(number, (number * 7 + 1) % clauses)} for number in numbers]
    basis = {"law": "劳动合同法", "article": "第四条", "checked": "2000-01-01", "mark": "A"}
    return {"id": f"a-{first}", "title": f"第 {first} 件事", "paragraphs": paragraphs, "basis": [basis]}


def _text(number: int, to: int) -> str:
    return _SENTENCE.format(n=100 + number, to=to) * 2 + "。"


def _matrix(clauses: int) -> dict[str, Any]:
    tiers = [
        {"id": "warn", "name": "警告", "expiry_months": 12, "text": "书面作出。"},
        {"id": "dismiss", "name": "解除劳动合同", "dismissal": True, "text": "依照第三十九条第二项。"},
    ]
    return {
        "investigator": "检查人",
        "tiers": tiers,
        "rows": [_row(n, again) for n in range(0, clauses, 10) for again in (1, 2)],
    }


def _row(number: int, occurrence: int) -> dict[str, Any]:
    dismissal = occurrence > 1
    return {
        "id": f"r-{number}-{occurrence}", "clause": f"p-{number}", "series": f"s-{number}",
        "behaviour": f"没有写第 {number} 款的记录",
        "measure": "event", "intent": ["intentional", "gross", "negligent"], "occurrence": occurrence,
        "window_months": 12, "tier": "dismiss" if dismissal else "warn", "decider": "总经理",
        "evidence": ["系统记录", "陈述申辩笔录", *(["通知工会的凭据"] if dismissal else [])], "days_to_act": 30,
        "hearing_days": 3, "appeal_days": 10,
    }  # fmt: skip


def _amendment(number: int, clauses: int) -> dict[str, Any]:
    effective, review = _days(number)
    picked = sorted({(number * 11 + step * 37) % clauses for step in range(5)})
    texts = {at: _text(at + 1000 * number, (at + number) % clauses) for at in picked}
    changes = [
        {"op": "change", "clause": f"p-{at}", "text": text, "reason": "数改了。"} for at, text in texts.items()
    ]  # fmt: skip
    return {
        "version": f"1.{number}", "number": f"测〔2000〕{number + 1} 号", "effective": effective, "review": review,
        "summary": "改了几个数。", "changes": changes,
    }  # fmt: skip


def _record(number: int) -> dict[str, Any]:
    year = int(_days(number)[0][:4]) - 1
    vote = {"entitled": 42, "present": 40, "favour": 38, "against": 1, "abstain": 1}
    return {
        "version": f"1.{number}" if number else "1.0",
        "headcount": 42,
        "discussion": {"held": f"{year}-10-10", "notice": f"{year}-10-01", "form": "all",
                       "place": "公司", "draft": "草案", "vote": vote},
        "negotiation": {"held": f"{year}-10-20", "company": "总经理", "workers": "职工代表", "result": "同意。"},
        "publication": [{"channel": "公告栏", "place": "一楼", "start": f"{year}-11-01", "proof": "照片"}],
    }  # fmt: skip


def _cities() -> dict[str, Any]:
    basis = {"law": "劳动合同法", "article": "第四条", "checked": "2000-01-01", "mark": "A"}
    return {
        "cities": [{"id": "bench", "name": "测试市", "quorum": "2/3", "majority": "全体的过半数", "basis": [basis]}]
    }


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
