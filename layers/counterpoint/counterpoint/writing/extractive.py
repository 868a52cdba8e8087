"""The default engine: the press's own sentences, edited, attributed and cited. Needs no key and no network."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoint.model import THIRD_PARTY, Perspective, PerspectiveSection, Point, Selection, Topic, WritingRecord
from counterpoint.writing.accounts import accounts
from counterpoint.writing.differences import differences
from counterpoint.writing.engine import Written, signed
from counterpoint.writing.evidence import Evidence
from counterpoint.writing.gaps import gap
from counterpoint.writing.highlights import FILLED, MOST, highlights


class ExtractiveEngine:
    """Points made of what the feeds say, word for word. Deterministic; every point has passed the five checks."""

    name = "extractive"

    def write(self, topic: Topic, selection: Selection) -> Written:
        """Write a point per story and side, highlights, and how the tellings differ."""
        desk = _Desk(Evidence.of(topic, selection))
        written = Written(
            highlights=_highlights(topic, selection, desk),
            perspectives=tuple(_section(side, selection, desk) for side in topic.perspectives),
            differences=desk.printed(((point,) for point in differences(topic, selection)), None),
            third_party=desk.points(selection, THIRD_PARTY),
            record=WritingRecord(refused=tuple(desk.refused)),
        )
        return signed(written, self.name)


class _Desk:
    """Prints the first form of a point that the checks let pass, and notes every refusal."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.refused: list[str] = []

    def points(self, selection: Selection, side: str) -> tuple[Point, ...]:
        """The points of one side."""
        rows = [row for row in selection.rows if row.article.side == side]
        return self.printed(accounts(rows, self.evidence), side)

    def printed(self, drafts: Iterable[tuple[Point, ...]], side: str | None) -> tuple[Point, ...]:
        """Of every draft the first form that passes; none when all fail."""
        chosen = (self._first(forms, side) for forms in drafts)
        return tuple(point for point in chosen if point)

    def _first(self, forms: tuple[Point, ...], side: str | None) -> Point | None:
        for point in forms:
            reasons = self.evidence.against(point, side)
            if not reasons:
                return point
            self.refused.append(f"{side or 'all sides'}: “{point.text}”: {'; '.join(reasons)}")
        return None


def _section(side: Perspective, selection: Selection, desk: _Desk) -> PerspectiveSection:
    return PerspectiveSection(
        id=side.id,
        name=side.name,
        count=sum(row.article.side == side.id for row in selection.rows),
        points=desk.points(selection, side.id),
        gap=gap(side, selection),
    )


def _highlights(topic: Topic, selection: Selection, desk: _Desk) -> tuple[Point, ...]:
    found: list[Point] = []
    for forms, shared in highlights(topic, selection):
        if len(found) < (MOST if shared else FILLED):
            found += desk.printed([forms], None)
    return tuple(found)
