"""Text, links and dates as feeds write them; feeds that a page names; the web's configuration; hostile XML."""

import time
import tracemalloc
from datetime import UTC, datetime

import pytest

from counterpoint.errors import ConfigurationError, FeedError
from counterpoint.gathering.discovery import FoundFeed, discover, found_in
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.links import absolute, canonical, host
from counterpoint.gathering.plain import plain
from counterpoint.gathering.response import Response, Validators
from counterpoint.gathering.web import Web
from counterpoint.model import Health, Source, SourceKind

NOW = datetime(2026, 3, 1, 4, tzinfo=UTC)
PAGE = "https://paper.example/news/"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Law &amp; order", "Law & order"),
        ("Q&amp;amp;A", "Q&A"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("One<br>Two<br/>Three", "One Two Three"),
        ("H<sub>2</sub>O", "H2O"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
        ("The &lt;blink&gt; element", "The <blink> element"),
        ("<script>alert(1)</script>Safe<style>b{}</style>", "Safe"),
        ("a\u00a0b\u3000c\r\n\td", "a b\u3000c d"),
        ("\u202eevil\u202c \u200bhidden\ufeff", "evil hidden"),
        ("“Quotes” – and it’s fine", "“Quotes” – and it’s fine"),
        ("👩\u200d🚀 flies", "👩\u200d🚀 flies"),
        ("", ""),
    ],
)
def test_text_becomes_plain(raw: str, text: str) -> None:
    """Markup goes, words stay."""
    assert plain(raw, 200) == text


def test_long_text_is_cut_at_a_word() -> None:
    """With an ellipsis, never longer than allowed; one endless word is cut anywhere."""
    assert plain("one two three four", 12) == "one two…"
    assert plain("x" * 50, 10) == "x" * 9 + "…"
    assert plain("exactly ten", 11) == "exactly ten"


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("https://paper.example/a", "https://paper.example/a"),
        ("/a", "https://paper.example/a"),
        ("a", "https://paper.example/news/a"),
        ("?id=1", "https://paper.example/news/?id=1"),
        ("//cdn.example/a", "https://cdn.example/a"),
        (" https://paper.example/a\n b ", "https://paper.example/ab"),
        ("HTTPS://paper.example/a", "https://paper.example/a"),
        ('https://paper.example/"><script>', "https://paper.example/%22%3E%3Cscript%3E"),
        ("https://新聞.example/記事", "https://新聞.example/記事"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@paper.example", ""),
        ("https://user:pw@paper.example/", ""),
        ("http://[", ""),
        ("http://paper.example:port/", ""),
        ("https://paper.example/" + "a" * 3000, ""),
    ],
)
def test_a_link_is_absolute_and_http_or_nothing(link: str, wanted: str) -> None:
    """Resolved against the page, cleaned of what could break out of an attribute."""
    assert absolute(link, PAGE) == wanted


@pytest.mark.parametrize(
    "link",
    [
        "http://10.0.0.1/x",
        "http://127.0.0.1/x",
        "http://127.1/x",
        "http://2130706433/x",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.1.1/admin",
        "http://[::1]/x",
        "http://[::ffff:10.0.0.1]/x",
        "http://localhost/x",
        "https://LOCALHOST:8443/x",
        "http://printer.local/x",
    ],
)
def test_no_reader_is_sent_into_a_private_network(link: str) -> None:
    """A feed's link to a private address or name gives no link; the item is kept without, so that receipts add up."""
    body = f"<rss><channel><item><title>One</title><link>{link}</link></item></channel></rss>".encode()
    for url in ("https://paper.example/feed", "http://127.0.0.1:8765/feed"):
        (article,) = parse_feed(body, {}, Source(kind=SourceKind.RSS, url=url), NOW)
        assert (article.title, article.url) == ("One", "")


@pytest.mark.parametrize(
    ("feed", "wanted"),
    [
        ("https://paper.example/feed", "https://paper.example/one"),
        ("http://127.0.0.1:8765/feed", "http://127.0.0.1:8765/one"),
    ],
)
def test_a_home_page_at_localhost_spoils_no_relative_link(feed: str, wanted: str) -> None:
    """They stand at the feed's own host then; which may be private, since its operator allowed it."""
    body = (
        b"<rss><channel><link>http://localhost/</link><item><title>One</title><link>/one</link></item></channel></rss>"
    )
    (article,) = parse_feed(body, {}, Source(kind=SourceKind.RSS, url=feed), NOW)
    assert article.url == wanted


def test_two_spellings_of_an_address_are_one() -> None:
    """Scheme, www, tracking, fragment and final slash say nothing; the query does."""
    assert canonical("http://www.Paper.example/a/?utm_source=x&id=1#top") == canonical("https://paper.example/a?id=1")
    assert canonical("https://paper.example/a?id=1") != canonical("https://paper.example/a?id=2")
    assert host("https://WWW.Paper.example:8080/") == "paper.example"
    assert host("http://[") == ""


class OnePage:
    """A web that is one page."""

    google_news_url = ""

    def __init__(self, body: str, status: int = 200) -> None:
        self.answer = Response(PAGE, status, {"content-type": "text/html"}, body.encode())

    def get(self, url: str, validators: Validators | None = None) -> Response:
        """The page, whatever is asked."""
        assert url
        assert validators is None
        return self.answer


DECLARED = """<!doctype html><html><head><base href="/en/"><title>Paper</title>
<link rel="stylesheet" href="x.css"><link rel="alternate" hreflang="fr" href="/fr/">
<link rel="alternate" type="application/rss+xml" title="World &amp; more" href="world.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://feeds.example/atom">
<link rel="alternate" type="application/feed+json" href="feed.json"><link rel="alternate"
type="application/rss+xml" href="javascript:alert(1)"></head><body><a href="/rss/other">RSS</a></body></html>"""
LINKED = """<a href="/about">About</a><a href="/rss/world.xml">World</a><a href="/service"><img alt="">RSS feeds</a>
<a href="/feed">x</a><a href="/feedback">Feedback</a><a href="/press">Press</a>"""


def test_declared_feeds_are_found_in_their_order() -> None:
    """Absolute, each once; comments, scripts and translations are no feeds of the paper."""
    assert discover(PAGE, OnePage(DECLARED)) == (
        FoundFeed(url="https://paper.example/en/world.xml", title="World & more"),
        FoundFeed(url="https://feeds.example/atom"),
        FoundFeed(url="https://paper.example/en/feed.json"),
    )


def test_linked_feeds_are_found_where_none_is_declared() -> None:
    """By their address or their words."""
    found = found_in(Response(PAGE, 200, {}, LINKED.encode()))
    assert [feed.url.removeprefix("https://paper.example/") for feed in found] == ["rss/world.xml", "service", "feed"]


def test_a_feed_is_its_own_discovery() -> None:
    """The address given was the feed already."""
    body = "<rss><channel><item><title>x</title></item></channel></rss>"
    assert discover(PAGE, OnePage(body)) == (FoundFeed(url=PAGE),)


def test_a_page_that_cannot_be_had_is_named() -> None:
    """The same typed failures as for feeds."""
    with pytest.raises(FeedError, match="404"):
        discover(PAGE, OnePage("", 404))
    assert discover(PAGE, OnePage("<p>No feeds here")) == ()


def test_the_web_is_configured_by_its_environment() -> None:
    """Contact, door and search address; what is not set has its default."""
    web = Web.from_environment({
        "COUNTERPOINT_CONTACT": "https://digest.example/contact", "COUNTERPOINT_ALLOW_PRIVATE_FEEDS": "1",
        "COUNTERPOINT_GOOGLE_NEWS_URL": "http://127.0.0.1:8700/rss/search"})  # fmt: skip
    assert web.user_agent.endswith("+https://digest.example/contact)")
    assert (web.allow_private, web.google_news_url) == (True, "http://127.0.0.1:8700/rss/search")
    plain_web = Web.from_environment({})
    assert (plain_web.allow_private, plain_web.google_news_url) == (False, "https://news.google.com/rss/search")
    assert not Web.from_environment({"COUNTERPOINT_ALLOW_PRIVATE_FEEDS": "0"}).allow_private


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COUNTERPOINT_CONTACT", "https://digest.example/\r\nX-Evil: 1"),
        ("COUNTERPOINT_CONTACT", "call me"),
        ("COUNTERPOINT_GOOGLE_NEWS_URL", "ftp://paper.example/"),
        ("COUNTERPOINT_GOOGLE_NEWS_URL", "https://paper.example/search?q=1"),
    ],
)
def test_a_wrong_environment_is_one_clear_line(name: str, value: str) -> None:
    """It names the variable and what would be right."""
    with pytest.raises(ConfigurationError, match=name):
        Web.from_environment({name: value})


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BOMBS = {
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]><rss>&l9;</rss>',
    "quadratic": f'<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]><rss>{"&a;" * 40_000}</rss>',
    "after comments": "<!-- x -->" * 50_000 + '<!DOCTYPE rss [<!ENTITY a "b">]><rss/>',
    "parameter entity": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><rss/>',
    "foreign document type": '<!DOCTYPE rss SYSTEM "http://evil.example/x.dtd"><rss/>',
    "unclosed document type": "<!DOCTYPE rss [" + "<!ELEMENT a ANY>" * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_document_types_are_refused_at_once(bomb: str) -> None:
    """Under 50 ms of processor time and 64 MB, before any parser sees them."""
    body = BOMBS[bomb].encode()
    source = Source(kind=SourceKind.RSS, url=PAGE)
    with pytest.raises(FeedError):
        parse_feed(body, {}, source, NOW)  # warm: imports are not what is measured
    tracemalloc.start()
    with pytest.raises(FeedError) as refused:
        parse_feed(body, {}, source, NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    start = time.process_time()
    with pytest.raises(FeedError):
        parse_feed(body, {}, source, NOW)
    assert time.process_time() - start < 0.05
    assert peak < 64 * 1024 * 1024
    assert refused.value.health == Health.UNSAFE
