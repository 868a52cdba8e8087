"""Permanent redirects: what moves a feed for good, and what is only followed."""

from datetime import UTC, datetime, timedelta

import pytest

from counterpoint.gathering.moves import AGREEMENT, Address, settled
from counterpoint.gathering.response import Hop
from counterpoint.model import Moved

NOW = datetime(2026, 3, 20, 4, 0, tzinfo=UTC)
OLD, NEW, OTHER = "http://old.example/feed", "https://new.example/feed", "https://other.example/feed"
LONG, SHORT = NOW - AGREEMENT, NOW - AGREEMENT + timedelta(seconds=1)


def seen(url: str, since: datetime) -> Moved:
    """A move that has been observed since a time."""
    return Moved(url=url, since=since)


ROWS = [
    ("no redirect", (), None, Address(OLD)),
    ("no redirect any more: what was observed is forgotten", (), seen(NEW, LONG), Address(OLD)),
    ("301 for the first time", (Hop(301, NEW),), None, Address(OLD, seen(NEW, NOW))),
    ("308 for the first time", (Hop(308, NEW),), None, Address(OLD, seen(NEW, NOW))),
    ("301, observed for less than seven days", (Hop(301, NEW),), seen(NEW, SHORT), Address(OLD, seen(NEW, SHORT))),
    ("301, observed for seven days", (Hop(301, NEW),), seen(NEW, LONG), Address(NEW)),
    ("308 agrees with the 301 before", (Hop(308, NEW),), seen(NEW, LONG), Address(NEW)),
    ("301 to another target starts anew", (Hop(301, OTHER),), seen(NEW, LONG), Address(OLD, seen(OTHER, NOW))),
    ("302 is followed, never kept", (Hop(302, NEW),), None, Address(OLD)),
    ("303 is followed, never kept", (Hop(303, NEW),), None, Address(OLD)),
    ("307 is followed, never kept", (Hop(307, NEW),), seen(NEW, LONG), Address(OLD)),
    ("a chain of permanent ones leads to its end", (Hop(301, OTHER), Hop(308, NEW)), seen(NEW, LONG), Address(NEW)),
    ("permanent, then temporary: as far as permanent", (Hop(301, NEW), Hop(302, OTHER)), seen(NEW, LONG), Address(NEW)),
    ("temporary, then permanent: not at all", (Hop(302, OTHER), Hop(301, NEW)), seen(NEW, LONG), Address(OLD)),
    ("http to https of the same address at once", (Hop(301, "https://old.example/feed"),), None,
     Address("https://old.example/feed")),
    ("https by a temporary redirect is not kept", (Hop(302, "https://old.example/feed"),), None, Address(OLD)),
    ("https at another path waits like any move", (Hop(301, "https://old.example/rss"),), None,
     Address(OLD, seen("https://old.example/rss", NOW))),
    ("https at another port waits like any move", (Hop(301, "https://old.example:8443/feed"),), None,
     Address(OLD, seen("https://old.example:8443/feed", NOW))),
]  # fmt: skip


@pytest.mark.parametrize(("hops", "moved", "address"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_an_address_settles(hops: tuple[Hop, ...], moved: Moved | None, address: Address) -> None:
    """One row per rule: the redirects of today, what was observed before, and what is asked next."""
    assert settled(OLD, hops, moved, NOW) == address


def test_https_is_never_given_up_for_http_at_once() -> None:
    """The way back waits seven days like any other move."""
    assert settled(NEW, (Hop(301, "http://new.example/feed"),), None, NOW).url == NEW
