"""What the browser knows of a deck of cards."""

from typing import Any

from handbook.content.handbook import Handbook
from handbook.model.exercises.cards import Cards


def details(deck: Cards, _: Handbook) -> dict[str, Any]:
    """The deck's own part of the definition: `Details` in frontend/src/exercises/cards/cards.ts."""
    return {
        "cards": [card.id for card in deck.cards],
        "alike": {card.id: card.alike for card in deck.cards if card.alike},
    }
