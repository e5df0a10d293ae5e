"""The adapters: what they build, what they leave alone when something is wrong, and that they agree."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import yaml
from handbook.diagnostics import Diagnostics
from handbook.site.engines import build_site, write_docs
from handbook.site.engines.bundler import Bundler
from handbook.site.engines.csp import inline_scripts
from handbook.site.engines.plugin import complete
from mkdocs.config import load_config

import dev
from tests.support.handbooks import write
from tests.support.sitecheck import broken, contents, elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).parents[2]
HIDDEN = "独门解释"
QUIZ = f"""
id: recall
kind: quiz
title: 先想一想
outcome: basics.rate
minutes: 3
questions:
  - id: q1
    type: single
    ask: 成交率怎么算？
    options:
      - {{id: a, text: 成交次数除以拜访次数, right: true, why: 分母是{HIDDEN}。}}
      - {{id: b, text: 反过来, why: 反过来是{HIDDEN}。}}
"""
MISTAKE = {"content/modules/basics/module.yml": "id: basics\ntitel: 基础\n"}


def fork(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """A handbook as a company has it: the repository's mkdocs.yml and its own content."""
    write(folder, {"exercises/basics/recall.yml": QUIZ, **(changes or {})})
    if "mkdocs.yml" not in (changes or {}):
        shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def run(folder: Path, *command: str | Path, python: Path | str = sys.executable) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    words = [str(word) for word in (python, "-m", *command)]
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def built(folder: Path, *, offline: bool = False) -> Path:
    sink = Diagnostics()
    made = build_site(folder, sink, offline=offline)
    assert made, [found.message() for found in sink]
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made by plain `mkdocs build --strict` in the root."""
    root = fork(tmp_path_factory.mktemp("fork"))
    done = run(root, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    return root / "build" / "site"


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an offline site; its zip lies beside it."""
    return built(write(tmp_path_factory.mktemp("offline")), offline=True).parent / "offline"


def test_mkdocs_in_the_root_builds_every_page_and_none_of_the_authors_files(site: Path) -> None:
    paths = set(contents(site))
    pages = ("", "modules/basics/", "modules/basics/first/", "exercises/", "exercises/rate/", "glossary/", "sources/")
    assert {f"{page}index.html" for page in pages} <= paths
    assert "assets/handbook.js" in paths
    assert not [path for path in paths if path.endswith((".yml", ".yaml", ".map"))]


def test_every_link_inside_the_site_leads_somewhere(site: Path, offline: Path) -> None:
    assert broken(site) == []
    assert broken(offline) == []


def test_no_page_fetches_anything_from_another_host(site: Path, offline: Path) -> None:
    assert elsewhere(site) == []
    assert elsewhere(offline) == []


def test_every_page_allows_just_its_own_inline_scripts(site: Path) -> None:
    headers = (site / "_headers").read_text(encoding="utf-8")
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy, page
        hashes = set(inline_scripts(html))
        assert set(re.findall(r"'sha256-[^']+'", policy[1])) == hashes
        assert all(hash_ in headers for hash_ in hashes)


def test_explanations_are_on_the_page_and_not_in_the_search_index(site: Path) -> None:
    assert HIDDEN in (site / "exercises/recall/index.html").read_text(encoding="utf-8")
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    text = json.dumps(json.loads(index), ensure_ascii=False).replace("\u200b", "")
    assert "先想一想" in text
    assert HIDDEN not in text


def test_no_page_says_what_it_was_generated_by(site: Path) -> None:
    assert not [page for page in site.rglob("*.html") if 'name="generator"' in page.read_text(encoding="utf-8")]


def test_both_ways_of_building_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = built(fork(tmp_path)).parent
    assert contents(again) == contents(site)


def test_the_same_input_gives_the_same_bytes_at_another_time_with_and_without_memory(tmp_path: Path) -> None:
    root = write(tmp_path / "one")
    first = contents(built(root).parent)
    remembered = contents(built(root).parent)
    elsewhere_ = contents(built(write(tmp_path / "two")).parent)
    assert remembered == first
    assert elsewhere_ == first


def test_a_site_url_gives_a_sitemap_of_the_handbooks_date(tmp_path: Path) -> None:
    root = fork(tmp_path)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nsite_url: https://handbook.example/sales/\n")
    first = contents(built(root).parent)
    assert b"<lastmod>2026-03-02</lastmod>" in first["sitemap.xml"]
    time.sleep(1.1)  # a second later, every clock that was read would show
    assert contents(built(root).parent) == first


def test_the_clock_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    built(write(tmp_path))
    assert "SOURCE_DATE_EPOCH" not in os.environ


# ---------------------------------------------------------------- the handbook's own settings


def test_a_file_that_names_only_the_plugins_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    root = fork(
        tmp_path, {"mkdocs.yml": "site_name: x\ndocs_dir: content\nsite_dir: site\nplugins: [search, handbook]\n"}
    )
    done = run(root, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert contents(root / "site") == contents(site)


def test_a_file_without_the_plugin_is_built_by_the_handbook_command(site: Path, tmp_path: Path) -> None:
    root = fork(tmp_path, {"mkdocs.yml": "site_name: x\ndocs_dir: content\n"})
    assert contents(built(root).parent) == contents(site)


OWN = """
site_name: x
docs_dir: content
theme: {name: material, custom_dir: mine, features: [navigation.top]}
extra: {ours: 1}
validation: {links: {anchors: info}}
markdown_extensions: [footnotes, toc: {permalink: "#"}]
not_in_nav: /mine.md
plugins: [search: {lang: de}, handbook]
"""


@pytest.fixture
def settings(tmp_path: Path) -> MkDocsConfig:
    """OWN as a site is built with it."""
    write(tmp_path, {"mkdocs.yml": OWN, "mine/main.html": ""})
    return complete(load_config(str(tmp_path / "mkdocs.yml")))


def test_what_a_handbook_sets_itself_goes_before_what_the_builder_sets(settings: MkDocsConfig) -> None:
    assert settings.theme["features"] == ["navigation.top"]
    assert settings.validation.links.anchors == logging.INFO
    assert settings.mdx_configs["toc"] == {"permalink": "#", "permalink_title": "本节的链接"}
    assert [Path(folder).name for folder in settings.theme.dirs[:2]] == ["mine", "theme"]
    assert settings.plugins["material/search"].config["lang"] == ["de"]


def test_what_a_handbook_does_not_set_stays_the_builders(settings: MkDocsConfig) -> None:
    assert settings.theme["font"] is False
    assert settings.validation.links.not_found == logging.WARNING
    assert {"attr_list", "footnotes", "toc"} <= set(settings.markdown_extensions)
    assert settings.extra["generator"] is False
    assert settings.extra["ours"] == 1
    assert settings.not_in_nav
    assert settings.not_in_nav.match_file("exercises/a.md")
    assert settings.not_in_nav.match_file("mine.md")
    assert "keywords" in settings.plugins["material/search"].config["fields"]


def test_written_settings_go_on_without_the_builders_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"mkdocs.yml": OWN, "mine/main.html": ""})
    written = write_docs(root, Diagnostics())
    assert written
    told = yaml.safe_load(written.read_text("utf-8"))
    assert told["INHERIT"] == "../mkdocs.yml"
    assert (written.parent / told["theme"]["custom_dir"] / "main.html").is_file()
    assert told["plugins"]["handbook"] == {"pages": False}
    assert told["plugins"]["search"]["lang"] == "de"
    assert told["markdown_extensions"]["attr_list"] == {}


# ---------------------------------------------------------------- when something is wrong


def assert_untouched(root: Path, before: dict[str, bytes]) -> None:
    assert contents(root / "build" / "site") == before
    assert [path.name for path in (root / "build").glob("site.*")] == []


def test_a_mistake_is_shown_and_leaves_the_last_site(tmp_path: Path) -> None:
    root = fork(tmp_path)
    before = contents(built(root).parent)
    write(root, {**MISTAKE, "exercises/basics/recall.yml": QUIZ})
    done = run(root, "mkdocs", "build")
    assert done.returncode == 1
    assert "content/modules/basics/module.yml:2:1: error[HB201]" in done.stderr
    assert "Traceback" not in done.stderr
    assert_untouched(root, before)


def test_a_mistake_is_shown_by_handbook_build_too(tmp_path: Path) -> None:
    root = write(tmp_path)
    before = contents(built(root).parent)
    write(root, MISTAKE)
    sink = Diagnostics()
    assert build_site(root, sink) is None
    assert sink.error_count
    assert_untouched(root, before)


def test_an_engine_that_stops_halfway_leaves_the_last_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path)
    before = contents(built(root).parent)

    def stop(*_: object, **__: object) -> str:
        raise RuntimeError("halfway")

    monkeypatch.setattr("handbook.site.engines.site_plugin.with_policy", stop)
    with pytest.raises(RuntimeError, match="halfway"):
        build_site(root, Diagnostics())
    assert_untouched(root, before)


def test_in_strict_mode_a_warning_leaves_the_last_site(tmp_path: Path) -> None:
    root = fork(tmp_path)
    before = contents(built(root).parent)
    unused = (
        "sources:\n"
        "  - {id: someone-2000, cite: 某人（2000）。某题。, status: verified}\n"
        "  - {id: nobody-1999, cite: 无人（1999）。无题。, status: recalled}\n"
    )
    write(root, {"content/sources.yml": unused, "exercises/basics/recall.yml": QUIZ})
    done = run(root, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert "nobody-1999" in done.stderr
    assert_untouched(root, before)
    assert run(root, "mkdocs", "build").returncode == 0


# ---------------------------------------------------------------- other engines


def articles(site: Path) -> dict[str, str]:
    """What the handbook put on each page: all that lies between the theme's frame."""
    found = {}
    for page in sorted(site.rglob("index.html")):
        html = page.read_text(encoding="utf-8")
        article = re.search(r"<article[^>]*>(.*)</article>", html, re.DOTALL)
        assert article, page
        found[page.relative_to(site).as_posix()] = re.sub(r"\s+", " ", article[1])
    return found


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_properdocs_builds_the_same_site_in_the_root_and_from_written_pages(site: Path, tmp_path: Path) -> None:
    python = dev.peers_python()
    root = fork(tmp_path)
    done = run(root, "properdocs", "build", "--strict", "-f", "mkdocs.yml", python=python)
    assert done.returncode == 0, done.stderr
    assert articles(root / "build" / "site") == articles(site)

    sink = Diagnostics()
    settings = write_docs(root, sink)
    assert settings
    shutil.rmtree(root / "build" / "site")
    done = run(settings.parent, "properdocs", "build", "--strict", "-f", "mkdocs.yml", python=python)
    assert done.returncode == 0, done.stderr
    assert articles(root / "build" / "site") == articles(site)
    assert broken(root / "build" / "site") == []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_zensical_builds_the_written_pages(site: Path, tmp_path: Path) -> None:
    try:
        python = dev.zensical_python()
    except dev.StopError as reason:
        pytest.skip(str(reason))
    root = fork(tmp_path)
    settings = write_docs(root, Diagnostics())
    assert settings
    done = run(settings.parent, "zensical", "build", "-f", "mkdocs.yml", python=python)
    assert done.returncode == 0, done.stderr
    made = root / "build" / "site"
    assert set(articles(made)) == set(articles(site))
    assert broken(made) == []
    assert elsewhere(made) == []


def test_written_pages_that_did_not_change_keep_their_time(tmp_path: Path) -> None:
    root = fork(tmp_path)
    write_docs(root, Diagnostics())
    page = root / "build" / "docs" / "index.md"
    before = page.stat().st_mtime_ns
    write_docs(root, Diagnostics())
    assert page.stat().st_mtime_ns == before


# ---------------------------------------------------------------- offline


def test_the_zip_holds_the_folder_and_is_the_same_every_time(offline: Path) -> None:
    target = offline.parent / "handbook-offline.zip"
    first = target.read_bytes()
    with ZipFile(target) as archive:
        packed = {name.removeprefix("handbook/"): archive.read(name) for name in archive.namelist()}
    assert packed == contents(offline)
    built(offline.parents[1], offline=True)
    assert target.read_bytes() == first


def test_an_offline_site_needs_no_server(offline: Path) -> None:
    index = (offline / "index.html").read_text(encoding="utf-8")
    assert 'href="modules/basics/index.html"' in index
    assert "assets/iframe-worker.js" in index
    assert (offline / "search" / "search_index.js").read_text(encoding="utf-8").startswith("var __index = {")


# ---------------------------------------------------------------- serving


class Server:
    """`mkdocs serve` in a fork, on a port of its own."""

    def __init__(self, root: Path, port: int) -> None:
        self.log = root / "serve.log"
        self.address = f"http://127.0.0.1:{port}/"
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "PATH": ""}
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=root, env=env, stdout=log, stderr=log)

    def page(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode())
        except OSError:
            return ""

    def until(self, true: Callable[[], bool], seconds: float = 60) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if true():
                return True
            time.sleep(0.2)
        return False

    def says(self, words: str) -> bool:
        return words in self.log.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture
def server(tmp_path: Path, free_port: int) -> Iterator[Server]:
    started = Server(fork(tmp_path), free_port)
    yield started
    started.stop()


@pytest.fixture
def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_serving_shows_each_change_and_keeps_the_last_good_page(server: Server, tmp_path: Path) -> None:
    lesson = "modules/basics/first/"
    assert server.until(lambda: "第一课" in server.page(lesson)), server.log.read_text(encoding="utf-8")

    source = tmp_path / "content/modules/basics/01-first.yml"
    good = source.read_text(encoding="utf-8")
    source.write_text(good.replace("第一课", "改过的课"), encoding="utf-8")
    assert server.until(lambda: "改过的课" in server.page(lesson))

    source.write_text(good.replace("title:", "titel:"), encoding="utf-8")
    assert server.until(lambda: "error[HB201]" in server.page(lesson))
    assert "改过的课" in server.page(lesson)
    assert server.says("01-first.yml:2:1: error[HB201]")
    assert not server.says("Traceback")

    exercise = tmp_path / "exercises/basics/rate.yml"
    source.write_text(good, encoding="utf-8")
    exercise.write_text(exercise.read_text(encoding="utf-8").replace("成交率", "签约率"), encoding="utf-8")
    assert server.until(lambda: "签约率" in server.page("exercises/rate/"))
    assert "HB201" not in server.page(lesson)


def test_a_change_of_templates_words_or_scripts_is_watched_too() -> None:
    from handbook.site.engines.pages_plugin import OURS

    names = {path.relative_to(ROOT).as_posix() for path in OURS}
    assert names == {
        "builder/handbook/render/templates",
        "builder/handbook/text/words",
        "builder/handbook/site/theme",
        "builder/handbook/site/static",
    }


def test_the_bundler_ends_with_the_server() -> None:
    bundler = Bundler.start()
    if bundler is None:
        pytest.skip("no Node, or the front end's packages are not installed")
    bundler.stop()
    assert bundler.process.poll() is not None
