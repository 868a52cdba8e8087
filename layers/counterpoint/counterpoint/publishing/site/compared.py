"""The sides compared on a digest's page: tellings, blind spots, and stories that go on."""

from dataclasses import dataclass
from datetime import date

from counterpoint.model import BlindSpot, Digest, SourceRow, StoryStatus, Telling, TellingSide, TermPair
from counterpoint.publishing.documents.comparison import reason_of, spotted
from counterpoint.publishing.documents.parts import headline
from counterpoint.publishing.site.frame import Place
from counterpoint.publishing.site.heard import NOTHING, Heard, heard_of
from counterpoint.publishing.site.sides import Side, Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One side's headline of a telling, with the side it is from."""

    side: Side
    headline: TellingSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names for one thing, with the sides that use them."""

    side: Side
    other: Side
    terms: TermPair


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """A story told by several sides: the columns, and the terms in which they differ."""

    story: str
    columns: tuple[Told, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A blind spot with its headline as it is shown, that headline's language, and the sides it is about.

    `reason` says why it is withheld, if it is; `heard` is what the silent side's feeds gave instead.
    """

    spot: BlindSpot
    headline: str
    language: str
    side: Side
    silent: Side
    reason: str = ""
    heard: Heard = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """A story that goes on: its headline today, what changed, the earlier days, and whether it has its own page."""

    id: str
    headline: SourceRow | None
    title: str
    changes: tuple[str, ...]
    days: tuple[date, ...]
    page: bool


def facing_of(digest: Digest, sides: Sides) -> tuple[Facing, ...]:
    """The digest's tellings, headline beside headline."""
    return tuple(_facing(telling, sides) for telling in digest.tellings)


def silences_of(digest: Digest, sides: Sides) -> tuple[Silence, ...]:
    """The digest's blind spots, withheld ones included."""
    languages = {row.n: row.language for row in digest.sources}
    return tuple(
        Silence(
            spot=spot,
            headline=spotted(digest, spot),
            language=languages.get(spot.n, ""),
            side=sides[spot.side],
            silent=sides[spot.silent_side],
            reason=reason_of(spot),
            heard=NOTHING if spot.withheld else heard_of(digest, spot),
        )
        for spot in digest.blind_spots
    )


def developments_of(digest: Digest, place: Place) -> tuple[Development, ...]:
    """The stories that were printed before and changed, under the first headline that the digest prints of each."""
    first = {row.story: row for row in reversed(digest.sources)}
    return tuple(
        Development(
            id=story.id,
            headline=first.get(story.id),
            title=headline(first[story.id].title, first[story.id].outlet)
            if story.id in first
            else story.articles[0].article.title,
            changes=story.changes,
            days=tuple(sorted(story.days, reverse=True)),
            page=story.id in place.story_pages,
        )
        for story in digest.stories
        if story.status is StoryStatus.DEVELOPING
    )


def _facing(telling: Telling, sides: Sides) -> Facing:
    return Facing(
        story=telling.story,
        columns=tuple(Told(side=sides[told.side], headline=told) for told in telling.sides),
        pairs=tuple(Pair(side=sides[pair.side], other=sides[pair.other_side], terms=pair) for pair in telling.pairs),
    )
