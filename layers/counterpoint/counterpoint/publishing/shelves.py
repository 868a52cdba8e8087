"""Shelves: the small index objects in the State store that let a day's publishing ignore the archive's age.

A shelf holds a topic's cards of one month; the catalogue says which topics have which months. Publishing a day reads
and writes the shelves of that day's month and the one before, whatever the archive's size. Here everything is pure;
publishing/stacks.py reads and writes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from counterpoint.publishing.addresses import month_of
from counterpoint.publishing.cards import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A topic's cards of one month, oldest first."""

    topic: str
    month: str
    cards: tuple[Card, ...] = ()

    def with_cards(self, cards: Iterable[Card]) -> "Shelf":
        """This shelf with `cards` in the places of their days."""
        by_day = {card.day: card for card in (*self.cards, *cards)}
        return replace(self, cards=tuple(by_day[day] for day in sorted(by_day)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguedMonth:
    """A month of a topic: how many digests it has, how many gaps where one should stand."""

    month: str
    digests: int
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguedTopic:
    """A topic of the archive: its name, its months (oldest first), its first and its last day."""

    id: str
    name: str
    months: tuple[CataloguedMonth, ...]
    first: date
    last: date
    notice: str = ""

    def with_shelf(self, shelf: Shelf) -> "CataloguedTopic":
        """This topic with the counts, days and name that `shelf` shows."""
        gaps = sum(card.missing for card in shelf.cards)
        counted = CataloguedMonth(month=shelf.month, digests=len(shelf.cards) - gaps, gaps=gaps)
        months = {month.month: month for month in (*self.months, counted)}
        newest = shelf.cards[-1]
        latest = newest.day >= self.last
        return replace(
            self,
            name=newest.name if latest else self.name,
            notice=newest.notice if latest else self.notice,
            months=tuple(months[month] for month in sorted(months)),
            first=min(self.first, shelf.cards[0].day),
            last=max(self.last, newest.day),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every topic that was ever published. `edition` is the latest edition's day, `current` its topics in its order."""

    edition: date | None = None
    current: tuple[str, ...] = ()
    topics: tuple[CataloguedTopic, ...] = ()

    def topic(self, name: str) -> CataloguedTopic | None:
        """The topic of that id, if it was ever published."""
        return next((topic for topic in self.topics if topic.id == name), None)

    def with_shelves(self, shelves: Iterable[Shelf]) -> "Catalogue":
        """This catalogue with what `shelves`, none of them empty, show."""
        topics = {topic.id: topic for topic in self.topics}
        for shelf in shelves:
            first, newest = shelf.cards[0], shelf.cards[-1]
            known = topics.get(shelf.topic) or CataloguedTopic(
                id=shelf.topic, name=newest.name, months=(), first=first.day, last=newest.day
            )
            topics[shelf.topic] = known.with_shelf(shelf)
        return replace(self, topics=tuple(topics[topic] for topic in sorted(topics)))

    def with_edition(self, day: date, topics: tuple[str, ...]) -> "Catalogue":
        """This catalogue knowing of the edition of `day`; an edition older than the latest changes nothing."""
        return self if self.edition and day < self.edition else replace(self, edition=day, current=topics)

    def ordered(self) -> tuple[CataloguedTopic, ...]:
        """The latest edition's topics in its order, then those that are no longer followed, by id."""
        followed = {topic: index for index, topic in enumerate(self.current)}
        return tuple(sorted(self.topics, key=lambda topic: (followed.get(topic.id, len(followed)), topic.id)))


def month_before(month: str) -> str:
    """The month before: "2025-12" for "2026-01"."""
    year, number = map(int, month.split("-"))
    return month_of(date(year - (number == 1), (number - 2) % 12 + 1, 1))
