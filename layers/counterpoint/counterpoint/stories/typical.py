"""Which headline speaks for its story: the one most like the others."""

from __future__ import annotations

from collections.abc import Sequence

from counterpoint.stories.entries import Candidate
from counterpoint.stories.headlines import alike
from counterpoint.stories.tokens import terms


def most_typical_first(event: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The articles of an event, plainest about the topic first, then most typical: most like the others on average."""
    titles = [terms(candidate.title) for candidate in event]
    likeness = [sum(alike(title, other) for other in titles) for title in titles]
    order = sorted(range(len(event)), key=lambda i: (-event[i].grade, -round(likeness[i], 6), event[i].entry.order))
    return tuple(event[i] for i in order)
