"""Web: the only thing of ours that opens a socket to the world. Polite, safe, and never longer than its deadline.

One request at a time, in one new session: no cookies, no referrer, no proxy or password from the environment.
Redirects are followed by hand, at most five, each looked at as the first address was. At most two requests run at a
time per host and port. What it does not do: decide when to ask (`schedule`), read feeds (`feeds`), retry.
"""

import threading
import time
from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin, urlsplit

from counterpoint import __version__
from counterpoint.errors import ConfigurationError, FeedError, Mistake
from counterpoint.gathering.addresses import refused_url
from counterpoint.gathering.blocking import refusal
from counterpoint.gathering.google_news import SEARCH_URL
from counterpoint.gathering.response import REDIRECTS, Hop, Response, Validators
from counterpoint.gathering.transport import Answered, exchange
from counterpoint.model import Health

DEADLINE = 30.0
"""Seconds for one source, from the first connection to the last byte, all redirects together."""
LARGEST_BODY = 5 * 1024 * 1024
MOST_REDIRECTS = 5
MOST_AT_ONCE = 2
_CONTACT = "https://counterpoint.example/"
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1"
)


class Web:
    """Asks the web for feeds; may be shared by threads."""

    def __init__(
        self,
        *,
        contact: str = _CONTACT,
        allow_private: bool = False,
        google_news_url: str = SEARCH_URL,
        deadline: float = DEADLINE,
        largest_body: int = LARGEST_BODY,
    ) -> None:
        self.allow_private = allow_private
        self.google_news_url = google_news_url
        self.user_agent = f"Counterpoint/{__version__} (daily news digest; +{contact})"
        self._deadline = deadline
        self._largest_body = largest_body
        self._lock = threading.Lock()
        self._slots: dict[tuple[str, int], threading.Semaphore] = {}

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Web":
        """The web as COUNTERPOINT_CONTACT, _ALLOW_PRIVATE_FEEDS and _GOOGLE_NEWS_URL say.

        Raises ConfigurationError when one of them cannot be used.
        """
        contact = environ.get("COUNTERPOINT_CONTACT", "") or _CONTACT
        google_news_url = environ.get("COUNTERPOINT_GOOGLE_NEWS_URL", "") or SEARCH_URL
        private = environ.get("COUNTERPOINT_ALLOW_PRIVATE_FEEDS", "") == "1"
        mistakes = [*_wrong_contact(contact), *_wrong_search_url(google_news_url)]
        if mistakes:
            raise ConfigurationError(tuple(mistakes))
        return cls(contact=contact, allow_private=private, google_news_url=google_news_url)

    def get(self, url: str, validators: Validators | None = None) -> Response:
        """The answer of `url` after its redirects, whatever its status.

        `validators` make the request conditional at the one URL they came from. Raises FeedError: unsafe (an address
        that may not be asked), unreachable, timed out, too large, or failing (redirects in a circle or without end).
        """
        hops: list[Hop] = []
        try:
            return self._followed(url, validators, hops)
        except FeedError as error:
            error.asked = bool(hops) or error.health != Health.UNSAFE
            raise

    def _followed(self, url: str, validators: Validators | None, hops: list[Hop]) -> Response:
        url, left = urldefrag(url).url, self._deadline
        while True:
            self._check(url, hops)
            answered, took = self._ask(url, validators, left)
            left -= took
            location = answered.headers.get("location", "").strip()
            if answered.status not in REDIRECTS or not location:
                return Response(url, answered.status, answered.headers, answered.body, tuple(hops))
            url = urldefrag(urljoin(url, location)).url
            hops.append(Hop(answered.status, url))

    def read(self, url: str) -> tuple[bytes, dict[str, str]]:
        """Body and headers of a feed, asked once for a person who looks at it.

        Raises FeedError as `get` does, and when the answer is a refusal. `content-location` is the final address.
        """
        response = self.get(url)
        if error := refusal(response):
            raise error
        return response.body, {**response.headers, "content-location": response.url}

    def _check(self, url: str, hops: list[Hop]) -> None:
        if reason := refused_url(url, allow_private=self.allow_private):
            led = f" (a redirect led to {url[:200]})" if hops else ""
            raise FeedError(Health.UNSAFE, f"refused: {reason}{led}")
        if [hop.url for hop in hops].count(url) > 1:
            raise FeedError(Health.FAILING, f"redirects in a circle at {url[:200]}")
        if len(hops) > MOST_REDIRECTS:
            raise FeedError(Health.FAILING, f"more than {MOST_REDIRECTS} redirects, the last to {url[:200]}")

    def _ask(self, url: str, validators: Validators | None, left: float) -> tuple[Answered, float]:
        headers = {"User-Agent": self.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if validators is not None and validators.url == url:
            headers |= validators.headers
        with self._slot(url):
            start = time.monotonic()
            answered = exchange(url, headers, left, self._largest_body, allow_private=self.allow_private)
            return answered, time.monotonic() - start

    def _slot(self, url: str) -> threading.Semaphore:
        parts = urlsplit(url)
        place = (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        with self._lock:
            return self._slots.setdefault(place, threading.Semaphore(MOST_AT_ONCE))


def _wrong_contact(contact: str) -> list[Mistake]:
    if contact.isascii() and contact.isprintable() and contact.startswith(("https://", "http://", "mailto:")):
        return []
    return [_mistake("COUNTERPOINT_CONTACT", f"{contact!r} is no address", "an https:// page or a mailto: address")]


def _wrong_search_url(url: str) -> list[Mistake]:
    reason = refused_url(url, allow_private=True) or ("it holds a query" if "?" in url or "#" in url else "")
    if not reason:
        return []
    return [_mistake("COUNTERPOINT_GOOGLE_NEWS_URL", reason, f"a complete http(s) address, like {SEARCH_URL}")]


def _mistake(field: str, problem: str, remedy: str) -> Mistake:
    return Mistake(file="environment", line=0, field=field, problem=problem, remedy=remedy)
