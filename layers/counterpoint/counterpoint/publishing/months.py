"""Which months' shelves a publishing must look at: never more than the days at hand and their stories reach."""

from collections.abc import Iterable

from counterpoint.publishing.addresses import month_of
from counterpoint.publishing.cards import Card
from counterpoint.publishing.shelves import CataloguedTopic, month_before

STORY_MONTHS = 6
"""A story's page shows its days of at most this many months before; older ones are named by its first day."""


def months_at_hand(fresh: Iterable[Card], topic: CataloguedTopic | None) -> tuple[str, ...]:
    """The months of the `fresh` cards, of their neighbouring days and of their stories' earlier days, oldest first."""
    catalogued = [month.month for month in topic.months] if topic else []
    wanted: set[str] = set()
    for card in fresh:
        month = month_of(card.day)
        wanted |= {month, *_beside(month, catalogued), *_of_stories(card)}
    return tuple(sorted(wanted))


def latest_months(topic: CataloguedTopic) -> tuple[str, str]:
    """The two months that cover a topic's last 30 days, oldest first."""
    month = month_of(topic.last)
    return month_before(month), month


def _beside(month: str, catalogued: list[str]) -> set[str]:
    earlier = [known for known in catalogued if known < month]
    later = [known for known in catalogued if known > month]
    return {*earlier[-1:], *later[:1]}


def _of_stories(card: Card) -> set[str]:
    first = min((story.first_seen for story in card.stories if story.first_seen), default=card.day)
    month, months = month_of(card.day), set[str]()
    while month > month_of(first) and len(months) < STORY_MONTHS:
        month = month_before(month)
        months.add(month)
    return months
