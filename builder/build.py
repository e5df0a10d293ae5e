"""The whole way from YAML to the finished tree, as a list of phases."""

from dataclasses import dataclass
from pathlib import Path

from builder import links
from builder.assets import assets
from builder.collecting import at_rest
from builder.diagnostics import Diagnostics
from builder.load import load
from builder.model.base import Edition
from builder.model.handbook import Course, Handbook
from builder.page import Page
from builder.pages import ExerciseView, all_pages
from builder.policy.pages import policy_navigation
from builder.render import Options, Renderer
from builder.resolve import resolve
from builder.results.site import class_pages
from builder.sessions import session_views
from builder.shipped import shipped
from builder.slides import deck_of
from builder.tree import Tree
from builder.words import lookup, words


@dataclass(frozen=True)
class Built:
    """A finished tree and the handbook it was made from."""

    handbook: Handbook
    pages: tuple[Page, ...]
    tree: Tree
    edition: Edition = "learner"


@at_rest()
def check(root: Path, sink: Diagnostics) -> Handbook | None:
    """Read and resolve the handbook in `root`; None when there are errors, which are then all in `sink`."""
    loaded = load(root, sink)
    handbook = resolve(loaded, sink)
    return None if sink.error_count else handbook


@at_rest()
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
    data = shipped(handbook, renderer.prose(links.MY_HANDBOOK), definitions)
    renderer.made = made = assets(handbook, sink, data, options.edition)
    tree: Tree = {page.path: renderer.render(page) for page in pages}
    if options.edition == "trainer":
        tree.update(_decks(handbook, renderer))
    tree.update(made)
    return None if sink.error_count else Built(handbook, pages, tree, options.edition)


def _decks(handbook: Handbook, renderer: Renderer) -> Tree:
    """The slides of every session: whole pages, which the engine publishes as they are."""
    views = session_views(handbook)
    paths = [links.slides_path(view.session.id) for view in views]
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
    mine = [links.MY_HANDBOOK, links.EXERCISES, links.MY_DATA]
    return [{home: links.HOME}, *_sessions(built), *modules, *policy, *mine, links.GLOSSARY, links.SOURCES]


def _sessions(built: Built) -> list[object]:
    """The run sheets, in the trainer's edition; handouts are reached from them."""
    if built.edition == "learner":
        return []
    title = lookup(words(built.handbook.settings.language), "pages.sessions.title")
    return [{title: [links.SESSIONS, *(links.session_path(session.id) for session in built.handbook.sessions)]}]


def _course(course: Course) -> list[str]:
    module = course.module.id
    return [links.module_path(module), *(links.lesson_path(module, lesson.id) for lesson in course.lessons)]
