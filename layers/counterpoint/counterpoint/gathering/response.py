"""What the web answered, as a value: the final response, and the redirects that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Validators:
    """The pair of one answer of `url`, byte for byte. They are sent back to that very URL and to no other."""

    url: str
    etag: str = ""
    last_modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The request headers that make a request conditional (RFC 9110, section 13)."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the status that was answered and where it led."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Response:
    """The last answer of a request. Header names are lower case; `body` is decompressed."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    body: bytes = b""
    hops: tuple[Hop, ...] = ()


class Asks(Protocol):
    """Whoever asks the web: `Web` does, and in tests a small fake."""

    @property
    def google_news_url(self) -> str:
        """The complete address of Google News' search, without a query."""

    def get(self, url: str, validators: Validators | None = None) -> Response:
        """The answer of `url`. Raises FeedError, typed, when there is none."""
