"""The stories room over real headlines: ten consecutive days of each topic of the replay, without a network."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from counterpoint import codec
from counterpoint.model import THIRD_PARTY, Memory, Selection, StoryStatus, Topic
from counterpoint.outlets import Registry
from counterpoint.stories import select
from counterpoint.stories.headlines import alike, canonical
from counterpoint.stories.relevance import Relevance
from counterpoint.topics import read_topics
from tests.replay_topics import write_replay_topics
from tests.shared import replay_feeds, shared
from tests.stories_replay import clocks, gathered, replayed

TOPICS = Path(__file__).parents[2] / "infra" / "topics"
DAYS = 10

Made = dict[str, tuple[Topic, list[Selection]]]


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the replay's feeds."""
    return replay_feeds(tmp_path_factory.mktemp("feeds"))


@pytest.fixture(scope="module")
def made(feeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make ten days of each topic."""
    topics = read_topics(write_replay_topics(shared("data/seeds/topics.json"), TOPICS, tmp_path_factory.mktemp("t")))
    return {topic.id: (topic, list(replayed(topic, feeds, Registry.load(), DAYS))) for topic in topics}


def test_only_a_sides_own_outlets_fill_it(made: Made) -> None:
    """No article of a wrong side in any digest."""
    for topic, selections in made.values():
        homes = {side.id: side.countries for side in topic.perspectives}
        rows = [row.article for selection in selections for row in selection.rows if row.article.side != THIRD_PARTY]
        assert rows
        assert [row.article.title for row in rows if row.outlet.country not in homes[row.side]] == []


def test_no_article_is_printed_twice(made: Made) -> None:
    """On consecutive days, though the feeds repeat four fifths of their items."""
    for _, selections in made.values():
        ids = Counter(row.article.article.id for selection in selections for row in selection.rows)
        assert [id_ for id_, count in ids.items() if count > 1] == []
        unchanged = [fate.count for s in selections for fate in s.receipt.fates if fate.fate.value == "unchanged"]
        assert sum(unchanged) > 0


def test_every_receipt_adds_up(made: Made) -> None:
    """Every gathered article has one fate, every source one line."""
    for topic, selections in made.values():
        for selection in selections:
            receipt = selection.receipt
            assert receipt.gathered == len(receipt.articles) == sum(fate.count for fate in receipt.fates)
            assert [feed.source for feed in receipt.feeds] == [source.id for source in topic.sources]
            assert sum(feed.printed for feed in receipt.feeds) == len(selection.rows) <= topic.settings.max_articles


def test_every_printed_title_names_a_side_and_none_reads_like_another(made: Made) -> None:
    """At most two in a hundred titles about neither side; no near-duplicates inside a digest."""
    for topic, selections in made.values():
        relevance = Relevance.of(topic)
        titles = [[row.article.article.title for row in selection.rows] for selection in selections]
        silent = [title for day in titles for title in day if not relevance.named(title)]
        assert len(silent) <= 0.02 * sum(map(len, titles))
        pairs = [pair for day in titles for pair in combinations(day, 2)]
        assert [(a, b) for a, b in pairs if alike(canonical(a), canonical(b)) >= 0.75] == []


def test_stories_told_by_both_sides_are_found(made: Made) -> None:
    """More digests have one than of the system we start from (15 in 100), and each is told in its rows' own words."""
    digests = [selection for _, selections in made.values() for selection in selections]
    told = [selection for selection in digests if selection.tellings]
    assert len(told) > 0.15 * len(digests)
    for selection in told:
        rows = {row.n: row for row in selection.rows}
        for side in (side for telling in selection.tellings for side in telling.sides):
            assert (side.headline, side.side) == (rows[side.n].article.article.title, rows[side.n].article.side)


def test_a_developing_story_says_what_changed_and_when_it_was_printed(made: Made) -> None:
    """With its id of those days."""
    for _, selections in made.values():
        earlier: set[str] = set()
        for selection in selections:
            for story in selection.stories:
                assert (story.status is StoryStatus.DEVELOPING) == bool(story.days) == bool(story.changes)
                assert story.id in earlier or not story.days
            earlier |= {story.id for story in selection.stories}


def test_the_order_of_the_feeds_items_is_no_matter_and_nothing_is_lost_in_storage(made: Made, feeds: Path) -> None:
    """Reversed feeds give the same selection, byte for byte."""
    for topic, selections in made.values():
        first = selections[0]
        folder = feeds / topic.id / str(first.day)
        now = clocks(feeds).get((topic.id, folder.name), first.now)
        fed = tuple(replace(given, articles=given.articles[::-1]) for given in gathered(topic, folder, now))
        again = select(topic, fed[::-1], Registry.load(), Memory(topic=topic.id), first.day, now)
        assert codec.encode(again) == codec.encode(first)
        assert codec.decode(codec.encode(first), Selection) == first
