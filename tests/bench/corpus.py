"""Handbooks of any size for measuring: lessons of ordinary length, quizzes of ten questions, a large worksheet."""

import json
from pathlib import Path
from typing import Any

QUESTIONS = 10
_OPTIONS = ("再发一封一样的邮件", "打电话问他卡在哪一步", "等到下周一再说", "请主管替他催一催")
_SENTENCE = "周宁先看这一周的拜访记录，再决定哪一家值得多花半天；他把理由写下来，免得下周又从头想一遍。"


def handbook(root: Path, *, lessons: int, quizzes: int) -> Path:
    """Write a handbook; JSON is YAML, so that writing it costs nothing worth measuring. Returns `root`."""
    _write(root / "content/handbook.yml", _settings())
    _write(root / "content/modules/bench/module.yml", _module())
    for number in range(lessons):
        path = root / f"content/modules/bench/{number % 90 + 10}-lesson-{number}.yml"
        _write(path, _lesson(number, quizzes))
    for number in range(quizzes):
        _write(root / f"exercises/bench/quiz-{number}.yml", _quiz(number))
    return root


def large_sheet(root: Path, rows: int) -> Path:
    """Write a handbook with one worksheet whose table has `rows` rows that all depend on each other."""
    handbook(root, lessons=1, quizzes=1)
    columns = [
        {"id": "weight", "label": "权重", "type": "number", "default": 1},
        {"id": "days", "label": "工作日", "type": "number", "default": 21, "total": "sum"},
        {"id": "target", "label": "目标", "formula": "year_target * weight / sum(plan.weight)"},
        {"id": "daily", "label": "日均", "formula": "target / days"},
    ]
    sheet = {
        "id": "sheet", "kind": "worksheet", "title": "大表", "outcome": "bench.do", "minutes": 5,
        "fields": [
            {"id": "year_target", "label": "年度目标", "type": "number", "min": 1, "default": 500},
            {"id": "plan", "label": "计划", "type": "table", "rows": rows, "columns": columns},
        ],
        "outputs": [{"id": "day_target", "label": "日均目标", "formula": "year_target / sum(plan.days)"}],
    }  # fmt: skip
    _write(root / "exercises/bench/sheet.yml", sheet)
    return root


def _settings() -> dict[str, Any]:
    company = {"name": "测试公司", "about": "一家虚构的公司。"}
    return {
        "id": "bench", "title": "量一量", "version": "1.0", "date": "2026-03-02", "organisation": "测试公司",
        "welcome": "欢迎。", "company": company, "modules": ["bench"],
    }  # fmt: skip


def _module() -> dict[str, Any]:
    outcome = {"id": "bench.do", "verb": "算出", "level": "apply", "text": "算出一个数"}
    return {"id": "bench", "title": "量一量", "summary": _SENTENCE, "outcomes": [outcome]}


def _lesson(number: int, quizzes: int) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = [
        {"type": "prose", "heading": f"第 {part} 节", "text": _SENTENCE * 6} for part in range(1, 5)
    ]
    blocks.append({"type": "steps", "steps": [{"do": "先记下来。", "how": _SENTENCE}] * 3})
    blocks.append({"type": "table", "caption": "一周", "columns": ["天", "次"], "rows": [["周一", "3"], ["周二", "4"]]})
    if quizzes:
        blocks.append({"type": "practice", "exercise": f"quiz-{number % quizzes}"})
    title = f"第 {number} 课"
    return {"id": f"lesson-{number}", "title": title, "outcomes": ["bench.do"], "can_do": _SENTENCE, "blocks": blocks}


def _quiz(number: int) -> dict[str, Any]:
    questions = [_question(number, part) for part in range(QUESTIONS)]
    return {
        "id": f"quiz-{number}", "kind": "quiz", "title": f"第 {number} 测", "outcome": "bench.do", "minutes": 5,
        "questions": questions,
    }  # fmt: skip


def _question(number: int, part: int) -> dict[str, Any]:
    options = [
        {"id": name, "text": text, "why": _SENTENCE, "right": name == "b"}
        for name, text in zip("abcd", _OPTIONS, strict=True)
    ]
    ask = f"第 {number} 测第 {part} 题：客户三天没有回消息，周宁先做什么？"
    return {"id": f"q{part}", "type": "single", "ask": ask, "options": options}


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), "utf-8")
