"""The replay's feeds handed to `select`, day after day, without a network: for the integration test and the bench."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from counterpoint.errors import FeedError
from counterpoint.gathering.feeds import parse_feed
from counterpoint.model import (
    Article,
    FeedReport,
    Health,
    Memory,
    Perspective,
    Selection,
    Source,
    SourceArticles,
    Topic,
)
from counterpoint.outlets import Registry
from counterpoint.stories import select

KEPT_DAYS = 30


def clocks(feeds: Path) -> dict[tuple[str, str], datetime]:
    """The clock of each digest of the system we start from, by topic and day."""
    lines = (feeds / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return {(made["topic"], made["day"]): datetime.fromisoformat(made["now"]) for made in map(json.loads, lines)}


def gathered(topic: Topic, folder: Path, now: datetime) -> tuple[SourceArticles, ...]:
    """What the topic's sources gave on the day whose feeds lie in `folder`."""
    asked = [(side, source) for side in topic.perspectives for source in side.sources]
    return tuple(_read(folder / f"{side.id}.xml", side, source, now) for side, source in asked)


def _read(file: Path, side: Perspective, source: Source, now: datetime) -> SourceArticles:
    """One feed as the gathering room would hand it on; a feed that cannot be read is a report of its health."""
    health, reason = Health.OK, ""
    articles: tuple[Article, ...] = ()
    try:
        articles = parse_feed(file.read_bytes(), {"content-type": "application/rss+xml"}, source, now)
    except FeedError as error:
        health, reason = Health(error.health), error.reason
    report = FeedReport(source=source.id, name=f"search for {side.name}", url="", health=health, reason=reason)
    return SourceArticles(source=source, report=report, articles=articles)


def replayed(topic: Topic, feeds: Path, registry: Registry, days: int | None = None) -> Iterator[Selection]:
    """The selections of the topic's first days, each with the memory of those before it."""
    memory, known = Memory(topic=topic.id), clocks(feeds)
    for folder in sorted((feeds / topic.id).iterdir())[:days]:
        day = date.fromisoformat(folder.name)
        now = known.get((topic.id, folder.name), datetime.combine(day, time(4), UTC))
        selection = select(topic, gathered(topic, folder, now), registry, memory.before(day), day, now)
        assert selection.memory is not None
        memory = memory.with_day(selection.memory, keep=KEPT_DAYS)
        yield selection
