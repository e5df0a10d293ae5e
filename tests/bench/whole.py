"""The handbook that comes with the project, whole: pages, bytes, and its build against MkDocs alone."""

import shutil
import tempfile
from pathlib import Path

from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.render.tree import write_tree

import dev
from tests.bench import growth, timing
from tests.bench.figures import Figure


def measure() -> list[Figure]:
    """Counts, seconds as a ratio, and sizes of the whole site."""
    handbook = check(dev.ROOT, Diagnostics())
    if handbook is None:
        raise RuntimeError("the handbook has errors: run check")
    with tempfile.TemporaryDirectory() as folder:
        root, plain = _copy(Path(folder, "ours")), Path(folder, "plain")
        write_tree(plain / "docs", growth.tree(root))
        (plain / "mkdocs.yml").write_text(growth.PLAIN, "utf-8")
        a, b, ratio = timing.paired(lambda: growth.ours(root), lambda: growth.mkdocs(plain))
        files = {path.relative_to(root / "build/site"): path.stat().st_size for path in _files(root / "build/site")}
    pages = {path: size for path, size in files.items() if path.suffix == ".html"}
    largest = max(pages, key=pages.__getitem__)
    return [
        Figure("whole handbook: pages", len(pages), "pages"),
        Figure("whole handbook: exercises", len(handbook.exercises), "exercises"),
        Figure("whole handbook: build / MkDocs alone on the same pages", ratio, "×", 1.10),
        Figure("whole handbook: build", a.seconds, "s"),
        Figure("whole handbook: MkDocs alone, same pages", b.seconds, "s"),
        Figure("whole handbook: peak memory", a.megabytes, "MB"),
        Figure("whole handbook: site", sum(files.values()), "bytes"),
        Figure(f"whole handbook: largest page ({largest.parent.as_posix()})", pages[largest], "bytes"),
    ]


def _copy(root: Path) -> Path:
    for name in ("content", "exercises"):
        shutil.copytree(dev.ROOT / name, root / name)
    return root


def _files(site: Path) -> list[Path]:
    return [path for path in site.rglob("*") if path.is_file()]
