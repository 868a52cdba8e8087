"""Groups of positions that belong together.

Disjoint sets (R. E. Tarjan, "Efficiency of a good but not linear set union algorithm", 1975). Joining is associative
and symmetric, so the order of joins never shows.
"""

from __future__ import annotations


class Groups:
    """`size` positions, each at first in a group of its own. Not for use by several threads."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def join(self, one: int, other: int) -> None:
        """The groups of two positions become one."""
        a, b = sorted((self._root(one), self._root(other)))
        self._parent[b] = a

    def members(self) -> tuple[tuple[int, ...], ...]:
        """The groups, each in ascending order, ordered by their first member."""
        found: dict[int, list[int]] = {}
        for position in range(len(self._parent)):
            found.setdefault(self._root(position), []).append(position)
        return tuple(map(tuple, found.values()))

    def _root(self, position: int) -> int:
        while self._parent[position] != position:
            self._parent[position] = self._parent[self._parent[position]]
            position = self._parent[position]
        return position
