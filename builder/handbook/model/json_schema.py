"""JSON Schemas from the models, so that an editor completes and checks the YAML files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from handbook.model.collections import COLLECTIONS


def schemas() -> Iterator[tuple[str, str]]:
    """(file name, JSON text) of every schema."""
    for name, one in COLLECTIONS.items():
        title = f"{one.title}：{one.place}" + ("，由程序写出" if one.frozen else "")
        body = _tidy(TypeAdapter(one.model).json_schema(by_alias=True))
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
