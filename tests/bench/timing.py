"""Times of whole processes, and their peak memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
sys.stderr.buffer.write(done.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a process: wall seconds, and its peak memory in MB (0 where the system does not tell)."""

    seconds: float
    megabytes: float


def process(command: Sequence[str | Path], cwd: Path) -> Run:
    """Run a command to its end. Raises RuntimeError with its last words when it fails."""
    watched = [sys.executable, "-c", PEAK, *map(str, command)] if os.name == "posix" else [*map(str, command)]
    start = time.perf_counter()
    done = subprocess.run(watched, cwd=cwd, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    kilobytes = float(done.stdout.split()[-1]) if os.name == "posix" else 0.0
    return Run(seconds, kilobytes / (1024**2 if sys.platform == "darwin" else 1024))


def paired(first: Callable[[], Run], second: Callable[[], Run], rounds: int = 3) -> tuple[Run, Run, float]:
    """Medians of both in turns after one warm-up each, and the median of the ratios of seconds pair by pair."""
    first(), second()
    pairs = [(first(), second()) for _ in range(rounds)]
    ratio = statistics.median(a.seconds / b.seconds for a, b in pairs)
    return _median([a for a, _ in pairs]), _median([b for _, b in pairs]), ratio


def _median(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(r.seconds for r in runs), statistics.median(r.megabytes for r in runs))
