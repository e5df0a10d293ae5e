"""The definition of a deck of cards."""

from collections.abc import Iterator

from handbook.content.handbook import Handbook
from handbook.exercises.ask import ask
from handbook.exercises.contract import Ask, CardsDetails, OutlineParts
from handbook.exercises.plain import Plain
from handbook.exercises.signature import signature
from handbook.model.exercises.cards import Card, Cards


def questions(deck: Cards, plain: Plain) -> Iterator[tuple[str, Ask]]:
    """The cards."""
    for card in deck.cards:
        yield card.id, _card(card, plain, open_=deck.keyed == "learner")


def needs(deck: Cards) -> list[str]:
    """All cards."""
    return [card.id for card in deck.cards]


def details(deck: Cards, _: Handbook) -> CardsDetails:
    """The deck's own part of the definition."""
    return {
        "cards": [card.id for card in deck.cards],
        "alike": {card.id: card.alike for card in deck.cards if card.alike},
    }


def outline(deck: Cards, _: Handbook) -> OutlineParts:
    """Return whether the page holds the backs."""
    return {"open": deck.keyed == "learner"}


def _card(card: Card, plain: Plain, *, open_: bool) -> Ask:
    """A back that trainers keep leaves no trace: a guess could be tried against its signature."""
    said = (card.front, card.back) if open_ else (card.front,)
    return ask(plain(card.front), signature(*said), "text", card.was)
