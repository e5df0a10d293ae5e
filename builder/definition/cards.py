"""What the browser knows of a deck of cards."""

from typing import Any

from builder.model.cards import Cards
from builder.model.handbook import Handbook


def details(deck: Cards, _: Handbook) -> dict[str, Any]:
    """The deck's own part of the definition: `Details` in frontend/src/cards.ts."""
    return {
        "cards": [card.id for card in deck.cards],
        "alike": {card.id: card.alike for card in deck.cards if card.alike},
    }
