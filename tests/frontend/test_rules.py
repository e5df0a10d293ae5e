"""The rules of the front end's rooms notice what breaks them, and every folder of its sources has its place in them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

import dev

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = dev.FRONTEND / "src"

# Room → the rooms that it may import.
ROOMS = {
    "core": set[str](),
    "scoring": {"core"},
    "answers": {"core"},
    "policy": {"core", "scoring"},
    "exercises": {"core", "scoring", "answers"},
    "learner": {"core", "scoring", "answers", "exercises"},
    "trainer": {"core", "scoring", "answers", "exercises"},
    "entries": {"core", "scoring", "answers", "policy", "exercises", "learner", "trainer"},
}


def findings(folder: Path, files: dict[str, str]) -> set[tuple[str, str]]:
    """(file, rule) of everything that the linter says of these files below src/."""
    for name, text in files.items():
        path = folder / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in (dev.OXLINT_RULES.name, "tsconfig.json"):
        shutil.copy(dev.FRONTEND / name, folder)
    command = dev.lint_typescript(dev.ensure_node(), folder)
    done = subprocess.run([*command, "--format", "json"], capture_output=True, check=False, encoding="utf-8")
    found = json.loads(done.stdout)
    assert found["number_of_files"] == len(files)
    assert done.returncode == (1 if found["diagnostics"] else 0)
    start = len((folder / "src").as_posix()) + 1
    return {(one["filename"].replace("\\", "/")[start:], one["code"]) for one in found["diagnostics"]}


def test_every_folder_of_the_sources_is_a_room() -> None:
    assert {path.name for path in SOURCES.iterdir()} == {*ROOMS, "styles"}


@pytest.mark.parametrize(
    "statement",
    [
        'import {{ value }} from "../{room}/file"; export const used = value;',
        'import type {{ Type }} from "../{room}/file"; export type Used = Type;',
        'export {{ value }} from "../{room}/file";',
        'export const used = import("../{room}/file");',
    ],
)
def test_a_room_imports_only_what_stands_above_it(statement: str, tmp_path: Path) -> None:
    files = {f"{room}/file.ts": "export const value = 1; export type Type = number;\n" for room in ROOMS}
    pairs = [(room, other) for room in ROOMS for other in ROOMS if other != room]
    files |= {f"{room}/{other}.ts": statement.format(room=other) + "\n" for room, other in pairs}
    forbidden = {f"{room}/{other}.ts" for room, other in pairs if other not in ROOMS[room]}
    assert findings(tmp_path, files) == {(name, "eslint(no-restricted-imports)") for name in forbidden}


def test_a_deeper_folder_belongs_to_its_room(tmp_path: Path) -> None:
    files = {
        "exercises/quiz/show.ts": 'import { data } from "../../learner/my_data/data"; export const shown = data;\n',
        "learner/my_data/data.ts": "export const data = 1;\n",
    }
    assert findings(tmp_path, files) == {("exercises/quiz/show.ts", "eslint(no-restricted-imports)")}


def test_types_close_a_circle_too(tmp_path: Path) -> None:
    files = {
        "core/one.ts": 'import { two } from "./two"; export type One = typeof two;\n',
        "core/two.ts": 'import type { Three } from "./three"; export const two = 1; export type Two = Three;\n',
        "core/three.ts": 'import type { One } from "./one"; export type Three = One;\n',
        "core/beside.ts": 'import { two } from "./two"; export const beside = two;\n',
    }
    circle = {f"core/{name}.ts" for name in ("one", "two", "three")}
    found = findings(tmp_path, files)
    assert {name for name, rule in found if rule == "import(no-cycle)"} == circle


def test_no_type_is_imported_past_the_rules(tmp_path: Path) -> None:
    files = {"core/one.ts": 'export type One = import("./two").Two;\n', "core/two.ts": "export type Two = 1;\n"}
    assert findings(tmp_path, files) == {("core/one.ts", "typescript(consistent-type-imports)")}


@pytest.mark.parametrize(("lines", "found"), [(80, set()), (81, {("core/long.ts", "eslint(max-lines-per-function)")})])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("export function long(): void {", "}"),
        ("export const long = (): void => {", "};"),
        ("export class Long { long(): void {", "} }"),
    ],
)
def test_a_function_has_at_most_eighty_lines_that_are_not_blank(
    start: str, end: str, lines: int, found: set[tuple[str, str]], tmp_path: Path
) -> None:
    body = ["  window.close();", "  // A comment is a line, the blank one after it is none.", ""] * (lines // 2)
    counted = [i for i, line in enumerate(body, 1) if line]
    text = "\n".join([start, *body[: counted[lines - 3]], end]) + "\n"
    assert findings(tmp_path, {"core/long.ts": text}) == found


def test_styles_of_a_room_are_joined_by_entries_only() -> None:
    for sheet in SOURCES.rglob("*.css"):
        room = sheet.relative_to(SOURCES).parts[0]
        for target in re.findall(r'@import\s+"(\.[^"]+)"', sheet.read_text(encoding="utf-8")):
            used = (sheet.parent / target).resolve()
            assert used.is_file(), f"{sheet}: {target}"
            assert room in {"entries", used.relative_to(SOURCES).parts[0]}, f"{sheet}: {target}"
