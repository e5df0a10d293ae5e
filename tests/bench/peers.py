"""The same number of questions in mkdocs-quiz, in the same run."""

import tempfile
from pathlib import Path

import dev
from tests.bench import corpus, timing
from tests.bench.figures import Figure

PAGES = 40
_CONFIG = "site_name: bench\ntheme: {name: material, font: false}\nplugins: [%s]\n"
_QUESTION = (
    "<quiz>\n客户三天没有回消息，周宁先做什么？\n- [ ] 做法甲\n- [x] 做法乙\n- [ ] 做法丙\n- [ ] 做法丁\n</quiz>\n\n"
)


def measure() -> list[Figure]:
    """Milliseconds a question that mkdocs-quiz adds to MkDocs, and the bytes it adds to a page without a quiz."""
    python = dev.peers_python()
    with tempfile.TemporaryDirectory() as folder:
        quiz = _site(Path(folder, "quiz"), "search, mkdocs_quiz", _QUESTION * corpus.QUESTIONS)
        bare = _site(Path(folder, "bare"), "search", "段落。\n\n" * corpus.QUESTIONS)
        a, b, ratio = timing.paired(lambda: _build(python, quiz), lambda: _build(python, bare), rounds=2)
        added = _size(quiz) - _size(bare)
    questions = PAGES * corpus.QUESTIONS
    return [
        Figure("mkdocs-quiz / MkDocs alone", ratio, "×"),
        Figure("mkdocs-quiz per question", 1000 * (a.seconds - b.seconds) / questions, "ms"),
        Figure("mkdocs-quiz: bytes added to a page without a quiz", added, "bytes"),
    ]


def _site(root: Path, plugins: str, body: str) -> Path:
    docs = root / "docs"
    docs.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_CONFIG % plugins, "utf-8")
    (docs / "index.md").write_text("# 首页\n", "utf-8")
    for number in range(PAGES):
        (docs / f"page-{number}.md").write_text(f"# 第 {number} 页\n\n{body}", "utf-8")
    return root


def _build(python: Path, root: Path) -> timing.Run:
    return timing.process([python, "-m", "mkdocs", "build", "-q", "-f", root / "mkdocs.yml"], root)


def _size(root: Path) -> int:
    return (root / "site" / "index.html").stat().st_size
