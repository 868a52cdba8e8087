"""The press: takes what is to be published, one topic after the other, and writes it to the stores in order.

Only what was written is ever remembered on a shelf, and only what is remembered is ever pointed to. What it does not
do: decide what a page holds (site), which pages a day needs (leaves.py, indexes.py), or what an edition is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from counterpoint import codec
from counterpoint.model import Digest, FeedReport
from counterpoint.publishing.addresses import digest_path, month_of
from counterpoint.publishing.cards import Card
from counterpoint.publishing.indexes import Shelves, asset_writes, overview_writes, shown_topics, standing_writes
from counterpoint.publishing.indexes import topic_writes
from counterpoint.publishing.leaves import TopicDays, leaf_writes, neighbours
from counterpoint.publishing.months import latest_months, months_at_hand
from counterpoint.publishing.search import publish_months, publish_runtime, record_of
from counterpoint.publishing.shelves import Shelf
from counterpoint.publishing.stacks import CATALOGUE, Stacks, shelf_key
from counterpoint.publishing.strips import Strips
from counterpoint.publishing.writes import Write, put_all
from counterpoint.storage import Store

STRIPS = "shelves/status.json"


def read_digest(site: Store, topic: str, day: date) -> Digest | None:
    """The published digest of a topic on a day, or None when none was made."""
    key = f"{digest_path(topic, day)}index.json"
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

    def frame(self) -> None:
        """What every page points to: assets, and the pages that no digest changes."""
        self.put((*asset_writes(), *standing_writes(self._base_url)))

    def topic(self, topic: str, fresh: Sequence[Card], digests: Sequence[Digest]) -> None:
        """The leaves of some days of a topic, oldest first, then the shelves that remember them."""
        at_hand = months_at_hand(fresh, self._stacks.catalogue().topic(topic))
        before = {month: self._stacks.shelf(topic, month) for month in at_hand}
        after = {month: shelf.with_cards(c for c in fresh if month_of(c.day) == month) for month, shelf in before.items()}
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

    def edition(self, day: date, topics: tuple[str, ...], reports: Sequence[FeedReport]) -> None:
        """That there was an edition of `day`, and how its sources did."""
        strips = self._stacks.read(STRIPS, Strips())
        self._stacks.write(STRIPS, strips.with_reports(day, reports))
        self._stacks.write(CATALOGUE, self._stacks.catalogue().with_edition(day, topics))

    def indexes(self) -> None:
        """The index pages of everything that was published, the home page last."""
        catalogue = self._stacks.catalogue()
        wanted = {topic.id: topic for topic in shown_topics(catalogue)}
        wanted |= {topic.id: topic for topic in catalogue.topics if topic.id in self._months}
        shelves: Shelves = {
            (topic.id, month): self._stacks.shelf(topic.id, month)
            for topic in wanted.values()
            for month in {*latest_months(topic), *self._months.get(topic.id, ())}
        }
        for name, months in self._months.items():
            self.put(topic_writes(wanted[name], months, shelves, self._base_url))
        self.put(overview_writes(catalogue, shelves, self._stacks.read(STRIPS, Strips()), self._base_url))

    def search(self, digests: Iterable[Digest]) -> None:
        """The search index of these digests' months."""
        self.objects += publish_runtime(self._stacks, self._site)
        self.objects += publish_months(map(record_of, digests), self._stacks, self._site)

    def _read(self, topic: str, days: Iterable[date]) -> Mapping[date, Digest]:
        found = {day: read_digest(self._site, topic, day) for day in days}
        return {day: digest for day, digest in found.items() if digest}

    def _remember(self, shelves: Sequence[Shelf]) -> None:
        catalogue = self._stacks.catalogue().with_shelves(shelves)
        for shelf in shelves:
            self._stacks.write(shelf_key(shelf.topic, shelf.month), shelf)
        self._stacks.write(CATALOGUE, catalogue)


def _cards(shelves: Iterable[Shelf]) -> tuple[Card, ...]:
    return tuple(card for shelf in shelves for card in shelf.cards)
