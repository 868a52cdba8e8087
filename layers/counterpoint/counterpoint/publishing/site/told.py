"""The telling that stands for a digest on index pages: its first, headline beside headline."""

from dataclasses import dataclass

from counterpoint.model import TellingSide
from counterpoint.publishing.cards import Card
from counterpoint.publishing.site.sides import ACCENTS, Side, Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTelling:
    """The columns of a card's telling."""

    columns: tuple[tuple[Side, TellingSide], ...]


def card_sides(card: Card) -> Sides:
    """The sides of a card, with the accents they have on the digest's own page."""
    return Sides(
        tuple(Side(id=side.id, name=side.name, accent=index % ACCENTS + 1) for index, side in enumerate(card.sides))
    )


def telling_of(card: Card) -> CardTelling | None:
    """The card's telling with its sides, or None when no story was told by several sides."""
    sides = card_sides(card)
    return CardTelling(columns=tuple((sides[told.side], told) for told in card.telling.sides)) if card.telling else None
