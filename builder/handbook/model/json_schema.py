"""JSON Schemas from the models, so that an editor completes and checks the YAML files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from handbook.model.coverage import Coverage
from handbook.model.exercises import Exercise
from handbook.model.module import Lesson, Module
from handbook.model.reference import Glossary, Sources
from handbook.model.scheme import Amendment, Cities, Frozen, Matrix, Record, Reporting, Scheme
from handbook.model.session import Session
from handbook.model.settings import Settings

_ROOTS: dict[str, tuple[str, Any]] = {
    "handbook": ("手册：content/handbook.yml", Settings),
    "module": ("模块：content/modules/<模块>/module.yml", Module),
    "lesson": ("课：content/modules/<模块>/NN-<课>.yml", Lesson),
    "exercise": ("练习：exercises/<模块>/<练习>.yml", Exercise),
    "session": ("场次：content/sessions/<场次>.yml", Session),
    "sources": ("出处：content/sources.yml", Sources),
    "coverage": ("内容清单：content/coverage.yml", Coverage),
    "glossary": ("术语：content/glossary.yml", Glossary),
    "scheme": ("制度第一版的条文：content/policy/scheme.yml", Scheme),
    "matrix": ("违规处理矩阵：content/policy/matrix.yml", Matrix),
    "cities": ("各地参数：content/policy/cities.yml", Cities),
    "reporting": ("举报页：content/policy/reporting.yml", Reporting),
    "amendment": ("修正案：content/policy/amendments/<版本>.yml", Amendment),
    "record": ("程序记录：content/policy/records/<版本>.yml", Record),
    "release": ("冻结的版本：content/policy/releases/<版本>.yml，由程序写出", Frozen),
}


def schemas() -> Iterator[tuple[str, str]]:
    """(file name, JSON text) of every schema."""
    for name, (title, model) in _ROOTS.items():
        body = _tidy(TypeAdapter(model).json_schema(by_alias=True))
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
        yield f"{name}.schema.json", json.dumps({**head, **body}, ensure_ascii=False, indent=1) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into `folder`; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas():
        path = folder / name
        path.write_text(text, "utf-8", newline="\n")
        written.append(path)
    return written


def _tidy(node: Any, *, names: bool = False) -> Any:
    """Leave what an editor shows to an author: no generated titles, no English docstrings, no null defaults."""
    if isinstance(node, dict):
        kept = node.items() if names else ((k, v) for k, v in node.items() if _shown(k, v))
        return {key: _tidy(value, names=not names and key in ("properties", "$defs")) for key, value in kept}
    return [_tidy(item) for item in node] if isinstance(node, list) else node


def _shown(key: str, value: Any) -> bool:
    if key == "description":
        return not str(value).isascii()
    return key != "title" and (key, value) != ("default", None)
