"""A release as JSON: the numbered text with ids, numbers, words, links and hashes, and all that belongs to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from handbook.model.scheme import Article
from handbook.papers.scheme.labels import PaperContext
from handbook.policy.release import content
from handbook.policy.status import history, history_note, in_force_from, missing, status, superseded_on
from handbook.policy.text import Clause, Text
from handbook.policy.versions import Release

FORMAT = "handbook-policy/1"
_FRONT = ("id", "title", "version", "number", "owner", "approver", "city", "effective", "review")


def as_json(setting: PaperContext, release: Release) -> bytes:
    """The file: UTF-8, readable, the same bytes for the same release."""
    return (json.dumps(data_of(setting, release), ensure_ascii=False, indent=1) + "\n").encode()


def data_of(setting: PaperContext, release: Release) -> dict[str, Any]:
    """The release as plain data."""
    policy, scheme, frozen = setting.policy, release.scheme, release.frozen
    return {
        "format": FORMAT,
        **{key: getattr(scheme, key) for key in _FRONT},
        "draft": release.draft,
        "hash": frozen.hash if frozen else None,
        "previous": frozen.previous if frozen else None,
        "released": frozen.released if frozen else None,
        "in_force_from": in_force_from(policy, release),
        "in_force_until": None if release.draft else superseded_on(policy, release),
        "missing_records": list(missing(policy, release)),
        **({"status": {"day": setting.today, "is": status(policy, release, setting.today)}} if setting.today else {}),
        "history": [asdict(event) for event in history(policy, release)],
        "history_note": history_note(policy, release),
        "roles": [content(role) for role in scheme.roles],
        "definitions": [content(definition) for definition in scheme.definitions],
        "clauses": list(_below(release.text, None)),
        "matrix": content(release.matrix),
        "exemptions": [content(exemption) for exemption in scheme.exemptions],
    }


def _below(text: Text, parent: str | None) -> Iterator[dict[str, Any]]:
    for clause in text.children(parent):
        yield _clause(text, clause)


def _clause(text: Text, clause: Clause) -> dict[str, Any]:
    found: dict[str, Any] = {"id": clause.id, "kind": clause.kind, "label": clause.label, "printed": clause.printed}
    for key in ("title", "text"):
        if value := getattr(clause, key):
            found[key] = value
    if clause.spans:
        found["links"] = [asdict(span) for span in clause.spans]
    source = clause.source
    if source.was:
        found["was"] = list(source.was)
    if isinstance(source, Article):
        found |= _notes(source)
    found["hash"] = clause.hash
    if below := list(_below(text, clause.id)):
        found["clauses"] = below
    return found


def _notes(article: Article) -> dict[str, Any]:
    """Return an article's non-binding notes: to whom it applies, plain words, legal bases."""
    found = {
        "roles": list(article.roles),
        "gloss": article.gloss,
        "basis": [content(basis) for basis in article.basis],
    }
    return {key: value for key, value in found.items() if value}
