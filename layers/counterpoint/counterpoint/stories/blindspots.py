"""Blind spots: stories that one side tells and another does not, with the proof, or why there is none.

A story counts when two independent voices of one side or more tell it. The proof is what the silent side's feeds gave
within 48 hours: items of that side's own outlets, in the story's languages, from healthy feeds, and none of them on the
story. When a feed of the silent side was blocked, stale, empty or failing, silence proves nothing: the blind spot is
withheld with that reason. So it is when a headline of the silent side would pass for a telling of the story
(stories.together).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from counterpoint.model import THIRD_PARTY, BlindSpot, Perspective, Row, SourceArticles, Topic
from counterpoint.stories.drafts import Draft
from counterpoint.stories.entries import Entry
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.together import linked

HOURS = 48
FEWEST_VOICES = 2
MOST = 3
"""At most so many blind spots are told, and as many withheld."""


def blind_spots(
    stories: Sequence[Draft],
    rows: Sequence[Row],
    entries: Sequence[Entry],
    gathered: Sequence[SourceArticles],
    topic: Topic,
    now: datetime,
) -> tuple[BlindSpot, ...]:
    """The blind spots among the printed stories, in their order: proven ones first, then those withheld."""
    relevance = Relevance.of(topic)
    found = [
        blind_spot(story, first, silent, entries, gathered, relevance, now)
        for story in stories
        if (first := _told_by_one(story, rows)) is not None
        for silent in topic.perspectives
        if silent.id != first.article.side
    ]
    proven = [spot for spot in found if not spot.withheld]
    return (*proven[:MOST], *[spot for spot in found if spot.withheld][:MOST])


def _told_by_one(story: Draft, rows: Sequence[Row]) -> Row | None:
    """The first row of a story that one side alone tells, with enough voices; None when it is no blind spot."""
    sides = sorted({candidate.entry.side for candidate in story.candidates} - {THIRD_PARTY})
    if len(sides) != 1 or set(story.told) - set(sides) or len(story.voices(sides[0])) < FEWEST_VOICES:
        return None
    return next((row for row in rows if row.story == story.id and row.article.side == sides[0]), None)


def blind_spot(
    story: Draft,
    first: Row,
    silent: Perspective,
    entries: Sequence[Entry],
    gathered: Sequence[SourceArticles],
    relevance: Relevance,
    now: datetime,
) -> BlindSpot:
    """The blind spot of one side on one story: its proof, or `withheld` with the reason."""
    feeds = {given.source.id: given for given in gathered if given.source in silent.sources}
    healthy = {id_ for id_, given in feeds.items() if given.report.health.healthy}
    languages = {c.entry.article.language for c in story.candidates}
    heard = [e for e in entries if _is_heard(e, silent, healthy, now) and e.article.language in languages]
    side = first.article.side
    return BlindSpot(
        story=story.id,
        side=side,
        headline=first.article.article.title,
        n=first.n,
        outlets=tuple(sorted({c.entry.outlet.name for c in story.candidates if c.entry.side == side})),
        silent_side=silent.id,
        silent_items=len({e.article.id for e in heard}),
        healthy_feeds=len(healthy),
        hours=HOURS,
        withheld=_unseen(silent, feeds) or ("" if heard else _unheard(silent)) or _maybe(story, heard, relevance),
    )


def _is_heard(entry: Entry, silent: Perspective, healthy: set[str], now: datetime) -> bool:
    published = entry.article.published
    recent = published is not None and now - timedelta(hours=HOURS) <= published <= now
    return entry.side == silent.id and entry.source.id in healthy and recent


def _unseen(silent: Perspective, feeds: dict[str, SourceArticles]) -> str:
    """Why the silent side could not be seen as a whole: the first of its feeds that was not healthy."""
    for source in silent.sources:
        given = feeds.get(source.id)
        if given is None:
            return f"cannot tell: a feed of {silent.name} was not fetched"
        if not given.report.health.healthy:
            return f"cannot tell: {given.report.name}, a feed of {silent.name}, is {given.report.health.value}"
    return "" if silent.sources else f"cannot tell: {silent.name} has no feeds"


def _unheard(silent: Perspective) -> str:
    return f"cannot tell: the feeds of {silent.name} gave nothing by its own outlets in {HOURS} hours in this language"


def _maybe(story: Draft, heard: Iterable[Entry], relevance: Relevance) -> str:
    """Whether a headline of the silent side may be about the story: it would pass for a telling of it."""
    for entry in heard:
        if any(linked(candidate.title, entry.article.title, relevance) for candidate in story.candidates):
            return f"cannot tell: “{entry.article.title}” ({entry.outlet.name}) may be about it"
    return ""
