"""The whole way from YAML to the finished tree, as a list of phases."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.content import addresses
from handbook.content.check import check
from handbook.content.gc import at_rest
from handbook.content.handbook import Course, Handbook
from handbook.diagnostics import Diagnostics
from handbook.exercises.definition import Definitions
from handbook.model.base import Edition
from handbook.pages.class_page import class_pages
from handbook.pages.course import all_pages
from handbook.pages.my_handbook.bundle import shipped
from handbook.pages.page import Page
from handbook.pages.policy.pages import policy_navigation
from handbook.pages.sessions import SessionsView, SessionView
from handbook.pages.slides import deck_of
from handbook.render.environment import Options, Renderer
from handbook.render.tree import Tree
from handbook.site.assets import assets
from handbook.text.catalogue import lookup, words


@dataclass(frozen=True)
class Built:
    """A finished tree and the handbook it was made from."""

    handbook: Handbook
    pages: tuple[Page, ...]
    tree: Tree
    edition: Edition = "learner"


@at_rest()
def build_tree(root: Path, sink: Diagnostics, options: Options) -> Built | None:
    """The finished pages and assets of the handbook in `root`; None when there are errors."""
    handbook = check(root, sink)
    if handbook is None:
        return None
    definitions = Definitions(handbook)
    pages = tuple(all_pages(handbook, options.edition, definitions))
    pages += class_pages(handbook, options.edition, definitions)
    renderer = Renderer(handbook, options)
    data = shipped(
        handbook, renderer.prose(addresses.MY_HANDBOOK), {ident: definitions[ident] for ident in handbook.exercises}
    )
    renderer.made = made = assets(handbook, sink, data, options.edition)
    tree: Tree = {page.path: renderer.render(page) for page in pages}
    if options.edition == "trainer":
        views = next(page.context.sessions for page in pages if isinstance(page.context, SessionsView))
        tree.update(_decks(handbook, views, renderer))
    tree.update(made)
    return None if sink.error_count else Built(handbook, pages, tree, options.edition)


def _decks(handbook: Handbook, views: Sequence[SessionView], renderer: Renderer) -> Tree:
    """The slides of every session: whole pages, which the engine publishes as they are."""
    paths = [addresses.slides_path(view.session.id) for view in views]
    return {
        path: renderer.slides(path, deck_of(view, handbook)).encode() for path, view in zip(paths, views, strict=True)
    }


def navigation(built: Built) -> list[object]:
    """The navigation as MkDocs and its family read it; exercises are reached from lessons, modules and their list."""
    handbook = built.handbook
    home = lookup(words(handbook.settings.language), "pages.home.title")
    modules: list[object] = [{course.module.title: _course(course)} for course in handbook.courses]
    scheme = policy_navigation(handbook)
    policy = [{lookup(words(handbook.settings.language), "policy.nav"): scheme}] if scheme else []
    mine = [addresses.MY_HANDBOOK, addresses.EXERCISES, addresses.MY_DATA]
    return [{home: addresses.HOME}, *_sessions(built), *modules, *policy, *mine, addresses.GLOSSARY, addresses.SOURCES]


def _sessions(built: Built) -> list[object]:
    """The run sheets, in the trainer's edition; handouts are reached from them."""
    if built.edition == "learner":
        return []
    title = lookup(words(built.handbook.settings.language), "pages.sessions.title")
    return [{title: [addresses.SESSIONS, *(addresses.session_path(session.id) for session in built.handbook.sessions)]}]


def _course(course: Course) -> list[str]:
    module = course.module.id
    return [addresses.module_path(module), *(addresses.lesson_path(module, lesson.id) for lesson in course.lessons)]
