"""How long building takes: against MkDocs alone on the same pages, per question, and as lessons grow tenfold."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from handbook.diagnostics import Diagnostics
from handbook.render.environment import Options
from handbook.render.tree import write_tree
from handbook.site.build import build_tree

from tests.bench import corpus, timing
from tests.bench.figures import Figure

PAGES = 40
ROUNDS = 5
PLAIN = """\
site_name: bench
docs_dir: docs
site_dir: site
theme:
  name: material
  language: zh
  font: false
  features: [navigation.indexes, navigation.prune, navigation.path, navigation.top, toc.follow, search.highlight]
plugins:
  - search: {lang: zh}
markdown_extensions:
  - attr_list
  - toc: {permalink: true}
"""


def against_mkdocs() -> list[Figure]:
    """The whole build in seconds against MkDocs alone building the same finished pages."""
    with tempfile.TemporaryDirectory() as folder:
        root = corpus.handbook(Path(folder, "ours"), lessons=PAGES, quizzes=PAGES)
        plain = Path(folder, "plain")
        write_tree(plain / "docs", tree(root))
        (plain / "mkdocs.yml").write_text(PLAIN, "utf-8")
        a, b, ratio = timing.paired(lambda: ours(root), lambda: mkdocs(plain))
    return [
        Figure("build / MkDocs alone on the same pages", ratio, "×", 1.10),
        Figure(f"build, {PAGES} lessons and {PAGES} quizzes", a.seconds, "s"),
        Figure("MkDocs alone, same pages", b.seconds, "s"),
    ]


def per_question() -> list[Figure]:
    """Milliseconds of the builder (YAML to finished pages) for each question of a quiz."""
    with tempfile.TemporaryDirectory() as folder:
        with_quizzes = corpus.handbook(Path(folder, "a"), lessons=1, quizzes=PAGES)
        without = corpus.handbook(Path(folder, "b"), lessons=1, quizzes=1)
        tree(with_quizzes)
        spent = [_seconds(with_quizzes) - _seconds(without) for _ in range(ROUNDS)]
    questions = (PAGES - 1) * corpus.QUESTIONS
    return [Figure("builder per question", 1000 * statistics.median(spent) / questions, "ms", 0.4)]


def lessons() -> list[Figure]:
    """Seconds and peak memory of the whole build as lessons grow from 40 to 400."""
    with tempfile.TemporaryDirectory() as folder:
        small = corpus.handbook(Path(folder, "small"), lessons=PAGES, quizzes=1)
        large = corpus.handbook(Path(folder, "large"), lessons=10 * PAGES, quizzes=1)
        big, little, ratio = timing.paired(lambda: ours(large), lambda: ours(small), rounds=2)
    return [
        Figure("40 → 400 lessons", ratio, "×", 10.5),
        Figure("build, 400 lessons", big.seconds, "s"),
        Figure("peak memory, 400 lessons", big.megabytes, "MB"),
        Figure("peak memory, 40 lessons", little.megabytes, "MB"),
    ]


def tree(root: Path) -> dict[str, bytes]:
    """The finished pages of a handbook."""
    sink = Diagnostics()
    built = build_tree(root, sink, Options())
    if built is None:
        raise RuntimeError([d.message("en") for d in sink])
    return built.tree


def _seconds(root: Path) -> float:
    start = time.perf_counter()
    tree(root)
    return time.perf_counter() - start


def ours(root: Path) -> timing.Run:
    """A whole build."""
    return timing.process([sys.executable, "-m", "handbook", "build", "--root", root], root)


def mkdocs(folder: Path) -> timing.Run:
    """MkDocs alone on pages that are finished."""
    return timing.process([sys.executable, "-m", "mkdocs", "build", "-q", "-f", folder / "mkdocs.yml"], folder)
