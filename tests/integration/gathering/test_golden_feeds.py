"""Every golden feed becomes exactly what lies beside it: adding a broken feed is two files."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from counterpoint.errors import FeedError
from counterpoint.gathering.feeds import parse_feed
from counterpoint.model import Article, Source, SourceKind

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
FOLDER = Path(__file__).parent.parent / "golden_feeds"
FEEDS = {path.name.removesuffix(path.suffix): path for path in sorted(FOLDER.iterdir())
         if path.suffix not in {".json", ".md"}}  # fmt: skip
FROM_THE_FEED = [field for field in fields(Article) if field.name not in {"id", "source"}]


def expectation(name: str) -> dict[str, Any]:
    """What lies beside a feed."""
    return dict(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def became(feed: Path, wanted: dict[str, Any]) -> dict[str, Any]:
    """What the parser makes of it, in the words of the expectation."""
    asked = {"kind": "rss", "url": "https://paper.example/feed.xml", **wanted.get("source", {})}
    source = Source(**{**asked, "kind": SourceKind(asked["kind"])})
    try:
        articles = parse_feed(feed.read_bytes(), wanted.get("headers", {}), source, NOW)
    except FeedError as error:
        return {"failure": str(error.health), "reason": error.reason}
    return {"count": len(articles)} if "count" in wanted else {"articles": [shown(article) for article in articles]}


def shown(article: Article) -> dict[str, Any]:
    """An article's fields that are not their default, as JSON has them."""
    page = {field.name: getattr(article, field.name) for field in FROM_THE_FEED}
    page = {field.name: page[field.name] for field in FROM_THE_FEED if page[field.name] != field.default}
    return dict(json.loads(json.dumps(page, default=datetime.isoformat)))


@pytest.mark.parametrize("name", FEEDS)
def test_a_golden_feed_becomes_what_lies_beside_it(name: str) -> None:
    """Articles with every field, or the typed failure in its words."""
    wanted = expectation(name)
    assert became(FEEDS[name], wanted) == {
        key: value for key, value in wanted.items() if key in {"articles", "count", "failure", "reason"}
    }


def test_every_expectation_has_its_feed() -> None:
    """None is left over, and none says nothing."""
    expectations = {path.name.removesuffix(".json") for path in FOLDER.glob("*.json")}
    assert expectations == set(FEEDS)
    assert all({"articles", "count", "failure"} & set(expectation(name)) for name in FEEDS)


def test_articles_of_a_feed_have_different_ids_that_stay_the_same() -> None:
    """The id comes from the feed's own id: reading twice, and another clock, change nothing."""
    source = Source(kind=SourceKind.RSS, url="https://paper.example/feed.xml")
    for name in ("rss-2.0", "atom-1.0", "same-guid-everywhere", "same-link-everywhere", "google-news"):
        body = FEEDS[name].read_bytes()
        first, later = (parse_feed(body, {}, source, now) for now in (NOW, datetime(2026, 4, 1, tzinfo=UTC)))
        assert [article.id for article in first] == [article.id for article in later]
        assert len({article.id for article in first}) == len(first)
        assert all(len(article.id) == 16 for article in first)
