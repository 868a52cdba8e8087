"""The highlights: stories that several sides tell, side beside side; then, on a thin day, what each side leads with.

A headline whose end is missing ("You will not guess what …") never leads alone; among stories of several sides it
is last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from counterpoint.model import THIRD_PARTY, Point, Row, Selection, Topic
from counterpoint.writing.attribution import NEXT, attributed
from counterpoint.writing.evidence import side_name
from counterpoint.writing.statements import Statement, closed, headline, verbatim

MOST = 5
FILLED = 3
"""Stories of one side alone stand here only until there are so many highlights."""


def highlights(topic: Topic, selection: Selection) -> Iterator[tuple[tuple[Point, ...], bool]]:
    """The forms of each highlight in order, and whether several sides tell it."""
    shared = {telling.story: [side.n for side in telling.sides] for telling in selection.tellings}
    told = [_shown(topic, selection.rows, s.id, shared[s.id]) for s in selection.stories if s.id in shared]
    for rows in sorted(told, key=lambda rows: any(headline(row).cut for row in rows)):
        yield _forms(topic, rows), True
    for row in _leads(topic, selection, set(shared)):
        yield _forms(topic, [row]), False


def _shown(topic: Topic, rows: Sequence[Row], story: str, compared: Sequence[int]) -> list[Row]:
    """The row that speaks for each side: one in the digest's language if it has one, else the one that is compared.

    Of those that could, the first whose headline is whole.
    """
    chosen = []
    for row in (row for n in compared for row in rows if row.n == n):
        same = [r for r in rows if r.story == story and r.article.side == row.article.side]
        read = [r for r in (row, *same) if r.article.article.language == topic.settings.language]
        chosen.append(min(read or [row], key=lambda r: headline(r).cut))
    return chosen


def _leads(topic: Topic, selection: Selection, shared: set[str]) -> list[Row]:
    """The first whole headline of every story of one side alone, news before opinion and questions, sides in turns."""
    order = {story.id: at for at, story in enumerate(selection.stories)}
    own = [row for row in selection.rows if row.article.side != THIRD_PARTY and row.story not in shared]
    first = {row.story: row for row in reversed(own) if not headline(row).cut}
    ranked = sorted(first.values(), key=lambda row: (headline(row).weak, order.get(row.story, len(order))))
    turns = zip_longest(*([row for row in ranked if row.article.side == side.id] for side in topic.perspectives))
    return [row for turn in turns for row in turn if row is not None]


def _forms(topic: Topic, rows: Sequence[Row]) -> tuple[Point, ...]:
    return tuple(_point(topic, [made(row) for row in rows]) for made in (headline, verbatim))


def _point(topic: Topic, told: Sequence[Statement]) -> Point:
    said = [attributed((one.outlet,), one.text, side_name(topic, one.row.article.side)) for one in told]
    languages = {one.language for one in told}
    return Point(
        text=closed(NEXT.join(part.removesuffix(".") for part in said)),
        cites=tuple(one.row.n for one in told),
        story=told[0].row.story,
        language=languages.pop() if len(languages) == 1 else "",
    )
