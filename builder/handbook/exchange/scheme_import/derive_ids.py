"""Permanent ids for a draft: pinyin of the headings, and hashes of the words that have none.

The same words always get the same id, wherever they stand and whatever their numbers are.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from handbook.exchange.scheme_import.draft import Draft, Node
from handbook.exchange.scheme_import.markers import narrow
from handbook.exchange.scheme_import.references import REFERENCE

MOST = 40
"""Characters of an article's id; those of the clauses below it are longer and must stay below 64."""
SYLLABLES = 6
_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
_PHRASE = re.compile(r"[。；，！？：、,;!?:「」“”（）()]")
_HEX = 4
_MOST_ID = 64


def slug(text: str) -> str:
    """Return the first syllables and words of a text as an id; `clause` where there is nothing to spell.

    >>> slug("礼品与招待的限额"), slug("CRM 记录"), slug("3天内上报"), slug("……")
    ('li-pin-yu-zhao-dai-de', 'crm-ji-lu', 'n-3-tian-nei-shang-bao', 'clause')
    """
    from pypinyin import lazy_pinyin  # its dictionary takes 0.1 s to load

    parts: list[str] = []
    for run in _RUN.findall(narrow(text).lower())[:SYLLABLES]:
        parts += lazy_pinyin(run, errors="ignore") if ord(run[0]) > 0x7F else [run]  # noqa: PLR2004 - ASCII
    able = [part for part in parts if re.fullmatch(r"[a-z0-9]+", part)][:SYLLABLES]
    found = "-".join(able)
    while len(found) > MOST and "-" in found:
        found = found.rpartition("-")[0]
    found = found[:MOST]
    if not found:
        return "clause"
    return found if found[0].isalpha() else f"n-{found}"


def words_only(text: str) -> str:
    """A text without references, punctuation and spaces: what stays when its clauses are numbered anew."""
    return re.sub(r"\W", "", REFERENCE.sub("", narrow(text)))


def mark_of(text: str) -> str:
    """Return a short hash of a text's words: punctuation, spaces and cited clauses do not count.

    >>> mark_of("员工不得收受礼品。") == mark_of("员工 不得收受礼品")
    True
    """
    return hashlib.sha256(words_only(text).encode()).hexdigest()[:_HEX]


@dataclass
class _Ids:
    """Ids in use, and how far names that come more than once have been counted."""

    used: set[str]
    counted: Counter[str] = field(default_factory=Counter)

    def kept(self, name: str) -> str:
        """The name if nothing else has it, else nothing."""
        if name in self.used or len(name) > _MOST_ID:
            return ""
        if name:
            self.used.add(name)
        return name

    def free(self, name: str) -> str:
        """The name, with a number where it is taken."""
        found = name
        while found in self.used:
            self.counted[name] += 1
            found = f"{name}-{self.counted[name] + 1}"
        self.used.add(found)
        return found


def assign_ids(draft: Draft, taken: Iterable[str] = ()) -> None:
    """Give every clause its id; the first clause with a bookmark keeps the id that it holds."""
    ids = _Ids(set(taken))
    for node in draft.nodes():
        node.id = ids.kept(node.id)
    _headed(draft.chapters, ids)
    _headed([article for chapter in draft.chapters for article in chapter.children], ids)
    for chapter in draft.chapters:
        for article in chapter.children:
            for node in article.walk():
                if not node.id:
                    node.id = ids.free(f"{article.id}-{mark_of(node.text)}")


def _headed(nodes: list[Node], ids: _Ids) -> None:
    """Ids from headings; where two are alike, both say more."""
    wanted = [slug(_heading(node)) for node in nodes]
    often = Counter(wanted)
    for node, name in zip(nodes, wanted, strict=True):
        alike = often[name] > 1 or name in ids.used or name == "clause"
        node.id = node.id or ids.free(f"{name}-{mark_of(_all(node))}" if alike else name)


def _heading(node: Node) -> str:
    if node.title:
        return node.title
    first = REFERENCE.sub("", narrow(node.children[0].text) if node.children else "")
    return next((part for part in _PHRASE.split(first) if _RUN.search(part.lower())), "")


def _all(node: Node) -> str:
    return "".join(f"{one.title}{one.text}" for one in node.walk())
