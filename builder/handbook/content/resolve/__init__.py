"""Loaded files → Handbook: ids, references, flow, keys and coverage; every problem is reported at its place."""

from handbook.content.handbook import Course, Handbook
from handbook.content.lint import check_quality
from handbook.content.lint.suppressions import apply_suppressions
from handbook.content.loaded import Loaded
from handbook.content.resolve.completeness import check_completeness
from handbook.content.resolve.coverage_plan import check_coverage_plan
from handbook.content.resolve.exercise_clauses import check_exercise_clauses, check_reporting
from handbook.content.resolve.exercises import check_exercises
from handbook.content.resolve.ids import Index, index
from handbook.content.resolve.references import check_references
from handbook.content.resolve.scheme import resolve_policy
from handbook.content.resolve.sessions import check_sessions
from handbook.content.resolve.text import check_texts
from handbook.content.resolve.value_flow import check_flow
from handbook.diagnostics import Diagnostics
from handbook.model.session import Session


def resolve(loaded: Loaded, sink: Diagnostics) -> Handbook | None:
    """The handbook with every reference known to resolve; None when files it cannot do without are missing."""
    found = index(loaded, sink)
    check_references(loaded, found, sink)
    check_flow(loaded, found, sink)
    sheets = check_exercises(loaded, sink)
    check_completeness(loaded, found, sink)
    check_coverage_plan(loaded, found, sink)
    check_sessions(loaded, found, sink)
    check_texts(loaded, found, sink)
    policy = resolve_policy(loaded, sink)
    check_exercise_clauses(loaded, policy, sink)
    check_reporting(loaded, policy, sink)
    check_quality(loaded, sink)
    apply_suppressions(loaded.documents, sink, complete=loaded.complete and not sink.error_count)
    if loaded.settings is None or sink.error_count:
        return None
    return Handbook(
        settings=loaded.settings.model,
        courses=tuple(_course(loaded, found, module) for module in loaded.settings.model.modules),
        sources={key: entry.item for key, entry in found.sources.items()},
        terms={key: entry.item for key, entry in found.terms.items()},
        coverage=loaded.coverage.model.areas if loaded.coverage else (),
        policy=policy,
        sessions=tuple(_in_order(loaded)),
        sheets=sheets,
    )


def _in_order(loaded: Loaded) -> list[Session]:
    """Sessions as the modules come, the longest first."""
    modules = loaded.settings.model.modules if loaded.settings else ()
    known = (entry.model for entry in loaded.sessions)
    return sorted(known, key=lambda session: (modules.index(session.module), -session.minutes, session.id))


def _course(loaded: Loaded, found: Index, module: str) -> Course:
    return Course(
        module=found.modules[module].model,
        lessons=tuple(entry.model for entry in loaded.lessons if entry.folder == module),
        exercises=tuple(entry.model for entry in loaded.exercises if entry.folder == module),
    )
