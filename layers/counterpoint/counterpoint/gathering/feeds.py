"""A body from the web -> articles, or the typed reason why not. Pure: retrieval is elsewhere, so is the clock.

Formats: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0 (`xmlfeed`), JSON Feed (`jsonfeed`). All that is kept is plain text and
http(s) links; numbers of items and lengths of fields are capped. An item without a title or link is kept with that
field empty, so that receipts add up.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from counterpoint.errors import FeedError
from counterpoint.gathering import google_news, jsonfeed, xmlfeed
from counterpoint.gathering.blocking import wall
from counterpoint.gathering.dates import moment
from counterpoint.gathering.encodings import decoded
from counterpoint.gathering.items import Feed, Item
from counterpoint.gathering.languages import guessed
from counterpoint.gathering.links import absolute, canonical, host, readable
from counterpoint.gathering.plain import plain
from counterpoint.model import Article, Health, Source, SourceKind

LONGEST_TITLE = 500
LONGEST_SUMMARY = 2000
LONGEST_NAME = 120
_MUCH = 5000
"""Characters of a feed's headlines that are enough to guess its language by."""


def parse_feed(body: bytes, headers: Mapping[str, str], source: Source, now: datetime) -> tuple[Article, ...]:
    """The articles in a feed's body, in its order, each once.

    `headers` are those of the answer, names in lower case (content-type; content-location is the address after
    redirects). Raises FeedError: empty (no body, or no items), not a feed, blocked (a consent or challenge page),
    unsafe (a document type), too large.
    """
    text = decoded(body, headers)
    address = headers.get("content-location", "") or source.url
    try:
        feed = jsonfeed.read(text) if text.lstrip()[:1] in {"{", "["} else xmlfeed.read(text)
    except FeedError as error:
        if error.health == Health.NOT_A_FEED and (name := wall(headers, text, address)):
            raise FeedError(Health.BLOCKED, f"answered with {name} instead of a feed") from error
        raise
    if not feed.items:
        raise FeedError(Health.EMPTY, "a feed without items")
    reader = _Reader(feed, source, address, now)
    articles: dict[str, Article] = {}
    for article in map(reader.article, feed.items):
        articles.setdefault(article.id, article)
    return tuple(articles.values())


class _Reader:
    """Reads the items of one feed: what the feed says of itself is the background of each."""

    def __init__(self, feed: Feed, source: Source, address: str, now: datetime) -> None:
        self._source = source
        self._now = now
        self._address = address
        self._bases = (readable(absolute(feed.link, address), address), address)
        self._name = plain(feed.title, LONGEST_NAME)
        self._language, self._region = _locale(feed.language)
        if source.kind is SourceKind.GOOGLE_NEWS or not self._language:
            self._language, self._region = _locale(source.language)
            self._region = source.region or self._region
        self._guess = "" if self._language else guessed(plain(" ".join(item.title for item in feed.items), _MUCH))
        self._links_of = Counter(guid for guid, _ in {(item.guid, item.link) for item in feed.items})
        self._titles_of = Counter(link for link, _ in {(item.link, item.title) for item in feed.items})

    def article(self, item: Item) -> Article:
        """One item as an article."""
        link = readable(absolute(item.link or self._permalink(item), item.base, *self._bases), self._address)
        searched = self._source.kind is SourceKind.GOOGLE_NEWS or google_news.is_google_news(link)
        language, region = self._language, self._region
        if item.language and not searched:
            language, region = self._locale_of(item)
        title = google_news.headline(plain(item.title, LONGEST_TITLE), plain(item.outlet, LONGEST_NAME))
        summary = plain(item.summary, LONGEST_SUMMARY)
        language = language or guessed(f"{title} {summary}") or self._guess
        article = Article(
            id=self._id(item, link),
            source=self._source.id,
            title=title,
            url=link,
            publisher=self._name,
            domain=host(link),
            published=moment(item.date, item.parsed, language, self._now),
            language=language,
            region=region,
            summary="" if summary == title else summary,
        )
        return _as_searched(article, item) if searched else article

    def _locale_of(self, item: Item) -> tuple[str, str]:
        """An item's own language; the feed's region goes with the feed's language only."""
        language, region = _locale(item.language)
        if language in {"", self._language}:
            return self._language, region or self._region
        return language, region

    @staticmethod
    def _permalink(item: Item) -> str:
        return item.guid if item.guid.startswith(("http://", "https://")) else ""

    def _id(self, item: Item, link: str) -> str:
        """Stable from day to day: the feed's own id (told apart by host, unless it is an address), else the link."""
        own = item.guid if self._links_of[item.guid] == 1 else ""
        if own and not own.startswith(("http://", "https://", "tag:", "urn:")):
            own = f"{host(link) or host(self._source.url)}\n{own}"
        alone = link and self._titles_of[item.link] == 1
        name = own or (canonical(link) if alone else f"{self._source.id}\n{link}\n{item.title}\n{item.date}")
        return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


def _as_searched(article: Article, item: Item) -> Article:
    """An item of a search: its source element names the publisher; its description repeats headlines, or is empty.

    A link that leads to the publisher says itself whose it is; only of a redirect the source element is believed.
    """
    url = google_news.publisher_link(article.url) or article.url
    redirect = google_news.is_google_news(url)
    others = google_news.related(item.summary, article.title, LONGEST_TITLE)
    repeats = bool(others) or article.summary.startswith(article.title)
    return replace(
        article,
        url=url,
        redirect=redirect,
        publisher=plain(item.outlet, LONGEST_NAME),
        domain=host(absolute(item.outlet_url)) if redirect else host(url),
        summary="" if repeats else article.summary,
        related=others,
    )


def _locale(language: str) -> tuple[str, str]:
    """Language and region: "en-us" -> ("en", "US"); a script is no region: "zh-Hant-TW" -> ("zh", "TW")."""
    parts = language.strip().replace("_", "-").split("-")
    if not (2 <= len(parts[0]) <= 3 and parts[0].isascii() and parts[0].isalpha()):
        return "", ""
    region = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    return parts[0].lower(), region
