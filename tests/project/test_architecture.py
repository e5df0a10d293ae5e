"""The picture in docs/architecture.md is what the linters are told and what there is."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PICTURE = PAGE.split("```")[1]
PACKAGE, FRONTEND = PICTURE.split("builder/frontend/src/")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def rooms(picture: str) -> list[str]:
    return re.findall(r"^  ([a-z_]+)/", picture, re.MULTILINE)


def folders(path: str) -> set[str]:
    found = (ROOT / "builder" / path).iterdir()
    return {entry.name for entry in found if entry.is_dir() and entry.name != "__pycache__"}


def test_the_picture_lists_the_rooms_in_the_order_that_is_checked() -> None:
    layers = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    assert rooms(PACKAGE) == [layer for layer in reversed(layers) if layer not in ("cli", "__main__")]


def test_the_picture_lists_every_room() -> None:
    assert set(rooms(PACKAGE)) == folders("handbook")
    assert len(rooms(PACKAGE)) <= 14
    assert set(rooms(FRONTEND)) == folders("frontend/src")


def test_every_room_of_scripts_has_its_rule() -> None:
    config = json.loads((ROOT / "builder/frontend/.oxlintrc.json").read_text("utf-8"))
    ruled = {part["files"][0].split("/")[1] for part in config["overrides"]}
    assert ruled == folders("frontend/src") - {"entries", "styles"}


def test_every_file_named_in_the_page_is_there() -> None:
    """Names of files in backticks with a folder, written from the package, its templates' folder or the front end."""
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_.]+\.(?:py|ts|yml|md))`", PAGE))
    bases = [ROOT, ROOT / "builder", ROOT / "builder" / "handbook", ROOT / "builder" / "frontend" / "src"]
    assert {name for name in named if not any((base / name).exists() for base in bases)} == set()
