"""A form → a document that prints: what is known is written, and there is room for the rest."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.papers.scheme.document import (
    Block,
    Document,
    Entries,
    Entry,
    Heading,
    Line,
    Para,
    Signatures,
    Table,
    plain,
)
from handbook.papers.scheme.labels import PaperContext
from handbook.policy.forms import Field, Form, FormTable, Part
from handbook.policy.versions import Release

_BOX = "□ "
_DONE = "☑ "


def form_document(setting: PaperContext, release: Release, form: Form) -> Document:
    """The form as a paper; on its side where it has many columns."""
    scheme, frozen = release.scheme, release.frozen
    mark = frozen.hash if frozen else setting.say("no_hash")
    blocks: list[Block] = []
    for part in form.parts:
        blocks += _part(part)
    blocks.append(Signatures(form.signatures, setting.say("sign.date")))
    return Document(
        title=form.title,
        lead=(setting.company, form.purpose),
        header=f"{setting.company}　{form.title}",
        footer=setting.say("footer", number=scheme.number, version=scheme.version, hash=mark),
        banner=setting.say("draft") if release.draft else "",
        contents="",
        day=frozen.released if frozen else scheme.effective,
        author=scheme.owner,
        blocks=tuple(blocks),
        page=setting.say("page", page="{page}", pages="{pages}"),
        landscape=form.landscape,
    )


def _part(part: Part) -> Iterator[Block]:
    yield Heading(1, plain(part.title))
    if part.note:
        yield Para("small", plain(part.note))
    if part.fields:
        yield Entries(tuple(Entry(field.label, _value(field), field.lines) for field in part.fields))
    if part.table:
        yield _table(part.table)


def _value(field: Field) -> str:
    """Return the written value; choices with their boxes, ticked where one was chosen."""
    if not field.choices:
        return field.value
    boxes = [f"{_DONE if choice == field.value else _BOX}{choice}" for choice in field.choices]
    other = [field.value] if field.value and field.value not in field.choices else []
    return "　　".join([*boxes, *other])


def _table(table: FormTable) -> Table:
    lines = tuple(Line(tuple(map(plain, row))) for row in table.known)
    return Table(table.columns, lines, table.widths, table.blank)
