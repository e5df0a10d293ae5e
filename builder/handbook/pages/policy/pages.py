"""The scheme's pages: its living text, every version, what changed, history, roles, reporting, the calculator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from handbook.content import addresses
from handbook.content.handbook import Handbook
from handbook.model.scheme import Reporting, Role
from handbook.pages.page import Page
from handbook.pages.policy import browser_data
from handbook.pages.policy.clause_exercises import ClauseExercise, exercises_by_clause
from handbook.pages.policy.forms import Sheet
from handbook.policy.amendment_text import Sentence, sentences
from handbook.policy.clause_tree import Node, RemovedClause, inside, outline, removed_clauses
from handbook.policy.compare import Comparison, compare
from handbook.policy.forms import all_forms
from handbook.policy.matrix_table import MatrixPart, matrix_parts
from handbook.policy.status import history_note
from handbook.policy.text import Clause, Span, plain
from handbook.policy.validity import Period, displayed_version, shipped_periods, validity_periods
from handbook.policy.versions import Policy, Release


@dataclass(frozen=True, slots=True)
class Term:
    """A definition as it is read."""

    id: str
    term: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Data common to every page of the scheme: the versions with their status, and the one shown first."""

    policy: Policy
    periods: tuple[Period, ...]
    known: list[Mapping[str, Any]]
    shown: Release
    day: str
    paths: frozenset[str]
    """The scheme's pages that there are."""

    def period(self, version: str) -> Period:
        """The period of a version."""
        return next(period for period in self.periods if period.version == version)


@dataclass(frozen=True, slots=True)
class TextView:
    """Context of a whole text: `living` is the scheme's own page, which shows what applies."""

    frame: Frame
    release: Release
    period: Period
    living: bool
    note: str
    chapters: tuple[Node, ...]
    terms: tuple[Term, ...]
    rows: tuple[MatrixPart, ...]
    gone: tuple[RemovedClause, ...]
    practised: Mapping[str, tuple[ClauseExercise, ...]]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Context of what a version changes: the amendment, the table of old and new, the redline."""

    frame: Frame
    old: Release
    new: Release
    comparison: Comparison
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Context of the history and of the text in force on a day."""

    frame: Frame
    note: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """Context of the comparison of any two versions."""

    frame: Frame
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RolesView:
    """Context of what applies to whom, and of what the newest amendment changes for them."""

    frame: Frame
    roles: tuple[Role, ...]
    chapters: tuple[Node, ...]
    old: Release | None
    new: Release
    changed: tuple[tuple[Clause, str], ...]
    """Each changed article of the newest version, with what became of it."""


@dataclass(frozen=True, slots=True)
class ReportingView:
    """Context of the page for those who saw something."""

    frame: Frame
    reporting: Reporting
    terms: tuple[Term, ...]
    clauses: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class CalculatorView:
    """Context of the calculator, which decides nothing."""

    frame: Frame
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FormsView:
    """Context of the list of forms."""

    frame: Frame
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """Context of a form to print."""

    frame: Frame
    sheet: Sheet


def sheets(policy: Policy, release: Release) -> tuple[Sheet, ...]:
    """The forms that go with a version, in the order of the procedure."""
    return all_forms(policy, release)


def policy_pages(handbook: Handbook) -> Iterator[Page]:
    """Every page of the scheme, its living text first; none without a scheme."""
    policy = handbook.policy
    if policy is None:
        return
    frame = _frame(policy, handbook.settings.date)
    title = frame.shown.scheme.title
    uses = exercises_by_clause(handbook, frame.shown.text)
    yield Page(addresses.POLICY, "policy-text", title, "", _text(frame, frame.shown, uses, living=True))
    yield Page(addresses.POLICY_ROLES, "policy-roles", "", "", _roles(frame))
    if policy.reporting:
        yield Page(addresses.POLICY_REPORTING, "policy-reporting", "", "", _reporting(frame, policy.reporting))
    data = browser_data.matrices(policy.versions)
    yield Page(addresses.POLICY_CALCULATOR, "policy-calculator", "", "", CalculatorView(frame, data))
    newest = policy.releases[-1] if policy.releases else policy.newest
    yield Page(addresses.POLICY_HISTORY, "policy-history", "", "", HistoryView(frame, history_note(policy, newest)))
    yield Page(
        addresses.POLICY_COMPARE, "policy-compare", "", "", CompareView(frame, browser_data.texts(policy.versions))
    )
    forms = sheets(policy, frame.shown)
    if forms:
        yield Page(addresses.POLICY_FORMS, "policy-forms", "", "", FormsView(frame, forms))
    for sheet in forms:
        yield Page(addresses.form_path(sheet.name), "policy-form", sheet.title, "", FormView(frame, sheet))
    for release in policy.versions:
        version = f"{title} V{release.version}"
        yield Page(addresses.version_path(release.version), "policy-text", version, "", _text(frame, release, {}))
    for old, new in pairwise(policy.versions):
        yield Page(addresses.changes_path(new.version), "policy-changes", "", "", _changes(frame, old, new))


def policy_navigation(handbook: Handbook) -> list[str]:
    """The scheme's pages that the navigation lists."""
    return (
        _listed(handbook.policy, displayed_version(handbook.policy, handbook.settings.date)) if handbook.policy else []
    )


def _listed(policy: Policy, shown: Release) -> list[str]:
    reporting = [addresses.POLICY_REPORTING] if policy.reporting else []
    rest = [addresses.POLICY_CALCULATOR, addresses.POLICY_HISTORY, addresses.POLICY_COMPARE]
    rest += [addresses.POLICY_FORMS] if sheets(policy, shown) else []
    return [addresses.POLICY, addresses.POLICY_ROLES, *reporting, *rest]


def policy_beside(handbook: Handbook) -> list[str]:
    """The scheme's pages that no list of the navigation holds: one and more for every version."""
    policy = handbook.policy
    if policy is None:
        return []
    versions = policy.versions
    forms = [
        addresses.form_path(sheet.name) for sheet in sheets(policy, displayed_version(policy, handbook.settings.date))
    ]
    changes = [addresses.changes_path(release.version) for release in versions[1:]]
    return [*(addresses.version_path(release.version) for release in versions), *changes, *forms]


def _frame(policy: Policy, day: str) -> Frame:
    found = validity_periods(policy, day)
    shown = displayed_version(policy, day)
    return Frame(policy, found, shipped_periods(found), shown, day, frozenset(_listed(policy, shown)))


def _text(
    frame: Frame, release: Release, uses: Mapping[str, tuple[ClauseExercise, ...]], *, living: bool = False
) -> TextView:
    return TextView(
        frame=frame,
        release=release,
        period=frame.period(release.version),
        living=living,
        note="" if release.draft else history_note(frame.policy, release),
        chapters=outline(release.text),
        terms=_terms(release),
        rows=matrix_parts(release.text),
        gone=removed_clauses(frame.policy, release),
        practised=uses,
    )


def _terms(release: Release) -> tuple[Term, ...]:
    labels = {clause.id: clause.label for clause in release.text.clauses}
    terms = {definition.term: definition.id for definition in release.scheme.definitions}
    return tuple(Term(item.id, item.term, *plain(item.define, labels, terms)) for item in release.scheme.definitions)


def _changes(frame: Frame, old: Release, new: Release) -> ChangesView:
    said = sentences(old.text, new.text, new.amendment) if new.amendment else ()
    return ChangesView(frame, old, new, compare(old.text, new.text), said)


def _roles(frame: Frame) -> RolesView:
    policy = frame.policy
    new = policy.newest
    old = policy.before(new.version)
    changed = _changed_articles(old, new) if old else ()
    return RolesView(frame, frame.shown.scheme.roles, outline(frame.shown.text), old, new, changed)


def _changed_articles(old: Release, new: Release) -> tuple[tuple[Clause, str], ...]:
    """Articles with changed words, in reading order; an article of which a part changed is changed."""
    found: dict[str, tuple[Clause, str]] = {}
    for change in compare(old.text, new.text).clauses:
        if change.kind in ("same", "renumbered"):
            continue
        text = new.text if change.new else old.text
        article = text.article_of(change.clause.id)
        if article is not None:
            article = new.text.by_id.get(article.id, article)
            whole = change.clause.kind == "article"
            found[article.id] = (article, change.kind if whole else found.get(article.id, (0, "changed"))[1])
    return tuple(found.values())


def _reporting(frame: Frame, reporting: Reporting) -> ReportingView:
    text = frame.shown.text
    nodes = {node.clause.id: node for chapter in outline(text) for node in inside(chapter)}
    named: Sequence[str] = [
        *(route.clause for route in reporting.routes),
        *(ident for part in reporting.parts for ident in part.clauses),
    ]
    quoted = {ident: nodes.get(text.former.get(ident, ident)) for ident in named}
    return ReportingView(frame, reporting, _terms(frame.shown), {ident: node for ident, node in quoted.items() if node})
