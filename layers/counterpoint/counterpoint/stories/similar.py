"""Which texts of a window resemble each other, and how much.

    similarity(a, b) = sqrt(cosine(a, b)) * exp(-PER_DAY * days between them, at most FAR)      (template twins: TWINS)

The root makes the scale of cosines even: what separates 0.05 from 0.10 separates stories as much as 0.30 from 0.45.
What was tried and left out: a bar for texts that resemble half the window (local scaling as in Zelnik-Manor & Perona,
"Self-tuning spectral clustering", 2004). What a text resembles is its own story, too, so the bar favours small ones:
on the tune parts it brought 0.01 to 0.06 where a story has three articles (allsides 0.82 to 0.88, neus 0.92 to 0.93),
and cost 0.03 on a topic's own headlines and 0.10 to 0.22 in windows of two large, confusable stories, which a dispute's
day is made of.

Two headlines are the less likely one event the more days lie between them: in seven hand-labelled days of feeds, of
pairs on the same day 1 in 10 was one event, a day apart 1 in 26, two days 1 in 100.

Candidates come from an inverted index over each text's heaviest terms, which are the rare ones; of a term's holders
only the nearest in time are met (prefix filtering as in Bayardo, Ma & Srikant, "Scaling up all pairs similarity
search", 2007, here without its guarantee). So the cost per text is bounded and the whole about linear. In the
labelled windows, of up to 600 texts, the limits change the mean by 0.0001. The price: a story of more than a few dozen
articles in one window loses links and may come apart.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from counterpoint.stories.linkage import Graph
from counterpoint.stories.twins import Mould, twins
from counterpoint.stories.weights import Vector

PER_DAY = 0.2
FAR = 4.0
HEAVIEST = 30
REACH = 60
"""Holders of a term that a text meets."""

MOST = 30
"""Earlier texts, the most promising, with which a text is compared."""

EVERYWHERE = 0.005
"""A term in more of a large window than this brings no candidates; it only adds to those that rarer terms brought."""

LEAST = 0.08
"""Cosines below this are no neighbours: from 0.001 to here no tune set changes by more than 0.009."""

ALIKE = 0.25
"""From this cosine on two texts may be of one mould."""

TWINS = -0.5
"""Similarity of template twins: against joining them even where others of both events are alike."""


def graph(vectors: Sequence[Vector], moulds: Sequence[Mould], published: Sequence[datetime | None]) -> Graph:
    """Every pair of texts that resemble each other, with their similarity. Best given in order of time."""
    days = [_days(moment) for moment in published]
    edges: Graph = [{} for _ in vectors]
    for one, candidates in enumerate(_candidates(vectors)):
        for other in candidates:
            cosine = _dot(vectors[one], vectors[other])
            if cosine < LEAST:
                continue
            if cosine >= ALIKE and twins(moulds[one], moulds[other]):
                similarity = TWINS
            else:
                similarity = math.sqrt(cosine) * _near(days[one], days[other])
            edges[one][other] = edges[other][one] = similarity
    return edges


def _candidates(vectors: Sequence[Vector]) -> Iterator[list[int]]:
    """For each text the earlier ones that share enough of its heaviest terms."""
    holders = Counter(term for vector in vectors for term in vector)
    most = max(REACH, EVERYWHERE * len(vectors))
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for one, vector in enumerate(vectors):
        shared: defaultdict[int, float] = defaultdict(float)
        for term in heapq.nlargest(HEAVIEST, vector, key=lambda term: (vector[term], term)):
            if holders[term] > most:
                continue
            weight, posting = vector[term], postings[term]
            for other, other_weight in posting[-REACH:]:
                shared[other] += weight * other_weight
            posting.append((one, weight))
        likely = [(partial, -other) for other, partial in shared.items() if partial >= LEAST / 2]
        yield [-other for _, other in heapq.nlargest(MOST, likely)]


def _dot(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


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
