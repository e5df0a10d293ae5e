"""A day's kit from the command line, as pages alone and with the file to print."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from handbook.content.check import check
from handbook.diagnostics import Diagnostics

from tests.bench import timing
from tests.bench.figures import Figure

ROOT = Path(__file__).parents[2]


def measure(root: Path = ROOT) -> list[Figure]:
    """Seconds of `handbook session`, the start of the program included, and bytes of what it writes."""
    handbook = check(root, Diagnostics())
    if handbook is None or not handbook.sessions:
        return []
    longest = max(handbook.sessions, key=lambda session: session.minutes)
    name = f"kit of {longest.id}"
    with tempfile.TemporaryDirectory() as folder:
        kit = Path(folder, "kit")
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "handbook",
            "session",
            longest.id,
            "--root",
            root,
            "--out",
            kit,
        ]
        plain, printed, _ = timing.paired(
            lambda: timing.process([*command, "--no-pdf"], ROOT), lambda: timing.process(command, ROOT)
        )
        made = Counter[str]()
        for path in kit.iterdir():
            made[path.suffix] += path.stat().st_size
    return [
        Figure(f"{name}, pages", plain.seconds, "s"),
        Figure(f"{name}, pages and PDF", printed.seconds, "s"),
        Figure(f"{name}, peak memory", printed.megabytes, "MB"),
        Figure(f"{name}, pages", made[".html"], "bytes"),
        Figure(f"{name}, PDF", made[".pdf"], "bytes"),
    ]
