"""Writes that replace something read earlier: conditional, and decided again when somebody wrote in between."""

from collections.abc import Callable
from typing import TypeVar

from counterpoint.errors import ConflictError
from counterpoint.storage import Store

T = TypeVar("T")
_ATTEMPTS = 5


def put_read(store: Store, key: str, body: bytes, etag: str) -> None:
    """Replace what was read under `etag`, or create it when nothing was there."""
    store.put(key, body, if_match=etag, if_absent=not etag)


def unchallenged(step: Callable[[], T]) -> T:
    """Run a read-decide-write step again until nobody wrote in between; the last refusal is raised."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return step()
        except ConflictError:
            continue
    return step()
