"""Lists: what programs follow instead of pages (feeds, OPML, sitemaps, llms.txt), of the cards at hand. Pure.

They are written before the pages that announce them, and after the digests that they list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from counterpoint.model import Digest, Topic
from counterpoint.publishing import maps, opml, syndication
from counterpoint.publishing.addresses import topic_path
from counterpoint.publishing.cards import Card
from counterpoint.publishing.entries import Entry, entry_of
from counterpoint.publishing.shelves import CataloguedTopic, Shelf
from counterpoint.publishing.writes import Write

FEED_DAYS = 10
"""Days of a topic that its feeds carry in full: a reader who looks once a week misses none."""


def feed_days(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards that a topic's feeds carry, of its cards, oldest first."""
    return tuple(cards[-FEED_DAYS:])


def entries_of(cards: Iterable[Card], digests: Mapping[date, Digest], base_url: str) -> tuple[Entry, ...]:
    """One topic's feed entries; a day whose digest states a gap is an entry that says so."""
    return tuple(entry_of(digests[card.day], base_url) for card in cards if card.day in digests)


def topic_lists(
    topic: CataloguedTopic, entries: Iterable[Entry], shelves: Iterable[Shelf], base_url: str
) -> Iterator[Write]:
    """A topic's feeds, and the sitemaps of some of its months."""
    yield from syndication.feed_writes(syndication.of_topic(topic.id, topic.name, base_url), entries)
    yield from (maps.month_map(shelf, base_url) for shelf in shelves)


def source_lists(topics: Iterable[Topic]) -> Iterator[Write]:
    """What each topic is made from, for whoever wants to follow the sources themselves."""
    return (Write(key=sources_key(topic.id), body=opml.sources_of(topic)) for topic in topics)


def sources_key(topic: str) -> str:
    """Where the list of a topic's sources stands."""
    return f"{topic_path(topic)}sources.opml"


def site_lists(
    topics: Sequence[CataloguedTopic],
    shown: Sequence[CataloguedTopic],
    entries: Iterable[Entry],
    newest: Mapping[str, date],
    base_url: str,
) -> Iterator[Write]:
    """The lists of the whole site: `topics` are all of the archive, `shown` those of the latest edition.

    `newest` is the day of each shown topic's newest digest; a topic that has none yet is not in it.
    """
    yield from syndication.feed_writes(syndication.all_topics(base_url), entries)
    yield Write(key="feeds.opml", body=opml.our_feeds([(topic.id, topic.name) for topic in shown], base_url))
    yield maps.standing_map(topics, base_url)
    yield maps.map_index(topics, base_url)
    yield maps.robots(base_url)
    yield maps.llms([replace(topic, last=newest[topic.id]) for topic in shown if topic.id in newest], base_url)
