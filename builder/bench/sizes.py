"""Bytes a page costs beyond the theme, compressed as a host would."""

import gzip
import re
import tempfile
from pathlib import Path

from builder.assets import DIST
from builder.bench import corpus
from builder.bench.figures import Figure
from builder.diagnostics import Diagnostics
from builder.engines import build_site


def measure() -> list[Figure]:
    """Scripts and styles of an exercise page; links of ours on a page without an exercise."""
    core = sum(_gzip(DIST / name) for name in ("handbook.js", "handbook.css"))
    charts, code = _gzip(DIST / "handbook-charts.js"), _gzip(DIST / "handbook-qr.js")
    return [
        Figure("exercise page: script + style, gzip", core, "bytes", 25 * 1024),
        Figure("exercise page with a chart, gzip", core + charts, "bytes", 25 * 1024),
        Figure("QR picture, loaded when asked for, gzip", code, "bytes"),
        Figure("page without exercise: our links beyond two", _extra_links(), "links", 0),
    ]


def _gzip(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def _extra_links() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = corpus.handbook(Path(folder), lessons=1, quizzes=1)
        build_site(root, Diagnostics())
        page = (root / "build/site/modules/bench/lesson-0/index.html").read_text("utf-8")
    return len(set(re.findall(r'(?:src|href)="[^"]*assets/(handbook[\w-]*\.(?:js|css))["?]', page))) - 2
