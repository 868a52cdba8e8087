"""The press: takes what is to be published, one topic after the other, and writes it to the stores in order.

Only what was written is ever remembered on a shelf, and only what is remembered is ever pointed to. What it does not
do: decide what a page holds (site), which pages a day needs (leaves.py, indexes.py), or what an edition is.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from counterpoint import codec, keys
from counterpoint.model import Digest, FeedReport, Plan
from counterpoint.publishing.addresses import month_of
from counterpoint.publishing.cards import Card
from counterpoint.publishing.entries import Entry
from counterpoint.publishing.indexes import (
    Shelves,
    asset_writes,
    overview_writes,
    recent_cards,
    shown_topics,
    standing_writes,
    topic_writes,
)
from counterpoint.publishing.leaves import TopicDays, leaf_writes, neighbours
from counterpoint.publishing.lists import entries_of, feed_days, site_lists, source_lists, topic_lists
from counterpoint.publishing.months import latest_months, months_at_hand
from counterpoint.publishing.schema import schema_write
from counterpoint.publishing.search import publish_months, publish_runtime, record_of
from counterpoint.publishing.shelves import CataloguedTopic, Shelf
from counterpoint.publishing.stacks import CATALOGUE, Stacks, shelf_key
from counterpoint.publishing.strips import Strips
from counterpoint.publishing.writes import Write, put_all
from counterpoint.storage import Store

STRIPS = "shelves/status.json"


def read_digest(site: Store, topic: str, day: date) -> Digest | None:
    """The published digest of a topic on a day, or None when none was made."""
    key = keys.digest(topic, day, "json")
    found = site.get(key)
    return codec.decode(found.body, Digest, key) if found else None


class Press:
    """One publishing. `objects` counts what was written to the site."""

    def __init__(self, state: Store, site: Store, base_url: str) -> None:
        self.objects = 0
        self._stacks = Stacks(state)
        self._site = site
        self._base_url = base_url
        self._months: dict[str, tuple[str, ...]] = {}

    def put(self, writes: Iterable[Write]) -> None:
        """Write objects to the site."""
        self.objects += put_all(self._site, writes)

    def frame(self, notices: Iterable[str]) -> None:
        """What every page points to: assets, the schema, and the pages that no digest changes.

        `notices` are those of the topics to be published; the archive's own are known.
        """
        known = (topic.notice for topic in self._stacks.catalogue().topics)
        notice = " ".join(dict.fromkeys(said for said in (*known, *notices) if said))
        self.put((*asset_writes(), schema_write(self._base_url), *standing_writes(self._base_url, notice)))

    def topic(self, topic: str, fresh: Sequence[Card], digests: Sequence[Digest]) -> None:
        """The leaves of some days of a topic, oldest first, then the shelves that remember them."""
        at_hand = months_at_hand(fresh, self._stacks.catalogue().topic(topic))
        before = {month: self._stacks.shelf(topic, month) for month in at_hand}
        after = {month: shelf.with_cards(_of_month(fresh, month)) for month, shelf in before.items()}
        cards_before, cards_after = _cards(before.values()), _cards(after.values())
        beside = neighbours(fresh, cards_before, cards_after)
        found = {digest.day: digest for digest in digests} | self._read(topic, beside)
        self.put(
            leaf_writes(
                TopicDays(
                    topic=topic,
                    fresh=tuple(fresh),
                    before=cards_before,
                    after=cards_after,
                    digests=found,
                    base_url=self._base_url,
                )
            )
        )
        self._remember([after[month] for month in dict.fromkeys(month_of(card.day) for card in fresh)])
        self._months[topic] = tuple(sorted({month_of(day) for day in (*(card.day for card in fresh), *beside)}))

    def edition(self, plan: Plan, reports: Sequence[FeedReport]) -> None:
        """That there was this edition, what its topics are made from, and how its sources did."""
        self.put(source_lists(plan.topics))
        strips = self._stacks.read(STRIPS, Strips())
        self._stacks.write(STRIPS, strips.with_reports(plan.day, reports))
        topics = tuple(topic.id for topic in plan.topics)
        self._stacks.write(CATALOGUE, self._stacks.catalogue().with_edition(plan.day, topics))

    def indexes(self) -> None:
        """Feeds, lists and index pages of everything that was published, the home page last."""
        catalogue = self._stacks.catalogue()
        shown = shown_topics(catalogue)
        touched = tuple(topic for topic in catalogue.topics if topic.id in self._months)
        shelves = self._shelves((*shown, *touched))
        recent = {topic.id: recent_cards(topic, shelves) for topic in (*shown, *touched)}
        entries = {topic: self._entries(topic, cards) for topic, cards in recent.items()}
        for topic in touched:
            months = [shelves[topic.id, month] for month in self._months[topic.id]]
            self.put(topic_lists(topic, entries[topic.id], months, self._base_url))
            self.put(topic_writes(topic, months, shelves, catalogue, self._base_url))
        shown_entries = [entry for topic in shown for entry in entries[topic.id]]
        newest = {topic.id: card.day for topic in shown for card in recent[topic.id] if not card.missing}
        self.put(site_lists(catalogue.topics, shown, shown_entries, newest, self._base_url))
        self.put(overview_writes(catalogue, shelves, self._stacks.read(STRIPS, Strips()), self._base_url))

    def search(self, digests: Iterable[Digest]) -> None:
        """The search index of these digests' months."""
        self.objects += publish_runtime(self._stacks, self._site)
        self.objects += publish_months(map(record_of, digests), self._stacks, self._site)

    def _shelves(self, topics: Iterable[CataloguedTopic]) -> Shelves:
        return {
            (topic.id, month): self._stacks.shelf(topic.id, month)
            for topic in topics
            for month in (*latest_months(topic), *self._months.get(topic.id, ()))
        }

    def _entries(self, topic: str, recent: Sequence[Card]) -> tuple[Entry, ...]:
        cards = feed_days(recent)
        return entries_of(cards, self._read(topic, (card.day for card in cards)), self._base_url)

    def _read(self, topic: str, days: Iterable[date]) -> dict[date, Digest]:
        found = {day: read_digest(self._site, topic, day) for day in days}
        return {day: digest for day, digest in found.items() if digest}

    def _remember(self, shelves: Sequence[Shelf]) -> None:
        catalogue = self._stacks.catalogue().with_shelves(shelves)
        for shelf in shelves:
            self._stacks.write(shelf_key(shelf.topic, shelf.month), shelf)
        self._stacks.write(CATALOGUE, catalogue)


def _cards(shelves: Iterable[Shelf]) -> tuple[Card, ...]:
    return tuple(card for shelf in shelves for card in shelf.cards)


def _of_month(cards: Iterable[Card], month: str) -> Iterable[Card]:
    return (card for card in cards if month_of(card.day) == month)
