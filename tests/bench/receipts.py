"""Checking a folder of receipts: files a second and peak memory, for this handbook's own scheme."""

import datetime
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.exchange.receipts.folder import gather
from handbook.exchange.receipts.receipt import Known, checksum, known_releases
from handbook.exchange.receipts.register import register
from handbook.policy.release import freeze
from handbook.policy.versions import Policy, Release

import dev
from tests.bench import timing
from tests.bench.figures import Figure

FILES = 10_000
FEW = 100
MOST_MEGABYTES = 400
_RUN = """
import sys
from pathlib import Path
from tests.bench.receipts import known_here
from handbook.exchange.receipts.folder import gather
from handbook.exchange.receipts.register import register
from handbook.exchange.receipts.register_files import Writer
known = known_here()
found = register(gather(Path(sys.argv[1]), {known.version: known}, sys.argv[2]), known, None)
assert len(found.lines) == int(sys.argv[3]) and not found.bad
Writer("zh", sys.argv[2]).write(Path(sys.argv[1] + "-register"), found)
"""


def measure() -> list[Figure]:
    """10,000 receipts, read, checked and written into a register; what starting takes is measured and taken off."""
    known, day = known_here(), datetime.date.today().isoformat()
    with tempfile.TemporaryDirectory() as temporary:
        runs = {}
        for count in (FEW, FILES):
            folder = Path(temporary, str(count))
            size = write_receipts(folder, known, day, count)
            command: list[str | Path] = [sys.executable, "-c", _RUN, folder, day, str(count)]
            runs[count] = timing.process(command, dev.ROOT)
        processor = _processor_seconds(folder, known, day)
    seconds = runs[FILES].seconds - runs[FEW].seconds
    return [
        Figure(f"receipts: {FILES} files of {len(known.parts)} parts, {size // 1024} KB each", seconds, "s"),
        Figure("receipts: files a second", (FILES - FEW) / seconds, "files/s"),
        Figure("receipts: files a second of processor time", FILES / processor, "files/s"),
        Figure(f"receipts: peak memory, {FILES} files", runs[FILES].megabytes, "MB", MOST_MEGABYTES),
        Figure(f"receipts: peak memory, {FEW} files", runs[FEW].megabytes, "MB"),
    ]


def _processor_seconds(folder: Path, known: Known, day: str) -> float:
    """Reading and checking alone, whatever else the machine does meanwhile."""
    start = time.process_time()
    register(gather(folder, {known.version: known}, day), known, None)
    return time.process_time() - start


def known_here() -> Known:
    """The last release of this handbook; its first draft frozen in memory where none is."""
    handbook = check(dev.ROOT, Diagnostics())
    if handbook is None or handbook.policy is None:
        raise RuntimeError("the handbook has errors or no scheme: run check")
    return list(known_releases(_frozen(handbook.policy)).values())[-1]


def _frozen(policy: Policy) -> list[Release]:
    first = policy.first
    return list(policy.releases) or [replace(first, frozen=freeze(first, None, "2026-01-01"))]


def write_receipts(folder: Path, known: Known, day: str, count: int) -> int:
    """Receipts of `count` people; returns the bytes of one."""
    folder.mkdir(parents=True)
    raw = {
        "format": "handbook-receipt",
        "version": 1,
        "policy": {"id": known.policy, "version": known.version, "number": "1", "hash": known.hash},
        "date": day,
        "made": f"{day}T08:00:00Z",
        "status": "agreed",
        "parts": [{"id": ident, "hash": hash_, "read": day} for ident, hash_ in known.parts.items()],
        "questions": {"asked": 0, "right": 0, "answers": []},
    }
    size = 0
    for number in range(count):
        raw["person"] = {"name": f"员工{number}", "number": f"N{number:05}", "department": "销售部"}
        raw["checksum"] = checksum(raw)
        data = json.dumps(raw, ensure_ascii=False, indent=1).encode()
        (folder / f"receipt-{number:05}.json").write_bytes(data)
        size = len(data)
    return size
