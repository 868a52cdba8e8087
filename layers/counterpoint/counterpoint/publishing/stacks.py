"""Stacks: shelves, catalogue and other index objects read from the State store and written back.

Every object is read at most once and written back only under the ETag it was read with: another publisher's work is
never lost, the writer that comes second gets a ConflictError and the step runs again.
"""

from collections.abc import Iterable
from typing import TypeVar, cast

from counterpoint import codec
from counterpoint.publishing.shelves import Catalogue, Shelf
from counterpoint.storage import Store

T = TypeVar("T")

CATALOGUE = "shelves/catalogue.json"


def shelf_key(topic: str, month: str) -> str:
    """Where a topic's shelf of a month stands."""
    return f"shelves/{topic}/{month}.json"


class Stacks:
    """The index objects of one State store, for one publishing."""

    def __init__(self, state: Store) -> None:
        self._state = state
        self._etags: dict[str, str] = {}
        self._read: dict[str, object] = {}

    def shelf(self, topic: str, month: str) -> Shelf:
        """A topic's shelf of a month; an empty one when there is none yet."""
        return self.read(shelf_key(topic, month), Shelf(topic=topic, month=month))

    def catalogue(self) -> Catalogue:
        """The catalogue; an empty one before the first publishing."""
        return self.read(CATALOGUE, Catalogue())

    def read(self, key: str, default: T) -> T:
        """The object at `key`, of the type of `default`, which stands for one that does not exist yet."""
        if key not in self._read:
            found = self._state.get(key)
            self._etags[key] = found.etag if found else ""
            self._read[key] = codec.decode(found.body, type(default), key) if found else default
        return cast("T", self._read[key])

    def hold(self, shelves: Iterable[Shelf]) -> None:
        """Take `shelves` for what stands from now on, before they are written."""
        for shelf in shelves:
            self._read[shelf_key(shelf.topic, shelf.month)] = shelf

    def write(self, key: str, value: object) -> None:
        """Write an object that was read before. Raises ConflictError when somebody else wrote it in between."""
        etag = self._etags[key]
        self._etags[key] = self._state.put(key, codec.encode(value), if_match=etag, if_absent=not etag)
        self._read[key] = value
