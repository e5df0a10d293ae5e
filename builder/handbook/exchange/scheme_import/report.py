"""The result of an import in words, and the YAML file with everything unplaced as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from handbook.diagnostics.messages import visible
from handbook.exchange.scheme_import.lines import Note
from handbook.model.scheme import Scheme
from handbook.text.catalogue import lookup, words

_SCHEMA = "# yaml-language-server: $schema=../../schemas/scheme.schema.json\n"
_KINDS = ("chapters", "articles", "paragraphs", "items", "points")


@dataclass(frozen=True, slots=True)
class Imported:
    """A scheme, and everything there is to say about how it came out of a document."""

    name: str
    unit: str
    scheme: Scheme
    unplaced: tuple[Note, ...]
    """Text of the document that is in no clause."""
    remarks: tuple[Note, ...]
    references: int
    """How many references became links."""


def counts(scheme: Scheme) -> Mapping[str, int]:
    """How many chapters, articles, paragraphs, items and points there are."""
    articles = [article for chapter in scheme.chapters for article in chapter.articles]
    paragraphs = [paragraph for article in articles for paragraph in article.paragraphs]
    items = [item for paragraph in paragraphs for item in paragraph.items]
    found = (len(scheme.chapters), len(articles), len(paragraphs), len(items), sum(len(one.points) for one in items))
    return dict(zip(_KINDS, found, strict=True))


def as_text(imported: Imported, lang: str = "zh") -> str:
    """The report, a line for each thing to know."""
    return "\n".join(_lines(imported, lang)) + "\n"


def _lines(imported: Imported, lang: str) -> Iterator[str]:
    say = words(lang)
    title = visible(imported.scheme.title)
    yield lookup(say, "policy_import.done", title=title, **counts(imported.scheme))
    yield lookup(say, "policy_import.references", n=imported.references)
    if imported.unplaced:
        yield lookup(say, "policy_import.unplaced_head", n=len(imported.unplaced))
        yield from (f"  {line}" for line in _notes(imported, imported.unplaced, "unplaced", lang))
    else:
        yield say["policy_import.unplaced_none"]
    fills = [note for note in imported.remarks if note.reason.startswith("fill_")]
    others = [note for note in imported.remarks if not note.reason.startswith("fill_")]
    if others:
        yield lookup(say, "policy_import.remarks_head", n=len(others))
        yield from (f"  {line}" for line in _notes(imported, others, "remark", lang))
    if fills:
        names = [say[f"policy_import.fill.{note.reason.removeprefix('fill_')}"] for note in fills]
        yield lookup(say, "policy_import.fills", names=say["policy_import.separator"].join(names))


def _notes(imported: Imported, notes: list[Note] | tuple[Note, ...], group: str, lang: str) -> Iterator[str]:
    say = words(lang)
    for note in notes:
        told = lookup(say, f"policy_import.{group}.{note.reason}", text=visible(note.text), n=note.count)
        where = lookup(say, f"policy_import.where_{imported.unit}", n=note.number) if note.number else ""
        yield f"{where}{told}"


def as_yaml(imported: Imported) -> str:
    """content/policy/scheme.yml: the report as comments, then the scheme."""
    say = words("zh")
    head = [lookup(say, "policy_import.made_from", name=visible(imported.name)), *_lines(imported, "zh")]
    comments = _SCHEMA + "".join(f"# {line}".rstrip() + "\n" for line in head)
    return comments + _dump(plain(imported.scheme))


def plain(scheme: Scheme) -> dict[str, Any]:
    """The scheme as authors write it: nothing that has its usual value."""
    return scheme.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


def _dump(tree: dict[str, Any]) -> str:
    return yaml.dump(
        tree, Dumper=_Indented, allow_unicode=True, sort_keys=False, width=float("inf"), default_flow_style=False
    )  # fmt: skip


class _Indented(yaml.SafeDumper):
    """Indents lists below their key, as authors do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Never leave out the indentation."""
        super().increase_indent(flow, False)
