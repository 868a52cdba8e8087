"""The default engine: the press's own sentences, edited, attributed and cited. Needs no key and no network."""

from counterpoint.model import THIRD_PARTY, PerspectiveSection, Point, Row, Selection, Topic, WritingRecord
from counterpoint.writing.engine import Written


class ExtractiveEngine:
    """Points made of headlines: one per story and side, attributed to its outlet. Deterministic."""

    name = "extractive"

    def write(self, topic: Topic, selection: Selection) -> Written:
        """Write one point per story and side, and highlights for the stories that several sides tell first."""
        sections = tuple(
            PerspectiveSection(
                id=side.id,
                name=side.name,
                count=sum(row.article.side == side.id for row in selection.rows),
                points=self._points(selection, side.id),
            )
            for side in topic.perspectives
        )
        highlights = tuple(point for story in selection.stories for point in self._highlight(selection, story.id))[:5]
        return Written(
            highlights=highlights,
            perspectives=sections,
            third_party=self._points(selection, THIRD_PARTY),
            record=WritingRecord(engine=self.name),
        )

    def _points(self, selection: Selection, side: str) -> tuple[Point, ...]:
        firsts: dict[str, Row] = {}
        for row in selection.rows:
            if row.article.side == side:
                firsts.setdefault(row.story, row)
        return tuple(_point(row) for row in firsts.values())

    def _highlight(self, selection: Selection, story: str) -> tuple[Point, ...]:
        rows = [row for row in selection.rows if row.story == story and row.article.side != THIRD_PARTY]
        return (_point(rows[0]),) if rows else ()


def _point(row: Row) -> Point:
    article = row.article.article
    return Point(text=article.title, cites=(row.n,), story=row.story, language=article.language)
