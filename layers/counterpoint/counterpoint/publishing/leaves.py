"""Leaves: the pages that index pages point to (digests and stories), in an order in which no link is ever broken.

A reader can reach a page only through the indexes, which are written afterwards. So a story's page that does not exist
yet goes before the digest that links to it; one that exists already (and is reachable) goes after the digest that it
will link to; the neighbouring days, which are reachable too, learn of the new day last. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterpoint.model import Digest
from counterpoint.publishing.addresses import digest_path, story_path
from counterpoint.publishing.cards import Card
from counterpoint.publishing.site import Place, digest_page, printed_on, story_page
from counterpoint.publishing.writes import Write, page


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDays:
    """What publishing some days of one topic needs to know.

    `before` are the cards as they stood, `after` with the new ones, both oldest first; `digests` are the digests of the
    new days and of the neighbouring days whose pages must learn of them.
    """

    topic: str
    fresh: tuple[Card, ...]
    before: tuple[Card, ...]
    after: tuple[Card, ...]
    digests: Mapping[date, Digest]
    base_url: str = ""


def neighbours(fresh: Sequence[Card], before: Sequence[Card], after: Sequence[Card]) -> tuple[date, ...]:
    """The days, not fresh themselves, next to a fresh day that was not there before."""
    made, known = {card.day for card in fresh}, {card.day for card in before}
    days = [card.day for card in after]
    beside = {
        days[near]
        for index, day in enumerate(days)
        if day in made - known
        for near in (index - 1, index + 1)
        if 0 <= near < len(days)
    }
    return tuple(sorted(beside - made))


def leaf_writes(days: TopicDays) -> Iterator[Write]:
    """The leaves of the fresh days, in their order."""
    told = dict.fromkeys(story.id for card in days.fresh for story in card.stories)
    lasting = [story for story in told if len(printed_on(days.after, story)) > 1]
    reachable = {story for story in lasting if len(printed_on(days.before, story)) > 1}
    yield from (_story(days, story) for story in lasting if story not in reachable)
    yield from (_day(days, card) for card in days.fresh)
    yield from (_story(days, story) for story in lasting if story in reachable)
    beside = neighbours(days.fresh, days.before, days.after)
    yield from (_day(days, card) for card in days.after if card.day in beside and card.day in days.digests)


def _story(days: TopicDays, story: str) -> Write:
    return page(story_path(days.topic, story), story_page(story, days.after, days.base_url))


def _day(days: TopicDays, card: Card) -> Write:
    return page(digest_path(days.topic, card.day), digest_page(days.digests[card.day], _place(days, card)))


def _place(days: TopicDays, card: Card) -> Place:
    known = [other.day for other in days.after]
    index = known.index(card.day)
    return Place(
        base_url=days.base_url,
        days=tuple(known),
        previous=known[index - 1] if index else None,
        next=known[index + 1] if index + 1 < len(known) else None,
        story_pages=tuple(story.id for story in card.stories if len(printed_on(days.after, story.id)) > 1),
    )
