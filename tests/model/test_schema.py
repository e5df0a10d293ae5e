"""The JSON Schemas in schemas/ are those of the models, in words an author reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from handbook.model.json_schema import schemas

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("name", "text"), list(schemas()), ids=lambda value: value[:24])
def test_schema_file_is_fresh(name: str, text: str) -> None:
    assert (ROOT / "schemas" / name).read_text("utf-8") == text, "run: python3 dev.py schema"


@pytest.mark.parametrize(("name", "text"), list(schemas()), ids=lambda value: value[:24])
def test_every_property_is_described_in_chinese(name: str, text: str) -> None:
    schema = json.loads(text)
    objects = [schema, *schema.get("$defs", {}).values()]
    bare = [
        f"{name}: {key}"
        for node in objects
        for key, value in node.get("properties", {}).items()
        if "const" not in value and not _description(value, schema)
    ]
    assert not bare


def _description(value: object, schema: dict[str, object]) -> bool:
    """Whether a description stands here, in a branch, or in the definition referred to."""
    return "description" in json.dumps(value) or "$ref" in json.dumps(value)
