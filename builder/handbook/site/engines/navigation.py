"""The navigation as MkDocs and its family read it."""

from handbook.content import addresses
from handbook.content.handbook import Course
from handbook.pages.policy.pages import policy_navigation
from handbook.site.build import Built
from handbook.text.catalogue import lookup, words


def navigation(built: Built) -> list[object]:
    """Home, sessions, modules, scheme, the learner's own pages; exercises are reached from all of these."""
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
