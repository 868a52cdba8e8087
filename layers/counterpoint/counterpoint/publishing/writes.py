"""Objects on their way to the site, in the order in which they must be written."""

from collections.abc import Iterable
from dataclasses import dataclass

from counterpoint.publishing.addresses import PAGE_CACHE, page_key
from counterpoint.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One object to write: its key, its bytes and how long it may be cached."""

    key: str
    body: bytes
    cache: str = PAGE_CACHE


def page(path: str, body: bytes) -> Write:
    """The page at `path`."""
    return Write(key=page_key(path), body=body)


def put_all(site: Store, writes: Iterable[Write]) -> int:
    """Write the objects in their order (a put answers with an ETag); the number written."""
    return sum(bool(site.put(write.key, write.body, cache=write.cache)) for write in writes)
