"""Permanent redirects: when a source's address is exchanged for the one it moved to. Pure.

A misconfigured server, a captive portal or an intruder can answer 301 for a day. So a move counts after seven days in
which every answer agreed on the target and the target was a feed; http to https of the same address counts at once.
Only the permanent redirects (301, 308) at the start of a chain move a feed; a 302, 303 or 307 is followed, never kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from counterpoint.gathering.response import PERMANENT, Hop
from counterpoint.model import Moved

AGREEMENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Address:
    """The address to ask, and the move that is being observed, if any."""

    url: str
    moved: Moved | None = None


def settled(asked: str, hops: tuple[Hop, ...], moved: Moved | None, now: datetime) -> Address:
    """Where to ask next, after `asked` led through `hops` to an answer that was a feed."""
    target = _target(asked, hops)
    if target == asked:
        return Address(asked)
    if _upgrade(asked, target):
        return Address(target)
    since = moved.since if moved is not None and moved.url == target else now
    if now - since >= AGREEMENT:
        return Address(target)
    return Address(asked, Moved(url=target, since=since))


def _target(asked: str, hops: tuple[Hop, ...]) -> str:
    for hop in hops:
        if hop.status not in PERMANENT:
            break
        asked = hop.url
    return asked


def _upgrade(asked: str, target: str) -> bool:
    old, new = urlsplit(asked), urlsplit(target)
    same = (old.hostname, old.path, old.query) == (new.hostname, new.path, new.query)
    return same and (old.scheme, new.scheme) == ("http", "https") and old.port in {None, 80} and new.port in {None, 443}
