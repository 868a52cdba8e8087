"""What the stories room makes of real headlines. Run: python -m tests.bench.bench_stories.

Replay: 60 days of five topics through `select` with memory; per topic the digests, rows, and what must be nothing
(articles of a wrong side, articles printed twice, receipts that do not add up), near-duplicates inside a digest, titles
about neither side, and how many digests hold a story told by both sides (the system we start from: 15 %).
Corpus: printed articles of the system we start from through passport, junk and relevance: what is refused, and how many
of those that would be printed name no side.
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from counterpoint.model import THIRD_PARTY, Article, Selection, Source, SourceKind, Topic
from counterpoint.outlets import Registry
from counterpoint.stories.headlines import alike, canonical
from counterpoint.stories.junk import junk
from counterpoint.stories.passport import entry
from counterpoint.stories.relevance import Relevance
from counterpoint.topics import read_topics
from tests.bench.table import Row, times
from tests.replay_topics import write_replay_topics
from tests.shared import SHARED, replay_feeds, shared
from tests.stories_replay import replayed

TOPICS = Path(__file__).parents[2] / "infra" / "topics"
NEAR = 0.75
TOLD_BEFORE = 0.15
"""Digests of the system we start from with a story told by both sides."""


@dataclass(slots=True)
class Tally:
    """What is counted over the digests of one topic."""

    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def add(self, topic: Topic, selection: Selection) -> None:
        """Count one digest."""
        titles = [row.article.article.title for row in selection.rows]
        ids = {row.article.article.id for row in selection.rows}
        relevance = Relevance.of(topic)
        countries = {side.id: side.countries for side in topic.perspectives}
        self.counts["digests"] += 1
        self.counts["rows"] += len(titles)
        self.counts["third party"] += sum(row.article.side == THIRD_PARTY for row in selection.rows)
        self.counts["wrong side"] += sum(
            row.article.outlet.country not in countries[row.article.side]
            for row in selection.rows
            if row.article.side != THIRD_PARTY
        )
        self.counts["repeats"] += len(ids & self.seen)
        self.counts["near-duplicates"] += sum(
            alike(canonical(one), canonical(other)) >= NEAR for one, other in combinations(titles, 2)
        )
        self.counts["neither side"] += sum(not relevance.named(title) for title in titles)
        self.counts["with a telling"] += bool(selection.tellings)
        self.counts["tellings"] += len(selection.tellings)
        self.counts["name pairs"] += sum(len(telling.pairs) for telling in selection.tellings)
        self.counts["blind spots"] += sum(not spot.withheld for spot in selection.blind_spots)
        self.counts["withheld"] += sum(bool(spot.withheld) for spot in selection.blind_spots)
        self.counts["developing"] += sum(bool(story.changes) for story in selection.stories)
        receipt = selection.receipt
        added = sum(fate.count for fate in receipt.fates) == receipt.gathered == len(receipt.articles)
        self.counts["receipts added up"] += added
        self.seen |= ids


def replay(topics: tuple[Topic, ...], feeds: Path, registry: Registry) -> None:
    """Print the table of the replay, a column per topic."""
    tallies = [_tally(topic, feeds, registry) for topic in topics]
    names = list(dict.fromkeys(name for tally in tallies for name in tally.counts))
    print(f"{'replay':20}" + "".join(f"{topic.id:>16}" for topic in topics) + f"{'all':>10}")
    for name in names:
        values = [tally.counts[name] for tally in tallies]
        print(f"{name:20}" + "".join(f"{value:16}" for value in values) + f"{sum(values):10}")
    seconds = [tally.seconds / max(1, tally.counts["digests"]) for tally in tallies]
    print(f"{'seconds a digest':20}" + "".join(f"{value:16.3f}" for value in seconds))


def _tally(topic: Topic, feeds: Path, registry: Registry) -> Tally:
    tally = Tally()
    start = time.perf_counter()
    for selection in replayed(topic, feeds, registry):
        tally.add(topic, selection)
    tally.seconds = time.perf_counter() - start
    return tally


def rows() -> Iterator[Row]:
    """Sixty days of five topics beside the system we start from. Skips without the shared folder."""
    seeds, registry = shared("data/seeds/topics.json"), Registry.load()
    with tempfile.TemporaryDirectory() as scratch:
        topics = read_topics(write_replay_topics(seeds, TOPICS, Path(scratch) / "topics"))
        feeds = replay_feeds(Path(scratch) / "feeds")
        tallies = [_tally(topic, feeds, registry) for topic in topics]
    counts = sum((tally.counts for tally in tallies), Counter())
    told = counts["with a telling"] / counts["digests"]
    yield Row(
        what=f"of {counts['digests']} digests, with a story told by both sides",
        ours=f"{told:.0%}",
        baseline="the system we start from",
        theirs=f"{TOLD_BEFORE:.0%}",
        ratio=times(told, TOLD_BEFORE),
    )
    for name in ("wrong side", "repeats", "near-duplicates", "neither side"):
        yield Row(what=f"of {counts['rows']} printed articles: {name}", ours=str(counts[name]))
    added = counts["receipts added up"]
    yield Row(what="receipts that add up", ours=f"{added} of {counts['digests']}")


def corpus(topics: tuple[Topic, ...], file: Path, registry: Registry) -> None:
    """Print what the room would refuse of the articles that the system we start from printed."""
    relevance = {topic.id: (topic, Relevance.of(topic)) for topic in topics}
    counts: Counter[str] = Counter()
    for line in file.open(encoding="utf-8"):
        printed = json.loads(line)
        if printed["topic"] in relevance:
            counts[_fate(printed, *relevance[printed["topic"]], registry)] += 1
    total = counts.total()
    print(f"\ncorpus: {total} printed articles of the system we start from")
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {name:28}{count:7}{count / total:8.1%}")


def _fate(printed: dict[str, str], topic: Topic, relevance: Relevance, registry: Registry) -> str:
    article = Article(
        id=printed["url"],
        source="corpus",
        title=printed["title"],
        url=printed["url"],
        publisher=printed.get("source", ""),
        published=datetime.fromisoformat(printed["date"]).replace(tzinfo=UTC),
        redirect=True,
    )
    found = entry(article, Source(kind=SourceKind.GOOGLE_NEWS, query="corpus"), topic, registry)
    kind = junk(article, found.outlet)
    if kind:
        return f"junk: {kind}"
    return f"names: {relevance.grade(article.title, '', found.side).name.lower()}"


def main() -> int:
    """Run both, or say what is missing."""
    data = SHARED / "data"
    if not data.exists():
        print("needs the shared folder (set COUNTERPOINT_SHARED)", file=sys.stderr)
        return 1
    registry = Registry.load()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as scratch:
        written = write_replay_topics(data / "seeds" / "topics.json", TOPICS, Path(scratch) / "topics")
        topics = read_topics(written)
        replay(topics, replay_feeds(Path(scratch) / "feeds"), registry)
        corpus(topics, data / "corpus" / "articles.jsonl", registry)
    return 0


if __name__ == "__main__":
    sys.exit(main())
