"""How much a headline sounds like the topic: learned from the headlines that name two sides.

A Chinese paper's headline that names Japan may be about the two countries, or about a quake in Japan. The day's (and
the last days') headlines that name both sides show the words of what is between them; headlines that name one side
show the rest. A headline is weighed by the words it holds: the relevance weight of S. E. Robertson and K. Spärck Jones
("Relevance weighting of search terms", 1976, formula F4 with 0.5), with the headlines naming two sides for the relevant
ones (pseudo-relevance feedback). Words met once weigh nothing; the sum is divided by the root of the length.

It knows no language and no topic, and says nothing (0) until it has met a dozen headlines of each kind.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpoint.stories.headlines import words
from counterpoint.stories.relevance import Grade, Relevance

FEWEST = 12

_CONTRIBUTION = {
    Grade.NONE: (0.0, 0.0),
    Grade.OWN: (0.0, 0.44),
    Grade.SUMMARY: (0.4, 0.4),
    Grade.OTHER: (0.2, 0.6),
    Grade.BOTH: (0.75, 0.25),
}
"""What a grade is worth by itself, and how much the affinity adds at most."""


@dataclass(frozen=True, slots=True)
class Affinity:
    """The weights of words; built by `Affinity.of`."""

    weights: Mapping[str, float]

    @classmethod
    def of(cls, titles: Iterable[str], relevance: Relevance) -> Affinity:
        """Learns from headlines; each counts once, those that name no side not at all."""
        both: Counter[str] = Counter()
        one: Counter[str] = Counter()
        sizes = Counter[bool]()
        for title in sorted(set(titles)):
            named = relevance.named(title)
            if named:
                sizes[len(named) > 1] += 1
                (both if len(named) > 1 else one).update(set(words(title)))
        if min(sizes[True], sizes[False]) < FEWEST:
            return cls({})
        names = {word for word in both | one if relevance.names(word)}
        return cls({
            word: _weight(both[word], one[word], sizes[True], sizes[False])
            for word in sorted((both + one).keys() - names)
            if both[word] + one[word] > 1
        })  # fmt: skip

    def of_title(self, title: str) -> float:
        """How much a headline sounds like the topic: positive for more than not; mostly between -4 and 4."""
        held = set(words(title))
        return sum(sorted(self.weights.get(word, 0.0) for word in held)) / math.sqrt(max(1, len(held)))

    def relevance(self, title: str, grade: Grade) -> float:
        """How relevant an article is to its topic, 0 to 1: what its grade is worth, and what its words add."""
        base, most = _CONTRIBUTION[grade]
        return base + most / (1 + math.exp(-self.of_title(title)))


def _weight(relevant: int, rest: int, all_relevant: int, all_rest: int) -> float:
    ours = (relevant + 0.5) / (all_relevant - relevant + 0.5)
    return math.log(ours / ((rest + 0.5) / (all_rest - rest + 0.5)))
