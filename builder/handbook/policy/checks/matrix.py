"""The matrix of one version: every case has exactly one measure, and doing it again has a heavier one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from handbook.model.scheme import Row, Tier
from handbook.policy.findings import Finding
from handbook.policy.versions import Release

_INTENTS = ("negligent", "gross", "intentional")
_LAW = re.compile(r"第三十九条(?:第一款)?第?[（(]?二[）)]?项|39\s*[（(]2[）)]")
_LABOUR = re.compile("劳动合同法》?第三十九条")
_HEARING = re.compile("陈述|申辩|听取")
_ROLES = re.compile("[、，,/和及与]|以及")
Rows = Sequence[Row]


def check_matrix(release: Release) -> Iterator[Finding]:
    """Columns, gaps, overlaps, escalation, and what a dismissal must say."""
    matrix = release.matrix
    order = {tier.id: number for number, tier in enumerate(matrix.tiers)}
    for row in matrix.rows:
        yield from _columns(row, row.investigator or matrix.investigator)
    yield from _dismissals(release)
    yield from _tiers(matrix.tiers, {row.tier for row in matrix.rows})
    for rows in _groups(matrix.rows).values():
        sound = [row for row in rows if row.tier in order and _is_sound(row)]
        yield from _overlaps(sound)
        yield from _gaps(sound)
        yield from _escalation(sound, order)


def _groups(rows: Rows) -> Mapping[str, list[Row]]:
    """Rows of the same conduct: a series, or else the same clause by the same measure."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.series or f"{row.clause} {row.measure}", []).append(row)
    return found


def _is_sound(row: Row) -> bool:
    if row.measure == "event":
        return row.at_least is None and row.below is None
    return row.at_least is not None and (row.below is None or row.below > row.at_least)


def _columns(row: Row, investigator: str | None) -> Iterator[Finding]:
    measured = row.measure != "event"
    if measured and row.at_least is None:
        yield Finding("matrix-column", row.id, ("measure",), {"case": "from", "id": row.id})
    elif not measured and (row.at_least is not None or row.below is not None):
        key = "at_least" if row.at_least is not None else "below"
        yield Finding("matrix-column", row.id, (key,), {"case": "event", "id": row.id})
    elif measured and not _is_sound(row):
        args = {"case": "empty", "id": row.id, "at_least": row.at_least, "below": row.below}
        yield Finding("matrix-column", row.id, ("below",), args)
    if investigator is None:
        yield Finding("matrix-column", row.id, ("decider",), {"case": "investigator", "id": row.id})
    elif both := _people(row.decider) & _people(investigator):
        yield Finding("decider-investigates", row.id, ("decider",), {"role": min(both), "id": row.id})


def _people(text: str) -> set[str]:
    return {part.strip() for part in _ROLES.split(text) if part.strip()}


def _tiers(tiers: Sequence[Tier], used: set[str]) -> Iterator[Finding]:
    if not any(tier.dismissal for tier in tiers):
        yield Finding("matrix-escalation", f"tier:{tiers[-1].id}", ("name",), {"case": "never", "name": tiers[-1].name})
    for number, tier in enumerate(tiers):
        at = f"tier:{tier.id}"
        if tier.id not in used:
            yield Finding("matrix-column", at, ("id",), {"case": "unused", "id": tier.id, "name": tier.name})
        if tier.dismissal and number < len(tiers) - 1:
            yield Finding("matrix-column", at, ("dismissal",), {"case": "order", "name": tier.name})
        if (tier.expiry_months is None) != tier.dismissal:
            case = "no-expiry" if tier.expiry_months is None else "expiry"
            yield Finding("matrix-column", at, ("name",), {"case": case, "name": tier.name})


def _dismissals(release: Release) -> Iterator[Finding]:
    """Each row that ends in dismissal rests on the law, hears the person, and tells the union first."""
    text = release.text
    tiers = {tier.id: tier for tier in release.matrix.tiers if tier.dismissal}
    for row in release.matrix.rows:
        if row.tier not in tiers:
            continue
        article = text.article_of(row.clause) if row.clause in text.by_id else None
        basis = [f"{item.law}{item.article}" for item in getattr(article.source, "basis", ())] if article else []
        said = "".join((tiers[row.tier].text, *row.evidence))
        for case, ok in (
            ("basis", _LAW.search(said) or any(_LABOUR.search(item) for item in basis)),
            ("hearing", _HEARING.search(said)),
            ("union", "工会" in said),
        ):
            if not ok:
                yield Finding(
                    "dismissal-conditions",
                    row.id,
                    ("tier",),
                    {"case": case, "id": row.id, "name": tiers[row.tier].name},
                )


def _overlaps(rows: Rows) -> Iterator[Finding]:
    for first, second in combinations(rows, 2):
        same = first.occurrence == second.occurrence and set(first.intent) & set(second.intent)
        if same and _meet(first, second):
            key = "behaviour" if second.measure == "event" else "at_least"
            yield Finding("matrix-overlap", second.id, (key,), {"id": second.id, "other": first.id})


def _meet(first: Row, second: Row) -> bool:
    """Return whether one fact can fall under both rows."""
    if first.measure == "event" or second.measure == "event":
        return first.measure == second.measure and first.behaviour == second.behaviour
    return _start(first) < _end(second) and _start(second) < _end(first)


def _start(row: Row) -> float:
    return row.at_least or 0.0


def _end(row: Row) -> float:
    return float("inf") if row.below is None else row.below


def _gaps(rows: Rows) -> Iterator[Finding]:
    for line in _lines(rows).values():
        if line[0].measure == "event":
            continue
        reached = line[0]
        for row in line[1:]:
            if _start(row) > _end(reached):
                args = {"case": "between", "above": reached.below, "to": row.at_least, "id": row.id}
                yield Finding("matrix-gap", row.id, ("at_least",), args)
            reached = max(reached, row, key=_end)
        if reached.below is not None:
            yield Finding(
                "matrix-gap", reached.id, ("below",), {"case": "open", "above": reached.below, "id": reached.id}
            )
    yield from _missing_intents(rows)
    yield from _missing_occurrences(rows)


def _lines(rows: Rows) -> Mapping[tuple[str, int], list[Row]]:
    """Rows that share a state of mind and an occurrence, by rising threshold."""
    found: dict[tuple[str, int], list[Row]] = {}
    for row in sorted(rows, key=_start):
        for intent in row.intent:
            found.setdefault((intent, row.occurrence), []).append(row)
    return found


def _missing_intents(rows: Rows) -> Iterator[Finding]:
    """Find conduct that has a measure when done carelessly and none when done on purpose."""
    lines = _lines(rows)
    for (intent, occurrence), line in lines.items():
        for worse in _INTENTS[_INTENTS.index(intent) + 1 :]:
            covered = lines.get((worse, occurrence))
            if covered is None or (line[0].measure != "event" and _start(covered[0]) > _start(line[0])):
                args = {"case": "intent", "id": line[0].id, "intent": intent, "worse": worse}
                yield Finding("matrix-gap", line[0].id, ("intent",), args)
                break


def _missing_occurrences(rows: Rows) -> Iterator[Finding]:
    known = {row.occurrence for row in rows}
    for row in rows:
        if row.occurrence > 1 and row.occurrence - 1 not in known:
            args = {"case": "occurrence", "id": row.id, "occurrence": row.occurrence, "before": row.occurrence - 1}
            yield Finding("matrix-gap", row.id, ("occurrence",), args)


def _escalation(rows: Rows, order: Mapping[str, int]) -> Iterator[Finding]:
    top = len(order) - 1
    for line in _lines(rows).values():
        if line[0].measure != "event":
            yield from _rising(line, order)
    for row in rows:
        later = [other for other in rows if other.occurrence > row.occurrence and _repeats(row, other)]
        for other in later:
            if order[other.tier] <= order[row.tier] < top and other.occurrence == row.occurrence + 1:
                yield Finding(
                    "matrix-escalation", other.id, ("tier",), {"case": "repeat", "id": other.id, "other": row.id}
                )
        if row.occurrence == 1 and row.measure != "count" and order[row.tier] < top and not later:
            yield Finding("matrix-escalation", row.id, ("tier",), {"case": "stops", "id": row.id})


def _rising(line: Rows, order: Mapping[str, int]) -> Iterator[Finding]:
    """More has no milder measure; more often has a heavier one."""
    for row, more in pairwise(line):
        step = order[more.tier] - order[row.tier]
        if step < 0 or (step == 0 and row.measure == "count"):
            yield Finding("matrix-escalation", more.id, ("tier",), {"case": "range", "id": more.id, "other": row.id})


def _repeats(row: Row, other: Row) -> bool:
    """Return whether `other` may be about doing again what `row` is about."""
    alike = bool(row.series) or row.measure != "event" or row.behaviour == other.behaviour
    met = row.measure == "event" or _meet(row, other)
    return alike and met and bool(set(row.intent) & set(other.intent))
