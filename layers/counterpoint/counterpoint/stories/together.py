"""Whether two headlines of different sides are visibly about one event: what a telling must withstand.

Clustering is right on average; a telling is printed headline beside headline, where a reader sees every mistake. So two
sides tell a story together only when a headline of one shares with a headline of the other at least two telling terms,
neither of which names a side, and which weigh something in news at large (stories.weights.Rarity: 0 for a word that is
everywhere, 1 for one that is nowhere else). On the tellings of sixty days of five topics this refuses most pairs that
only sound alike ("a major deal", "the envoy challenges") and few true ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations

from counterpoint.model import THIRD_PARTY
from counterpoint.stories.entries import Candidate
from counterpoint.stories.groups import Groups
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.tokens import terms
from counterpoint.stories.weights import Rarity

FEWEST_TERMS = 2
LEAST_WEIGHT = 0.8


def linked(one: str, other: str, relevance: Relevance) -> bool:
    """Whether two headlines share enough that names no side."""
    shared = set(terms(relevance.bare(one))) & set(terms(relevance.bare(other)))
    return len(shared) >= FEWEST_TERMS and sum(sorted(map(_rarity().of, shared))) >= LEAST_WEIGHT


def parted(event: Sequence[Candidate], relevance: Relevance) -> list[tuple[Candidate, ...]]:
    """An event as the stories it is: sides without a link between them tell different stories.

    A third-party article stays with the first side it is linked to, else with the side that has most articles.
    """
    sides = sorted({candidate.entry.side for candidate in event} - {THIRD_PARTY})
    told = [[c for c in event if c.entry.side == side] for side in sides]
    if len(sides) <= 1:
        return [tuple(event)]
    groups = Groups(len(sides))
    for one, other in combinations(range(len(sides)), 2):
        if _any_linked(told[one], told[other], relevance):
            groups.join(one, other)
    parts = [[c for position in members for c in told[position]] for members in groups.members()]
    for candidate in event:
        if candidate.entry.side == THIRD_PARTY:
            _home(candidate, parts, relevance).append(candidate)
    return [tuple(sorted(part, key=lambda c: c.entry.order)) for part in parts]


def _home(candidate: Candidate, parts: list[list[Candidate]], relevance: Relevance) -> list[Candidate]:
    own = [part for part in parts if _any_linked([candidate], part, relevance)]
    return own[0] if own else max(parts, key=len)


def _any_linked(ones: Iterable[Candidate], others: Sequence[Candidate], relevance: Relevance) -> bool:
    return any(linked(one.title, other.title, relevance) for one in ones for other in others)


@cache
def _rarity() -> Rarity:
    """How rare terms are in news at large, the day's own headlines aside: what counts today must count tomorrow."""
    return Rarity(())
