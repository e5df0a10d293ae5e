"""Facts → a filled form, or everything that keeps it from being filled: nothing is guessed, nothing half made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.diagnostics.suggest import nearest
from handbook.policy import notice
from handbook.policy.deadlines import Calendar, is_day, working_days
from handbook.policy.forms import Field, Form, FormTable, blank, filled
from handbook.policy.legal_text import say
from handbook.policy.status import date, in_force
from handbook.policy.versions import Policy, Release

_EXTRA = {"notice": {"holidays", "workdays", "union_told", "extension_days"},
          "appeal": {"holidays", "workdays", "row", "happened"}}  # fmt: skip
"""Facts that are no field of a form, but that it needs."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A filled form; or, with problems, how far it came."""

    form: Form
    problems: tuple[str, ...]


def fill(policy: Policy, release: Release, name: str, facts: Mapping[str, Any], *, chosen: bool = False) -> Filling:
    """Fill a form. `chosen` says that the version was asked for and not only taken for want of another."""
    base = blank(policy, release, name)
    problems = [*_shape(base, facts), *_dates(base, facts)]
    if name == "notice" and not problems:
        version = in_force(policy, str(facts.get("happened") or "")) if facts.get("happened") else None
        base = blank(policy, version or release, name)
    problems += _missing(base, facts)
    values = {field.id: _answer(facts[field.id], field) for field in base.fields if field.id in facts}
    if not problems:
        made, found = _derived(policy, release if chosen else None, name, facts)
        values |= made
        problems += found
    rows = {table.id: _rows(facts[table.id], table) for table in base.tables if table.id in facts}
    return Filling(filled(base, values, rows), tuple(problems))


def calendar_of(facts: Mapping[str, Any]) -> Calendar:
    """The working days, with the holidays and worked weekends that the facts name."""
    return Calendar.of(facts.get("holidays") or (), facts.get("workdays") or ())


def _derived(
    policy: Policy, wanted: Release | None, name: str, facts: Mapping[str, Any]
) -> tuple[dict[str, str], list[str]]:
    if name == "notice":
        return notice.derive(policy, wanted, facts, calendar_of(facts))
    if name == "appeal":
        return _appeal(policy, facts)
    return {}, []


def _appeal(policy: Policy, facts: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """The last day of an appeal, where the facts say which row of which day the decision was made by."""
    if not (facts.get("row") and facts.get("happened")):
        return {}, []
    release = in_force(policy, facts["happened"])
    row = next((row for row in release.matrix.rows if row.id == facts["row"]), None) if release else None
    if row is None:
        return {}, [_text("no-row", day=facts["happened"], row=facts["row"])]
    last = working_days(facts["received"], row.appeal_days, calendar_of(facts))
    return {"last_day": _text("last-day", day=date(last), days=row.appeal_days)}, []


def _text(key: str, **args: object) -> str:
    return say(f"filling.{key}", **args)


def _missing(form: Form, facts: Mapping[str, Any]) -> Iterator[str]:
    for field in form.fields:
        if field.required and not _given(facts.get(field.id)):
            yield _text("missing", label=field.label, id=field.id)


def _given(value: Any) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _shape(form: Form, facts: Mapping[str, Any]) -> Iterator[str]:
    """Facts of another name or form than the fields have."""
    fields = {field.id: field for field in form.fields}
    tables = {table.id: table for table in form.tables}
    extra = _EXTRA.get(form.name, set())
    for key, value in facts.items():
        if key in tables:
            yield from _table_shape(tables[key], value)
        elif key in fields and fields[key].derived:
            yield _text("derived", label=fields[key].label, id=key)
        elif key in fields:
            listed = fields[key].kind == "list"
            if not (isinstance(value, str) or (listed and _strings(value))):
                yield _text("no-list" if listed else "no-text", label=fields[key].label, id=key)
        elif key not in extra:
            near = nearest(key, [*fields, *tables, *extra])
            yield _text("unknown", id=key) + (_text("near", id=near) if near else "")


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _table_shape(table: FormTable, value: Any) -> Iterator[str]:
    width = len(table.columns)
    if not (isinstance(value, list) and all(_strings(row) and len(row) == width for row in value)):
        yield _text("no-rows", id=table.id, width=width, columns="、".join(table.columns))


def _dates(form: Form, facts: Mapping[str, Any]) -> Iterator[str]:
    days = {field.id: field.label for field in form.fields if field.kind == "date"}
    days |= {"union_told": _text("union_told")}
    if form.name == "appeal":
        days |= {"happened": _text("happened")}
    for key, label in days.items():
        if _given(facts.get(key)) and not is_day(facts[key]):
            yield _text("no-date", label=label, id=key, given=facts[key])
    for key in ("holidays", "workdays"):
        listed = facts.get(key) or []
        if not (isinstance(listed, list) and all(map(is_day, listed))):
            yield _text("no-dates", id=key)


def _answer(value: Any, field: Field) -> str:
    if isinstance(value, list):
        return "\n".join(f"{number}. {item.strip()}" for number, item in enumerate(value, 1))
    text = str(value).strip()
    return date(text) if field.kind == "date" and is_day(text) else text


def _rows(value: list[list[str]], table: FormTable) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.strip() for cell in row) for row in value) or table.known
