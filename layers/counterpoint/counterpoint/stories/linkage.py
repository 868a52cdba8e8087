"""Average-link agglomerative clustering of a sparse similarity graph.

    link(A, B) = mean over a in A, b in B of similarity(a, b)

Two groups merge while the best link reaches the threshold, best first. A missing edge is similarity 0 and counts, so a
chain of neighbours does not swallow a story whose ends have nothing in common (what single link does); no single pair
can forbid a merge either (what complete link does). Lance & Williams, "A general theory of classificatory sorting
strategies" (1967), on a heap of candidate links; about O(E log E) for E edges.
"""

from __future__ import annotations

import heapq

Graph = list[dict[int, float]]
"""For each position its neighbours with their similarity; symmetric."""


class Linkage:
    """Groups that merge. Ties are broken by position, so equal input gives equal groups."""

    def __init__(self, graph: Graph, threshold: float) -> None:
        self._sums = [dict(neighbours) for neighbours in graph]
        self._members: list[list[int]] = [[position] for position in range(len(graph))]
        self._versions = [0] * len(graph)
        self._threshold = threshold
        self._heap: list[tuple[float, int, int, int, int]] = []

    def groups(self) -> list[list[int]]:
        """Merge as long as a link reaches the threshold; the groups left, members ascending, by first member."""
        for one, neighbours in enumerate(self._sums):
            for other in neighbours:
                if one < other:
                    self._offer(one, other)
        while self._heap:
            _, one, other, version, other_version = heapq.heappop(self._heap)
            if self._versions[one] == version and self._versions[other] == other_version:
                self._merge(one, other)
        return sorted(sorted(members) for members in self._members if members)

    def _offer(self, one: int, other: int) -> None:
        size, other_size = len(self._members[one]), len(self._members[other])
        link = self._sums[one][other] / (size * other_size)
        if link >= self._threshold:
            one, other = min(one, other), max(one, other)
            heapq.heappush(self._heap, (-link, one, other, self._versions[one], self._versions[other]))

    def _merge(self, one: int, other: int) -> None:
        if len(self._sums[one]) < len(self._sums[other]):
            one, other = other, one
        self._members[one] += self._members[other]
        self._members[other] = []
        self._versions[one] += 1
        self._versions[other] += 1
        self._take_neighbours(one, other)
        for third in self._sums[one]:
            self._offer(one, third)

    def _take_neighbours(self, one: int, other: int) -> None:
        sums = self._sums[one]
        for third, value in self._sums[other].items():
            del self._sums[third][other]
            if third != one:
                sums[third] = self._sums[third][one] = sums.get(third, 0.0) + value
        self._sums[other] = {}
