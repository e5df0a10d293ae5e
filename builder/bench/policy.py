"""The discipline scheme: what thirty releases cost the build, and how long its papers take."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from builder.bench import corpus, growth, scheme, timing
from builder.bench.figures import Figure
from builder.build import check
from builder.diagnostics import Diagnostics
from builder.policy.life import Policy
from builder.policy.papers.pdf import pdf
from builder.policy.papers.scheme import redline_document, scheme_document
from builder.policy.papers.terms import Setting
from builder.policy.papers.word import word
from builder.tree import write_tree
from builder.typeset.fonts import find_fonts

CLAUSES, RELEASES, PAGES, ROUNDS = 300, 30, 40, 3


def measure() -> list[Figure]:
    """The build as a ratio, and papers in seconds."""
    made = scheme.policy(CLAUSES, RELEASES)
    setting, last = Setting(made, "测试公司"), made.releases[-1]
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
