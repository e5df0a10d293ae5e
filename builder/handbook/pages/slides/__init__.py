"""Sessions → what is on slides: which blocks of a lesson, cut into pages that are not too full, with notes beside."""

from handbook.pages.slides.deck import Deck, Stack, deck_of
from handbook.pages.slides.slide import Note, Slide

__all__ = ["Deck", "Note", "Slide", "Stack", "deck_of"]
