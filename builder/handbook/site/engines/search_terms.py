"""Words of the handbook in the search index: kept whole where they stand, and added where they are meant.

The theme cuts Chinese into words by a general dictionary, which cuts a trade's own terms to pieces. A piece finds
everything that begins like it, so that “四象限” would find all that begins with “四”.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

CUT = "\u200b"
"""What the theme puts between words."""
FIELD = "keywords"
"""The field of an entry for words that do not stand on the page (see mkdocs.yml)."""


class Words:
    """Words that search knows as one: of the known ones those whose first piece would be a single sign."""

    def __init__(self, known: Sequence[str]) -> None:
        self.known = tuple(known)

    def improve(self, entries: Iterable[dict[str, Any]], keywords: Sequence[str]) -> None:
        """Keep words whole in a page's entries, and put its keywords to the entry of the page as such."""
        for entry in entries:
            entry["title"], entry["text"] = self.whole(entry["title"]), self.whole(entry["text"])
            if keywords and "#" not in entry["location"]:
                entry[FIELD] = self.whole(CUT.join(piece for word in keywords for piece in _pieces(word)))

    def whole(self, text: str) -> str:
        """A text with the known words in one piece each."""
        return self._cut.sub(lambda found: f"{CUT}{found[0].replace(CUT, '')}{CUT}", text) if self._cut else text

    @cached_property
    def _cut(self) -> re.Pattern[str] | None:
        return _pattern(word for word in self.known if len(_pieces(word)[0]) == 1)


def _pieces(word: str) -> list[str]:
    """A word as the theme cuts it."""
    import jieba  # takes half a second to load, and is needed only for pages that changed

    return [str(piece) for piece in jieba.cut(word)]


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the words, cut or not, the longest first; grouped by their first sign, for there are hundreds."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests[word[0]].append(f"{CUT}?".join(map(re.escape, word[1:])))
    groups = (f"{re.escape(first)}{CUT}?(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(f"(?=[{re.escape(''.join(rests))}])(?:{'|'.join(groups)})") if rests else None
