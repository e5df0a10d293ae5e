"""The forms of the procedure as data: what the scheme, the matrix and the records know is filled in already.

`forms.yml` beside this file says what each form asks. A page, a Word file and a PDF are made of the same `Form`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from handbook.model.scheme import Opinion, Publication
from handbook.policy.compare import compare
from handbook.policy.legal_text import say
from handbook.policy.quorum import quorum
from handbook.policy.status import date
from handbook.policy.text import Text
from handbook.policy.text import plain as plain_text
from handbook.policy.versions import Policy, Release
from handbook.text.catalogue import tree

Kind = Literal["line", "text", "date", "number", "list"]
_FILE = Path(__file__).with_name("forms.yml")
_CHANGES = ("added", "changed", "repealed")


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a form: `value` is what is known; without it there is room for so many lines."""

    id: str
    label: str
    kind: Kind = "line"
    lines: int = 1
    required: bool = False
    """Nobody may leave it out in a filled form."""
    derived: bool = False
    """Worked out from the scheme; cannot be given as a fact."""
    choices: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table: rows that are known, and so many empty ones."""

    id: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    known: tuple[tuple[str, ...], ...] = ()
    blank: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of a form."""

    title: str
    note: str = ""
    fields: tuple[Field, ...] = ()
    table: FormTable | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form for one version of the scheme, blank or filled."""

    name: str
    title: str
    purpose: str
    parts: tuple[Part, ...]
    signatures: tuple[str, ...]
    version: str
    landscape: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """All questions in order."""
        return tuple(field for part in self.parts for field in part.fields)

    @property
    def tables(self) -> tuple[FormTable, ...]:
        """All tables in order."""
        return tuple(part.table for part in self.parts if part.table)


def names() -> tuple[str, ...]:
    """The names of the forms, in the order of the procedure."""
    return tuple(tree(_FILE))


def all_forms(policy: Policy, release: Release | None = None) -> tuple[Form, ...]:
    """Every form, blank, for a version; without one for the newest."""
    return tuple(blank(policy, release or policy.newest, name) for name in names())


def blank(policy: Policy, release: Release, name: str) -> Form:
    """One form with what is known of a version. Raises KeyError for a name there is no form of."""
    given = tree(_FILE)[name]
    values, rows = known(policy, release), known_rows(policy, release)
    parts = (_part(part, values, rows) for part in given["parts"])
    return Form(
        name=name,
        title=given["title"],
        purpose=given["purpose"],
        parts=tuple(part for part in parts if part.fields or (part.table and (part.table.known or part.table.blank))),
        signatures=tuple(given["signatures"]),
        version=release.version,
        landscape=given.get("landscape") == "true",
    )


def filled(form: Form, values: Mapping[str, str], rows: Mapping[str, tuple[tuple[str, ...], ...]]) -> Form:
    """The form with these values and table rows; what is not given stays as it is."""

    def part(old: Part) -> Part:
        fields = tuple(replace(field, value=values.get(field.id, field.value)) for field in old.fields)
        table = old.table
        if table and table.id in rows:
            table = replace(table, known=rows[table.id], blank=0)
        return replace(old, fields=fields, table=table)

    return replace(form, parts=tuple(map(part, form.parts)))


def _part(given: Mapping[str, Any], values: Mapping[str, str], rows: Mapping[str, Any]) -> Part:
    return Part(
        title=given["title"],
        note=values.get(given.get("note_from", ""), ""),
        fields=tuple(_field(field, values) for field in given.get("fields", ())),
        table=_table(given["table"], rows) if "table" in given else None,
    )


def _field(given: Mapping[str, Any], values: Mapping[str, str]) -> Field:
    return Field(
        id=given["id"],
        label=given["label"],
        kind=given.get("kind", "line"),
        lines=int(given.get("lines", 1)),
        required=given.get("required") == "true",
        derived=given.get("derived") == "true",
        choices=tuple(given.get("choices", ())),
        value=values.get(given.get("from", ""), ""),
    )


def _table(given: Mapping[str, Any], rows: Mapping[str, Any]) -> FormTable:
    return FormTable(
        id=given["id"],
        columns=tuple(given["columns"]),
        widths=tuple(map(int, given["widths"])),
        known=rows.get(given.get("from", ""), ()),
        blank=int(given.get("rows", 0)),
    )


def known(policy: Policy, release: Release) -> dict[str, str]:
    """Return the values that fields of `forms.yml` may take over with `from`."""
    scheme, record = release.scheme, release.record
    return {
        "title": scheme.title,
        "number": scheme.number,
        "version": f"V{scheme.version}" + (say("forms.draft") if release.draft else ""),
        "effective": date(scheme.effective),
        "hash": release.frozen.hash if release.frozen else "",
        "headcount": str(record.headcount) if record else "",
        "quorum": _quorum(policy, release),
        "arbitration": say("forms.arbitration"),
    }


def _quorum(policy: Policy, release: Release) -> str:
    """How many must come and agree, where the place's rules and the number of workers are known."""
    city, record = policy.city_of(release), release.record
    if city is None or record is None:
        return ""
    entitled = record.discussion.vote.entitled if record.discussion and record.discussion.vote else record.headcount
    needed = quorum(city, record.headcount, entitled)
    parts = [say("forms.quorum.entitled", n=entitled)]
    parts += [say("forms.quorum.present", n=needed.present)] if needed.present else []
    parts += [say("forms.quorum.favour", n=needed.favour)] if needed.favour else []
    return say("forms.quorum.note", city=city.name, parts="，".join(parts))


def known_rows(policy: Policy, release: Release) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the rows that tables of `forms.yml` may take over with `from`."""
    return {"changed": changed_rows(policy, release), "behaviours": behaviour_rows(release)}


def changed_rows(policy: Policy, release: Release) -> tuple[tuple[str, ...], ...]:
    """The clauses that a version changed, added or repealed; none for the first version."""
    before = policy.before(release.version)
    if before is None:
        return ()
    comparison = compare(before.text, release.text)
    return tuple(
        (change.clause.label, change.clause.title or change.clause.text, say(f"forms.changes.{change.kind}"))
        for change in comparison.changed
        if change.kind in _CHANGES
    )


def behaviour_rows(release: Release) -> tuple[tuple[str, ...], ...]:
    """Each behaviour of the matrix once, as a question, and nothing in the other columns."""
    clauses = release.text.by_id
    found: dict[str, tuple[str, ...]] = {}
    for row in release.matrix.rows:
        label = clauses[row.clause].label if row.clause in clauses else row.clause
        told = readable(row.behaviour, release.text)
        found.setdefault(f"{row.clause} {told}", (label, told, *("",) * 8))
    return tuple(found.values())


def readable(text: str, whole: Text) -> str:
    """A text with its references as labels and its terms bare."""
    labels = {clause.id: clause.label for clause in whole.clauses}
    return plain_text(text, labels, {})[0]


def from_record(policy: Policy, release: Release, name: str) -> Form | None:
    """A form as the record of a version fills it; None where the record says nothing for it."""
    record = release.record
    form = blank(policy, release, name)
    opinions = tuple(_opinion(item, release) for item in record.opinions) if record else ()
    if record is None or not getattr(record, name, None):
        return None
    if name == "publication":
        return filled(form, {}, {"channels": tuple(map(_channel, record.publication))})
    if name == "discussion" and record.discussion:
        held = record.discussion
        vote = held.vote.model_dump() if held.vote else {}
        counted = {key: str(vote[key]) for key in ("entitled", "present", "favour", "against", "abstain") if vote}
        secret = {"secret": say("forms.secret" if vote["secret"] else "forms.open")} if vote else {}
        kind = say("forms.all" if held.form == "all" else "forms.representatives")
        told = {"draft": held.draft, "notice": date(held.notice), "held": date(held.held), "place": held.place}
        return filled(form, {**told, **counted, **secret, "form": kind}, {"opinions": opinions})
    if name == "negotiation" and record.negotiation:
        agreed = record.negotiation
        told = {"held": date(agreed.held), "company": agreed.company, "workers": agreed.workers}
        return filled(form, {**told, "result": agreed.result.strip()}, {"opinions": opinions})
    return None


def _opinion(opinion: Opinion, release: Release) -> tuple[str, ...]:
    clause = release.text.by_id.get(opinion.clause)
    fate = say("forms.adopted" if opinion.adopted else "forms.rejected")
    return clause.label if clause else opinion.clause, opinion.by, opinion.text, fate, opinion.reason


def _channel(made: Publication) -> tuple[str, ...]:
    return made.channel, made.place, date(made.start), date(made.end) if made.end else say("forms.endless"), made.proof
