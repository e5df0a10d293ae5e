"""Sessions → what is on slides: which blocks of a lesson, cut into pages that are not too full, with notes beside."""

from builder.slides.deck import Deck, Stack, deck_of
from builder.slides.slide import Note, Slide

__all__ = ["Deck", "Note", "Slide", "Stack", "deck_of"]
