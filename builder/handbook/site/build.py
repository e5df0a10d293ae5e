"""The whole way from YAML to the finished tree, as a list of phases."""

from dataclasses import dataclass
from pathlib import Path

from handbook.content import addresses
from handbook.content.check import check
from handbook.content.gc import gc_paused
from handbook.content.handbook import Course, Handbook
from handbook.diagnostics import Diagnostics
from handbook.model.base import Edition
from handbook.pages.class_page import class_pages
from handbook.pages.course import ExerciseView, all_pages
from handbook.pages.my_handbook.bundle import my_handbook_data
from handbook.pages.page import Page
from handbook.pages.policy.pages import policy_navigation
from handbook.pages.sessions import session_views
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


@gc_paused()
def build_tree(root: Path, sink: Diagnostics, options: Options) -> Built | None:
    """The finished pages and assets of the handbook in `root`; None when there are errors."""
    handbook = check(root, sink)
    if handbook is None:
        return None
    pages = tuple(all_pages(handbook, options.edition))
    pages += class_pages(handbook, options.edition)
    renderer = Renderer(handbook, options)
    views = (page.context for page in pages if isinstance(page.context, ExerciseView))
    definitions = {view.exercise.id: view.definition for view in views}
    data = my_handbook_data(handbook, renderer.prose(addresses.MY_HANDBOOK), definitions)
    renderer.assets = made = assets(handbook, sink, data, options.edition)
    tree: Tree = {page.path: renderer.render(page) for page in pages}
    if options.edition == "trainer":
        tree.update(_decks(handbook, renderer))
    tree.update(made)
    return None if sink.error_count else Built(handbook, pages, tree, options.edition)


def _decks(handbook: Handbook, renderer: Renderer) -> Tree:
    """The slides of every session: whole pages, which the engine publishes as they are."""
    views = session_views(handbook)
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
