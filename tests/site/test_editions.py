"""The learner's edition holds nothing that trainers keep: every byte of the built site is searched for it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import yaml
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_text
from handbook.site.engines import build_site, write_docs

from tests.support.handbooks import OURS, copy_of_ours, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.base import Edition

KINDS = Path(__file__).parents[1] / "sites" / "kinds"
KEYED = ("quiz-keyed", "case-keyed", "cards-keyed")
SESSION = Path(__file__).parents[1] / "sites" / "session.yml"
KEPT = ("why", "why_true", "why_false", "explain", "model_answer", "back", "trainer")
"""Keys of an exercise's file whose texts only trainers read, where it is `keyed: trainer`."""
CHECKED = ("title", "aim", "say", "show", "do", "watch", "stuck", "how", "said", "answer", "ask", "listen_for", "who",
           "when", "limits", "before", "people", "text")  # fmt: skip
"""Keys of a session's file that hold texts."""


class Secrets:
    """Gives every text of a kept key a secret of its own: `zq17x` can be found again wherever it went."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def one(self) -> str:
        self.all.append(f"zq{len(self.all)}x")
        return self.all[-1]

    def put(self, node: object, keys: tuple[str, ...]) -> object:
        """The same data with a secret at the end of each text under one of `keys`, at any depth."""
        if isinstance(node, list):
            return [self.put(part, keys) for part in node]
        if not isinstance(node, dict):
            return node
        return {
            key: f"{value}{self.one()}" if key in keys and isinstance(value, str) else self.put(value, keys)
            for key, value in node.items()
        }


def exam(secrets: Secrets) -> dict[str, object]:
    """A keyed quiz whose answers are secrets themselves."""
    why = lambda: f"因为{secrets.one()}"  # noqa: E731
    return {
        "id": "exam", "kind": "quiz", "title": "考试", "outcome": "basics.rate", "minutes": 5, "keyed": "trainer",
        "feedback": "end", "trainer": f"备课{secrets.one()}",
        "questions": [
            {"id": "gap", "type": "blank", "ask": "填 [[b]]", "blanks": [{"id": "b", "accept": [secrets.one()]}],
             "explain": why(), "clauses": [secrets.one()]},
            {"id": "number", "type": "numeric", "ask": "几？", "answer": 7315.25, "tolerance": 0.125, "explain": why()},
            {"id": "pick", "type": "single", "ask": "选一个",
             "options": [{"id": "a", "text": "甲", "right": True, "why": why()}, {"id": "b", "text": "乙", "why": why()}]},
        ],
    }  # fmt: skip


def handbook(root: Path, secrets: Secrets) -> Path:
    files: dict[str, str | bytes | None] = {
        path.relative_to(KINDS).as_posix(): path.read_bytes() for path in KINDS.rglob("*.yml")
    }
    for name in KEYED:
        path = f"exercises/basics/{name}.yml"
        data = secrets.put(yaml.safe_load((KINDS / path).read_text("utf-8")), KEPT)
        files[path] = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    files["exercises/basics/exam.yml"] = yaml.safe_dump(exam(secrets), allow_unicode=True, sort_keys=False)
    files["exercises/basics/rate.yml"] = None
    lesson = yaml.safe_load((KINDS / "content/modules/basics/01-first.yml").read_text("utf-8"))
    files["content/modules/basics/01-first.yml"] = yaml.safe_dump(
        {**lesson, "trainer": f"这一课{secrets.one()}"}, allow_unicode=True, sort_keys=False
    )
    session = secrets.put(yaml.safe_load(SESSION.read_text("utf-8")), CHECKED)
    files["content/sessions/talk.yml"] = yaml.safe_dump(session, allow_unicode=True, sort_keys=False)
    return write(root, files)


def build(root: Path, edition: Edition, *, offline: bool = False) -> Path:
    sink = Diagnostics()
    made = build_site(root, sink, edition=edition, offline=offline)
    assert made, as_text(sink)
    return made


def everything(site: Path) -> Iterator[tuple[str, str]]:
    """Each file of a folder, or of a zip, as text: search indexes without what they put between words."""
    if site.suffix == ".zip":
        with ZipFile(site) as archive:
            named = [(name, archive.read(name)) for name in archive.namelist()]
    else:
        named = [(path.relative_to(site).as_posix(), path.read_bytes()) for path in site.rglob("*") if path.is_file()]
    for name, data in named:
        text = data.decode("utf-8", "replace").replace("\u200b", "")
        yield name, name + text
        if name.endswith((".json", ".js")) and "\\u" in text:
            yield name, re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def found_in(site: Path, secrets: list[str]) -> set[str]:
    pattern = re.compile("|".join(map(re.escape, sorted(secrets, key=len, reverse=True))))
    return {f"{name}: {hit}" for name, text in everything(site) for hit in pattern.findall(text)}


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    secrets = Secrets()
    return handbook(tmp_path_factory.mktemp("secrets"), secrets), secrets.all


def test_no_byte_of_the_learners_site_holds_a_secret(secret: tuple[Path, list[str]]) -> None:
    root, secrets = secret
    assert len(secrets) > 60
    site = build(root, "learner").parent
    assert found_in(site, [*secrets, "7315.25", "0.125"]) == set()
    assert not (site / "sessions").exists()
    names = {path.name for path in (site / "assets").iterdir()}
    assert (
        not {
            "handbook-class.js",
            "handbook-runsheet.js",
            "handbook-scan.js",
            "handbook-session.css",
            "handbook-slides.css",
            "handbook-slides.js",
            "handbook-trainer.js",
        }
        & names
    )
    assert found_in(build(root, "learner", offline=True), secrets) == set()
    assert found_in(root / "build" / "offline", secrets) == set()


def test_the_trainers_site_holds_them_all_and_says_what_it_is(secret: tuple[Path, list[str]]) -> None:
    root, secrets = secret
    site = build(root, "trainer").parent
    assert site.name == "site-trainer"
    found = {hit.rpartition(" ")[2] for hit in found_in(site, secrets)}
    assert found == set(secrets)
    for page in site.rglob("*.html"):
        assert "培训师版" in page.read_text("utf-8"), page
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert any(entry["location"].startswith("sessions/talk") for entry in index["docs"])
    made = build(root, "trainer", offline=True)
    assert made.name == "handbook-trainer.zip"
    with ZipFile(made) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"handbook-trainer"}


def test_the_tree_for_other_engines_keeps_them_too(secret: tuple[Path, list[str]]) -> None:
    root, secrets = secret
    assert write_docs(root, Diagnostics()) == root / "build" / "mkdocs.yml"
    assert found_in(root / "build" / "docs", secrets) == set()
    assert write_docs(root, Diagnostics(), "trainer") == root / "build" / "mkdocs-trainer.yml"
    assert (root / "build/docs-trainer/sessions/talk/index.md").is_file()
    assert (root / "build/docs-trainer/sessions/talk-slides.html").is_file()
    assert found_in(root / "build" / "docs", secrets) == set()


def test_a_keyed_exam_hands_in_and_scores_nothing(secret: tuple[Path, list[str]]) -> None:
    page = (build(secret[0], "learner").parent / "exercises/exam/index.html").read_text("utf-8")
    assert 'id="hand-in"' in page
    assert "填空写的字不在短码里" in page
    assert "这一页不判分，文件里也没有答案" in page
    assert 'data-act="check"' not in page
    assert 'name="score"' not in page


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_our_own_learners_site_holds_no_word_for_trainers(tmp_path: Path) -> None:
    root = copy_of_ours(tmp_path)
    pieces = set(_kept_pieces())
    assert len(pieces) > 500
    public = "\n".join(_plain(text) for text in _public_texts())
    pieces = {piece for piece in pieces if piece not in public}
    site = build(root, "learner").parent
    assert found_in(site, sorted(pieces)) == set()


def _kept_pieces() -> Iterator[str]:
    """Runs of words from what is written for trainers, as any rendering leaves them."""
    for path in (*(OURS / "content").rglob("*.yml"), *(OURS / "exercises").rglob("*.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        session = path.parent.name == "sessions"
        for text in _texts(data, CHECKED if session else ("trainer",), inside=False):
            yield from (piece for piece in re.findall(r"[\u3400-\u9fff]{10,}", _plain(text)))


def _public_texts() -> Iterator[str]:
    for path in (*(OURS / "content").rglob("*.yml"), *(OURS / "exercises").rglob("*.yml")):
        if path.parent.name != "sessions":
            data = yaml.safe_load(path.read_text("utf-8"))
            if isinstance(data, dict):
                data.pop("trainer", None)
            yield from _texts(data, (), inside=True)


def _texts(node: object, keys: tuple[str, ...], *, inside: bool) -> Iterator[str]:
    if isinstance(node, str) and inside:
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, keys, inside=inside or key in keys)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, keys, inside=inside)


def _plain(text: str) -> str:
    return re.sub(r"[*`\n ]", "", text)
