"""Whatever happens to a file of a valid handbook, the answer is its pages or diagnostics, and soon."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from handbook.content import load
from handbook.content.check import check
from handbook.content.resolve import exercises as resolving
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.render import as_github, as_json, as_text
from handbook.exercises.definition import Definitions
from handbook.pages.course import all_pages
from handbook.render.environment import Options, Renderer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support import handbooks
from tests.support.mutations import mutants, value_of

ROOT = Path(__file__).parents[2]
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Shrinking an example that takes a second would take an hour."""
SITES = ROOT / "tests" / "sites"
MOST_SECONDS = 10.0
"""For the whole handbook under a tracing test: a guard against hanging. How quick one hostile file is, test_hostile says."""
EXAMPLES = {"own": 25, "kinds": 100, "worksheet": 100}


def once_per(function: Callable[..., Any], *keys: int) -> Callable[..., Any]:
    """A function that remembers what it gave for arguments, by the identity of those at `keys`, or their value."""
    known: dict[object, tuple[tuple[object, ...], Any]] = {}

    def remembering(*args: Any) -> Any:
        key = tuple(args[at] if isinstance(args[at], (str, bytes)) else id(args[at]) for at in keys)
        if key not in known:
            known[key] = (args, function(*args))  # the arguments stay alive, and their identities theirs
        return known[key][1]

    return remembering


@pytest.fixture(scope="module", autouse=True)
def _fast() -> Iterator[None]:
    """Spare the files that nothing happened to: each example is about one file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolving, "compile_worksheet", once_per(resolving.compile_worksheet, 0))
        patch.setattr(resolving, "check_worked_example", once_per(resolving.check_worked_example, 0, 1))
        patch.setattr(Definitions, "_make", once_per(Definitions._make, 1))
        yield


class Site:
    """A valid handbook in a folder of its own, one file of which is exchanged at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yml"))}
        self.donors = tuple(value_of(data) for data in self.files.values())
        self._known: dict[str, Any] = {}
        sink = Diagnostics()
        assert check(root, sink), as_text(sink)

    def told(self, name: str, data: bytes) -> Diagnostics:
        """Check the handbook with other bytes in a file, and render what is made of them."""
        (self.root / name).write_bytes(data)
        try:
            return self._told(name)
        finally:
            (self.root / name).write_bytes(self.files[name])

    def _told(self, name: str) -> Diagnostics:
        sink = Diagnostics()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(load, "_entry", self._entry)
            start = time.process_time()
            handbook = check(self.root, sink)
            text, annotations = as_text(sink), as_github(sink, "en")
            assert time.process_time() - start < MOST_SECONDS
        assert (handbook is None) == (sink.error_count > 0)
        assert annotations.count("\n") == len(as_json(sink).split('"code"')) - 1
        written = (self.root / name).read_bytes().decode("utf-8", "replace")
        assert "‹" not in text or "‹" in written, "a place in a message that nobody filled"
        (text + annotations).encode()
        if handbook:
            renderer = Renderer(handbook, Options())
            stem = Path(name).stem.lstrip("0123456789-")
            for page in all_pages(handbook):
                if stem in page.path or "/" not in page.path:
                    renderer.render(page)
        return sink

    def _entry(self, name: str, data: bytes, kind: str, sink: Diagnostics) -> Any:
        if self.files.get(name) != data:
            return ENTRY(name, data, kind, sink)
        if name not in self._known:
            self._known[name] = ENTRY(name, data, kind, sink)
        sink.add_source(name, data.decode())
        return self._known[name]


ENTRY = load._entry


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    own = tmp_path_factory.mktemp("own")
    for part in ("content", "exercises"):
        shutil.copytree(ROOT / part, own / part)
    found = {"own": Site(own)}
    for name, folder in {"kinds": "kinds", "worksheet": "worksheet"}.items():
        root = handbooks.write(tmp_path_factory.mktemp(name))
        shutil.copytree(SITES / folder, root, dirs_exist_ok=True)
        found[name] = Site(root)
    return found


@pytest.mark.timeout(400)
@pytest.mark.parametrize("which", ["own", "kinds", "worksheet"])
def test_any_mutation_gives_pages_or_diagnostics(which: str, sites: dict[str, Site]) -> None:
    site = sites[which]

    @settings(max_examples=EXAMPLES[which], deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(site.files)))
        site.told(name, data.draw(mutants(site.files[name], site.donors)))

    holds()
