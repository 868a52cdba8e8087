"""The digest page: one topic on one date, the reader's five minutes."""

from dataclasses import dataclass

from counterpoint.model import Digest, ImportedSection, SourceRow, StoryStatus
from counterpoint.publishing.addresses import digest_path
from counterpoint.publishing.authorship import written_by
from counterpoint.publishing.documents.comparison import not_compared
from counterpoint.publishing.site.compared import developments_of, facing_of, silences_of
from counterpoint.publishing.site.frame import Alternate, Frame, Place, counted, long_date, render
from counterpoint.publishing.site.glance import health_of, voices_of
from counterpoint.publishing.site.printed import PrintedPoint, Sections, sections_of
from counterpoint.publishing.site.sides import Side, Sides, sides_of
from counterpoint.publishing.site.structured import digest_data


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
    silences = silences_of(digest, sides)
    return render(
        "digest.html.jinja",
        _frame(digest, place),
        digest=digest,
        place=place,
        sections=sections,
        voices=voices_of(digest),
        health=health_of(digest),
        comparable=sum(bool(side.count) for side in digest.perspectives) > 1 and not digest.imported,
        tellings=facing_of(digest, sides),
        blind_spots=[silence for silence in silences if not silence.spot.withheld],
        withheld=[silence for silence in silences if silence.spot.withheld],
        not_compared=not_compared(digest),
        developments=developments_of(digest, place),
        fresh=sum(story.status is StoryStatus.NEW for story in digest.stories),
        rows=_rows(digest, sides, sections),
        fates=tuple(fate for fate in digest.receipt.fates if fate.count),
        author=written_by(digest),
        opening=opening,
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


def _rows(digest: Digest, sides: Sides, sections: Sections) -> tuple[CitedRow, ...]:
    return tuple(CitedRow(row=row, side=sides[row.side], cited_by=sections.citing(row.n)) for row in digest.sources)


def _older(digest: Digest) -> tuple[ImportedSection | None, tuple[ImportedSection, ...]]:
    """An older document's opening, when it has no highlights to open the page with, and its other sections."""
    sections = digest.imported.sections if digest.imported else ()
    return (sections[0], sections[1:]) if sections and not digest.highlights else (None, sections)
