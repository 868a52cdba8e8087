"""Feeds that were never meant to be: mutated, spliced, cut. Articles or a typed failure, quickly, whatever comes."""

import random
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.codec import encode
from counterpoint.errors import FeedError
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.items import MOST_ITEMS
from counterpoint.gathering.plain import plain
from counterpoint.model import Health, Source, SourceKind

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
SOURCE = Source(kind=SourceKind.RSS, url="https://paper.example/feed.xml")
FOLDER = Path(__file__).parent.parent / "golden_feeds"
BODIES = [path.read_bytes() for path in sorted(FOLDER.iterdir())
          if path.suffix not in {".json", ".md"} and path.stat().st_size < 20_000]  # fmt: skip
PIECES = [
    b"<item>", b"</item>", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b"&#xD800;", b"<!DOCTYPE rss>", b"<!--", b"-->",
    b"\x00", b"\xff\xfe", b"\x1f\x8b", b"{", b"[" * 50, b"<a>" * 50, b"xml:base='//['", b"<link>http://[</link>",
    b"<?xml version='1.0' encoding='utf-7'?>", b"<pubDate>Mon, 99 Foo 0000 99:99:99 ZZZ</pubDate>",
    b"<guid isPermaLink='x'>", b"<title type='xhtml'>", b"\x1b$B", b"1e99999",
]  # fmt: skip


def survives(body: bytes) -> None:
    """Articles that can be stored, or a failure of the tree, within seconds."""
    start = time.perf_counter()
    try:
        articles = parse_feed(body, {"content-type": "text/xml; charset=shift_jis"}, SOURCE, NOW)
    except FeedError as error:
        Health(error.health)  # raises ValueError when the state has no name
    else:
        encode(articles)
        assert all(article.url == "" or article.url.startswith(("http://", "https://")) for article in articles)
    assert time.perf_counter() - start < 10


def mutated(seed: int) -> bytes:
    """A golden feed after one to eight mutations."""
    dice = random.Random(seed)  # noqa: S311 - mutations, not secrets
    body = bytearray(dice.choice(BODIES))
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(body) + 1)
        match dice.randrange(5):
            case 0:
                body[at:at] = dice.choice(PIECES)
            case 1:
                del body[at : at + dice.randrange(1, 40)]
            case 2:
                body[at : at + 1] = bytes([dice.randrange(256)])
            case 3:
                other = dice.choice(BODIES)
                body[at:at] = other[dice.randrange(len(other) + 1) :][:200]
            case _:
                del body[at:]
    return bytes(body)


def test_mutated_feeds_neither_crash_nor_hang() -> None:
    """Six hundred mutations, the same ones each time."""
    for seed in range(600):
        survives(mutated(seed))


HUGE = {
    "well-formed": "<rss><channel>" + "<item><title>A</title></item>" * 150_000 + "</channel></rss>",
    "broken": "<rss><channel>&broken;" + "<item><title>A & B</title></item>" * 60_000,
    "all elements": "<rss><channel><item>" + "<a/>" * 300_000 + "<title>A</title></item></channel></rss>",
    "one title": "<rss><channel><item><title>" + "word " * 400_000 + "</title></item></channel></rss>",
}


@pytest.mark.parametrize("shape", HUGE)
def test_megabytes_of_anything_are_read_in_bounded_time(shape: str) -> None:
    """Items, elements, characters and guesses all have an end: seconds of processor time, not minutes."""
    start = time.process_time()
    articles = parse_feed(HUGE[shape].encode(), {}, SOURCE, NOW)
    assert len(articles) <= MOST_ITEMS
    assert all(len(article.title) <= 500 for article in articles)
    assert time.process_time() - start < 10


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(BODIES), st.integers(0, 5000))
def test_foreign_bytes_inside_a_feed_neither_crash_nor_hang(inserted: bytes, body: bytes, at: int) -> None:
    """Hypothesis looks for bytes that do harm, and makes them small when it finds some."""
    survives(body[:at] + inserted + body[at:])


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.integers(1, 80))
def test_any_text_becomes_one_plain_line(text: str, limit: int) -> None:
    """At most as long as allowed, without line breaks or control characters, and stable when read again."""
    line = plain(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert "  " not in line
    assert not any(ord(character) < 32 for character in line)
