"""The discipline scheme: what thirty releases cost the build, and how long its papers take."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.papers.fonts import find_fonts
from handbook.papers.scheme.labels import PaperContext
from handbook.papers.scheme.pdf import pdf
from handbook.papers.scheme.scheme_paper import redline_document, scheme_document
from handbook.papers.scheme.word import word
from handbook.policy.versions import Policy
from handbook.render.tree import write_tree

from tests.bench import corpus, growth, scheme, timing
from tests.bench.figures import Figure

CLAUSES, RELEASES, PAGES, ROUNDS = 300, 30, 40, 3


def measure() -> list[Figure]:
    """The build as a ratio, and papers in seconds."""
    made = scheme.policy(CLAUSES, RELEASES)
    setting, last = PaperContext(made, "测试公司"), made.releases[-1]
    paper, redline = scheme_document(setting, last), redline_document(setting, made.releases[0], last)
    figures = _build(made)
    if fonts := find_fonts():
        printed = pdf(paper, fonts)
        figures += [
            Figure(f"PDF, {CLAUSES} clauses", _seconds(lambda: pdf(scheme_document(setting, last), fonts)), "s"),
            Figure(f"PDF, {CLAUSES} clauses", len(printed), "bytes"),
        ]
    return [
        *figures,
        Figure(f"Word, {CLAUSES} clauses", _seconds(lambda: word(paper)), "s"),
        Figure(f"Word with tracked changes over {RELEASES} releases", _seconds(lambda: word(redline)), "s"),
    ]


def _build(made: Policy) -> list[Figure]:
    """A handbook with the scheme against MkDocs alone on the same finished pages."""
    with tempfile.TemporaryDirectory() as folder:
        root = corpus.handbook(Path(folder, "ours"), lessons=PAGES, quizzes=PAGES)
        scheme.write(root, made)
        plain = Path(folder, "plain")
        pages = growth.tree(root)
        write_tree(plain / "docs", pages)
        (plain / "mkdocs.yml").write_text(growth.PLAIN, "utf-8")
        a, b, ratio = timing.paired(lambda: growth.ours(root), lambda: growth.mkdocs(plain))
        bare = corpus.handbook(Path(folder, "bare"), lessons=PAGES, quizzes=PAGES)
        spent = _cpu(root) - _cpu(bare)
    own = sum(path.startswith("policy/") for path in pages)
    what = f"scheme of {CLAUSES} clauses, {RELEASES} releases"
    return [
        Figure(f"{what}: build / MkDocs alone on the same pages", ratio, "×", 1.15),
        Figure("the same: build", a.seconds, "s"),
        Figure("the same: MkDocs alone", b.seconds, "s"),
        Figure("the same: processor's time for reading and checking the scheme", spent, "s"),
        Figure("the same: pages of the scheme", own, "pages"),
    ]  # fmt: skip


def _cpu(root: Path) -> float:
    """Processor seconds of reading and checking a handbook: a busy machine's clock says little of them."""
    start = time.process_time()
    check(root, Diagnostics())
    return time.process_time() - start


def _seconds(work: Callable[[], object]) -> float:
    """The median of a few runs."""
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)
