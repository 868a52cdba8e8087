"""The digest page: one topic on one date, the reader's five minutes."""

from dataclasses import dataclass
from datetime import date

from counterpoint.model import (
    BlindSpot,
    Digest,
    FateCount,
    ImportedSection,
    SourceRow,
    StoryStatus,
    Telling,
    TellingSide,
    TermPair,
)
from counterpoint.publishing.addresses import digest_path
from counterpoint.publishing.site.frame import Alternate, Frame, Place, counted, long_date, render
from counterpoint.publishing.site.glance import health_of, voices_of
from counterpoint.publishing.site.printed import PrintedPoint, Sections, sections_of
from counterpoint.publishing.site.sides import Side, Sides, sides_of
from counterpoint.publishing.site.structured import digest_data


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
    """A blind spot with the sides it is about."""

    spot: BlindSpot
    side: Side
    silent: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """A story that goes on: its headline today, what changed, the earlier days, and whether it has its own page."""

    id: str
    headline: SourceRow | None
    title: str
    changes: tuple[str, ...]
    days: tuple[date, ...]
    page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRow:
    """A numbered source, the side it is listed under, and the points that cite it."""

    row: SourceRow
    side: Side
    cited_by: tuple[PrintedPoint, ...]


def digest_page(digest: Digest, place: Place = Place()) -> bytes:  # noqa: B008 - frozen
    """The page of `digest` as UTF-8 HTML. The same digest in the same place gives the same bytes."""
    sides, sections = sides_of(digest), sections_of(digest)
    opening, older = _older(digest)
    return render(
        "digest.html.jinja",
        _frame(digest, place),
        digest=digest,
        place=place,
        sides=sides,
        sections=sections,
        voices=voices_of(digest),
        health=health_of(digest),
        comparable=sum(bool(side.count) for side in digest.perspectives) > 1 and not digest.imported,
        tellings=tuple(_facing(telling, sides) for telling in digest.tellings),
        blind_spots=tuple(
            Silence(spot=spot, side=sides[spot.side], silent=sides[spot.silent_side]) for spot in digest.blind_spots
        ),
        developments=_developments(digest, place),
        fresh=sum(story.status is StoryStatus.NEW for story in digest.stories),
        rows=_rows(digest, sides, sections),
        fates=_fates(digest),
        opening=opening[0] if opening else None,
        older=older,
    )


def summary_of(digest: Digest) -> str:
    """One line that says what the digest holds, for previews and lists."""
    if digest.highlights:
        return digest.highlights[0].text
    return digest.gap or f"{counted(len(digest.sources), 'article')} on {digest.name}, {long_date(digest.day)}."


def _frame(digest: Digest, place: Place) -> Frame:
    path = digest_path(digest.topic, digest.day)
    return Frame(
        path=path,
        title=f"{digest.name}, {long_date(digest.day)}",
        description=summary_of(digest),
        base_url=place.base_url,
        kind="article",
        notice=digest.notice,
        data=digest_data(digest, place.base_url, summary_of(digest)),
        alternates=(
            Alternate(path=f"{path}index.md", type="text/markdown", title="This digest as Markdown"),
            Alternate(path=f"{path}index.json", type="application/json", title="This digest as JSON"),
            *feeds(digest.topic, digest.name),
        ),
    )


def feeds(topic: str, name: str) -> tuple[Alternate, ...]:
    """The feeds of a topic, for a browser or a reader to discover."""
    return (
        Alternate(path=f"{topic}/feed.xml", type="application/atom+xml", title=f"{name} (Atom)"),
        Alternate(path=f"{topic}/feed.json", type="application/feed+json", title=f"{name} (JSON Feed)"),
    )


def _facing(telling: Telling, sides: Sides) -> Facing:
    return Facing(
        story=telling.story,
        columns=tuple(Told(side=sides[told.side], headline=told) for told in telling.sides),
        pairs=tuple(Pair(side=sides[p.side], other=sides[p.other_side], terms=p) for p in telling.pairs),
    )


def _developments(digest: Digest, place: Place) -> tuple[Development, ...]:
    first = {row.story: row for row in reversed(digest.sources)}
    return tuple(
        Development(
            id=story.id,
            headline=first.get(story.id),
            title=first[story.id].title if story.id in first else story.articles[0].article.title,
            changes=story.changes,
            days=tuple(sorted(story.days, reverse=True)),
            page=story.id in place.story_pages,
        )
        for story in digest.stories
        if story.status is StoryStatus.DEVELOPING
    )


def _rows(digest: Digest, sides: Sides, sections: Sections) -> tuple[CitedRow, ...]:
    return tuple(CitedRow(row=row, side=sides[row.side], cited_by=sections.citing(row.n)) for row in digest.sources)


def _fates(digest: Digest) -> tuple[FateCount, ...]:
    return tuple(fate for fate in digest.receipt.fates if fate.count)


def _older(digest: Digest) -> tuple[tuple[ImportedSection, ...], tuple[ImportedSection, ...]]:
    """An older document's opening, when it has no highlights to open the page with, and its other sections."""
    sections = digest.imported.sections if digest.imported else ()
    first = 0 if digest.highlights else 1
    return sections[:first], sections[first:]
