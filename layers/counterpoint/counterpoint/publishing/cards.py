"""Cards: what index pages need to know of a digest, so that they never read the archive's digests again."""

from dataclasses import dataclass
from datetime import date, datetime

from counterpoint.model import Digest, StoryStatus, Telling, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSide:
    """One side on a card: how many articles speak for it and how many points were printed."""

    id: str
    name: str
    articles: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHeadline:
    """A headline of a story, as its outlet printed it."""

    side: str
    outlet: str
    title: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStory:
    """A story as it was printed on one day."""

    id: str
    status: StoryStatus
    headlines: tuple[CardHeadline, ...]
    changes: tuple[str, ...] = ()
    first_seen: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A digest, or the gap where one should stand (`missing`), as index pages show it.

    `made` is the moment of the edition's clock, `changed` that of the last correction.
    """

    topic: str
    name: str
    day: date
    made: datetime
    changed: datetime
    summary: str = ""
    language: str = "en"
    gap: str = ""
    missing: bool = False
    imported: bool = False
    sides: tuple[CardSide, ...] = ()
    sources: int = 0
    telling: Telling | None = None
    stories: tuple[CardStory, ...] = ()
    notice: str = ""


def card_of(digest: Digest) -> Card:
    """The card of a digest."""
    return Card(
        topic=digest.topic,
        name=digest.name,
        day=digest.day,
        made=digest.date,
        changed=max((correction.at for correction in digest.corrections), default=digest.date),
        summary=digest.highlights[0].text if digest.highlights else "",
        language=digest.highlights[0].language if digest.highlights else "",
        gap=digest.gap,
        imported=digest.imported is not None,
        sides=tuple(
            CardSide(id=side.id, name=side.name, articles=side.count, points=len(side.points))
            for side in digest.perspectives
        ),
        sources=len(digest.sources),
        telling=digest.tellings[0] if digest.tellings else None,
        stories=_stories(digest),
        notice=digest.notice,
    )


def missing_card(topic: Topic, day: date, now: datetime, reason: str = "") -> Card:
    """The card of a topic that was planned for `day` and has no digest."""
    return Card(
        topic=topic.id,
        name=topic.name,
        day=day,
        made=now,
        changed=now,
        gap=f"No digest could be made{f': {reason}' if reason else ' on this day'}.",
        missing=True,
        sides=tuple(CardSide(id=side.id, name=side.name, articles=0, points=0) for side in topic.perspectives),
        notice=topic.notice,
    )


def _stories(digest: Digest) -> tuple[CardStory, ...]:
    """The stories of which the digest prints an article, in its order."""
    headlines: dict[str, list[CardHeadline]] = {}
    for row in digest.sources:
        headline = CardHeadline(side=row.side, outlet=row.outlet, title=row.title, url=row.url, language=row.language)
        headlines.setdefault(row.story, []).append(headline)
    return tuple(
        CardStory(
            id=story.id,
            status=story.status,
            headlines=tuple(headlines[story.id]),
            changes=story.changes,
            first_seen=story.first_seen,
        )
        for story in digest.stories
        if story.id in headlines
    )
