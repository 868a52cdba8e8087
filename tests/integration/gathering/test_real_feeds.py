"""Every feed of the shared collection becomes articles or a typed failure; none raises anything else, none is slow."""

import os
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterpoint.errors import FeedError
from counterpoint.gathering.feeds import parse_feed
from counterpoint.model import Article, Health, Source, SourceKind

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", Path(__file__).parents[4] / "shared"))
FILES = SHARED / "data" / "feeds" / "files"

pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason=f"the collection of real feeds is not at {FILES}")


def read(feed: Path) -> tuple[Article, ...] | FeedError:
    """Its articles, or its typed failure."""
    source = Source(kind=SourceKind.RSS, url=f"https://feeds.example.org/{feed.name}")
    try:
        return parse_feed(feed.read_bytes(), {}, source, NOW)
    except FeedError as error:
        return error


def test_every_real_feed_becomes_articles_or_a_typed_failure() -> None:
    """With -s the counts per outcome are printed."""
    outcomes: Counter[str] = Counter()
    for feed in sorted(FILES.iterdir()):
        start = time.perf_counter()
        given = read(feed)
        assert time.perf_counter() - start < 5, f"{feed.name} is slow"
        outcomes["articles" if isinstance(given, tuple) else Health(given.health).value] += 1
        for article in given if isinstance(given, tuple) else ():
            assert clean(article), f"{feed.name}: {article}"
    print(outcomes)  # noqa: T201 - the counts, with -s
    assert outcomes["articles"] >= 0.75 * outcomes.total()


def clean(article: Article) -> bool:
    """Plain text on one line, an http(s) link or none."""
    texts = (article.title, article.summary, article.publisher, *article.related)
    plain = all(text == text.strip() and "\n" not in text and text.isprintable() for text in texts if text.isascii())
    return plain and not any("<script" in text for text in texts) and article.url.startswith(("http", ""))


def test_what_is_no_feed_is_not_read_as_one() -> None:
    """Pages, sitemaps and XML bombs of the collection are failures of the right kind."""
    kinds = {
        "derived__consent_page.html": Health.BLOCKED,
        "NetNewsWire__Resources_coco.html": Health.NOT_A_FEED,
        "trafilatura__resources_sitemap2.xml": Health.NOT_A_FEED,
        "defusedxml__xmltestdata_xmlbomb.xml": Health.UNSAFE,
        "defusedxml__xmltestdata_external_file.xml": Health.UNSAFE,
        "derived__empty.xml": Health.EMPTY,
    }
    for name, health in kinds.items():
        given = read(FILES / name)
        assert isinstance(given, FeedError), name
        assert given.health == health, name


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "shift_jis", "euc-jp", "utf-16", "big5"])
def test_one_text_in_many_encodings_is_read_alike(encoding: str) -> None:
    """Declared rightly, wrongly or not at all: the headlines are those of the same language's other files."""
    language = {"big5": "tw"}.get(encoding, "zh" if encoding.startswith("gb") else "ja")
    files = sorted(FILES.glob(f"derived__{language}_*"))
    given = {feed.name: read(feed) for feed in files}
    headlines = {
        tuple(article.title for article in articles) for articles in given.values() if isinstance(articles, tuple)
    }
    assert any(encoding in name for name in given)
    assert len(headlines) == 1, given
