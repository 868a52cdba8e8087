"""The points of a digest as printed: each with an anchor, so that citations lead to sources and sources back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

from counterpoint.model import Digest, Point
from counterpoint.publishing.site.sides import Side, sides_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPoint:
    """A point, the anchor of its place on the page, and that place in words.

    `dated` is the day of the newest article that it cites, where that is not the digest's own or the one before.
    """

    anchor: str
    place: str
    point: Point
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its points. `gap` and `fallback` say why it is empty, thin or written by the other engine."""

    anchor: str
    heading: str
    points: tuple[PrintedPoint, ...]
    side: Side | None = None
    count: int = 0
    gap: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The cited sections of a digest."""

    highlights: Section
    differences: Section
    perspectives: tuple[Section, ...]
    third_party: Section

    def __iter__(self) -> Iterator[Section]:
        """In the order of the page."""
        return iter((self.highlights, self.differences, *self.perspectives, self.third_party))

    def dated(self, digest: Digest) -> "Sections":
        """These sections with the dates of points that cite nothing of the digest's day or the day before."""
        highlights, differences, *perspectives, third_party = (_dated(section, digest) for section in self)
        return Sections(
            highlights=highlights, differences=differences, perspectives=tuple(perspectives), third_party=third_party
        )

    def citing(self, n: int) -> tuple[PrintedPoint, ...]:
        """The points that cite source `n`, in the order of the page."""
        return tuple(printed for section in self for printed in section.points if n in printed.point.cites)


def sections_of(digest: Digest) -> Sections:
    """The cited sections of `digest`, every point with its anchor and, where its news is old, with its date."""
    return _undated(digest).dated(digest)


def _undated(digest: Digest) -> Sections:
    return Sections(
        highlights=_section("highlights", "Overall Highlights", digest.highlights, fallback=digest.highlights_fallback),
        differences=_section("differences", "Where they differ", digest.differences),
        perspectives=tuple(
            _section(
                f"side-{side.id}",
                f"{section.name} Perspective",
                section.points,
                side=side,
                count=section.count,
                gap=section.gap,
                fallback=section.fallback,
            )
            for section, side in zip(digest.perspectives, sides_of(digest).all, strict=True)
        ),
        third_party=_section("third-party", "Third-Party View", digest.third_party),
    )


def _dated(section: Section, digest: Digest) -> Section:
    published = {row.n: row.published.astimezone(UTC).date() for row in digest.sources if row.published}
    points = []
    for printed in section.points:
        days = [published.get(n) for n in printed.point.cites]
        newest = max((day for day in days if day), default=None)
        old = newest and None not in days and newest < digest.day - timedelta(days=1)
        points.append(replace(printed, dated=newest) if old else printed)
    return replace(section, points=tuple(points))


def _section(
    anchor: str,
    heading: str,
    points: tuple[Point, ...],
    *,
    side: Side | None = None,
    count: int = 0,
    gap: str = "",
    fallback: str = "",
) -> Section:
    printed = tuple(
        PrintedPoint(anchor=f"{anchor}-{index}", place=f"{heading}, point {index}", point=point)
        for index, point in enumerate(points, start=1)
    )
    return Section(anchor=anchor, heading=heading, points=printed, side=side, count=count, gap=gap, fallback=fallback)
