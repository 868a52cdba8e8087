"""Whether two sides visibly tell one event: what a telling must withstand.

Clustering is right on average; a telling is printed headline beside headline, where a reader sees every mistake. So
headlines of two sides are *linked* only when they share telling terms that name no side: at least two, which weigh
something in news at large (stories.common). Sides without a link between them are parted; sides that were told apart,
though strongly linked and close in time, are joined. Headlines in two languages share what they mean
(stories.meanings).

On the tellings of sixty days of five topics this refuses most pairs that only sound alike ("a major deal", "the envoy
challenges") and few true ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import combinations

from counterpoint.model import THIRD_PARTY
from counterpoint.stories.common import weight
from counterpoint.stories.entries import Candidate
from counterpoint.stories.groups import Groups
from counterpoint.stories.meanings import apart, kindred, meanings
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.tokens import terms

LINK = (2, 0.8)
"""The fewest shared terms of linked headlines, and their least weight together."""

STRONG_LINK = (3, 1.2)
TELLING = 0.35
"""Terms that weigh less tell no event: they stand in one news text of twenty-five, as "military" and "Trump" do."""

JOINED_WITHIN = timedelta(hours=36)

COMMON = 40
"""A term that more events hold brings no pair to be compared."""

Event = tuple[Candidate, ...]


def linked(one: str, other: str, relevance: Relevance, least: tuple[int, float] = LINK) -> bool:
    """Whether two headlines share enough that names no side: terms, or in two languages what they mean."""
    if apart(one, other):
        shared = kindred(relevance.sideless(one), relevance.sideless(other))
    else:
        shared = tuple(map(weight, _telling(one, relevance) & _telling(other, relevance)))
    weights = sorted(said for said in shared if said >= TELLING)
    return len(weights) >= least[0] and sum(weights) >= least[1]


def parted(event: Event, relevance: Relevance) -> list[Event]:
    """An event as the stories it is: sides without a link between them tell different stories.

    A third-party article stays with the first side it is linked to; one that is linked to none is an event of its own.
    """
    told = [[c for c in event if c.entry.side == side] for side in sorted(_sides(event))]
    if not told:
        return [event]
    groups = Groups(len(told))
    for one, other in combinations(range(len(told)), 2):
        if _any_linked(told[one], told[other], relevance):
            groups.join(one, other)
    parts = [[c for position in members for c in told[position]] for members in groups.members()]
    for candidate in (c for c in event if c.entry.side == THIRD_PARTY):
        home = next((part for part in parts if _any_linked([candidate], part, relevance)), None)
        if home is None:
            parts.append([candidate])
        else:
            home.append(candidate)
    return [_ordered(part) for part in parts]


def joined(events: Sequence[Event], relevance: Relevance) -> list[tuple[int, ...]]:
    """Positions of events that are one: told by one side each, another one, with a strong link close in time."""
    groups = Groups(len(events))
    lone = [position for position, event in enumerate(events) if len(_sides(event)) == 1]
    for one, other in _sharing({position: _told(events[position], relevance) for position in lone}):
        if _sides(events[one]) != _sides(events[other]) and _strongly(events[one], events[other], relevance):
            groups.join(one, other)
    return list(groups.members())


def _told(event: Event, relevance: Relevance) -> frozenset[str]:
    """The telling terms of a side's headlines of an event, and what they mean in any language."""
    titles = [candidate.title for candidate in event if candidate.entry.side != THIRD_PARTY]
    senses = (sense for title in titles for meaning in meanings(relevance.sideless(title)) for sense in meaning.senses)
    return frozenset([*(term for title in titles for term in _telling(title, relevance)), *senses])


def _sharing(terms_of: Mapping[int, frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of positions that share a rare term: only these are compared, so that the cost does not grow squarely."""
    holders: dict[str, list[int]] = {}
    for position, held in terms_of.items():
        for term in held:
            holders.setdefault(term, []).append(position)
    rare = [positions for positions in holders.values() if len(positions) <= COMMON]
    return sorted({pair for positions in rare for pair in combinations(positions, 2)})


def merged(events: Iterable[Event]) -> Event:
    """Several events as one."""
    return _ordered([candidate for event in events for candidate in event])


def _strongly(ones: Event, others: Event, relevance: Relevance) -> bool:
    return any(
        linked(one.title, other.title, relevance, STRONG_LINK) and _close(one, other)
        for one in ones
        for other in others
        if THIRD_PARTY not in (one.entry.side, other.entry.side)
    )


def _close(one: Candidate, other: Candidate) -> bool:
    first, second = one.entry.article.published, other.entry.article.published
    return first is not None and second is not None and abs(second - first) <= JOINED_WITHIN


def _sides(event: Event) -> frozenset[str]:
    return frozenset(candidate.entry.side for candidate in event) - {THIRD_PARTY}


def _ordered(candidates: Iterable[Candidate]) -> Event:
    return tuple(sorted(candidates, key=lambda candidate: candidate.entry.order))


def _any_linked(ones: Iterable[Candidate], others: Sequence[Candidate], relevance: Relevance) -> bool:
    return any(linked(one.title, other.title, relevance) for one in ones for other in others)


@lru_cache(maxsize=65_536)
def _telling(title: str, relevance: Relevance) -> frozenset[str]:
    return frozenset(terms(relevance.bare(title)))
