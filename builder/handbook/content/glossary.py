"""Terms in pinyin order, and the pattern that finds them in prose."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from handbook.model.reference import Term


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with one letter."""

    letter: str
    terms: tuple[Term, ...]


def by_pinyin(terms: Iterable[Term]) -> tuple[Letter, ...]:
    """Terms grouped by the first letter of their pinyin; figures and signs come first, under ``#``."""
    keyed = sorted((pinyin_of(term), term.id, term) for term in terms)
    groups = groupby(keyed, key=lambda item: _initial(item[0]))
    return tuple(Letter(letter, tuple(term for _, _, term in items)) for letter, items in groups)


def alphabetical(text: str) -> tuple[bool, str, str]:
    """Return a sort key: Latin titles first, without regard to case and accents, then Chinese ones in pinyin."""
    letters = "".join(char for char in text if char.isalnum())
    latin = letters[:1] < "\u2e80"
    if latin:
        decomposed = unicodedata.normalize("NFKD", text)
        return False, "".join(char for char in decomposed if not unicodedata.combining(char)).casefold(), text
    from pypinyin import lazy_pinyin

    return True, " ".join(lazy_pinyin(letters)), text


def pinyin_of(term: Term) -> str:
    """The term's pinyin without tones, as given or as the dictionary has it."""
    if term.pinyin:
        return term.pinyin.lower()
    from pypinyin import lazy_pinyin  # its dictionary takes 0.1 s to load: only when there are terms

    return " ".join(lazy_pinyin(term.term)).lower()


def _initial(pinyin: str) -> str:
    first = pinyin[:1].upper()
    return first if "A" <= first <= "Z" else "#"
