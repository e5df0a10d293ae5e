"""From YAML to what outputs are made of: a checked handbook, its pages, the finished tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.content import addresses
from handbook.content.check import check
from handbook.content.gc import gc_paused
from handbook.content.handbook import Handbook
from handbook.diagnostics import Diagnostics
from handbook.exercises.definition import Definitions
from handbook.model.base import Edition
from handbook.pages.class_page import class_pages
from handbook.pages.course import all_pages
from handbook.pages.my_handbook.bundle import my_handbook_data
from handbook.pages.page import Page
from handbook.pages.sessions import SessionsView, SessionView
from handbook.pages.slides import deck_of
from handbook.render.environment import Options, Renderer
from handbook.render.tree import Tree
from handbook.site.assets import assets


@dataclass(frozen=True)
class Built:
    """A checked handbook and what is made of it; each part is made once, when it is first asked for.

    Outputs that need no pages (a kit, a paper) cost none. A missing front end is reported to `sink`.
    """

    root: Path
    handbook: Handbook
    options: Options
    sink: Diagnostics

    @property
    def edition(self) -> Edition:
        """The edition that the pages are of."""
        return self.options.edition

    @cached_property
    def definitions(self) -> Definitions:
        """Return the browser's definition of each exercise."""
        return Definitions(self.handbook)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page of the edition, in the order of the navigation."""
        found = all_pages(self.handbook, self.edition, self.definitions)
        return (*found, *class_pages(self.handbook, self.edition, self.definitions))

    @cached_property
    def tree(self) -> Tree:
        """The finished pages and assets: path → bytes."""
        return _tree(self)


def open_handbook(root: Path, sink: Diagnostics, options: Options) -> Built | None:
    """The handbook in `root`, checked; None when it has errors, which are then in `sink`."""
    handbook = check(root, sink)
    return Built(root, handbook, options, sink) if handbook else None


def build_tree(root: Path, sink: Diagnostics, options: Options) -> Built | None:
    """The handbook in `root` with its tree finished; None when there are errors."""
    built = open_handbook(root, sink, options)
    return built if built and built.tree and not sink.error_count else None


@gc_paused()
def _tree(built: Built) -> Tree:
    renderer = Renderer(built.handbook, built.options)
    known = {ident: built.definitions[ident] for ident in built.handbook.exercises}
    data = my_handbook_data(built.handbook, renderer.prose(addresses.MY_HANDBOOK), known)
    renderer.assets = made = assets(built.handbook, built.sink, data, built.edition)
    tree: Tree = {page.path: renderer.render(page) for page in built.pages}
    for page in built.pages:
        if isinstance(page.context, SessionsView):
            tree.update(_decks(built.handbook, page.context.sessions, renderer))
    return tree | made


def _decks(handbook: Handbook, views: Sequence[SessionView], renderer: Renderer) -> Tree:
    """The slides of every session: whole pages, which the engine publishes as they are."""
    paths = [addresses.slides_path(view.session.id) for view in views]
    return {
        path: renderer.slides(path, deck_of(view, handbook)).encode() for path, view in zip(paths, views, strict=True)
    }
