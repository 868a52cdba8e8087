"""Which headlines are about the same event: the room's one door to clustering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counterpoint.stories.groups import Groups
from counterpoint.stories.headlines import alike, canonical

_ALIKE = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What is known of a headline when events are looked for: an article's of today, or one remembered."""

    title: str
    summary: str = ""
    published: datetime | None = None


def same_event(headlines: Sequence[Headline]) -> tuple[tuple[int, ...], ...]:
    """Positions of headlines about the same event, grouped; groups in the order of their first headline."""
    groups = Groups(len(headlines))
    words = [canonical(headline.title) for headline in headlines]
    for one in range(len(words)):
        for other in range(one):
            if alike(words[one], words[other]) >= _ALIKE:
                groups.join(one, other)
    return groups.members()
