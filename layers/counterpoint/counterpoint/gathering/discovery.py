"""A home page -> the feeds it names: what an operator has is the paper's address, not its feed's.

Looked for, in this order: the page is a feed itself; `<link rel="alternate">` of a feed's type (the way that browsers
once showed, www.rssboard.org/rss-autodiscovery); links that look like feeds by address or words. One request is made;
nothing is guessed by trying addresses.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser

from counterpoint.errors import FeedError
from counterpoint.gathering.blocking import refusal
from counterpoint.gathering.encodings import decoded
from counterpoint.gathering.feeds import parse_feed
from counterpoint.gathering.links import absolute, canonical
from counterpoint.gathering.plain import plain
from counterpoint.gathering.response import Asks, Response
from counterpoint.model import Health, Source, SourceKind

_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json",
          "application/rdf+xml", "text/rss+xml", "application/x-rss+xml"}  # fmt: skip
_LOOKS = re.compile(r"(?:[./_-](?:rss|atom|rdf)(?:\d|\b|_)|/feeds?(?:/|\.|$)|feed\.(?:xml|json)$)", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:rss|atom|news ?feed)\b", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?[/.-]|wp-json|oembed", re.IGNORECASE)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that a page names, with the words it uses for it."""

    url: str
    title: str = ""


def discover(url: str, web: Asks) -> tuple[FoundFeed, ...]:
    """The feeds of a home page, best first. Raises FeedError when the page cannot be had."""
    response = web.get(url)
    if error := refusal(response):
        raise error
    return (FoundFeed(url=response.url),) if _is_feed(response) else found_in(response)


def found_in(response: Response) -> tuple[FoundFeed, ...]:
    """The feeds that a page names: the declared ones, and only where there are none, the linked ones. Pure."""
    page = _Page()
    page.feed(decoded(response.body, response.headers))
    feeds: dict[str, FoundFeed] = {}
    for link, title in page.declared or page.linked:
        address = absolute(link, page.base and absolute(page.base, response.url), response.url)
        if address and not _COMMENTS.search(address):
            feeds.setdefault(canonical(address), FoundFeed(url=address, title=plain(title, _LONGEST_NAME)))
    return tuple(feeds.values())


def _is_feed(response: Response) -> bool:
    source = Source(kind=SourceKind.RSS, url=response.url)
    try:
        return bool(parse_feed(response.body, response.headers, source, datetime.now(UTC)))
    except FeedError as error:
        if error.health == Health.NOT_A_FEED:
            return False
        raise


class _Page(HTMLParser):
    """Collects what a page declares and links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.base = ""
        self.declared: list[tuple[str, str]] = []
        self.linked: list[tuple[str, str]] = []
        self._anchor = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note bases, alternates and the beginnings of links."""
        values = {name: value or "" for name, value in attrs}
        link = values.get("href", "")
        if tag == "base" and not self.base:
            self.base = link
        elif tag == "link" and "alternate" in values.get("rel", "").lower().split():
            if values.get("type", "").partition(";")[0].strip().lower() in _TYPES and link:
                self.declared.append((link, values.get("title", "")))
        elif tag == "a":
            self._anchor, self._words = link, [values.get("title", "")]

    def handle_data(self, data: str) -> None:
        """Note the words of a link."""
        if self._anchor:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """At the end of a link, keep it when it looks like a feed."""
        if tag == "a" and self._anchor:
            words = " ".join(" ".join(self._words).split())
            if _LOOKS.search(self._anchor.partition("?")[0]) or _SAYS.search(words):
                self.linked.append((self._anchor, words))
            self._anchor = ""
