"""Outputs: every one has the same interface, goes where it is told, and leaves what was there when something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from handbook.diagnostics import Diagnostics
from handbook.papers.kit.write import Kit
from handbook.papers.scheme.outputs import EvidencePack, FormPaper, SchemeFile
from handbook.render.environment import Options
from handbook.site.engines import MarkdownTree, Offline, Site
from handbook.site.output import Output, produce

from tests.support import handbooks
from tests.support.sitecheck import contents

if TYPE_CHECKING:
    from pathlib import Path

SITES: list[Output] = [Site(), Offline(), MarkdownTree()]
OF_SCHEME: list[Output] = [
    SchemeFile("scheme-json"),
    SchemeFile("scheme-akn"),
    SchemeFile("scheme-word"),
    FormPaper("receipt", "form-receipt.docx"),
]
ALL: list[Output] = [*SITES, *OF_SCHEME, SchemeFile("scheme-pdf"), EvidencePack("2026-12-01"), Kit("basics")]


def test_names_tell_outputs_apart() -> None:
    assert len({output.name for output in ALL}) == len(ALL)
    assert all(isinstance(output.options, Options) for output in ALL)


@pytest.mark.parametrize("output", SITES, ids=lambda output: output.name)
def test_a_site_goes_where_it_is_told(output: Output, tmp_path: Path) -> None:
    root = handbooks.write(tmp_path / "handbook")
    sink = Diagnostics()
    made = produce(output, root, sink, tmp_path / "elsewhere" / "out")
    assert made, list(sink)
    assert all(path.is_file() and path.is_relative_to(tmp_path / "elsewhere") for path in made)
    assert not (root / "build" / "site").exists()
    assert not (root / "build" / "docs").exists()


@pytest.mark.parametrize("output", ALL, ids=lambda output: output.name)
def test_a_handbook_with_errors_makes_nothing(output: Output, tmp_path: Path) -> None:
    root = handbooks.write(tmp_path / "handbook", {"content/handbook.yml": b"id: a\n"})
    sink = Diagnostics()
    assert produce(output, root, sink, tmp_path / "out") == ()
    assert sink.error_count
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("output", OF_SCHEME, ids=lambda output: output.name)
def test_papers_need_no_page(output: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = handbooks.write(tmp_path / "handbook", dict(handbooks.POLICY))
    monkeypatch.setattr("handbook.site.build._tree", lambda _: pytest.fail("a paper had the whole site made"))
    made = produce(output, root, Diagnostics(), tmp_path / "out")
    assert [path.parent for path in made] == [tmp_path / "out"]


def test_one_process_builds_one_handbook_after_another(tmp_path: Path) -> None:
    """MkDocs keeps a plugin for all builds of a process: nothing of one handbook may reach the next."""
    for name in ("first", "second"):
        root = handbooks.write(tmp_path / name)
        assert produce(Site(), root, Diagnostics())
        assert (root / "build" / "cache").is_dir(), "what search remembers lies beside its own site"
    first, second = (tmp_path / name / "build" / "site" for name in ("first", "second"))
    assert contents(first) == contents(second)
    assert produce(Offline(), tmp_path / "first", Diagnostics())
    assert produce(Site(), tmp_path / "first", Diagnostics())
    assert contents(first) == contents(second), "an offline site leaves nothing behind for the one after it"
