"""Index pages: what points to the leaves. Months first, then topics, then what points to all of them. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from counterpoint.publishing.addresses import ASSET_CACHE, month_of, month_path, topic_path
from counterpoint.publishing.cards import Card
from counterpoint.publishing.months import latest_months
from counterpoint.publishing.shelves import Catalogue, CataloguedTopic, Shelf
from counterpoint.publishing.site import (
    about_page,
    archive_page,
    asset_files,
    home_page,
    missing_page,
    month_page,
    search_page,
    status_page,
    topic_page,
)
from counterpoint.publishing.strips import KEPT, Strips
from counterpoint.publishing.writes import Write, page

Shelves = Mapping[tuple[str, str], Shelf]
"""Shelves by topic and month."""


def asset_writes() -> Iterator[Write]:
    """Style sheet, icon and script; every page points to them."""
    return (Write(key=asset.key, body=asset.body, cache=ASSET_CACHE) for asset in asset_files())


def standing_writes(base_url: str, notice: str = "") -> Iterator[Write]:
    """The pages that no digest changes; `notice` is that of the topics that can be searched."""
    yield page("about/", about_page(base_url))
    yield page("search/", search_page(base_url, notice))
    yield Write(key="404.html", body=missing_page(base_url))


def topic_writes(
    topic: CataloguedTopic, months: Iterable[Shelf], shelves: Shelves, catalogue: Catalogue, base_url: str
) -> Iterator[Write]:
    """A topic's pages of `months`, then its own."""
    for shelf in months:
        yield page(month_path(topic.id, shelf.month), month_page(topic, shelf, base_url))
    recent = [shelves[topic.id, month] for month in latest_months(topic)]
    followed = topic.id in catalogue.current
    yield page(topic_path(topic.id), topic_page(topic, recent, base_url, followed=followed))


def overview_writes(catalogue: Catalogue, shelves: Shelves, strips: Strips, base_url: str) -> Iterator[Write]:
    """Archive and status, and the home page last: with it an edition is out."""
    yield page("archive/", archive_page(catalogue.ordered(), catalogue.current, base_url))
    shown = shown_topics(catalogue)
    day = catalogue.edition or max(topic.last for topic in shown)
    editions = [(topic, recent_cards(topic, shelves)) for topic in shown]
    yield page("status/", status_page(day, strips, editions, base_url))
    latest = tuple(shelves[topic.id, month_of(topic.last)].cards[-1] for topic in shown)
    yield page("", home_page(catalogue.edition, latest, base_url))


def shown_topics(catalogue: Catalogue) -> tuple[CataloguedTopic, ...]:
    """The topics of the latest edition; all of them while there are imported digests only."""
    ordered = catalogue.ordered()
    return tuple(topic for topic in ordered if topic.id in catalogue.current) if catalogue.current else ordered


def recent_cards(topic: CataloguedTopic, shelves: Shelves) -> Sequence[Card]:
    """A topic's cards of its last 30 days, oldest first."""
    oldest = topic.last - timedelta(days=KEPT)
    return [card for month in latest_months(topic) for card in shelves[topic.id, month].cards if card.day > oldest]
