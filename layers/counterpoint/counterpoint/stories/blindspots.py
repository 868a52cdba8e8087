"""Blind spots: stories that one side tells and another does not, with the proof, or why there is none.

A story counts when two independent voices of one side or more tell it. The proof is what the silent side's feeds gave
since then and in the 48 hours before the edition at least: items of that side's own outlets, in the story's languages,
from healthy feeds that would have carried the story (stories.listening), and none of them on it. It is withheld, with
the reason, when silence proves nothing:

    the story is younger than half a day: of 129 blind spots told before this rule, 54 were, and many answered next day
    fewer than ten items can be compared
    a feed of the silent side was blocked, stale, empty, failing or not fetched
    no feed of it would have carried the story, or they gave nothing, or nothing in the story's languages
    a headline of the silent side would pass for a telling of the story (stories.together)

Nothing is said, not even that it is withheld, of a story that a telling tells already (stories.retold).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from counterpoint.model import THIRD_PARTY, BlindSpot, Perspective, Row, SourceArticles, Telling, Topic
from counterpoint.model.words import the
from counterpoint.stories.drafts import Draft
from counterpoint.stories.entries import Entry
from counterpoint.stories.headlines import is_unspaced
from counterpoint.stories.listening import listens
from counterpoint.stories.relevance import Relevance
from counterpoint.stories.retold import retold
from counterpoint.stories.together import linked

HOURS = 48
YOUNGEST = timedelta(hours=12)
"""What a side has had so little time to tell, its silence says nothing about."""

FEWEST_VOICES = 2
FEWEST_ITEMS = 10
MOST = 3
"""At most so many blind spots are told, and as many withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a digest could see of the sides: everything gathered, and when."""

    topic: Topic
    entries: Sequence[Entry]
    gathered: Sequence[SourceArticles]
    now: datetime


def blind_spots(
    stories: Sequence[Draft], rows: Sequence[Row], told: Sequence[Telling], seen: Coverage
) -> tuple[BlindSpot, ...]:
    """The blind spots among the printed stories, in their order: proven ones first, then those withheld.

    Of blind spots that would pass for one story only the first is told; none of a story that is `told`.
    """
    relevance = Relevance.of(seen.topic)
    found = [
        blind_spot(story, first, silent, seen, relevance)
        for story in stories
        if (first := _told_by_one(story, rows)) is not None
        for silent in seen.topic.perspectives
        if silent.id != first.article.side and not retold(story.candidates, silent.id, told, relevance)
    ]
    proven = _apart([spot for spot in found if not spot.withheld], relevance)
    return (*proven[:MOST], *[spot for spot in found if spot.withheld][:MOST])


def blind_spot(story: Draft, first: Row, silent: Perspective, seen: Coverage, relevance: Relevance) -> BlindSpot:
    """The blind spot of one side on one story: its proof, or `withheld` with the reason."""
    side, titles = first.article.side, [candidate.title for candidate in story.candidates]
    feeds = {given.source.id: given for given in seen.gathered if given.source in silent.sources}
    healthy = {id_ for id_, given in feeds.items() if given.report.health.healthy}
    open_ears = {id_ for id_ in healthy if listens(feeds[id_].source, titles, relevance)}
    since = _since(story, seen.now)
    own = [e for e in seen.entries if e.source.id in open_ears and _is_own(e, silent, since, seen.now)]
    heard = [e for e in own if any(_comparable(e, candidate.entry) for candidate in story.candidates)]
    return BlindSpot(
        story=story.id,
        side=side,
        headline=first.article.article.title,
        n=first.n,
        outlets=tuple(sorted({c.entry.outlet.name for c in story.candidates if c.entry.side == side})),
        silent_side=silent.id,
        silent_items=len({entry.article.id for entry in heard}),
        healthy_feeds=len(open_ears),
        hours=round((seen.now - since) / timedelta(hours=1)),
        withheld=_unseen(silent, feeds)
        or _deaf(silent, open_ears, own, heard)
        or _maybe(titles, heard, relevance)
        or _too_little(story, heard, seen.now),
    )


def _since(story: Draft, now: datetime) -> datetime:
    """From when on the silent side could have told a story: half a day before its first report; 48 hours at least."""
    return min(now - timedelta(hours=HOURS), (_first(story) or now) - YOUNGEST)


def _first(story: Draft) -> datetime | None:
    """When a story was first reported, as far as its articles of today say."""
    return min((c.entry.article.published for c in story.candidates if c.entry.article.published), default=None)


def _too_little(story: Draft, heard: Sequence[Entry], now: datetime) -> str:
    """Why silence proves nothing yet: a young story, or hardly an item to compare it with."""
    first = _first(story)
    if first is None or now - first < YOUNGEST:
        return "cannot tell yet: it was first reported less than half a day ago"
    items = len({entry.article.id for entry in heard})
    return f"cannot tell: only {items} items to compare with" if items < FEWEST_ITEMS else ""


def _told_by_one(story: Draft, rows: Sequence[Row]) -> Row | None:
    """The first row of a story that one side alone tells, with enough voices; None when it is no blind spot."""
    sides = sorted({candidate.entry.side for candidate in story.candidates} - {THIRD_PARTY})
    if len(sides) != 1 or set(story.told) - set(sides) or len(story.voices(sides[0])) < FEWEST_VOICES:
        return None
    return next((row for row in rows if row.story == story.id and row.article.side == sides[0]), None)


def _apart(spots: Sequence[BlindSpot], relevance: Relevance) -> list[BlindSpot]:
    kept: list[BlindSpot] = []
    for spot in spots:
        if not any(linked(spot.headline, told.headline, relevance) for told in kept if told.side == spot.side):
            kept.append(spot)
    return kept


def _is_own(entry: Entry, silent: Perspective, since: datetime, now: datetime) -> bool:
    """Whether an entry is an item of the silent side's own within the window."""
    published = entry.article.published
    recent = published is not None and since <= published <= now
    return entry.side == silent.id and recent


def _comparable(one: Entry, other: Entry) -> bool:
    """Whether two headlines are in one language; where a feed does not say which, in one kind of script."""
    languages = [entry.article.language.partition("-")[0] for entry in (one, other)]
    if all(languages):
        return languages[0] == languages[1]
    return is_unspaced(one.article.title) == is_unspaced(other.article.title)


def _unseen(silent: Perspective, feeds: dict[str, SourceArticles]) -> str:
    """Why the silent side could not be seen as a whole: the first of its feeds that was not healthy."""
    for source in silent.sources:
        given = feeds.get(source.id)
        if given is None:
            return f"cannot tell: a feed of {the(silent.name)} was not fetched"
        if not given.report.health.healthy:
            return f"cannot tell: {given.report.name}, a feed of {the(silent.name)}, is {given.report.health.value}"
    return "" if silent.sources else f"cannot tell: {the(silent.name)} has no feeds"


def _deaf(silent: Perspective, open_ears: set[str], own: Sequence[Entry], heard: Sequence[Entry]) -> str:
    if not open_ears:
        return f"cannot tell: the searches for outlets of {the(silent.name)} would not have found it"
    whose = f"outlets of {the(silent.name)}"
    if not own:
        return f"cannot tell: the feeds that would have carried it gave nothing by {whose} in {HOURS} hours"
    if not heard:
        return f"cannot tell: {whose} gave nothing in the same language in {HOURS} hours to compare with"
    return ""


def _maybe(titles: Sequence[str], heard: Iterable[Entry], relevance: Relevance) -> str:
    """Whether a headline of the silent side may be about the story: it would pass for a telling of it."""
    for entry in heard:
        if any(linked(title, entry.article.title, relevance) for title in titles):
            return f"cannot tell: “{entry.article.title}” ({entry.outlet.name}) may be about it"
    return ""
