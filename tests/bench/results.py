"""Reading a class from the command line: 40, 2,000 and 100,000 answers files."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from subprocess import DEVNULL, Popen
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.figures import Figure

ROOT = Path(__file__).parents[2]
SIZES = (40, 2_000, 100_000)
PATTERNS = 100
"""Different ways to answer; every file has a time and a name of its own."""
DAY = "2026-03-02T08:00:00.000Z"


def measure(root: Path = ROOT, sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Seconds, files a second and peak memory of `handbook results`, the start of the program included."""
    texts = patterns(root)
    return [figure for size in sizes for figure in _of(root, texts, size)]


def patterns(root: Path) -> list[str]:
    """PATTERNS answers files of the first module; NAME and DAY stand in them to be replaced."""
    from handbook.content.check import check
    from handbook.diagnostics import Diagnostics
    from handbook.exercises.answer_key import facts

    handbook = check(root, Diagnostics())
    if handbook is None:
        raise RuntimeError("the handbook has errors: run check")
    data = facts(handbook, handbook.courses[0].module.id).data
    return [_answers(data, Random(seed)) for seed in range(PATTERNS)]  # noqa: S311 - no secret depends on it


def write_class(place: Path, texts: Sequence[str], size: int) -> list[Path]:
    """Write so many people's answers files."""
    place.mkdir()
    paths = [place / f"{n:06}.json" for n in range(size)]
    for n, path in enumerate(paths):
        day = f"2026-03-{1 + n % 28:02}T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}.{n % 1000:03}Z"
        path.write_text(texts[n % len(texts)].replace("NAME", f"N{n:06}").replace(DAY, day), encoding="utf-8")
    return paths


def _answers(data: Any, random: Random) -> str:
    """An answers file in which every quiz and scale of a module is done."""
    exercises = {}
    for known in data["exercises"]:
        answers: dict[str, Any] = {}
        if known["kind"] == "quiz":
            for question in known["questions"]:
                answers[question["id"]] = _answer(question, random)
                answers[f"{question['id']}.confidence"] = random.randint(1, 3)
            history = [{"at": DAY, "answers": answers, "outputs": {}}]
        elif known["kind"] == "scale":
            answers, history = {item["id"]: random.randint(1, known["points"]) for item in known["items"]}, []
        else:
            continue
        record = {"revision": known["revision"], "updated": DAY, "answers": answers, "history": history}
        exercises[known["id"]] = record
    content = {"format": "handbook-answers", "version": 1, "handbook": data["handbook"], "learner": {"name": "NAME"}}
    return json.dumps({**content, "exercises": exercises}, ensure_ascii=False, indent=1)


def _answer(question: dict[str, Any], random: Random) -> object:
    key, right = question["key"], random.random() < 0.7
    kind, parts = question["type"], question.get("parts", [])
    if kind in ("single", "multiple"):
        chosen = list(key) if right else [random.choice(parts)]
        return chosen[0] if kind == "single" else chosen
    if kind in ("truefalse", "numeric"):
        return key if right else (not key if kind == "truefalse" else key + 1)
    if kind == "order":
        return {part: n for n, part in enumerate(key if right else parts, 1)}
    values = {part: one[0] if isinstance(one, list) else one for part, one in key.items()}
    return values if right else {part: next(iter(values.values())) for part in values}


def _of(root: Path, texts: Sequence[str], size: int) -> list[Figure]:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "class"
        write_class(place, texts, size)
        kilobytes = sum(len(text.encode()) for text in texts) / len(texts) / 1000
        seconds, megabytes = _timed(root, place)
    name = f"results, {size:,} files of {kilobytes:.0f} kB"
    return [
        Figure(name, seconds, "s"),
        Figure(f"{name}, a second", size / seconds, "files"),
        Figure(f"{name}, peak memory", megabytes, "MB"),
    ]


def _timed(root: Path, folder: Path) -> tuple[float, float]:
    """Seconds, and megabytes at the peak, of the command."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "handbook", "results", str(folder), "--root", str(root)]
    process = Popen(command, stdout=DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"handbook results: exit {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1000
