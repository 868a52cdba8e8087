"""Why a story stands where it stands: named parts whose sum is its score.

sides      told by two sides or more: the digest's reason to exist, so it outweighs all else
voices     independent families that tell it: the logarithm, so that the tenth voice adds little
recency    halves with every day since its newest article; nothing for an undated one
relevance  how plainly its articles are about the topic, on average

Sides and voices count in proportion to the relevance: what both sides tell of something else is no story of the topic.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from counterpoint.model import Fate, ScorePart
from counterpoint.stories.drafts import Draft
from counterpoint.stories.entries import Candidate, Refusal, voice
from counterpoint.stories.relevance import FAIRLY_RELEVANT

SIDES, VOICES, RECENCY, RELEVANCE = 4.0, 1.0, 1.0, 2.0
HALF_LIFE = timedelta(days=1)


RELEVANT = 0.5
"""A story that one side tells is plainly about the topic from here on."""

RELEVANT_TO_BOTH = 0.12
"""What both sides tell needs little more: that they both tell it speaks for it."""


def ranking(stories: Iterable[Draft], now: datetime) -> tuple[list[Draft], list[Refusal]]:
    """The stories that may be printed, the best first (the older one wins a tie); and the articles of the others."""
    fresh = [story for story in stories if story.fresh]
    ranked = sorted(filter(_relevant, fresh), key=lambda story: (-total(score(story, now)), story.first_seen, story.id))
    return ranked, [_distant(c) for story in fresh if not _relevant(story) for c in story.fresh]


def _relevant(story: Draft) -> bool:
    return story.relevance >= (RELEVANT_TO_BOTH if len(story.sides) > 1 else FAIRLY_RELEVANT)


def plainly_relevant(story: Draft) -> bool:
    """Whether a story may always be printed: both sides tell it, or it is plainly about the topic."""
    return len(story.sides) > 1 or story.relevance >= RELEVANT


def _distant(candidate: Candidate) -> Refusal:
    return Refusal(entry=candidate.entry, fate=Fate.OFF_TOPIC, detail="little to do with the topic")


def score(story: Draft, now: datetime) -> tuple[ScorePart, ...]:
    """The parts of a story's score, in the order above, rounded to thousandths."""
    voices = {voice(candidate.entry.outlet) for candidate in story.candidates}
    parts = {
        "sides": SIDES * max(0, len(story.sides) - 1) * story.relevance,
        "voices": VOICES * math.log2(1 + len(voices)) * story.relevance,
        "recency": RECENCY * _recency(story, now),
        "relevance": RELEVANCE * story.relevance,
    }
    return tuple(ScorePart(name=name, value=round(value, 3)) for name, value in parts.items())


def total(parts: tuple[ScorePart, ...]) -> float:
    """The score itself: the sum of its parts."""
    return round(sum(part.value for part in parts), 3)


def _recency(story: Draft, now: datetime) -> float:
    times = [c.entry.article.published for c in story.fresh if c.entry.article.published]
    return 0.5 ** ((now - max(times)) / HALF_LIFE) if times else 0.0
