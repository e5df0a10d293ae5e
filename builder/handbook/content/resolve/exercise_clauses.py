"""Which clauses the exercises name: each exists, and those that changed flag what depends on them."""

from collections.abc import Iterator, Mapping

from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.suggest import unknown
from handbook.model.scheme import Reporting
from handbook.policy.checks.exercise_clauses import changed_clauses, clauses_of
from handbook.policy.versions import Policy


def check_exercise_clauses(loaded: Loaded, policy: Policy | None, sink: Diagnostics) -> None:
    """Report clauses that do not exist, and exercises that ask about clauses that are changing."""
    if policy is None:
        return
    text = policy.newest.text
    known: dict[str | None, frozenset[str]] = {}
    for entry in loaded.exercises:
        since = entry.model.checked_against
        changed = known[since] if since in known else known.setdefault(since, changed_clauses(policy, since))
        for loc, ident in clauses_of(entry.model):
            present = text.former.get(ident, ident)
            if present in text.by_id:
                if present in changed:
                    args = {"id": present, "label": text.by_id[present].label, "version": policy.newest.version}
                    sink.add("changed-clause", entry.doc.where(loc), **args, asks=_asks(loc, entry.model))
            else:
                sink.add("unknown-clause", entry.doc.where(loc), **_unknown(ident, policy))


def check_reporting(loaded: Loaded, policy: Policy | None, sink: Diagnostics) -> None:
    """Report clauses that the reporting page quotes and that do not exist."""
    if policy is None or loaded.reporting is None:
        return
    text = policy.newest.text
    for loc, ident in _quoted(loaded.reporting.model):
        if text.former.get(ident, ident) not in text.by_id:
            sink.add("sentence-hole", loaded.reporting.doc.where(loc), **_unknown(ident, policy))


def _quoted(page: Reporting) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, route in enumerate(page.routes):
        yield ("routes", number, "clause"), route.clause
    for number, part in enumerate(page.parts):
        for at, ident in enumerate(part.clauses):
            yield ("parts", number, "clauses", at), ident


def _unknown(ident: str, policy: Policy) -> Mapping[str, object]:
    if ident in policy.repealed:
        return {"case": "repealed", "id": ident, "version": policy.repealed[ident]}
    args = unknown(ident, policy.newest.text.by_id)
    args.pop("known")
    return args


def _asks(loc: tuple[str | int, ...], exercise: object) -> str:
    """The question that names the clause, or the exercise."""
    part = getattr(exercise, str(loc[0]))[loc[1]] if len(loc) > 2 else exercise  # noqa: PLR2004
    return str(getattr(part, "id", ""))
