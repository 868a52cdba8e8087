"""Which texts of a window resemble each other, and how much they resemble everything.

    similarity(a, b) = sqrt(cosine(a, b)) * exp(-PER_DAY * days between them, at most FAR)
    bar(a)           = BAR * sqrt(sum of a's cosines with all others / (number of others + FEW))

The root makes the scale of cosines even: what separates 0.05 from 0.10 separates stories as much as 0.30 from 0.45.
The bar is what a text must be exceeded by: a headline that resembles half the window (all of it common words of the
topic) needs more to be called the same event than one that resembles nothing else; local scaling, as for hubs in
nearest-neighbour search (Zelnik-Manor & Perona, "Self-tuning spectral clustering", 2004). It is exact and costs
nothing: the sum of a's cosines is the product of its vector with the sum of all vectors.

Two headlines are the less likely one event the more days lie between them: on hand-labelled feeds, of pairs on the same
day 1 in 10 was one event, a day apart 1 in 26, two days 1 in 100.

Candidates come from an inverted index. Terms held by more than COMMON texts of a window bring no candidates of their
own, they only add to those that rarer terms brought: that keeps the cost about linear.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from counterpoint.stories.linkage import Graph
from counterpoint.stories.weights import Vector

PER_DAY = 0.2
FAR = 4.0
BAR = 0.6
FEW = 20
COMMON = 250
LEAST = 0.01
"""Cosines below this are no neighbours."""


def graph(vectors: Sequence[Vector], published: Sequence[datetime | None]) -> Graph:
    """Every pair of texts that share a telling term, with their similarity."""
    days = [_days(moment) for moment in published]
    edges: Graph = [{} for _ in vectors]
    for one, cosines in enumerate(_cosines(vectors)):
        for other, cosine in cosines.items():
            if cosine >= LEAST:
                edges[one][other] = edges[other][one] = math.sqrt(cosine) * _near(days[one], days[other])
    return edges


def bars(vectors: Sequence[Vector]) -> list[float]:
    """What each text resembles anyway."""
    everything: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            everything[term] += weight
    others = len(vectors) - 1 + FEW
    return [
        BAR * math.sqrt(max(0.0, sum(weight * (everything[term] - weight) for term, weight in vector.items())) / others)
        for vector in vectors
    ]


def _cosines(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """For each text the earlier ones it shares a term with, and their cosine."""
    holders: defaultdict[str, int] = defaultdict(int)
    for vector in vectors:
        for term in vector:
            holders[term] += 1
    common = {term for term, count in holders.items() if count > COMMON}
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[dict[int, float]] = []
    for one, vector in enumerate(vectors):
        cosines: dict[int, float] = {}
        for term, weight in vector.items():
            if term not in common:
                posting = postings[term]
                for other, other_weight in posting:
                    cosines[other] = cosines.get(other, 0.0) + weight * other_weight
                posting.append((one, weight))
        _add_common(cosines, {term: vector[term] for term in vector.keys() & common}, vectors)
        found.append(cosines)
    return found


def _add_common(cosines: dict[int, float], common: Vector, vectors: Sequence[Vector]) -> None:
    for other in cosines:
        for term, weight in common.items():
            cosines[other] += weight * vectors[other].get(term, 0.0)


def _near(one: float | None, other: float | None) -> float:
    """1 for the same moment or where one is unknown."""
    if one is None or other is None:
        return 1.0
    return math.exp(-PER_DAY * min(abs(one - other), FAR))


def _days(moment: datetime | None) -> float | None:
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.timestamp() / 86_400
