"""Cards: what index pages need to know of a digest, so that they never read the archive's digests again."""

from dataclasses import dataclass
from datetime import date, datetime

from counterpoint.model import Digest, Point, StoryStatus, Telling


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
    """A digest as index pages show it. `lede` is the first highlight that is not about the story of `telling`.

    `missing` says that it holds no article: it is the stated gap where a digest should stand. `made` is the moment of
    the edition's clock, `changed` that of the last correction.
    """

    topic: str
    name: str
    day: date
    made: datetime
    changed: datetime
    summary: str = ""
    language: str = "en"
    lede: str = ""
    lede_language: str = ""
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
    lede = _lede(digest)
    return Card(
        topic=digest.topic,
        name=digest.name,
        day=digest.day,
        made=digest.date,
        changed=max((correction.at for correction in digest.corrections), default=digest.date),
        summary=digest.highlights[0].text if digest.highlights else "",
        language=_language(digest.highlights[0], digest) if digest.highlights else "",
        lede=lede.text if lede else "",
        lede_language=_language(lede, digest) if lede else "",
        gap=digest.gap,
        missing=not digest.sources,
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


def _lede(digest: Digest) -> Point | None:
    told = digest.tellings[0].story if digest.tellings else ""
    return next((point for point in digest.highlights if not told or point.story != told), None)


def _language(point: Point, digest: Digest) -> str:
    """The language of a point; "" for English, or for what only the script can tell."""
    return point.language or ("" if digest.language == "en" else digest.language)


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
