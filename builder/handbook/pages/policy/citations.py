"""How other pages name a clause: by its number and title, with the way to its words."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.content import addresses
from handbook.policy.text import Text
from handbook.policy.versions import Policy, Release


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as a link."""

    path: str
    label: str
    title: str
    """The title of its article, or of its chapter."""


def cited(policy: Policy, shown: Release, ident: str) -> Cited | None:
    """The clause in the version that the scheme's own page shows; else in the newest that has it."""
    present = shown.text.former.get(ident, ident)
    if present in shown.text.by_id:
        return _cited(shown.text, present, addresses.POLICY)
    found = policy.find(ident)
    return _cited(found[0].text, found[1].id, addresses.version_path(found[0].version)) if found else None


def _cited(text: Text, ident: str, path: str) -> Cited:
    article = text.article_of(ident) or text.by_id[ident]
    return Cited(f"{path}#{ident}", text.by_id[ident].label, article.title)
