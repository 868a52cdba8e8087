"""Which headlines are about the same event: the room's one door to clustering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counterpoint.stories.clustering import Text, cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What is known of a headline when events are looked for: an article's of today, or one remembered."""

    title: str
    summary: str = ""
    published: datetime | None = None
    language: str = ""


def same_event(headlines: Sequence[Headline]) -> tuple[tuple[int, ...], ...]:
    """Positions of headlines about the same event, grouped and ascending; groups in the order of their first."""
    texts = [
        Text(id=f"{n:08}", title=h.title, summary=h.summary, published=h.published, language=h.language)
        for n, h in enumerate(headlines)
    ]
    return tuple(sorted(tuple(int(id_) for id_ in group) for group in cluster(texts)))
